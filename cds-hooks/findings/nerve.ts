/** Polyneuropathy: the stocking pattern, signs, causes whose exposure came first, and what makes it atypical. */
import {
  age,
  all,
  answered,
  any,
  anyOf,
  days,
  fell,
  finding,
  latest,
  mayHaveCaused,
  months,
  multipleOfUpperLimit,
  not,
  recorded,
  unless,
} from '#rules';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as perfusion from './perfusion.ts';
import * as symptoms from './symptoms.ts';

const NEUROPATHY = [
  'cond-diabetic-polyneuropathy',
  'cond-peripheral-neuropathy',
  'cond-alcoholic-polyneuropathy',
] as const;

// Symptoms
export const altered = finding(
  'tingling, numb or electric',
  answered('quality', anyOf('tingling', 'numb', 'electric')),
);
export const footSite = finding('in the feet', any(symptoms.siteForefoot, symptoms.soles));
export const bothFeet = finding(
  'stocking numbness, or altered feeling in both feet alike',
  any(
    symptoms.stocking,
    symptoms.handsAndFeet,
    all(symptoms.bothEqual, any(symptoms.qualityNeuropathic, symptoms.soles, symptoms.worseSheet), footSite),
  ),
);
export const dysaesthesiaCoded = finding(
  'burning, numbness or tingling recorded within 90 days',
  recorded(['sx-paresthesia-tingling', 'sx-numbness', 'sx-burning-pain'], {
    within: days(90),
    nonspecific: true,
  }),
);
export const nervous = any(
  bothFeet,
  symptoms.qualityNeuropathic,
  symptoms.soles,
  symptoms.worseSheet,
  dysaesthesiaCoded,
);

// Patterns that are something else
export const localised = finding(
  'one leg only, a nerve strip, an outer thigh patch, or from the back to below the knee',
  any(
    symptoms.oneLeg,
    all(
      any(symptoms.strip, symptoms.outerThigh, symptoms.backToBelowKnee),
      unless(any(symptoms.stocking, symptoms.handsAndFeet)),
    ),
  ),
);
export const dangling = finding(
  'better with the leg hanging down (ischemia)',
  all(any(symptoms.reliefDangle, symptoms.reliefDangleStill), unless(symptoms.reliefDangleOnlyWalking)),
);
/** The rest-pain pattern: whatever the nerves do, tonight is explained by flow until that is measured. */
export const positional = all(
  dangling,
  any(symptoms.siteForefoot, symptoms.toesNumbFlat),
  any(symptoms.worseFlatOrRaised, symptoms.toesNumbFlat, symptoms.reliefDangleStill),
);
export const crampAttack = finding(
  'attacks of hard muscle for at most 10 minutes',
  all(symptoms.hardMuscle, symptoms.attackMinutes),
);
/** Gangrene or discoloured toes: numb feet hide ischemia, and the dead toe is the matter. */
export const tissueLoss = finding(
  'gangrene, or pale, blue or black toes',
  any(perfusion.gangrene, symptoms.toesDiscoloured),
);

// Signs
export const rombergAbnormal = finding('Romberg abnormal', answered('exam.gait', 'romberg-abnormal'));
export const wideBased = finding('wide-based gait', answered('exam.gait', 'wide-based'));
export const normalNerves = finding(
  'vibration, monofilament and ankle reflexes normal, no small-fiber feature',
  all(
    exam.vibrationNormal,
    exam.monofilamentNormal,
    exam.ankleReflexesNormal,
    unless(any(exam.pinprickReduced, exam.allodynia, symptoms.qualityBurning, symptoms.worseSheet)),
  ),
);

