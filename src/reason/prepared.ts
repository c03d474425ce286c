/** What depends only on the rules, worked out once: the words of each criterion and whether anyone could still obtain it. */
import { label, leavesOf, type Cause, type Criterion, type Leaf, type Wording } from '#rules';

export interface PreparedCriterion {
  readonly name: string;
  readonly criterion: Criterion;
  readonly text: string;
  /** A question, an examination or a test could answer it; a missing diagnosis or drug entry cannot be "ordered". */
  readonly obtainable: boolean;
}

const OBTAINABLE: ReadonlySet<Leaf['op']> = new Set([
  'answered',
  'counted',
  'measure',
  'measure-by-age',
  'multiple',
  'changed',
]);

export type Prepared = ReadonlyMap<Cause, readonly PreparedCriterion[]>;

export function prepare(causes: readonly Cause[], wording: Wording): Prepared {
  return new Map(
    causes.map((cause) => [
      cause,
      Object.entries(cause.criteria).map(([name, criterion]) => ({
        name,
        criterion,
        text: label(criterion.when, wording),
        obtainable: [...leavesOf(criterion.when)].some((leaf) => OBTAINABLE.has(leaf.op)),
      })),
    ]),
  );
}
