/** Electrolytes and water: measures, what is dangerous and what is only abnormal, symptoms that fit, and what brings it about. */
import {
  age,
  all,
  answered,
  any,
  anyOf,
  days,
  finding,
  hours,
  known,
  latest,
  mayHaveCaused,
  not,
  recorded,
  takes,
  unanswered,
  unless,
  weeks,
  type Expr,
  type Measure,
  type MeasureOptions,
} from '#rules';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as symptoms from './symptoms.ts';

const ND = 'neuro-msk 0 and 3';

export const totalCalcium: Measure = {
  id: 'calcium-total',
  name: 'total calcium',
  sets: ['lab-calcium-total'],
  unit: 'mmol/L',
  also: { 'mg/dL': { factor: 0.2495 }, 'meq/L': { factor: 0.5 } },
  plausible: [0.75, 5],
  within: days(30),
  cites: [ND],
};
export const albumin: Measure = {
  id: 'albumin',
  name: 'albumin',
  sets: ['lab-albumin'],
  unit: 'g/L',
  plausible: [5, 70],
  within: days(30),
  cites: [ND],
};
export const ionisedCalcium: Measure = {
  id: 'calcium-ionised',
  name: 'ionised calcium',
  sets: ['lab-calcium-ionized'],
  unit: 'mmol/L',
  also: { 'mg/dL': { factor: 0.2495 }, 'meq/L': { factor: 0.5 } },
  plausible: [0.3, 3],
  within: days(30),
  cites: [ND],
};
export const phosphate: Measure = {
  id: 'phosphate',
  name: 'phosphate',
  sets: ['lab-phosphate'],
  unit: 'mmol/L',
  also: { 'mg/dL': { factor: 0.323 } },
  plausible: [0.05, 5],
  within: days(30),
  spoilable: true,
  cites: [ND],
};
const ureaNitrogen: Measure = {
  id: 'urea-nitrogen',
  name: 'urea nitrogen',
  sets: ['lab-bun'],
  unit: 'mg/dL',
  // Urea in mmol/L = urea nitrogen in mg/dL x 0.357.
  also: { 'mmol/L': { factor: 1 / 0.357 } },
  plausible: [1, 300],
  within: days(30),
  cites: [ND],
};
export const ureaToCreatinine: Measure = {
  id: 'urea-creatinine-ratio',
  name: 'urea nitrogen to creatinine ratio',
  sets: ['lab-bun-creatinine-ratio'],
  unit: '{ratio}',
  plausible: [1, 200],
  within: days(30),
  words: [['urea nitrogen/creatinine'], ['bun/creatinine']],
  ratioOf: { over: ureaNitrogen, under: labs.creatinine, factor: 1 },
  cites: [ND],
};
export const osmolality: Measure = {
  id: 'osmolality',
  name: 'serum osmolality',
  sets: ['lab-osmolality'],
  unit: 'mosm/kg',
  also: {
    'mOsm/kg': { factor: 1 },
    'mmol/kg': { factor: 1 },
    'mosm/kg{H2O}': { factor: 1 },
    'mOsm/kg H2O': { factor: 1 },
  },
  plausible: [200, 500],
  within: days(30),
  cites: [ND],
};

// Calcium is judged adjusted for albumin. Where only the total is reported, albumin bounds it from one side
// (0.02 mmol/L for each g/L below 40): no total calcium is called low or high without its albumin.
// A bound counts where both values are there, and leaves nothing open where the adjusted value itself is.
const whereKnown = (part: Expr): Expr => all(known(part), part);
const calciumBelow = (n: number, lower: number, options: MeasureOptions = {}): Expr =>
  any(
    latest(labs.adjustedCalcium, options).below(n),
    whereKnown(all(latest(totalCalcium, options).below(n), latest(albumin, options).atLeast(40))),
    whereKnown(all(latest(totalCalcium, options).below(lower), latest(albumin, options).atLeast(30))),
  );
