/** Point scores over a partial record: a range, never one number, and an answer only where no open item can change it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { met, notMet, unknown, type Answer } from '#clinical/answer';
import type { Limit } from '#clinical/quantity';
import { scores } from '#findings';
import { age, points, scoreRange, scored, sex, type Expr, type Score, type ScoreItem } from '#rules';
import { answer, chartOf, coding, condition, intake, SNOMED, said } from '../chart/record.ts';

const states: Readonly<Record<string, Answer>> = { yes: met(), no: notMet(), open: unknown('too-old') };

/** A score of items written as "+1 yes", "-2 open". */
function rangeOf(items: readonly string[]): ReturnType<typeof scoreRange> {
  const answers = new Map<Expr, Answer>();
  const list: ScoreItem[] = items.map((item, i) => {
    const [n, state] = item.split(' ');
    const when = age.atLeast(i);
    answers.set(when, states[state ?? ''] ?? unknown('not-recorded'));
    return points(Number(n), item, when);
  });
  const score: Score = { id: 's', name: 's', version: '1', items: list, cites: [] };
  return scoreRange(score, (expr) => answers.get(expr) ?? unknown('not-recorded'));
}

describe('the range', () => {
  test.each([
    [[], 0, 0],
    [['+1 yes', '+1 no'], 1, 1],
    [['+1 yes', '+1 open'], 1, 2],
    [['+1 open', '+1 open', '+1 open'], 0, 3],
    [['-2 open'], -2, 0],
    [['-2 yes'], -2, -2],
    [['+1 yes', '+1 open', '-2 open'], -1, 2],
    [['+3 no', '-2 no'], 0, 0],
  ])('of %j is %i to %i', (items, min, max) => {
    const range = rangeOf(items);
    expect([range.min, range.max]).toEqual([min, max]);
  });
  test('names what counted and what is open', () => {
    const range = rangeOf(['+1 yes', '+1 open', '+1 no']);
    expect(range.counted.map((item) => item.label)).toEqual(['+1 yes']);
    expect(range.open.map((item) => item.label)).toEqual(['+1 open']);
  });
});

describe('against a limit', () => {
  const at = (is: 'atLeast' | 'atMost' | 'above' | 'below', n: number): Limit => ({ is, n });
  test.each<[readonly string[], Limit, string]>([
    [['+1 yes', '+1 yes'], at('atLeast', 2), 'met'],
    [['+1 yes', '+1 open'], at('atLeast', 2), 'unknown'],
    [['+1 yes', '+1 no'], at('atLeast', 2), 'not-met'],
    [['+1 yes', '+1 open'], at('atLeast', 1), 'met'],
    // An open "another diagnosis as likely" (-2) may take "likely" away again.
    [['+1 yes', '+1 yes', '-2 open'], at('atLeast', 2), 'unknown'],
    [['+1 yes', '+1 yes', '+2 yes', '-2 open'], at('atLeast', 2), 'met'],
    [['+1 yes', '-2 open'], at('atMost', 1), 'met'],
    [['+1 yes', '+1 open'], at('atMost', 1), 'unknown'],
    [['+1 open'], { is: 'between', n: 0, m: 1 }, 'met'],
    [['+1 open', '+3 open'], { is: 'between', n: 1, m: 2 }, 'unknown'],
    [['+3 yes'], { is: 'between', n: 1, m: 2 }, 'not-met'],
    [['+1 yes', '+3 open'], { is: 'between', n: 1, m: 2 }, 'unknown'],
    [['+1 yes'], at('above', 1), 'not-met'],
    [['+1 yes', '+1 open'], at('below', 3), 'met'],
  ])('%j %j: %s', (items, limit, expected) => {
    expect(rangeOf(items).against(limit).is).toBe(expected);
  });
  test('open for the reason of its open items', () => {
    expect(rangeOf(['+1 open']).against({ is: 'atLeast', n: 1 })).toMatchObject({
      is: 'unknown',
      why: 'too-old',
    });
  });
  test('whatever the open items turn out to be, a decided answer stands', () => {
    const items = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom('yes', 'no', 'open')), {
      maxLength: 7,
    });
    const limit = fc.oneof(
      fc.record({
        is: fc.constantFrom('atLeast', 'atMost', 'above', 'below'),
        n: fc.integer({ min: -4, max: 6 }),
      }),
      fc.record({
        is: fc.constant('between'),
        n: fc.integer({ min: -3, max: 2 }),
        m: fc.integer({ min: 2, max: 6 }),
      }),
    );
    fc.assert(
      fc.property(
        items,
        limit,
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        (given, line, news) => {
          const write = (learn: boolean): string[] =>
            given.map(
              ([n, state], i) =>
                `${n} ${learn && state === 'open' ? (news[i] === true ? 'yes' : 'no') : state}`,
            );
          const before = rangeOf(write(false)).against(line as Limit);
          if (before.is !== 'unknown') expect(rangeOf(write(true)).against(line as Limit).is).toBe(before.is);
        },
      ),
    );
  });
});

describe('the Wells score for leg vein thrombosis', () => {
  const signs = {
    'exam.leg': ['tender-deep-veins'],
    'exam.whole-leg-swollen': 'yes',
    'exam.pitting-one-leg': 'no',
    'exam.collateral-veins': 'no',
  } as const;
  test('two signs and no word on an alternative: cannot be called likely yet', () => {
    expect(said(scores.wellsLikely, chartOf([intake(signs)]))).toBe('not-recorded');
  });
  test('two signs and no alternative: likely', () => {
    expect(said(scores.wellsLikely, chartOf([intake({ ...signs, 'exam.alternative-likely': 'no' })]))).toBe(
      'met',
    );
  });
  test('nothing recorded at all is not "unlikely"', () => {
    expect(answer(scores.wellsUnlikely, chartOf([])).is).toBe('unknown');
  });
  test('each item counts one point, an alternative takes two', () => {
    expect(scores.wellsDvt.items.map((item) => item.points)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, -2]);
  });
  test('a previous clot (Z86.718 in words of SNOMED CT) is one point of history, no active clot (trap 3)', () => {
    const chart = chartOf([condition(coding(SNOMED, '161508001', 'History of deep vein thrombosis'))]);
    const range = scoreRange(scores.wellsDvt, (expr) => answer(expr, chart));
    expect(range.counted.map((item) => item.label)).toEqual(['previous DVT']);
  });
});

test('a score as an expression is the same as its range', () => {
  const score: Score = {
    id: 's',
    name: 's',
    version: '1',
    items: [points(2, 'woman', sex('female'))],
    cites: [],
  };
  const woman = chartOf([{ resourceType: 'Patient', id: 'p', gender: 'female' }]);
  const unknownSex = chartOf([{ resourceType: 'Patient', id: 'p' }]);
  expect(said(scored(score).atLeast(2), woman)).toBe('met');
  expect(said(scored(score).atLeast(2), unknownSex)).toBe('not-recorded');
});
