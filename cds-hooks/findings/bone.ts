/** Bone pain: how it feels, what makes a tumour, a fracture, dead, soft or infected bone likely, and the results beside it. */
import {
  age,
  all,
  answered,
  any,
  anyOf,
  atLeast,
  days,
  everRecorded,
  fellByShare,
  finding,
  latest,
  months,
  multipleOfUpperLimit,
  recorded,
  refuted,
  suspected,
  takes,
  took,
  unless,
} from '#rules';
import { alkalinePhosphatase, bodyWeight, sedimentation, totalCalcium, vitaminD } from './bone-labs.ts';
import { deepBone } from './cramp.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import { adjustedCalcium, crp } from './labs.ts';
import * as symptoms from './symptoms.ts';

export { deepBone } from './cramp.ts';

// How it feels
export const loading = finding('worse putting weight on it', answered('worse', 'loading-joint'));
export const worseWithLoad = finding(
  'worse with walking or putting weight on it',
  answered('worse', anyOf('walking', 'loading-joint')),
);
export const worseCough = finding('worse with coughing', answered('worse', 'cough'));
export const turningInBed = finding('worse turning in bed', answered('worse', 'turning-in-bed'));
export const aching = finding('aching', answered('quality', 'aching'));
export const wakesFromSleep = finding('wakes from sleep', answered('impact.sleep', anyOf('waking', 'both')));
export const weightLossTicked = finding(
  'weight loss or night sweats reported',
  answered('red-flags', 'weight-loss-sweats'),
);
const unremitting = any(
  symptoms.constantPain,
  symptoms.reliefNothing,
  all(symptoms.attackHours, symptoms.worsening),
);
/** More than "pain at night": deep in the bone, and no position, rest or hour lets it go. */
export const unremittingBonePain = finding(
  'deep bone pain that is constant, worsening for hours, or eased by nothing',
  all(deepBone, unremitting),
);
/** Of one leg, constant or eased by nothing, and not at night alone, where nobody asked whether it is in the bone. */
const unremittingOneLeg = all(
  symptoms.oneLeg,
  any(symptoms.constantPain, symptoms.reliefNothing),
  any(
    all(symptoms.constantPain, symptoms.reliefNothing),
    wakesFromSleep,
    symptoms.allDay,
    symptoms.worsening,
  ),
  unless(
    any(
      symptoms.qualityNeuropathic,
      symptoms.backToLeg,
      symptoms.hardMuscle,
      symptoms.oneLegSwollen,
      symptoms.warmRed,
      symptoms.positionalForefoot,
    ),
  ),
);
export const bonePain = any(deepBone, unremittingOneLeg);
/** Away from the joints: a bone that wakes the patient for weeks, one side only. */
export const shaftPain = finding(
  'deep bone pain of one shin or thigh that wakes from sleep, for more than 2 weeks or worsening',
  all(
    deepBone,
    symptoms.oneLeg,
    wakesFromSleep,
    answered('site', anyOf('shin', 'thigh-front', 'thigh-outer', 'thigh-back')),
    any(symptoms.onsetOverTwoWeeks, symptoms.worsening),
    unless(symptoms.backToLeg),
  ),
);
export const persistent = finding(
  'present for more than 2 weeks, constant, all day or worsening',
  any(
    symptoms.onsetOverTwoWeeks,
    symptoms.constantPain,
    symptoms.allDay,
    symptoms.worsening,
    history.legPainOverFourWeeks,
  ),
);
export const legPainCoded = finding(
  'leg, thigh, hip or knee pain recorded within 90 days',
  recorded(['sx-leg-pain', 'sx-knee-hip-ankle-pain'], { within: days(90) }),
);

