/** `npm run proposal` on a copy of the rules: writes what was proposed, where it is written, and refuses everything else. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { RulesCopy } from './rules-copy.ts';

jest.setTimeout(180_000);

const IRON = 'cds-hooks/findings/iron.ts';
const RLS = 'cds-hooks/differential/restless-legs-syndrome/rule.ts';
const FERRITIN = {
  format: 'nocturne-proposal-1',
  rule: 'restless-legs-syndrome',
  criterion: 'lowIron',
  field: 'limit.n',
  old: 75,
  new: 50,
};

const made: { copy?: RulesCopy } = {};
const original: Record<string, string> = {};
function copy(): RulesCopy {
  if (made.copy === undefined) throw new Error('not made');
  return made.copy;
}
const propose = (changes: object, ...options: readonly string[]) =>
  copy().propose(JSON.stringify({ ...FERRITIN, ...changes }), ...options);

beforeAll(() => {
  made.copy = new RulesCopy();
  for (const file of [IRON, RLS]) original[file] = copy().read(file);
});
afterEach(() => {
  for (const [file, text] of Object.entries(original)) copy().write(file, text);
});
afterAll(() => made.copy?.remove());

describe('applying', () => {
  test('a limit of a shared finding is written where it stands, and counts in every rule that shares it', () => {
    const before = copy().numbers();
    const { code, said } = propose({ touches: ['dopamine-agonist-for-rls', 'restless-legs-syndrome'] });
    expect(said).toContain(`${IRON}:9`);
    expect(said).toMatch(/^- .*atMost\(75\).*\n\+ .*atMost\(50\)/m);
    expect(said).toContain('Changes 2 rules: restless-legs-syndrome, dopamine-agonist-for-rls.');
    expect(said).toContain(`${IRON}:8  'ferritin at most 75 ng/mL or transferrin saturation below 20 %'`);
    expect(said).toContain('npm run review');
    expect(code).toBe(0);
    expect(copy().read(IRON)).toBe(
      original[IRON]?.replace('latest(ferritin).atMost(75)', 'latest(ferritin).atMost(50)'),
    );
    const after = copy().numbers();
    const moved = Object.keys(before).filter((key) => before[key] !== after[key]);
    expect(new Set(moved.map((key) => key.split(' ')[0]))).toEqual(
      new Set(['restless-legs-syndrome', 'dopamine-agonist-for-rls']),
    );
    expect(new Set(moved.map((key) => after[key]))).toEqual(new Set([50]));
  });

  test('a weight is written in the rule', () => {
    const { code, said } = propose({ field: 'weight', old: 'moderate', new: 'weak' });
    expect(said).toContain(RLS);
    expect(code).toBe(0);
    expect(copy().read(RLS)).toBe(
      original[RLS]?.replace("lowIron: supports('moderate'", "lowIron: supports('weak'"),
    );
  });

  test('a dry run only shows it', () => {
    const { code, said } = propose({}, '--dry-run');
    expect(said).toMatch(/atMost\(50\).*Nothing was written/s);
    expect(code).toBe(0);
    expect(copy().read(IRON)).toBe(original[IRON]);
  });
});

describe('refusing', () => {
  test.each([
    ['a rule that is none', { rule: 'restless-arms' }, 'there is no rule restless-arms'],
    ['a criterion that is none', { criterion: 'lowZinc' }, 'has no number at "lowZinc"'],
    ['an old value that is another', { old: 80 }, 'the old value is 75 or 20 or 200 or 20, not 80'],
    ['several candidates', { old: 20, new: 15 }, 'several numbers fit'],
    ['a path elsewhere', { path: 'tiers.possible.of.0.of.0.n' }, 'is not at "lowIron"'],
    ['another field', { field: 'limit.is' }, 'cannot be proposed'],
    ['what is no number', { new: '50); process.exit(' }, 'not a number'],
    [
      'other rules than it now counts in',
      { touches: ['restless-legs-syndrome'] },
      'try it again in the page',
    ],
  ])('%s', (_name, changes, why) => {
    const { code, said } = propose(changes);
    expect(said).toContain(why);
    expect(code).toBe(1);
    for (const [file, text] of Object.entries(original)) expect(copy().read(file)).toBe(text);
  });

  test('a literal behind a name that is no constant of its file, with the line', () => {
    copy().write(
      IRON,
      (original[IRON] ?? '').replace('latest(ferritin).atMost(75)', 'latest(ferritin).atMost(70 + 5)'),
    );
    const { code, said } = propose({});
    expect(said).toMatch(/70 \+ 5 .*edit it by hand in cds-hooks\/findings\/iron\.ts:9/);
    expect(code).toBe(1);
  });

  test('a literal that another number is read from as well, and puts the file back', () => {
    const text = (original[IRON] ?? '')
      .replace('export const ironTrigger', 'const CUT = 75;\nexport const ironTrigger')
      .replace('latest(ferritin).atMost(75)', 'latest(ferritin).atMost(CUT)')
      .replace('latest(ferritin).above(75)', 'latest(ferritin).above(CUT)');
    copy().write(IRON, text);
    const { code, said } = propose({});
    expect(said).toMatch(/would also change .*everything is as it was/);
    expect(code).toBe(1);
    expect(copy().read(IRON)).toBe(text);
  });

  test('a file that is no proposal, and no file', () => {
    expect(copy().propose('{}').said).toContain('is no proposal: its format is not');
    expect(copy().propose('{}', 'another.json').code).toBe(2);
  });
});