// Causes
export const b12Low = finding('vitamin B12 below 180 pg/mL', latest(labs.vitaminB12).below(180));
export const b12Borderline = finding(
  'vitamin B12 180 to 350 pg/mL (borderline)',
  latest(labs.vitaminB12).between(180, 350),
);
export const methylmalonateHigh = finding(
  "methylmalonic acid above the laboratory's own limit",
  multipleOfUpperLimit(labs.methylmalonate).above(1),
);
const kidneyImpaired = any(latest(labs.egfr).below(60), history.chronicKidneyDisease);
/** In kidney disease it is high without deficiency; only with a known good eGFR does it prove one. */
export const methylmalonateProves = finding(
  'methylmalonic acid raised with eGFR at least 60',
  all(methylmalonateHigh, latest(labs.egfr).atLeast(60), not(history.chronicKidneyDisease)),
);
export const methylmalonateDoubtful = all(methylmalonateHigh, kidneyImpaired);
export const b12Deficient = finding(
  'vitamin B12 deficiency (below 180 pg/mL, methylmalonic acid, or recorded)',
  any(b12Low, methylmalonateProves, history.b12Deficiency),
);
export const b12Risk = finding(
  'metformin, acid blocker, malabsorption or bariatric surgery, or age at least 65',
  any(drugs.metformin, drugs.protonPumpInhibitor, history.malabsorption, age.atLeast(65)),
);
export const alcohol = finding('alcohol', any(history.alcoholUseDisorder, symptoms.alcoholReported));
const before = (...sets: readonly string[]) => mayHaveCaused(sets, { since: NEUROPATHY });
export const chemotherapy = finding(
  'neurotoxic chemotherapy, not started after the symptoms',
  any(before('drug-neurotoxic-chemo'), symptoms.chemotherapyReported),
);
export const amiodarone = finding('amiodarone, not started after the symptoms', before('drug-amiodarone'));
export const nitrofurantoin = finding(
  'nitrofurantoin, not started after the symptoms',
  before('drug-nitrofurantoin'),
);
export const metronidazole = finding(
  'metronidazole, not started after the symptoms',
  before('drug-metronidazole'),
);
export const isoniazidAlone = finding(
  'isoniazid without pyridoxine on the list, not started after the symptoms',
  all(before('drug-isoniazid'), unless(drugs.pyridoxine)),
);
export const otherToxic = finding(
  'linezolid, phenytoin, colchicine, dapsone or a like drug, not started after the symptoms',
  before('drug-other-neurotoxic', 'drug-fluoroquinolone'),
);
export const toxicDrug = finding(
  'a drug that damages nerves, not started after the symptoms',
  any(amiodarone, nitrofurantoin, metronidazole, before('drug-isoniazid'), otherToxic),
);
export const uraemia = finding(
  'dialysis or eGFR below 20',
  any(history.dialysis, latest(labs.egfr).below(20)),
);
export const hypothyroid = finding(
  "hypothyroidism, or TSH above the laboratory's own limit",
  any(history.hypothyroidism, multipleOfUpperLimit(labs.tsh).above(1)),
);
export const otherDisease = finding(
  'hepatitis C, Sjögren syndrome or sarcoidosis, copper deficiency, malabsorption',
  any(
    recorded(['cond-hepatitis-c', 'cond-sjogren-sarcoidosis', 'cond-copper-deficiency']),
    history.malabsorption,
  ),
);
export const glucoseFellFast = finding(
  'glucose lowered fast (HbA1c down by 2 points within 3 months, or reported)',
  any(fell(labs.hba1c, 2, months(3)), answered('exposure', 'glucose-lowered-fast')),
);
export const knownCause = any(
  history.diabetes,
  b12Deficient,
  alcohol,
  chemotherapy,
  toxicDrug,
  uraemia,
  hypothyroid,
  history.hiv,
  history.monoclonalProtein,
  symptoms.nitrousReported,
  otherDisease,
);

// Atypical patterns, which a neurologist sees within days
const weak = any(symptoms.weakness, exam.powerReduced);
export const rapid = finding(
  'began within 2 weeks, or within 12 weeks and worsening',
  any(
    answered('onset', 'under-2-weeks'),
    answered('onset.when', anyOf('under-48-hours', '2-to-14-days')),
    all(any(answered('onset', '2-to-12-weeks'), answered('onset.when', '2-to-12-weeks')), symptoms.worsening),
  ),
);
export const motorPredominant = finding(
  'weakness without the stocking pattern, or worsening',
  all(weak, any(unless(any(symptoms.stocking, symptoms.handsAndFeet)), symptoms.worsening)),
);
export const asymmetricStepwise = finding(
  'unequal legs, sudden or worsening',
  all(answered('side', 'both-unequal'), any(symptoms.worsening, symptoms.onsetSudden)),
);
/** Severe pain and weakness of one thigh in diabetes: the plexus, not the stocking. */
export const amyotrophy = finding(
  'diabetes with pain of one thigh and weakness (diabetic amyotrophy pattern)',
  all(history.diabetes, symptoms.oneLeg, symptoms.siteThigh, weak),
);
/** Foot pain of a diabetic, in whatever words: pulses, ankle index and toe pressure belong to it. */
export const diabeticFootPain = finding(
  'diabetes with a foot symptom',
  all(
    any(history.diabetes, history.diabeticNeuropathyRecorded),
    any(
      footSite,
      symptoms.stocking,
      symptoms.toesNumbFlat,
      recorded('sx-foot-toe-pain', { within: days(90), nonspecific: true }),
    ),
  ),
);

export const feetExamined = finding(
  'monofilament, vibration and pulses examined',
  all(
    any(exam.monofilamentReduced, exam.monofilamentNormal),
    any(exam.vibrationReduced, exam.vibrationNormal),
    any(exam.pulsesPalpable, exam.pulsesReduced),
  ),
);
/** Without a cause on record and with B12 measured well above the limit the nerves themselves are studied. */
export const causeStillUnknown = finding(
  'no cause recorded and vitamin B12 above 350 pg/mL',
  all(unless(knownCause), latest(labs.vitaminB12).above(350)),
);
export const duloxetineUnsafe = all(
  drugs.duloxetine,
  any(history.cirrhosis, history.dialysis, latest(labs.egfr).below(30)),
);
/** Below it, and on dialysis, a gabapentinoid is dosed by kidney function. */
export const kidneyDose = finding(
  'eGFR below 60 or dialysis',
  any(history.dialysis, latest(labs.egfr).below(60)),
);
export const gabapentinoidUnsafe = finding(
  'a gabapentinoid with an opioid, and age at least 65, sleep apnoea, COPD, eGFR below 60 or dialysis',
  all(
    drugs.gabapentinoid,
    drugs.opioid,
    any(age.atLeast(65), history.sleepApnoea, history.obstructiveLungDisease, kidneyDose),
  ),
);
export const breathingRisk = finding(
  'an opioid, a benzodiazepine, sleep apnoea, COPD or age at least 65',
  any(
    drugs.opioid,
    drugs.benzodiazepine,
    history.sleepApnoea,
    history.obstructiveLungDisease,
    age.atLeast(65),
  ),
);
