/** Muscle: ache, weakness and breakdown, the drugs and blood tests that speak of it, and the patterns that are not muscle. */
import {
  all,
  answered,
  any,
  anyOf,
  days,
  finding,
  hours,
  latest,
  mayHaveCaused,
  months,
  multipleOfUpperLimit,
  not,
  recorded,
  refuted,
  rose,
  takes,
  took,
  unanswered,
  unless,
  weeks,
  type Measure,
} from '#rules';
import * as cramp from './cramp.ts';
import * as drugs from './drugs.ts';
import * as electrolytes from './electrolytes.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as symptoms from './symptoms.ts';

// What the patient tells
/** The option reads "Dark (cola) urine with muscle pain": the tick is both. */
export const darkUrine = finding('dark urine with muscle pain', answered('red-flags', 'dark-urine'));
export const aching = finding('aching', answered('quality', 'aching'));
export const reliefWarm = finding('better with warmth', answered('relief', 'warm'));
export const worseLoading = finding('worse with loading', answered('worse', 'loading-joint'));
export const widespreadPain = finding(
  'pain in many parts of the body for 3 months or more',
  answered('widespread.pain-3-months', 'yes'),
);
export const newMedicine = finding(
  'new or changed medicine in the 3 months before (reported)',
  answered('exposure', 'new-medicine'),
);
export const siteProximal = finding(
  'in the thigh or buttock',
  answered('site', anyOf('thigh-front', 'thigh-outer', 'thigh-back', 'buttock')),
);
export const proximalPower = finding(
  'weak hips and thighs on examination',
  answered('exam.power', 'proximal'),
);
export const symmetricProximal = finding(
  'both thighs or buttocks alike',
  all(siteProximal, symptoms.bothEqual),
);
export const symmetricCalf = finding(
  'both calves aching alike',
  all(symptoms.siteCalf, symptoms.bothEqual, aching),
);
export const myalgiaRecorded = finding(
  'muscle pain recorded within 90 days',
  recorded('cond-myalgia', { within: days(90), nonspecific: true }),
);
/** Ache or weakness of the large muscles: what a muscle disease feels like. A cramp alone is none. */
export const muscular = finding(
  'aching or weak muscles of thigh, buttock or calf',
  any(
    all(aching, symptoms.siteCalfThighButtock),
    all(symptoms.weakness, symptoms.siteCalfThighButtock),
    proximalPower,
    myalgiaRecorded,
  ),
);
export const weak = finding('weakness', any(symptoms.weakness, proximalPower, symptoms.flagBothLegsWeak));

export const onsetUnderTwoWeeks = finding(
  'began within 2 weeks',
  any(symptoms.onsetWithin14d, answered('onset', 'under-2-weeks')),
);
export const onsetOverSixMonths = finding(
  'began more than 6 months ago',
  any(answered('onset', 'over-6-months'), answered('onset.when', 'over-6-months')),
);
export const improving = finding('improving', answered('onset.course', 'improving'));

// What is not muscle
/** A knot for minutes, or cramping attacks of minutes: the night cramp, whatever else is taken. */
export const crampPattern = finding(
  'cramping or hard muscle for minutes, or ended by stretching',
  any(
    all(symptoms.hardMuscle, any(symptoms.attackMinutes, symptoms.reliefStretch)),
    all(symptoms.qualityCramp, symptoms.attackMinutes),
  ),
);
/** Nothing of a muscle disease beside the cramp. */
export const crampOnly = finding(
  'cramp attacks without ache or weakness between them',
  all(crampPattern, unless(muscular), unless(weak)),
);
const notMuscle = any(
  symptoms.seatedGone,
  symptoms.backToLeg,
  symptoms.positionalForefoot,
  symptoms.urge,
  symptoms.stocking,
  cramp.oneSidedSwelling,
);
export const otherPattern = finding(
  'another pattern (walking, standing, back, position, urge to move, numb, swollen leg)',
  any(
    symptoms.exertionalLimb,
    all(any(symptoms.worseWalking, symptoms.onWalking), unless(siteProximal)),
    all(any(symptoms.worseStanding, symptoms.reliefElevate), unless(siteProximal)),
    notMuscle,
  ),
);
/** Sore muscles hurt on walking and rest eases them, so walking is another pattern only where artery disease is recorded. */
export const notOveruse = finding(
  'another pattern (artery disease with walking pain, back, position, urge to move, numb, swollen leg)',
  any(all(symptoms.exertionalLimb, any(history.padSpecific, history.padUnspecific)), notMuscle),
);

