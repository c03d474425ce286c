/** What closes a home measure: findings that several relief rules ask before one is advised. */
import {
  all,
  answered,
  any,
  days,
  eitherLeg,
  finding,
  known,
  latest,
  recorded,
  suspected,
  takes,
  unanswered,
  unless,
} from '#rules';
import * as acute from './acute-leg.ts';
import * as cramp from './cramp.ts';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as nerve from './nerve.ts';
import * as perfusion from './perfusion.ts';
import * as symptoms from './symptoms.ts';

const FORTNIGHT = { within: days(14) } as const;

// Arteries
export const restPain = finding(
  'rest-pain pattern in the foot, recorded rest pain, or gangrene',
  any(
    symptoms.positionalForefoot,
    all(perfusion.restPainSite, symptoms.worseFlatOrRaised, symptoms.reliefDangle),
    history.restPainRecorded,
    perfusion.gangrene,
  ),
);
export const acuteIschemia = finding(
  'acute ischemia suspected or recorded within 14 days',
  any(acute.ischemiaNow, symptoms.toesDiscoloured),
);
const indexSevere = latest(exam.ankleBrachialIndex).below(0.6);
export const flowSevere = finding(
  'ABI below 0.60, ankle pressure below 50 or toe pressure below 30 mmHg in a leg',
  eitherLeg(any(indexSevere, exam.anklePressureSevere, exam.toePressureSevere)),
);
export const flowTooLowToCompress = finding(
  'ABI below 0.60, ankle pressure below 60 or toe pressure below 30 mmHg in a leg',
  eitherLeg(any(indexSevere, latest(exam.anklePressure).below(60), exam.toePressureSevere)),
);
export const indexReduced = finding(
  'ABI 0.60 to 0.80 in a leg',
  eitherLeg(latest(exam.ankleBrachialIndex).between(0.6, 0.8)),
);
/** Stiff arteries: the index says nothing until the toe pressure of that leg does. */
export const indexUninterpretable = finding(
  'ABI above 1.40 without a toe pressure of that leg',
  eitherLeg(all(exam.abiNonCompressible, unanswered(exam.toePressureSevere))),
);
export const arteryDisease = finding(
  'peripheral artery disease or arterial implant recorded, by index, or absent foot pulses',
  any(
    history.padSpecific,
    history.padUnspecific,
    history.arterialGraft,
    perfusion.indexMeetsCriterion,
    perfusion.indexHighAndToeLow,
    perfusion.toeIndexLow,
    exam.pulsesAbsent,
  ),
);
export const flowMeasured = eitherLeg(
  any(known(latest(exam.ankleBrachialIndex).below(0.6)), known(exam.toePressureSevere), known(exam.tbiLow)),
);
export const riskOfArteryDisease = any(
  history.padRiskGroup,
  history.diabetes,
  history.smoker,
  history.chronicKidneyDisease,
  history.advancedKidneyDisease,
  exam.pulsesReduced,
  perfusion.wound,
);
export const forefootUnmeasured = finding(
  'foot pain lying down, risk of artery disease, no ankle index or toe pressure on record',
  all(
    riskOfArteryDisease,
    perfusion.restPainSite,
    any(symptoms.inBed, symptoms.worseFlatOrRaised),
    unless(flowMeasured),
  ),
);
export const flowUnmeasured = finding(
  'risk of artery disease or a foot symptom, and no ankle index or toe pressure on record',
  all(any(riskOfArteryDisease, perfusion.restPainSite), unless(flowMeasured)),
);
export const wound = finding('foot or leg wound or gangrene', any(perfusion.wound, perfusion.gangrene));

// Feeling
export const insensate = finding(
  'reduced feeling in the feet, or neuropathy recorded',
  any(
    exam.sensationReduced,
    history.neuropathyRecorded,
    symptoms.stocking,
    symptoms.handsAndFeet,
    symptoms.soles,
  ),
);
export const severelyInsensate = finding(
  'protective sensation lost (monofilament wrong in at least 5 of 8), or diabetic polyneuropathy recorded',
  any(exam.monofilamentReduced, history.diabeticNeuropathyRecorded),
);
const feelingExamined = any(
  known(exam.monofilamentReduced),
  known(exam.vibrationReduced),
  any(exam.pinprickReduced, exam.allodynia, exam.pinprickNormal),
);
const pulsesExamined = eitherLeg(any(exam.pulsesPalpable, exam.pulsesReduced));
export const diabeticFeelingUnknown = finding(
  'diabetes, feeling of the feet not examined',
  all(history.diabetes, unless(known(exam.monofilamentReduced))),
);
export const feetUnassessed = finding(
  'risk of artery or nerve damage, and pulses or feeling of the feet not examined',
  all(any(riskOfArteryDisease, nerve.knownCause), any(unless(feelingExamined), unless(pulsesExamined))),
);

