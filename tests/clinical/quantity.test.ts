/** Laboratory and bedside values as they arrive: every unit of the dossiers, the spellings of real systems, and what must be refused. */
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { satisfies, sayLimit, Units, type Limit } from '#clinical/quantity';
import { exam, labs } from '#findings';
import type { Measure } from '#rules';

const units = new Units();

/** The value in the canonical unit, or why it cannot be used. */
function read(measure: Measure, value: number, unit?: string, comparator?: string): number | string {
  const reading = units.read(value, unit, comparator, measure);
  if (!reading.ok) return reading.reason;
  return reading.value.low === reading.value.high ? reading.value.low : 'an interval';
}

type Row = readonly [value: number, unit: string | undefined, canonical: number | string];

const rows: readonly (readonly [string, Measure, readonly Row[]])[] = [
  [
    'ankle-brachial index',
    exam.ankleBrachialIndex,
    [
      [0.88, '{ratio}', 0.88],
      [0.88, '{index}', 0.88],
      [0.88, '1', 0.88],
      [0.88, undefined, 0.88],
      [0.88, 'ratio', 0.88],
      [0.88, 'Index', 0.88],
      [0.88, 'unitless', 0.88],
      [0.88, 'N/A', 'unit not understood'],
      [88, '%', 0.88],
      [0, '1', 0],
      [3, '%', 'unit not understood'],
      [1.1, '%', 'unit not understood'],
      [88, undefined, 'not plausible'],
      [-1, '1', 'not plausible'],
      [99, '1', 'not plausible'],
      [3.01, '1', 'not plausible'],
      [1.52, 'mm[Hg]', 'unit not understood'],
    ],
  ],
  [
    'toe-brachial index',
    exam.toeBrachialIndex,
    [
      [0.65, '{ratio}', 0.65],
      [65, '%', 0.65],
      [65, 'mm[Hg]', 'unit not understood'],
    ],
  ],
  [
    'toe pressure',
    exam.toePressure,
    [
      [30, 'mm[Hg]', 30],
      [30, 'mmHg', 30],
      [30, 'mm Hg', 30],
      [30, 'MMHG', 30],
      [30, 'mm(Hg)', 30],
      [4.2, 'kPa', 31.5026],
      [4.2, 'KPA', 31.5026],
      [0, 'mm[Hg]', 0],
      [30, undefined, 'no unit'],
      [301, 'mm[Hg]', 'not plausible'],
      [80, 'kPa', 'not plausible'],
      [-5, 'mm[Hg]', 'not plausible'],
      [30, '{ratio}', 'unit not understood'],
    ],
  ],
  [
    'ankle pressure',
    exam.anklePressure,
    [
      [49, 'mm[Hg]', 49],
      [6.7, 'kPa', 50.2541],
    ],
  ],
  [
    'D-dimer in FEU',
    labs.dDimerFeu,
    [
      [500, 'ug/L', 500],
      [500, 'ng/mL', 500],
      [0.5, 'mg/L', 500],
      [0.5, 'ug/mL', 500],
      [500, 'ng/mL{FEU}', 500],
      [500, 'ug/L{FEU}', 500],
      [0.5, 'mg/L{FEU}', 500],
      [0.5, 'ug{FEU}/mL', 500],
      [0.5, 'mg{FEU}/L', 500],
      [500, 'ng{FEU}/mL', 500],
      [500, 'ng/mL FEU', 500],
      [0.5, 'ug/mL FEU', 500],
      [0.5, 'mg/L (FEU)', 500],
      [500, 'ng/ml feu', 500],
      [420, 'ng/mL{DDU}', 'unit not understood'],
      [420, 'ng/mL DDU', 'unit not understood'],
      [420, 'ug{DDU}/L', 'unit not understood'],
      [420, '{FEU}', 'unit not understood'],
      [0.5, 'ng/mL', 'not plausible'],
      [200_000, 'ug/L', 'not plausible'],
    ],
  ],
  [
    'D-dimer in DDU',
    labs.dDimerDdu,
    [
      [230, 'ng/mL', 230],
      [230, 'ng/mL{DDU}', 230],
      [230, 'ng/mL DDU', 230],
      [0.23, 'ug{DDU}/mL', 230],
      [500, 'ng/mL{FEU}', 'unit not understood'],
    ],
  ],
  [
    'HbA1c',
    labs.hba1c,
    [
      [6.9, '%', 6.9],
      [52, 'mmol/mol', 6.908],
      [48, 'mmol/mol', 6.542],
      [42, 'MMOL/MOL', 5.993],
      [52, '%', 'not plausible'],
      [52, undefined, 'no unit'],
      [2.9, '%', 'not plausible'],
      [20.1, '%', 'not plausible'],
    ],
  ],
  [
    'C-reactive protein',
    labs.crp,
    [
      [6, 'mg/L', 6],
      [6, 'mg/dL', 60],
      [6, 'MG/DL', 60],
      [60, 'nmol/L', 'unit not understood'],
      [701, 'mg/L', 'not plausible'],
    ],
  ],
  [
    'creatine kinase',
    labs.creatineKinase,
    [
      [480, 'U/L', 480],
      [480, 'IU/L', 480],
      [480, '[IU]/L', 480],
      [480, 'u/l', 480],
      [8, 'ukat/L', 480],
      [8, 'µkat/L', 480],
      [8, 'μkat/L', 480],
      [4, 'U/L', 'not plausible'],
      [480, 'ng/mL', 'unit not understood'],
    ],
  ],
  [
    'ferritin',
    labs.ferritin,
    [
      [30, 'ng/mL', 30],
      [30, 'ug/L', 30],
      [30, 'µg/L', 30],
      [30, 'μg/L', 30],
      [30, 'mcg/L', 30],
      [30, 'MCG/L', 30],
      [30, 'NG/ML', 30],
      [30, 'ng/ml', 30],
      [30, ' ng/mL ', 30],
      [67, 'pmol/L', 'unit not understood'],
      [0.5, 'ng/mL', 'not plausible'],
      [30, undefined, 'no unit'],
    ],
  ],
  [
    'potassium',
    labs.potassium,
    [
      [2.4, 'mmol/L', 2.4],
      [2.4, 'meq/L', 2.4],
      [2.4, 'mEq/L', 2.4],
      [2.4, 'MEQ/L', 2.4],
      [2.4, 'mmol/l', 2.4],
      [2.4, 'MMOL/L', 2.4],
      [2.4, 'mg/dL', 'unit not understood'],
      [0.9, 'mmol/L', 'not plausible'],
      [10.1, 'mmol/L', 'not plausible'],
    ],
  ],
  [
    'sodium',
    labs.sodium,
    [
      [118, 'mmol/L', 118],
      [118, 'meq/L', 118],
      [118, 'mEq/L', 118],
    ],
  ],
  [
    'magnesium',
    labs.magnesium,
    [
      [0.74, 'mmol/L', 0.74],
      [1.8, 'mg/dL', 0.740_740_740_7],
      [1.48, 'meq/L', 0.74],
      [1.48, 'mEq/L', 0.74],
      [1.8, undefined, 'no unit'],
      [0.1, 'mg/dL', 'not plausible'],
      [11, 'mg/dL', 'not plausible'],
    ],
  ],
  [
    'calcium',
    labs.adjustedCalcium,
    [
      [2.4, 'mmol/L', 2.4],
      [9.6, 'mg/dL', 2.3952],
      [9.6, 'mg/dl', 2.3952],
      [14, 'mg/dL', 3.493],
      // Two charges an ion: 4.8 meq/L are 2.4 mmol/L, and only a listed factor may say so.
      [4.8, 'meq/L', 'unit not understood'],
    ],
  ],
  [
    'creatinine',
    labs.creatinine,
    [
      [1.2, 'mg/dL', 1.2],
      [88.4, 'umol/L', 1],
      [88.4, 'µmol/L', 1],
      [88.4, 'mcmol/L', 1],
      [0.0884, 'mmol/L', 1],
      [26, 'mg/dL', 'not plausible'],
      [106, 'mg/dL', 'not plausible'],
    ],
  ],
  [
    'white cells',
    labs.whiteCells,
    [
      [7.2, '10*9/L', 7.2],
      [7.2, '10*3/uL', 7.2],
      [7.2, '10^3/uL', 7.2],
      [7.2, 'x10E3/uL', 7.2],
      [7.2, '10E9/L', 7.2],
      [7.2, 'x10^9/L', 7.2],
      [7.2, '10³/µL', 7.2],
      [7.2, 'x10(3)/mcL', 7.2],
      [7.2, 'K/uL', 7.2],
      [7.2, 'K/cumm', 7.2],
      [7200, '/uL', 7.2],
      [7200, '{cells}/uL', 7.2],
      [7200, 'cells/uL', 7.2],
      [7200, '10*3/uL', 'not plausible'],
      [5, 'mmol/L', 'unit not understood'],
    ],
  ],
  [
    'temperature',
    exam.temperature,
    [
      [38, 'Cel', 38],
      [38, '°C', 38],
      [38, 'degC', 38],
      [38, 'deg C', 38],
      [38, 'C', 38],
      [98.6, '[degF]', 37],
      [100.4, '[degF]', 38],
      [100.4, 'degF', 38],
      [100.4, 'deg F', 38],
      [100.4, '°F', 38],
      [100.4, 'F', 38],
      [100.4, 'Cel', 'not plausible'],
      [38, '[degF]', 'not plausible'],
      [38, undefined, 'no unit'],
    ],
  ],
  [
    'vitamin B12',
    labs.vitaminB12,
    [
      [200, 'pg/mL', 200],
      [200, 'ng/L', 200],
      [147.6, 'pmol/L', 200],
      [200, 'PG/ML', 200],
    ],
  ],
  [
    'methylmalonic acid',
    labs.methylmalonate,
    [
      [0.3, 'umol/L', 0.3],
      [300, 'nmol/L', 0.3],
      [0.3, 'nmol/mL', 0.3],
    ],
  ],
  [
    'TSH',
    labs.tsh,
    [
      [4.5, 'm[IU]/L', 4.5],
      [4.5, 'mIU/L', 4.5],
      [4.5, 'u[IU]/mL', 4.5],
      [4.5, 'uIU/mL', 4.5],
      [4.5, 'µIU/mL', 4.5],
      [4.5, 'mU/L', 4.5],
    ],
  ],
  [
    'serum iron',
    labs.iron,
    [
      [56, 'ug/dL', 56],
      [10, 'umol/L', 55.85],
      [56, 'mcg/dL', 56],
    ],
  ],
  [
    'iron-binding capacity',
    labs.ironBindingCapacity,
    [
      [360, 'ug/dL', 360],
      [60, 'umol/L', 335.1],
    ],
  ],
  [
    'transferrin saturation',
    labs.transferrinSaturation,
    [
      [19, '%', 19],
      [0.19, '1', 19],
      [120, '%', 'not plausible'],
    ],
  ],
  [
    'eGFR',
    labs.egfr,
    [
      [29, 'mL/min/{1.73_m2}', 29],
      [29, 'mL/min/1.73m2', 29],
      [29, 'mL/min/1.73 m2', 29],
      [29, 'ml/min/1.73m2', 29],
      [29, 'mL/min/1.73m^2', 29],
      [29, 'mL/min/1.73 m²', 29],
      [29, 'mL/min/1.73 sq m', 29],
      [29, 'mL/min', 29],
    ],
  ],
  [
    'haemoglobin',
    labs.haemoglobin,
    [
      [12, 'g/dL', 12],
      [120, 'g/L', 12],
      [7.5, 'mmol/L', 'unit not understood'],
    ],
  ],
  [
    'platelets',
    labs.platelets,
    [
      [250, '10*9/L', 250],
      [250, '10*3/uL', 250],
      [250, 'K/uL', 250],
    ],
  ],
  [
    'lactate',
    labs.lactate,
    [
      [2, 'mmol/L', 2],
      [18, 'mg/dL', 'unit not understood'],
    ],
  ],
  [
    'oxygen saturation',
    exam.oxygenSaturation,
    [
      [93, '%', 93],
      [0.93, '1', 93],
      [12, '%', 'not plausible'],
    ],
  ],
  [
    'heart rate',
    exam.heartRate,
    [
      [90, '/min', 90],
      [90, '{beats}/min', 90],
      [90, 'bpm', 90],
      [90, 'beats/min', 90],
    ],
  ],
  [
    'respiratory rate',
    exam.respiratoryRate,
    [
      [22, '/min', 22],
      [22, '{breaths}/min', 22],
    ],
  ],
];