// Blood tests. The laboratory's own upper limit of CK, never a fixed one (VD 13).
export const ckNormal = finding(
  "CK within the laboratory's own limit",
  multipleOfUpperLimit(labs.creatineKinase).atMost(1),
);
export const ckRaised = finding(
  "CK above the laboratory's own limit",
  multipleOfUpperLimit(labs.creatineKinase).above(1),
);
export const ckOverFour = finding(
  "CK above 4 times the laboratory's own limit",
  multipleOfUpperLimit(labs.creatineKinase).above(4),
);
export const ckOverTen = finding(
  "CK above 10 times the laboratory's own limit",
  multipleOfUpperLimit(labs.creatineKinase).above(10),
);
export const ckThousand = finding(
  'CK at least 1,000 U/L',
  latest(labs.creatineKinase, { preliminary: true }).atLeast(1000),
);
export const ckBreakdown = finding(
  "CK at least 5 times the laboratory's own limit, or at least 1,000 U/L",
  any(multipleOfUpperLimit(labs.creatineKinase).atLeast(5), ckThousand),
);
export const ckVeryHigh = finding(
  'CK at least 5,000 U/L',
  latest(labs.creatineKinase, { preliminary: true }).atLeast(5000),
);
/** A value is there, but the laboratory's limit is not: it can be judged only above 1,000 U/L. */
export const ckWithoutLimit = finding(
  "CK recorded without the laboratory's own limit",
  all(
    latest(labs.creatineKinase).below(1000),
    unanswered(multipleOfUpperLimit(labs.creatineKinase).above(1)),
  ),
);
/** Of this week: an old creatinine says nothing of what the muscle does to the kidney. */
const creatinineNow: Measure = {
  ...labs.creatinine,
  id: 'creatinine-week',
  name: 'creatinine of the last 7 days',
  within: days(7),
};
export const kidneyHit = finding(
  "creatinine above the laboratory's own limit, or risen by 0.3 mg/dL within 48 hours",
  any(multipleOfUpperLimit(creatinineNow).above(1), rose(creatinineNow, 0.3, hours(48))),
);
/** What breaking muscle does to the rest. */
export const harmed = any(kidneyHit, electrolytes.potassiumHigh);
export const creatinineNormalNow = finding(
  "creatinine of the last 7 days within the laboratory's own limit",
  multipleOfUpperLimit(creatinineNow).atMost(1),
);
export const tshHigh = finding('TSH above 10 mIU/L', latest(labs.tsh).above(10));
export const tshMildlyHigh = finding('TSH 4.5 to 10 mIU/L', latest(labs.tsh).between(4.5, 10));
export const thyroidOpen = finding(
  'hypothyroidism recorded, TSH not known within 12 months',
  all(history.hypothyroidism, unanswered(latest(labs.tsh).above(10))),
);

// Drugs
const STATIN = 'drug-statin';
export const statin = finding('a statin, not started after the complaint', mayHaveCaused(STATIN));
export const statinRecent = finding(
  'a statin started at most 12 weeks before the complaint',
  mayHaveCaused(STATIN, { within: weeks(12) }),
);
export const interaction = finding(
  'a drug that raises statin levels, started at most 12 weeks before the complaint',
  all(drugs.statin, mayHaveCaused('drug-cyp3a4-statin-interaction', { within: weeks(12) })),
);
export const interactingNow = finding(
  'a statin together with a drug that raises its level',
  all(drugs.statin, takes('drug-cyp3a4-statin-interaction')),
);
export const statinLater = finding(
  'the statin was started after the complaint began',
  all(drugs.statin, not(mayHaveCaused(STATIN))),
);
export const statinLongBefore = finding(
  'the statin was started more than 12 weeks before the complaint',
  all(statin, not(mayHaveCaused(STATIN, { within: weeks(12) }))),
);
export const statinStopped = finding(
  'a statin until at most 3 months ago',
  all(took(STATIN, { within: months(3) }), unless(takes(STATIN))),
);

// The record
/** Codes of drug-induced myopathy and of an adverse effect of a lipid-lowering drug name no statin: only beside one. */
export const statinMyopathyRecorded = finding(
  'drug-induced myopathy or adverse effect of a lipid-lowering drug recorded, on a statin',
  all(any(drugs.statin, statinStopped), recorded('cond-statin-myopathy', { nonspecific: true })),
);
export const statinMyopathyRefuted = finding(
  'statin myopathy refuted',
  refuted(['cond-statin-myopathy', 'cond-rhabdomyolysis'], { nonspecific: true }),
);
export const breakdownRecorded = finding(
  'rhabdomyolysis recorded within 14 days',
  recorded('cond-rhabdomyolysis', { within: days(14) }),
);
export const otherMyopathyRecorded = finding(
  'inflammatory or secondary myopathy recorded',
  recorded(['cond-inflammatory-myopathy', 'cond-secondary-myopathy']),
);
export const sickleCell = finding('sickle-cell disorder or trait', recorded('cond-sickle-cell'));
export const overexertionRecorded = finding(
  'overexertion or muscle strain recorded within 14 days',
  recorded(['cond-overexertion', 'cond-muscle-strain'], { within: days(14) }),
);
export const exertion = finding(
  'unaccustomed exertion',
  any(symptoms.exertionReported, overexertionRecorded),
);
export const alcohol = finding('alcohol', any(history.alcoholUseDisorder, symptoms.alcoholReported));
