/** Nerve roots of the low back: radiating pain, dermatomal features, root signs, and patterns that are something else. */
import {
  all,
  answered,
  any,
  anyOf,
  days,
  finding,
  latest,
  recorded,
  refuted,
  suspected,
  unless,
} from '#rules';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as nerve from './nerve.ts';
import * as symptoms from './symptoms.ts';

export const RADICULOPATHY = ['cond-sciatica', 'cond-lumbar-radiculopathy'] as const;

// On record
export const radiculopathyRecorded = finding(
  'sciatica or lumbar radiculopathy recorded',
  recorded(RADICULOPATHY),
);
export const radiculopathyLately = finding(
  'sciatica or lumbar radiculopathy recorded within 90 days',
  recorded(RADICULOPATHY, { within: days(90) }),
);
export const radiculopathySuspected = finding(
  'sciatica or lumbar radiculopathy recorded as unconfirmed',
  suspected(RADICULOPATHY),
);
export const radiculopathyRefuted = finding('lumbar radiculopathy refuted', refuted(RADICULOPATHY));
export const discRecorded = finding(
  'lumbar disc disorder recorded (often without symptoms)',
  recorded('cond-lumbar-disc-herniation'),
);
export const zosterLately = finding(
  'zoster recorded within 90 days',
  recorded('cond-zoster-neuralgia', { within: days(90), nonspecific: true }),
);

// Symptoms
export const noRadiation = finding(
  'no pain from the back or buttock into the leg',
  answered('back-to-leg', 'no'),
);
export const backToThigh = finding('travels from the back to the thigh', answered('back-to-leg', 'thigh'));
export const electric = finding('electric', answered('quality', 'electric'));
export const aching = finding('aching', answered('quality', 'aching'));
export const worseCough = finding('worse with coughing or sneezing', answered('worse', 'cough'));
export const worseSitting = finding('worse with sitting', answered('worse', 'sitting'));
export const worseLeaningBack = finding('worse leaning back', answered('worse', 'leaning-back'));
export const worseTurning = finding('worse turning in bed', answered('worse', 'turning-in-bed'));
export const worseLoading = finding('worse when loading a joint', answered('worse', 'loading-joint'));
export const widespread = finding(
  'pain in many parts of the body for 3 months',
  answered('widespread.pain-3-months', 'yes'),
);
export const stopsActivities = finding(
  'stops usual activities severely',
  answered('impact.activities', 'severe'),
);

// Examination
export const legRaisePositive = finding(
  'straight-leg raise positive',
  answered('exam.straight-leg-raise', 'positive'),
);
export const legRaiseCrossed = finding(
  'crossed straight-leg raise',
  answered('exam.straight-leg-raise', 'crossed'),
);
export const legRaiseNegative = finding(
  'straight-leg raise negative',
  answered('exam.straight-leg-raise', 'negative'),
);
export const oneReflexReduced = finding(
  'ankle reflex reduced on one side',
  answered('exam.ankle-reflexes', 'reduced-one'),
);
export const rootWeakness = finding('weakness of a nerve root', answered('exam.power', 'root'));
export const weak = any(symptoms.weakness, symptoms.flagFootDrop, rootWeakness);

// Patterns
export const symmetric = finding(
  'both sides alike, or numbness of both feet or of hands and feet',
  any(symptoms.bothEqual, nerve.bothFeet),
);
/** Counts only with pain on walking or standing (DECISIONS). */
export const loadedPain = any(symptoms.worseWalking, symptoms.worseStanding);
export const seatedGoneOfLoad = finding(
  'worse walking or standing, gone when sitting down',
  all(loadedPain, symptoms.seatedGone),
);
/** A hard muscle for minutes, a leg that must be moved, or flow that fails lying flat: tonight is one of these. */
export const crampAttack = all(symptoms.hardMuscle, symptoms.attackMinutes);
export const restless = all(symptoms.urge, any(symptoms.urgeAtRest, symptoms.reliefMoving));
export const otherNight = any(
  nerve.positional,
  crampAttack,
  restless,
  symptoms.oneLegSwollen,
  symptoms.warmRed,
);

// Gates
export const antiInflammatoryUnsafe = finding(
  'an anticoagulant, heart failure or eGFR below 30',
  any(drugs.anticoagulant, history.heartFailure, latest(labs.egfr).below(30)),
);
export const otherGabapentinoidUse = finding(
  'neuropathy or restless legs recorded',
  any(
    history.neuropathyRecorded,
    history.restlessLegsRecorded,
    recorded(
      ['cond-zoster-neuralgia', 'cond-neuropathic-pain', 'cond-fibromyalgia', 'cond-small-fiber-neuropathy'],
      { nonspecific: true },
    ),
  ),
);
export const longStanding = any(
  symptoms.onsetOverMonths,
  finding('sciatica recorded more than 90 days ago', recorded(RADICULOPATHY, { olderThan: days(90) })),
);
export const proximalPain = finding(
  'in the buttock, thigh, whole leg or low back',
  answered('site', anyOf('buttock', 'thigh-front', 'thigh-outer', 'thigh-back', 'whole-leg', 'low-back')),
);
export const radiating = any(symptoms.backToBelowKnee, all(symptoms.strip, unless(symptoms.stocking)));
export const normalRootExam = finding(
  'straight-leg raise negative, power and ankle reflexes normal',
  all(legRaiseNegative, exam.powerNormal, exam.ankleReflexesNormal),
);
