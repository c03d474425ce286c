/** Veins: one-sided swelling, what raises the suspicion of a clot, D-dimer by assay and age, redness with fever. */
import {
  all,
  any,
  answered,
  atLeast,
  counted,
  days,
  eitherLeg,
  finding,
  hours,
  known,
  latest,
  latestByAge,
  months,
  recorded,
  unless,
} from '#rules';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as scores from './scores.ts';
import * as symptoms from './symptoms.ts';

const oneCalfLarger = answered('exam.larger-leg', ['left', 'right']);
export const persistentOneLeg = finding(
  'pain of one leg that lasts hours or is constant',
  all(
    symptoms.oneLeg,
    any(symptoms.attackHours, symptoms.constantPain, symptoms.stillPresent),
    unless(symptoms.attackMinutes),
  ),
);
export const swellingOneLeg = finding(
  'one leg swollen',
  any(
    symptoms.oneLegSwollen,
    exam.examLegSwollen,
    exam.calfDifference3cm,
    exam.wholeLegSwollen,
    exam.pittingOneLeg,
    // Measured less than 3 cm larger it may be the stronger leg: that counts only with pain that persists.
    all(oneCalfLarger, any(unless(counted('exam.calf-difference').below(3)), persistentOneLeg)),
  ),
);
export const clotSign = finding(
  'one leg swollen, or tender along its deep veins',
  any(swellingOneLeg, exam.deepVeinTender),
);
/** A clot is suspected before it is scored: risk items alone, without a one-sided complaint, suspect nothing. */
export const suspicion = any(clotSign, persistentOneLeg, symptoms.oneLeg);
/** One recorded item of the Wells table that is no swelling or tenderness. */
export const clotRisk = finding(
  'active cancer, recent surgery or immobility, paralysis or plaster, a previous clot or collateral veins',
  any(
    history.cancerActive,
    history.surgeryWithin12Weeks,
    history.legPlegia,
    history.dvtHistory,
    exam.collateralVeins,
  ),
);
/** The Wells score is not validated in pregnancy or for 6 weeks after birth: there it decides nothing. */
export const wellsLikely = finding(
  'Wells DVT score at least 2',
  all(scores.wellsLikely, unless(history.pregnantOrPostpartum)),
);
export const wellsUnlikely = finding(
  'Wells DVT score at most 1',
  all(scores.wellsUnlikely, unless(history.pregnantOrPostpartum)),
);
/** A clot of the last 3 months with an anticoagulant begun in the same time. */
export const clotTreated = finding(
  'recorded clot with an anticoagulant started within 3 months',
  all(history.dvtAcute, drugs.anticoagulantNew),
);
/** Phlegmasia: a massively swollen blue leg. */
export const phlegmasia = finding(
  'entire leg swollen and foot or toes blue or mottled',
  all(exam.wholeLegSwollen, any(eitherLeg(exam.footMottled), symptoms.toesDiscoloured)),
);
export const oestrogenOrTamoxifen = finding('an oestrogen', drugs.oestrogen);
export const thrombophilia = finding('thrombophilia recorded', recorded('cond-thrombophilia'));

// FEU: 500 ug/L, over 50 years age x 10. DDU assays print 230 to 250; the lower one never calls a clot unlikely too early; age x 5.
const feu = latestByAge(labs.dDimerFeu, { floor: 500, over: 50, factor: 10 });
const ddu = latestByAge(labs.dDimerDdu, { floor: 230, over: 50, factor: 5 });
/** Said or examined within 72 hours. */
export const phlegmasiaNow = finding(
  'entire leg swollen and foot or toes blue or mottled, now',
  all(answered('exam.whole-leg-swollen', 'yes', { within: hours(72) }), phlegmasia),
);
/** Under an anticoagulant or in pregnancy a D-dimer is no evidence, low or high. */
const dDimerCounts = all(unless(drugs.anticoagulant), unless(history.pregnantOrPostpartum));
export const dDimerRaised = finding(
  'D-dimer at or above the cut-off for age and assay',
  all(any(feu.atLeast(), ddu.atLeast()), dDimerCounts),
);
export const dDimerLow = finding(
  'D-dimer below the cut-off for age and assay, no anticoagulant and no pregnancy recorded',
  all(any(feu.below(), ddu.below()), dDimerCounts),
);
/** What excludes a clot without a scan. */
export const clotExcluded = finding(
  'valid D-dimer below the cut-off for age and assay with Wells at most 1',
  all(dDimerLow, wellsUnlikely),
);
/** A usable value is there, so another draw adds nothing. */
export const dDimerOnFile = finding(
  'D-dimer of the last 48 hours',
  any(known(feu.below()), known(ddu.below())),
);

