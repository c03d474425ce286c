/** What is asked before a nerve-pain drug, potassium or magnesium is signed. Written for order checks: the draft is not among the drugs taken. */
import {
  age,
  all,
  any,
  atLeast,
  days,
  everRecorded,
  finding,
  known,
  latest,
  months,
  recorded,
  takes,
  took,
  unless,
  type Expr,
} from '#rules';
import * as drugs from './drugs.ts';
import * as electrolytes from './electrolytes.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as nerve from './nerve.ts';
import * as gates from './relief-gates.ts';
import * as restlessness from './restlessness.ts';
import * as symptoms from './symptoms.ts';

const open = { absentUnlessRecorded: true } as const;

// Breathing and sedation
const ageing = age.atLeast(65);
const breathing = finding('COPD or sleep apnoea', any(history.obstructiveLungDisease, history.sleepApnoea));
const depressed = any(ageing, breathing, nerve.kidneyDose);
/** The danger is the sum: the drug of the draft, the one taken, and lungs, years or kidneys. */
const withRisk = (label: string, taken: Expr) =>
  finding(
    `${label}, and age at least 65, COPD, sleep apnoea, eGFR below 60 or dialysis`,
    all(taken, depressed),
  );
export const opioidWithRisk = withRisk('an opioid', drugs.opioid);
export const opioidAlone = finding('an opioid', all(drugs.opioid, unless(depressed)));
export const gabapentinoidWithRisk = withRisk('a gabapentinoid', drugs.gabapentinoid);
export const gabapentinoidAlone = finding('a gabapentinoid', all(drugs.gabapentinoid, unless(depressed)));
export const sedative = finding('a benzodiazepine or a Z-drug', takes(['drug-benzodiazepine', 'drug-zdrug']));
export const breathingImpaired = breathing;
export const breathingWithoutOpioid = finding('COPD or sleep apnoea', all(breathing, unless(drugs.opioid)));
export const twoSedating = finding(
  'age 65 or over and two other drugs that act on the brain',
  all(
    ageing,
    atLeast(
      2,
      drugs.opioid,
      takes('drug-benzodiazepine'),
      takes('drug-zdrug'),
      any(drugs.serotonergic, drugs.tricyclic, drugs.mirtazapine),
      takes('drug-antipsychotic'),
      takes('drug-muscle-relaxant'),
    ),
  ),
);
export const gabapentinTaken = finding('gabapentin', takes(['drug-gabapentin', 'drug-gabapentin-enacarbil']));
export const pregabalinTaken = drugs.pregabalin;
export const falls = finding(
  'falls recorded, or unsteady gait',
  any(recorded('cond-falls', open), gates.unsteady),
);
export const agedAtAll = finding('age 65 or over', ageing);
export const agedWithoutFalls = finding('age 65 or over', all(ageing, unless(falls)));
export const misuse = finding(
  'drug use disorder recorded',
  recorded('cond-drug-use-maybe-injected', { nonspecific: true }),
);

// Kidneys
const noEgfr = unless(known(latest(labs.egfr).below(60)));
export const kidneyReduced = finding(
  'eGFR 30 to 59',
  all(latest(labs.egfr).below(60), latest(labs.egfr).atLeast(30), unless(gates.kidneyFailing)),
);
export const kidneyUnmeasured = finding(
  'no usable eGFR within 90 days',
  all(noEgfr, unless(gates.kidneyFailing)),
);
export const kidneyDiseaseUnmeasured = finding(
  'kidney disease recorded, no usable eGFR within 90 days',
  all(history.chronicKidneyDisease, noEgfr, unless(gates.kidneyFailing)),
);

// Heart, serotonin, liver, eyes, bladder
export const heartFailureOrGlitazone = finding(
  'heart failure or pioglitazone',
  any(history.heartFailure, takes('drug-glitazone')),
);
export const monoamineOxidase = finding(
  'an MAO inhibitor, linezolid or methylene blue, now or within 14 days',
  took('drug-maoi', { within: days(14) }),
);
export const conduction = finding(
  'heart block, sick sinus or long QT syndrome recorded',
  recorded(['cond-heart-block', 'cond-long-qt'], open),
);
export const heartBlock = finding('heart block or sick sinus recorded', recorded('cond-heart-block', open));
export const formerInfarction = finding(
  'former myocardial infarction, heart failure or coronary disease',
  all(
    any(everRecorded(['cond-mi', 'cond-cad'], open), history.heartFailure),
    unless(history.recentInfarction),
  ),
);
export const liver = finding(
  'cirrhosis or chronic liver disease',
  any(history.cirrhosis, recorded('cond-chronic-liver-disease', open)),
);
export const angleClosure = finding(
  'angle-closure glaucoma recorded',
  recorded('cond-angle-closure-glaucoma', open),
);
export const bladder = finding(
  'enlarged prostate or urinary retention recorded',
  recorded('cond-prostate-or-retention', open),
);
export const bleeding = finding(
  'an NSAID or an anticoagulant',
  any(drugs.antiInflammatory, drugs.anticoagulant),
);
export const sodiumAtRisk = finding(
  'a thiazide-like diuretic at 65 or over, sodium not known to be low',
  all(drugs.thiazide, ageing, unless(gates.sodiumLow)),
);
export const sodiumLow = finding(
  'hyponatremia recorded, or sodium below 135 mmol/L',
  any(gates.sodiumVeryLow, gates.sodiumLow),
);
export const tamoxifen = finding('tamoxifen', takes('drug-tamoxifen'));
export const cyp1a2Inhibitor = finding('fluvoxamine or ciprofloxacin', takes('drug-cyp1a2-inhibitor'));
export const suicidal = restlessness.suicidalRecorded;

