/** Infection: fever, what makes it dangerous, who catches it unnoticed, and what is taken or asked for the same day. */
import {
  all,
  any,
  answered,
  anyOf,
  days,
  finding,
  hours,
  latest,
  multipleOfUpperLimit,
  recorded,
  suspected,
  type Order,
} from '#rules';
import * as acute from './acute-leg.ts';
import * as drugs from './drugs.ts';
import * as electrolytes from './electrolytes.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as joints from './joints.ts';
import * as labs from './labs.ts';
import { reviewTask } from './orders.ts';
import * as perfusion from './perfusion.ts';
import * as symptoms from './symptoms.ts';
import * as veins from './veins.ts';

// Fever
export const feverCoded = finding('fever recorded within 3 days', recorded('sx-fever', { within: days(3) }));
export const fever = finding(
  'fever: measured at least 38.0 °C, reported or recorded',
  any(exam.feverMeasured, symptoms.flagFever, feverCoded),
);
/** Measured, coded or said within 72 hours: an older report is confirmed first. */
export const feverNow = any(
  exam.feverMeasured,
  answered('red-flags', 'fever', { within: hours(72) }),
  feverCoded,
);
/** Fewer than 0.5 white cells cannot hold 0.5 neutrophils. */
export const neutropenia = finding(
  'neutropenia recorded within 30 days, or white cells below 0.5 x 10^9/L',
  any(
    recorded('cond-neutropenia', { within: days(30) }),
    latest(labs.whiteCells, { preliminary: true }).below(0.5),
  ),
);
/** A diabetic foot wound, immunosuppression or a high lactate beside systemic inflammation. */
export const grave = any(
  all(history.diabetes, any(history.footWound, exam.footUlcer)),
  history.immunosuppressed,
  veins.lactateHigh,
);
export const septic = finding(
  'at least 2 SIRS signs with a diabetic foot wound, immunosuppression or lactate above 2 mmol/L',
  all(veins.sirs, grave),
);
export const warmSwollenFoot = finding(
  'warm swollen foot with diabetes, numb feet or neuropathy',
  any(veins.warmSwollenInsensate, veins.warmSwollenUntested),
);
export const spinalPain = any(symptoms.siteBack, symptoms.backToLeg);
export const deepInfectionRecorded = finding(
  'bone, joint or soft-tissue infection of the leg recorded within 14 days, confirmed or suspected',
  any(
    ...[recorded, suspected].map((state) =>
      state(
        ['cond-osteomyelitis-leg-foot', 'cond-septic-arthritis', 'cond-cellulitis-leg', 'cond-leg-abscess'],
        {
          within: days(14),
        },
      ),
    ),
  ),
);

// Drugs that may be injected
export const drugUse = finding(
  'use of opioids, cocaine or other stimulants recorded, not in remission (whether injected is not said)',
  recorded('cond-drug-use-maybe-injected', { nonspecific: true }),
);
const graveSign = any(
  veins.swellingOneLeg,
  veins.redWarm,
  exam.deepVeinTender,
  joints.hotJoint,
  deepInfectionRecorded,
);
/** Abscess, clot, infected false aneurysm of the groin, joint or spine. */
export const injectionSign = finding(
  'fever, a swollen, red or tender leg, a hot joint, or an infection of the leg recorded within 14 days',
  any(fever, graveSign),
);
export const newSevereGroinOrBack = finding(
  'severe thigh, buttock or back pain that began within 14 days',
  all(
    symptoms.severePain,
    acute.recentOnset,
    answered('site', anyOf('thigh-front', 'thigh-outer', 'thigh-back', 'buttock', 'low-back', 'whole-leg')),
  ),
);

