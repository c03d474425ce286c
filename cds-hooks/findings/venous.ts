/** Chronic venous disease: varices, skin changes, the classical pattern, what mimics it and what forbids compression. */
import {
  age,
  all,
  any,
  answered,
  anyOf,
  eitherLeg,
  everRecorded,
  finding,
  latest,
  mayHaveCaused,
  not,
  recorded,
  refuted,
  unless,
} from '#rules';
import * as acute from './acute-leg.ts';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import { advice, reviewTask } from './orders.ts';
import * as perfusion from './perfusion.ts';
import * as symptoms from './symptoms.ts';
import * as veins from './veins.ts';

// Chronic disease, as recorded
export const varicoseSymptomatic = finding(
  'varicose veins with pain, inflammation or other complication recorded',
  recorded('cond-varicose-veins-symptomatic'),
);
export const insufficiencyRecorded = finding(
  'chronic venous insufficiency, venous hypertension or post-thrombotic syndrome recorded',
  recorded('cond-chronic-venous-insufficiency'),
);
export const ulcerRecorded = finding('venous ulcer recorded', recorded('cond-venous-ulcer'));
export const ulcerEver = finding('venous ulcer, open or healed', everRecorded('cond-venous-ulcer'));
export const insufficiencyRefuted = finding(
  'venous disease refuted',
  refuted(['cond-varicose-veins', 'cond-chronic-venous-insufficiency', 'cond-venous-ulcer']),
);
/** Codes that say the veins give trouble; "asymptomatic varicose veins" does not. */
export const symptomaticCode = any(varicoseSymptomatic, insufficiencyRecorded, ulcerRecorded);

// Chronic disease, as seen
export const varices = finding(
  'varicose veins seen',
  any(symptoms.varicose, answered('exam.leg', 'varicose-veins')),
);
export const anyVarices = finding(
  'varicose veins seen or recorded',
  any(symptoms.varicose, answered('exam.leg', 'varicose-veins'), recorded('cond-varicose-veins')),
);
export const skinChange = finding(
  'brown, hard or eczematous skin above the ankle',
  any(symptoms.brownSkin, exam.examStasisSkin),
);
export const oedema = finding(
  'both legs swollen, or pitting oedema',
  any(symptoms.bothLegsSwollen, answered('exam.leg', 'pitting')),
);
export const gaiterSore = finding(
  'a sore that does not heal, with varicose veins, brown skin or a recorded venous disease',
  all(symptoms.sore, any(symptoms.varicose, skinChange, symptomaticCode)),
);
/** CEAP C3 or higher on the legs as they are. */
export const advancedSign = any(skinChange, oedema, ulcerRecorded, gaiterSore);
export const legsNormal = finding('legs normal to look and touch', answered('exam.leg', 'normal'));

// The pattern
export const heaviness = finding('aching or heavy', answered('quality', 'aching'));
export const throbbing = finding('throbbing', answered('quality', 'throbbing'));
export const electric = finding('electric', answered('quality', 'electric'));
export const worseHeat = finding('worse with warmth', answered('worse', 'heat'));
export const evening = finding(
  'present in the evening or on standing',
  answered('timing', anyOf('evening', 'standing')),
);
export const worseRaised = finding('worse with the legs raised', answered('worse', 'legs-raised'));
/** Worse on standing belongs to the spine and the arteries too, unless sitting or bending is what ends it. */
export const orthostatic = finding(
  'worse with standing, not ended by sitting or bending and not a pain of walking',
  all(
    symptoms.worseStanding,
    unless(
      any(symptoms.seatedGone, symptoms.reliefBendForward, symptoms.backToBelowKnee, symptoms.worseWalking),
    ),
  ),
);
export const forefootFlat = finding(
  'pain of the forefoot, toes or foot that is worse flat',
  all(symptoms.siteForefoot, symptoms.worseFlat),
);
export const ischemicPosition = finding(
  'worse raised, or eased by hanging the leg down',
  any(worseRaised, symptoms.reliefDangleStill, symptoms.positionalForefoot),
);
/** Another pattern explains tonight better, whatever the veins look like. */
export const otherPattern = finding(
  'another clear pattern: cramp, urge to move, numb or burning feet, nerve root, joint, rest pain, or a new one-sided sign',
  any(
    symptoms.classicCramp,
    all(symptoms.hardMuscle, symptoms.attackMinutes),
    all(symptoms.urge, any(symptoms.urgeAtRest, symptoms.urgeReturns)),
    symptoms.positionalForefoot,
    symptoms.stocking,
    symptoms.soles,
    all(symptoms.qualityBurning, symptoms.siteForefoot),
    symptoms.backToBelowKnee,
    all(symptoms.seatedGone, any(symptoms.worseWalking, symptoms.worseStanding)),
    all(acute.recentOnset, any(symptoms.oneLegSwollen, symptoms.warmRed)),
    exam.deepVeinTender,
    symptoms.qualityCreeping,
    answered('worse', anyOf('loading-joint', 'lying-on-side', 'cough')),
  ),
);
/** Redness of both legs for months is stasis dermatitis, not infection. */
export const stasisDermatitis = veins.redBothForMonths;