describe.each(rows)('%s', (_, measure, values) => {
  test.each(values.map(([value, unit, canonical]) => ({ value, unit, canonical })))(
    '$value $unit is $canonical in its canonical unit',
    ({ value, unit, canonical }) => {
      const got = read(measure, value, unit);
      if (typeof canonical === 'string' || typeof got === 'string') expect(got).toBe(canonical);
      else expect(got).toBeCloseTo(canonical, 3);
    },
  );
  test('NaN and infinity are no numbers', () => {
    for (const value of [NaN, Infinity, -Infinity])
      expect(read(measure, value, measure.unit)).toBe('not a number');
  });
  test('an unknown unit, an empty one and a very long one are refused', () => {
    for (const unit of ['furlong', 'mg/dL/', '%%', 'constructor', '__proto__', 'x'.repeat(5000)]) {
      expect(read(measure, 1, unit)).toBe('unit not understood');
    }
  });
  test('the ends of the plausible range are read, the other side of them is not', () => {
    const [least, most] = measure.plausible;
    const unit = measure.unit === '{ratio}' ? '1' : measure.unit;
    expect(read(measure, least, unit)).toBe(least);
    expect(read(measure, most, unit)).toBe(most);
    expect(read(measure, most * 1.01, unit)).toBe('not plausible');
    expect(read(measure, least - Math.max(1, Math.abs(least)) * 0.5, unit)).toBe('not plausible');
  });
});

