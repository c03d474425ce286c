/** A deployment without a SNOMED CT licence: the rules work from ICD-10-CM, LOINC, RxNorm and the intake alone. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { folderOf, loadKnowledge, rulesOf } from '#knowledge/load';
import { needsOf } from '#knowledge/plan';
import { loadValueSets } from '#knowledge/valuesets';
import { differences } from '#review/check';
import { buildPatient } from '#review/patient';
import { datesFrom, VignetteRunner } from '#review/run';
import { readVignettes } from '#review/vignette';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

interface Listed {
  readonly id: string;
  sha256: string;
}
interface ValueSet {
  readonly expansion: { contains: readonly { readonly system: string }[] };
}

// A root like ours whose value sets hold no SNOMED CT code at all.
const root = mkdtempSync(join(tmpdir(), 'without-snomed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const name of ['package.json', 'cds-hooks']) symlinkSync(join(ROOT, name), join(root, name));
const folder = join(root, 'valuesets');
cpSync(join(ROOT, 'valuesets'), folder, { recursive: true });
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { sets: Listed[] };
for (const listed of manifest.sets) {
  const file = join(folder, `${listed.id}.json`);
  const set = JSON.parse(readFileSync(file, 'utf8')) as ValueSet;
  set.expansion.contains = set.expansion.contains.filter((one) => one.system !== 'http://snomed.info/sct');
  const text = JSON.stringify(set);
  writeFileSync(file, text);
  listed.sha256 = createHash('sha256').update(text).digest('hex');
}
writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));

const bare = loadKnowledge(root);
const runner = new VignetteRunner(bare, AS_OF);
const rules = rulesOf(knowledge);
const cases = rules.flatMap((rule) =>
  readVignettes(join(ROOT, 'cds-hooks', folderOf(rule), 'vignettes.yaml')).map((vignette) => ({
    rule,
    vignette,
    snomed: JSON.stringify(buildPatient(vignette, datesFrom(AS_OF)).resources).includes('snomed.info'),
  })),
);

test('the knowledge of this file has no SNOMED CT code, and most vignettes use none', () => {
  const codes = [...loadValueSets(folder).sets.values()].flatMap((set) => set.codes);
  expect(codes.filter((code) => code.system === 'snomed')).toEqual([]);
  expect(cases.filter((one) => !one.snomed).length).toBeGreaterThan(0.9 * cases.length);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test('answers every vignette without a SNOMED CT code as its author expects', () => {
    const wrong = cases
      .filter((one) => one.rule === rule && !one.snomed)
      .flatMap(({ vignette }) =>
        differences(vignette, runner.run(vignette), rule.kind === 'cause' ? rule.id : undefined).map(
          (difference) => `${vignette.id}: ${difference}`,
        ),
      );
    expect(wrong).toEqual([]);
  });
});

// What a rule reads and only SNOMED CT can say. Each must have another way to the same answer.
const ONLY_SNOMED: Readonly<Record<string, string>> = {
  'cond-lvsd':
    'ICD-10-CM has no code for a weak left ventricle without heart failure; rules read it only beside cond-heart-failure, which has I50.2- and I50.4-.',
};

test('every condition and symptom that a rule reads has a code outside SNOMED CT, or a reason here', () => {
  const needs = needsOf(rules);
  const read = [...new Set([...needs.conditions, ...needs.observations])].filter((set) =>
    /^(?:cond|sx)-/.test(set),
  );
  const shipped = loadValueSets(join(ROOT, 'valuesets')).sets;
  const without = read.filter(
    (set) => !(shipped.get(set)?.codes ?? []).some((code) => code.system !== 'snomed'),
  );
  expect(read.length).toBeGreaterThan(80);
  // Derived, so that a code that is added takes its line away here.
  expect(without.sort()).toEqual(Object.keys(ONLY_SNOMED).sort());
});
