/** The English of rules comes from the rules: never empty, never without the number, the unit or the window it stands for. */
import { describe, expect, test } from '@jest/globals';
import { exam, labs } from '#findings';
import {
  age,
  all,
  any,
  answered,
  atLeast,
  bothLegs,
  counted,
  days,
  eitherLeg,
  everRecorded,
  expand,
  fell,
  finding,
  inFamily,
  known,
  label,
  latest,
  months,
  multipleOfUpperLimit,
  not,
  notRuledOut,
  observed,
  performed,
  points,
  recorded,
  refuted,
  say,
  scored,
  sex,
  suspected,
  symptomaticLeg,
  takes,
  unanswered,
  unless,
  type Expr,
  type Leaf,
} from '#rules';
import { expressionsIn, leaves, rules } from './expressions.ts';
import { knowledge } from '../knowledge.ts';

const { wording } = knowledge;
const english = (expr: Expr<string>): string => say(expr, wording);

/** The numbers a leaf stands on. */
function numbersOf(leaf: Leaf): readonly number[] {
  const limit = 'limit' in leaf ? leaf.limit : undefined;
  const limits = limit === undefined ? [] : limit.is === 'between' ? [limit.n, limit.m] : [limit.n];
  const windows = (['within', 'olderThan', 'startedWithin'] as const).flatMap((name) => {
    const window: unknown = Reflect.get(leaf, name);
    return typeof window === 'object' && window !== null && 'n' in window && typeof window.n === 'number'
      ? [window.n]
      : [];
  });
  const own = (['by', 'floor', 'over', 'factor'] as const).flatMap((name) => {
    const n: unknown = Reflect.get(leaf, name);
    return typeof n === 'number' ? [n] : [];
  });
  // A share is said as a percentage.
  if (leaf.op === 'changed' && leaf.share === true) return [...windows, leaf.by * 100];
  return [...limits, ...windows, ...own];
}

describe('every leaf of the real rules', () => {
  test('is said, in words that hold every number it stands on', () => {
    const silent = leaves.filter((leaf) => {
      const said = english(leaf);
      return said.trim() === '' || numbersOf(leaf).some((n) => !said.includes(String(n)));
    });
    expect(silent).toEqual([]);
    expect(leaves.filter((leaf) => numbersOf(leaf).length > 0).length).toBeGreaterThan(60);
  });
  test('that measures something says its name, unit and window', () => {
    const measuring = leaves.filter((leaf) => leaf.op === 'measure');
    expect(measuring.length).toBeGreaterThan(20);
    for (const leaf of measuring) {
      const said = english(leaf);
      const window = leaf.within ?? leaf.measure.within;
      expect(said).toContain(leaf.measure.name);
      expect(said).toContain(`${window.n} `);
      if (!leaf.measure.unit.startsWith('{')) expect(said).toContain(leaf.measure.unit);
    }
  });
  test('says no id where there are words for it, and nothing undefined', () => {
    const bad = leaves
      .map(english)
      .filter((said) => /undefined|\[object|\bcond-|\bdrug-|\blab-|\bobs-/.test(said));
    expect(bad).toEqual([]);
  });
});

test('every expression of the real rules has English and a label', () => {
  const all = [...expressionsIn(rules)];
  expect(all.length).toBeGreaterThan(500);
  const silent = all.filter((expr) => english(expr).trim() === '' || label(expr, wording).trim() === '');
  expect(silent).toEqual([]);
});

describe('each kind of expression', () => {
  const ferritin = latest(labs.ferritin).atMost(75);
  const low = finding('low iron', ferritin);
  test.each<[Expr<string>, string]>([
    [ferritin, 'ferritin at most 75 ng/mL within 6 months'],
    [
      latest(exam.ankleBrachialIndex, { within: days(14) }).below(0.4),
      'ankle-brachial index below 0.4 within 14 days',
    ],
    [
      multipleOfUpperLimit(labs.creatineKinase).above(10),
      'creatine kinase above 10 times the laboratory upper limit within 14 days',
    ],
    [fell(labs.hba1c, 2, months(3)), 'HbA1c fell by at least 2 % within 3 months'],
    [age.atLeast(60), 'age at least 60 years'],
    [sex('female'), 'female'],
    [symptomaticLeg, 'it is the leg that hurts'],
    [low, 'low iron'],
    [all(low, age.atLeast(60)), 'low iron and age at least 60 years'],
    [any(low, sex('male')), 'low iron or male'],
    [all(low, any(low, sex('male'))), 'low iron and (low iron or male)'],
    [atLeast(2, low, sex('male'), age.below(50)), 'at least 2 of: low iron; male; age below 50 years'],
    [not(low), 'not (low iron)'],
    [unless(low), 'low iron is not known to hold'],
    [notRuledOut(low), 'low iron is not ruled out'],
    [known(low), 'low iron is answered'],
    [unanswered(low), 'low iron is not answered'],
    [eitherLeg(low), 'in either leg: low iron'],
    [bothLegs(low), 'in both legs: low iron'],
    [all('urge', low), '"urge" and low iron'],
  ])('%#', (expr, expected) => {
    expect(english(expr)).toBe(expected);
  });
  test.each<[string, Expr, readonly string[]]>([
    ['recorded within', recorded('cond-pad', { within: days(14) }), ['recorded within 14 days']],
    [
      'older than',
      everRecorded('cond-pad', { olderThan: months(3) }),
      ['now or in the past', 'over 3 months ago'],
    ],
    ['closed world', recorded('cond-pad', { absentUnlessRecorded: true }), ['absent unless recorded']],
    ['nonspecific', recorded('cond-pad', { nonspecific: true }), ['unspecific codes count']],
    ['suspected', suspected('cond-pad'), ['unconfirmed']],
    ['refuted', refuted('cond-pad'), ['refuted']],
    [
      'a drug started lately',
      takes('drug-statin', { startedWithin: months(2) }),
      ['takes', 'started within 2 months'],
    ],
    [
      'a coded result with a window',
      observed('obs-smoking-status', 'soc-tobacco-current', { within: months(12) }),
      ['within 12 months'],
    ],
    [
      'a procedure',
      performed('proc-le-amputation', { within: months(1), absentUnlessRecorded: true }),
      ['done within 1 month', 'absent unless recorded'],
    ],
    ['a relative', inFamily('cond-rls'), ['in a relative']],
    ['an answer with a window', answered('urge', 'yes', { within: days(3) }), ['within 3 days']],
    ['a number', counted('impact.worst-pain').atLeast(7), ['at least 7']],
    [
      'a score',
      scored({
        id: 's',
        name: 'Some score',
        version: '1',
        items: [points(1, 'x', age.atLeast(1))],
        cites: [],
      }).atLeast(2),
      ['Some score', 'at least 2', 'points'],
    ],
  ])('%s', (_, expr, parts) => {
    for (const part of parts) expect(english(expr)).toContain(part);
  });
  test('what stands behind a finding is said one level down', () => {
    expect(expand(low, wording)).toBe(english(ferritin));
    expect(expand(ferritin, wording)).toBeUndefined();
  });
});
