/** What is offered beside a nerve-pain drug, potassium or magnesium that is being ordered. */
import type { Order } from '#rules';
import * as labs from './labs.ts';
import { reviewTask } from './orders.ts';

export const magnesium: Order = {
  id: 'magnesium-level',
  resource: 'ServiceRequest',
  text: 'Magnesium',
  coding: [
    {
      system: 'http://loinc.org',
      code: '19123-9',
      display: 'Magnesium [Mass/volume] in Serum or Plasma',
    },
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: {
    sets: ['order-magnesium'],
    words: [
      ['magnesium', 'serum'],
      ['magnesium', 'plasma'],
      ['magnesium', 'level'],
    ],
    results: [labs.magnesium],
  },
};
/** Not in hand by the result that is to be repeated. */
export const potassiumAgain: Order = {
  id: 'potassium-again',
  resource: 'ServiceRequest',
  text: 'Potassium and creatinine again within a week of the start',
  coding: [{ system: 'http://loinc.org', code: '51990-0', display: 'Basic metabolic panel - Blood' }],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { sets: ['order-bmp', 'order-cmp'], words: [['metabolic panel'], ['potassium', 'again']] },
};
export const potassiumNow: Order = {
  ...potassiumAgain,
  id: 'potassium-now',
  text: 'Potassium and creatinine again now',
};
export const reviewSedating = reviewTask(
  'review-sedating-together',
  'Medication review: sedating drugs together',
  'An opioid, a gabapentinoid, a benzodiazepine or a Z-drug together depress breathing, more so at 65 and over, in lung disease, sleep apnoea or kidney disease. Review need and dose of each with the prescriber; taper, never stop abruptly.',
);
