/** Measures beside bone pain: calcium, alkaline phosphatase, ESR, vitamin D and body weight. */
import { days, months, type Measure } from '#rules';

const VD = 'vascular-redflags 11, 19.2';
const ND = 'neuro-msk 0, 8E, 10E';

/** Not adjusted for albumin: a high value stands, for low albumin would only raise it; a normal one clears nothing. */
export const totalCalcium: Measure = {
  id: 'calcium-total',
  name: 'calcium (total)',
  sets: ['lab-calcium-total'],
  unit: 'mmol/L',
  also: { 'mg/dL': { factor: 0.2495 } },
  plausible: [0.75, 5],
  within: days(90),
  cites: [VD, ND],
};
export const alkalinePhosphatase: Measure = {
  id: 'alkaline-phosphatase',
  name: 'alkaline phosphatase',
  sets: ['lab-alkaline-phosphatase'],
  unit: 'U/L',
  also: { 'ukat/L': { factor: 60 } },
  plausible: [5, 10_000],
  within: days(90),
  cites: [ND],
};
export const sedimentation: Measure = {
  id: 'sedimentation-rate',
  name: 'ESR',
  sets: ['lab-esr'],
  unit: 'mm/h',
  plausible: [0, 200],
  within: days(14),
  cites: [VD, ND],
};
export const vitaminD: Measure = {
  id: 'vitamin-d',
  name: '25-hydroxyvitamin D',
  sets: ['lab-vitamin-d-25oh'],
  unit: 'nmol/L',
  also: { 'ng/mL': { factor: 2.5 }, 'ug/L': { factor: 2.5 } },
  plausible: [1, 1000],
  within: months(12),
  cites: [ND],
};
/** The earlier weight may be a year old. */
export const bodyWeight: Measure = {
  id: 'body-weight',
  name: 'body weight',
  sets: ['vital-weight'],
  unit: 'kg',
  also: { '[lb_av]': { factor: 0.45359 }, g: { factor: 0.001 } },
  plausible: [20, 400],
  within: months(12),
  cites: [VD],
};
