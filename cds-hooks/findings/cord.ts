/** Cauda equina, cord and ascending weakness: spinal pain with a deficit, cancer or fever, cord signs, and what is fresh enough to act on. */
import {
  age,
  all,
  answered,
  any,
  anyOf,
  days,
  everRecorded,
  finding,
  latest,
  recorded,
  refuted,
  suspected,
  unless,
  type Measure,
} from '#rules';
import * as acute from './acute-leg.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as nerve from './nerve.ts';
import * as symptoms from './symptoms.ts';

// Spinal pain, fever, deficit
const backPainOnList = finding(
  'back pain recorded within 90 days',
  recorded('sx-low-back-pain', { within: days(90) }),
);
export const spinalPain = any(symptoms.siteBack, symptoms.backToLeg, backPainOnList);
export const spinalPainNow = finding(
  'back pain, or pain from the back into the leg, now',
  any(
    answered('site', 'low-back', { life: 'acute' }),
    answered('back-to-leg', anyOf('thigh', 'below-knee'), { life: 'acute' }),
    acute.backPainRecorded,
  ),
);
export const fever = any(
  exam.feverMeasured,
  symptoms.flagFever,
  finding('fever recorded within 14 days', recorded('sx-fever', { within: days(14) })),
);
export const codedDeficit = finding(
  'leg weakness or gait disturbance recorded within 14 days',
  recorded(['sx-leg-weakness', 'sx-gait-disturbance'], { within: days(14) }),
);
export const deficit = any(
  symptoms.flagBothLegsWeak,
  symptoms.flagFootDrop,
  symptoms.flagSaddle,
  symptoms.flagClumsyHands,
  acute.sphincterChange,
  acute.weaknessNow,
  exam.powerReduced,
  exam.upperMotorSigns,
  codedDeficit,
);
export const newWeakness = any(
  symptoms.flagBothLegsWeak,
  symptoms.flagFootDrop,
  codedDeficit,
  all(acute.recentOnset, any(acute.weaknessNow, exam.powerReduced, acute.bilateralNeurology)),
);

// Cauda equina and compression (RF-02b, RF-10 and the cause)
const rapid = all(acute.recentOnset, symptoms.worsening);
export const bothLegsNewlyWeak = any(
  symptoms.flagBothLegsWeak,
  all(acute.weaknessNow, symptoms.bothLegsAffected, acute.recentOnset),
);
export const sphincterWithSpine = all(
  acute.sphincterChange,
  any(symptoms.siteBack, acute.backPainRecorded, symptoms.backToLeg, acute.bilateralNeurology),
);
export const unsteadyWithCord = all(
  symptoms.flagClumsyHands,
  any(exam.upperMotorSigns, history.cancerActive, symptoms.flagCancer, acute.sphincterChange, rapid),
);
export const neurologicalEmergency = any(
  history.caudaEquinaRecorded,
  symptoms.flagSaddle,
  symptoms.flagBothLegsWeak,
  all(acute.weaknessNow, symptoms.bothLegsAffected, acute.recentOnset),
  all(acute.weaknessNow, symptoms.onsetWithin48h, symptoms.worsening),
  sphincterWithSpine,
  unsteadyWithCord,
);
export const tumourWithDeficit = all(history.cancerEver, spinalPain, deficit);
export const infectionWithDeficit = any(
  all(fever, spinalPainNow, deficit),
  all(history.spinalInfectionRecorded, deficit),
);
const wayIn = any(
  recorded('cond-bacteremia', { within: days(90) }),
  recorded('cond-drug-use-maybe-injected', { nonspecific: true }),
);
export const infectionAtRisk = finding(
  'fever with back pain, and dialysis, immunosuppression, bacteremia or drugs that may be injected',
  all(fever, spinalPainNow, any(history.dialysis, history.immunosuppressed, wayIn)),
);
export const feverAndUnrelieved = all(
  fever,
  spinalPainNow,
  any(symptoms.reliefNothing, symptoms.constantPain),
);
const entered = any(
  history.caudaEquinaEntered,
  history.cordCompressionRecorded,
  history.spinalInfectionRecorded,
);
export const compressionEmergency = any(
  history.caudaEquinaEntered,
  tumourWithDeficit,
  all(fever, spinalPainNow, deficit),
  all(history.cordCompressionRecorded, any(history.cancerEver, deficit)),
  all(history.spinalInfectionRecorded, deficit),
);
/** Saddle, sphincter or both legs: no root, stenosis or neuropathy explains that, whatever else they explain. */
export const caudaFirst = any(
  history.caudaEquinaRecorded,
  symptoms.flagSaddle,
  sphincterWithSpine,
  bothLegsNewlyWeak,
);
/** Reports older than 72 h are confirmed first: no emergency order is drafted on them alone. */
export const fresh = any(
  acute.saidLately,
  acute.sphincterCoded,
  codedDeficit,
  exam.powerReduced,
  exam.upperMotorSigns,
  entered,
);
export const compressionNow = all(compressionEmergency, fresh);
export const caudaEquinaRefuted = finding(
  'cauda equina syndrome refuted within 14 days',
  refuted('cond-cauda-equina', { within: days(14) }),
);
/** Pain in both legs from the back is the ordinary picture of stenosis; new or with a deficit that worsens it is not. */
export const bilateralRadicular = finding(
  'pain from the back into both legs, begun within 14 days, or worsening with weakness or numbness in a strip',
  all(
    symptoms.bothLegsAffected,
    any(
      all(symptoms.backToLeg, acute.recentOnset),
      all(
        symptoms.worsening,
        any(acute.weaknessNow, exam.powerReduced, all(symptoms.backToLeg, symptoms.strip)),
      ),
    ),
  ),
);
/** No code may be shipped for it: found by name. */
export const postVoidResidual: Measure = {
  id: 'post-void-residual',
  name: 'post-void residual',
  sets: ['obs-post-void-residual'],
  unit: 'mL',
  plausible: [0, 5000],
  within: days(2),
  words: [
    ['post', 'void', 'residual'],
    ['postvoid', 'residual'],
  ],
  cites: ['vascular-redflags 12', 'neuro-msk 6C'],
};
export const residualHigh = finding(
  'post-void residual at least 200 mL',
  latest(postVoidResidual).atLeast(200),
);
export const residualLow = finding('post-void residual below 200 mL', latest(postVoidResidual).below(200));
/** Denied today, in someone whose back or both legs are the matter. */
export const allDenied = finding(
  'no red-flag symptom today with back pain or pain from the back into a leg',
  all(acute.flagsNoneNow, any(symptoms.siteBack, symptoms.backToLeg, backPainOnList)),
);

