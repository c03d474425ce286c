/** The numbers of the rules: every one is found, said and shared as the source has it, and a changed one moves whom it should. */
import { describe, expect, test } from '@jest/globals';
import { rulesOf } from '#knowledge/load';
import { numbersOf, refusalOf, sayNumbers, withNumber, type SharedNumber } from '#review/numbers';
import { readProposal } from '#review/proposal';
import { sharedNumbers } from '#review/shared-numbers';
import { expressionsOf, leavesOf, type Rule } from '#rules';
import { knowledge, ROOT } from '../knowledge.ts';

const rules = rulesOf(knowledge);
const shared = sharedNumbers(ROOT, rules);
const named = (id: string): Rule => {
  const found = rules.find((rule) => rule.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
};
const homeOf = (rule: string, path: string): SharedNumber | undefined =>
  shared.find((one) => one.at.some((at) => at.rule === rule && at.path === path));
const ferritin = sayNumbers(named('restless-legs-syndrome'), knowledge.wording).find(
  (one) => one.anchor === 'criterion-lowIron' && one.value === 75,
);

describe('finding numbers', () => {
  test('every limit that a rule reads is among its numbers', () => {
    const missing = rules.flatMap((rule) => {
      const held = new Set(numbersOf(rule).map((one) => one.holder));
      return expressionsOf(rule)
        .flatMap((expr) => [...leavesOf(expr)])
        .filter((leaf) => 'limit' in leaf || 'by' in leaf || 'floor' in leaf)
        .filter((leaf) => !held.has(leaf))
        .map((leaf) => `${rule.id}: ${JSON.stringify(leaf).slice(0, 80)}`);
    });
    expect(missing).toEqual([]);
  });

  test('every number belongs to exactly one in the source, with one value', () => {
    const keys = shared.flatMap((one) => one.at.map(({ rule, path }) => `${rule} ${path}`));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(rules.flatMap(numbersOf).length);
    const values = new Map(rules.flatMap(numbersOf).map((one) => [`${one.rule} ${one.path}`, one.value]));
    for (const { at } of shared)
      expect(new Set(at.map(({ rule, path }) => values.get(`${rule} ${path}`))).size).toBe(1);
  });

  test('the ferritin of restless legs is said with its place, its file and the rules that share it', () => {
    expect(ferritin).toMatchObject({
      field: 'limit.n',
      sentence: 'ferritin at most 75 ng/mL within 6 months',
      place: 'lowIron: for, moderate',
    });
    const home = homeOf('restless-legs-syndrome', ferritin?.path ?? '');
    expect(home).toMatchObject({ file: 'cds-hooks/findings/iron.ts', finding: 'ironTrigger' });
    expect([...new Set(home?.at.map((one) => one.rule))]).toEqual([
      'restless-legs-syndrome',
      'dopamine-agonist-for-rls',
    ]);
  });

  test('a weight and a count of the rule itself live in its rule.ts', () => {
    for (const path of ['criteria.lowIron.weight', 'tiers.possible.of.0.of.0.n'])
      expect(homeOf('restless-legs-syndrome', path)).toEqual({
        at: [{ rule: 'restless-legs-syndrome', path }],
        file: 'cds-hooks/differential/restless-legs-syndrome/rule.ts',
      });
  });

  test('places are told apart although they hold the same finding', () => {
    const said = sayNumbers(named('restless-legs-syndrome'), knowledge.wording);
    const caution = said.find((one) => one.path.startsWith('cautions.0.'));
    expect(caution?.place).toMatch(/^caution "Transferrin saturation 45/);
  });
});

describe('changing one', () => {
  test('changes it wherever it counts and nothing else; untouched rules are the same objects', () => {
    const home = homeOf('restless-legs-syndrome', ferritin?.path ?? '');
    const at = home?.at ?? [];
    const after = withNumber(knowledge, at, 50);
    const changed = new Set(at.map(({ rule, path }) => `${rule} ${path}`));
    const expected = rules
      .flatMap(numbersOf)
      .map((one) => [one.rule, one.path, changed.has(`${one.rule} ${one.path}`) ? 50 : one.value]);
    expect(
      rulesOf(after)
        .flatMap(numbersOf)
        .map((one) => [one.rule, one.path, one.value]),
    ).toEqual(expected);
    const touched = new Set(at.map((one) => one.rule));
    for (const [i, rule] of rulesOf(after).entries()) expect(rule === rules[i]).toBe(!touched.has(rule.id));
  });

  test.each([
    ['limit.n', 50, undefined],
    ['limit.n', -2.5, undefined],
    ['limit.n', Number.NaN, 'not a number'],
    ['limit.n', '50', 'not a number'],
    ['n', 2.5, 'whole number'],
    ['n', 0, 'whole number'],
    ['weight', 'strong', undefined],
    ['weight', 'decisive', 'one of'],
  ] as const)('%s to %p', (field, value, why) => {
    const got = refusalOf(field, value);
    if (why === undefined) expect(got).toBeUndefined();
    else expect(got).toContain(why);
  });
});

describe('a proposal', () => {
  const good = {
    format: 'nocturne-proposal-1',
    rule: 'gout',
    criterion: 'urate',
    field: 'limit.n',
    old: 6,
    new: 7,
  };
  test('is read', () => {
    expect(readProposal(JSON.stringify(good))).toEqual(good);
  });
  test.each([
    ['no JSON', 'nonsense', 'no JSON object'],
    ['a list', '[]', 'no JSON object'],
    ['another format', JSON.stringify({ ...good, format: 'x' }), 'format'],
    ['no rule', JSON.stringify({ ...good, rule: '' }), 'rule is missing'],
    ['another field', JSON.stringify({ ...good, field: 'direction' }), 'direction cannot be proposed'],
    ['an inherited field', JSON.stringify({ ...good, field: 'constructor' }), 'cannot be proposed'],
    ['code for a number', JSON.stringify({ ...good, new: '7); evil(' }), 'not a number'],
    ['code for a weight', JSON.stringify({ ...good, field: 'weight', old: 'weak', new: "'" }), 'one of'],
    ['no change', JSON.stringify({ ...good, new: 6 }), 'the same'],
  ])('with %s is refused', (_name, text, why) => {
    expect(() => readProposal(text)).toThrow(why);
  });
});
