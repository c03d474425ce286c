/** What data an expression needs: prefetch templates and queries are derived from this, so a rule reads only what was asked for. */
import { COMPLAINT, ONSET_ITEMS } from './complaint-onset.ts';
import type { Expr, Leaf, Measure } from './expr.ts';

/** Value sets and intake items by kind of data. */
export interface Needs {
  readonly conditions: Set<string>;
  readonly drugs: Set<string>;
  readonly observations: Set<string>;
  readonly procedures: Set<string>;
  readonly family: Set<string>;
  readonly items: Set<string>;
  readonly measures: Set<Measure>;
}

export function noNeeds(): Needs {
  return {
    conditions: new Set(),
    drugs: new Set(),
    observations: new Set(),
    procedures: new Set(),
    family: new Set(),
    items: new Set(),
    measures: new Set(),
  };
}

/** Adds the needs of an expression; criterion names are resolved by the caller, who adds the criteria themselves. */
export function addNeeds(expr: Expr<string>, needs: Needs): void {
  for (const leaf of leavesOf(expr)) addLeaf(leaf, needs);
}

/** All leaves of an expression, scores opened; criterion names yield nothing. */
export function* leavesOf(expr: Expr<string>): Generator<Leaf> {
  switch (expr.op) {
    case 'criterion':
      return;
    case 'all':
    case 'any':
    case 'at-least':
      for (const part of expr.of) yield* leavesOf(part);
      return;
    case 'finding':
    case 'not':
    case 'unless':
    case 'known':
    case 'either-leg':
    case 'both-legs':
      yield* leavesOf(expr.of);
      return;
    case 'scored':
      yield expr;
      for (const item of expr.score.items) yield* leavesOf(item.when);
      return;
    default:
      yield expr;
  }
}

/** A measure and the measures it can be computed from. */
export function addMeasure(measure: Measure, needs: Needs): void {
  needs.measures.add(measure);
  for (const set of measure.sets) needs.observations.add(set);
  for (const set of measure.voidedBy ?? []) {
    needs.procedures.add(set);
    needs.conditions.add(set);
  }
  if (measure.ratioOf !== undefined) {
    addMeasure(measure.ratioOf.over, needs);
    addMeasure(measure.ratioOf.under, needs);
  }
}

function addLeaf(leaf: Leaf, needs: Needs): void {
  switch (leaf.op) {
    case 'answered':
      needs.items.add(leaf.item);
      return;
    case 'counted':
      needs.items.add(leaf.item);
      return;
    case 'condition':
      for (const set of leaf.sets) needs.conditions.add(set);
      return;
    case 'culprit':
      for (const item of ONSET_ITEMS) needs.items.add(item);
      for (const set of [COMPLAINT, ...(leaf.since ?? [])]) needs.conditions.add(set);
      for (const set of leaf.sets) needs.drugs.add(set);
      return;
    case 'drug':
    case 'took':
      for (const set of leaf.sets) needs.drugs.add(set);
      return;
    case 'measure':
    case 'measure-by-age':
    case 'multiple':
    case 'changed':
      addMeasure(leaf.measure, needs);
      return;
    case 'coded':
      for (const set of leaf.sets) needs.observations.add(set);
      return;
    case 'procedure':
      for (const set of leaf.sets) needs.procedures.add(set);
      return;
    case 'family':
      for (const set of leaf.sets) needs.family.add(set);
      return;
    case 'age':
    case 'sex':
    case 'symptomatic-leg':
    case 'scored':
      return;
  }
}
