/** Orders and review tasks for a hot joint and for gout. */
import type { Order, Topic } from '#rules';
import { urate as urateMeasure } from './gout.ts';
import { reviewTask } from './orders.ts';

const loinc = (code: string, display: string): Topic => ({ system: 'http://loinc.org', code, display });

export const urate: Order = {
  id: 'urate-creatinine',
  resource: 'ServiceRequest',
  text: 'Urate and creatinine',
  coding: [
    loinc('3084-1', 'Urate [Mass/volume] in Serum or Plasma'),
    loinc('2160-0', 'Creatinine [Mass/volume] in Serum or Plasma'),
  ],
  category: 'Laboratory',
  effort: 'blood-test',
  inHand: { words: [['urate'], ['uric acid']], results: [urateMeasure] },
};
export const aspiration: Order = {
  id: 'joint-aspiration',
  resource: 'ServiceRequest',
  text: 'Joint aspiration: crystals, cell count, Gram stain and culture',
  effort: 'referral',
  inHand: { words: [['aspiration'], ['arthrocentesis'], ['synovial']] },
};
export const jointToday = reviewTask(
  'hot-joint-today',
  'Hot swollen joint: assess today, aspirate if it can be infected',
  'Today: temperature, which joint, can it be moved, a wound or a joint prosthesis, immunosuppression, pulses of the foot. Infection is possible: aspirate before any antibiotic (crystals, cell count, Gram stain, culture), blood cultures, blood count, CRP. Crystals do not exclude infection; no fever does not either.',
);
export const flareTreatment = reviewTask(
  'gout-flare-treatment',
  'Treatment of a gout attack: choose by kidney, heart, drugs',
  'Colchicine, an NSAID or a steroid is the choice of the clinician: eGFR and interacting drugs before colchicine (CYP3A4 and P-gp inhibitors, statins); kidney, heart failure, anticoagulant, ACE inhibitor or sartan with a diuretic, ulcer before an NSAID; diabetes and infection before a steroid. A running urate-lowering drug goes on.',
);
export const diureticReview = reviewTask(
  'review-diuretic-gout',
  'Medication review: diuretic and gout',
  'A thiazide or loop diuretic raises urate. Check need and dose with the prescriber; losartan lowers urate where a blood pressure drug is wanted. In heart failure it is not stopped for gout.',
);
export const nsaidReview = reviewTask(
  'review-nsaid-gout',
  'Medication review: NSAID that is unsafe here',
  'An NSAID is on the list with poor kidney function, heart failure, an anticoagulant, or an ACE inhibitor or sartan with a diuretic. Decide with the prescriber on another treatment of the attack; check creatinine and potassium.',
);
export const colchicineReview = reviewTask(
  'review-colchicine',
  'Same-day review: colchicine with eGFR below 30 and an inhibitor',
  'Colchicine is contraindicated with eGFR below 30 together with a CYP3A4 or P-gp inhibitor. Ask for diarrhoea, weakness and bleeding, check blood count and CK, decide today with the prescriber.',
);
