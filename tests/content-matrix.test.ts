/** The evidence matrix is kept: every strong cell of it is read by the cause of its column, in the direction the cell gives. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { namesOf, type Cause, type Expr, type Names, type Part } from '#rules';
import { knowledge } from './knowledge.ts';
import { SHARED, testShared } from './shared.ts';

/** Cells that a rule does not read, and what overrides them. */
const OVERRIDDEN: Readonly<Record<string, string>> = {
  'peripheral-artery-disease: against worse=sitting':
    'DECISIONS, evidence: sitting counts with exertion only; the rule reads seated=worse against it.',
  'peripheral-artery-disease: against timing=bed':
    'VD 1: pain in bed makes no artery healthier, the disease is then background (explains), its tier stays.',
};

type Way = 'for' | 'against';
const turned = (way: Way): Way => (way === 'for' ? 'against' : 'for');

/** Every answer an expression reads, with the way it works when given: `unless` and `not` turn it. */
function* readsOf(part: Part<string>, way: Way, names: Names): Generator<string> {
  const expr: Expr<string> = typeof part === 'string' ? { op: 'criterion', name: part } : part;
  switch (expr.op) {
    case 'criterion': {
      const named = names[expr.name];
      if (named !== undefined) yield* readsOf(named.when, way, names);
      return;
    }
    case 'not':
    case 'unless':
      yield* readsOf(expr.of, turned(way), names);
      return;
    case 'all':
    case 'any':
    case 'at-least':
      for (const one of expr.of) yield* readsOf(one, way, names);
      return;
    case 'finding':
    case 'either-leg':
    case 'both-legs':
      yield* readsOf(expr.of, way, names);
      return;
    case 'answered':
      for (const code of expr.codes) yield `${way} ${expr.item}=${code}`;
      return;
    case 'counted':
      yield `${way} ${expr.item}${expr.limit.is === 'atLeast' ? '>=' : '?'}${String(expr.limit.n)}`;
      return;
    case 'scored':
      for (const item of expr.score.items)
        yield* readsOf(item.when, item.points < 0 ? turned(way) : way, names);
      return;
    default:
      return;
  }
}

function readsOfCause(cause: Cause): ReadonlySet<string> {
  const names = namesOf(cause);
  const reads = new Set<string>();
  const add = (part: Part<string> | undefined, way: Way): void => {
    if (part !== undefined) for (const one of readsOf(part, way, names)) reads.add(one);
  };
  for (const criterion of Object.values(cause.criteria)) add(criterion.when, criterion.direction);
  add(cause.tiers.established, 'for');
  add(cause.tiers.probable, 'for');
  add(cause.tiers.possible, 'for');
  add(cause.tiers.unlikely, 'against');
  return reads;
}

/** Strong cells of the matrix as `way answer`, by cause. */
function strongCells(): readonly (readonly [cause: string, cell: string])[] {
  const [head = '', ...rows] = readFileSync(MATRIX, 'utf8').trim().split('\n');
  const columns = head.split(',');
  return rows.flatMap((row) => {
    const [answer = '', ...cells] = row.split(',');
    return cells.slice(0, columns.length - 2).flatMap((cell, at) => {
      const way = { '++': 'for', '--': 'against' }[cell.trim()];
      return way === undefined ? [] : [[columns[at + 1] ?? '', `${way} ${answer}`] as const];
    });
  });
}

const MATRIX = join(SHARED, 'intake', 'evidence-matrix.csv');

testShared(
  'every strong cell of the evidence matrix is read in its direction, or is overridden for a reason',
  () => {
    expect(existsSync(MATRIX)).toBe(true);
    const reads = new Map(knowledge.causes.map((cause) => [cause.id, readsOfCause(cause)]));
    const missing = strongCells()
      .filter(([cause, cell]) => reads.get(cause)?.has(cell) !== true)
      .map(([cause, cell]) => `${cause}: ${cell}`);
    expect(missing.filter((cell) => OVERRIDDEN[cell] === undefined)).toEqual([]);
    expect(Object.keys(OVERRIDDEN).filter((cell) => !missing.includes(cell))).toEqual([]);
  },
);
