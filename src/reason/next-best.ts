/** The next best question or test: what, answered either way, would move tier, rank or urgency most per effort. */
import { openingQuestions } from '#findings/opening';
import type { Chart } from '#chart';
import { WhatIf, type Effort, type Evaluation, type Order, type Question } from '#rules';
import { isLikely, isOpen, standing, tierOf, type Candidate } from './candidates.ts';
import { inHand } from './in-hand.ts';
import type { Mover, Movers } from './movers.ts';
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
  const likely = candidates.filter((one) => isLikely(one.tier));
  const inPlay = likely.length > 0 ? likely : candidates.filter(isOpen);
  if (inPlay.length === 0 && !emergency)
    return openingQuestions.filter((one) => askableNow(one.question, chart));
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
  for (const mover of moversOf(step, movers)) {
    for (const moved of answersOf(mover, candidates, evaluation))
      most = Math.max(
        most,
        moved.reduce((sum, [, by]) => sum + by, 0),
      );
  }
  return most;
}

/** How far each cause can move with a step, over its answers; what no answer moves is left out. */
export function moves(
  step: Step,
  candidates: readonly Candidate[],
  movers: Movers,
  evaluation: Evaluation,
): ReadonlyMap<Candidate, number> {
  const most = new Map<Candidate, number>();
  for (const mover of moversOf(step, movers)) {
    for (const [one, by] of answersOf(mover, candidates, evaluation).flat())
      most.set(one, Math.max(by, most.get(one) ?? 0));
  }
  return most;
}

// For each answer worth imagining, the causes it moves and how far.
function answersOf(
  { causes, touched, answers }: Mover,
  candidates: readonly Candidate[],
  evaluation: Evaluation,
): readonly (readonly (readonly [Candidate, number])[])[] {
  const affected = candidates.filter((one) => causes.has(one.prepared));
  return answers.map((assumed) => {
    const other = new WhatIf(evaluation, assumed, touched);
    return affected.flatMap((one): readonly (readonly [Candidate, number])[] => {
      const then = tierOf(one.prepared, other);
      // What is not in play and would not be is not worth a question.
      if (!isLikely(one.tier) && !isLikely(then)) return [];
      const by = stake(one) * Math.abs(weighed(then) - weighed(one.tier));
      return by > 0 ? [[one, by]] : [];
    });
  });
}

function moversOf(step: Step, movers: Movers): readonly Mover[] {
  const found = isQuestion(step)
    ? [movers.byItem(step.question)]
    : (step.inHand.results ?? []).map((measure) => movers.byMeasure(measure.id));
  return found.filter((one) => one !== undefined);
}

// To settle what cannot wait is worth more than to settle what can; what is only background is worth least. [P]
function stake(one: Candidate): number {
  if (one.explains === 'background') return 0.5;
  return one.urgency === 'routine' ? 1 : 3;
}

// Unlikely and not-assessable lie far apart in the list but both mean "not this"; the move between them counts one step.
function weighed(tier: Candidate['tier']): number {
  if (tier === 'unlikely') return -1;
  return tier === 'not-assessable' ? 0 : standing(tier, 'unknown');
}