// Compression and raising
const compressionRisk = any(
  history.diabetes,
  history.smoker,
  history.chronicKidneyDisease,
  perfusion.pulsesReduced,
  perfusion.wound,
  ulcerEver,
  history.padSpecific,
  history.padUnspecific,
);
/** Before any compression the ABI is measured in these. */
export const needsAbiFirst = finding(
  'age 65 or over, diabetes, smoking, kidney disease, weak pulse, ulcer or artery disease',
  any(age.atLeast(65), compressionRisk),
);
export const arteryDisease = finding(
  'artery disease recorded, or ABI at most 0.90, above 1.40 or toe index at most 0.70',
  any(
    history.padSpecific,
    perfusion.indexMeetsCriterion,
    perfusion.indexOfOneVessel,
    perfusion.indexHigh,
    perfusion.toeIndexLow,
  ),
);
export const flowMeasuredGood = finding(
  'ABI 1.00 to 1.40 without diabetes or advanced kidney disease, or toe-brachial index above 0.70, in both legs',
  any(perfusion.indexNormalAndReliable, perfusion.toeIndexNormalBoth),
);
export const compressionForbidden = finding(
  'ABI below 0.60, ankle pressure below 60 or toe pressure below 30 mmHg',
  eitherLeg(
    any(
      latest(exam.ankleBrachialIndex).below(0.6),
      latest(exam.anklePressure).below(60),
      latest(exam.toePressure).below(30),
    ),
  ),
);
export const noCompressionYet = any(
  arteryDisease,
  compressionForbidden,
  history.heartFailure,
  exam.monofilamentReduced,
  history.diabeticNeuropathyRecorded,
  ischemicPosition,
  veins.swellingOneLeg,
  all(veins.redWarm, unless(stasisDermatitis)),
);
export const oedemaDrug = finding(
  'a drug that swells legs (amlodipine and the like, gabapentinoid, NSAID, steroid), not started after the complaint',
  mayHaveCaused([
    'drug-dihydropyridine-ccb',
    'drug-gabapentin',
    'drug-gabapentin-enacarbil',
    'drug-pregabalin',
    'drug-nsaid',
    'drug-corticosteroid-systemic',
  ]),
);
export const oedemaDisease = finding(
  'heart failure, cirrhosis, kidney disease or nephrotic syndrome',
  any(
    history.heartFailure,
    history.cirrhosis,
    history.chronicKidneyDisease,
    recorded('cond-peripheral-edema-causes-nephrotic', { absentUnlessRecorded: true }),
  ),
);
export const lymphoedema = finding(
  'lymphoedema',
  recorded('cond-lymphedema', { absentUnlessRecorded: true }),
);
export const diureticForVeins = finding(
  'a loop diuretic with no heart, kidney or liver disease and no hypertension on the problem list',
  all(drugs.loopDiuretic, not(oedemaDisease), not(history.hypertension)),
);

// What is asked for
export const compressionReview = reviewTask(
  'compression-decision',
  'Decide on compression: perfusion has been measured',
  'The arterial reading on file does not forbid compression. Decide with the patient on strength and fit; check the readings are of both legs and newer than any arterial procedure, sensation of the feet, heart failure, skin, allergy, and whether the hands can take a stocking off. It is the treatment of a venous ulcer; for varicose veins it comes after the question of intervention.',
);
export const oedemaDrugReview = reviewTask(
  'review-oedema-drug',
  'Medication review: a drug that swells legs',
  'A dihydropyridine, gabapentinoid, NSAID or steroid is on the list and the legs are swollen. Compare its start with the swelling and review need, dose and alternatives with the prescriber before the veins are blamed.',
);
export const diureticReview = reviewTask(
  'review-diuretic-venous',
  'Medication review: diuretic for venous oedema',
  'A loop diuretic is on the list without heart, kidney or liver disease on the problem list. For venous oedema alone it does not help and costs fluid and electrolytes. Check its indication with the prescriber.',
);
export const veinAdvice = advice(
  'advice-venous-leg',
  'Advice: legs that ache after standing',
  'Walk often, avoid long standing and sitting still, move the ankles, keep a healthy weight, care for the skin. Whether to raise the legs or wear stockings is decided after the pulses have been checked. Come at once if one leg swells, a vein turns hard, red and painful, a sore opens, or a vein bleeds: press on it and lie down.',
);
