/** What if a question were answered: the same verdict as if the record held that answer, for any expression. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  all,
  any,
  answered,
  atLeast,
  bothLegs,
  eitherLeg,
  Evaluation,
  finding,
  known,
  MET,
  not,
  NOT_MET,
  notRuledOut,
  points,
  Program,
  scored,
  unless,
  WhatIf,
  type Code,
  type Expr,
  type Leaf,
  type Verdict,
} from '#rules';
import { knowledge } from '../knowledge.ts';
import { chartOf, intake } from '../chart/record.ts';

const items = [
  'urge',
  'attack.hard-muscle',
  'attack.recurrent',
  'attack.sore-after',
  'urge.whole-body',
] as const;
const leaves = items.map((item) => answered(item, 'yes', { life: 'pattern' }) as Leaf);

const { tree } = fc.letrec<{ tree: Expr; parts: Expr[] }>((tie) => ({
  parts: fc.array(tie('tree'), { maxLength: 4 }),
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...leaves),
    tie('parts').map((parts) => all(...parts)),
    tie('parts').map((parts) => any(...parts)),
    fc.tuple(fc.integer({ min: 0, max: 4 }), tie('parts')).map(([n, parts]) => atLeast(n, ...parts)),
    tie('tree').map((part) => not(part)),
    tie('tree').map((part) => unless(part)),
    tie('tree').map((part) => notRuledOut(part)),
    tie('tree').map((part) => known(part)),
    tie('tree').map((part) => finding('named', part)),
    tie('tree').map((part) => eitherLeg(part)),
    tie('tree').map((part) => bothLegs(part)),
    fc.tuple(tie('parts'), fc.integer({ min: -2, max: 3 })).map(([parts, n]) =>
      scored({
        id: 's',
        name: 's',
        version: '1',
        items: parts.map((when, i) => points(i === 1 ? -2 : 1, `item ${i}`, when)),
        cites: [],
      }).atLeast(n),
    ),
  ),
}));

const words: Readonly<Record<Verdict, string | undefined>> = {
  met: 'yes',
  'not-met': 'no',
  unknown: undefined,
};

function chartWith(verdicts: readonly Verdict[]): ReturnType<typeof chartOf> {
  const answers: Record<string, string> = {};
  items.forEach((item, i) => {
    const word = words[verdicts[i] ?? 'unknown'];
    if (word !== undefined) answers[item] = word;
  });
  return chartOf([intake(answers)]);
}

/** Every node with an assumed leaf at or below it. */
const CODES: Readonly<Record<Verdict, Code>> = { 'not-met': NOT_MET, met: MET, unknown: MET + 1 };

/** A what-if over `base` with these leaves assumed. */
function supposing(base: Evaluation, assumed: ReadonlyMap<Leaf, Verdict>): WhatIf {
  const codes = new Map([...assumed].map(([leaf, is]) => [base.program.node(leaf), CODES[is]]));
  return new WhatIf(base, codes, base.program.above(new Set(codes.keys())));
}

const verdict = fc.constantFrom<Verdict>('met', 'not-met', 'unknown');
const five = fc.array(verdict, { minLength: 5, maxLength: 5 });

describe('assuming an answer', () => {
  test('is the same as having it', () => {
    fc.assert(
      fc.property(
        tree,
        five,
        fc.array(fc.option(verdict), { minLength: 5, maxLength: 5 }),
        (expr, now, news) => {
          const assumed = new Map<Leaf, Verdict>();
          const then = now.map((one, i) => {
            const leaf = leaves[i];
            const assumption = news[i] ?? null;
            if (leaf === undefined || assumption === null) return one;
            assumed.set(leaf, assumption);
            return assumption;
          });
          const program = new Program();
          program.node(expr);
          const base = new Evaluation(chartWith(now), knowledge.units, program);
          const real = new Evaluation(chartWith(then), knowledge.units);
          expect(supposing(base, assumed).is(expr, {})).toBe(real.is(expr));
          expect(supposing(base, assumed).is(expr, {}, 'left')).toBe(real.is(expr, {}, 'left'));
        },
      ),
      { numRuns: 400, interruptAfterTimeLimit: 5000 },
    );
  });
  test('leaves the first reading as it was', () => {
    const [urge] = leaves;
    if (urge === undefined) throw new Error('no leaf');
    const base = new Evaluation(chartWith([]), knowledge.units);
    const supposed = supposing(base, new Map([[urge, 'met']]));
    expect([base.is(urge), supposed.is(urge, {}), base.is(urge)]).toEqual(['unknown', 'met', 'unknown']);
  });
});
