/** Perfusion and tissue loss leg by leg: never one leg's reading with the other leg's pain or wound. */
import {
  all,
  answered,
  answeredPerLeg,
  any,
  anyOf,
  bothLegs,
  eitherLeg,
  finding,
  known,
  latest,
  not,
  notRuledOut,
  recorded,
  symptomaticLeg,
  unanswered,
  unless,
  weeks,
  type Expr,
  type Measure,
} from '#rules';
import {
  abiNonCompressible,
  abiNormal,
  abiVeryLow,
  ankleBrachialIndex,
  ankleBrachialIndexProper,
  anklePressure,
  anklePressureSevere,
  anklePressureTissueSevere,
  dependentRubor,
  footGangrene,
  footUlcer,
  tbiLow,
  tbiNormal,
  toePressureGood,
  toePressureSevere,
  toePressureTissueSevere,
} from './exam.ts';
import { advancedKidneyDisease, diabetes, padSpecific } from './history.ts';
import {
  flagColdPale,
  inBed,
  onsetSudden,
  onsetWithin48h,
  reliefDangle,
  reliefMoving,
  siteForefoot,
  toesNumbFlat,
  worseFlatOrRaised,
} from './symptoms.ts';

/** True of the leg that hurts, of either where the side is not recorded. */
export const ofPainfulLeg = (part: Expr): Expr => eitherLeg(all(notRuledOut(symptomaticLeg), part));

const dorsalisPedisPressure: Measure = {
  ...anklePressure,
  id: 'dorsalis-pedis-pressure',
  name: 'dorsalis pedis pressure',
  sets: ['obs-ankle-systolic-dorsalis-pedis'],
};
const posteriorTibialPressure: Measure = {
  ...anklePressure,
  id: 'posterior-tibial-pressure',
  name: 'posterior tibial pressure',
  sets: ['obs-ankle-systolic-post-tibial'],
};
// 0 is a valid reading: no signal over that vessel.
const bothVesselsMeasured = all(
  known(latest(dorsalisPedisPressure).above(0)),
  known(latest(posteriorTibialPressure).above(0)),
);
const indexLow = all(
  latest(ankleBrachialIndex).atMost(0.9),
  any(latest(ankleBrachialIndexProper).atMost(0.9), bothVesselsMeasured),
);
const indexHighToeLow = all(abiNonCompressible, tbiLow);

// The index
export const indexMeetsCriterion = finding(
  'ABI at most 0.90 in the better vessel of a leg',
  eitherLeg(indexLow),
);
export const indexOfOneVessel = finding(
  'ABI at most 0.90 in one vessel, the other not measured',
  all(eitherLeg(latest(ankleBrachialIndex).atMost(0.9)), unless(eitherLeg(indexLow))),
);
export const indexHigh = finding(
  'ABI above 1.40: not compressible, says nothing about flow',
  eitherLeg(abiNonCompressible),
);
export const indexHighAndToeLow = finding(
  'ABI above 1.40 with toe-brachial index at most 0.70 in the same leg',
  eitherLeg(indexHighToeLow),
);
export const indexBorderline = finding(
  'ABI 0.91 to 0.99',
  eitherLeg(all(latest(ankleBrachialIndex).above(0.9), latest(ankleBrachialIndex).below(1))),
);
export const toeIndexLow = finding('toe-brachial index at most 0.70', eitherLeg(tbiLow));
export const toeIndexNormalBoth = finding('toe-brachial index above 0.70 in both legs', bothLegs(tbiNormal));
/** The record was read and holds neither diabetes nor advanced kidney disease; an unread problem list leaves it open. */
export const noCalcificationRisk = all(
  not(diabetes),
  not(recorded(['cond-ckd-stage4', 'cond-ckd-stage5', 'cond-esrd-dialysis'], { absentUnlessRecorded: true })),
  unless(advancedKidneyDisease),
);
export const indexNormalAndReliable = finding(
  'ABI 1.00 to 1.40 in both legs, without diabetes or advanced kidney disease',
  all(bothLegs(abiNormal), noCalcificationRisk),
);
export const indexNormalButUnreliable = finding(
  'ABI 1.00 to 1.40 with diabetes, CKD 4-5 or dialysis: does not exclude',
  all(eitherLeg(abiNormal), any(diabetes, advancedKidneyDisease)),
);