test('a weight in pounds is one in kilograms', () => {
  const weight = { unit: 'kg', plausible: [20, 400] } as const;
  for (const unit of ['[lb_av]', 'lb', 'lbs', 'LB'.toLowerCase()]) {
    expect(units.read(200, unit, undefined, weight)).toMatchObject({ ok: true, value: { low: 90.718474 } });
  }
  expect(units.read(8, 'kg', undefined, weight)).toMatchObject({ ok: false, reason: 'not plausible' });
});

test('units that differ by their annotation alone never convert into each other', () => {
  expect(units.conversion('ng/mL{FEU}', 'ng/mL{DDU}')).toBeNull();
  expect(units.conversion('{score}', '1')).toBeNull();
  expect(units.conversion('mg{creat}/dL', 'mg/dL')).toBeNull();
});

test('what cannot be understood is not printed anywhere: it came from a record', () => {
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  for (const unit of [
    'Jane Doe, 4 High St',
    'mg (per Jane)',
    '(',
    ')',
    '{',
    '}',
    'a{b',
    'mg//dL',
    '10*',
    '[',
    '',
    '%',
    '3valueOf',
    '/valueOf',
    'n__proto__',
    'mconstructor',
    'mg/toString',
  ]) {
    units.read(1, unit, undefined, labs.crp);
    units.read(1, unit, undefined, exam.ankleBrachialIndex);
  }
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.double(), (unit, value) => {
      const reading = units.read(value, unit, undefined, labs.crp);
      if (reading.ok) expect(reading.value.low).toBeLessThanOrEqual(reading.value.high);
    }),
    { numRuns: 300 },
  );
  const times = printed.mock.calls.length;
  printed.mockRestore();
  expect(times).toBe(0);
});