const codedLately = recorded('sx-dyspnea-chest-pain', { within: days(3) });
export const breathless = finding(
  'breathlessness, chest pain, fainting or oxygen saturation below 94 %',
  any(symptoms.flagBreathless, exam.hypoxia, codedLately),
);
/** Said within 72 hours or measured: a report older than that is confirmed before it drives an emergency. */
export const breathlessNow = finding(
  'breathlessness, chest pain, fainting or oxygen saturation below 94 %, now',
  any(answered('red-flags', 'breathless-chest-pain', { within: hours(72) }), exam.hypoxia, codedLately),
);
export const redWarm = finding('red and warm leg', any(symptoms.warmRed, exam.examRedWarm));
/** Both legs, for months: stasis or oedema, not an infection. */
export const redBothForMonths = finding(
  'redness of both legs for more than 3 months',
  all(redWarm, symptoms.bothLegsAffected, symptoms.onsetOverMonths),
);
export const anyLegSign = finding(
  'one leg swollen, tender along the deep veins, or red and warm',
  any(clotSign, redWarm),
);
export const fever = finding('fever, measured or reported', any(exam.feverMeasured, symptoms.flagFever));

const prelim = { preliminary: true } as const;
// SIRS is one moment: white cells of last week say nothing about today's temperature.
const now = { preliminary: true, within: hours(24) } as const;
export const sirs = finding(
  'at least 2 SIRS signs (temperature, heart rate, breathing, white cells)',
  atLeast(
    2,
    finding(
      'temperature above 38 or below 36 Cel',
      any(latest(exam.temperature, prelim).above(38), latest(exam.temperature, prelim).below(36)),
    ),
    finding('heart rate above 90 /min', latest(exam.heartRate, prelim).above(90)),
    finding('breathing above 20 /min', latest(exam.respiratoryRate, prelim).above(20)),
    finding(
      'white cells above 12 or below 4 x 10^9/L',
      any(latest(labs.whiteCells, now).above(12), latest(labs.whiteCells, now).below(4)),
    ),
  ),
);
export const lactateHigh = finding('lactate above 2 mmol/L', latest(labs.lactate, prelim).above(2));
export const warmSwollenInsensate = finding(
  'warm swollen foot with neuropathy or loss of protective sensation',
  all(eitherLeg(exam.footWarmSwollen), any(history.neuropathyRecorded, exam.monofilamentReduced)),
);
/** Sensation not tested yet: diabetes or numb feet make the warm swollen foot suspect enough to say so. */
export const warmSwollenUntested = finding(
  'warm swollen foot with diabetes or numb feet',
  all(
    eitherLeg(exam.footWarmSwollen),
    any(history.diabetes, symptoms.stocking, symptoms.soles, symptoms.handsAndFeet),
  ),
);
export const crampWithoutSide = finding(
  'hard muscle for at most 10 minutes, in both legs or changing sides',
  all(symptoms.hardMuscle, symptoms.attackMinutes, any(symptoms.bothEqual, symptoms.alternates)),
);
/** "He always has that" never lowers a flag: the patient must say today that nothing is new, and the record must say why. */
export const swollenForLong = finding(
  'one leg swollen for more than 3 months, not worse, no red-flag symptom today, with lymphoedema, post-thrombotic or venous disease recorded for as long',
  all(
    symptoms.onsetOverMonths,
    answered('onset.course', ['steady', 'improving']),
    answered('red-flags', 'none', { within: hours(24) }),
    recorded(['cond-lymphedema', 'cond-postthrombotic-syndrome', 'cond-chronic-venous-insufficiency'], {
      olderThan: months(3),
    }),
    // What was found or measured, and what brings a new clot, outweighs the story.
    unless(exam.deepVeinTender),
    unless(exam.calfDifference3cm),
    unless(history.cancerActive),
    unless(history.surgeryWithin12Weeks),
    unless(history.pregnantOrPostpartum),
    unless(redWarm),
    unless(breathless),
  ),
);
