/** Cellulitis: acute redness of one leg, the ALT-70 points, where germs come in, and what only looks like it. */
import {
  age,
  all,
  any,
  answered,
  anyOf,
  days,
  everRecorded,
  finding,
  latest,
  points,
  recorded,
  refuted,
  scored,
  suspected,
  unless,
  type Score,
} from '#rules';
import * as acute from './acute-leg.ts';
import * as drugs from './drugs.ts';
import * as exam from './exam.ts';
import * as history from './history.ts';
import * as labs from './labs.ts';
import { reviewTask } from './orders.ts';
import * as perfusion from './perfusion.ts';
import * as symptoms from './symptoms.ts';
import * as veins from './veins.ts';
import * as venous from './venous.ts';

const CELLULITIS = 'cond-cellulitis-leg';
const ticked = answered('red-flags', 'one-leg-red-warm');

// Recorded
export const recordedNow = finding(
  'leg cellulitis or necrotizing infection recorded within 14 days',
  any(history.cellulitisRecorded, recorded('cond-necrotizing-infection', { within: days(14) })),
);
export const recordedToday = recorded([CELLULITIS, 'cond-necrotizing-infection'], { within: days(3) });
export const vague = finding(
  'cellulitis or erysipelas without a site recorded within 14 days',
  recorded(CELLULITIS, { within: days(14), nonspecific: true }),
);
export const suspectedNow = finding(
  'cellulitis suspected within 14 days',
  suspected(CELLULITIS, { within: days(14), nonspecific: true }),
);
export const denied = finding('cellulitis refuted', refuted(CELLULITIS, { nonspecific: true }));
export const before = finding('previous leg cellulitis', everRecorded(CELLULITIS, { olderThan: days(14) }));

// Seen
export const redOneLeg = finding('one leg red or warm', any(ticked, all(veins.redWarm, symptoms.oneLeg)));
export const redSideUnknown = finding(
  'redness or warmth, one leg or both not said',
  all(veins.redWarm, unless(any(symptoms.bothLegsAffected, redOneLeg))),
);
export const redBoth = finding('both legs red alike', all(veins.redWarm, symptoms.bothEqual));
export const acuteOnset = finding('new within 2 weeks', any(acute.recentOnset, ticked));
export const tenderOrSwollen = finding(
  'the leg hurts at rest, or is swollen or tender',
  any(
    veins.swellingOneLeg,
    answered('exam.leg', 'pitting'),
    exam.deepVeinTender,
    symptoms.attackHours,
    symptoms.constantPain,
    symptoms.severePain,
    answered('quality', anyOf('throbbing', 'hot-red', 'burning', 'aching')),
  ),
);
export const legsNormal = finding('legs normal to look and touch now', exam.legNormalNow);
export const portal = finding(
  'a way in: wound or ulcer, or tinea of the foot',
  any(perfusion.wound, venous.ulcerRecorded, recorded('cond-tinea-pedis', { absentUnlessRecorded: true })),
);
export const tinea = finding('tinea of the foot recorded', recorded('cond-tinea-pedis'));
export const obesity = finding('obesity', recorded('cond-obesity', { absentUnlessRecorded: true }));
export const tachycardia = finding(
  'heart rate at least 90 /min',
  latest(exam.heartRate, { preliminary: true }).atLeast(90),
);
export const leucocytosis = finding(
  'white cells at least 10 x 10^9/L within 3 days',
  latest(labs.whiteCells, { within: days(3), preliminary: true }).atLeast(10),
);
export const age70 = finding('age 70 or over', age.atLeast(70));

/** ALT-70: asymmetry, leukocytosis, tachycardia, age 70; made for adults with a red leg. */
export const alt70: Score = {
  id: 'alt-70',
  name: 'ALT-70 cellulitis score',
  version: 'four items, 0 to 7 points (2017)',
  items: [
    points(3, 'redness of one leg only', all(redOneLeg, unless(symptoms.bothEqual))),
    points(1, 'white cells at least 10 x 10^9/L', leucocytosis),
    points(1, 'heart rate at least 90 /min', tachycardia),
    points(2, 'age 70 or over', age70),
  ],
  cites: ['vascular-redflags section 7'],
};
export const alt70Likely = finding('ALT-70 score at least 5', scored(alt70).atLeast(5));
export const alt70Low = finding('ALT-70 score at most 2', all(veins.redWarm, scored(alt70).atMost(2)));

/** Rest of the picture speaks of something else. */
export const otherPattern = any(
  symptoms.classicCramp,
  veins.crampWithoutSide,
  symptoms.positionalForefoot,
  all(symptoms.urge, symptoms.urgeReturns),
);
export const severeOutOfProportion = finding(
  'severe pain of a red leg that nothing eases',
  all(veins.redWarm, symptoms.severePain, symptoms.reliefNothing),
);
export const nsaidMasks = all(veins.redWarm, drugs.antiInflammatory);
export const nsaidReview = reviewTask(
  'review-nsaid-red-leg',
  'Same-day review: NSAID with a red leg and severe pain or sepsis',
  'An NSAID can hide the course of a necrotizing infection. See the leg today and review the NSAID with the prescriber.',
);
