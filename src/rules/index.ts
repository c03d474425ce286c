/** The door of the rule language: what rules and the rooms above may use. */
export { days, hours, months, sayWindow as sayWindowOf, weeks, years, type Window } from '#clinical/time';
export * from './build.ts';
export { expand, label, say, type Wording } from './english.ts';
export { Evaluation } from './evaluate.ts';
export type * from './expr.ts';
export { addMeasure, addNeeds, leavesOf, noNeeds, type Needs } from './needs.ts';
export { citesOf, expressionsOf, namesOf, ordersOf, type Rule } from './parts.ts';
export * from './order-check.ts';
export * from './relief.ts';
export * from './rule.ts';
export { scoreRange, type ScoreRange } from './score.ts';
export { Program, type Names, type NodeId } from './program.ts';
export {
  MET,
  NOT_MET,
  verdictOf,
  whyOf,
  type Code,
  type Leg,
  type Reading,
  type Verdict,
} from './reading.ts';
export { WhatIf, type Assumed } from './what-if.ts';
