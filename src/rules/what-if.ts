/** A second reading in which some leaves are assumed: met, not met or unknown, without evidence. All else keeps its answer. */
import { met, notMet, unknown, type Answer } from '#clinical/answer';
import { criterionOf, type Computed, type Evaluation, type Leg, type Names } from './evaluate.ts';
import type { Expr, Leaf } from './expr.ts';
import { scoreRange } from './score.ts';

export type Verdict = Answer['is'];

/** Verdicts that replace those of the chart. */
export type Assumed = ReadonlyMap<Leaf, Verdict>;

type Memo = Map<Expr<string>, Verdict>;

const BARE: Readonly<Record<Verdict, Answer>> = {
  met: met(),
  'not-met': notMet(),
  unknown: unknown('not-recorded'),
};

/** Cheap to make and to throw away: one per assumed answer of a question or test. */
export class WhatIf {
  private readonly memo: Memo = new Map();
  private readonly left: Memo = new Map();
  private readonly right: Memo = new Map();

  /** @param touched every node that has an assumed leaf at or below it: all others are as `base` has them */
  constructor(
    private readonly base: Evaluation,
    private readonly assumed: Assumed,
    private readonly touched: ReadonlySet<Expr<string>>,
  ) {}

  /** The verdict on an expression; `names` resolves criterion names. */
  is(expr: Expr<string>, names: Names, leg?: Leg): Verdict {
    if (!this.touched.has(expr)) return this.base.is(expr, names, leg);
    if (expr.op === 'criterion') return this.is(criterionOf(expr.name, names), names, leg);
    if (expr.op === 'finding') return this.is(expr.of, names, leg);
    const memo = leg === undefined ? this.memo : leg === 'left' ? this.left : this.right;
    const before = memo.get(expr);
    if (before !== undefined) return before;
    const now = this.compute(expr, names, leg);
    memo.set(expr, now);
    return now;
  }

  private compute(expr: Computed, names: Names, leg: Leg): Verdict {
    switch (expr.op) {
      case 'all':
        return this.count(expr.of, expr.of.length, names, leg);
      case 'any':
        return this.count(expr.of, 1, names, leg);
      case 'at-least':
        return this.count(expr.of, expr.n, names, leg);
      case 'not': {
        const part = this.is(expr.of, names, leg);
        return part === 'unknown' ? part : part === 'met' ? 'not-met' : 'met';
      }
      case 'unless':
        return this.is(expr.of, names, leg) === 'met' ? 'not-met' : 'met';
      case 'known':
        return this.is(expr.of, names, leg) === 'unknown' ? 'not-met' : 'met';
      case 'either-leg':
        return this.bothSides(expr.of, 'met', names);
      case 'both-legs':
        return this.bothSides(expr.of, 'not-met', names);
      case 'scored':
        return scoreRange(expr.score, (part) => BARE[this.is(part, names, leg)]).against(expr.limit).is;
      default:
        return this.assumed.get(expr) ?? this.base.is(expr, names, leg);
    }
  }

  private bothSides(expr: Expr<string>, decisive: Verdict, names: Names): Verdict {
    const left = this.is(expr, names, 'left');
    if (left === decisive) return left;
    const right = this.is(expr, names, 'right');
    return right === decisive || left !== 'unknown' ? right : left;
  }

  /** Whether at least `n` of the parts are met, in Kleene logic; asks no further than it must. */
  private count(parts: readonly Expr<string>[], n: number, names: Names, leg: Leg): Verdict {
    let met = 0;
    let denied = 0;
    for (const part of parts) {
      const verdict = this.is(part, names, leg);
      if (verdict === 'met') met += 1;
      else if (verdict === 'not-met') denied += 1;
      if (met >= n || parts.length - denied < n) break;
    }
    if (met >= n) return 'met';
    return parts.length - denied < n ? 'not-met' : 'unknown';
  }
}
