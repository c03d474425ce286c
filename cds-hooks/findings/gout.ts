/** Gout: the hot joint of the foot, the parts of the 2015 score, what raises urate, and the toe that is something else. */
import {
  age,
  all,
  answered,
  any,
  anyOf,
  days,
  eitherLeg,
  finding,
  latest,
  mayHaveCaused,
  months,
  points,
  recorded,
  refuted,
  scored,
  sex,
  suspected,
  takes,
  unless,
  type Measure,
  type Score,
} from '#rules';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import { footComplaint, footJointSite } from './feet.ts';
import * as history from './history.ts';
import { egfr } from './labs.ts';
import { hotJoint, swollenJoint, synovitis } from './joints.ts';
import * as perfusion from './perfusion.ts';
import * as symptoms from './symptoms.ts';

export const urate: Measure = {
  id: 'urate',
  name: 'urate',
  sets: ['lab-uric-acid'],
  unit: 'mg/dL',
  also: { 'umol/L': { factor: 1 / 59.5 }, 'mmol/L': { factor: 1000 / 59.5 } },
  plausible: [0.5, 30],
  within: months(12),
  cites: ['neuro-msk 0, 8C'],
};

// The joint
export {
  hotJoint,
  hotJointNow,
  swollenJoint,
  synovitis,
  synovitisLarge as largeJointSynovitis,
} from './joints.ts';
export const siteToes = answered('site', 'toes');
export const siteKnee = finding('in the knee', answered('site', 'knee'));
export const hotRed = finding('red and hot', answered('quality', 'hot-red'));
export const red = finding('redness', any(hotRed, symptoms.warmRed, exam.examRedWarm));
export const hardToWalk = finding(
  'hard to walk or load the joint',
  any(answered('worse', anyOf('walking', 'loading-joint')), answered('impact.activities', 'severe')),
);
/** A red ankle alone is more often the skin: the joint must hurt to touch or to load, or have been red before. */
const redJoint = all(
  footJointSite,
  symptoms.warmRed,
  any(symptoms.worseSheet, hardToWalk, symptoms.recurrentAttacks),
);
const hotOrRed = any(hotJoint, hotRed, redJoint);
export const recurrent = symptoms.recurrentAttacks;
const acuteOnset = any(symptoms.onsetSudden, symptoms.onsetWithin14d, answered('onset', 'under-2-weeks'));
/** Hot or red, by its beginning, its returns or the tick "in the last 2 weeks"; a joint only swollen must have begun of late. */
const inflamed = any(
  all(hotOrRed, any(acuteOnset, recurrent, hotJoint)),
  all(any(swollenJoint, synovitis), acuteOnset),
);
const alike = any(symptoms.bothEqual, symptoms.stocking, symptoms.redHotAttacks);
/** A joint of the foot, of one side, inflamed and acute. */
export const podagra = finding(
  'acute inflamed joint of the foot (big toe, midfoot or ankle)',
  all(any(footJointSite, all(siteToes, any(hotJoint, hotRed, swollenJoint))), inflamed, unless(alike)),
);
export const kneeAttack = finding(
  'acute inflamed knee',
  all(siteKnee, any(hotJoint, all(any(swollenJoint, synovitis), acuteOnset)), unless(alike)),
);
export const noJointSigns = finding(
  'no swollen joint, no synovitis on examination',
  all(answered('stiffness.swollen-joint', 'no'), answered('exam.synovitis', 'none')),
);

// Course and touch
export const touch = symptoms.worseSheet;
/** Two of: worst within a day, gone within 14 days, clears completely between attacks. */
const typicalCourse = all(
  symptoms.onsetSudden,
  any(recurrent, all(symptoms.onsetWithin14d, symptoms.nowGone)),
);

// Record
const GOUT = 'cond-gout';
export const recordedGout = finding('gout recorded', recorded(GOUT));
export const suspectedGout = finding('gout recorded as unconfirmed', suspected(GOUT));
export const refutedGout = finding('gout refuted', refuted(GOUT));
/** A new code with foot pain, or known gout and a foot joint that began of late and cannot bear the sheet. */
export const codedAttack = finding(
  'gout on record, new with foot pain or with an acute foot joint that cannot bear the sheet',
  any(
    all(
      recorded(GOUT, { within: days(14) }),
      any(footComplaint, recorded('sx-ankle-pain', { within: days(90) })),
    ),
    all(recorded(GOUT), footJointSite, symptoms.worseSheet, acuteOnset, unless(alike)),
  ),
);

