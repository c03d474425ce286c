/** Digests: what makes two contents equal, and what keeps them apart. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FhirResource, Observation } from 'fhir/r4';
import { canonical, storable } from '#ledger/canonical';
import {
  WHAT,
  contentOf,
  contextDigest,
  evidenceOf,
  shownText,
  textDigest,
  usedResource,
} from '#ledger/digests';
import { Hashes } from '#ledger/hashes';
import { ferritin, gatheredOf, madeCard } from './harness.ts';

const key = (id: string, byte: string) => ({ id, key: Buffer.from(byte.repeat(32)).toString('base64') });
const hashes = new Hashes([key('k2', 'b'), key('k1', 'a')]);

describe('ids', () => {
  test('are hashed by the first key, and found by every key', () => {
    const hash = hashes.of('sandbox', 'patient', 'p1');
    expect(hash).toMatch(/^k2:[A-Za-z0-9_-]{43}$/);
    expect(hashes.all('sandbox', 'patient', 'p1')).toEqual([
      hash,
      new Hashes([key('k1', 'a')]).of('sandbox', 'patient', 'p1'),
    ]);
  });

  test('of another realm, kind or key have another hash', () => {
    const all = [
      hashes.of('sandbox', 'patient', 'p1'),
      hashes.of('sandbox', 'user', 'p1'),
      hashes.of('other', 'patient', 'p1'),
      hashes.of('sandbox', 'patient', 'p2'),
      new Hashes([key('k2', 'c')]).of('sandbox', 'patient', 'p1'),
      new Hashes([]).of('sandbox', 'patient', 'p1'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test('a stored digest is compared by the key that made it', () => {
    const old = new Hashes([key('k1', 'a')]).digest('x', { a: 1 });
    expect(hashes.compare(old, 'x', { a: 1 })).toBe('same');
    expect(hashes.compare(old, 'x', { a: 2 })).toBe('different');
    expect(hashes.compare(old, 'y', { a: 1 })).toBe('different');
    expect(hashes.compare('k9:abc', 'x', { a: 1 })).toBe('no-key');
  });
});

describe('contents', () => {
  const digest = (resource: FhirResource): string => usedResource(hashes, resource).digest;

  test('the order of members does not matter, their values do', () => {
    const turned: FhirResource = {
      ...Object.fromEntries(Object.entries(ferritin).reverse()),
      ...{ resourceType: 'Observation', status: 'final', code: { text: 'Ferritin' } },
    };
    expect(digest(turned)).toBe(digest(ferritin));
    expect(digest({ ...ferritin, valueQuantity: { value: 13 } } as FhirResource)).not.toBe(digest(ferritin));
  });

  test('version, time of update and narrative do not matter, tags do', () => {
    const touched: Observation = {
      ...ferritin,
      meta: { versionId: '9', lastUpdated: '2026-03-09T00:00:00Z' },
      text: { status: 'generated', div: '<div>12</div>' },
    };
    expect(digest(touched)).toBe(digest(ferritin));
    expect(digest({ ...ferritin, meta: { tag: [{ code: 'x' }] } })).not.toBe(digest(ferritin));
    expect(usedResource(hashes, touched)).toMatchObject({ reference: 'Observation/o1', version: '9' });
  });

  test('what is no resource as it should be is digested all the same', () => {
    const odd: FhirResource = JSON.parse(
      `{"resourceType":"Observation","id":{"a":1},"meta":"x","text":7,"code":"${'y'.repeat(500)}"}`,
    );
    expect(usedResource(hashes, odd).reference.length).toBeLessThanOrEqual(128);
    expect(contentOf(odd)).not.toHaveProperty('text');
    expect(() => evidenceOf(hashes, [madeCard()], gatheredOf(odd))).not.toThrow();
  });

  test('equal values give equal texts, different values different ones', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, two) => {
        const equal = canonical(one) === canonical(two);
        const copied: unknown = JSON.parse(JSON.stringify(one));
        expect(canonical(copied)).toBe(canonical(one));
        expect(JSON.parse(canonical(one))).toEqual(copied);
        if (equal) expect(JSON.parse(JSON.stringify(two))).toEqual(copied);
      }),
    );
  });

  test('any text can be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(storable(text)).not.toContain('\0');
        expect(storable(storable(text))).toBe(storable(text));
      }),
    );
    expect(storable('Ünicode 漢 🦵')).toBe('Ünicode 漢 🦵');
  });
});

describe('the evidence of a card', () => {
  const keyOf = (change: Parameters<typeof madeCard>[0], ...resources: readonly FhirResource[]): string =>
    JSON.stringify(evidenceOf(hashes, [madeCard(change)], gatheredOf(...resources)));
  const { meta: _meta, ...bare } = ferritin;
  const plain: FhirResource = { ...bare };

  test('is the same for the same card, whatever else is on record', () => {
    const other: FhirResource = { ...ferritin, id: 'o2', meta: { versionId: '5' } };
    expect(keyOf({}, ferritin)).toBe(keyOf({}, ferritin, other));
    expect(keyOf({}, ferritin)).not.toMatch(/12|ng/);
  });

  test.each<[string, Parameters<typeof madeCard>[0], FhirResource]>([
    ['kind', { kind: 'safety' }, ferritin],
    ['rules', { rules: ['gout'] }, ferritin],
    ['lines', { evidence: ['restless-legs-syndrome|ferritin-low|Observation/o9'] }, ferritin],
    ['version', {}, { ...ferritin, meta: { versionId: '2' } }],
    ['time of update where there is no version', {}, { ...ferritin, meta: { lastUpdated: '2026-03-02' } }],
    ['contents where there is neither', {}, plain],
  ])('is another for another %s', (_what, change, resource) => {
    expect(keyOf(change, resource)).not.toBe(keyOf({}, ferritin));
  });

  test('without version and time of update it is the contents that count', () => {
    const changed: FhirResource = JSON.parse(JSON.stringify(plain).replace('12', '13'));
    expect(keyOf({}, plain)).toBe(keyOf({}, { ...plain }));
    expect(keyOf({}, changed)).not.toBe(keyOf({}, plain));
  });

  test('counts medications that were read because another resource named them', () => {
    const evidence = ['r|c|Medication/m1'];
    const medication = (versionId: string): FhirResource => ({
      resourceType: 'Medication',
      id: 'm1',
      meta: { versionId },
    });
    const of = (versionId: string): string =>
      JSON.stringify(
        evidenceOf(hashes, [madeCard({ evidence })], {
          keys: {},
          referenced: { 'Medication/m1': medication(versionId) },
        }),
      );
    expect(of('1')).not.toBe(of('2'));
  });
});

describe('the text of a card', () => {
  test('is the same for two answers that say the same', () => {
    expect(textDigest(hashes, madeCard().card)).toBe(textDigest(hashes, madeCard().card));
    const { card } = madeCard();
    expect(textDigest(hashes, { ...card, links: [], extension: { x: 1 } })).toBe(textDigest(hashes, card));
    expect(JSON.stringify(shownText(card))).not.toContain(card.uuid);
  });

  test('is another for another word, indicator or suggestion', () => {
    const { card } = madeCard();
    const digest = textDigest(hashes, card);
    expect(textDigest(hashes, { ...card, detail: 'x' })).not.toBe(digest);
    expect(textDigest(hashes, { ...card, indicator: 'warning' })).not.toBe(digest);
    expect(textDigest(hashes, { ...card, suggestions: [{ label: 'x', uuid: 'u', actions: [] }] })).not.toBe(
      digest,
    );
  });
});

test('the context has a digest only where it holds more than who and whom', () => {
  const who = { patientId: 'p1', userId: 'Practitioner/d1', encounterId: 'e1' };
  expect(contextDigest(hashes, { context: who })).toBeUndefined();
  expect(contextDigest(hashes, { context: { ...who, selections: ['a'] } })).toBe(
    hashes.digest(WHAT.context, { selections: ['a'] }),
  );
});
