/** A signature is bound to what was read: it lapses when the rule, a source, a code or a question moves. Nothing here signs a real rule. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { carry, type CarriedKnowledge } from '#knowledge/carried';
import { folderOf, loadWords, rulesOf } from '#knowledge/load';
import { wordingOf } from '#knowledge/words';
import { ContentHasher, type HashedContent } from '#review/content-hash';
import { sha256 } from '#review/sha256';
import { sayStanding, signatureFile, standing, type Signature } from '#review/signature';
import { readAllSignatures, readSignatures } from '#review/signatures';
import type { Rule } from '#rules';
import { knowledge, ROOT } from '../knowledge.ts';

const words = loadWords(ROOT);
const content: HashedContent = { ...words, sources: knowledge.sources, wording: knowledge.wording };
const rules = rulesOf(knowledge);
const gout = rules.find((rule) => rule.id === 'gout') as Rule;
const hash = (change: Partial<HashedContent> = {}, rule: Rule = gout): string =>
  new ContentHasher({ ...content, ...change }).hash(rule);
const signature: Signature = {
  name: 'Ada "A" Example',
  role: 'Rheumatologist: made up',
  date: '2026-03-01',
  comment: 'line one\n- line two # no comment',
  hash: hash(),
  version: '0.1.0',
};

test('sha256 is the one of Node', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }),
  );
});

describe('the content hash', () => {
  test('is the same in the page as on the server, for every rule', () => {
    const carried = JSON.parse(JSON.stringify(carry(knowledge, words))) as CarriedKnowledge;
    const there = new ContentHasher({
      ...carried,
      wording: wordingOf(carried.questionnaire, new Map(carried.titles)),
    });
    const here = new ContentHasher(content);
    expect(rulesOf(carried).map((rule) => there.hash(rule))).toEqual(rules.map((rule) => here.hash(rule)));
    expect(new Set(rules.map((rule) => here.hash(rule))).size).toBe(rules.length);
  });

  test('moves with the rule, its sources, its codes and its questions', () => {
    const sources = {
      ...knowledge.sources,
      gout: Object.fromEntries(
        Object.entries(knowledge.sources['gout'] ?? {}).map(([id, one]) => [
          id,
          { ...one, citation: 'other' },
        ]),
      ),
    };
    const read = new ContentHasher(content).setsOf(gout)[0];
    const moved = [
      hash({}, { ...gout, revised: '2027-01-01' }),
      hash({ sources }),
      hash({ codes: words.codes.filter((one) => one.set !== read) }),
      hash({ wording: { ...knowledge.wording, question: (item) => `${item}?` } }),
    ];
    expect(new Set([hash(), ...moved]).size).toBe(moved.length + 1);
  });

  test('stays with the status, other rules and the wording of codes', () => {
    expect(hash({}, { ...gout, status: 'reviewed' })).toBe(hash());
    expect(hash({ sources: { ...knowledge.sources, akathisia: {} } })).toBe(hash());
    const codes = words.codes.map((one) => (one.ingredient ? one : { ...one, display: 'other words' }));
    expect(hash({ codes })).toBe(hash());
    expect(hash({ codes: [...words.codes].reverse() })).toBe(hash());
  });
});

describe('a signature', () => {
  const root = mkdtempSync(join(tmpdir(), 'nocturne-signatures-'));
  const folder = join(root, 'cds-hooks', folderOf(gout));
  mkdirSync(folder, { recursive: true });
  afterAll(() => rmSync(root, { recursive: true }));
  const write = (text: string): void => writeFileSync(join(folder, 'signatures.yaml'), text);

  test('counts for its content only', () => {
    expect(standing([], hash())).toBe('unsigned');
    expect(standing([signature], hash())).toBe('signed');
    expect(standing([{ ...signature, hash: '0'.repeat(64) }, signature], hash())).toBe('signed');
    expect(sayStanding([signature], 'f'.repeat(64))).toMatch(/^signed by Ada .*changed since: unsigned$/);
  });

  test('is read back from the file as it was given', () => {
    write(signatureFile('gout', [signature, { ...signature, name: 'Bo' }]));
    expect(readSignatures(folder)).toEqual([signature, { ...signature, name: 'Bo' }]);
    expect(readAllSignatures(root, rules)).toEqual({
      signatures: { gout: [signature, { ...signature, name: 'Bo' }] },
      signatureFaults: [],
    });
  });

  test.each([
    ['name: x', 'must be a list'],
    ['- name: Ada', 'role must be'],
    [`- ${JSON.stringify({ ...signature, hash: 'short' })}`, 'hash must be'],
    [`- ${JSON.stringify({ ...signature, date: 'today' })}`, 'date must be'],
    [`- ${JSON.stringify({ ...signature, name: ' ' })}`, 'name must be'],
    [`- ${JSON.stringify({ ...signature, valid: true })}`, 'valid is no member'],
    ['- [', 'signatures.yaml'],
  ])('that is malformed signs nothing and is named: %s', (text, why) => {
    write(text);
    const { signatures, signatureFaults } = readAllSignatures(root, rules);
    expect(signatures).toEqual({});
    expect(signatureFaults).toEqual([expect.stringContaining(why)]);
    expect(signatureFaults[0]).not.toContain(root);
  });
});

test('no rule of ours is signed: only a clinician does that', () => {
  expect(
    rules.filter((rule) => existsSync(join(ROOT, 'cds-hooks', folderOf(rule), 'signatures.yaml'))),
  ).toEqual([]);
});
