/** Veins: one-sided swelling, what raises the suspicion of a clot, D-dimer by assay and age, redness with fever. */
import {
  all,
  any,
  answered,
  atLeast,
  eitherLeg,
  finding,
  latest,
  latestByAge,
  recorded,
  unless,
} from '#rules';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as symptoms from './symptoms.ts';

export const swellingOneLeg = finding(
  'one leg swollen',
  any(
    symptoms.oneLegSwollen,
    exam.examLegSwollen,
    exam.calfDifference3cm,
    exam.wholeLegSwollen,
    exam.pittingOneLeg,
    answered('exam.larger-leg', ['left', 'right']),
  ),
);
export const clotSign = finding(
  'one leg swollen, or tender along its deep veins',
  any(swellingOneLeg, exam.deepVeinTender),
);
export const persistentOneLeg = finding(
  'pain of one leg that lasts hours or is constant',
  all(
    symptoms.oneLeg,
    any(symptoms.attackHours, symptoms.constantPain, symptoms.stillPresent),
    unless(symptoms.attackMinutes),
  ),
);
/** A clot is suspected before it is scored: risk items alone, without a one-sided complaint, suspect nothing. */
export const suspicion = any(clotSign, persistentOneLeg, symptoms.oneLeg);
/** One recorded item of the Wells table other than the examination of the leg. */
export const clotRisk = finding(
  'active cancer, recent surgery or immobility, paralysis or plaster, or a previous clot',
  any(history.cancerActive, history.surgeryWithin12Weeks, history.legPlegia, history.dvtHistory),
);
export const oestrogenOrTamoxifen = finding('an oestrogen', drugs.oestrogen);
export const thrombophilia = finding('thrombophilia recorded', recorded('cond-thrombophilia'));

// FEU: 500 ug/L, over 50 years age x 10. DDU assays print 230 to 250; the lower one never calls a clot unlikely too early; age x 5.
const feu = latestByAge(labs.dDimerFeu, { floor: 500, over: 50, factor: 10 });
const ddu = latestByAge(labs.dDimerDdu, { floor: 230, over: 50, factor: 5 });
export const dDimerRaised = finding(
  'D-dimer at or above the cut-off for age and assay',
  any(feu.atLeast(), ddu.atLeast()),
);
/** Drawn under an anticoagulant or in pregnancy a low value excludes nothing. */
export const dDimerLow = finding(
  'D-dimer below the cut-off for age and assay, no anticoagulant and no pregnancy recorded',
  all(any(feu.below(), ddu.below()), unless(drugs.anticoagulant), unless(history.pregnantOrPostpartum)),
);
export const breathless = finding(
  'breathlessness, chest pain or oxygen saturation below 94 %',
  any(symptoms.flagBreathless, exam.hypoxia),
);
export const redWarm = finding('one leg red and warm', any(symptoms.warmRed, exam.examRedWarm));
export const anyLegSign = finding(
  'one leg swollen, tender along the deep veins, or red and warm',
  any(clotSign, redWarm),
);
export const fever = finding('fever, measured or reported', any(exam.feverMeasured, symptoms.flagFever));

const prelim = { preliminary: true } as const;
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
      any(latest(labs.whiteCells, prelim).above(12), latest(labs.whiteCells, prelim).below(4)),
    ),
  ),
);
export const lactateHigh = finding('lactate above 2 mmol/L', latest(labs.lactate, prelim).above(2));
export const warmSwollenInsensate = finding(
  'warm swollen foot with neuropathy or loss of protective sensation',
  all(eitherLeg(exam.footWarmSwollen), any(history.neuropathyRecorded, exam.monofilamentReduced)),
);
export const crampWithoutSide = finding(
  'hard muscle for at most 10 minutes, in both legs or changing sides',
  all(symptoms.hardMuscle, symptoms.attackMinutes, any(symptoms.bothEqual, symptoms.alternates)),
);
