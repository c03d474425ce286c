/** Widespread pain: the body map by regions, the three-month rule, and what must stand above a fibromyalgia label. */
import { all, answered, any, anyOf, atLeast, counted, finding, known, recorded, refuted } from '#rules';
import * as exam from './exam.ts';
import { inflammationRaised } from './inflammation.ts';
import * as joints from './joints.ts';
import * as symptoms from './symptoms.ts';

export const threeMonths = joints.widespreadAche;
export const notThreeMonths = finding(
  'no pain in many parts of the body for 3 months',
  answered('widespread.pain-3-months', 'no'),
);
const inAreas = (...areas: readonly string[]) => answered('widespread.areas', anyOf(...areas));
/** Jaw, chest and abdomen do not count for a region. */
export const fourRegions = finding(
  'pain in at least 4 of 5 regions (jaw, chest and abdomen not counted)',
  atLeast(
    4,
    inAreas('shoulder-left', 'upper-arm-left', 'lower-arm-left'),
    inAreas('shoulder-right', 'upper-arm-right', 'lower-arm-right'),
    inAreas('hip-left', 'upper-leg-left', 'lower-leg-left'),
    inAreas('hip-right', 'upper-leg-right', 'lower-leg-right'),
    inAreas('neck', 'upper-back', 'lower-back'),
  ),
);
export const widespreadCoded = finding('generalised pain recorded', recorded('sx-widespread-pain'));
export const fibromyalgiaRecorded = finding('fibromyalgia recorded', recorded('cond-fibromyalgia'));
export const fibromyalgiaRefuted = finding('fibromyalgia refuted', refuted('cond-fibromyalgia'));

/** A mimic that has to be looked at first. */
export const inflammatoryPicture = finding(
  'a swollen or hot joint, synovitis, or CRP or sedimentation rate raised',
  any(joints.swollenJoint, joints.synovitis, joints.hotJoint, inflammationRaised),
);
export const redFlagPicture = finding(
  'fever, weight loss, weakness, sphincter change, jaw or visual symptoms, or a swollen, red or cold leg',
  any(
    joints.fever,
    joints.giantCellSymptoms,
    joints.weightLossSweats,
    answered('red-flags', 'dark-urine'),
    symptoms.flagSaddle,
    symptoms.flagSphincter,
    symptoms.flagBothLegsWeak,
    symptoms.flagFootDrop,
    symptoms.flagClumsyHands,
    symptoms.flagColdPale,
    symptoms.oneLegSwollen,
    symptoms.warmRed,
    exam.powerReduced,
    exam.upperMotorSigns,
  ),
);
/** Tonight belongs to another pattern, however widespread the pain is by day. */
export const otherNight = any(
  all(symptoms.urge, any(symptoms.urgeAtRest, symptoms.urgeInEvening, symptoms.urgeReturns)),
  all(symptoms.hardMuscle, symptoms.attackMinutes),
  symptoms.positionalForefoot,
  symptoms.backToBelowKnee,
  symptoms.stocking,
  symptoms.oneLeg,
);
export const moodDisorder = finding('depression or anxiety', recorded('cond-depression-anxiety'));
/** Without one grading at least the severity scale says nothing yet. */
export const severityBegun = any(
  ...['widespread.fatigue', 'widespread.unrefreshed', 'widespread.cognitive'].map((item) =>
    known(counted(item).atLeast(1)),
  ),
);
