/** Met, not met, unknown: the logic that keeps "not recorded" from ever becoming "no". */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  allOf,
  anyOf,
  ASSUMED_ABSENT,
  atLeastOf,
  met,
  negate,
  notMet,
  unknown,
  worstWhy,
  type Answer,
  type Why,
} from '#clinical/answer';

const WHYS: readonly Why[] = ['fetch-failed', 'unusable', 'too-old', 'not-recorded'];
const of: Readonly<Record<string, Answer>> = { yes: met(), no: notMet(), open: unknown('not-recorded') };
const read = (names: string): Answer[] =>
  names
    .split(' ')
    .filter((name) => name !== '')
    .map((name) => of[name] ?? unknown('not-recorded'));
const word = (answer: Answer): string =>
  answer.is === 'met' ? 'yes' : answer.is === 'not-met' ? 'no' : 'open';

describe('all, any and not are Kleene logic', () => {
  test.each([
    ['', 'yes', 'no'],
    ['yes', 'yes', 'yes'],
    ['no', 'no', 'no'],
    ['open', 'open', 'open'],
    ['yes yes', 'yes', 'yes'],
    ['yes no', 'no', 'yes'],
    ['yes open', 'open', 'yes'],
    ['no no', 'no', 'no'],
    ['no open', 'no', 'open'],
    ['open open', 'open', 'open'],
    ['open yes no', 'no', 'yes'],
  ])('of "%s": all is %s, any is %s', (parts, all, any) => {
    expect(word(allOf(read(parts)))).toBe(all);
    expect(word(anyOf(read(parts)))).toBe(any);
  });
  test.each([
    ['yes', 'no'],
    ['no', 'yes'],
    ['open', 'open'],
  ])('not %s is %s', (part, not) => {
    expect(read(part).map((one) => word(negate(one)))).toEqual([not]);
  });
  test.each([
    [0, '', 'yes'],
    [1, '', 'no'],
    [1, 'no open', 'open'],
    [1, 'no no', 'no'],
    [2, 'yes yes open', 'yes'],
    [2, 'yes open no', 'open'],
    [2, 'yes no no', 'no'],
    [2, 'open open no', 'open'],
    [2, 'open no no', 'no'],
    [3, 'yes yes open', 'open'],
    [3, 'yes yes', 'no'],
  ])('at least %i of "%s" is %s', (n, parts, expected) => {
    expect(word(atLeastOf(n, read(parts)))).toBe(expected);
  });
});

describe('why an answer is unknown', () => {
  test.each(WHYS.flatMap((a, i) => WHYS.slice(i).map((b) => [a, b] as const)))(
    '%s is shown before %s, whichever came first',
    (first, second) => {
      expect(worstWhy([second, first])).toBe(first);
      expect(allOf([unknown(second), met(), unknown(first)])).toMatchObject({ is: 'unknown', why: first });
      expect(anyOf([unknown(first), notMet(), unknown(second)])).toMatchObject({ is: 'unknown', why: first });
      expect(atLeastOf(2, [unknown(second), unknown(first)])).toMatchObject({ is: 'unknown', why: first });
    },
  );
  test('without any reason it is "not recorded"', () => {
    expect(worstWhy([])).toBe('not-recorded');
  });
  test('the reason survives a negation', () => {
    expect(negate(unknown('fetch-failed'))).toMatchObject({ is: 'unknown', why: 'fetch-failed' });
  });
});

describe('an old report stays marked', () => {
  const stale = met([{ reference: 'QuestionnaireResponse/1' }], '2026-03-02');
  test('a conjunction that needs it is to be confirmed', () => {
    expect(allOf([met(), stale])).toMatchObject({ is: 'met', confirm: '2026-03-02' });
  });
  test('an alternative that is fresh needs no confirmation', () => {
    expect(anyOf([stale, met()])).not.toHaveProperty('confirm');
  });
  test('an alternative that rests on it alone does', () => {
    expect(anyOf([notMet(), stale])).toMatchObject({ confirm: '2026-03-02' });
  });
  test('two of three fresh ones suffice, one of them does not', () => {
    expect(atLeastOf(2, [met(), stale, met()])).not.toHaveProperty('confirm');
    expect(atLeastOf(2, [met(), stale, notMet()])).toMatchObject({ confirm: '2026-03-02' });
  });
});

describe('evidence', () => {
  const potassium = { reference: 'Observation/k', value: '2.4 mmol/L' };
  const sodium = { reference: 'Observation/na', value: '118 mmol/L' };
  test('of a conjunction is that of every part, each once', () => {
    expect(allOf([met([potassium]), met([sodium]), met([potassium])]).evidence).toEqual([potassium, sodium]);
  });
  test('of a refusal is that of what refuses', () => {
    expect(allOf([met([potassium]), notMet([sodium])]).evidence).toEqual([sodium]);
  });
  test('of an absence taken from a complete list is marked as assumed, unless a recorded "no" stands beside it', () => {
    expect(anyOf([ASSUMED_ABSENT, ASSUMED_ABSENT])).toMatchObject({ is: 'not-met', assumed: true });
    expect(anyOf([ASSUMED_ABSENT, notMet([sodium])])).not.toHaveProperty('assumed');
    expect(allOf([ASSUMED_ABSENT, met()])).toMatchObject({ is: 'not-met', assumed: true });
    expect(allOf([ASSUMED_ABSENT, notMet([sodium])])).not.toHaveProperty('assumed');
  });
});

const anAnswer = fc.oneof(
  fc.constant(met()),
  fc.constant(notMet()),
  fc.constantFrom(...WHYS).map((why) => unknown(why)),
);
const answers = fc.array(anAnswer, { maxLength: 6 });

describe('laws', () => {
  test('De Morgan: not all is any not, and not any is all not', () => {
    fc.assert(
      fc.property(answers, (parts) => {
        expect(negate(allOf(parts)).is).toBe(anyOf(parts.map(negate)).is);
        expect(negate(anyOf(parts)).is).toBe(allOf(parts.map(negate)).is);
      }),
    );
  });
  test('one of n is any, n of n is all, and order does not matter', () => {
    fc.assert(
      fc.property(answers, (parts) => {
        expect(atLeastOf(1, parts).is).toBe(anyOf(parts).is);
        expect(atLeastOf(parts.length, parts).is).toBe(allOf(parts).is);
        expect(allOf([...parts].reverse()).is).toBe(allOf(parts).is);
        expect(anyOf([...parts].reverse()).is).toBe(anyOf(parts).is);
      }),
    );
  });
  test('learning what was unknown never overturns what was decided', () => {
    const learn = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(answers, learn, fc.integer({ min: 0, max: 6 }), (parts, news, n) => {
        const learnt = parts.map((part, i) =>
          part.is !== 'unknown' ? part : news[i] === true ? met() : notMet(),
        );
        const ways: readonly ((list: readonly Answer[]) => Answer)[] = [
          allOf,
          anyOf,
          (list) => atLeastOf(n, list),
          (list) => negate(allOf([anyOf(list), negate(atLeastOf(n, list))])),
        ];
        for (const way of ways) {
          const before = way(parts);
          if (before.is !== 'unknown') expect(way(learnt).is).toBe(before.is);
        }
      }),
    );
  });
});
