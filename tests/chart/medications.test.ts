/** What is taken, by what the record gives: product code, ingredient code, class, words, in this order; combinations whole. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadValueSets } from '#knowledge/valuesets';
import { takes } from '#rules';
import { ROOT, knowledge } from '../knowledge.ts';
import { answer, chartOf, coding, order, RXNORM, said, type Json } from './record.ts';

const ATC = 'http://www.whocc.no/atc';
const MARK = 'https://nocturne.example/fhir/StructureDefinition/code-match';

const SHIPPED = loadValueSets(join(ROOT, 'valuesets')).sets;
const folder = mkdtempSync(join(tmpdir(), 'atc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function lay(id: string, ...concept: Json[]): void {
  const set = { resourceType: 'ValueSet', id, compose: { include: [{ system: ATC, concept }] } };
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(set));
}
lay(
  'drug-statin',
  { code: 'C10AA' },
  { code: 'C10BX', extension: [{ url: MARK, valueCode: 'nonspecific' }] },
);
lay('drug-laba', { code: 'R03AK' }, { code: 'R03AL' });
const withAtc = loadValueSets(join(ROOT, 'valuesets'), folder).index;

/** RxNorm ingredients as our sets have them. */
const INGREDIENTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...SHIPPED.values()]
    .flatMap((set) => set.codes)
    .filter((one) => one.ingredient)
    .map((one) => [one.display.toLowerCase(), one.code]),
);

interface Taken {
  readonly sets: readonly string[];
  readonly fromText: boolean;
}

function taken(product: Json, codes = knowledge.codes): Taken {
  const chart = chartOf([order(product)], { codes });
  const sets = [...SHIPPED.keys()].filter((id) => id.startsWith('drug-'));
  const drugs = new Set(sets.flatMap((set) => chart.drugs(set)));
  return {
    sets: sets.filter((set) => chart.drugs(set).length > 0),
    fromText: [...drugs].some((drug) => drug.fromText),
  };
}

const concept = (...codings: Json[]): Json => ({
  medicationCodeableConcept: { coding: codings.flatMap((one) => one['coding'] as readonly Json[]) },
});
const words = (text: string): Json => ({ medicationCodeableConcept: { text } });

describe('the order of evidence', () => {
  test('a product code decides before its class and before the words', () => {
    const product = {
      medicationCodeableConcept: {
        coding: [
          { system: ATC, code: 'R03AL02' },
          { system: RXNORM, code: '314231' },
        ],
        text: 'metformin',
      },
    };
    expect(taken(product, withAtc)).toEqual({ sets: ['drug-statin'], fromText: false });
  });

  test('an ingredient code decides before the class', () => {
    const product = concept(coding(ATC, 'R03AL02'), coding(RXNORM, '83367', 'atorvastatin'));
    expect(taken(product, withAtc)).toEqual({ sets: ['drug-statin'], fromText: false });
  });

  test('a class decides before the words, and only with an overlay', () => {
    const product = {
      medicationCodeableConcept: { coding: [{ system: ATC, code: 'C10AA05' }], text: 'metformin' },
    };
    expect(taken(product, withAtc)).toEqual({ sets: ['drug-statin'], fromText: false });
    expect(taken(product)).toEqual({ sets: ['drug-metformin'], fromText: true });
    expect(taken(concept(coding(ATC, 'C10AA05', 'atorvastatin')))).toEqual({
      sets: ['drug-statin'],
      fromText: true,
    });
    expect(taken(concept(coding(ATC, 'C10AA05')))).toEqual({ sets: [], fromText: false });
  });

  test('the class of a product that our sets do not list stands in for it', () => {
    const product = concept(coding(RXNORM, '99999999'), coding(ATC, 'R03AK07'));
    expect(taken(product, withAtc)).toEqual({ sets: ['drug-laba'], fromText: false });
  });

  test('a class that does not always hold the drug leaves it to the words', () => {
    expect(taken(concept(coding(ATC, 'C10BX')), withAtc)).toEqual({ sets: [], fromText: false });
    const spoken = concept(coding(ATC, 'C10BX03', 'atorvastatin and amlodipine'));
    expect(taken(spoken, withAtc)).toEqual({
      sets: ['drug-dihydropyridine-ccb', 'drug-statin'],
      fromText: true,
    });
  });

  test('words come last and are shown as such', () => {
    const chart = chartOf([order(words('atorvastatin 40 mg'))]);
    expect(answer(takes('drug-statin'), chart).evidence[0]?.note).toBe('matched by name');
    const coded = chartOf([order(concept(coding(RXNORM, '314231')))]);
    expect(answer(takes('drug-statin'), coded).evidence[0]?.note).toBeUndefined();
  });

  test('names are whole words', () => {
    for (const text of ['nystatin', 'quinidineX', 'xmetforminx', 'allergic to nothing, see chart'])
      expect(taken(words(text)).sets.filter((set) => /statin|quinine|metformin/.test(set))).toEqual([]);
  });
});

