/** Single nerves of the leg: the thigh patch, the sole of one foot, the dropped foot, and the thigh that bleeds into its nerve. */
import {
  all,
  answered,
  any,
  days,
  finding,
  mayHaveCaused,
  recorded,
  refuted,
  suspected,
  unless,
} from '#rules';
import * as acute from './acute-leg.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as spine from './spine.ts';
import * as symptoms from './symptoms.ts';

const ENTRAPMENT = 'cond-leg-mononeuropathy-entrapment';

// On record
export const entrapmentRecorded = finding('entrapment of a leg nerve recorded', recorded(ENTRAPMENT));
export const entrapmentLately = finding(
  'entrapment of a leg nerve recorded within 90 days',
  recorded(ENTRAPMENT, { within: days(90) }),
);
export const entrapmentSuspected = finding(
  'entrapment of a leg nerve recorded as unconfirmed',
  suspected(ENTRAPMENT),
);
export const entrapmentRefuted = finding('entrapment of a leg nerve refuted', refuted(ENTRAPMENT));
export const meralgiaRecorded = finding(
  'meralgia paraesthetica recorded',
  recorded('cond-meralgia-paresthetica'),
);
export const peronealRecorded = finding('peroneal neuropathy recorded', recorded('cond-peroneal-neuropathy'));
export const tarsalRecorded = finding('tarsal tunnel syndrome recorded', recorded('cond-tarsal-tunnel'));

// Territories
export const thighPatch = symptoms.outerThigh;
export const outerThighSensory = finding(
  'burning, tingling or numb on the outer thigh of one leg',
  all(answered('site', 'thigh-outer'), symptoms.oneLeg, symptoms.qualityNeuropathic),
);
/** Not the forefoot that hanging the leg down eases: that is flow until measured. */
export const oneSole = finding(
  'numb or burning sole of one foot',
  all(
    symptoms.oneLeg,
    any(symptoms.soles, all(answered('site', 'sole'), symptoms.qualityNeuropathic)),
    unless(
      any(symptoms.backToBelowKnee, symptoms.reliefDangle, symptoms.reliefDangleStill, symptoms.toesNumbFlat),
    ),
  ),
);
/** A dropped foot without pain from the back: the nerve at the head of the fibula until examined. */
export const dropWithoutBack = finding(
  'foot drop or weakness of one leg without pain from the back',
  all(symptoms.flagFootDrop, spine.noRadiation),
);
export const footDrop = symptoms.flagFootDrop;
const weaknessOnList = finding(
  'leg weakness or foot drop recorded within 90 days',
  recorded('sx-leg-weakness', { within: days(90) }),
);
export const motor = any(symptoms.weakness, exam.powerReduced, footDrop, weaknessOnList);
const ANTICOAGULANTS = [
  'drug-warfarin',
  'drug-rivaroxaban',
  'drug-apixaban',
  'drug-other-doac',
  'drug-heparin-lmwh',
] as const;
/** Bleeding into the iliopsoas on an anticoagulant presses the femoral nerve: front of the thigh, knee gives way. */
export const femoralHaematoma = finding(
  'anticoagulant, new pain of the front of one thigh and weakness',
  all(
    mayHaveCaused(ANTICOAGULANTS),
    answered('site', 'thigh-front'),
    symptoms.oneLeg,
    any(acute.weaknessNow, symptoms.flagFootDrop, exam.powerReduced),
    acute.recentOnset,
  ),
);
export const backWithReflex = finding(
  'pain from the back into the leg with a reduced ankle reflex of one side',
  all(symptoms.backToLeg, spine.oneReflexReduced),
);

// What presses
export const obesity = finding('obesity', recorded('cond-obesity', { absentUnlessRecorded: true }));
export const weightLoss = finding(
  'weight loss recorded',
  recorded('sx-weight-loss-unexplained', { within: days(365) }),
);
export const pressure = any(obesity, history.pregnancy, symptoms.surgeryReported, weightLoss);
export const worseHipExtended = finding(
  'worse standing or leaning back',
  any(symptoms.worseStanding, spine.worseLeaningBack),
);
