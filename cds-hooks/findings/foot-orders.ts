/** Orders, review tasks and advice for the foot with a wound, an infection or a Charcot joint. */
import type { Order, Topic } from '#rules';
import { sedimentation } from './feet.ts';
import { crp } from './labs.ts';
import { advice, reviewTask } from './orders.ts';

const loinc = (code: string, display: string): Topic => ({ system: 'http://loinc.org', code, display });

export const inflammation: Order = {
  id: 'esr-crp',
  resource: 'ServiceRequest',
  text: 'ESR and C-reactive protein',
  coding: [
    loinc('4537-7', 'Erythrocyte sedimentation rate [Velocity] in Red Blood Cells by Westergren method'),
    loinc('1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma'),
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['esr', 'crp'], ['sedimentation']], results: [sedimentation, crp] },
};
export const footMri: Order = {
  id: 'foot-mri',
  resource: 'ServiceRequest',
  text: 'MRI of the foot',
  coding: [loinc('24707-2', 'MR Foot')],
  category: 'Imaging',
  effort: 'imaging',
  inHand: {
    sets: ['order-mri-foot-osteo'],
    words: [
      ['mri', 'foot'],
      ['mr', 'foot'],
    ],
  },
};
export const offloading: Order = {
  id: 'offloading',
  resource: 'ServiceRequest',
  text: 'Offloading of the foot (device chosen by the foot service)',
  effort: 'referral',
  inHand: { words: [['offloading'], ['off-loading'], ['total contact cast']] },
};
export const woundCheck = reviewTask(
  'foot-wound-check',
  'Foot wound: size, depth, probe to bone, infection signs, today',
  'Socks off. Size and depth of the wound, bone seen or felt with a sterile probe, pus, redness and its width, warmth, swelling, tenderness; temperature, heart rate, breathing. Pulses and toe pressure. Fewer than two local signs: not infected, no antibiotic. Infected: tissue from the depth, no surface swab; local formulary, allergies and eGFR first. Tetanus cover.',
);
export const charcotToday = reviewTask(
  'charcot-today',
  'Warm swollen insensate foot: offload and assess today',
  'Off the foot now; skin intact? temperature of both feet; weight-bearing X-ray, MRI if it is normal; refer to the foot service within a working day. Not a sprain.',
);
export const sglt2Hold = reviewTask(
  'review-sglt2-foot',
  'Medication review: SGLT2 inhibitor with an open foot wound',
  'An SGLT2 inhibitor is on the list beside a foot wound. Decide with diabetes care whether it is held (sick-day rules while infected or before surgery, ketones if unwell) and how glucose is covered.',
);
export const footWoundAdvice = advice(
  'advice-foot-wound',
  'Advice: a wound or a hot swelling of the foot',
  'Keep weight off the foot. Do not walk barefoot, soak, warm or cool the foot, and do not bandage it tightly. Do not wait for pain: a foot that does not feel does not hurt. Come at once with fever or shivering, spreading redness, pus, or a toe that turns dark.',
);
