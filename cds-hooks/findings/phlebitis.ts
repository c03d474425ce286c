/** Superficial vein thrombosis: the tender cord, how near the deep veins it may lie, and what a treatment must heed. */
import {
  age,
  all,
  any,
  answered,
  everRecorded,
  finding,
  latest,
  months,
  recorded,
  refuted,
  unless,
} from '#rules';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import { reviewTask } from './orders.ts';
import * as symptoms from './symptoms.ts';
import * as veins from './veins.ts';
import * as venous from './venous.ts';

const SVT = 'cond-superficial-thrombophlebitis';
export const recordedLately = finding(
  'superficial vein thrombosis of the leg recorded within 3 months',
  recorded(SVT, { within: months(3) }),
);
export const before = finding(
  'previous superficial vein thrombosis',
  any(everRecorded(SVT, { olderThan: months(3) }), everRecorded('cond-superficial-thrombophlebitis-history')),
);
export const denied = finding('superficial vein thrombosis refuted', refuted(SVT));
export const cord = finding('tender cord along a superficial vein', answered('exam.leg', 'tender-cord'));
export const redOverVarices = finding(
  'redness or warmth over varicose veins, of one leg',
  all(
    veins.redWarm,
    venous.anyVarices,
    any(answered('red-flags', 'one-leg-red-warm'), symptoms.oneLeg),
    unless(symptoms.bothLegsAffected),
  ),
);
/** The thigh is where the long vein nears its junction with the deep one. */
export const nearJunction = finding(
  'in the thigh, or the whole leg swollen',
  any(symptoms.siteThigh, answered('site', 'whole-leg'), exam.wholeLegSwollen),
);
export const clotProne = finding(
  'active cancer, pregnancy or birth, recent surgery or immobility, previous clot or thrombophilia',
  any(
    history.cancerActive,
    history.pregnantOrPostpartum,
    history.surgeryWithin12Weeks,
    history.dvtHistory,
    veins.thrombophilia,
  ),
);
export const kidneyFailing = finding('eGFR below 30', latest(labs.egfr).below(30));
export const elderly75 = finding('age 75 or over', age.atLeast(75));
export const nsaidUnsafe = finding(
  'an NSAID with an anticoagulant, kidney disease or heart failure',
  all(
    drugs.antiInflammatory,
    any(drugs.anticoagulant, history.chronicKidneyDisease, kidneyFailing, history.heartFailure),
  ),
);

export const anticoagulation = reviewTask(
  'svt-anticoagulation',
  'Superficial vein thrombosis: decide on anticoagulation after the scan',
  'With the report of length and distance: at most 3 cm from the saphenofemoral or popliteal junction it is handled as a deep vein thrombosis; 5 cm or longer and more than 3 cm away, prophylactic-intensity anticoagulation for 45 days is a choice (fondaparinux, rivaroxaban or LMWH by kidney function, age, weight, pregnancy and bleeding risk). Shorter and distal: topical or oral NSAID where safe, and a repeat scan in 7 to 10 days. No antibiotic for a sterile phlebitis.',
);
export const nsaidReview = reviewTask(
  'review-nsaid-phlebitis',
  'Medication review: NSAID with an anticoagulant, kidney or heart disease',
  'An NSAID is on the list with an anticoagulant, kidney disease or heart failure. Review need and alternatives with the prescriber before it is continued for the vein.',
);