describe('"less than" and "more than" count on the safe side only', () => {
  const verdict = (comparator: string, value: number, limit: Limit): boolean | string => {
    const reading = units.read(value, '1', comparator, exam.ankleBrachialIndex);
    return reading.ok ? (satisfies(reading.value, limit) ?? 'open') : reading.reason;
  };
  test.each<[string, number, Limit['is'], number, boolean | string]>([
    ['<', 0.4, 'below', 0.4, true],
    ['<', 0.4, 'atMost', 0.9, true],
    ['<', 0.4, 'atLeast', 0.4, false],
    ['<', 0.4, 'above', 1.4, false],
    ['<', 0.9, 'below', 0.4, 'open'],
    ['<=', 0.4, 'below', 0.4, 'open'],
    ['<=', 0.4, 'atMost', 0.4, true],
    ['<=', 0.9, 'above', 0.9, false],
    ['>', 1.4, 'above', 1.4, true],
    ['>', 1.4, 'atMost', 1.4, false],
    ['>', 1.4, 'atMost', 0.9, false],
    ['>=', 1.4, 'above', 1.4, 'open'],
    ['>=', 1.4, 'atLeast', 1.4, true],
    ['>', 0.3, 'atMost', 0.9, 'open'],
    ['~', 0.5, 'atMost', 0.9, 'comparator not understood'],
    ['ad', 0.5, 'atMost', 0.9, 'comparator not understood'],
  ])('an index of %s%s %s %s: %s', (comparator, value, is, n, expected) => {
    if (is === 'between') throw new Error('no row uses it');
    expect(verdict(comparator, value, { is, n })).toBe(expected);
  });
  test('a range holds only what lies wholly inside it', () => {
    const between: Limit = { is: 'between', n: 0.91, m: 0.99 };
    expect(verdict('<', 0.95, between)).toBe('open');
    expect(verdict('<', 0.91, between)).toBe(false);
    expect(verdict('>', 0.99, between)).toBe(false);
    expect(satisfies({ low: 0.91, high: 0.99 }, between)).toBe(true);
  });
});

