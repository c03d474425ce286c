/** Inflammation in the blood and rheumatoid serology: measures, and what counts as raised or absent. */
import {
  all,
  any,
  days,
  finding,
  latest,
  months,
  multipleOfUpperLimit,
  unanswered,
  type Measure,
} from '#rules';
import { creatineKinase, crp } from './labs.ts';

const ND = 'neuro-msk 0, 8B, 8D';

export const esr: Measure = {
  id: 'esr',
  name: 'erythrocyte sedimentation rate',
  sets: ['lab-esr'],
  unit: 'mm/h',
  also: { 'mm/hr': { factor: 1 }, 'mm/1h': { factor: 1 }, 'mm/H': { factor: 1 } },
  plausible: [0, 200],
  within: days(14),
  cites: [ND],
};
// The dossier gives serology no window; twelve months is that of the other slow blood tests. Judged only as a multiple
// of the laboratory's own limit, so that one arbitrary unit is as good as another.
export const rheumatoidFactor: Measure = {
  id: 'rheumatoid-factor',
  name: 'rheumatoid factor',
  sets: ['lab-rf'],
  unit: '[IU]/mL',
  also: {
    'IU/mL': { factor: 1 },
    'U/mL': { factor: 1 },
    'k[IU]/L': { factor: 1 },
    'kIU/L': { factor: 1 },
    '[IU]/L': { factor: 0.001 },
  },
  plausible: [0, 20_000],
  within: months(12),
  cites: [ND],
};
export const antiCcp: Measure = {
  id: 'anti-ccp',
  name: 'anti-CCP antibody',
  sets: ['lab-anti-ccp'],
  unit: 'U/mL',
  also: {
    '[IU]/mL': { factor: 1 },
    'IU/mL': { factor: 1 },
    "[arb'U]/mL": { factor: 1 },
    'EU/mL': { factor: 1 },
    'RU/mL': { factor: 1 },
    'AU/mL': { factor: 1 },
    U: { factor: 1 },
  },
  plausible: [0, 20_000],
  within: months(12),
  cites: [ND],
};

export const crpRaised = finding("CRP above the laboratory's own limit", multipleOfUpperLimit(crp).above(1));
const esrAboveOwnLimit = multipleOfUpperLimit(esr).above(1);
/** Without the laboratory's own limit only a clearly high rate counts (the dossier: often above 40 in polymyalgia). */
export const esrRaised = finding(
  "sedimentation rate above the laboratory's own limit (above 40 mm/h where none is given)",
  any(esrAboveOwnLimit, all(unanswered(esrAboveOwnLimit), latest(esr).above(40))),
);
export const inflammationRaised = finding('CRP or sedimentation rate raised', any(crpRaised, esrRaised));
export const inflammationNormal = finding(
  'CRP and sedimentation rate normal',
  all(multipleOfUpperLimit(crp).atMost(1), multipleOfUpperLimit(esr).atMost(1)),
);
export const rheumatoidFactorPositive = multipleOfUpperLimit(rheumatoidFactor).above(1);
export const antiCcpPositive = multipleOfUpperLimit(antiCcp).above(1);
export const serologyPositive = finding(
  "rheumatoid factor or anti-CCP above the laboratory's own limit",
  any(rheumatoidFactorPositive, antiCcpPositive),
);
export const serologyHigh = any(
  multipleOfUpperLimit(rheumatoidFactor).above(3),
  multipleOfUpperLimit(antiCcp).above(3),
);
export const serologyNegative = finding(
  'rheumatoid factor and anti-CCP negative',
  all(multipleOfUpperLimit(rheumatoidFactor).atMost(1), multipleOfUpperLimit(antiCcp).atMost(1)),
);
export const muscleEnzymeRaised = finding(
  "creatine kinase above the laboratory's own limit",
  multipleOfUpperLimit(creatineKinase).above(1),
);