// Tumour
export const boneMetastasis = finding('bone metastasis recorded', recorded('cond-bone-metastasis'));
export const myeloma = finding('multiple myeloma recorded', recorded('cond-myeloma'));
export const tumourFracture = finding(
  'fracture in neoplastic disease recorded',
  recorded('cond-pathological-fracture-neoplasm', { nonspecific: true }),
);
export const tumourFractureNew = finding(
  'fracture in neoplastic disease recorded within 14 days',
  recorded('cond-pathological-fracture-neoplasm', { nonspecific: true, within: days(14) }),
);
export const tumourInBone = finding(
  'bone metastasis, myeloma or fracture in neoplastic disease recorded',
  any(boneMetastasis, myeloma, tumourFracture),
);
export const tumourInBoneRefuted = finding('bone metastasis refuted', refuted('cond-bone-metastasis'));
export const tumourInBoneSuspected = finding(
  'bone metastasis or myeloma recorded as unconfirmed',
  suspected(['cond-bone-metastasis', 'cond-myeloma']),
);
export const calciumHigh = finding(
  'calcium above 2.6 mmol/L (10.5 mg/dL)',
  any(latest(adjustedCalcium).above(2.6), latest(totalCalcium).above(2.6)),
);
export const calciumUrgent = finding(
  'calcium above 3.0 mmol/L',
  any(latest(adjustedCalcium).above(3), latest(totalCalcium).above(3)),
);
export const phosphataseHigh = finding(
  'alkaline phosphatase above the upper limit',
  multipleOfUpperLimit(alkalinePhosphatase).above(1),
);
export const phosphataseNormal = finding(
  'alkaline phosphatase not raised',
  multipleOfUpperLimit(alkalinePhosphatase).atMost(1),
);
export const inflammation = finding(
  'ESR or CRP above the upper limit',
  any(multipleOfUpperLimit(sedimentation).above(1), multipleOfUpperLimit(crp).above(1)),
);
export const anaemia = finding('anaemia recorded', recorded('cond-anemia-any'));
/** Trap 19: a loss that was intended or is water or a lost limb is no sign of cancer. */
const lossExplained = any(
  everRecorded('cond-malabsorption-bariatric'),
  history.dialysis,
  history.amputation,
  takes(['drug-other-antidiabetic', 'drug-loop-diuretic'], { startedWithin: months(12) }),
);
export const weightLoss = finding(
  'weight loss or night sweats reported, weight loss recorded, or 5 % of body weight lost within 12 months',
  any(
    weightLossTicked,
    recorded('sx-weight-loss-unexplained', { within: months(6) }),
    all(fellByShare(bodyWeight, 0.05, months(12)), unless(lossExplained)),
  ),
);
/** A generic or family code is no cancer of one's own; a cancer in remission counts as history. */
export const ownCancer = history.cancerEver;
export const tumourResult = any(calciumHigh, phosphataseHigh, anaemia, weightLoss, history.monoclonalProtein);
/** Two of what myeloma does: calcium, kidney, anaemia, protein. */
export const myelomaPicture = finding(
  'two of: raised calcium, kidney disease, anaemia, monoclonal protein, in a patient of 60 or more',
  all(
    age.atLeast(60),
    atLeast(2, calciumHigh, history.chronicKidneyDisease, anaemia, history.monoclonalProtein),
  ),
);
/** Kidney disease is common and wears bone out in many ways: with it alone the pain must be unremitting. */
export const olderWithResult = finding(
  'aged 60 or more, bone pain that persists, with anaemia or raised calcium, or unremitting with kidney disease',
  all(
    age.atLeast(60),
    persistent,
    any(all(bonePain, any(anaemia, calciumHigh)), all(unremittingBonePain, history.chronicKidneyDisease)),
  ),
);
export const swelling = finding(
  'one leg or a joint swollen, without injury',
  all(
    any(symptoms.oneLegSwollen, exam.examLegSwollen, answered('stiffness.swollen-joint', 'yes')),
    unless(symptoms.flagTrauma),
  ),
);
export const aromataseInhibitor = finding('an aromatase inhibitor', takes('drug-aromatase-inhibitor'));

export const hipRotation = finding(
  'hip rotation painful or limited',
  answered('exam.hip-internal-rotation', anyOf('painful', 'under-15-degrees')),
);

// Fracture under a bisphosphonate or denosumab
/** The risk outlasts the drug; an infusion once a year stands as ended in between. [P] */
export const antiresorptive = finding(
  'a bisphosphonate or denosumab, now or within 12 months',
  took('drug-bisphosphonate', { within: months(12) }),
);
/** The body map has no groin: pain on rotating the hip stands for it. */
export const thighOrGroinPain = finding(
  'pain in the thigh, groin or hip',
  any(symptoms.siteThigh, hipRotation, recorded('sx-thigh-or-hip-pain', { within: days(90) })),
);
/** A hard muscle for minutes is a cramp, wherever it is. */
export const plainCramp = finding(
  'hard muscle for at most 10 minutes',
  all(symptoms.hardMuscle, symptoms.attackMinutes),
);
export const atypicalFracturePain = finding(
  'thigh, groin or hip pain on a bisphosphonate or denosumab',
  all(antiresorptive, thighOrGroinPain),
);
export const stressFracture = finding('stress fracture recorded', recorded('cond-stress-fracture-leg'));

// Dead bone
export const necrosisRecorded = finding(
  'osteonecrosis recorded',
  recorded('cond-avascular-necrosis', { nonspecific: true }),
);
export const necrosisRisk = finding(
  'systemic steroid, sickle cell disease, alcohol use disorder or HIV',
  any(
    took('drug-corticosteroid-systemic', { within: months(12) }),
    recorded('cond-sickle-cell'),
    history.alcoholUseDisorder,
    history.hiv,
  ),
);
export const hipPain = finding(
  'pain in the hip, groin, buttock or front of the thigh',
  any(
    answered('site', anyOf('thigh-front', 'buttock')),
    hipRotation,
    recorded('sx-thigh-or-hip-pain', { within: days(90) }),
  ),
);

// Soft bone
export const osteomalaciaRecorded = finding('osteomalacia recorded', recorded('cond-osteomalacia'));
export const vitaminDVeryLow = finding('25-hydroxyvitamin D below 25 nmol/L', latest(vitaminD).below(25));
export const vitaminDLow = finding('25-hydroxyvitamin D below 30 nmol/L', latest(vitaminD).below(30));
export const proximalWeakness = finding(
  'proximal weakness on examination',
  answered('exam.power', 'proximal'),
);

// Infected bone, Paget
/** Under a foot ulcer it belongs to the diabetic foot. */
export const osteomyelitisRecorded = finding(
  'osteomyelitis of the leg recorded, without a foot wound',
  all(recorded('cond-osteomyelitis-leg-foot'), unless(any(history.footWound, exam.footUlcer))),
);
export const fever = finding('fever', any(symptoms.flagFever, exam.feverMeasured));
export const paget = finding('Paget disease of bone recorded', recorded('cond-paget-bone'));