const calciumAtLeast = (n: number, options: MeasureOptions = {}): Expr =>
  any(
    latest(labs.adjustedCalcium, options).atLeast(n),
    whereKnown(all(latest(totalCalcium, options).atLeast(n), latest(albumin, options).atMost(40))),
  );

// Low enough, or high enough, to explain a symptom (30 days)
export const potassiumVeryLow = finding('potassium below 3.0 mmol/L', latest(labs.potassium).below(3));
export const magnesiumVeryLow = finding('magnesium below 0.5 mmol/L', latest(labs.magnesium).below(0.5));
export const calciumVeryLow = finding(
  'adjusted calcium below 1.9 or ionised calcium below 1.0 mmol/L',
  any(calciumBelow(1.9, 1.7), whereKnown(latest(ionisedCalcium).below(1))),
);
export const sodiumVeryLow = finding('sodium below 125 mmol/L', latest(labs.sodium).below(125));
export const phosphateVeryLow = finding('phosphate below 0.32 mmol/L', latest(phosphate).below(0.32));
export const veryAbnormal = any(
  potassiumVeryLow,
  magnesiumVeryLow,
  calciumVeryLow,
  sodiumVeryLow,
  phosphateVeryLow,
);
export const potassiumHigh = finding('potassium at least 6.0 mmol/L', latest(labs.potassium).atLeast(6));
export const calciumHigh = finding('adjusted calcium at least 3.0 mmol/L', calciumAtLeast(3));

// Abnormal, but seldom the reason for a cramp
export const potassiumLow = finding(
  'potassium 3.0 to 3.4 mmol/L',
  all(latest(labs.potassium).below(3.5), not(potassiumVeryLow)),
);
export const magnesiumLow = finding(
  'magnesium 0.5 to 0.69 mmol/L',
  all(latest(labs.magnesium).below(0.7), not(magnesiumVeryLow)),
);
export const calciumLow = finding(
  'adjusted calcium 1.9 to 2.19 mmol/L',
  all(calciumBelow(2.2, 2), unless(calciumVeryLow)),
);
/** Not called low: without albumin nobody knows. It asks for albumin or ionised calcium. */
export const calciumNotJudged = finding(
  'total calcium below 2.2 mmol/L with albumin not known: adjusted or ionised calcium needed',
  all(
    latest(totalCalcium).below(2.2),
    unanswered(latest(albumin).atLeast(40)),
    unanswered(latest(labs.adjustedCalcium).below(2.2)),
    unanswered(latest(ionisedCalcium).below(1)),
  ),
);
export const sodiumLow = finding(
  'sodium 125 to 134 mmol/L',
  all(latest(labs.sodium).below(135), not(sodiumVeryLow)),
);
export const phosphateLow = finding(
  'phosphate 0.32 to 0.79 mmol/L',
  all(latest(phosphate).below(0.8), not(phosphateVeryLow)),
);
export const potassiumRaised = finding(
  'potassium 5.5 to 5.9 mmol/L',
  all(latest(labs.potassium).atLeast(5.5), not(potassiumHigh)),
);
export const potassiumNormal = finding(
  'potassium 3.5 to 5.4 mmol/L',
  all(latest(labs.potassium).atLeast(3.5), latest(labs.potassium).below(5.5)),
);
export const magnesiumNormal = finding('magnesium at least 0.7 mmol/L', latest(labs.magnesium).atLeast(0.7));
export const panelNormal = finding(
  'potassium, magnesium and sodium normal within 30 days, calcium not known to be abnormal',
  all(
    potassiumNormal,
    magnesiumNormal,
    latest(labs.sodium).atLeast(135),
    unless(calciumVeryLow),
    unless(calciumLow),
    unless(calciumHigh),
    unless(phosphateVeryLow),
  ),
);

