/** Scans being ordered: whether the flow has been measured beside a scan of the veins, and whether a lumbar MRI can wait or must not. */
import { all, any, eitherLeg, everRecorded, finding, known, latest, recorded, unless, weeks } from '#rules';
import * as acute from './acute-leg.ts';
import * as cord from './cord.ts';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as measures from './measure-orders.ts';
import * as perfusion from './perfusion.ts';
import * as gates from './relief-gates.ts';
import * as spine from './spine.ts';
import * as symptoms from './symptoms.ts';

// Veins or arteries
/** What answers the question of flow when it is ordered beside a scan of the veins. */
export const ARTERIAL = {
  sets: [
    'order-abi-study',
    'order-segmental-pressure-tbi',
    'order-arterial-duplex-leg',
    'order-cta-aorta-runoff',
    'order-mra-aorta-runoff',
  ],
  words: [
    ['ankle', 'brachial'],
    ['abi'],
    ['abpi'],
    ['toe', 'pressure'],
    ['toe', 'brachial'],
    ['arterial'],
    ['artery'],
    ['arteries'],
    ['angiogra'],
  ],
} as const;
/** Stiff arteries need a toe pressure: there an ankle index answers nothing. */
const flowKnown = any(
  eitherLeg(any(known(exam.toePressureSevere), known(exam.tbiLow))),
  all(eitherLeg(known(latest(exam.ankleBrachialIndex).below(0.6))), unless(history.calcificationRisk)),
);
const unmeasured = (label: string, picture: Parameters<typeof finding>[1]) =>
  finding(label, all(picture, unless(flowKnown), unless(measures.acuteIschemia)));
export const restPainUnmeasured = unmeasured(
  'rest-pain picture, no toe pressure or reliable ankle index on record',
  measures.restPain,
);
export const arterialSignsUnmeasured = unmeasured(
  'painful leg pulseless or cold, or dependent rubor, no toe pressure or reliable ankle index on record',
  all(any(acute.pulseless, acute.cold, perfusion.ruborInPainfulLeg), unless(measures.restPain)),
);
export const woundUnmeasured = unmeasured(
  'foot or leg wound, no toe pressure or reliable ankle index on record',
  all(gates.wound, unless(measures.restPain)),
);
/** A swollen leg that hurts on walking is a clot until the scan: that is what the scan is for. */
export const claudicationUnmeasured = unmeasured(
  'pain on walking that rest ends, risk of artery disease, no ankle index on record',
  all(
    symptoms.exertionalLimb,
    any(history.padRiskGroup, history.smoker, history.padSpecific, history.padUnspecific),
    unless(any(measures.restPain, gates.clot)),
  ),
);

// Lumbar MRI
export const compression = finding(
  'signs of cauda equina or cord compression, or of spinal infection or tumor with a deficit',
  any(cord.neurologicalEmergency, cord.compressionEmergency),
);
const notYet = unless(compression);
export const cancerSpine = finding(
  'own cancer, now or in the past, with pain of the back or from the back into the leg',
  all(history.cancerEver, any(cord.spinalPain, spine.radiculopathyLately), notYet),
);
export const infectionSpine = finding(
  'fever with back pain, or spinal infection recorded within 14 days',
  all(any(all(cord.fever, cord.spinalPainNow), history.spinalInfectionRecorded), notYet),
);
export const newLegWeakness = finding(
  'new foot drop or weakness of one leg',
  all(
    any(
      symptoms.flagFootDrop,
      acute.footDropCoded,
      all(any(acute.weaknessNow, exam.powerReduced), symptoms.oneLeg, acute.recentOnset),
    ),
    notYet,
  ),
);
export const sphincterAlone = finding(
  'new bladder, bowel or sexual change',
  all(acute.sphincterChange, notYet),
);
export const cordSigns = finding(
  'signs of the cord: upper motor neurone signs, spastic gait, clumsy hands or unsteady gait',
  all(any(exam.upperMotorSigns, cord.cordPicture, symptoms.flagClumsyHands), notYet),
);
export const bothLegsRadicular = finding(
  'pain from the back into both legs, new or worsening',
  all(cord.bilateralRadicular, notYet),
);
const sciatica = any(
  spine.radiculopathyLately,
  symptoms.backToBelowKnee,
  all(symptoms.backToLeg, symptoms.strip),
);
const recordedFirst = all(
  recorded(spine.RADICULOPATHY, { within: weeks(6) }),
  unless(everRecorded(spine.RADICULOPATHY, { olderThan: weeks(6) })),
);
const motorOrFrail = any(
  cord.spineAtRisk,
  cord.deficit,
  symptoms.flagTrauma,
  history.immunosuppressed,
  all(drugs.anticoagulant, symptoms.onsetSudden),
);
export const sciaticaEarly = finding(
  'sciatica that began within 14 days or was first recorded within 6 weeks, no red flag recorded',
  all(
    sciatica,
    any(acute.recentOnset, recordedFirst),
    unless(symptoms.onsetOverMonths),
    unless(symptoms.seatedGone),
    unless(motorOrFrail),
  ),
);
