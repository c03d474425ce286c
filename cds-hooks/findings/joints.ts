/** Joints: where they hurt, what loads them, how long they are stiff, and what the examination shows. */
import {
  age,
  all,
  answered,
  any,
  anyOf,
  days,
  everRecorded,
  finding,
  hours,
  latest,
  mayHaveCaused,
  recorded,
  refuted,
  suspected,
  takes,
  unless,
} from '#rules';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import { esr, inflammationRaised } from './inflammation.ts';
import { egfr } from './labs.ts';
import * as symptoms from './symptoms.ts';

// Site
export const siteKnee = finding('in the knee joint', answered('site', 'knee'));
export const siteGroin = finding('in the groin or front of the thigh', answered('site', 'thigh-front'));
export const siteHipSide = finding('in the outer thigh or side of the hip', answered('site', 'thigh-outer'));
export const siteHip = finding(
  'in the groin, front of the thigh, side of the hip or buttock',
  answered('site', anyOf('thigh-front', 'thigh-outer', 'buttock')),
);
export const jointPainCoded = finding(
  'knee, hip or ankle pain recorded within 90 days',
  recorded('sx-knee-hip-ankle-pain', { within: days(90) }),
);
export const jointStiffnessCoded = finding(
  'joint stiffness recorded within 90 days',
  recorded('sx-morning-stiffness', { within: days(90), nonspecific: true }),
);
/** Only below the knee, or only in the foot: hip and knee do not refer there. */
export const siteElsewhere = finding(
  'below the knee only (calf, shin, sole, toes or foot)',
  all(
    answered('site', anyOf('calf', 'shin', 'sole', 'toes', 'foot')),
    unless(
      answered('site', anyOf('knee', 'thigh-front', 'thigh-outer', 'thigh-back', 'buttock', 'whole-leg')),
    ),
    unless(jointPainCoded),
  ),
);

// Load and rest
export const loadingJoint = finding(
  'worse on stairs, squatting or loading a joint',
  answered('worse', 'loading-joint'),
);
/** Walking and standing load a knee; in thigh or buttock they may as well be arteries or spine, so only load counts there. */
export const activityRelated = finding(
  'joint pain with activity (stairs, loading; for the knee also walking or standing)',
  any(
    loadingJoint,
    all(
      any(siteKnee, jointPainCoded),
      any(answered('worse', anyOf('walking', 'standing')), answered('timing', anyOf('walking', 'standing'))),
    ),
  ),
);
export const lyingOnSide = finding('worse lying on the painful side', answered('worse', 'lying-on-side'));
export const turningInBed = finding('worse turning over in bed', answered('worse', 'turning-in-bed'));
export const aching = finding('aching', answered('quality', 'aching'));
export const onWaking = finding('mainly on waking, in the first hour', answered('timing', 'morning'));
export const reliefWarm = finding('better with warmth', answered('relief', 'warm'));
export const reliefWalk = finding('better with walking', answered('relief', 'walk'));
export const reliefKeepMoving = finding('better while moving', answered('relief', 'keep-moving'));
/** A beginning proven once stays proven: it lives as long as a pattern. */
export const beganOverSixMonths = finding(
  'began more than 6 months ago',
  any(
    answered('onset', 'over-6-months', { life: 'pattern' }),
    answered('onset.when', 'over-6-months', { life: 'pattern' }),
  ),
);