// Cord
export const gaitSpastic = finding('spastic gait', answered('exam.gait', 'spastic'));
export const gaitNormal = finding('gait and Romberg normal', answered('exam.gait', 'normal'));
export const gaitAbnormal = finding(
  'wide-based or spastic gait, or Romberg abnormal',
  answered('exam.gait', anyOf('wide-based', 'romberg-abnormal', 'spastic')),
);
export const reflexesBrisk = finding('ankle reflexes brisk', answered('exam.ankle-reflexes', 'brisk'));
/** At least three of the five of Cook: gait, age, and one or more of Hoffmann, inverted supinator and Babinski. */
export const cordCluster = finding(
  'upper motor neurone signs, abnormal gait and age above 45',
  all(exam.upperMotorSigns, gaitAbnormal, age.above(45)),
);
export const cordPicture = any(
  all(exam.upperMotorSigns, any(gaitAbnormal, symptoms.flagClumsyHands)),
  all(gaitSpastic, any(reflexesBrisk, symptoms.flagClumsyHands)),
);
/** A brain or cord disease on record that explains upper motor signs as long as nothing is new. */
export const upperMotorKnown = finding(
  'multiple sclerosis, motor neuron disease, stroke or paralysis on record',
  any(
    history.multipleSclerosis,
    history.motorNeuronDisease,
    everRecorded(['cond-stroke-tia', 'cond-leg-paralysis']),
  ),
);
/** Worsening over weeks alone is the same day; these cannot wait for it. */
export const cordUnstable = any(history.cancerEver, acute.sphincterChange, acute.recentOnset);
/** Motor neuron disease worsens by its nature. */
export const cordProgressing = any(cordUnstable, all(symptoms.worsening, unless(history.motorNeuronDisease)));
export const cordCompressionEver = finding(
  'cord compression or myelopathy recorded',
  everRecorded('cond-myelopathy-cord-compression'),
);

// Ascending weakness
export const guillainBarre = finding(
  'Guillain-Barré syndrome recorded within 14 days, confirmed or suspected',
  any(
    recorded('cond-guillain-barre', { within: days(14) }),
    suspected('cond-guillain-barre', { within: days(14) }),
  ),
);
export const examinedBothLegs = all(
  exam.ankleReflexesReduced,
  any(acute.weaknessNow, exam.powerReduced, symptoms.flagBothLegsWeak),
);
export const ascending = any(
  all(bothLegsNewlyWeak, any(exam.ankleReflexesReduced, symptoms.handsAndFeet, symptoms.stocking)),
  all(examinedBothLegs, acute.recentOnset, unless(symptoms.oneLeg)),
  all(acute.weaknessNow, symptoms.handsAndFeet, acute.recentOnset),
);

// Posterior columns: vitamin B12, nitrous oxide, copper
const sensory = any(
  symptoms.handsAndFeet,
  symptoms.stocking,
  symptoms.soles,
  nerve.altered,
  exam.sensationReduced,
  nerve.dysaesthesiaCoded,
);
export const cordOrAtaxia = any(
  gaitAbnormal,
  exam.upperMotorSigns,
  symptoms.flagClumsyHands,
  finding('gait disturbance recorded within 90 days', recorded('sx-gait-disturbance', { within: days(90) })),
);
export const copperDeficiency = finding('copper deficiency', recorded('cond-copper-deficiency'));
export const nitrousWithNerves = all(symptoms.nitrousReported, any(cordOrAtaxia, sensory, symptoms.weakness));
export const deficiencyWithCord = all(any(nerve.b12Deficient, copperDeficiency), cordOrAtaxia);
export const b12BorderlineWithCord = all(latest(labs.vitaminB12).between(180, 350), cordOrAtaxia, sensory);
export const deficiencyWithNerves = all(any(nerve.b12Deficient, copperDeficiency), sensory);
export const noNerveSymptom = finding('no numbness or weakness', answered('numbness', 'none'));
/** The spine is not exercised, nor the patient sent home with advice, while this stands. */
export const spineAtRisk = any(
  neurologicalEmergency,
  compressionEmergency,
  cordPicture,
  ascending,
  acute.sphincterChange,
  symptoms.flagClumsyHands,
  bilateralRadicular,
  all(any(history.cancerEver, fever), spinalPain),
);