// Urate: a low one says nothing under treatment, a normal one nothing in an attack.
export const urateLowering = finding('a urate-lowering drug', takes('drug-urate-lowering'));
export const urateLoweringNew = finding(
  'a urate-lowering drug started within 6 months',
  takes('drug-urate-lowering', { startedWithin: months(6) }),
);
export const urateLow = finding(
  'urate below 4 mg/dL without urate-lowering treatment',
  all(latest(urate).below(4), unless(urateLowering)),
);
export const urateHigh = finding('urate at least 6 mg/dL', latest(urate).atLeast(6));

/**
 * 2015 ACR/EULAR classification, the clinical and urate items, points as printed in the dossier; bands are written as
 * steps. What was not done scores nothing there: crystals settle it without points, none found takes off 2, and
 * tophus, ultrasound or dual-energy CT, and erosion (4 each) have no place in the record.
 */
export const goutScore: Score = {
  id: 'gout-2015',
  name: 'Gout score 2015 (clinical part and urate)',
  version: 'ACR/EULAR 2015 without aspiration, tophus and imaging',
  items: [
    points(1, 'ankle, midfoot or big-toe joint', footJointSite),
    points(1, 'the big-toe joint', all(footJointSite, siteToes)),
    points(1, 'redness over the joint', red),
    points(1, 'cannot bear touch', touch),
    points(1, 'hard to walk', hardToWalk),
    points(1, 'typical course', typicalCourse),
    points(1, 'the same attacks before', all(symptoms.onsetSudden, recurrent)),
    points(2, 'urate 6 mg/dL or more', latest(urate).atLeast(6)),
    points(1, 'urate 8 mg/dL or more', latest(urate).atLeast(8)),
    points(1, 'urate 10 mg/dL or more', latest(urate).atLeast(10)),
    points(-4, 'urate below 4 mg/dL, untreated', all(latest(urate).below(4), unless(urateLowering))),
  ],
  cites: ['neuro-msk block 8C'],
};
export const scoreMet = finding('2015 gout score at least 8', scored(goutScore).atLeast(8));

// What raises urate, and who gets gout
export const diuretic = finding(
  'a thiazide or loop diuretic, not started after the complaint',
  mayHaveCaused(['drug-thiazide-diuretic', 'drug-loop-diuretic']),
);
export const aspirin = finding('aspirin, not started after the complaint', mayHaveCaused('drug-aspirin'));
export const transplant = finding('kidney transplant', recorded('cond-kidney-transplant'));
export const manOverForty = finding('man over 40', all(sex('male'), age.above(40)));

// The toe that is something else
export const ischemicToe = finding(
  'toe or foot pale, blue, black or cold, or without pulse',
  any(
    symptoms.toesDiscoloured,
    symptoms.flagColdPale,
    eitherLeg(any(exam.footCold, exam.footPale, exam.footMottled)),
    exam.pulsesAbsent,
    perfusion.gangrene,
  ),
);
export const burningStocking = finding(
  'burning or stocking numbness of both feet',
  all(symptoms.qualityBurning, any(symptoms.stocking, symptoms.bothEqual)),
);
export const otherSite = any(symptoms.siteCalf, symptoms.siteThigh, symptoms.siteBack);

// Gates of the drugs for an attack
export const kidneyFailing = finding('eGFR below 30', latest(egfr).below(30));
const raas = takes(['drug-acei', 'drug-arb']);
export const nsaidUnsafe = finding(
  'an NSAID with eGFR below 30, heart failure, an anticoagulant, or an ACE inhibitor or sartan with a diuretic',
  all(
    drugs.antiInflammatory,
    any(kidneyFailing, history.heartFailure, drugs.anticoagulant, all(raas, drugs.anyDiuretic)),
  ),
);
export const colchicine = finding('colchicine', takes('drug-colchicine'));
export const colchicineUnsafe = finding(
  'colchicine with eGFR below 30 and a CYP3A4 or P-gp inhibitor',
  all(colchicine, kidneyFailing, takes('drug-cyp3a4-statin-interaction')),
);
export const colchicineStatin = all(
  colchicine,
  drugs.statin,
  any(latest(egfr).below(60), history.chronicKidneyDisease),
);
