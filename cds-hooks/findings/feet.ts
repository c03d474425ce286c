/** The insensate or diabetic foot: wounds, signs of infection and poor perfusion, the warm swollen foot, and what hides them. */
import {
  all,
  answered,
  answeredPerLeg,
  any,
  anyOf,
  bothLegs,
  days,
  eitherLeg,
  everRecorded,
  finding,
  hours,
  latest,
  months,
  recorded,
  refuted,
  suspected,
  takes,
  unless,
} from '#rules';
import { sedimentation } from './bone-labs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as nerve from './nerve.ts';
import * as perfusion from './perfusion.ts';
import * as symptoms from './symptoms.ts';
import * as veins from './veins.ts';

export { sedimentation };

// Where it is complained of
export const footJointSite = finding(
  'big-toe joint, midfoot or ankle joint',
  answered('site', 'foot-or-ankle-joint'),
);
const codedFootPain = recorded('sx-foot-toe-pain', { within: days(90) });
export const footComplaint = finding(
  'complaint of the foot',
  any(symptoms.siteForefoot, footJointSite, codedFootPain),
);
/** What explains a calf or a back pattern is not the foot. */
export const elsewhere = any(
  nerve.crampAttack,
  all(symptoms.urge, unless(any(symptoms.siteForefoot, footJointSite))),
  symptoms.backToLeg,
);

// The wound
const FOOT_ULCER = ['cond-diabetic-foot-ulcer', 'cond-foot-ulcer'] as const;
export const ulcerRecorded = finding('foot ulcer recorded', recorded(FOOT_ULCER));
export const ulcerSuspected = finding('foot ulcer recorded as unconfirmed', suspected(FOOT_ULCER));
export const ulcerRefuted = finding('foot ulcer refuted', refuted(FOOT_ULCER));
export const ulcerHealed = finding(
  'foot ulcer in the past, no open one recorded',
  all(everRecorded(FOOT_ULCER), unless(ulcerRecorded)),
);
export const ulcerSeen = finding('foot ulcer seen on examination', eitherLeg(exam.footUlcer));
export const soreReported = finding(
  'a sore of the foot that does not heal',
  all(symptoms.sore, any(symptoms.siteForefoot, footJointSite)),
);
export const footWound = finding('foot wound', any(ulcerSeen, ulcerRecorded, soreReported));
export const feetWhole = finding(
  'both feet normal to look and touch, no wound and no warmth',
  bothLegs(exam.footNormal),
);

// Sensation: what was measured outweighs a code.
export const insensate = finding(
  'loss of protective sensation, measured or by a recorded neuropathy',
  any(exam.monofilamentReduced, all(history.neuropathyRecorded, unless(exam.monofilamentNormal))),
);
export const numbReported = finding(
  'numb feet reported',
  any(symptoms.stocking, symptoms.soles, symptoms.handsAndFeet),
);
export const nervesWhole = finding(
  'monofilament wrong in at most 1 of 8, no neuropathy recorded',
  all(exam.monofilamentNormal, unless(history.neuropathyRecorded)),
);
export const painless = finding('no pain', answered('quality', 'no-pain'));

// Infection: two of swelling, redness, warmth; pus and tenderness have no place in the intake. Fever may be absent.
export const warmSwollen = finding('warm swollen foot', eitherLeg(exam.footWarmSwollen));
export const infectionSign = finding(
  'redness, warmth or swelling of the foot or leg',
  any(symptoms.warmRed, exam.examRedWarm, warmSwollen),
);
export const infectionSigns = finding(
  'at least two of swelling, redness and warmth',
  any(warmSwollen, exam.examRedWarm, all(symptoms.warmRed, any(symptoms.oneLegSwollen, exam.examLegSwollen))),
);
export const fever = veins.fever;
/** A tick of last week is confirmed first: no emergency rests on it. */
export const feverNow = any(exam.feverMeasured, answered('red-flags', 'fever', { within: hours(72) }));
export const systemicNow = finding('fever now, or at least 2 SIRS signs', any(feverNow, veins.sirs));
export const osteomyelitisRecorded = finding(
  'osteomyelitis of leg or foot recorded within 12 months',
  recorded('cond-osteomyelitis-leg-foot', { within: months(12) }),
);
export const osteomyelitisSuspected = finding(
  'osteomyelitis of leg or foot suspected within 12 months',
  suspected('cond-osteomyelitis-leg-foot', { within: months(12) }),
);
export const sedimentationHigh = finding('ESR above 70 mm/h', latest(sedimentation).above(70));

// Perfusion
export const poorPerfusion = finding(
  'sign or reading of poor perfusion, or artery disease recorded',
  any(
    history.padSpecific,
    perfusion.pulsesReduced,
    exam.footCold,
    symptoms.toesDiscoloured,
    symptoms.positionalForefoot,
    perfusion.indexMeetsCriterion,
    perfusion.indexOfOneVessel,
    perfusion.toeIndexLow,
    perfusion.lowFlowInWoundedLeg,
  ),
);
/** Infection of a foot that has too little blood loses the limb in days; the wound was seen within 72 hours. */
export const limbThreatened = finding(
  'infected wound, seen within 72 hours, with poor perfusion',
  all(eitherLeg(answeredPerLeg('exam.foot', 'ulcer', { within: hours(72) })), infectionSigns, poorPerfusion),
);
export const gangrene = perfusion.gangrene;

// Charcot foot. The name alone says nothing: Charcot-Marie-Tooth is a hereditary neuropathy.
const CHARCOT = 'cond-charcot-foot';
export const charcotRecorded = finding('Charcot foot recorded', recorded(CHARCOT));
export const charcotNew = finding(
  'Charcot foot recorded within 14 days, confirmed or suspected',
  any(recorded(CHARCOT, { within: days(14) }), suspected(CHARCOT, { within: days(14) })),
);
export const charcotCodedNow = finding(
  'Charcot foot recorded within 14 days, with foot pain or leg swelling',
  all(
    recorded(CHARCOT, { within: days(14) }),
    any(footComplaint, recorded('sx-leg-swelling', { within: days(14) })),
  ),
);
export const charcotRefuted = finding('Charcot foot refuted', refuted(CHARCOT));
export const bothFeetWarm = finding(
  'both feet warm and swollen',
  all(answered('exam.foot-left', 'warm-swollen'), answered('exam.foot-right', 'warm-swollen')),
);
/** The patient's own words for it, of the foot and of one side. */
export const warmFootReported = finding(
  'redness, warmth or swelling of one foot, reported',
  all(
    any(symptoms.siteForefoot, footJointSite),
    any(symptoms.warmRed, all(symptoms.oneLegSwollen, unless(symptoms.siteCalf))),
    unless(symptoms.bothEqual),
  ),
);
export const recentOnset = finding(
  'began within 12 weeks',
  any(
    answered('onset', anyOf('under-2-weeks', '2-to-12-weeks')),
    answered('onset.when', anyOf('under-48-hours', '2-to-14-days', '2-to-12-weeks')),
  ),
);

// Drugs and co-morbidity
export const sglt2 = finding('an SGLT2 inhibitor', takes('drug-sglt2'));
export const obesity = finding('obesity', recorded('cond-obesity', { absentUnlessRecorded: true }));
