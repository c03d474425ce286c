/** Lying badly: one posture that hurts and one shift that ends it, what must be looked at before such a label, and the advice. */
import { age, all, answered, any, anyOf, finding, recorded, unanswered, unless } from '#rules';
import * as acute from './acute-leg.ts';
import { atypicalFracturePain, tumourInBone } from './bone.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import { advice, reviewTask } from './orders.ts';
import * as symptoms from './symptoms.ts';

export const worseSitting = finding('worse with sitting', answered('worse', 'sitting'));
export const worseOnSide = finding('worse lying on the side', answered('worse', 'lying-on-side'));
export const inMorning = finding('present in the morning', answered('timing', 'morning'));
export const keepsMoving = finding('has to keep moving', answered('relief', 'keep-moving'));
export const stiffOver45 = finding(
  'stiff for over 45 minutes after waking',
  answered('stiffness.duration', anyOf('over-45-min', 'over-60-min')),
);
export const immobile = finding('immobile or bedridden', recorded('cond-immobilisation'));
export const backPain = finding(
  'low back pain',
  any(symptoms.siteBack, recorded('sx-low-back-pain', { nonspecific: true })),
);
/** Sitting or one side that aches in bed or on rising, and nothing else said of it. */
export const oneSidedPosture = finding(
  'aches in bed or on rising from sitting or lying on one side',
  all(
    any(worseSitting, worseOnSide, symptoms.seatedWorse),
    answered('quality', 'aching'),
    any(symptoms.inBed, inMorning),
    unless(
      any(
        symptoms.urge,
        symptoms.hardMuscle,
        symptoms.backToLeg,
        symptoms.constantPain,
        symptoms.reliefNothing,
        symptoms.allDay,
        symptoms.exertionalPain,
        symptoms.qualityNeuropathic,
        answered('numbness', anyOf('stocking', 'strip', 'outer-thigh-patch', 'sole', 'hands-and-feet')),
      ),
    ),
  ),
);
export const examinedNormal = finding(
  'pedal pulses palpable, and power or feeling normal',
  all(exam.pulsesPalpable, any(exam.powerNormal, exam.pinprickNormal, exam.monofilamentNormal)),
);

// A benign label stands back
export const deficit = finding('weakness', any(symptoms.weakness, exam.powerReduced));
export const swollen = finding('one leg swollen', any(symptoms.oneLegSwollen, exam.examLegSwollen));
/** Anything that a red flag may rest on: never "just the posture" beside it. */
export const alarm = finding(
  'a red-flag symptom or sign',
  any(
    answered(
      'red-flags',
      anyOf(
        'breathless-chest-pain',
        'saddle-numbness',
        'bladder-bowel-sexual',
        'both-legs-weak',
        'foot-drop',
        'clumsy-hands-unsteady',
        'sudden-cold-pale-leg',
        'one-leg-swollen',
        'one-leg-red-warm',
        'dark-urine',
        'fever',
        'hot-swollen-joint',
        'weight-loss-sweats',
        'cancer',
        'trauma',
        'palpitations-spasms',
        'headache-jaw-vision',
      ),
    ),
    acute.ischemiaNow,
    acute.newDeficit,
    symptoms.positionalForefoot,
    symptoms.warmRed,
    history.dvtAcute,
    history.footWound,
    exam.footUlcer,
    exam.footGangrene,
    exam.footCold,
    exam.legTense,
    exam.upperMotorSigns,
    exam.feverMeasured,
    atypicalFracturePain,
    tumourInBone,
    all(history.pregnantOrPostpartum, symptoms.oneLeg),
  ),
);
/** Pain of such a patient is no matter of posture until the pulses have been felt. [P] */
export const perfusionUnknown = finding(
  'aged 50 or more with vascular risk, and pulses not recorded',
  all(
    age.atLeast(50),
    any(
      history.padSpecific,
      history.padUnspecific,
      history.diabetes,
      history.everSmoked,
      history.otherAtherosclerosis,
      history.advancedKidneyDisease,
    ),
    unanswered(exam.pulsesPalpable),
    unless(exam.abiNormal),
  ),
);

export const lyingAdvice = advice(
  'advice-lying-position',
  'Advice: how to lie, and review in 4 weeks',
  'Lie on your back with a pillow under the knees, or on your side with a pillow between the knees; heels free. Not with a pillow under one knee all night after a knee or hip operation; late in pregnancy on the left side. Do not raise the legs above the heart. Keep a note of the nights. Come back in 4 weeks if it is not better, and at once if a leg swells, turns cold, pale, numb or weak, if the pain stays in every position, or with fever or weight loss.',
);
export const pressurePoints = reviewTask(
  'pressure-points-check',
  'Look at heels and other pressure points',
  'Heels, ankles, sacrum and hips: redness that stays, blister, sore. Float the heels and change position by plan; a pressure-relieving surface where the patient cannot turn alone.',
);
