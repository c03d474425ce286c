/** What a suggestion can create: tests, referrals, review tasks and advice, with the codes that may be shipped. */
import type { Order, Topic } from '#rules';
import { ankleBrachialIndex, toePressure } from './exam.ts';
import * as labs from './labs.ts';

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';

const loinc = (code: string, display: string): Topic => ({ system: LOINC, code, display });
const snomed = (code: string, display: string): Topic => ({ system: SNOMED, code, display });

const laboratory = 'Laboratory';
const imaging = 'Imaging';

function lab(id: string, text: string, coding: readonly Topic[], inHand: Order['inHand']): Order {
  return { id, resource: 'ServiceRequest', text, coding, category: laboratory, effort: 'blood-test', inHand };
}

// Tests
export const abiToePressure: Order = {
  id: 'abi-toe-pressure',
  resource: 'ServiceRequest',
  text: 'Ankle-brachial index of both legs with toe pressure and waveforms',
  coding: [loinc('72830-3', 'US.doppler Extremity arteries - bilateral for physiologic artery study')],
  effort: 'device',
  inHand: {
    sets: ['order-abi-study', 'order-segmental-pressure-tbi'],
    words: [
      ['ankle', 'brachial'],
      ['toe', 'pressure'],
    ],
    results: [ankleBrachialIndex, toePressure],
  },
};
export const abi: Order = {
  id: 'abi',
  resource: 'ServiceRequest',
  text: 'Resting ankle-brachial index of both legs',
  coding: [
    loinc('72831-1', 'US.doppler Extremity arteries - bilateral for physiologic artery study limited'),
  ],
  effort: 'device',
  inHand: {
    sets: ['order-abi-study', 'order-segmental-pressure-tbi'],
    words: [['ankle', 'brachial']],
    results: [ankleBrachialIndex],
  },
};
export const venousDuplex: Order = {
  id: 'venous-duplex',
  resource: 'ServiceRequest',
  text: 'Duplex ultrasound of the leg veins',
  coding: [loinc('46363-8', 'US Lower extremity vein')],
  category: imaging,
  effort: 'imaging',
  inHand: {
    sets: ['order-venous-duplex-leg'],
    words: [
      ['duplex', 'vein'],
      ['venous', 'duplex'],
      ['ultrasound', 'vein'],
    ],
  },
};
export const dDimer: Order = lab(
  'd-dimer',
  'D-dimer',
  [loinc('48065-7', 'Fibrin D-dimer FEU [Mass/volume] in Platelet poor plasma')],
  {
    sets: ['order-d-dimer', 'lab-d-dimer-feu', 'lab-d-dimer-ddu'],
    words: [['d-dimer']],
    results: [labs.dDimerFeu],
  },
);
export const ferritinSaturation: Order = lab(
  'ferritin-transferrin-saturation',
  'Ferritin with transferrin saturation',
  [
    loinc('2276-4', 'Ferritin [Mass/volume] in Serum or Plasma'),
    loinc('50190-8', 'Iron and Iron binding capacity panel - Serum or Plasma'),
  ],
  {
    sets: ['order-iron-studies', 'order-ferritin'],
    words: [['ferritin']],
    results: [labs.ferritin, labs.transferrinSaturation],
  },
);
export const hba1c: Order = lab(
  'hba1c',
  'HbA1c',
  [loinc('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood')],
  {
    sets: ['order-hba1c'],
    words: [['hba1c'], ['hemoglobin a1c']],
    results: [labs.hba1c],
  },
);
export const vitaminB12: Order = lab(
  'vitamin-b12',
  'Vitamin B12',
  [loinc('2132-9', 'Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma')],
  { sets: ['order-b12'], words: [['b12'], ['cobalamin']], results: [labs.vitaminB12] },
);
export const methylmalonate: Order = lab(
  'methylmalonic-acid',
  'Methylmalonic acid',
  [loinc('13964-2', 'Methylmalonate [Moles/volume] in Serum or Plasma')],
  { sets: ['lab-mma'], words: [['methylmalon']], results: [labs.methylmalonate] },
);
export const tsh: Order = lab(
  'tsh',
  'TSH',
  [loinc('3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma')],
  {
    sets: ['order-tsh'],
    words: [['tsh'], ['thyrotropin']],
    results: [labs.tsh],
  },
);
export const basicPanel: Order = lab(
  'basic-metabolic-panel',
  'Basic metabolic panel (potassium, sodium, creatinine)',
  [loinc('51990-0', 'Basic metabolic panel - Blood')],
  {
    sets: ['order-bmp', 'order-cmp'],
    words: [['metabolic panel']],
    results: [labs.potassium, labs.creatinine],
  },
);
export const electrolytes: Order = lab(
  'electrolytes-magnesium-calcium',
  'Potassium, magnesium, calcium and creatinine',
  [
    loinc('51990-0', 'Basic metabolic panel - Blood'),
    loinc('19123-9', 'Magnesium [Mass/volume] in Serum or Plasma'),
    loinc('17861-6', 'Calcium [Mass/volume] in Serum or Plasma'),
  ],
  { words: [['magnesium', 'calcium']], results: [labs.potassium, labs.magnesium] },
);
export const creatineKinase: Order = lab(
  'creatine-kinase',
  'Creatine kinase',
  [loinc('2157-6', 'Creatine kinase [Enzymatic activity/volume] in Serum or Plasma')],
  { sets: ['order-ck'], words: [['creatine kinase']], results: [labs.creatineKinase] },
);
export const bloodCount: Order = lab(
  'blood-count',
  'Complete blood count',
  [loinc('58410-2', 'CBC panel - Blood by Automated count')],
  {
    sets: ['order-cbc'],
    words: [['blood count'], ['cbc']],
  },
);
export const crpTest: Order = lab(
  'crp',
  'C-reactive protein',
  [loinc('1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma')],
  {
    sets: ['order-crp-esr'],
    words: [['c-reactive'], ['crp']],
    results: [labs.crp],
  },
);
export const proteinElectrophoresis: Order = lab(
  'protein-electrophoresis',
  'Serum protein electrophoresis with immunofixation',
  [
    loinc('24351-9', 'Protein electrophoresis panel - Serum or Plasma'),
    loinc('25700-6', 'Immunofixation for Serum or Plasma'),
  ],
  { sets: ['order-spep', 'lab-spep'], words: [['electrophoresis'], ['immunofixation']] },
);
export const nerveConduction: Order = {
  id: 'nerve-conduction',
  resource: 'ServiceRequest',
  text: 'Nerve conduction studies',
  coding: [snomed('183840006', 'Refer for nerve conduct study (procedure)')],
  effort: 'referral',
  inHand: { sets: ['order-ncs-emg'], words: [['nerve conduction']] },
};
export const spineMri: Order = {
  id: 'spine-mri-emergency',
  resource: 'ServiceRequest',
  text: 'Emergency MRI of the lumbosacral spine (whole spine if cancer)',
  coding: [loinc('24968-0', 'MR Lumbar spine')],
  category: imaging,
  effort: 'imaging',
  inHand: {
    sets: ['order-mri-lumbar'],
    words: [
      ['mri', 'spine'],
      ['mr', 'lumbar'],
    ],
  },
};
export const footXray: Order = {
  id: 'foot-x-ray',
  resource: 'ServiceRequest',
  text: 'Weight-bearing X-ray of the foot',
  category: imaging,
  effort: 'imaging',
  inHand: {
    sets: ['order-xray-foot'],
    words: [
      ['x-ray', 'foot'],
      ['xr', 'foot'],
    ],
  },
};

