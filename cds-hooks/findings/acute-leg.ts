/** The acute leg: perfusion signs of the leg that hurts, contexts that raise the stakes, and the patterns that flags and causes share. */
import {
  all,
  answered,
  any,
  anyOf,
  bothLegs,
  days,
  eitherLeg,
  everRecorded,
  finding,
  hours,
  latest,
  not,
  notRuledOut,
  recorded,
  suspected,
  symptomaticLeg,
  takes,
  unanswered,
  unless,
  weeks,
  type Expr,
} from '#rules';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as symptoms from './symptoms.ts';

const inPainfulLeg = (label: string, sign: Expr): Expr =>
  finding(label, eitherLeg(all(notRuledOut(symptomaticLeg), sign)));

// Signs of the leg that hurts; a sign of the other leg is never borrowed.
export const pulseless = inPainfulLeg('absent pedal pulses in the painful leg', exam.pulsesAbsent);
export const cold = inPainfulLeg('painful foot cold', exam.footCold);
export const paleOrMottled = inPainfulLeg(
  'painful foot pale or mottled',
  any(exam.footPale, exam.footMottled),
);
export const abiCritical = inPainfulLeg(
  'ankle-brachial index below 0.40 in the painful leg, measured within 14 days',
  latest(exam.ankleBrachialIndex, { within: days(14) }).below(0.4),
);
export const perfusionSign = any(pulseless, cold, paleOrMottled, abiCritical);
export const coldAndPulseless = inPainfulLeg(
  'painful foot cold, pale or mottled and pulseless',
  all(exam.pulsesAbsent, any(exam.footCold, exam.footPale, exam.footMottled)),
);
/** Of the leg that hurts; of both where the side is not recorded. */
export const perfusionNormalNow = finding(
  'painful leg warm, pulses, sensation and power recorded normal within 24 hours',
  all(
    exam.sensationNormalNow,
    exam.powerNormalNow,
    bothLegs(any(not(symptomaticLeg), all(exam.pulsesPalpableNow, exam.footNormalNow))),
  ),
);

const ofPainfulLeg = (label: string, sign: Expr): Expr =>
  finding(label, bothLegs(any(not(symptomaticLeg), sign)));
export const warmNow = ofPainfulLeg('painful foot normal to look and touch now', exam.footNormalNow);
export const pulsesFelt = ofPainfulLeg('pedal pulses of the painful leg palpable', exam.pulsesPalpable);

// When and how it began
/** "Suddenly" is no date (DECISIONS): only `onset.when`, or the option that names less than 2 weeks. */
export const recentOnset = finding(
  'began within 14 days',
  any(answered('onset.when', anyOf('under-48-hours', '2-to-14-days')), answered('onset', 'under-2-weeks')),
);
/** Said within 72 hours, so that it may drive an emergency (DECISIONS, life of an answer). */
export const reportedLately = finding(
  'reported within 72 hours',
  any(
    answered('onset.when', anyOf('under-48-hours', '2-to-14-days'), { within: hours(72) }),
    answered('onset', 'under-2-weeks', { within: hours(72) }),
    answered('red-flags', anyOf('sudden-cold-pale-leg', 'foot-drop'), { within: hours(72) }),
  ),
);
/** Any acute answer within 72 hours: older reports are confirmed first, no emergency order is drafted on them. */
export const saidLately = finding(
  'said or examined within 72 hours',
  any(
    answered(
      'red-flags',
      anyOf(
        'saddle-numbness',
        'bladder-bowel-sexual',
        'both-legs-weak',
        'foot-drop',
        'clumsy-hands-unsteady',
        'sudden-cold-pale-leg',
        'trauma',
      ),
      { within: hours(72) },
    ),
    answered('onset.when', anyOf('under-48-hours', '2-to-14-days'), { within: hours(72) }),
    answered('onset', 'under-2-weeks', { within: hours(72) }),
    answered('exam.leg', 'tense', { within: hours(72) }),
  ),
);
export const hoursOrConstant = finding(
  'lasts hours or is constant',
  answered('attack.duration', anyOf('hours', 'constant')),
);
export const durationUnanswered = finding(
  'duration not recorded, nor whether it is still present',
  all(unanswered(symptoms.attackMinutes), unanswered(symptoms.stillPresent)),
);
export const durationOpen = finding('duration not recorded', unanswered(symptoms.attackMinutes));
export const persists = any(symptoms.stillPresent, symptoms.attackBeyondTen);
export const suddenSeverePersisting = finding(
  'sudden severe pain (7 of 10 or more) of at most 14 days, still present or lasting over 10 minutes',
  all(symptoms.onsetSudden, symptoms.onsetWithin14d, symptoms.severePain, persists),
);
/** A leg that is newly numb or weak need not hurt much, and often nobody asked how much. */
export const suddenPersisting = finding(
  'sudden complaint of at most 14 days, still present or lasting over 10 minutes',
  all(symptoms.onsetSudden, symptoms.onsetWithin14d, persists),
);
export const suddenUnscaled = finding(
  'sudden complaint of at most 14 days that persists, severity not recorded',
  all(suddenPersisting, unanswered(symptoms.severePain)),
);
/** The tick may mean no more than "very painful": an attack of minutes that has gone takes the emergency out of it. */
export const tickedButBrief = all(
  symptoms.flagColdPale,
  any(symptoms.nowGone, all(symptoms.attackMinutes, unless(symptoms.stillPresent))),
);
export const flagsNoneNow = finding(
  'no red-flag symptom, asked within 24 hours',
  answered('red-flags', 'none', { within: hours(24) }),
);