// The acute leg
export const clot = finding(
  'clot suspected or recorded within 3 months',
  any(cramp.oneSidedSwelling, exam.deepVeinTender, history.dvtAcute, suspected('cond-dvt-acute')),
);
export const compartment = finding(
  'tense compartment, or compartment syndrome recorded within 14 days',
  any(exam.legTense, recorded('cond-compartment-syndrome', FORTNIGHT)),
);
export const infection = finding(
  'red, warm leg, cellulitis or other infection',
  any(
    symptoms.warmRed,
    exam.examRedWarm,
    history.cellulitisRecorded,
    history.necrotisingInfection,
    recorded('cond-septic-arthritis', FORTNIGHT),
  ),
);
export const charcot = finding(
  'Charcot foot, or a warm swollen foot that does not feel',
  any(recorded('cond-charcot-foot'), all(exam.footWarmSwollen, insensate)),
);
export const bone = finding(
  'fracture, bone metastasis or bone at risk of fracture',
  any(
    acute.legFracture,
    recorded(['cond-bone-metastasis', 'cond-pathological-fracture-neoplasm', 'cond-stress-fracture-leg']),
  ),
);
export const spine = finding(
  'cauda equina, cord compression or spinal infection suspected or recorded, or upper motor signs',
  any(
    history.caudaEquinaEntered,
    history.cordCompressionRecorded,
    history.spinalInfectionRecorded,
    symptoms.flagSaddle,
    symptoms.flagBothLegsWeak,
    exam.upperMotorSigns,
  ),
);
export const muscleBreakdown = finding(
  'dark urine, or rhabdomyolysis recorded within 14 days',
  any(answered('red-flags', 'dark-urine'), recorded('cond-rhabdomyolysis', FORTNIGHT)),
);
export const tendonAtRisk = finding(
  'a fluoroquinolone with a systemic steroid (Achilles tendon)',
  all(takes('drug-fluoroquinolone'), takes('drug-corticosteroid-systemic')),
);
export const freshInjury = finding(
  'recent injury on an anticoagulant',
  all(symptoms.flagTrauma, drugs.anticoagulant),
);
export const recentSurgery = finding(
  'recent surgery (reported, or within 12 weeks)',
  history.surgeryWithin12Weeks,
);
export const unsteady = finding(
  'unsteady gait',
  any(
    answered('exam.gait', ['wide-based', 'romberg-abnormal', 'spastic']),
    symptoms.flagClumsyHands,
    recorded('sx-gait-disturbance', { nonspecific: true }),
  ),
);

// Skin
export const heatPatch = finding('a fentanyl, buprenorphine or rotigotine patch', takes('drug-heat-patch'));
export const steroid = finding('a systemic steroid', takes('drug-corticosteroid-systemic'));
export const raynaudOrSickle = finding(
  'Raynaud or Buerger disease, erythromelalgia, or sickle cell disease',
  any(history.raynaud, recorded('cond-sickle-cell')),
);

// Heart and water
export const heartFailureWorse = finding(
  'heart failure with breathlessness, or nights in a chair',
  all(history.heartFailure, any(symptoms.flagBreathless, symptoms.sleepsInChair)),
);
export const heartFailureSwollen = finding(
  'heart failure with both legs swollen',
  all(history.heartFailure, symptoms.bothLegsSwollen),
);
export const breathless = finding('breathlessness or chest pain', symptoms.flagBreathless);
export const faints = finding(
  'fainting or palpitation recorded within 90 days',
  recorded('sx-syncope-palpitation', { within: days(90) }),
);
export const sodiumVeryLow = finding(
  'hyponatremia recorded, or sodium below 130 mmol/L',
  any(recorded('cond-hyponatremia'), latest(labs.sodium).below(130)),
);
export const sodiumLow = finding('sodium below 135 mmol/L', latest(labs.sodium).below(135));