// Stiffness and swelling
export const stiffShort = finding(
  'morning stiffness absent or at most 30 minutes',
  answered('stiffness.duration', anyOf('none', 'up-to-30-min')),
);
export const stiffAtMost60 = answered(
  'stiffness.duration',
  anyOf('none', 'up-to-30-min', '30-to-45-min', 'over-45-min'),
);
/** The option over 60 minutes satisfies every "more than 45" (DECISIONS, evidence). */
export const stiffOver45 = finding(
  'morning stiffness over 45 minutes',
  answered('stiffness.duration', anyOf('over-45-min', 'over-60-min')),
);
export const stiffOver60 = finding(
  'morning stiffness over 60 minutes',
  answered('stiffness.duration', 'over-60-min'),
);
export const swollenJoint = finding(
  'a visibly swollen joint (reported)',
  answered('stiffness.swollen-joint', 'yes'),
);
export const noSwollenJoint = finding(
  'no visibly swollen joint (reported)',
  answered('stiffness.swollen-joint', 'no'),
);
export const bothShoulders = finding(
  'both shoulders ache or are stiff',
  answered('stiffness.both-shoulders', 'yes'),
);
/** Polymyalgia swells no joint: there it is a point for, not against. */
export const noSwellingNoShoulders = finding(
  'no visibly swollen joint, and not both shoulders',
  all(noSwollenJoint, unless(bothShoulders)),
);
export const hotJoint = finding('one hot, swollen joint', answered('red-flags', 'hot-swollen-joint'));
export const hotJointNow = answered('red-flags', 'hot-swollen-joint', { within: hours(72) });

// Examination
export const synovitisSmall = finding(
  'synovitis of small joints on examination',
  answered('exam.synovitis', 'small-joints'),
);
export const synovitisLarge = finding(
  'synovitis of large joints on examination',
  answered('exam.synovitis', 'large-joints'),
);
export const synovitis = finding('synovitis on examination', any(synovitisSmall, synovitisLarge));
export const noSynovitis = finding('no synovitis on examination', answered('exam.synovitis', 'none'));
export const hipRestricted = finding(
  'hip internal rotation below 15 degrees',
  answered('exam.hip-internal-rotation', 'under-15-degrees'),
);
export const hipPainful = finding(
  'hip internal rotation painful',
  answered('exam.hip-internal-rotation', 'painful'),
);
export const hipSign = finding('painful or restricted hip internal rotation', any(hipRestricted, hipPainful));
export const hipNormal = finding(
  'hip internal rotation normal',
  answered('exam.hip-internal-rotation', 'normal'),
);
export const proximalWeakness = finding('proximal weakness', answered('exam.power', 'proximal'));

// Osteoarthritis. Hip pain is felt in groin, thigh, buttock or knee.
const hipOrKneePain = any(siteHip, siteKnee, jointPainCoded);
export const niceTriad = finding(
  'osteoarthritis by the clinical rule: age at least 45, pain with use, stiff at most 30 minutes',
  all(age.atLeast(45), hipOrKneePain, activityRelated, stiffShort),
);
/** The tree's arm of flexion at most 115 degrees has no place in the intake: without a sedimentation rate it stays open. */
export const hipTree = finding(
  'clinical criteria of hip osteoarthritis (rotation with stiffness and age, or with the sedimentation rate)',
  all(
    hipOrKneePain,
    any(all(hipPainful, stiffAtMost60, age.above(50)), all(hipRestricted, latest(esr).atMost(45))),
  ),
);
const OA = ['cond-oa-hip', 'cond-oa-knee', 'cond-oa-any'] as const;
export const osteoarthritisRecorded = finding('osteoarthritis recorded', recorded(OA));
export const osteoarthritisRefuted = finding('osteoarthritis refuted', refuted(OA));
export const trochantericRecorded = finding(
  'trochanteric bursitis recorded',
  recorded('cond-greater-trochanteric-pain'),
);
export const trochanteric = finding(
  'pain at the side of the hip, worse lying on it',
  all(siteHipSide, lyingOnSide),
);
export const bakerCyst = finding('popliteal (Baker) cyst recorded', recorded('cond-baker-cyst'));
export const obesity = finding('obesity', recorded('cond-obesity', { absentUnlessRecorded: true }));
export const avascularNecrosis = finding(
  'osteonecrosis recorded',
  everRecorded('cond-avascular-necrosis', { nonspecific: true }),
);
/** Thigh or groin pain on these drugs is a femur X-ray before any exercise. */
export const femurAtRisk = finding(
  'thigh or groin pain on a bisphosphonate',
  all(any(siteGroin, symptoms.siteThigh), takes('drug-bisphosphonate')),
);

