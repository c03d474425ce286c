/** Every expression anywhere in the real rules, found by looking, not by knowing where a rule keeps them. */
import { rulesOf } from '#knowledge/load';
import type { Expr, Leaf } from '#rules';
import { leavesOf } from '#rules';
import { knowledge } from '../knowledge.ts';

const isExpr = (value: object): value is Expr<string> => 'op' in value && typeof value.op === 'string';

function collect(value: unknown, found: Set<Expr<string>>, seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (isExpr(value)) found.add(value);
  for (const one of Object.values(value)) collect(one, found, seen);
}

/** The expressions of one rule or of any value that holds rules. */
export function expressionsIn(value: unknown): ReadonlySet<Expr<string>> {
  const found = new Set<Expr<string>>();
  collect(value, found, new Set());
  return found;
}

export const rules = rulesOf(knowledge);

/** Every different leaf of the real rules. */
export const leaves: readonly Leaf[] = [
  ...new Map(
    [...expressionsIn(rules)]
      .flatMap((expr) => [...leavesOf(expr)])
      .map((leaf) => [JSON.stringify(leaf), leaf] as const),
  ).values(),
];
