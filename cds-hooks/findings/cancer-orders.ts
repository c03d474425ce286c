/** Orders and review tasks when cancer may be behind the pain: bloods, X-ray, the oncology team, the cancer pathway. */
import type { Order, Topic } from '#rules';
import { reviewTask } from './orders.ts';

const loinc = (code: string, display: string): Topic => ({ system: 'http://loinc.org', code, display });

export const boneXray: Order = {
  id: 'bone-x-ray',
  resource: 'ServiceRequest',
  text: 'X-ray of the painful bone, whole length in two planes, with the joint above',
  category: 'Imaging',
  effort: 'imaging',
  inHand: {
    words: [
      ['x-ray', 'femur'],
      ['x-ray', 'tibia'],
      ['x-ray', 'bone'],
      ['xr', 'femur'],
      ['xr', 'tibia'],
    ],
  },
};
export const boneBloods: Order = {
  id: 'bone-blood-tests',
  resource: 'ServiceRequest',
  text: 'Blood count, calcium with albumin, alkaline phosphatase, creatinine, ESR and CRP',
  coding: [
    loinc('58410-2', 'CBC panel - Blood by Automated count'),
    loinc('17861-6', 'Calcium [Mass/volume] in Serum or Plasma'),
    loinc('6768-6', 'Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma'),
    loinc('2160-0', 'Creatinine [Mass/volume] in Serum or Plasma'),
    loinc('4537-7', 'Erythrocyte sedimentation rate [Velocity] in Red Blood Cells by Westergren method'),
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['calcium', 'phosphatase']] },
};
export const oncologyContact: Order = {
  id: 'oncology-contact',
  resource: 'ServiceRequest',
  text: 'Contact with the oncology team about new bone pain',
  effort: 'referral',
  inHand: { words: [['oncolog']] },
};
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
