/** The code index: system and code together, prefixes, marks, and ingredient names in text. */
import { describe, expect, test } from '@jest/globals';
import { CodeIndex } from '#chart/codes';
import type { CodeEntry, SystemKey, TextRule } from '#chart/codes';
import { wordsOf } from '#chart/drug-text';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';

type Mark = 'prefix' | 'nonspecific' | 'ingredient';

function row(set: string, system: SystemKey, code: string, display: string, ...marks: Mark[]): CodeEntry {
  return {
    set,
    system,
    code,
    display,
    prefix: marks.includes('prefix'),
    nonspecific: marks.includes('nonspecific'),
    ingredient: marks.includes('ingredient'),
  };
}

const rules: TextRule[] = [
  { set: 'potassium', kind: 'lone', words: 'potassium' },
  { set: 'iron', kind: 'name', words: 'ferrous' },
  { set: 'steroid', kind: 'not-with', words: 'inhaler' },
  { set: '*', kind: 'not-with', words: 'cream' },
];

const index = new CodeIndex(
  [
    row('pad', 'icd-10-cm', 'I70.2', 'Atherosclerosis of native arteries of the extremities', 'prefix'),
    row('rest-pain', 'icd-10-cm', 'I70.22', 'with rest pain', 'prefix'),
    row('rest-pain', 'icd-10-cm', 'I70.228', 'with rest pain, other extremity', 'nonspecific'),
    row('cancer', 'icd-10-cm', 'C', 'Malignant neoplasms', 'prefix'),
    row('leg-pain', 'icd-10-cm', 'M79.604', 'Pain in right leg'),
    row('leg-pain', 'snomed', '10601006', 'Pain in lower limb'),
    row('potassium-level', 'loinc', '2823-3', 'Potassium in serum'),
    row('quinine', 'rxnorm', '9071', 'Quinine', 'ingredient'),
    row('quinidine', 'rxnorm', '9068', 'Quinidine', 'ingredient'),
    row('quinine', 'rxnorm', '997010', 'Quinine Sulfate 324 MG Oral Capsule'),
    row('ace-inhibitor', 'rxnorm', '197885', 'Hydrochlorothiazide 12.5 MG / Lisinopril 10 MG Oral Tablet'),
    row('ace-inhibitor', 'rxnorm', '29046', 'lisinopril', 'ingredient'),
    row('thiazide', 'rxnorm', '5487', 'Hydrochlorothiazide', 'ingredient'),
    row('steroid', 'rxnorm', '5492', 'Hydrocortisone', 'ingredient'),
    row('steroid', 'rxnorm', '19831', 'Budesonide', 'ingredient'),
    row('laba', 'rxnorm', '25255', 'formoterol', 'ingredient'),
    row('arb', 'rxnorm', '52175', 'losartan', 'ingredient'),
    row('potassium', 'rxnorm', '8591', 'Potassium Chloride', 'ingredient'),
    row('iron', 'rxnorm', '90176', 'Iron', 'ingredient'),
    row('estrogen', 'rxnorm', '4099', 'Estrogens, Conjugated (USP)', 'ingredient'),
    row('insulin', 'rxnorm', '51428', 'insulin aspart, human', 'ingredient'),
    row('gabapentin', 'rxnorm', '25480', 'gabapentin', 'ingredient'),
    row('gabapentin-enacarbil', 'rxnorm', '1101333', 'gabapentin enacarbil', 'ingredient'),
  ],
  rules,
);

function sets(system: string | undefined, code: string | undefined): string[] {
  return index.membership(system, code).map((membership) => membership.set);
}