// Salts and kidneys
export const kidneyFailing = finding(
  'eGFR below 30, CKD stage 4 or 5, or dialysis',
  any(history.advancedKidneyDisease, history.dialysis),
);
export const kidneyReduced = finding('eGFR 30 to 59', latest(labs.egfr).below(60));
export const kidneyUnknown = finding('no eGFR within 90 days', unless(known(latest(labs.egfr).below(60))));
export const potassiumHigh = finding('potassium at least 5.0 mmol/L', latest(labs.potassium).atLeast(5));
export const potassiumEnough = finding('potassium at least 3.5 mmol/L', latest(labs.potassium).atLeast(3.5));
export const potassiumUnknown = finding(
  'no usable potassium within 30 days',
  unless(known(latest(labs.potassium).below(3.5))),
);
export const potassiumVeryLow = finding('potassium below 3.0 mmol/L', latest(labs.potassium).below(3));
/** Trimethoprim and tacrolimus have no value set. */
export const raisesPotassium = finding(
  'ACE inhibitor, ARB, potassium-sparing diuretic, mineralocorticoid antagonist, ciclosporin or heparin',
  takes([
    'drug-acei',
    'drug-arb',
    'drug-k-sparing-diuretic',
    'drug-mra',
    'drug-ciclosporin',
    'drug-heparin-lmwh',
  ]),
);
export const antiInflammatoryWithKidneyDisease = finding(
  'an NSAID with chronic kidney disease',
  all(drugs.antiInflammatory, history.chronicKidneyDisease),
);
export const magnesiumHigh = finding(
  'hypermagnesemia recorded, or magnesium above 1.0 mmol/L',
  any(recorded('cond-hypermagnesemia'), latest(labs.magnesium).above(1)),
);
export const magnesiumEnough = finding('magnesium at least 0.7 mmol/L', latest(labs.magnesium).atLeast(0.7));
export const magnesiumVeryLow = finding('magnesium below 0.5 mmol/L', latest(labs.magnesium).below(0.5));
export const magnesiumUnknown = finding(
  'no usable magnesium within 30 days',
  unless(known(latest(labs.magnesium).below(0.7))),
);
/** Tetracyclines, dolutegravir and mycophenolate have no value set. */
export const magnesiumInteracts = finding(
  'a quinolone, bisphosphonate, levothyroxine or gabapentin, which magnesium binds',
  takes([
    'drug-fluoroquinolone',
    'drug-bisphosphonate',
    'drug-levothyroxine',
    'drug-gabapentin',
    'drug-gabapentin-enacarbil',
  ]),
);

// Whom a measure helps
export const fluidLoss = finding(
  'fluid loss or dehydration',
  any(symptoms.fluidLossReported, recorded('cond-dehydration', FORTNIGHT)),
);
export const warmthHelps = finding('better with warmth', answered('relief', 'warm'));
export const magnesiumTopic = any(
  cramp.electrolyteReason,
  drugs.magnesiumSupplement,
  latest(labs.magnesium).below(0.7),
);
export const potassiumTopic = any(
  cramp.electrolyteReason,
  takes('drug-potassium'),
  latest(labs.potassium).below(3.5),
);
export const quinineTopic = any(symptoms.quinineReported, drugs.quinine);

// Gates made of others
export const acuteLeg = any(clot, infection, compartment, charcot);
export const heelAtRisk = finding(
  'artery disease, rest pain or reduced feeling in the feet',
  any(restPain, arteryDisease, flowSevere, insensate),
);
export const heartFailureFluid = any(heartFailureWorse, heartFailureSwollen);
export const pregnantOneCalf = finding(
  'pregnant or within 6 weeks of birth, one leg only, not the same attack before',
  all(history.pregnantOrPostpartum, symptoms.oneLeg, unless(symptoms.recurrentAttacks)),
);
export const diabetesOrHeartFailure = finding(
  'diabetes or heart failure',
  any(history.diabetes, history.heartFailure),
);
export const sideHurts = finding('worse lying on the side', answered('worse', 'lying-on-side'));