// Contexts
export const embolicSource = finding(
  'source of emboli',
  any(history.atrialFibrillation, history.recentInfarction, history.cardiacThrombus),
);
export const arteryAtRisk = finding(
  'artery disease, graft, stent or aneurysm',
  any(
    history.padSpecific,
    history.arterialGraft,
    history.revascularisedRecently,
    history.poplitealAneurysm,
    history.aorticAneurysm,
  ),
);
/** The same contexts, each under its own name where a flag says why. */
export const arterialRisk = any(
  history.atrialFibrillation,
  history.recentInfarction,
  history.cardiacThrombus,
  history.padSpecific,
  history.arterialGraft,
  history.revascularisedRecently,
  history.poplitealAneurysm,
  history.aorticAneurysm,
);
export const thrombophilia = finding('thrombophilia', recorded('cond-thrombophilia'));
export const stimulant = finding('a stimulant', takes('drug-stimulant'));
export const legFracture = finding(
  'leg fracture within 12 weeks',
  recorded('cond-leg-fracture', { within: weeks(12) }),
);
export const legFractureFresh = finding(
  'leg fracture within 6 days',
  recorded('cond-leg-fracture', { within: days(6) }),
);
/** Trauma or cast, anticoagulant, or anything that can close an artery. */
export const highRisk = any(arterialRisk, symptoms.flagTrauma, legFracture, drugs.anticoagulant);

// New loss of feeling or power
export const weaknessNow = finding('weakness', answered('numbness', 'weakness', { life: 'acute' }));
const numbOneLeg = finding(
  'numbness in the one leg that hurts',
  all(
    symptoms.oneLeg,
    any(
      answered('quality', 'numb', { life: 'acute' }),
      answered('numbness', anyOf('strip', 'sole'), { life: 'acute' }),
    ),
  ),
);
export const newDeficit = finding(
  'new numbness or weakness within 14 days',
  any(
    symptoms.flagFootDrop,
    symptoms.flagBothLegsWeak,
    all(recentOnset, any(weaknessNow, numbOneLeg, exam.sensationReduced, exam.powerReduced)),
  ),
);

export const footDropCoded = finding(
  'foot drop or weakness of a leg newly recorded within 14 days',
  all(
    recorded('sx-leg-weakness', { within: days(14) }),
    // Recorded for longer it is known: then only a reported change counts.
    unless(everRecorded('sx-leg-weakness', { olderThan: days(14), nonspecific: true })),
  ),
);

// Acute ischemia as the flag RF-02a and the cause see it
export const occlusionSuspected = finding(
  'acute arterial occlusion recorded as unconfirmed within 14 days',
  suspected('cond-acute-limb-ischemia', { within: days(14) }),
);
export const ischemiaProbable = all(
  any(
    all(perfusionSign, any(recentOnset, symptoms.flagColdPale, newDeficit)),
    all(symptoms.flagColdPale, newDeficit),
    all(suddenPersisting, arterialRisk, newDeficit, unless(symptoms.backToLeg)),
  ),
  unless(perfusionNormalNow),
);
export const ischemiaPossible = all(
  any(
    all(suddenSeverePersisting, arterialRisk),
    all(symptoms.flagColdPale, unless(tickedButBrief)),
    all(symptoms.flagColdPale, suddenSeverePersisting),
    occlusionSuspected,
    history.blueToeRecorded,
  ),
  unless(perfusionNormalNow),
);
export const ischemiaNow = any(
  history.acuteLimbIschemiaRecorded,
  occlusionSuspected,
  ischemiaProbable,
  ischemiaPossible,
);

/** Fresh enough for an emergency order. */
export const ischemiaFresh = all(
  ischemiaNow,
  any(reportedLately, history.acuteLimbIschemiaRecorded, occlusionSuspected, history.blueToeRecorded),
);

// The classical cramp (RF-06c): never where a sign is recorded or the attack is still there.
export const newSign = any(
  perfusionSign,
  symptoms.flagColdPale,
  newDeficit,
  exam.legTense,
  exam.examLegSwollen,
  symptoms.oneLegSwollen,
);
export const classicalCramp = finding(
  'recurrent attacks of hard muscle for at most 10 minutes that clear completely, no red-flag symptom',
  all(
    symptoms.hardMuscle,
    symptoms.attackMinutes,
    symptoms.recurrentAttacks,
    flagsNoneNow,
    unless(symptoms.stillPresent),
    unless(newSign),
  ),
);

// Rest pain at risk (RF-09 and RF-02d: PAD, absent pulse, wound, diabetes, CKD 4-5 or dialysis, smoking; age is the rule's own)
export const restPainRisk = any(
  history.padSpecific,
  history.padUnspecific,
  exam.pulsesAbsent,
  history.footWound,
  exam.footUlcer,
  history.diabetes,
  history.advancedKidneyDisease,
  history.smoker,
);

// Spine
export const backPainRecorded = finding(
  'back pain recorded within 14 days',
  recorded('sx-low-back-pain', { within: days(14) }),
);
export const sphincterCoded = finding(
  'bladder or bowel dysfunction newly recorded within 14 days',
  all(
    recorded('sx-bladder-bowel-dysfunction', { within: days(14), nonspecific: true }),
    // Long-standing incontinence or a known neurogenic bladder needs a reported change.
    unless(everRecorded('sx-bladder-bowel-dysfunction', { olderThan: days(14), nonspecific: true })),
  ),
);
export const sphincterChange = any(symptoms.flagSphincter, sphincterCoded);
export const bilateralNeurology = finding(
  'both legs weak, or pain or numbness in a nerve strip in both legs',
  any(
    symptoms.flagBothLegsWeak,
    all(symptoms.bothLegsAffected, any(symptoms.weakness, symptoms.strip, symptoms.backToLeg)),
  ),
);