describe('a product of several ingredients', () => {
  const ALL: readonly [string, readonly string[]][] = [
    ['lisinopril', ['drug-acei']],
    ['hydrochlorothiazide', ['drug-thiazide-diuretic']],
    ['formoterol', ['drug-laba']],
    ['amlodipine', ['drug-dihydropyridine-ccb']],
    ['atorvastatin', ['drug-statin']],
    ['metformin', ['drug-metformin']],
    ['sitagliptin', ['drug-other-antidiabetic']],
  ];
  const has = (product: Json, sets: readonly string[]): void =>
    expect(taken(product)).toMatchObject({ sets: expect.arrayContaining([...sets]) as unknown });

  test.each([
    ['197885', 'hydrochlorothiazide with lisinopril', ['drug-acei', 'drug-thiazide-diuretic']],
    ['404011', 'amlodipine with atorvastatin', ['drug-dihydropyridine-ccb', 'drug-statin']],
    ['540749', 'the same by its brand', ['drug-dihydropyridine-ccb', 'drug-statin']],
    ['1246288', 'budesonide with formoterol', ['drug-laba']],
    ['1189804', 'simvastatin with sitagliptin', ['drug-other-antidiabetic', 'drug-statin']],
  ])('by its code without a word: %s, %s', (code, _name, sets) => {
    expect(taken(concept(coding(RXNORM, code)))).toEqual({ sets, fromText: false });
  });

  test.each([
    ['Lisinopril-Hydrochlorothiazide 20-12.5 mg', ['drug-acei', 'drug-thiazide-diuretic']],
    ['lisinopril/HCTZ 20/25', ['drug-acei', 'drug-thiazide-diuretic']],
    ['budesonide/formoterol 160/4.5 inhaler', ['drug-laba']],
    ['amLODIPine-atorvastatin 5-40 MG Oral Tablet', ['drug-dihydropyridine-ccb', 'drug-statin']],
    ['metformin/sitagliptin 1000/50', ['drug-metformin', 'drug-other-antidiabetic']],
    ['SITagliptin-metFORMIN HCl 50-1000', ['drug-metformin', 'drug-other-antidiabetic']],
  ])('by its words: %s', (text, sets) => {
    expect(taken(words(text))).toEqual({ sets, fromText: true });
  });

  test('by the codes of its ingredients, in a Medication that is referred to', () => {
    const ingredient = (name: string): Json => {
      const sets = ALL.find(([one]) => one === name)?.[1] ?? [];
      const found = knowledge.codes.ingredientNames().find((one) => one.name === name);
      expect(found?.sets).toEqual(sets);
      return { itemCodeableConcept: coding(RXNORM, INGREDIENTS[name] ?? '') };
    };
    for (const pair of [
      ['lisinopril', 'hydrochlorothiazide'],
      ['amlodipine', 'atorvastatin'],
      ['metformin', 'sitagliptin'],
    ] as const) {
      const medication = { resourceType: 'Medication', id: 'm', ingredient: pair.map(ingredient) };
      const product = { contained: [medication], medicationReference: { reference: '#m' } };
      const sets = ALL.filter(([name]) => (pair as readonly string[]).includes(name)).flatMap(
        ([, one]) => one,
      );
      expect(taken(product)).toEqual({ sets: [...sets].sort(), fromText: false });
    }
  });

  test('every combination among our products reaches the set of every ingredient it names', () => {
    const missing = [...SHIPPED.values()]
      .flatMap((set) => set.codes)
      .filter((one) => one.system === 'rxnorm' && one.display.includes(' / '))
      .flatMap((one) => {
        const sets = knowledge.codes.membershipIn('rxnorm', one.code).map((membership) => membership.set);
        return ALL.filter(([name, wanted]) => {
          const named = ` ${one.display.toLowerCase().replaceAll(/[^a-z]+/g, ' ')} `.includes(` ${name} `);
          return named && !wanted.every((set) => sets.includes(set));
        }).map(([name]) => `${one.display}: ${name}`);
      });
    expect(missing).toEqual([]);
  });

  test('what is declared inactive is not taken', () => {
    const product = (isActive?: boolean): Json => ({
      contained: [
        {
          resourceType: 'Medication',
          id: 'm',
          code: coding(RXNORM, '314231', 'Simvastatin 10 MG Oral Tablet'),
          ingredient: [
            {
              itemCodeableConcept: coding(RXNORM, INGREDIENTS['lisinopril'] ?? ''),
              ...(isActive === undefined ? {} : { isActive }),
            },
          ],
        },
      ],
      medicationReference: { reference: '#m' },
    });
    expect(taken(product(false)).sets).toEqual(['drug-statin']);
    has(product(true), ['drug-acei', 'drug-statin']);
    has(product(), ['drug-acei', 'drug-statin']);
  });
});

test('ATC and ICD-10-CM never meet in a medication: C10AA05 under ICD-10-CM is no statin', () => {
  const product = concept(coding('http://hl7.org/fhir/sid/icd-10-cm', 'C10AA05'));
  expect(taken(product, withAtc)).toEqual({ sets: [], fromText: false });
  expect(said(takes('drug-statin'), chartOf([order(product)], { codes: withAtc }))).toBe('not-recorded');
});
