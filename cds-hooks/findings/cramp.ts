/** The night cramp: the attack, what it cannot explain, what may stand behind it, and when blood tests are right. */
import {
  all,
  answered,
  any,
  anyOf,
  bothLegs,
  finding,
  latest,
  mayHaveCaused,
  months,
  not,
  recorded,
  symptomaticLeg,
  takes,
  unanswered,
} from '#rules';
import * as drugs from './drugs.ts';
import * as electrolytes from './electrolytes.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as symptoms from './symptoms.ts';

const CRAMPS = ['cond-nocturnal-leg-cramp', 'cond-muscle-cramp'] as const;

// The attack
export const wokenOrInBed = finding(
  'in bed, lying down, or woken by it',
  any(symptoms.recumbentPain, answered('impact.sleep', anyOf('waking', 'both'))),
);
/** Sleep related leg cramps and codes as exact; "cramp and spasm" (R25.2) says neither leg nor night. */
export const nightCrampCoded = finding(
  'sleep related leg cramps recorded',
  recorded('cond-nocturnal-leg-cramp'),
);
export const crampCoded = finding('cramp recorded', recorded(CRAMPS, { nonspecific: true }));
export const normalExamination = finding(
  'pulses, power and sensation recorded normal',
  all(
    exam.powerNormal,
    any(exam.pinprickNormal, exam.monofilamentNormal),
    bothLegs(any(not(symptomaticLeg), exam.pulsesPalpable)),
  ),
);

// What a cramp does not explain
export const oneSidedSwelling = finding(
  'one leg swollen: a cramp does not explain it',
  any(symptoms.oneLegSwollen, exam.examLegSwollen, exam.calfDifference3cm),
);
export const motorSign = finding(
  'weakness, foot drop or motor neuron disease',
  any(
    symptoms.weakness,
    symptoms.flagFootDrop,
    symptoms.flagBothLegsWeak,
    exam.powerReduced,
    history.motorNeuronDisease,
  ),
);
export const exertional = finding(
  'worse with walking, or gone when sitting down',
  any(symptoms.worseWalking, symptoms.seatedGone),
);
export const deepBone = finding('deep in the bone', answered('quality', 'deep-bone'));
export const numbOrBurning = finding(
  'burning, creeping, tingling, numb or electric',
  any(symptoms.qualityNeuropathic, symptoms.qualityCreeping),
);
export const reliefNotStretching = finding(
  'something other than stretching helps, or nothing',
  answered(
    'relief',
    anyOf(
      'dangle',
      'rest',
      'walk',
      'keep-moving',
      'elevate',
      'bend-forward',
      'one-position-change',
      'nothing',
    ),
  ),
);

// What may stand behind it: secondary cramps
const YEAR = months(12);
const newDrug = (label: string, ...sets: readonly string[]) =>
  finding(
    `${label} started within 12 months, not after the cramps`,
    any(
      ...sets.map((set) => all(takes(set, { startedWithin: YEAR }), mayHaveCaused(set, { since: CRAMPS }))),
    ),
  );
export const newLongActingBetaAgonist = newDrug('a long-acting beta-2 agonist', 'drug-laba');
export const newPotassiumSparing = newDrug(
  'a potassium-sparing diuretic',
  'drug-k-sparing-diuretic',
  'drug-mra',
);
export const newThiazide = newDrug('a thiazide-like diuretic', 'drug-thiazide-diuretic');
export const newLoopDiuretic = newDrug('a loop diuretic', 'drug-loop-diuretic');
export const newHormonal = newDrug(
  'an oestrogen, raloxifene or teriparatide',
  'drug-estrogen',
  'drug-raloxifene',
  'drug-teriparatide',
);
export const newIntravenousIron = any(
  newDrug('intravenous iron', 'drug-iron-iv'),
  symptoms.ironInfusionReported,
);
const CULPRITS = [
  'drug-laba',
  'drug-k-sparing-diuretic',
  'drug-mra',
  'drug-thiazide-diuretic',
  'drug-loop-diuretic',
] as const;
export const newCulprit = finding(
  'a drug linked to cramps started within 12 months, not after the cramps (secondary)',
  any(
    newLongActingBetaAgonist,
    newPotassiumSparing,
    newThiazide,
    newLoopDiuretic,
    newHormonal,
    newIntravenousIron,
  ),
);
export const culpritUndated = all(takes(CULPRITS), unanswered(takes(CULPRITS, { startedWithin: YEAR })));
/** From block 3: below these an abnormality may explain a cramp; a potassium of 3.4 or a magnesium of 0.68 rarely does. */
export const electrolytesLow = finding(
  'potassium below 3.0, magnesium below 0.5, adjusted calcium below 1.9 or sodium below 125 mmol/L (secondary)',
  any(
    electrolytes.potassiumVeryLow,
    electrolytes.magnesiumVeryLow,
    electrolytes.calciumVeryLow,
    electrolytes.sodiumVeryLow,
  ),
);

export const magnesiumUnsafe = all(
  drugs.magnesiumSupplement,
  any(history.dialysis, latest(labs.egfr).below(30)),
);

// Blood tests only with a reason
const longOnPump = all(drugs.protonPumpInhibitor, not(takes('drug-ppi', { startedWithin: YEAR })));
export const electrolyteReason = finding(
  'a reason for electrolytes (diuretic, kidney disease, fluid loss, alcohol, acid blocker for over a year, bariatric surgery, pregnancy, weakness)',
  any(
    drugs.anyDiuretic,
    history.chronicKidneyDisease,
    history.dialysis,
    symptoms.fluidLossReported,
    symptoms.alcoholReported,
    history.alcoholUseDisorder,
    longOnPump,
    history.malabsorption,
    history.pregnancy,
    motorSign,
  ),
);

/** Cramps in such a patient are still cramps, but the pulse is felt (DECISIONS, RF-06c). */
export const pulseCheck = finding(
  'atrial fibrillation, arterial graft or stent, or arterial disease',
  any(
    history.atrialFibrillation,
    history.arterialGraft,
    history.padSpecific,
    history.padUnspecific,
    history.poplitealAneurysm,
  ),
);
/** On quinine a fall of the platelets may be the reaction the boxed warning names. */
export const plateletsLow = finding('platelets below 100 x 10^9/L', latest(labs.platelets).below(100));