// Referrals and transfers
function referral(
  id: string,
  text: string,
  words: readonly (readonly string[])[],
  coding?: readonly Topic[],
  sets?: readonly string[],
): Order {
  return {
    id,
    resource: 'ServiceRequest',
    text,
    effort: 'referral',
    ...(coding === undefined ? {} : { coding }),
    inHand: { words, ...(sets === undefined ? {} : { sets }) },
  };
}
// "vascular" alone is also a venous scan or a cardiovascular clinic: a false "in hand" would silence an urgent referral.
export const vascularReferral = referral('vascular-referral', 'Referral to a vascular specialist', [
  ['to vascular'],
  ['vascular surg'],
  ['vascular specialist'],
  ['vascular service'],
  ['vascular team'],
  ['vascular referral'],
  ['vascular consult'],
]);
export const emergencyTransfer = referral(
  'emergency-transfer',
  'Emergency transfer, with a call to the vascular team now',
  [['emergency', 'transfer']],
  [snomed('306104004', 'Referral to accident and emergency service (procedure)')],
  ['refer-emergency'],
);
export const emergencyAssessment = referral(
  'emergency-assessment',
  'Emergency department assessment now',
  [['emergency', 'assessment']],
  [snomed('306104004', 'Referral to accident and emergency service (procedure)')],
  ['refer-emergency'],
);
export const surgicalReview = referral(
  'emergency-surgical-review',
  'Emergency surgical review for compartment syndrome',
  [['compartment']],
);
export const footProtection = referral(
  'foot-protection',
  'Referral to foot protection or multidisciplinary foot service',
  [['podiat'], ['foot', 'protection'], ['foot', 'service']],
  [snomed('308451001', 'Referral to podiatrist (procedure)')],
  ['refer-podiatry'],
);
export const sleepReferral = referral('sleep-referral', 'Referral to sleep medicine or neurology', [
  ['sleep'],
  ['neurolog'],
]);
export const neurologyReferral = referral('neurology-referral', 'Referral to neurology', [['neurolog']]);
export const intravenousIronReferral = referral('intravenous-iron', 'Assessment for intravenous iron', [
  ['intravenous iron'],
  ['iron infusion'],
]);
export const exerciseProgramme = referral(
  'supervised-exercise',
  'Supervised or structured exercise programme for claudication',
  [['exercise']],
  [snomed('304507003', 'Exercise education (procedure)')],
  ['therapy-stretching-exercise'],
);
export const smokingCessation = referral(
  'smoking-cessation',
  'Smoking cessation support',
  [['smoking']],
  [snomed('710081004', 'Smoking cessation therapy (regime/therapy)')],
  ['refer-smoking-cessation'],
);

