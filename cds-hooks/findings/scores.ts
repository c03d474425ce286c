/** Published point scores, each item as printed in the source named. */
import { points, scored, type Score } from '#rules';
import {
  alternativeLikely,
  calfDifference3cm,
  collateralVeins,
  deepVeinTender,
  pittingOneLeg,
  wholeLegSwollen,
} from './exam.ts';
import { cancerActive, dvtHistory, legPlegia, surgeryWithin12Weeks } from './history.ts';

/**
 * Wells score for deep vein thrombosis, the 10-item two-level version of 2003 (NICE NG158): at least 2 "likely".
 * The calf item is one point; a page that prints two is wrong. Surgery counts for 12 weeks in this version.
 */
export const wellsDvt: Score = {
  id: 'wells-dvt',
  name: 'Wells DVT score',
  version: '10 items, two levels (2003)',
  items: [
    points(1, 'active cancer', cancerActive),
    points(1, 'paralysis, paresis or recent plaster of the leg', legPlegia),
    points(1, 'bedridden for 3 days, or major surgery within 12 weeks', surgeryWithin12Weeks),
    points(1, 'tender along the deep veins', deepVeinTender),
    points(1, 'entire leg swollen', wholeLegSwollen),
    points(1, 'calf at least 3 cm larger', calfDifference3cm),
    points(1, 'pitting oedema of the symptomatic leg only', pittingOneLeg),
    points(1, 'collateral superficial veins', collateralVeins),
    points(1, 'previous DVT', dvtHistory),
    points(-2, 'another diagnosis at least as likely', alternativeLikely),
  ],
  cites: ['vascular-redflags section 4'],
};

/** "DVT likely" on what is recorded, whatever the open items bring. */
export const wellsLikely = scored(wellsDvt).atLeast(2);
/** "DVT unlikely" even if every open item counted. */
export const wellsUnlikely = scored(wellsDvt).atMost(1);