// Indications
const otherIndication = any(history.restlessLegsRecorded, history.neuropathyRecorded);
export const rootPainOnly = unless(otherIndication);
export const rootPainLong = finding(
  'leg pain of the root for more than 3 months',
  any(
    symptoms.onsetOverMonths,
    recorded(['cond-sciatica', 'cond-lumbar-radiculopathy'], { olderThan: months(3) }),
  ),
);

// Potassium (DECISIONS: low within 7 days is never blocked)
const week = { within: days(7) } as const;
const potassiumLow = latest(labs.potassium, week).below(3.5);
const notLow = unless(potassiumLow);
export const potassiumHigh = finding(
  'potassium at least 5.0 mmol/L',
  all(latest(labs.potassium).atLeast(5), unless(electrolytes.potassiumHighThisWeek)),
);
export const kidneyFailingPotassiumNotLow = finding(
  'eGFR below 30, CKD stage 4 or 5, or dialysis, and potassium not known to be low within 7 days',
  all(gates.kidneyFailing, notLow),
);
export const raisesPotassium = finding(
  'ACE inhibitor, ARB, potassium-sparing diuretic, mineralocorticoid antagonist, trimethoprim, ciclosporin, tacrolimus or heparin',
  any(gates.raisesPotassium, takes(['drug-trimethoprim', 'drug-tacrolimus'])),
);
export const raisedByDrug = finding(
  'a drug that raises potassium, and potassium not known to be low within 7 days',
  all(raisesPotassium, notLow),
);
export const raisedByAntiInflammatory = finding(
  'an NSAID with kidney disease, and potassium not known to be low within 7 days',
  all(gates.antiInflammatoryWithKidneyDisease, notLow),
);
export const addison = finding(
  'Addison disease, and potassium not known to be low within 7 days',
  all(recorded('cond-addison', open), notLow),
);
export const gutObstruction = finding(
  'gullet or bowel obstruction recorded',
  recorded('cond-gut-obstruction', open),
);
export const potassiumLowRecheck = finding(
  'potassium below 3.5 mmol/L within 7 days, with kidney disease or a drug that raises it',
  all(
    potassiumLow,
    any(raisesPotassium, history.chronicKidneyDisease, gates.kidneyFailing, latest(labs.egfr).below(60)),
  ),
);
export const potassiumLowMagnesiumLow = finding(
  'potassium below 3.5 mmol/L within 7 days with magnesium below 0.7 mmol/L',
  all(potassiumLow, latest(labs.magnesium).below(0.7)),
);
export const potassiumLowMagnesiumUnknown = finding(
  'potassium below 3.5 mmol/L within 7 days, no usable magnesium within 30 days',
  all(potassiumLow, gates.magnesiumUnknown),
);
export const potassiumVeryLow = finding(
  'potassium 2.6 to 2.9 mmol/L',
  all(electrolytes.potassiumLowThisWeek, unless(electrolytes.potassiumDangerouslyLow)),
);
/** Under a diuretic that loses it a normal value is what the tablet is for. */
export const potassiumEnough = finding(
  'potassium 3.5 to 4.9 mmol/L, and no diuretic that loses it',
  all(
    gates.potassiumEnough,
    latest(labs.potassium).below(5),
    unless(any(drugs.loopDiuretic, drugs.thiazide)),
  ),
);
export const kidneyReducedPotassium = finding(
  'eGFR 30 to 59, and potassium not known to be low within 7 days',
  all(kidneyReduced, notLow),
);
export const potassiumUnmeasured = finding(
  'no usable potassium within 30 days',
  all(
    gates.potassiumUnknown,
    unless(electrolytes.potassiumHighThisWeek),
    unless(electrolytes.potassiumLowThisWeek),
  ),
);

// Magnesium
const magnesiumLow = latest(labs.magnesium).below(0.7);
export const kidneyFailingMagnesiumNotLow = finding(
  'eGFR below 30, CKD stage 4 or 5, or dialysis, and magnesium not known to be low',
  all(gates.kidneyFailing, unless(magnesiumLow)),
);
export const kidneyFailingMagnesiumLow = finding(
  'eGFR below 30, CKD stage 4 or 5, or dialysis, with magnesium below 0.7 mmol/L',
  all(gates.kidneyFailing, magnesiumLow),
);
export const myasthenia = finding('myasthenia gravis recorded', recorded('cond-myasthenia', open));
export const magnesiumVeryLow = finding(
  'magnesium below 0.5 mmol/L',
  all(gates.magnesiumVeryLow, unless(electrolytes.magnesiumDangerous)),
);
export const bindsMagnesium = finding(
  'a quinolone, tetracycline, bisphosphonate, levothyroxine, gabapentin, dolutegravir or mycophenolate, which magnesium binds',
  any(gates.magnesiumInteracts, takes('drug-bound-by-magnesium')),
);
export const magnesiumNotLow = finding('magnesium not known to be low', unless(magnesiumLow));
/** Failing kidneys and recorded hypermagnesemia ask for the value with their own warning. */
export const magnesiumUnmeasured = finding(
  'no usable magnesium within 30 days',
  all(gates.magnesiumUnknown, unless(any(gates.kidneyFailing, gates.magnesiumHigh))),
);