// Anti-inflammatory drugs by mouth
const doubleBlock = all(takes(['drug-acei', 'drug-arb']), drugs.anyDiuretic);
export const antiInflammatoryUnsafe = finding(
  'an NSAID with eGFR below 30, heart failure, an anticoagulant or pregnancy',
  all(
    drugs.antiInflammatory,
    any(latest(egfr).below(30), history.heartFailure, drugs.anticoagulant, history.pregnancy),
  ),
);
export const antiInflammatoryReview = finding(
  'an NSAID with an ACE inhibitor or ARB and a diuretic',
  all(drugs.antiInflammatory, doubleBlock),
);

// Inflammatory disease on record
export const inflammatoryRecorded = finding(
  'rheumatoid arthritis or spondyloarthritis recorded',
  recorded(['cond-rheumatoid-arthritis', 'cond-spondyloarthritis']),
);
export const polymyalgiaRecorded = finding(
  'polymyalgia or giant cell arteritis recorded',
  recorded('cond-polymyalgia'),
);
export const inflammatorySuspected = finding(
  'inflammatory arthritis or polymyalgia suspected in the record',
  suspected(['cond-rheumatoid-arthritis', 'cond-spondyloarthritis', 'cond-polymyalgia']),
);
export const inflammatoryRefuted = finding(
  'inflammatory arthritis or polymyalgia refuted',
  refuted(['cond-rheumatoid-arthritis', 'cond-spondyloarthritis', 'cond-polymyalgia']),
);
export const septicConfirmed = recorded('cond-septic-arthritis', { within: days(14) });
export const septicRecorded = finding(
  'infected joint recorded within 14 days, confirmed or suspected',
  any(septicConfirmed, suspected('cond-septic-arthritis', { within: days(14) })),
);
export const fever = finding('fever', any(symptoms.flagFever, exam.feverMeasured));
export const feverNow = any(answered('red-flags', 'fever', { within: hours(72) }), exam.feverMeasured);
/** A hip cannot be seen to swell: fever with its pain and a sign is enough to think of infection. */
export const feverishJoint = finding(
  'fever with knee, hip or groin pain and a joint sign or raised CRP or sedimentation rate',
  all(
    fever,
    any(siteKnee, siteGroin, jointPainCoded),
    any(hipSign, synovitis, swollenJoint, inflammationRaised),
    unless(any(symptoms.warmRed, history.cellulitisRecorded)),
  ),
);
/** One option of the intake for all of them: it cannot tell a headache from a loss of sight. */
export const giantCellSymptoms = finding(
  'new headache, scalp tenderness, jaw pain on chewing or visual change',
  answered('red-flags', 'headache-jaw-vision'),
);
export const weightLossSweats = finding(
  'unplanned weight loss or drenching night sweats',
  answered('red-flags', 'weight-loss-sweats'),
);
export const widespreadAche = finding(
  'pain in many parts of the body for 3 months or more',
  answered('widespread.pain-3-months', 'yes'),
);
export const aromataseInhibitor = finding(
  'an aromatase inhibitor, not started after the pain',
  mayHaveCaused('drug-aromatase-inhibitor'),
);
/** Spondyloarthritis: night pain of back or buttock under 45, better with exercise. */
export const inflammatoryBack = finding(
  'under 45, back or buttock pain that is stiff in the morning and better moving',
  all(
    age.below(45),
    answered('site', anyOf('low-back', 'buttock')),
    any(reliefWalk, reliefKeepMoving),
    answered('stiffness.duration', anyOf('30-to-45-min', 'over-45-min', 'over-60-min')),
  ),
);