// The leg that hurts
const padOfLeg = any(padSpecific, indexLow, indexHighToeLow);
export const padOfPainfulLeg = finding(
  'peripheral artery disease recorded, or by ABI in the painful leg',
  ofPainfulLeg(padOfLeg),
);
export const lowFlowInPainfulLeg = finding(
  'ABI at most 0.90 or toe-brachial index at most 0.70 in the painful leg',
  ofPainfulLeg(any(latest(ankleBrachialIndex).atMost(0.9), tbiLow)),
);
const severe = any(toePressureSevere, anklePressureSevere, abiVeryLow);
export const severeInPainfulLeg = finding(
  'toe pressure below 30, ankle pressure below 50 mmHg or ABI below 0.40 in the painful leg',
  ofPainfulLeg(severe),
);
export const padAndSevereInPainfulLeg = ofPainfulLeg(all(padOfLeg, severe));
export const flowGoodInPainfulLeg = finding(
  'toe pressure at least 60 mmHg and toe-brachial index above 0.70 in the painful leg',
  ofPainfulLeg(all(toePressureGood, tbiNormal)),
);
// What was examined decides; a coded sign speaks where nobody has entered an examination.
const examOr = (exam: Expr, coded: Expr): Expr => any(exam, all(unanswered(exam), coded));
const codedPulseless = recorded('sx-absent-pedal-pulse', { perLeg: true });
const coldFoot = examOr(answeredPerLeg('exam.foot', 'cold'), recorded('sx-cold-pale-foot', { perLeg: true }));
export const pulsesReduced = finding(
  'reduced or absent pedal pulses',
  examOr(
    answeredPerLeg('exam.pulses', anyOf('reduced', 'absent', 'one-absent', 'both-absent')),
    codedPulseless,
  ),
);
export const cold = finding('cold foot', coldFoot);
/** One absent pulse of two is a normal variant and does not count here. */
export const pulsesReducedInPainfulLeg = finding(
  'pedal pulses reduced or absent in the painful leg',
  ofPainfulLeg(
    examOr(answeredPerLeg('exam.pulses', anyOf('reduced', 'absent', 'both-absent')), codedPulseless),
  ),
);
export const coldInPainfulLeg = finding('cold foot of the painful leg', ofPainfulLeg(coldFoot));
export const ruborInPainfulLeg = finding('dependent rubor of the painful leg', ofPainfulLeg(dependentRubor));

// Tissue loss
const WOUNDS = ['cond-diabetic-foot-ulcer', 'cond-nonhealing-ulcer', 'sx-leg-ulcer', 'cond-pad-ulceration'];
const soreOfLeg = all(answered('skin-and-swelling', 'non-healing-sore'), notRuledOut(symptomaticLeg));
const gangreneOfLeg = any(recorded(['cond-gangrene', 'cond-pad-gangrene'], { perLeg: true }), footGangrene);
const woundOfLeg = any(recorded(WOUNDS, { perLeg: true, sidedFirst: true }), footUlcer, soreOfLeg);
const oldWoundOfLeg = any(
  recorded(WOUNDS, { perLeg: true, sidedFirst: true, olderThan: weeks(2) }),
  soreOfLeg,
);
export const wound = finding('foot or leg wound', eitherLeg(woundOfLeg));
export const gangrene = finding('gangrene', eitherLeg(gangreneOfLeg));
export const woundOverTwoWeeks = finding('foot or leg wound for over 2 weeks', eitherLeg(oldWoundOfLeg));
const severeForWound = any(toePressureTissueSevere, anklePressureTissueSevere, abiVeryLow);
export const severeInWoundedLeg = finding(
  'toe pressure below 50, ankle pressure below 70 mmHg or ABI below 0.40 in the leg with the wound',
  eitherLeg(all(any(oldWoundOfLeg, gangreneOfLeg), severeForWound)),
);
export const padAndSevereInWoundedLeg = eitherLeg(
  all(any(oldWoundOfLeg, gangreneOfLeg), padOfLeg, severeForWound),
);
export const lowFlowInWoundedLeg = finding(
  'toe-brachial index at most 0.70 or toe pressure below 60 mmHg in the leg with the wound',
  eitherLeg(all(any(woundOfLeg, gangreneOfLeg), any(tbiLow, not(toePressureGood)))),
);

// The parts of the rest-pain pattern, so that a card can name the one that is missing
export const restPainSite = finding('in the forefoot, toes or foot', any(siteForefoot, toesNumbFlat));
export const restPainPosition = finding('worse lying flat or raised', any(worseFlatOrRaised, toesNumbFlat));

/** Whether hanging it down helps without walking nobody asked. */
export const hangsOut = finding(
  'present in bed, better with the leg hanging down, moving not named',
  all(inBed, reliefDangle, unless(reliefMoving)),
);

/** Sudden and cold or pulseless: no index before the call; the flags of acute ischemia act. */
export const suddenAndPerfusionSign = all(
  any(onsetSudden, onsetWithin48h, flagColdPale),
  any(cold, pulsesReduced, flagColdPale),
);
