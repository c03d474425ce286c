/** An operator's own value sets: added to ours, never against ours, in the hash, and refused with the file and the remedy. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadKnowledge } from '#knowledge/load';
import { OverlayError } from '#knowledge/overlay';
import { loadValueSets, type ValueSets } from '#knowledge/valuesets';
import { knowledge, ROOT } from '../knowledge.ts';

const SNOMED = 'http://snomed.info/sct';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const LOINC = 'http://loinc.org';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const ATC = 'http://www.whocc.no/atc';
const URL = 'https://nocturne.example/fhir/ValueSet/';
const MARK = 'https://nocturne.example/fhir/StructureDefinition/code-match';
const SHIPPED = join(ROOT, 'valuesets');

type Json = Readonly<Record<string, unknown>>;

const top = mkdtempSync(join(tmpdir(), 'overlay-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
const made = new Set<string>();

function overlay(files: Readonly<Record<string, unknown>>): string {
  const folder = join(top, `${made.size}`);
  made.add(folder);
  mkdirSync(folder);
  for (const [name, value] of Object.entries(files))
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  return folder;
}

const load = (files: Readonly<Record<string, unknown>>): ValueSets => loadValueSets(SHIPPED, overlay(files));
const valueSet = (id: string, ...contains: Json[]): Json => ({
  resourceType: 'ValueSet',
  id,
  expansion: { contains },
});
const code = (system: string, value: string, ...marks: string[]): Json => ({
  system,
  code: value,
  display: `display of ${value}`,
  extension: marks.map((valueCode) => ({ url: MARK, valueCode })),
});
const marksOf = (sets: ValueSets, system: string, value: string): Record<string, boolean> =>
  Object.fromEntries(sets.index.membership(system, value).map((one) => [one.set, one.nonspecific]));

describe('codes of an overlay', () => {
  test('are added to a set of ours, by id or by canonical url, from an expansion or from lists', () => {
    const listed = {
      resourceType: 'ValueSet',
      url: `${URL}cond-rls|2026.1`,
      compose: { include: [{ system: SNOMED, concept: [{ code: '9000001' }, { code: '9000002' }] }] },
    };
    const nested = valueSet('cond-gout', {
      ...code(SNOMED, '9000003'),
      abstract: true,
      contains: [code(SNOMED, '9000004')],
    });
    const sets = load({
      'a.json': valueSet('cond-pad', code(SNOMED, '9000000')),
      'b.json': listed,
      'c.json': nested,
    });
    expect(marksOf(sets, SNOMED, '9000000')).toEqual({ 'cond-pad': false });
    expect(marksOf(sets, SNOMED, '9000002')).toEqual({ 'cond-rls': false });
    expect(marksOf(sets, SNOMED, '9000003')).toEqual({});
    expect(marksOf(sets, SNOMED, '9000004')).toEqual({ 'cond-gout': false });
    expect(sets.overlay).toMatchObject({ sets: 3, codes: 4 });
  });

  test('give codes to a set that ships none', () => {
    const shipped = loadValueSets(SHIPPED);
    expect(shipped.withheld.has('order-polysomnography')).toBe(true);
    const sets = load({ 'a.json': valueSet('order-polysomnography', code(SNOMED, '60554003')) });
    expect(marksOf(sets, SNOMED, '60554003')).toEqual({ 'order-polysomnography': false });
    expect(sets.withheld.has('order-polysomnography')).toBe(false);
    expect(sets.sets.get('order-polysomnography')?.title).toBe('polysomnography');
  });

  test('keep their marks; a prefix of ICD-10-CM holds what lies below it', () => {
    const sets = load({
      'a.json': valueSet('cond-pad', code(ICD, 'Q99.1', 'prefix'), code(SNOMED, '9000000', 'nonspecific')),
    });
    expect(marksOf(sets, ICD, 'Q9914')).toEqual({ 'cond-pad': false });
    expect(marksOf(sets, SNOMED, '9000000')).toEqual({ 'cond-pad': true });
  });

  test('of LOINC are asked for in the prefetch', () => {
    const folder = overlay({ 'a.json': valueSet('lab-ferritin', code(LOINC, '99998-1')) });
    const templates = (one: Pick<typeof knowledge, 'plan'>): string =>
      one.plan.map((entry) => entry.template).join('\n');
    expect(templates(loadKnowledge(ROOT, folder))).toContain('http://loinc.org|99998-1');
    expect(templates(knowledge)).not.toContain('99998-1');
  });

  test('of an RxNorm ingredient are found in text too', () => {
    const sets = load({
      'a.json': valueSet('drug-statin', { ...code(RXNORM, '999999', 'ingredient'), display: 'novostatin' }),
    });
    expect(sets.index.drugSetsInText('Novostatin 10 mg')).toEqual(['drug-statin']);
  });
});

describe('ATC', () => {
  const sets = load({
    'a.json': valueSet('drug-statin', code(ATC, 'C10AA'), code(ATC, 'C10BX', 'nonspecific')),
    'b.json': valueSet('drug-quinine', code('urn:oid:2.16.840.1.113883.6.73', 'P01BC01')),
  });
  test.each([ATC, `${ATC}/`, 'urn:oid:2.16.840.1.113883.6.73', '2.16.840.1.113883.6.73'])(
    'under "%s" a class holds all products below it',
    (system) => {
      expect(marksOf(sets, system, 'C10AA05')).toEqual({ 'drug-statin': false });
      expect(marksOf(sets, system, 'c10aa')).toEqual({ 'drug-statin': false });
      expect(marksOf(sets, system, 'C10BX03')).toEqual({ 'drug-statin': true });
      expect(marksOf(sets, system, 'P01BC01')).toEqual({ 'drug-quinine': false });
      for (const other of ['C10AB05', 'C10A', 'C', 'P01BC02', 'C10AA05 atorvastatin'])
        expect(marksOf(sets, system, other)).toEqual({});
    },
  );
  test('and ICD-10-CM never meet: C10AA05 is no cancer, C50.911 no drug', () => {
    expect(marksOf(sets, ICD, 'C10AA05')).not.toHaveProperty('drug-statin');
    expect(marksOf(sets, ATC, 'C50.911')).toEqual({});
    expect(marksOf(sets, ATC, 'C50')).toEqual({});
    expect(Object.keys(marksOf(sets, ICD, 'C50.911'))).toContain('cond-cancer-active');
  });
  test('has the words of its class', () => {
    expect(sets.index.displayOf('drug-statin', ATC, 'C10AA05')).toBe('display of C10AA');
  });
});

describe('nothing of ours is lost', () => {
  const plain = loadValueSets(SHIPPED);
  // The whole shipped content once more, every mark turned round.
  const files = Object.fromEntries(
    [...plain.sets.values()].map((set) => {
      const uri = { snomed: SNOMED, 'icd-10-cm': ICD, loinc: LOINC, rxnorm: RXNORM, atc: ATC };
      const turned = set.codes
        .filter((one) => one.code.length > 2)
        .map((one) => ({
          ...code(uri[one.system], one.code, ...(one.nonspecific ? [] : ['nonspecific'])),
          display: 'right leg',
        }));
      return [`${set.id}.json`, valueSet(set.id, ...turned)];
    }),
  );
  const sets = load(files);

  test('an overlay that says the opposite of every code changes no code', () => {
    expect(sets.overlay).toMatchObject({ sets: 0, codes: 0 });
    for (const set of plain.sets.values()) expect(sets.sets.get(set.id)).toEqual(set);
    for (const { system, code: value, set } of [...plain.sets.values()].flatMap((one) => one.codes)) {
      const before = plain.index.membershipIn(system, value);
      expect(sets.index.membershipIn(system, value)).toEqual(before);
      expect(before.some((one) => one.set === set) || value.length < 3).toBe(true);
    }
    expect(sets.index.titleOf(ICD, 'M79.605')).toBe(plain.index.titleOf(ICD, 'M79.605'));
  });

  test('a wide prefix without a mark leaves rest pain of the arm (I70.228) marked', () => {
    const wide = load({ 'a.json': valueSet('cond-pad', code(ICD, 'I70.2', 'prefix')) });
    expect(marksOf(wide, ICD, 'I70.228')['cond-pad']).toBe(true);
    expect(marksOf(wide, ICD, 'I70.228')).toEqual({
      ...marksOf(plain, ICD, 'I70.228'),
      'cond-pad': true,
    });
    const narrow = load({ 'a.json': valueSet('cond-pad', code(ICD, 'I70.228', 'prefix')) });
    expect(marksOf(narrow, ICD, 'I70.228')['cond-pad']).toBe(true);
    expect(marksOf(narrow, ICD, 'I70.2281')['cond-pad']).toBe(true);
  });

  test('two rows of one code in an overlay keep the mark of the more careful one', () => {
    const twice = load({
      'a.json': valueSet('cond-pad', code(SNOMED, '9000000', 'nonspecific'), code(SNOMED, '9000000')),
    });
    expect(marksOf(twice, SNOMED, '9000000')).toEqual({ 'cond-pad': true });
  });
});

describe('the knowledge hash', () => {
  const file = valueSet('cond-pad', code(SNOMED, '9000000'));
  test('names the overlay: other bytes, another hash; no overlay, the hash of what we ship', () => {
    const hashes = [
      knowledge.hash,
      loadKnowledge(ROOT, overlay({ 'a.json': file })).hash,
      loadKnowledge(ROOT, overlay({ 'a.json': `${JSON.stringify(file)}\n` })).hash,
    ];
    expect(new Set(hashes).size).toBe(3);
    expect(loadKnowledge(ROOT, overlay({ 'a.json': file })).hash).toBe(hashes[1]);
    for (const folder of [overlay({}), overlay({ 'README.md': 'nothing' }), join(top, 'absent')]) {
      expect(loadKnowledge(ROOT, folder).hash).toBe(knowledge.hash);
      expect(loadKnowledge(ROOT, folder).overlay).toBeUndefined();
    }
  });
  test('the repository has no overlay of its own', () => {
    expect(readFileSync(join(ROOT, '.gitignore'), 'utf8')).toContain('/valuesets/overlay/');
    expect(knowledge.overlay).toBeUndefined();
  });
});

describe('an overlay that cannot be read whole is refused', () => {
  const good = valueSet('cond-pad', code(SNOMED, '9000000'));
  const bad = (system: unknown, value: unknown, ...marks: string[]): Json => ({
    ...valueSet('cond-pad', { ...code('', '', ...marks), system, code: value }),
  });
  const compose = (...include: Json[]): Json => ({
    resourceType: 'ValueSet',
    id: 'cond-pad',
    compose: { include },
  });
  test.each<[string, unknown, RegExp]>([
    ['broken JSON', '{"resourceType": "Value', /x\.json: is not a JSON object\. Mend it/],
    ['a list', '[]', /x\.json: is not a JSON object/],
    ['another resource', { resourceType: 'CodeSystem' }, /is no ValueSet\. Keep only/],
    ['an unknown set', valueSet('cond-nothing'), /"cond-nothing", which is none of our sets\. Use the id/],
    ['no id at all', { resourceType: 'ValueSet' }, /names no set/],
    [
      'an id and a url at odds',
      { ...good, url: `${URL}cond-rls` },
      /cond-pad by its id and cond-rls by its url/,
    ],
    [
      'a system of others',
      bad('http://www.ama-assn.org/go/cpt', '93922'),
      /cpt", which we do not read\. Use/,
    ],
    ['no system', bad(undefined, '9000000'), /system nobody states/],
    ['no code', bad(SNOMED, undefined), /which is no snomed code\. Correct/],
    ['a word for a code', bad(SNOMED, 'claudication'), /"claudication", which is no snomed code/],
    ['a whole chapter as a prefix', bad(ICD, 'C', 'prefix'), /which is no icd-10-cm code/],
    ['an anatomical group of ATC', bad(ATC, 'C'), /which is no atc code/],
    ['a mark of others', bad(SNOMED, '9000000', 'certain'), /marks 9000000 as "certain"\. Use one of/],
    ['a prefix of SNOMED CT', bad(SNOMED, '9000000', 'prefix'), /as a prefix\. A snomed code has no/],
    [
      'no codes',
      { resourceType: 'ValueSet', id: 'cond-pad' },
      /no expansion and no compose\.include\. Expand/,
    ],
    [
      'a filter',
      compose({ system: SNOMED, filter: [{ property: 'concept', op: 'is-a', value: '1' }] }),
      /one by one\. Expand it with your terminology server/,
    ],
    ['a whole system', compose({ system: ATC }), /does not list its codes/],
    ['another set inside', compose({ valueSet: [`${URL}cond-pad`] }), /does not list its codes/],
    [
      'one page of many',
      {
        resourceType: 'ValueSet',
        id: 'cond-pad',
        expansion: { total: 3, contains: [code(SNOMED, '9000000')] },
      },
      /holds 1 of 3 codes\. Save all pages/,
    ],
  ])('%s', (_name, file, message) => {
    const folder = overlay({ 'x.json': file });
    expect(() => loadValueSets(SHIPPED, folder)).toThrow(OverlayError);
    expect(() => loadValueSets(SHIPPED, folder)).toThrow(message);
  });

  test('a second file for one set', () => {
    expect(() => load({ 'a.json': good, 'b.json': good })).toThrow(
      /b\.json: is a second file for cond-pad, beside a\.json\. Merge/,
    );
  });

  test('a file in the place of the folder', () => {
    const folder = overlay({ file: '' });
    expect(() => loadValueSets(SHIPPED, join(folder, 'file'))).toThrow(/is no folder/);
  });

  describe('with a manifest', () => {
    const bytes = JSON.stringify(good);
    const listed = (sha256: string): Json => ({ files: [{ file: 'a.json', sha256 }] });
    const right = createHash('sha256').update(bytes).digest('hex');
    test('that vouches for its files it is read, hand-made files beside them too', () => {
      const files = { 'a.json': bytes, 'manifest.json': listed(right) };
      expect(load(files).overlay).toMatchObject({ sets: 1, codes: 1 });
      const more = { ...files, 'b.json': valueSet('drug-statin', code(ATC, 'C10AA')) };
      expect(load(more).overlay).toMatchObject({ sets: 2, codes: 2 });
    });
    test('a wrong hash, a missing file and a broken list stop the start', () => {
      expect(() => load({ 'a.json': `${bytes} `, 'manifest.json': listed(right) })).toThrow(
        /a\.json: is not the file that manifest\.json lists.*npm run valuesets -- --tx/,
      );
      expect(() => load({ 'manifest.json': listed(right) })).toThrow(/a\.json: is listed .* is not there/);
      expect(() => load({ 'a.json': bytes, 'manifest.json': {} })).toThrow(/manifest\.json: files is not/);
      expect(() => load({ 'a.json': bytes, 'manifest.json': { files: [{}] } })).toThrow(/without name/);
    });
  });
});
