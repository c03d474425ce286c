/** Source attributes: thirteen for every rule, read off the rule, and within one click of every card. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderOf, rulesOf } from '#knowledge/load';
import { attributesOf } from '#review/attributes';
import { reviewIndex } from '#review/indexes';
import { VignetteRunner } from '#review/run';
import { readVignettes } from '#review/vignette';
import { age, answered, cause, cites, latest, sex, supports, type Expr, type Rule } from '#rules';
import { labs } from '#findings';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

const of = (rule: Rule): ReadonlyMap<string, string> =>
  new Map(
    attributesOf(rule, { sources: knowledge.sources[rule.id] ?? {}, version: knowledge.version }).map(
      (one) => [one.name, one.text],
    ),
  );

const ruleOf = (when: Expr): Rule =>
  cause({
    id: 'made-up',
    name: 'Made up',
    topic: { system: 's', code: 'c', display: 'd' },
    status: 'draft',
    revised: '2026-01-02',
    criteria: { one: supports('weak', when, cites('x')) },
    tiers: { probable: 'one', possible: 'one', unlikely: 'one' },
    explains: {},
    urgency: { established: [], probable: [], possible: [] },
    settle: [],
    missingAdvice: '',
    suggest: [],
    conflicts: [],
    cautions: [],
    never: [],
  });

describe('the thirteen attributes', () => {
  test('are all there, in the order of the regulation, for every rule', () => {
    for (const rule of rulesOf(knowledge)) {
      expect([...of(rule).keys()]).toEqual([
        'Bibliographic citation',
        'Developer',
        'Funding of the technical implementation',
        'Release and revision dates',
        'Use of race',
        'Use of ethnicity',
        'Use of language',
        'Use of sexual orientation',
        'Use of gender identity',
        'Use of sex',
        'Use of date of birth',
        'Use of social determinants of health',
        'Use of health status assessments',
      ]);
      expect([...of(rule)].filter(([, text]) => text.trim() === '')).toEqual([]);
    }
  });

  test.each<[string, Expr, string, string]>([
    ['sex', sex('female'), 'Use of sex', 'used: `Patient.gender` as administrative sex'],
    ['no sex', age.atLeast(50), 'Use of sex', 'not used'],
    ['age', age.atLeast(50), 'Use of date of birth', 'used for age; '],
    ['no age', sex('female'), 'Use of date of birth', 'not used by the rule; '],
    [
      'function',
      answered('impact.activities', 'severe'),
      'Use of health status assessments',
      '`impact.activities`',
    ],
    ['a symptom is none', answered('urge', 'yes'), 'Use of health status assessments', 'not used'],
    ['eGFR', latest(labs.egfr).below(30), 'Use of race', 'some laboratories still use an equation with race'],
    ['no eGFR', latest(labs.ferritin).below(30), 'Use of race', 'not used'],
  ])('%s is read off the rule', (_name, when, attribute, text) => {
    expect(of(ruleOf(when)).get(attribute)).toContain(text);
  });
});

test('every card links the source attributes of its first rule, or the index', () => {
  const runner = new VignetteRunner(knowledge, AS_OF);
  const ids = new Set(rulesOf(knowledge).map((rule) => rule.id));
  for (const rule of rulesOf(knowledge)) {
    const vignettes = readVignettes(join(ROOT, 'cds-hooks', folderOf(rule), 'vignettes.yaml'));
    for (const card of vignettes.slice(0, 4).flatMap((vignette) => runner.run(vignette).cards)) {
      const urls = (card.links ?? []).map((link) => link.url.replace('https://nocturne.example/review', ''));
      const to = urls.find((url) => url === '' || url.endsWith('#source-attributes'));
      expect([card.summary, to]).not.toEqual([card.summary, undefined]);
      if (to !== undefined && to !== '') expect(ids).toContain(to.slice(1).split('#')[0]);
    }
  }
});

test('the index names every rule, value set, drug and source that is used', () => {
  const index = reviewIndex(knowledge, (rule) => `/review/${rule.id}`);
  for (const rule of rulesOf(knowledge)) expect(index).toContain(`(/review/${rule.id})`);
  expect(index).toMatch(/\| .*ferritin.*\(`lab-ferritin`\) \|/i);
  expect(index).toMatch(/\| .*\(`drug-quinine`\) \| .*Nocturnal leg cramps/);
  for (const source of Object.values(knowledge.sources).flatMap((one) => Object.values(one)))
    expect(index).toContain(source.title.replaceAll('|', '\\|'));
});
