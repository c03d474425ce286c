/** The next best question or test: what, answered either way, would move tier, rank or urgency most per effort. */
import { met, notMet, unknown, type Answer } from '#clinical/answer';
import { satisfies } from '#clinical/quantity';
import type { Chart } from '#chart';
import {
  leavesOf,
  type Assumption,
  type Cause,
  type Effort,
  type Evaluation,
  type Leaf,
  type Measure,
  type Order,
  type Part,
  type Question,
} from '#rules';
import { standing, tierOf, type Candidate } from './candidates.ts';
import { inHand } from './in-hand.ts';
import { askableNow } from './questions.ts';

export interface NextBest {
  readonly kind: 'question' | 'order';
  readonly id: string;
  readonly text: string;
}

type Step = Question | Order;

/** Relative effort: a question costs a breath, an image a day. [P] */
const EFFORT: Readonly<Record<Effort, number>> = {
  question: 1,
  exam: 1.5,
  'blood-test': 3,
  device: 3,
  imaging: 4,
  referral: 6,
};
/** Only the causes still in play are re-reasoned, and of each only the first steps. */
const CANDIDATES = 4;
const STEPS = 2;

const isQuestion = (step: Step): step is Question => 'question' in step;

/** What each cause can be moved by: its leaves by intake item and by measure, collected once per rule set. */
export class Movers {
  private readonly items = new Map<string, Map<Cause, Set<string>>>();
  private readonly measures = new Map<string, Map<Cause, Set<number>>>();

  constructor(causes: readonly Cause[]) {
    for (const cause of causes) {
      for (const criterion of Object.values(cause.criteria)) this.add(cause, leavesOf(criterion.when));
      for (const part of Object.values(cause.tiers)) this.addPart(cause, part);
    }
  }

  private addPart(cause: Cause, part: Part<string> | undefined): void {
    if (part !== undefined && typeof part !== 'string') this.add(cause, leavesOf(part));
  }

  private add(cause: Cause, leaves: Iterable<Leaf>): void {
    for (const leaf of leaves) {
      if (leaf.op === 'answered') {
        for (const code of leaf.codes) put(this.items, baseItem(leaf.item), cause, code);
      } else if (leaf.op === 'measure') put(this.measures, leaf.measure.id, cause, leaf.limit.n);
    }
  }

  /** The causes a question can move, with the answers they know. */
  byItem(item: string): ReadonlyMap<Cause, ReadonlySet<string>> {
    return this.items.get(item) ?? new Map();
  }
  /** The causes a measure can move, with their limits. */
  byMeasure(id: string): ReadonlyMap<Cause, ReadonlySet<number>> {
    return this.measures.get(id) ?? new Map();
  }
}

function put<T>(index: Map<string, Map<Cause, Set<T>>>, key: string, cause: Cause, value: T): void {
  const causes = index.get(key) ?? new Map<Cause, Set<T>>();
  const values = causes.get(cause) ?? new Set<T>();
  values.add(value);
  causes.set(cause, values);
  index.set(key, causes);
}

const baseItem = (item: string): string => item.replace(/-(?:left|right)$/, '');

/**
 * Chooses the next step.
 * @param emergency while an emergency calls for an examination, no question is offered: only an examination item
 */
export function nextBest(
  candidates: readonly Candidate[],
  movers: Movers,
  chart: Chart,
  evaluation: Evaluation,
  emergency: boolean,
  mayOrder: (order: Order) => boolean,
): NextBest | undefined {
  let best: { readonly step: Step; readonly worth: number } | undefined;
  for (const step of steps(candidates, chart, evaluation, emergency, mayOrder)) {
    const worth = gain(step, candidates, movers, evaluation) / EFFORT[step.effort];
    if (worth > 0 && (best === undefined || worth > best.worth)) best = { step, worth };
  }
  if (best === undefined) return undefined;
  const { step } = best;
  return isQuestion(step)
    ? { kind: 'question', id: step.question, text: step.text }
    : { kind: 'order', id: step.id, text: step.text };
}

function steps(
  candidates: readonly Candidate[],
  chart: Chart,
  evaluation: Evaluation,
  emergency: boolean,
  mayOrder: (order: Order) => boolean,
): readonly Step[] {
  // While some cause is in play the question is which; only then does it matter what else could be assessed.
  const likely = candidates.filter((one) => one.tier !== 'unlikely' && one.tier !== 'not-assessable');
  const inPlay =
    likely.length > 0
      ? likely
      : candidates.filter((one) => one.tier === 'not-assessable' && one.for.length > 0);
  const found = new Map<string, Step>();
  for (const { cause } of inPlay.slice(0, CANDIDATES)) {
    let taken = 0;
    for (const step of cause.settle) {
      if (taken >= STEPS) break;
      if (isQuestion(step)) {
        if ((emergency && step.effort !== 'exam') || !askableNow(step.question, chart)) continue;
        found.set(step.question, step);
      } else {
        if (emergency || !mayOrder(step) || inHand(step, chart, evaluation) !== undefined) continue;
        found.set(step.id, step);
      }
      taken += 1;
    }
  }
  return [...found.values()];
}

function gain(step: Step, candidates: readonly Candidate[], movers: Movers, evaluation: Evaluation): number {
  let most = 0;
  for (const [affected, assume] of scenarios(step, movers)) {
    const other = evaluation.whatIf(assume);
    let moved = 0;
    for (const candidate of candidates) {
      if (!affected.has(candidate.cause)) continue;
      const tier = tierOf(candidate.cause, other);
      moved += Math.abs(weighed(tier) - weighed(candidate.tier));
    }
    most = Math.max(most, moved);
  }
  return most;
}

// Unlikely and not-assessable lie far apart in the list but both mean "not this"; the move between them counts one step.
function weighed(tier: Candidate['tier']): number {
  return tier === 'unlikely' ? -1 : standing(tier, 'unknown');
}

type Scenario = readonly [ReadonlySet<Cause>, Assumption];

function* scenarios(step: Step, movers: Movers): Generator<Scenario> {
  if (isQuestion(step)) {
    const causes = movers.byItem(step.question);
    const affected = new Set(causes.keys());
    const codes = new Set([...causes.values()].flatMap((values) => [...values]));
    for (const code of codes) yield [affected, assumeAnswer(step.question, code)];
    if (codes.size > 0) yield [affected, assumeAnswer(step.question, undefined)];
    return;
  }
  for (const measure of step.inHand.results ?? []) {
    const causes = movers.byMeasure(measure.id);
    const affected = new Set(causes.keys());
    const limits = new Set([...causes.values()].flatMap((values) => [...values]));
    for (const n of limits) {
      yield [affected, assumeValue(measure, n * 0.98)];
      yield [affected, assumeValue(measure, n * 1.02)];
    }
  }
}

function assumeAnswer(item: string, code: string | undefined): Assumption {
  return (leaf): Answer | undefined => {
    if (leaf.op !== 'answered' || baseItem(leaf.item) !== item) return undefined;
    if (code !== undefined && leaf.codes.includes(code)) return met();
    return code === undefined ? notMet() : unknown('not-recorded');
  };
}

function assumeValue(measure: Measure, value: number): Assumption {
  return (leaf): Answer | undefined => {
    if (leaf.op !== 'measure' || leaf.measure.id !== measure.id) return undefined;
    return satisfies({ low: value, high: value }, leaf.limit) === true ? met() : notMet();
  };
}