describe('a coding', () => {
  test.each([ICD, `${ICD}/`, 'urn:oid:2.16.840.1.113883.6.90', '2.16.840.1.113883.6.90', `  ${ICD} `])(
    'is found under the ICD-10-CM system written as "%s"',
    (system) => {
      expect(sets(system, 'M79.604')).toEqual(['leg-pain']);
    },
  );

  test.each([
    ['urn:oid:2.16.840.1.113883.6.96', '10601006', 'leg-pain'],
    ['http://snomed.info/sct/731000124108', '10601006', 'leg-pain'],
    ['URN:OID:2.16.840.1.113883.6.1', '2823-3', 'potassium-level'],
    ['http://loinc.org/', '2823-3', 'potassium-level'],
    ['urn:oid:2.16.840.1.113883.6.88', '997010', 'quinine'],
  ])('is found under %s', (system, code, set) => {
    expect(sets(system, code)).toEqual([set]);
  });

  test.each(['M79.604', 'M79604', 'm79.604', ' M79.604 '])('is the same written "%s"', (code) => {
    expect(sets(ICD, code)).toEqual(['leg-pain']);
  });

  test('belongs to no set without a system, without a code, or under a foreign system', () => {
    expect(sets(undefined, 'M79.604')).toEqual([]);
    expect(sets(ICD, undefined)).toEqual([]);
    expect(sets('http://loinc.org', 'M79.604')).toEqual([]);
    expect(sets('http://hospital.example/codes', '2823-3')).toEqual([]);
    expect(index.membership(ICD, 'J45.909')).toBe(index.membership(undefined, undefined));
  });

  test('C10AA05 is atorvastatin in ATC and no cancer', () => {
    expect(sets('http://www.whocc.no/atc', 'C10AA05')).toEqual([]);
    expect(sets(ICD, 'C50.911')).toEqual(['cancer']);
  });

  test('under ICD-10-CM that is plain text ("Cramp", "C") is no cancer', () => {
    expect(sets(ICD, 'Cramp')).toEqual([]);
    expect(sets(ICD, 'C')).toEqual([]);
    expect(sets(ICD, 'chest pain at night, both legs')).toEqual([]);
  });

  test('below a stem belongs to every set whose stem it begins with', () => {
    expect(sets(ICD, 'I70.222').sort()).toEqual(['pad', 'rest-pain']);
    expect(sets(ICD, 'I70201')).toEqual(['pad']);
    expect(sets(ICD, 'I70.1')).toEqual([]);
  });

  test('is marked by the longest row: rest pain of the arm is nonspecific, of the leg it is not', () => {
    const mark = (code: string): boolean | undefined =>
      index.membership(ICD, code).find((membership) => membership.set === 'rest-pain')?.nonspecific;
    expect(mark('I70.228')).toBe(true);
    expect(mark('I70228')).toBe(true);
    expect(mark('I70.222')).toBe(false);
  });

  test('has the words of its set, or of the stem that holds it', () => {
    expect(index.displayOf('leg-pain', ICD, 'm79604')).toBe('Pain in right leg');
    expect(index.displayOf('rest-pain', ICD, 'I70.222')).toBe('with rest pain');
    expect(index.displayOf('cancer', ICD, 'M79.604')).toBeUndefined();
  });

  test('has a title only when a set lists exactly this code: a stem does not know the side', () => {
    expect(index.titleOf(ICD, 'M79604')).toBe('Pain in right leg');
    expect(index.titleOf(ICD, 'I70.222')).toBeUndefined();
    expect(index.titleOf('http://hospital.example/codes', 'M79.604')).toBeUndefined();
  });

  test('a caller cannot change the shared answer', () => {
    expect(Object.isFrozen(index.membership(ICD, 'M79.604'))).toBe(true);
    expect(Object.isFrozen(index.membership(ICD, 'none'))).toBe(true);
  });

  test('of a combination product belongs to the sets of all its ingredients', () => {
    expect(sets(RXNORM, '197885').sort()).toEqual(['ace-inhibitor', 'thiazide']);
  });

  test('looking up an ingredient code works like any other code', () => {
    expect(sets(RXNORM, '9068')).toEqual(['quinidine']);
  });
});

describe('medication text', () => {
  test.each<[string, string[]]>([
    ['quinine 324 mg capsule', ['quinine']],
    ['Quinidine gluconate ER 324 mg', ['quinidine']],
    ['lisinopril-hydrochlorothiazide 20-12.5', ['ace-inhibitor', 'thiazide']],
    ['LISINOPRIL20MG tab', ['ace-inhibitor']],
    ['losartan potassium 50 mg', ['arb']],
    ['potassium chloride ER 20 mEq', ['potassium']],
    ['potassium 20 mEq daily', ['potassium']],
    ['oral potassium supplement', ['potassium']],
    ['penicillin V potassium 500 mg', []],
    ['budesonide-formoterol inhaler', ['laba']],
    ['budesonide 9 mg capsule', ['steroid']],
    ['hydrocortisone 1 % cream', []],
    ['conjugated estrogens 0.3 mg', ['estrogen']],
    ['insulin aspart 100 units/mL', ['insulin']],
    ['gabapentin enacarbil 600 mg', ['gabapentin-enacarbil']],
    ['gabapentin 300 mg', ['gabapentin']],
    ['ferrous sulfate 325 mg', ['iron']],
    ['iron deficiency, see notes', []],
    ['no known medications', []],
    ['', []],
  ])('"%s" names %j', (text, expected) => {
    expect(index.drugSetsInText(text)).toEqual(expected);
  });

  test('that is missing names nothing', () => {
    expect(index.drugSetsInText(undefined)).toEqual([]);
  });

  test('of a million characters is still read to its end', () => {
    const long = `${'tablet '.repeat(150_000)}gabapentin`;
    expect(index.drugSetsInText(long)).toEqual(['gabapentin']);
  });

  test('lists the names it looks for, and "iron" alone is not one of them', () => {
    const names = index.ingredientNames();
    expect(names).toContainEqual({ name: 'lisinopril', sets: ['ace-inhibitor'] });
    expect(names.map((entry) => entry.name)).not.toContain('iron');
  });

  test('is cut into words and numbers', () => {
    expect(wordsOf('Vitamin B12 (1,000mcg)')).toEqual(['vitamin', 'b', '12', '1', '000', 'mcg']);
  });
});
