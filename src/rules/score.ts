/** Published point scores over a partial record: [min, max], what counted and what is still open. */
import { met, notMet, unknown, worstWhy, type Answer, type Evidence, type Why } from '#clinical/answer';
import { satisfies, type Limit } from '#clinical/quantity';
import type { Expr, Score, ScoreItem } from './expr.ts';

export interface ScoreRange {
  readonly min: number;
  readonly max: number;
  readonly counted: readonly ScoreItem[];
  readonly open: readonly ScoreItem[];
  /** Met or not met only when no open item can change it. */
  against(limit: Limit): Answer;
}

/** Adds up a score. An unknown item of +1 adds 0..1, one of -2 adds -2..0. */
export function scoreRange(score: Score, answer: (expr: Expr) => Answer): ScoreRange {
  const counted: ScoreItem[] = [];
  const open: ScoreItem[] = [];
  const evidence: Evidence[] = [];
  const whys: Why[] = [];
  let min = 0;
  let max = 0;
  for (const item of score.items) {
    const one = answer(item.when);
    if (one.is === 'met') {
      counted.push(item);
      evidence.push(...one.evidence);
      min += item.points;
      max += item.points;
    } else if (one.is === 'unknown') {
      open.push(item);
      whys.push(one.why);
      min += Math.min(0, item.points);
      max += Math.max(0, item.points);
    }
  }
  return { min, max, counted, open, against: (limit) => compare(min, max, limit, evidence, whys) };
}

function compare(
  min: number,
  max: number,
  limit: Limit,
  evidence: readonly Evidence[],
  whys: readonly Why[],
): Answer {
  const holds = satisfies({ low: min, high: max }, limit);
  if (holds === undefined) return unknown(worstWhy(whys), evidence);
  return holds ? met(evidence) : notMet(evidence);
}
