/** Giant cell arteritis beside a leg complaint: head and jaw symptoms, the record, and the orders of the same day. */
import { age, answered, any, anyOf, days, finding, multipleOfUpperLimit, recorded, suspected } from '#rules';
import type { Order, Topic } from '#rules';
import { sedimentation } from './bone-labs.ts';
import { crp } from './labs.ts';
import { reviewTask } from './orders.ts';

const loinc = (code: string, display: string): Topic => ({ system: 'http://loinc.org', code, display });

/** One option of the form holds headache, scalp, jaw and sight: which of them is the first thing to ask. */
export const headJawSight = finding(
  'new headache, scalp tenderness, jaw pain on chewing or change of sight (reported)',
  answered('red-flags', 'headache-jaw-vision'),
);
export const sightLost = finding(
  'loss of sight or double vision recorded within 14 days',
  recorded('sx-sight-loss', { within: days(14) }),
);
export const oldEnough = finding('aged 50 or more', age.atLeast(50));
export const recordedLately = finding(
  'giant cell arteritis recorded within 14 days, confirmed or suspected',
  any(
    recorded('cond-giant-cell-arteritis', { within: days(14) }),
    suspected('cond-giant-cell-arteritis', { within: days(14) }),
  ),
);
export const arteritisOrPolymyalgia = finding(
  'polymyalgia or giant cell arteritis on the problem list',
  recorded('cond-polymyalgia'),
);
export const girdle = finding(
  'both shoulders ache or are stiff, or stiff for over 45 minutes after waking',
  any(
    answered('stiffness.both-shoulders', 'yes'),
    answered('stiffness.duration', anyOf('over-45-min', 'over-60-min')),
  ),
);
export const inflamed = finding(
  'ESR or CRP above the upper limit',
  any(multipleOfUpperLimit(sedimentation).above(1), multipleOfUpperLimit(crp).above(1)),
);

export const inflammationTests: Order = {
  id: 'esr-crp-platelets',
  resource: 'ServiceRequest',
  text: 'ESR, CRP and blood count, urgent',
  coding: [
    loinc('4537-7', 'Erythrocyte sedimentation rate [Velocity] in Red Blood Cells by Westergren method'),
    loinc('1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma'),
    loinc('58410-2', 'CBC panel - Blood by Automated count'),
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { sets: ['order-crp-esr'], words: [['esr', 'crp']], results: [sedimentation, crp] },
};
export const arteritisReferral: Order = {
  id: 'arteritis-same-day',
  resource: 'ServiceRequest',
  text: 'Same-day rheumatology (or emergency) assessment for giant cell arteritis',
  effort: 'referral',
  inHand: { words: [['giant cell'], ['arteritis'], ['rheumatolog']] },
};
export const arteritisQuestions = reviewTask(
  'arteritis-questions-today',
  'Ask today: jaw, scalp, sight',
  'Jaw pain on chewing? Scalp tender on combing? Blurred, double or lost sight, even for minutes? Temporal arteries tender? Any loss or doubling of sight: emergency now. Jaw or scalp: same-day assessment; steroid treatment is decided today by the physician and does not wait for the biopsy. Headache alone is no sign of it.',
);
