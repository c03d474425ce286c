/** What the record says the patient has or had: diagnoses, risk factors, procedures, relatives. */
import {
  age,
  all,
  any,
  answered,
  days,
  everRecorded,
  finding,
  inFamily,
  latest,
  months,
  not,
  observed,
  performed,
  recorded,
  refuted,
  suspected,
  takes,
  unless,
  weeks,
} from '#rules';
import { egfr } from './labs.ts';
import { ankleBrachialIndex } from './exam.ts';
import {
  chemotherapyReported,
  dialysisReported,
  flagCancer,
  pregnantReported,
  previousClotReported,
  surgeryReported,
} from './symptoms.ts';

const open = { absentUnlessRecorded: true } as const;

export const diabetes = finding(
  'diabetes',
  recorded(['cond-diabetes-type1', 'cond-diabetes-type2', 'cond-diabetes-other'], open),
);
export const prediabetes = finding('prediabetes', recorded('cond-prediabetes', open));
export const advancedKidneyDisease = finding(
  'CKD stage 4 or 5, or dialysis',
  any(
    recorded(['cond-ckd-stage4', 'cond-ckd-stage5', 'cond-esrd-dialysis'], open),
    dialysisReported,
    latest(egfr).below(30),
  ),
);
export const dialysis = finding(
  'dialysis or end-stage kidney disease',
  any(recorded('cond-esrd-dialysis', open), dialysisReported),
);
export const chronicKidneyDisease = finding(
  'chronic kidney disease',
  recorded(
    ['cond-ckd-any', 'cond-ckd-stage3', 'cond-ckd-stage4', 'cond-ckd-stage5', 'cond-esrd-dialysis'],
    open,
  ),
);
export const smoker = finding(
  'current smoking',
  any(observed('obs-smoking-status', 'soc-tobacco-current'), recorded('soc-tobacco-current')),
);
export const everSmoked = finding(
  'current or former smoking',
  any(
    observed('obs-smoking-status', ['soc-tobacco-current', 'soc-tobacco-former']),
    everRecorded(['soc-tobacco-current', 'soc-tobacco-former']),
  ),
);
export const hypertension = finding('hypertension', recorded('cond-hypertension', open));
export const hyperlipidaemia = finding('dyslipidaemia', recorded('cond-hyperlipidemia', open));
export const otherAtherosclerosis = finding(
  'atherosclerosis in another bed (coronary, cerebral, carotid, aortic)',
  everRecorded(['cond-cad', 'cond-mi', 'cond-stroke-tia', 'cond-carotid-disease', 'cond-aaa'], open),
);
export const heartFailure = finding('heart failure', recorded(['cond-heart-failure', 'cond-lvsd'], open));
export const atrialFibrillation = finding(
  'atrial fibrillation or flutter',
  recorded('cond-atrial-fibrillation', open),
);
export const recentInfarction = finding(
  'myocardial infarction within 3 months',
  recorded('cond-mi', { within: months(3) }),
);
export const cardiacThrombus = finding('intracardiac thrombus', recorded('cond-intracardiac-thrombus', open));

