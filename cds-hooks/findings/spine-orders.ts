/** Orders, review tasks and advice of spine and single nerves. */
import type { Order } from '#rules';
import { advice, reviewTask } from './orders.ts';

const SNOMED = 'http://snomed.info/sct';

export const spineExaminationToday = reviewTask(
  'spine-examination-today',
  'Examine for cord or cauda equina compression today',
  'Today: power by muscle group, reflexes, plantar response, sensory level, perineal sensation, gait, spinal tenderness, temperature. With fever take blood cultures. Any deficit: emergency MRI.',
);
export const neurologicalExaminationToday = reviewTask(
  'neurological-examination-today',
  'Neurological examination of the legs today',
  'Today: power by muscle group, reflexes, Babinski, sensory level, perineal sensation, gait; ask about urine, bowels and saddle feeling. Decide on MRI and its urgency.',
);
export const bladderScan: Order = {
  id: 'bladder-scan',
  resource: 'ServiceRequest',
  text: 'Bladder scan before and after voiding, without delaying MRI',
  effort: 'device',
  inHand: {
    words: [
      ['bladder', 'scan'],
      ['post', 'void'],
    ],
  },
};
export const bloodCultures: Order = {
  id: 'blood-cultures',
  resource: 'ServiceRequest',
  text: 'Blood cultures before antibiotics',
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['blood', 'culture']] },
};
export const homocysteine: Order = {
  id: 'homocysteine',
  resource: 'ServiceRequest',
  text: 'Homocysteine',
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { sets: ['lab-homocysteine'], words: [['homocysteine']] },
};
export const spineReferral: Order = {
  id: 'spine-referral',
  resource: 'ServiceRequest',
  text: 'Referral to a spine specialist',
  coding: [{ system: SNOMED, code: '308481009', display: 'Referral to orthopedic surgeon (procedure)' }],
  effort: 'referral',
  inHand: { sets: ['refer-ortho-spine'], words: [['spine', 'referral'], ['spinal surg'], ['neurosurg']] },
};
export const physiotherapy: Order = {
  id: 'physiotherapy',
  resource: 'ServiceRequest',
  text: 'Physiotherapy: exercise programme',
  coding: [{ system: SNOMED, code: '308447003', display: 'Referral to physiotherapist (procedure)' }],
  effort: 'referral',
  inHand: { sets: ['refer-physical-therapy'], words: [['physiotherap'], ['physical therap']] },
};
export const gabapentinoid = reviewTask(
  'review-gabapentinoid-sciatica',
  'Medication review: gabapentinoid and sciatica',
  'A gabapentinoid does not help sciatica and is not used for it. Check what it was started for. If for sciatica alone, agree on a slow taper with the prescriber; it is not stopped abruptly. Painful neuropathy or restless legs are indications of their own.',
);
export const opioid = reviewTask(
  'review-opioid-back-leg-pain',
  'Medication review: opioid in long-standing back and leg pain',
  'Opioids are not used for long-standing sciatica, nor long term in spinal stenosis. Review benefit and harm with the prescriber; taper, never stop abruptly.',
);
export const anticoagulantSpine = reviewTask(
  'anticoagulant-before-spinal-surgery',
  'Tell the spinal team today: anticoagulant with a possible compression of cord or cauda equina',
  'An anticoagulant is on the list: a spinal hematoma is possible, and the next dose matters for surgery. The spinal team and the prescriber decide on it now.',
);
export const stayActive = advice(
  'advice-sciatica',
  'Advice: sciatica, staying active',
  'Keep moving and do your usual activities as far as the pain allows; bed rest does not help. At night try lying on the side with a pillow between the knees, or on the back with hips and knees bent. Most sciatica settles within weeks. Come at once if you feel numb between the legs, cannot pass or hold urine or stool, if both legs or a foot become weak, or with fever.',
);
export const stenosisPosture = advice(
  'advice-stenosis-posture',
  'Advice: spinal stenosis, posture at night and walking',
  'Sleep on the side with hips and knees bent. Walk in short stretches and sit or lean forward before the legs give out; a cycle or a rollator often lets you go further. Do not put on compression stockings before the circulation has been checked. Come at once if you feel numb between the legs, cannot pass or hold urine or stool, if the legs become weak, or if a foot turns cold, pale or sore.',
);
export const removePressure = advice(
  'advice-nerve-pressure',
  'Advice: taking pressure off the nerve',
  'Loosen tight belts, waistbands, braces and shoes. Do not cross the legs, kneel or squat for long. Losing weight helps if there is too much. Most pressed nerves recover in weeks to months. Come back soon if the foot or leg becomes weak, the numb patch grows, or both legs are affected.',
);
export const footDropTask = reviewTask(
  'foot-drop-splint',
  'Foot drop: ankle splint and protection of the skin',
  'Examine ankle inversion (lost in an L5 root lesion, kept in a peroneal one), hip abduction and reflexes. Fit an ankle splint, warn of falls, look for pressure at the head of the fibula (cast, leg crossing, weight loss).',
);
export const anticoagulantThigh = reviewTask(
  'anticoagulant-thigh-bleeding',
  'Now: anticoagulant with thigh pain and weakness, possible bleeding into the psoas',
  'An anticoagulant is on the list with new pain of the front of one thigh and weakness. Blood count, coagulation and imaging of the pelvis now; the next dose and a reversal are decided by the emergency team with the prescriber.',
);
/** No code may be shipped for it. */
export const wholeSpineMri: Order = {
  id: 'whole-spine-mri',
  resource: 'ServiceRequest',
  text: 'MRI of the whole spine',
  category: 'Imaging',
  effort: 'imaging',
  inHand: {
    words: [
      ['mri', 'whole spine'],
      ['mri', 'cervical'],
    ],
  },
};
export const stopNitrous = advice(
  'advice-nitrous-oxide',
  'Advice: no more nitrous oxide',
  'Stop nitrous oxide (balloons, whippets) altogether: it switches vitamin B12 off and can damage the spinal cord for good. Vitamin tablets do not protect while you go on. Come today if walking gets worse, legs are weak, or you lose control of bladder or bowel. Take no folic acid on your own.',
);
