/** Loss of body weight: measured, coded or told, and the losses that are meant or are no loss of flesh. */
import {
  answered,
  any,
  everRecorded,
  fellByShare,
  finding,
  months,
  performed,
  recorded,
  suspected,
  takes,
  took,
  type Measure,
} from '#rules';
import { dialysis, pregnantOrPostpartum } from './history.ts';

/** Two readings of the last 12 months are compared, so the window is the year. */
export const bodyWeightOfYear: Measure = {
  id: 'body-weight-of-year',
  name: 'body weight',
  sets: ['vital-weight'],
  unit: 'kg',
  also: { '[lb_av]': { factor: 0.45359237 }, g: { factor: 0.001 } },
  plausible: [25, 350],
  within: months(12),
  cites: ['vascular-redflags 11, 14 RF-08'],
};

export const fellByTwentieth = finding(
  'body weight down by 5 % or more within 12 months',
  fellByShare(bodyWeightOfYear, 0.05, months(12)),
);
/** Kilograms read as pounds are a fall of more than half. [P] */
export const fellByHalf = finding(
  'body weight down by half: pounds and kilograms mixed up?',
  fellByShare(bodyWeightOfYear, 0.5, months(12)),
);
const WEIGHT_LOSS = 'sx-weight-loss-unexplained';
export const lossRecorded = finding(
  'abnormal weight loss recorded within 12 months',
  recorded(WEIGHT_LOSS, { within: months(12) }),
);
export const lossSuspected = finding(
  'abnormal weight loss recorded as unconfirmed',
  suspected(WEIGHT_LOSS, { within: months(12) }),
);
export const lossReported = finding(
  'unplanned weight loss or drenching night sweats reported',
  answered('red-flags', 'weight-loss-sweats'),
);

/** Meant: the drug or the operation is there for it. */
export const intended = finding(
  'a GLP-1 drug within 12 months, or bariatric surgery',
  any(took('drug-glp1', { within: months(12) }), everRecorded('cond-bariatric-surgery')),
);
/** Water, a limb or a child, not flesh. */
export const noLossOfFlesh = finding(
  'a diuretic started within 6 months, dialysis, an amputation within 12 months, or a birth',
  any(
    takes(['drug-loop-diuretic', 'drug-thiazide-diuretic', 'drug-mra', 'drug-k-sparing-diuretic'], {
      startedWithin: months(6),
    }),
    dialysis,
    performed('proc-le-amputation', { within: months(12) }),
    recorded('proc-le-amputation', { within: months(12) }),
    pregnantOrPostpartum,
  ),
);