// Symptoms that fit
export const spasmsOrPalpitations = finding(
  'palpitations, fainting, or muscle spasms of hands or face',
  answered('red-flags', 'palpitations-spasms'),
);
export const severalSites = finding(
  'arms or hands as well',
  any(answered('site', 'arms'), symptoms.handsAndFeet),
);
export const fitting = finding(
  'cramp, spasm, weakness, or tingling of hands and feet',
  any(
    symptoms.qualityCramp,
    symptoms.hardMuscle,
    symptoms.weakness,
    symptoms.flagBothLegsWeak,
    exam.powerReduced,
    spasmsOrPalpitations,
    symptoms.handsAndFeet,
    recorded(['cond-nocturnal-leg-cramp', 'cond-muscle-cramp'], { within: days(90), nonspecific: true }),
  ),
);
export const unsteady = finding(
  'unsteady gait or clumsy hands',
  any(symptoms.flagClumsyHands, answered('exam.gait', anyOf('wide-based', 'romberg-abnormal'))),
);

// What brings it about
export const fluidLosses = symptoms.fluidLossReported;
export const dehydrationRecorded = finding(
  'dehydration or heat cramp recorded within 14 days',
  recorded(['cond-dehydration', 'cond-heat-cramp'], { within: days(14) }),
);
export const dehydrationMeasured = finding(
  'urea nitrogen to creatinine ratio above 20, or at 65 and over osmolality above 300 mOsm/kg',
  any(latest(ureaToCreatinine).above(20), all(age.atLeast(65), latest(osmolality).above(300))),
);
const DISTURBANCES = [
  'cond-hypokalemia',
  'cond-hyperkalemia',
  'cond-hypomagnesemia',
  'cond-hypocalcemia',
  'cond-hypercalcemia',
  'cond-hyponatremia',
  'cond-hypophosphatemia',
  'cond-hypernatremia',
] as const;
export const disturbanceRecorded = finding(
  'electrolyte disturbance recorded within 30 days',
  recorded(DISTURBANCES, { within: days(30) }),
);
export const disturbanceThisWeek = finding(
  'disturbance of potassium, calcium, sodium or magnesium recorded within 7 days',
  recorded(DISTURBANCES.slice(0, 6), { within: days(7) }),
);
/** New enough that an older normal result does not speak for today. */
export const newDrug = finding(
  'a diuretic, acid blocker or renin-angiotensin drug started at most 12 weeks before the complaint',
  mayHaveCaused(
    [
      'drug-thiazide-diuretic',
      'drug-loop-diuretic',
      'drug-k-sparing-diuretic',
      'drug-mra',
      'drug-ppi',
      'drug-acei',
      'drug-arb',
    ],
    { within: weeks(12) },
  ),
);
export const intravenousIron = finding(
  'intravenous iron',
  any(symptoms.ironInfusionReported, mayHaveCaused('drug-iron-iv', { within: weeks(12) })),
);
export const potassiumRaisingPair = finding(
  'two drugs that raise potassium (ACE inhibitor or ARB, potassium-sparing diuretic, potassium)',
  any(
    all(takes(['drug-acei', 'drug-arb']), takes(['drug-k-sparing-diuretic', 'drug-mra', 'drug-potassium'])),
    all(takes(['drug-k-sparing-diuretic', 'drug-mra']), takes('drug-potassium')),
  ),
);

