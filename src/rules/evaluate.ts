/** Evaluates expressions over a chart: lazily, each node at most once, unknown kept apart from no. */
import { allOf, anyOf, atLeastOf, met, negate, notMet, unknown, type Answer } from '#clinical/answer';
import type { Units } from '#clinical/quantity';
import type { Chart, Side } from '#chart';
import { readLeaf } from './leaves.ts';
import type { Expr, Leaf } from './expr.ts';
import { scoreRange } from './score.ts';

export type Leg = Side | undefined;

/** What has an answer of its own: names and findings have that of what they stand for. */
export type Computed = Exclude<Expr<string>, { readonly op: 'criterion' | 'finding' }>;
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
  ) {}

  /** Answers an expression; `names` resolves criterion names, `leg` restricts data that carry a side. */
  answer(expr: Expr<string>, names: Names = NO_NAMES, leg?: Leg): Answer {
    if (expr.op === 'criterion') return this.answer(criterionOf(expr.name, names), names, leg);
    if (expr.op === 'finding') return this.answer(expr.of, names, leg);
    const memo = leg === undefined ? this.memo : leg === 'left' ? this.left : this.right;
    const before = memo.get(expr);
    if (before !== undefined) return before;
    const now = this.compute(expr, names, leg);
    memo.set(expr, now);
    return now;
  }

  /** The answer without what it rests on. */
  is(expr: Expr<string>, names: Names = NO_NAMES, leg?: Leg): Answer['is'] {
    return this.answer(expr, names, leg).is;
  }

  private compute(expr: Computed, names: Names, leg: Leg): Answer {
    switch (expr.op) {
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

/** What a criterion name stands for. @throws Error when there is none of that name */
export function criterionOf(name: string, names: Names): Expr {
  const criterion = Object.hasOwn(names, name) ? names[name] : undefined;
  if (criterion === undefined) throw new Error(`no criterion named ${name}`);
  return criterion.when;
}