// Calciphylaxis
export const phosphateHigh = finding(
  "phosphate above the laboratory's upper limit",
  multipleOfUpperLimit(electrolytes.phosphate).above(1),
);
const LEG = anyOf('calf', 'shin', 'thigh-front', 'thigh-outer', 'thigh-back', 'buttock', 'whole-leg');
/** Of leg, thigh or buttock: a foot wound in kidney failure is first a matter of arteries and diabetes. */
export const legSkinLesion = finding(
  'a sore or ulcer of calf, shin, thigh or buttock',
  all(any(symptoms.sore, perfusion.wound), answered('site', LEG)),
);
export const calciphylaxisRecorded = finding(
  'disorder of calcium metabolism that includes calciphylaxis recorded',
  recorded('cond-calciphylaxis', { nonspecific: true }),
);
export const calciumPhosphateDisturbed = finding(
  'high phosphate, high calcium or hyperparathyroidism',
  any(phosphateHigh, recorded('cond-hypercalcemia')),
);
export const calciphylaxisRisk = finding(
  'warfarin, high phosphate or calcium, or a recorded disorder of calcium metabolism',
  any(drugs.warfarin, calciumPhosphateDisturbed, calciphylaxisRecorded),
);

// What is asked for
export const bloodCultures: Order = {
  id: 'blood-cultures',
  resource: 'ServiceRequest',
  text: 'Blood cultures, before an antibiotic',
  coding: [{ system: 'http://loinc.org', code: '600-7', display: 'Bacteria identified in Blood by Culture' }],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { sets: ['lab-blood-culture'], words: [['blood culture']] },
};
export const calciumPhosphateTests: Order = {
  id: 'calcium-phosphate-pth',
  resource: 'ServiceRequest',
  text: 'Calcium, phosphate, PTH and INR',
  coding: [
    { system: 'http://loinc.org', code: '17861-6', display: 'Calcium [Mass/volume] in Serum or Plasma' },
    { system: 'http://loinc.org', code: '2777-1', display: 'Phosphate [Mass/volume] in Serum or Plasma' },
    {
      system: 'http://loinc.org',
      code: '2731-8',
      display: 'Parathyrin.intact [Mass/volume] in Serum or Plasma',
    },
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['phosphate', 'calcium']] },
};
export const legToday = reviewTask(
  'leg-infection-today',
  'Red warm leg with fever: assess today',
  'Temperature, heart rate, blood pressure; mark the edge of the redness with the time; look for a portal of entry, a foot wound, bullae, crepitus; blood count, CRP, creatinine, glucose, cultures if unwell. Local formulary for antibiotics, allergies first.',
);
export const feverToday = reviewTask(
  'fever-leg-pain-today',
  'Fever with leg pain: examine today',
  'Temperature, heart rate, breathing, blood pressure. Undress both legs, feet and groins: redness, wounds, toe webs, calf, a hot or immobile joint, bone and spinal tenderness, injection sites, lines and vascular access. Blood count, CRP, creatinine, lactate; blood cultures with a joint, bone, spine, line or immune suppression in question. Paracetamol and steroids hide fever.',
);
export const accessToday = reviewTask(
  'dialysis-access-today',
  'Dialysis with fever: access and legs today',
  'Look at fistula, graft or catheter exit site (redness, pus, tenderness), legs, feet, joints and spine. Blood cultures from a peripheral vein and the line. Call the dialysis unit now; antibiotics by its protocol and kidney function.',
);
export const injectionToday = reviewTask(
  'injection-sites-today',
  'Possible injecting with leg or groin trouble: examine today',
  'Ask without blame whether and where drugs are injected. Look at groins, arms and legs: abscess, pulsatile lump (not opened or punctured before an ultrasound), swollen leg, hot joint, spinal tenderness, new heart murmur. Blood cultures, duplex of veins and arteries of the groin, blood count, CRP. Offer harm reduction and treatment.',
);
export const calciphylaxisToday = reviewTask(
  'calciphylaxis-today',
  'Painful leg ulcer in kidney failure: calciphylaxis? Assess today',
  'Very painful discoloured or ulcerated skin of the leg in kidney failure. Feel the pulses: artery disease looks alike. Call nephrology today; calcium, phosphate, PTH and INR; warfarin and calcium-containing drugs are reviewed with nephrology and the prescriber, not stopped unasked.',
);