// The emergency (RF-15): newest result of the last 7 days, preliminary ones count, haemolysed ones do not
const now: MeasureOptions = { within: days(7), preliminary: true };
export const potassiumDangerouslyLow = finding(
  'potassium at most 2.5 mmol/L',
  latest(labs.potassium, now).atMost(2.5),
);
export const potassiumDangerouslyHigh = finding(
  'potassium at least 6.5 mmol/L',
  latest(labs.potassium, now).atLeast(6.5),
);
export const calciumDangerouslyLow = finding(
  'adjusted calcium below 1.9 mmol/L',
  calciumBelow(1.9, 1.7, now),
);
export const calciumDangerouslyHigh = finding(
  'adjusted calcium at least 3.5 mmol/L',
  calciumAtLeast(3.5, now),
);
export const tetany = finding(
  'spasms of hands or face with adjusted calcium below 2.2 mmol/L',
  all(spasmsOrPalpitations, calciumBelow(2.2, 2, now)),
);
export const sodiumDangerous = finding('sodium below 120 mmol/L', latest(labs.sodium, now).below(120));
export const sodiumWithSigns = finding(
  'sodium below 125 mmol/L with unsteady gait or clumsy hands',
  all(latest(labs.sodium, now).below(125), unsteady),
);
export const magnesiumDangerous = finding(
  'magnesium below 0.4 mmol/L',
  latest(labs.magnesium, now).below(0.4),
);
export const magnesiumWithSigns = finding(
  'magnesium below 0.5 mmol/L with spasms or palpitations',
  all(latest(labs.magnesium, now).below(0.5), spasmsOrPalpitations),
);
export const emergency = any(
  potassiumDangerouslyLow,
  potassiumDangerouslyHigh,
  calciumDangerouslyLow,
  calciumDangerouslyHigh,
  tetany,
  sodiumDangerous,
  sodiumWithSigns,
  magnesiumDangerous,
  magnesiumWithSigns,
);
export const potassiumLowThisWeek = finding(
  'potassium below 3.0 mmol/L',
  latest(labs.potassium, now).below(3),
);
export const potassiumHighThisWeek = finding(
  'potassium at least 6.0 mmol/L',
  latest(labs.potassium, now).atLeast(6),
);
/** The name without the number: nobody knows whether it is 5.6 or 7.2, and the heart does not wait. */
export const potassiumHighUnmeasured = finding(
  'high potassium recorded within 7 days, no value of 7 days in the record',
  all(recorded('cond-hyperkalemia', { within: days(7) }), unanswered(latest(labs.potassium, now).atLeast(6))),
);
export const calciumHighThisWeek = finding('adjusted calcium at least 3.0 mmol/L', calciumAtLeast(3, now));
export const magnesiumToday = finding(
  'magnesium below 0.5 mmol/L with cramps',
  all(latest(labs.magnesium, now).below(0.5), fitting),
);
export const sameDay = any(
  potassiumLowThisWeek,
  potassiumHighThisWeek,
  potassiumHighUnmeasured,
  calciumHighThisWeek,
  magnesiumToday,
);
/** What RF-15 rests on: beside it a cramp or a weakness has found its reason. A high calcium makes no cramp. */
export const clearlyAbnormal = finding(
  'potassium below 3.0 or at least 6.0, calcium, sodium or magnesium dangerously low',
  any(
    potassiumLowThisWeek,
    potassiumHighThisWeek,
    calciumDangerouslyLow,
    tetany,
    sodiumDangerous,
    sodiumWithSigns,
    magnesiumDangerous,
    magnesiumToday,
  ),
);
/** Potassium paralyses both legs; the cord and the cauda are examined all the same (RF-02b). */
export const potassiumWeakness = finding(
  'weakness of both legs with potassium below 3.0 or at least 6.0 mmol/L',
  all(
    any(symptoms.flagBothLegsWeak, all(symptoms.weakness, symptoms.bothLegsAffected)),
    any(potassiumLowThisWeek, potassiumHighThisWeek),
  ),
);
/** Taken after the report: a spasm of last week is not answered by a result from before it. */
export const measuredNormalToday = finding(
  'potassium and magnesium normal within 24 hours',
  all(
    latest(labs.potassium, { within: hours(24) }).atLeast(3.5),
    latest(labs.potassium, { within: hours(24) }).below(5.5),
    latest(labs.magnesium, { within: hours(24) }).atLeast(0.7),
  ),
);
export const fluidRestricted = finding(
  'heart failure, dialysis, cirrhosis or low sodium',
  any(history.heartFailure, history.dialysis, history.cirrhosis, latest(labs.sodium).below(135)),
);
