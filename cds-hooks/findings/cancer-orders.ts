/** Orders and review tasks when cancer may be behind the pain: bloods, X-ray, the oncology team, the cancer pathway. */
import type { Order } from '#rules';
import { reviewTask } from './orders.ts';

export { boneBloods, boneXray, cancerContact as oncologyContact } from './bone-orders.ts';

export const cancerPathway: Order = {
  id: 'suspected-cancer-pathway-weight',
  resource: 'ServiceRequest',
  text: 'Suspected-cancer pathway: unexplained weight loss with pain',
  effort: 'referral',
  inHand: { words: [['suspected cancer'], ['cancer pathway'], ['oncolog']] },
};
export const weightHistory = reviewTask(
  'weight-history',
  'Weight history and examination: unexplained weight loss',
  'Weigh again (kilograms or pounds?), compare with the last 12 months. Appetite, swallowing, bowels, blood, cough, mood, thyroid, glucose, drugs, dieting; own cancer at any time. Where does it hurt: is it one bone, and is there a mass? Breasts or prostate, lymph nodes, abdomen.',
);
export const spineToday = reviewTask(
  'cancer-spine-today',
  'Cancer and new spinal pain: examine today, decide on whole-spine MRI',
  'Today: power, reflexes, plantar response, sensory level, perineal sensation, bladder, gait, tenderness of the spine. Any deficit: emergency. None: call the oncology team on a whole-spine MRI and how soon; no manipulation or exercise before it.',
);
