/** Tests, review tasks and advice for muscle disease, muscle breakdown, electrolytes, overuse, and pain that takes the sleep. */
import type { Order } from '#rules';
import { advice, reviewTask } from './orders.ts';

const loinc = (code: string, display: string) => ({ system: 'http://loinc.org', code, display });
const PANEL = loinc('51990-0', 'Basic metabolic panel - Blood');

/** Asked anew although a value is there: muscle breakdown peaks for days after it began. */
export const breakdownTests: Order = {
  id: 'creatine-kinase-potassium-creatinine',
  resource: 'ServiceRequest',
  text: 'Creatine kinase, potassium and creatinine today',
  coding: [loinc('2157-6', 'Creatine kinase [Enzymatic activity/volume] in Serum or Plasma'), PANEL],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['creatine kinase', 'potassium']] },
};
/** Asked anew although a value is there: a dangerous one is confirmed in parallel, never waited for. */
export const repeatElectrolytes: Order = {
  id: 'electrolytes-repeat',
  resource: 'ServiceRequest',
  text: 'Repeat potassium, sodium, magnesium, calcium with albumin and creatinine, free-flowing sample',
  coding: [
    PANEL,
    loinc('19123-9', 'Magnesium [Mass/volume] in Serum or Plasma'),
    loinc('17861-6', 'Calcium [Mass/volume] in Serum or Plasma'),
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['repeat', 'potassium']] },
};
export const ecg: Order = {
  id: 'ecg',
  resource: 'ServiceRequest',
  text: '12-lead ECG',
  effort: 'device',
  inHand: { words: [['ecg'], ['electrocardiogram'], ['ekg']] },
};

export const statinReview = reviewTask(
  'review-statin-muscle',
  'Medication review: muscle symptoms on a statin',
  'Compare the dates of statin start, dose change and any new interacting drug with the first symptom. CK with the limit of the laboratory, TSH, creatinine. CK below 4 times the limit: continue, or a supervised pause of 2 to 4 weeks and rechallenge, another statin or a lower dose; in artery disease lipid lowering stays the goal, with another agent if need be. Decision with the prescriber; no "statin allergy" from symptoms alone.',
);
export const statinReviewToday = reviewTask(
  'review-statin-today',
  'Same-day review: statin with CK above 10 times the limit',
  'CK is above 10 times the limit of the laboratory on a statin: the prescriber decides today on stopping it. Kidney function, potassium, fluids if safe, CK again within a day; look for an interacting drug, exertion, fall, seizure, thyroid.',
);
export const statinReviewSoon = reviewTask(
  'review-statin-raised-ck',
  'Medication review: statin with CK 4 to 10 times the limit',
  'CK is 4 to 10 times the limit of the laboratory with muscle symptoms: the prescriber decides on a pause until CK is normal, then a lower dose or another agent. Exclude exertion of the last 7 days, hypothyroidism and an interacting drug.',
);
export const interactionReview = reviewTask(
  'review-statin-interaction',
  'Medication review: statin with a drug that raises its level',
  'A statin is taken with clarithromycin or erythromycin, an azole, ciclosporin, diltiazem, verapamil, ritonavir or a like drug. Whether it matters depends on the statin and its dose: check the label and decide with the prescriber on pause, dose or another statin.',
);
export const painkillerBreakdown = reviewTask(
  'review-nsaid-breakdown',
  'Same-day review: NSAID with suspected muscle breakdown',
  'Muscle breakdown is suspected and an NSAID is on the list: it adds to the kidney injury. Decide today with the prescriber.',
);
export const thyroidReview = reviewTask(
  'review-thyroid-replacement',
  'Review thyroid replacement: TSH above 10 with muscle symptoms',
  'Free T4 and CK beside the TSH. Is levothyroxine taken daily, apart from calcium, iron and acid blockers? Dose with the prescriber, low start in heart disease or old age, adrenal insufficiency first.',
);
export const overuseAdvice = advice(
  'advice-muscle-overuse',
  'Advice: sore muscles after exertion',
  'Soreness after unaccustomed effort begins within two days and goes within a week. Keep moving gently, return to effort step by step, sleep. Come at once if the urine turns dark, if the legs become weak, if one leg swells or turns cold, or if the pain grows or stays. No potassium or magnesium on your own.',
);
export const electrolyteDrugs = reviewTask(
  'review-electrolyte-drugs',
  'Medication review: drugs behind an abnormal electrolyte',
  'Check diuretic class and dose, acid blocker, laxative, ACE inhibitor or ARB with a potassium-sparing drug, SSRI, denosumab, intravenous iron, and what was started last. Potassium or calcium does not correct until magnesium does. Changes with the prescriber; in heart failure or kidney disease no renin-angiotensin drug is stopped unasked.',
);
export const painSleepReview = reviewTask(
  'pain-and-sleep-review-today',
  'Same-day review: pain, sleep and safety at 65 or over',
  'Severe night pain with a newly started opioid at 65 or over: look today for confusion, falls, sedation, breathing, constipation and retention; ask again what eases the pain by position; treat the cause, not the number.',
);
