/** What every rule owes its reviewers: cited sources that exist, known codes, numbers with vignettes around them, no forbidden offer. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderOf, rulesOf } from '#knowledge/load';
import { needsOf } from '#knowledge/plan';
import { loadValueSets } from '#knowledge/valuesets';
import { readVignettes } from '#review/vignette';
import { citesOf, expressionsOf, leavesOf, ordersOf } from '#rules';
import { orders } from '#findings';
import { CAUSES } from '../scripts/case-file.ts';
import { knowledge, ROOT } from './knowledge.ts';
import { SHARED, testShared } from './shared.ts';

const rules = rulesOf(knowledge);
const sets = loadValueSets(join(ROOT, 'valuesets'));

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const folder = join(ROOT, 'cds-hooks', folderOf(rule));
  const sources = knowledge.sources[id] ?? {};

  test('has its four files and stays a draft until a named clinician signs', () => {
    for (const file of ['rule.ts', 'sources.yaml', 'vignettes.yaml', 'REVIEW.md'])
      expect(existsSync(join(folder, file)) ? file : `${file} is missing`).toBe(file);
    expect(rule.status).toBe('draft');
  });

  test('cites only sentences that exist, and every source it lists is cited', () => {
    const cited = citesOf(rule);
    const lost = cited.filter((cite) => {
      const [source = '', anchor = 'main'] = cite.split('#');
      return sources[source]?.says[anchor] === undefined;
    });
    expect(lost).toEqual([]);
    const used = new Set(cited.map((cite) => cite.split('#')[0]));
    expect(Object.keys(sources).filter((source) => !used.has(source))).toEqual([]);
  });

  test('every criterion, flag and gate has a source', () => {
    const bare =
      rule.kind === 'relief'
        ? [...rule.helps, ...rule.blocks, ...rule.holds].filter((one) => one.cites.length === 0)
        : rule.kind === 'cause'
          ? Object.entries(rule.criteria)
              .filter(([, one]) => one.cites.length === 0)
              .map(([name]) => name)
          : rule.kind === 'flags'
            ? rule.flags.filter((flag) => flag.cites.length === 0).map((flag) => flag.id)
            : rule.warnings.filter((one) => one.cites.length === 0).map((one) => one.id);
    expect(bare).toEqual([]);
  });

  test('reads only value sets that exist', () => {
    const needs = needsOf([rule]);
    const asked = [
      ...needs.conditions,
      ...needs.drugs,
      ...needs.observations,
      ...needs.procedures,
      ...needs.family,
    ];
    const named = new Set(
      [...needs.measures].filter((measure) => measure.words !== undefined).flatMap((measure) => measure.sets),
    );
    if (rule.kind === 'order-check') {
      const words = rule.warnings.flatMap((one) => [one.draft?.is, one.draft?.reason]);
      for (const one of [rule.about, rule.silentFor, ...words]) asked.push(...(one?.sets ?? []));
    }
    const unknown = asked.filter(
      (set) =>
        !sets.sets.has(set) && !sets.withheld.has(set) && set !== 'procedure-surgical' && !named.has(set),
    );
    expect(unknown).toEqual([]);
  });

  test('asks only questions and options of the frozen questionnaire', () => {
    const wrong: string[] = [];
    for (const leaf of expressionsOf(rule).flatMap((part) => [...leavesOf(part)])) {
      if (leaf.op === 'counted' && knowledge.wording.question(leaf.item) === leaf.item) wrong.push(leaf.item);
      if (leaf.op !== 'answered') continue;
      if (knowledge.wording.question(leaf.item) === leaf.item) wrong.push(leaf.item);
      const items = leaf.perLeg === true ? [leaf.item, `${leaf.item}-left`] : [leaf.item];
      for (const code of leaf.codes)
        if (!items.some((item) => optionExists(item, code))) wrong.push(`${leaf.item}=${code}`);
    }
    expect(wrong).toEqual([]);
  });

  test('offers drafts only of kinds and codes that may be shipped', () => {
    for (const order of ordersOf(rule)) {
      expect(['ServiceRequest', 'Task', 'CommunicationRequest']).toContain(order.resource);
      for (const coding of order.coding ?? [])
        expect(
          shippable.has(`${coding.system}|${coding.code}`) ? 'known' : `${order.id}: ${coding.code}`,
        ).toBe('known');
    }
  });

  test('its vignettes are enough', () => {
    const vignettes = readVignettes(join(folder, 'vignettes.yaml'));
    const least = {
      cause: 10,
      flags: rule.kind === 'flags' ? rule.flags.length * 2 : 0,
      relief: rule.kind === 'relief' ? rule.blocks.length + rule.holds.length + 1 : 0,
      'order-check': rule.kind === 'order-check' ? Math.max(6, rule.warnings.length + 3) : 0,
    }[rule.kind];
    expect(vignettes.length).toBeGreaterThanOrEqual(least);
    if (rule.kind === 'flags') {
      const raised = new Set(
        vignettes.flatMap((one) => (one.expect.flags ?? []).map((flag) => flag.split(':')[0])),
      );
      expect(rule.flags.map((flag) => flag.id).filter((flag) => !raised.has(flag))).toEqual([]);
    }
    if (rule.kind === 'order-check') {
      const given = new Set(vignettes.flatMap((one) => one.expect.warnings ?? []));
      expect(rule.warnings.map((one) => `${id}/${one.id}`).filter((one) => !given.has(one))).toEqual([]);
      expect(vignettes.some((one) => one.drafts !== undefined && one.expect.silent === true)).toBe(true);
    }
    if (rule.kind === 'cause') {
      const tiers = new Set(vignettes.map((one) => one.expect.tier));
      for (const tier of ['probable', 'possible', 'unlikely', 'not-assessable'])
        expect([...tiers]).toContain(tier);
    }
  });
});

const options = new Set<string>();
const questionnaire: unknown = JSON.parse(
  readFileSync(join(ROOT, 'cds-hooks', 'intake', 'questionnaire.json'), 'utf8'),
);
collect(questionnaire);
function collect(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const item = node as {
    linkId?: string;
    item?: unknown[];
    answerOption?: { valueCoding?: { code?: string } }[];
  };
  for (const one of item.answerOption ?? [])
    options.add(`${item.linkId ?? ''}|${one.valueCoding?.code ?? ''}`);
  for (const one of item.item ?? []) collect(one);
}
const optionExists = (item: string, code: string): boolean => options.has(`${item}|${code}`);

// What the value sets hold was checked against the terminology table and its licences (tests/knowledge).
const SYSTEMS: Readonly<Record<string, string>> = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
};
const shippable = new Set(
  [...sets.sets.values()].flatMap((set) =>
    set.codes.map((code) => `${SYSTEMS[code.system] ?? ''}|${code.code}`),
  ),
);

test('every entry of the seed list of causes has a cause that answers it', () => {
  const answered = knowledge.causes.map((cause) => (cause.seed ?? '').toLowerCase());
  const open = [
    'cramps',
    'restless legs',
    'dehydration and electrolytes',
    'muscle fatigue',
    'sleeping posture',
    'mattress',
    'peripheral artery disease',
    'sciatica',
    'nerve compression',
    'disc',
    'stenosis',
    'peripheral neuropathy',
    'varicose veins',
    'osteoarthritis',
    'rheumatoid arthritis',
    'fibromyalgia',
  ].filter((entry) => !answered.some((seed) => seed.includes(entry)));
  expect(open).toEqual([]);
});

test('all 28 cause ids are there, and every red-flag number from 1 to 27', () => {
  expect(knowledge.causes.map((cause) => cause.id).sort()).toEqual([...CAUSES].sort());
  const numbers = new Set(
    knowledge.flagFolders.flatMap((folder) =>
      folder.flags.map((flag) => Number(/^RF-(\d+)/.exec(flag.id)?.[1])),
    ),
  );
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 27 }, (_, i) => i + 1));
});

test('relief measures name causes that exist', () => {
  const ids = new Set(knowledge.causes.map((cause) => cause.id));
  const named = knowledge.reliefs.flatMap((one) =>
    [...one.helps, ...one.blocks, ...one.holds].flatMap((part) =>
      part.cause === undefined ? [] : [part.cause],
    ),
  );
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

test('every measure that a rule reads has a key in the data plan or is found by name', () => {
  const needs = needsOf(rules);
  const lost = [...needs.observations].filter(
    (set) => !knowledge.keysOf.observationSets.has(set) && !sets.withheld.has(set),
  );
  expect(lost).toEqual([]);
});

test('prefetch templates stay in the 2.0.1 subset: short, one date at most, no include', () => {
  for (const entry of knowledge.plan) {
    expect(entry.template.length).toBeLessThanOrEqual(1500);
    expect(entry.template).not.toMatch(/_include|_revinclude|:in=|today\(\)/);
    if (entry.kind === 'search') expect(entry.template).toMatch(/[?&]_count=\d+/);
    const names = [...entry.template.matchAll(/[?&]([^=&]+)=/g)].map((match) => match[1]);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('the prefetch keys are the fixed ones', () => {
  expect(knowledge.plan.map((entry) => entry.key)).toMatchSnapshot();
});

test('no order in the house creates a prescription or an active resource', () => {
  const all: readonly unknown[] = Object.values(orders);
  for (const order of all)
    if (typeof order === 'object' && order !== null && 'resource' in order)
      expect(order.resource).not.toBe('MedicationRequest');
});

testShared('the shipped questionnaire is the frozen one', () => {
  const frozen = readFileSync(join(SHARED, 'intake', 'questionnaire.json'), 'utf8');
  expect(readFileSync(join(ROOT, 'cds-hooks', 'intake', 'questionnaire.json'), 'utf8')).toBe(frozen);
});
