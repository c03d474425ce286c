/** What a tablet for a painful leg meets in this patient: heart, kidney, blood, gut, and the drugs beside it. */
import {
  age,
  all,
  any,
  everRecorded,
  finding,
  known,
  latest,
  not,
  recorded,
  refuted,
  suspected,
  takes,
  unless,
} from '#rules';
import * as drugs from './drugs.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as gates from './relief-gates.ts';

const HEART = ['cond-heart-failure', 'cond-lvsd'] as const;

// Heart
export const heartFailure = finding('heart failure or left ventricular dysfunction', history.heartFailure);
/** Not where somebody has looked and said no. */
export const heartFailureOpen = finding(
  'heart failure recorded as unconfirmed or in the past',
  all(any(suspected(HEART), everRecorded(HEART)), unless(history.heartFailure), unless(refuted(HEART))),
);
export const heartFailureUnread = finding(
  'the problem list was not read',
  all(not(known(history.heartFailure)), unless(heartFailureOpen)),
);

// Kidney
export const kidneyFailing = gates.kidneyFailing;
export const kidneyReduced = finding(
  'chronic kidney disease recorded, or eGFR below 60',
  all(any(history.chronicKidneyDisease, latest(labs.egfr).below(60)), unless(gates.kidneyFailing)),
);
/** Products of both kinds in one tablet count twice, as they should. */
export const renalPair = finding(
  'an ACE inhibitor or ARB with a diuretic',
  all(takes(['drug-acei', 'drug-arb']), drugs.anyDiuretic),
);
export const muscleBreakdown = gates.muscleBreakdown;

/** No tablet of the kind at all: then no word on how to take one. */
const barred = any(gates.kidneyFailing, history.heartFailure, drugs.anticoagulant, history.pregnancy);

// Arteries and blood
const artery = any(
  history.padSpecific,
  history.padUnspecific,
  history.arterialGraft,
  history.otherAtherosclerosis,
);
export const arteryWithAntiplatelet = finding(
  'artery disease, with an antiplatelet',
  all(artery, drugs.antiplatelet, unless(barred)),
);
export const arteryAlone = finding(
  'artery disease of leg, heart, brain or aorta',
  all(artery, unless(any(drugs.antiplatelet, barred))),
);
export const myeloma = finding('myeloma', recorded('cond-myeloma'));

// Gut
export const olderWithoutBlocker = finding(
  'age 65 or over, no proton-pump inhibitor on the list',
  all(age.atLeast(65), unless(any(drugs.protonPumpInhibitor, barred))),
);
