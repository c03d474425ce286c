/** What is looked at when compression or heat is ordered rather than advised: each danger by itself, for each has its own better order. */
import { all, any, eitherLeg, finding, latest, suspected, unless } from '#rules';
import * as acute from './acute-leg.ts';
import * as cancerPain from './cancer-pain.ts';
import * as cramp from './cramp.ts';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as gates from './relief-gates.ts';
import * as history from './history.ts';
import * as symptoms from './symptoms.ts';

// Arteries
export const acuteIschemia = finding(
  'acute ischemia suspected, or recorded within 14 days',
  acute.ischemiaNow,
);
export const restPain = finding(
  'rest-pain pattern in the foot, recorded rest pain, gangrene, or pale, blue or black toes',
  any(gates.restPain, symptoms.toesDiscoloured),
);
const indexOrToeLow = eitherLeg(any(latest(exam.ankleBrachialIndex).below(0.6), exam.toePressureSevere));
/** Speaks without a complaint (DECISIONS, order checks). */
export const flowLow = finding('ABI below 0.60 or toe pressure below 30 mmHg in a leg', indexOrToeLow);
export const anklePressureLow = finding(
  'ankle pressure below 60 mmHg in a leg',
  all(eitherLeg(latest(exam.anklePressure).below(60)), unless(indexOrToeLow)),
);
/** A measurement from before a bypass or stent does not count. */
export const flowUnmeasured = finding(
  'artery disease, its risk or a foot symptom, and no ankle index or toe pressure on record',
  any(gates.flowUnmeasured, all(gates.arteryDisease, unless(gates.flowMeasured))),
);
export const arteryDisease = finding(
  'artery disease or arterial implant recorded, by index, or absent foot pulses',
  any(gates.arteryDisease, gates.flowSevere),
);

// Veins
const swollenOrTender = any(cramp.oneSidedSwelling, exam.deepVeinTender);
const treated = all(history.dvtAcute, drugs.anticoagulant);
export const clotOpen = finding(
  'clot suspected, or recorded within 3 months without an anticoagulant',
  any(
    all(swollenOrTender, unless(treated)),
    suspected('cond-dvt-acute'),
    all(history.dvtAcute, unless(drugs.anticoagulant)),
  ),
);
export const clotTreated = finding(
  'deep vein thrombosis recorded within 3 months, on an anticoagulant',
  treated,
);

// Heart
export const heartFailureClassUnread = finding(
  'heart failure, without breathlessness or nights in a chair',
  all(history.heartFailure, unless(gates.heartFailureWorse)),
);

// Heat
export const tenseOrCharcot = finding(
  'tense compartment or Charcot foot',
  any(gates.compartment, gates.charcot),
);
const knownDanger = any(gates.insensate, arteryDisease, restPain, gates.diabeticFeelingUnknown);
/** Only where nothing worse is known: a reminder, not an alarm. */
export const feetUnassessed = finding(
  'risk of artery or nerve damage, and pulses or feeling of the feet not examined',
  all(gates.feetUnassessed, unless(knownDanger)),
);
export const diabeticFeelingUnknown = finding(
  'diabetes, feeling of the feet not examined',
  all(gates.diabeticFeelingUnknown, unless(any(gates.insensate, restPain))),
);
export const arteryDiseaseWithoutRestPain = finding(
  'artery disease or arterial implant recorded, by index, or absent foot pulses',
  all(arteryDisease, unless(any(restPain, flowLow))),
);
export const heatWound = finding('foot or leg wound', gates.wound);
export const boneUnderCancer = finding(
  'own cancer, now or in the past, with pain of one bone or of the spine',
  all(history.cancerEver, any(cancerPain.localBonePain, cancerPain.spinalPain)),
);
