/** Small fibers: burning feet with large fibers preserved, their causes, and attacks of red, hot feet. */
import {
  all,
  answered,
  any,
  days,
  finding,
  known,
  latest,
  mayHaveCaused,
  recorded,
  unless,
  type Order,
} from '#rules';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as nerve from './nerve.ts';
import { advice, reviewTask } from './orders.ts';
import * as symptoms from './symptoms.ts';

const open = { absentUnlessRecorded: true } as const;

// What the patient tells
export const worseHeat = finding('worse with heat', answered('worse', 'heat'));
export const worseCold = finding('worse with cold', answered('worse', 'cold'));
export const reliefWarm = finding('better with warmth', answered('relief', 'warm'));
const inFeet = any(nerve.footSite, symptoms.stocking, symptoms.handsAndFeet, symptoms.soles);
export const burningFeet = finding(
  'burning or heat in the feet',
  all(any(symptoms.qualityBurning, symptoms.qualityHotRed), inFeet),
);
export const bothAlike = finding(
  'both feet alike',
  any(all(symptoms.bothEqual, inFeet), symptoms.stocking, symptoms.handsAndFeet),
);
export const hotSkin = finding(
  'red, warm skin of both legs',
  all(answered('skin-and-swelling', 'warm-red', { life: 'acute' }), symptoms.bothLegsAffected),
);
export const fallingAsleep = finding(
  'keeps from falling asleep',
  answered('impact.sleep', ['falling-asleep', 'both']),
);

// What is found
export const sign = any(exam.pinprickReduced, exam.allodynia);
export const largeNormal = finding(
  'ankle reflexes and vibration normal',
  all(exam.ankleReflexesNormal, exam.vibrationNormal),
);
/** Large fibers lost: a polyneuropathy, whatever burns. Absent ankle reflexes alone may be age. */
export const largeLost = finding(
  'vibration, monofilament or ankle reflexes reduced',
  any(
    exam.vibrationReduced,
    exam.monofilamentReduced,
    all(exam.ankleReflexesReduced, unless(exam.vibrationNormal)),
  ),
);
/** The clinical picture of small fibers alone: the large ones are examined and normal. */
export const smallFibersAlone = finding(
  'burning of both feet with a small-fiber sign, ankle reflexes and vibration normal',
  all(burningFeet, bothAlike, sign, largeNormal),
);
export const weak = finding('weakness', any(symptoms.weakness, exam.powerReduced));
export const examined = finding(
  'pinprick, vibration and ankle reflexes examined',
  all(any(sign, exam.pinprickNormal), known(exam.vibrationNormal), known(exam.ankleReflexesNormal)),
);

// Causes
export const burningCoded = finding(
  'burning recorded within 90 days',
  recorded('sx-burning-pain', { within: days(90), nonspecific: true }),
);
export const smallFiberRecorded = finding(
  'other specified or hereditary polyneuropathy recorded (the code of small-fiber neuropathy, among others)',
  recorded('cond-small-fiber-neuropathy', { nonspecific: true }),
);
export const glucose = finding(
  'diabetes, prediabetes or metabolic syndrome',
  any(history.diabetes, history.prediabetes, recorded('cond-metabolic-syndrome', open)),
);
export const drug = finding(
  'metronidazole or isoniazid, not started after the symptoms',
  mayHaveCaused(['drug-metronidazole', 'drug-isoniazid']),
);
export const otherCause = finding(
  'Sjögren syndrome, sarcoidosis, malabsorption, HIV, hepatitis C, amyloid or monoclonal protein, B12 deficiency',
  any(nerve.otherDisease, history.hiv, history.monoclonalProtein, nerve.b12Deficient),
);
const knownCause = any(nerve.knownCause, glucose, otherCause, drug);
export const noKnownCause = unless(knownCause);
export const hba1cMeasured = known(latest(labs.hba1c).above(0));
/** Glucose and B12 have been measured and no cause is on record: a biopsy is the next question. */
export const causeSoughtInVain = finding(
  'HbA1c measured, vitamin B12 above 350 pg/mL, no cause recorded',
  all(hba1cMeasured, latest(labs.vitaminB12).above(350), noKnownCause),
);

// Attacks of red, hot feet
export const erythromelalgiaRecorded = finding('erythromelalgia recorded', recorded('cond-erythromelalgia'));
const joint = any(
  answered('stiffness.swollen-joint', 'yes'),
  answered('red-flags', 'hot-swollen-joint'),
  symptoms.oneLeg,
);
export const redHotFeet = finding(
  'attacks of red, hot feet',
  all(any(symptoms.redHotAttacks, all(symptoms.qualityHotRed, inFeet)), unless(joint)),
);
/** Red and hot, worse with warmth or bed covers, eased by cooling; never where hanging the leg down eases it. */
export const erythromelalgia = finding(
  'attacks of red, hot feet, worse with warmth or covers, eased by cooling',
  all(redHotFeet, any(worseHeat, symptoms.worseSheet), symptoms.reliefCool, unless(nerve.dangling)),
);
export const plateletsHigh = finding('platelets at least 450 x 10*9/L', latest(labs.platelets).atLeast(450));
export const bloodDisease = finding(
  'essential thrombocythemia or polycythemia vera, or platelets at least 450 x 10*9/L',
  any(recorded('cond-myeloproliferative'), plateletsHigh),
);
export const plateletsVeryHigh = latest(labs.platelets).above(1000);
export const calciumBlocker = finding(
  'a calcium-channel blocker, not started after the symptoms',
  mayHaveCaused('drug-dihydropyridine-ccb'),
);

// What explains tonight instead
export const coldOrPale = finding(
  'cold, pale or mottled foot, or dependent rubor',
  any(exam.footCold, exam.footPale, exam.footMottled, exam.dependentRubor),
);
/** Where a skin biopsy would not heal. */
export const poorCalf = any(history.padSpecific, history.padUnspecific, recorded('cond-lymphedema'));
export const autonomicDrug = any(drugs.tricyclic, drugs.duloxetine);

// Orders
export const smallFiberExam: Order = {
  id: 'small-fiber-examination',
  resource: 'Task',
  text: 'Examine pinprick and temperature at the toes, vibration, ankle reflexes',
  body: 'Both feet: pinprick or cold tuning fork at the toes, touch that hurts, 128-Hz vibration, ankle reflexes, pulses and skin. Small-fiber loss with normal vibration and reflexes is not seen by nerve conduction.',
  effort: 'exam',
  inHand: { words: [['pinprick']] },
};
export const glucoseTolerance: Order = {
  id: 'glucose-tolerance-test',
  resource: 'ServiceRequest',
  text: 'Two-hour oral glucose tolerance test',
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['glucose', 'tolerance']] },
};
export const immunePanel: Order = {
  id: 'small-fiber-immune-panel',
  resource: 'ServiceRequest',
  text: 'SSA and SSB antibodies, tissue transglutaminase antibodies',
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['ssa'], ['transglutaminase']] },
};
export const calciumBlockerReview = reviewTask(
  'review-calcium-blocker-red-feet',
  'Medication review: calcium-channel blocker and attacks of red, hot feet',
  'Calcium-channel blockers are linked to erythromelalgia. Compare its start with the first attacks and decide with the prescriber.',
);
export const burningFeetAdvice = advice(
  'advice-burning-feet',
  'Advice: burning feet at night',
  'Keep the covers light and the feet cool, not cold. No ice, no ice-water baths, no heating pad: feet that burn are injured without noticing. Look at both feet every day and show any sore or colour change at once. If the feet turn red and hot in an attack, take a photo.',
);