describe('a threshold is met exactly at its number', () => {
  test.each<[Measure, number, string, Limit, boolean]>([
    [labs.ferritin, 75, 'ng/mL', { is: 'atMost', n: 75 }, true],
    [labs.ferritin, 75.1, 'ng/mL', { is: 'atMost', n: 75 }, false],
    [labs.adjustedCalcium, 14.03, 'mg/dL', { is: 'atLeast', n: 3.5 }, true],
    [exam.temperature, 100.4, '[degF]', { is: 'atLeast', n: 38 }, true],
    [exam.temperature, 100.3, '[degF]', { is: 'atLeast', n: 38 }, false],
    [exam.ankleBrachialIndex, 90, '%', { is: 'atMost', n: 0.9 }, true],
    [labs.potassium, 2.5, 'mEq/L', { is: 'atMost', n: 2.5 }, true],
    [labs.magnesium, 0.8, 'meq/L', { is: 'below', n: 0.4 }, false],
  ])('row %#', (measure, value, unit, limit, expected) => {
    const reading = units.read(value, unit, undefined, measure);
    expect(reading.ok && satisfies(reading.value, limit)).toBe(expected);
  });
});

test('a limit is said with its number and unit', () => {
  expect(sayLimit({ is: 'atMost', n: 75 }, 'ng/mL')).toBe('at most 75 ng/mL');
  expect(sayLimit({ is: 'below', n: 0.4 }, '{ratio}')).toBe('below 0.4');
  expect(sayLimit({ is: 'between', n: 30, m: 59 }, 'mm[Hg]')).toBe('from 30 to 59 mm[Hg]');
  expect(sayLimit({ is: 'atLeast', n: 2 }, '1')).toBe('at least 2');
  expect(sayLimit({ is: 'above', n: 1.4 }, '1')).toBe('above 1.4');
});