// Arteries
export const padSpecific = finding(
  'peripheral artery disease recorded',
  recorded([
    'cond-pad',
    'cond-intermittent-claudication',
    'cond-clti',
    'cond-ischemic-rest-pain',
    'cond-pad-ulceration',
    'cond-pad-gangrene',
  ]),
);
export const padUnspecific = finding(
  'peripheral vascular disease recorded, unspecified',
  recorded('cond-pad', { nonspecific: true }),
);
export const padRefuted = finding(
  'peripheral artery disease refuted',
  refuted(['cond-pad', 'cond-intermittent-claudication', 'cond-clti', 'cond-ischemic-rest-pain']),
);
export const restPainRecorded = finding(
  'ischemic rest pain or CLTI recorded',
  recorded(['cond-ischemic-rest-pain', 'cond-clti', 'cond-pad-ulceration', 'cond-pad-gangrene']),
);
export const revascularised = finding(
  'leg revascularisation',
  any(performed('proc-le-revascularization'), everRecorded('proc-le-revascularization')),
);
export const revascularisedRecently = finding(
  'arterial procedure on the leg within 30 days',
  performed('proc-le-revascularization', { within: days(30) }),
);
export const arterialGraft = finding(
  'arterial graft, stent or leg revascularisation',
  any(
    performed('proc-le-revascularization'),
    everRecorded(['proc-le-revascularization', 'cond-vascular-graft-complication'], { nonspecific: true }),
  ),
);
export const poplitealAneurysm = finding(
  'aneurysm of a leg artery',
  recorded('cond-popliteal-aneurysm', open),
);
export const aorticAneurysm = finding(
  'aortic aneurysm',
  recorded('cond-aaa', { ...open, nonspecific: true }),
);
export const acuteLimbIschemiaRecorded = finding(
  'acute arterial occlusion of the leg recorded within 14 days',
  recorded(['cond-acute-limb-ischemia'], { within: days(14) }),
);
export const blueToeRecorded = finding(
  'atheroembolism or blue toe recorded within 14 days',
  recorded('cond-atheroembolism-blue-toe', { within: days(14) }),
);
export const amputation = finding('leg or foot amputation', everRecorded('proc-le-amputation'));
export const raynaud = finding('Raynaud or Buerger disease', recorded('cond-raynaud-buerger', open));
export const footWound = finding(
  'foot or leg wound',
  any(
    recorded(['cond-diabetic-foot-ulcer', 'cond-nonhealing-ulcer', 'sx-leg-ulcer', 'cond-pad-ulceration'], {
      perLeg: true,
    }),
    answered('skin-and-swelling', 'non-healing-sore'),
  ),
);
export const woundOverTwoWeeks = finding(
  'foot or leg wound for over 2 weeks',
  any(
    recorded(['cond-diabetic-foot-ulcer', 'cond-nonhealing-ulcer', 'sx-leg-ulcer', 'cond-pad-ulceration'], {
      olderThan: weeks(2),
      perLeg: true,
    }),
    answered('skin-and-swelling', 'non-healing-sore'),
  ),
);
/** 2024 ACC/AHA "increased risk" group; the item "family history" counts only from 50 to 64. */
export const padRiskGroup = finding(
  'at increased risk of peripheral artery disease by age, diabetes, smoking or other atherosclerosis',
  any(
    age.atLeast(65),
    all(
      age.between(50, 64),
      any(diabetes, everSmoked, hyperlipidaemia, hypertension, chronicKidneyDisease, inFamily('cond-pad')),
    ),
    all(age.below(50), diabetes, any(everSmoked, hyperlipidaemia, hypertension, chronicKidneyDisease)),
    otherAtherosclerosis,
  ),
);
/** Calcified, incompressible ankle arteries make the ABI falsely high. */
export const calcificationRisk = finding(
  'diabetes, CKD 4-5 or dialysis, or a previous ABI above 1.40',
  any(diabetes, advancedKidneyDisease, latest(ankleBrachialIndex).above(1.4)),
);

// Veins
export const dvtAcute = finding(
  'acute deep vein thrombosis recorded within 3 months',
  recorded('cond-dvt-acute', { within: months(3) }),
);
/** A post-thrombotic leg has had its clot: it is a previous one, never a new one. */
export const dvtHistory = finding(
  'previous deep vein thrombosis',
  any(
    everRecorded(['cond-dvt-acute', 'cond-dvt-chronic-history', 'cond-postthrombotic-syndrome'], open),
    previousClotReported,
  ),
);
/** Looked for and denied: supports no new scan by itself, and clears no flag. */
export const dvtRefuted = finding(
  'deep vein thrombosis refuted within 7 days',
  refuted('cond-dvt-acute', { within: days(7) }),
);
export const necrotisingInfection = finding(
  'necrotising infection recorded within 14 days, confirmed or suspected',
  any(
    recorded('cond-necrotizing-infection', { within: days(14) }),
    suspected('cond-necrotizing-infection', { within: days(14) }),
  ),
);
export const postThrombotic = finding('post-thrombotic syndrome', recorded('cond-postthrombotic-syndrome'));
/** Ticked ("current or past cancer") while the problem list has none: whether it is active is not known. */
const cancerUnclear = all(
  not(unless(flagCancer)),
  unless(everRecorded(['cond-cancer-active', 'cond-cancer-history', 'cond-bone-metastasis'])),
  recorded('cond-cancer-active'),
);
export const cancerActive = finding(
  'active cancer',
  any(recorded(['cond-cancer-active', 'cond-bone-metastasis'], open), cancerUnclear),
);
/** Own cancer at any time; relatives' cancer (Z80) is another set. A generic cancer code counts. */
export const cancerEver = finding(
  'own cancer, now or in the past',
  any(
    everRecorded(['cond-cancer-active', 'cond-cancer-history', 'cond-bone-metastasis'], {
      nonspecific: true,
    }),
    flagCancer,
  ),
);
export const legPlegia = finding(
  'paralysis, paresis or fracture of a leg within 12 weeks',
  any(recorded('cond-leg-paralysis', open), recorded('cond-leg-fracture', { ...open, within: weeks(12) })),
);
export const surgeryWithin12Weeks = finding(
  'bedridden for 3 days or major surgery within 12 weeks',
  any(
    surgeryReported,
    performed('procedure-surgical', { ...open, within: weeks(12) }),
    recorded('cond-recent-surgery', { ...open, within: weeks(12) }),
    recorded('cond-immobilisation', { ...open, within: weeks(12) }),
  ),
);
export const pregnancy = finding(
  'pregnancy',
  any(pregnantReported, recorded('cond-pregnancy', { within: months(10) })),
);
export const postpartum = finding('birth within 6 weeks', recorded('cond-puerperium', { within: weeks(6) }));
export const pregnantOrPostpartum = finding(
  'pregnant or within 6 weeks of birth',
  any(pregnancy, postpartum),
);
export const cellulitisRecorded = finding(
  'leg cellulitis recorded within 14 days',
  recorded('cond-cellulitis-leg', { within: days(14) }),
);

