/** Laboratory measures: canonical unit, conversions, plausible range and how old a value may be. */
import { days, hours, months, type Measure } from '#rules';

const VD = 'vascular-redflags 19.2';
const ND = 'neuro-msk 0';

export const ferritin: Measure = {
  id: 'ferritin',
  name: 'ferritin',
  sets: ['lab-ferritin'],
  unit: 'ng/mL',
  plausible: [1, 50_000],
  within: months(6),
  cites: [VD, ND],
};
export const iron: Measure = {
  id: 'iron',
  name: 'serum iron',
  sets: ['lab-iron'],
  unit: 'ug/dL',
  // Molar mass of iron 55.85 g/mol.
  also: { 'umol/L': { factor: 5.585 } },
  plausible: [1, 1000],
  within: months(6),
  cites: [ND],
};
export const ironBindingCapacity: Measure = {
  id: 'tibc',
  name: 'total iron-binding capacity',
  sets: ['lab-tibc'],
  unit: 'ug/dL',
  also: { 'umol/L': { factor: 5.585 } },
  plausible: [50, 1000],
  within: months(6),
  cites: [ND],
};
export const transferrinSaturation: Measure = {
  id: 'transferrin-saturation',
  name: 'transferrin saturation',
  sets: ['lab-tsat'],
  unit: '%',
  plausible: [1, 100],
  within: months(6),
  ratioOf: { over: iron, under: ironBindingCapacity, factor: 100 },
  cites: [ND],
};
export const hba1c: Measure = {
  id: 'hba1c',
  name: 'HbA1c',
  sets: ['lab-hba1c-pct', 'lab-hba1c-ifcc-mmol-mol'],
  unit: '%',
  also: { 'mmol/mol': { factor: 0.0915, offset: 2.15 } },
  plausible: [3, 20],
  within: months(4),
  cites: [VD, ND],
};
export const vitaminB12: Measure = {
  id: 'vitamin-b12',
  name: 'vitamin B12',
  sets: ['lab-b12'],
  unit: 'pg/mL',
  also: { 'pmol/L': { factor: 1 / 0.738 } },
  plausible: [10, 10_000],
  within: months(12),
  cites: [ND],
};
export const methylmalonate: Measure = {
  id: 'methylmalonic-acid',
  name: 'methylmalonic acid',
  sets: ['lab-mma'],
  unit: 'umol/L',
  plausible: [0.01, 500],
  within: months(12),
  cites: [ND],
};
export const tsh: Measure = {
  id: 'tsh',
  name: 'TSH',
  sets: ['lab-tsh'],
  unit: 'm[IU]/L',
  also: { 'mIU/L': { factor: 1 }, 'uIU/mL': { factor: 1 }, 'u[IU]/mL': { factor: 1 }, 'mU/L': { factor: 1 } },
  plausible: [0, 500],
  within: months(12),
  cites: [ND],
};
export const potassium: Measure = {
  id: 'potassium',
  name: 'potassium',
  sets: ['lab-potassium'],
  unit: 'mmol/L',
  also: { 'meq/L': { factor: 1 } },
  plausible: [1, 10],
  within: days(30),
  spoilable: true,
  cites: [VD, ND],
};
export const sodium: Measure = {
  id: 'sodium',
  name: 'sodium',
  sets: ['lab-sodium'],
  unit: 'mmol/L',
  also: { 'meq/L': { factor: 1 } },
  plausible: [80, 200],
  within: days(30),
  cites: [ND],
};
export const magnesium: Measure = {
  id: 'magnesium',
  name: 'magnesium',
  sets: ['lab-magnesium'],
  unit: 'mmol/L',
  also: { 'mg/dL': { factor: 1 / 2.43 }, 'meq/L': { factor: 0.5 } },
  plausible: [0.08, 4.2],
  within: days(30),
  spoilable: true,
  cites: [VD, ND],
};
export const adjustedCalcium: Measure = {
  id: 'calcium-adjusted',
  name: 'albumin-adjusted calcium',
  sets: ['lab-calcium-corrected'],
  unit: 'mmol/L',
  also: { 'mg/dL': { factor: 0.2495 } },
  plausible: [0.75, 5],
  within: days(30),
  cites: [VD, ND],
};
export const creatinine: Measure = {
  id: 'creatinine',
  name: 'creatinine',
  sets: ['lab-creatinine'],
  unit: 'mg/dL',
  also: { 'umol/L': { factor: 1 / 88.4 }, 'mmol/L': { factor: 1000 / 88.4 } },
  plausible: [0.1, 25],
  within: days(90),
  cites: [VD, ND],
};
export const egfr: Measure = {
  id: 'egfr',
  name: 'eGFR',
  sets: ['lab-egfr'],
  unit: 'mL/min/{1.73_m2}',
  also: {
    'mL/min/1.73m2': { factor: 1 },
    'mL/min/1.73 m2': { factor: 1 },
    'mL/min/1.73_m2': { factor: 1 },
    'mL/min/{1.73m2}': { factor: 1 },
    'mL/min/{1.73_m2}': { factor: 1 },
    'mL/min': { factor: 1 },
  },
  plausible: [0, 250],
  within: days(90),
  cites: [ND],
};
export const creatineKinase: Measure = {
  id: 'creatine-kinase',
  name: 'creatine kinase',
  sets: ['lab-ck'],
  unit: 'U/L',
  also: { 'ukat/L': { factor: 60 } },
  plausible: [5, 500_000],
  within: days(14),
  cites: [VD],
};
export const dDimerFeu: Measure = {
  id: 'd-dimer-feu',
  name: 'D-dimer (FEU)',
  sets: ['lab-d-dimer-feu'],
  unit: 'ug/L',
  // Annotations carry no meaning for UCUM; here the LOINC code says FEU, so the annotated spellings are safe.
  also: {
    'ug/L{FEU}': { factor: 1 },
    'ng/mL{FEU}': { factor: 1 },
    'mg/L{FEU}': { factor: 1000 },
    'ug/mL{FEU}': { factor: 1000 },
  },
  plausible: [50, 100_000],
  within: hours(48),
  cites: [VD],
};
export const dDimerDdu: Measure = {
  id: 'd-dimer-ddu',
  name: 'D-dimer (DDU)',
  sets: ['lab-d-dimer-ddu'],
  unit: 'ug/L',
  also: {
    'ug/L{DDU}': { factor: 1 },
    'ng/mL{DDU}': { factor: 1 },
    'mg/L{DDU}': { factor: 1000 },
    'ug/mL{DDU}': { factor: 1000 },
  },
  plausible: [25, 50_000],
  within: hours(48),
  cites: [VD],
};
export const crp: Measure = {
  id: 'crp',
  name: 'C-reactive protein',
  sets: ['lab-crp'],
  unit: 'mg/L',
  plausible: [0, 700],
  within: days(14),
  cites: [VD],
};
export const whiteCells: Measure = {
  id: 'white-cells',
  name: 'white cell count',
  sets: ['lab-wbc'],
  unit: '10*9/L',
  also: {
    '10*3/uL': { factor: 1 },
    '/uL': { factor: 0.001 },
    '{cells}/uL': { factor: 0.001 },
    'cells/uL': { factor: 0.001 },
  },
  plausible: [0.05, 500],
  within: days(14),
  cites: [VD],
};
export const haemoglobin: Measure = {
  id: 'haemoglobin',
  name: 'haemoglobin',
  sets: ['lab-hemoglobin'],
  unit: 'g/dL',
  plausible: [2, 25],
  within: months(6),
  cites: [ND],
};
export const platelets: Measure = {
  id: 'platelets',
  name: 'platelets',
  sets: ['lab-platelets'],
  unit: '10*9/L',
  also: { '10*3/uL': { factor: 1 } },
  plausible: [1, 3000],
  within: days(90),
  cites: [ND],
};
export const lactate: Measure = {
  id: 'lactate',
  name: 'lactate',
  sets: ['lab-lactate'],
  unit: 'mmol/L',
  plausible: [0.1, 40],
  within: hours(24),
  cites: [VD],
};
export const immunofixation: Measure = {
  id: 'serum-electrophoresis',
  name: 'serum protein electrophoresis',
  sets: ['lab-spep'],
  unit: 'g/dL',
  plausible: [0, 20],
  within: months(12),
  cites: [ND],
};
