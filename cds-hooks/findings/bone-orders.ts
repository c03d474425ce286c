/** Orders, review tasks and advice for bone pain: the X-ray first, the blood tests beside it, and no weight until it is read. */
import type { Order, Topic } from '#rules';
import { alkalinePhosphatase, totalCalcium, vitaminD } from './bone-labs.ts';
import { advice, reviewTask } from './orders.ts';

const loinc = (code: string, display: string): Topic => ({ system: 'http://loinc.org', code, display });

function image(id: string, text: string, words: readonly (readonly string[])[]): Order {
  return { id, resource: 'ServiceRequest', text, category: 'Imaging', effort: 'imaging', inHand: { words } };
}
function referral(id: string, text: string, words: readonly (readonly string[])[]): Order {
  return { id, resource: 'ServiceRequest', text, effort: 'referral', inHand: { words } };
}

export const boneXray = image(
  'bone-x-ray',
  'X-ray of the painful bone, whole length in two planes, with the joint above',
  [
    ['x-ray', 'femur'],
    ['x-ray', 'tibia'],
    ['x-ray', 'bone'],
    ['xr', 'femur'],
    ['xr', 'tibia'],
  ],
);
export const femurXrays = image('femur-x-rays', 'X-ray of both femurs, whole length in two planes', [
  ['x-ray', 'femur'],
  ['x-ray', 'femora'],
  ['xr', 'femur'],
]);
export const boneMri = image(
  'bone-mri',
  'MRI of the painful bone if the X-ray is normal and the pain persists',
  [
    ['mri', 'femur'],
    ['mri', 'hip'],
    ['mri', 'tibia'],
    ['mri', 'bone'],
  ],
);
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
  inHand: { words: [['calcium', 'phosphatase']], results: [totalCalcium, alkalinePhosphatase] },
};
export const mineralBloods: Order = {
  id: 'bone-mineral-tests',
  resource: 'ServiceRequest',
  text: 'Alkaline phosphatase, calcium and phosphate first, then 25-hydroxyvitamin D',
  coding: [
    loinc('6768-6', 'Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma'),
    loinc('17861-6', 'Calcium [Mass/volume] in Serum or Plasma'),
    loinc('2777-1', 'Phosphate [Mass/volume] in Serum or Plasma'),
    loinc('1989-3', '25-hydroxyvitamin D3 [Mass/volume] in Serum or Plasma'),
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['phosphate', 'vitamin d']], results: [alkalinePhosphatase, vitaminD] },
};
export const cancerContact = referral(
  'oncology-contact',
  'Contact with the oncology team about new bone pain',
  [['oncolog']],
);
export const cancerPathway = referral(
  'suspected-cancer-pathway',
  'Suspected-cancer pathway: unexplained bone pain',
  [['suspected cancer'], ['cancer pathway'], ['oncolog']],
);
export const orthopaedicCall = referral(
  'orthopaedic-oncology-call',
  'Call to orthopaedics and oncology: impending or new fracture in diseased bone',
  [['orthop', 'fracture']],
);
export const orthopaedicReview = referral('orthopaedic-review', 'Orthopaedic review of the hip or femur', [
  ['orthop'],
]);

export const noWeight = advice(
  'advice-no-weight',
  'Advice: keep weight off the leg until the X-ray is read',
  'Until the X-ray has been read, put as little weight as possible on the leg (crutches or frame) and avoid stairs, twisting and lifting. No massage, manipulation, exercises or heat on it. Come at once if the leg gives way, if you cannot stand on it, or if legs, bladder or bowel no longer obey.',
);
export const antiresorptiveReview = reviewTask(
  'review-antiresorptive-fracture',
  'Medication review: bisphosphonate or denosumab with thigh or groin pain',
  'Thigh or groin pain on a bisphosphonate or denosumab: X-ray of both femurs before the next dose. Decide on the drug with the prescriber after the X-ray. Denosumab is never stopped or delayed without a plan: vertebral fractures follow its sudden end.',
);
export const myelomaNsaid = reviewTask(
  'review-nsaid-myeloma',
  'Medication review: NSAID in myeloma',
  'An NSAID can take the kidneys of a patient with myeloma. Check creatinine and decide today or tomorrow with haematology on another analgesic.',
);
export const ironPhosphate = reviewTask(
  'review-iron-phosphate',
  'Check phosphate after intravenous iron with bone pain',
  'Intravenous iron, ferric carboxymaltose above all, can lower phosphate and soften bone. Measure phosphate, calcium and alkaline phosphatase before the next infusion.',
);
