/** The tense compartment: events that lead to it, pain that nothing eases, and the check that cannot wait. */
import { all, any, days, finding, not, performed, recorded, suspected, unless } from '#rules';
import * as acute from './acute-leg.ts';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import { reviewTask } from './orders.ts';
import * as symptoms from './symptoms.ts';

/** Traumatic and nontraumatic; a code without a leg (T79.6) is nonspecific and does not count here. */
export const syndromeRecorded = finding(
  'compartment syndrome of the leg recorded within 14 days',
  recorded('cond-compartment-syndrome', { within: days(14) }),
);
/** An unconfirmed entry: handled like the diagnosis until a surgeon has looked. */
export const syndromeSuspected = finding(
  'compartment syndrome of the leg recorded as unconfirmed within 14 days',
  suspected('cond-compartment-syndrome', { within: days(14) }),
);
export const reperfused = finding(
  'leg revascularisation within 6 days',
  performed('proc-le-revascularization', { within: days(6) }),
);
export const muscleBreakdown = finding(
  'rhabdomyolysis recorded within 6 days',
  recorded('cond-rhabdomyolysis', { within: days(6) }),
);
/** The injury tick covers 2 weeks, the published span is 6 days: the safer end, unless the pain is older than 2 weeks. */
export const injury = finding(
  'injury within 2 weeks',
  all(symptoms.flagTrauma, unless(symptoms.onsetOverTwoWeeks)),
);
export const bleed = finding(
  'sudden onset within 14 days on an anticoagulant',
  all(drugs.anticoagulant, symptoms.onsetSudden, symptoms.onsetWithin14d),
);
export const event = any(injury, acute.legFractureFresh, reperfused, muscleBreakdown, bleed);
export const lasting = any(symptoms.stillPresent, acute.hoursOrConstant);
export const unrelieved = all(symptoms.severePain, symptoms.reliefNothing, lasting);
/** Out of proportion: severe, lasting, and nothing eases it. */
export const outOfProportion = finding('severe lasting pain that nothing eases', unrelieved);
export const emergency = any(
  syndromeRecorded,
  syndromeSuspected,
  all(exam.legTense, symptoms.severePain),
  all(exam.legTense, event),
  all(event, unrelieved, unless(exam.legNormalNow)),
);
export const emergencyNow = all(emergency, any(acute.saidLately, syndromeRecorded, syndromeSuspected));
/** Something eases it: rest, position, walking or stretching. */
export const easedBySomething = finding(
  'something eases the pain',
  any(
    symptoms.reliefRest,
    symptoms.reliefMoving,
    symptoms.reliefStretch,
    symptoms.reliefElevate,
    symptoms.reliefOneChange,
    symptoms.reliefStand,
  ),
);
export const painBelowSevere = finding('worst pain below 7 of 10', not(symptoms.severePain));

export const check = reviewTask(
  'compartment-check-today',
  'Compartments and passive stretch, check now',
  'Palpate all compartments, stretch the toes passively, test feeling and power; loosen cast and dressings to the skin; keep the leg at heart level. Tense or painful on stretch: emergency surgical review.',
);
