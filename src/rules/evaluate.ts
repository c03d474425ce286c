/** Evaluates expressions over a chart: lazily, each node at most once, unknown kept apart from no. */
import { allOf, anyOf, atLeastOf, met, negate, notMet, unknown, type Answer } from '#clinical/answer';
import type { Units } from '#clinical/quantity';
import type { Chart, Side } from '#chart';
import { readLeaf } from './leaves.ts';
import type { Expr, Leaf } from './expr.ts';
import { scoreRange } from './score.ts';

export type Leg = Side | undefined;

/** Assumed answers of a what-if: returns an answer for a leaf it replaces, else undefined. */
export type Assumption = (leaf: Leaf) => Answer | undefined;

type Memo = Map<Expr<string>, Answer>;

/** The criteria that names in an expression refer to. */
export type Names = Readonly<Record<string, { readonly when: Expr }>>;

const NO_NAMES: Names = Object.freeze({});

/** One reading of one chart. Nodes shared between rules are answered once for all of them. */
export class Evaluation {
  private readonly memo: Memo = new Map();
  private readonly left: Memo = new Map();
  private readonly right: Memo = new Map();

  constructor(
    readonly chart: Chart,
    readonly units: Units,
    private readonly assume?: Assumption,
    /** Leaf answers are taken from here when nothing is assumed about them. */
    private readonly base?: Evaluation,
  ) {}

  /** A second reading in which some leaves are assumed; all other leaves are the ones already answered. */
  whatIf(assume: Assumption): Evaluation {
    return new Evaluation(this.chart, this.units, assume, this.base ?? this);
  }

  /** Answers an expression; `names` resolves criterion names, `leg` restricts data that carry a side. */
  answer(expr: Expr<string>, names: Names = NO_NAMES, leg?: Leg): Answer {
    const memo = leg === undefined ? this.memo : leg === 'left' ? this.left : this.right;
    const before = memo.get(expr);
    if (before !== undefined) return before;
    const now = this.compute(expr, names, leg);
    memo.set(expr, now);
    return now;
  }

  private compute(expr: Expr<string>, names: Names, leg: Leg): Answer {
    switch (expr.op) {
      case 'criterion': {
        const criterion = Object.hasOwn(names, expr.name) ? names[expr.name] : undefined;
        if (criterion === undefined) throw new Error(`no criterion named ${expr.name}`);
        return this.answer(criterion.when, names, leg);
      }
      case 'finding':
        return this.answer(expr.of, names, leg);
      case 'all':
        return this.every(expr.of, names, leg);
      case 'any':
        return this.some(expr.of, names, leg);
      case 'at-least':
        return atLeastOf(
          expr.n,
          expr.of.map((part) => this.answer(part, names, leg)),
        );
      case 'not':
        return negate(this.answer(expr.of, names, leg));
      case 'unless': {
        const part = this.answer(expr.of, names, leg);
        return part.is === 'met' ? notMet(part.evidence) : met();
      }
      case 'known': {
        const part = this.answer(expr.of, names, leg);
        return part.is === 'unknown' ? notMet() : met(part.evidence);
      }
      case 'either-leg':
        return anyOf([this.answer(expr.of, names, 'left'), this.answer(expr.of, names, 'right')]);
      case 'both-legs':
        return allOf([this.answer(expr.of, names, 'left'), this.answer(expr.of, names, 'right')]);
      case 'scored': {
        const range = scoreRange(expr.score, (part) => this.answer(part, names, leg));
        return range.against(expr.limit);
      }
      default:
        return this.leaf(expr, leg);
    }
  }

  private leaf(leaf: Leaf, leg: Leg): Answer {
    const assumed = this.assume?.(leaf);
    if (assumed !== undefined) return assumed;
    if (this.base !== undefined) return this.base.answer(leaf, NO_NAMES, leg);
    return readLeaf(leaf, this.chart, this.units, leg) ?? unknown('not-recorded');
  }

  // Stops at the first "no": what is not asked costs nothing.
  private every(parts: readonly Expr<string>[], names: Names, leg: Leg): Answer {
    const answers: Answer[] = [];
    for (const part of parts) {
      const answer = this.answer(part, names, leg);
      if (answer.is === 'not-met') return answer;
      answers.push(answer);
    }
    return allOf(answers);
  }

  private some(parts: readonly Expr<string>[], names: Names, leg: Leg): Answer {
    return anyOf(parts.map((part) => this.answer(part, names, leg)));
  }
}
