/** Orders, review tasks and advice for joints, inflammation and widespread pain. */
import type { Order, Topic } from '#rules';
import { antiCcp, esr, rheumatoidFactor } from './inflammation.ts';
import { crp } from './labs.ts';
import { advice, reviewTask } from './orders.ts';

const loinc = (code: string, display: string): Topic => ({ system: 'http://loinc.org', code, display });
const snomed = (code: string, display: string): Topic => ({
  system: 'http://snomed.info/sct',
  code,
  display,
});

export const crpEsr: Order = {
  id: 'crp-esr',
  resource: 'ServiceRequest',
  text: 'C-reactive protein and erythrocyte sedimentation rate',
  coding: [
    loinc('1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma'),
    loinc('4537-7', 'Erythrocyte sedimentation rate [Velocity] in Red Blood Cells by Westergren method'),
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { sets: ['order-crp-esr'], words: [['sedimentation'], ['c-reactive']], results: [crp, esr] },
};
export const rheumatoidSerology: Order = {
  id: 'rheumatoid-serology',
  resource: 'ServiceRequest',
  text: 'Rheumatoid factor and anti-CCP',
  coding: [
    loinc('11572-5', 'Rheumatoid factor [Units/volume] in Serum or Plasma'),
    loinc('33935-8', 'Cyclic citrullinated peptide IgG Ab [Units/volume] in Serum or Plasma'),
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: {
    sets: ['lab-rf', 'lab-anti-ccp'],
    words: [['rheumatoid factor'], ['anti-ccp']],
    results: [rheumatoidFactor, antiCcp],
  },
};
export const jointAspiration: Order = {
  id: 'joint-aspiration',
  resource: 'ServiceRequest',
  text: 'Urgent assessment of the hot joint with aspiration (Gram stain, culture, crystals, cell count)',
  effort: 'referral',
  inHand: { words: [['aspiration', 'joint'], ['arthrocentesis'], ['synovial fluid']] },
};
export const rheumatologyReferral: Order = {
  id: 'rheumatology-referral',
  resource: 'ServiceRequest',
  text: 'Referral to rheumatology',
  effort: 'referral',
  inHand: { words: [['rheumatolog']] },
};
export const physiotherapy: Order = {
  id: 'physiotherapy-referral',
  resource: 'ServiceRequest',
  text: 'Physiotherapy: individual strengthening and aerobic exercise',
  coding: [snomed('308447003', 'Referral to physiotherapist (procedure)')],
  effort: 'referral',
  inHand: { sets: ['refer-physical-therapy'], words: [['physiotherap'], ['physical therap']] },
};
export const orthopaedicReferral: Order = {
  id: 'orthopaedic-referral',
  resource: 'ServiceRequest',
  text: 'Referral to orthopaedics',
  coding: [snomed('308481009', 'Referral to orthopedic surgeon (procedure)')],
  effort: 'referral',
  inHand: { sets: ['refer-ortho-spine'], words: [['orthop']] },
};
export const hipXray: Order = {
  id: 'hip-x-ray',
  resource: 'ServiceRequest',
  text: 'X-ray of the hip',
  coding: [loinc('24762-7', 'XR Hip Views')],
  category: 'Imaging',
  effort: 'imaging',
  inHand: {
    sets: ['order-xray-hip'],
    words: [
      ['x-ray', 'hip'],
      ['xr', 'hip'],
    ],
  },
};
export const kneeXray: Order = {
  id: 'knee-x-ray',
  resource: 'ServiceRequest',
  text: 'Weight-bearing X-ray of the knee',
  coding: [loinc('24809-6', 'XR Knee Views W standing')],
  category: 'Imaging',
  effort: 'imaging',
  inHand: {
    sets: ['order-xray-knee'],
    words: [
      ['x-ray', 'knee'],
      ['xr', 'knee'],
    ],
  },
};

// Reviews and advice
export const antiInflammatory = reviewTask(
  'review-nsaid-risk',
  'Medication review: anti-inflammatory drug by mouth',
  'An NSAID is on the list beside kidney disease, heart failure, an anticoagulant, pregnancy, or an ACE inhibitor or ARB with a diuretic. If it is taken by mouth, review it with the prescriber: topical form or another plan, kidney function, stomach protection.',
);
export const opioid = reviewTask(
  'review-opioid-joint-pain',
  'Medication review: opioid for joint or widespread pain',
  'Check what the opioid was started for. Strong opioids are not for osteoarthritis or fibromyalgia. Plan with the prescriber; taper, never stop abruptly.',
);
export const gabapentinoidOpioid = reviewTask(
  'review-gabapentinoid-opioid-widespread',
  'Medication review: gabapentinoid with an opioid',
  'Together they depress breathing, more so at 65 and over, in lung disease, sleep apnoea or kidney disease. Review need and dose of both with the prescriber; taper, never stop abruptly.',
);
export const aromataseInhibitor = reviewTask(
  'review-aromatase-inhibitor-joints',
  'Tell oncology: joint pain on an aromatase inhibitor',
  'Joint pain without swelling is known on an aromatase inhibitor. Compare the start with the pain and tell the oncology team; they decide on the drug, it is not stopped without them.',
);
export const arthritisAdvice = advice(
  'advice-osteoarthritis',
  'Advice: movement for a painful hip or knee',
  'Regular exercise that strengthens the leg, and walking, cycling or swimming, help most, also when the joint aches at first. If you are overweight, losing weight helps, and more helps more. Come at once if a joint turns hot and swollen, if you have a fever, or if you cannot put weight on the leg.',
);
export const hipSideAdvice = advice(
  'advice-side-of-hip',
  'Advice: pain at the side of the hip',
  'Do not lie on the painful side; on the other side keep a pillow between the knees. Avoid crossed legs and hanging on one hip, build up walking and stairs in small steps. Come at once if you cannot put weight on the leg.',
);
export const widespreadAdvice = advice(
  'advice-fibromyalgia',
  'Advice: widespread pain',
  'Regular exercise, begun low and raised slowly, helps most; regular sleep times and psychological training in handling pain help too. New weakness, numbness, fever, a swollen joint or a swollen, cold or discoloured leg is not part of it: come and have it looked at.',
);