// Tasks
export function reviewTask(id: string, text: string, body: string): Order {
  return { id, resource: 'Task', text, body, effort: 'question', inHand: { words: [[text.toLowerCase()]] } };
}
export const footExam: Order = {
  id: 'foot-examination',
  resource: 'Task',
  text: 'Foot examination: monofilament, vibration, pulses, skin',
  body: 'Examine both feet without socks: 10-g monofilament and 128-Hz vibration, dorsalis pedis and posterior tibial pulses, temperature, skin and wounds.',
  effort: 'exam',
  inHand: { words: [['foot examination']] },
};
export const legCheckToday: Order = {
  id: 'leg-check-today',
  resource: 'Task',
  text: 'Leg check today after sudden severe pain',
  body: 'Today: is the pain still there? Foot cold, pale, numb or weak? Pulses of both feet, calf swollen or tense, injury, anticoagulant, back or abdominal pain. Any sign: emergency assessment.',
  effort: 'exam',
  inHand: { words: [['leg check today']] },
};
export const intakeForm: Order = {
  id: 'leg-pain-intake',
  resource: 'Task',
  text: 'Leg-pain intake questionnaire',
  body: 'Complete the leg-pain intake (Questionnaire https://nocturne.example/fhir/Questionnaire/leg-pain-intake) with the patient.',
  effort: 'question',
  inHand: { words: [['leg-pain intake']] },
};

// Advice
export function advice(id: string, text: string, body: string): Order {
  return {
    id,
    resource: 'CommunicationRequest',
    text,
    body,
    effort: 'question',
    inHand: { words: [[text.toLowerCase()]] },
  };
}

// Perfusion, further
/** After an amputation nothing is asked of a limb that is gone (trap 25). */
export const abiRemainingLeg: Order = {
  ...abiToePressure,
  id: 'abi-toe-pressure-remaining',
  text: 'Ankle-brachial index with toe pressure and waveforms of the leg that remains',
};
export const abiExercise: Order = {
  id: 'abi-exercise',
  resource: 'ServiceRequest',
  text: 'Exercise (treadmill) ankle-brachial index',
  coding: [
    loinc(
      '72832-9',
      'US.doppler Extremity arteries - bilateral for physiologic artery study at rest and with exercise',
    ),
  ],
  effort: 'device',
  inHand: {
    words: [
      ['exercise', 'ankle'],
      ['treadmill', 'ankle'],
    ],
  },
};

export const haematologyReferral = referral(
  'haematology-referral',
  'Referral to haematology',
  [['haematolog'], ['hematolog']],
  [snomed('183567007', 'Referral to hematologist (procedure)')],
  ['refer-hematology-oncology'],
);