// Nerves, sleep, muscle
export const restlessLegsRecorded = finding('restless legs syndrome recorded', recorded('cond-rls'));
export const diabeticNeuropathyRecorded = finding(
  'diabetic polyneuropathy recorded',
  recorded('cond-diabetic-polyneuropathy'),
);
export const neuropathyRecorded = finding(
  'peripheral neuropathy recorded',
  recorded(['cond-diabetic-polyneuropathy', 'cond-peripheral-neuropathy', 'cond-alcoholic-polyneuropathy']),
);
export const ironDeficiency = finding('iron deficiency recorded', recorded('cond-iron-deficiency'));
export const parkinson = finding(
  'Parkinson disease',
  recorded('cond-parkinson', { ...open, nonspecific: true }),
);
export const multipleSclerosis = finding('multiple sclerosis', recorded('cond-ms', open));
export const b12Deficiency = finding('vitamin B12 deficiency recorded', recorded('cond-b12-deficiency'));
export const alcoholUseDisorder = finding(
  'alcohol use disorder',
  recorded(['cond-alcohol-use-disorder', 'cond-alcoholic-polyneuropathy']),
);
export const hypothyroidism = finding('hypothyroidism', recorded('cond-hypothyroidism', open));
export const cirrhosis = finding('cirrhosis', recorded('cond-cirrhosis', open));
export const lumbarStenosis = finding(
  'lumbar spinal stenosis recorded',
  recorded('cond-lumbar-spinal-stenosis', { nonspecific: true }),
);
export const motorNeuronDisease = finding('motor neuron disease', recorded('cond-motor-neuron-disease'));
export const hiv = finding('HIV', recorded('cond-hiv'));
export const monoclonalProtein = finding(
  'monoclonal protein, myeloma or amyloid',
  recorded('cond-mgus-myeloma-amyloid'),
);
export const obstructiveLungDisease = finding('COPD', recorded('cond-copd', open));
export const sleepApnoea = finding('sleep apnoea', recorded('cond-sleep-apnea', open));
export const caudaEquinaRecorded = finding(
  'cauda equina syndrome recorded within 14 days',
  recorded('cond-cauda-equina', { within: days(14) }),
);
export const malabsorption = finding(
  'malabsorption or bariatric surgery',
  everRecorded('cond-malabsorption-bariatric'),
);
export const restlessLegsInFamily = finding('restless legs in the family', inFamily('cond-rls'));
/** What comes with restless legs more often: iron deficiency, malabsorption, multiple sclerosis, Parkinson disease. */
export const restlessLegsRisk = finding(
  'iron deficiency, malabsorption, multiple sclerosis or Parkinson disease recorded',
  any(ironDeficiency, malabsorption, multipleSclerosis, parkinson),
);
/** A confirmed or an unconfirmed entry: suspicion of cauda equina is handled like the diagnosis. */
export const caudaEquinaEntered = finding(
  'cauda equina syndrome recorded within 14 days, confirmed or suspected',
  any(
    recorded('cond-cauda-equina', { within: days(14) }),
    suspected('cond-cauda-equina', { within: days(14) }),
  ),
);
export const cordCompressionRecorded = finding(
  'cord compression or myelopathy recorded within 14 days',
  any(
    recorded('cond-myelopathy-cord-compression', { within: days(14) }),
    suspected('cond-myelopathy-cord-compression', { within: days(14) }),
  ),
);
export const spinalInfectionRecorded = finding(
  'spinal infection recorded within 14 days',
  any(
    recorded('cond-spinal-infection', { within: days(14) }),
    suspected('cond-spinal-infection', { within: days(14) }),
  ),
);
export const immunosuppressed = finding(
  'immunodeficiency, systemic steroid or chemotherapy',
  any(
    recorded('cond-immunodeficiency', open),
    takes('drug-corticosteroid-systemic'),
    takes('drug-neurotoxic-chemo'),
    chemotherapyReported,
  ),
);
export const legPainOverFourWeeks = finding(
  'leg or foot pain recorded more than 4 weeks ago and still on the problem list',
  recorded(['sx-leg-pain', 'sx-foot-toe-pain'], { within: months(12), olderThan: weeks(4) }),
);
