/** How a draft changes what is taken: another ingredient, less or more of the same, combinations ingredient by ingredient. */
import { describe, expect, test } from '@jest/globals';
import { isFor, passes } from '#reason/drafts';
import { VignetteRunner } from '#review/run';
import type { DraftShort } from '#review/vignette';
import { orderCheck, type DraftTest } from '#rules';
import { AS_OF, knowledge } from '../knowledge.ts';

const runner = new VignetteRunner(knowledge, AS_OF);
const check = orderCheck({
  id: 'change-test',
  name: 'Change',
  status: 'draft',
  revised: '2026-11-24',
  about: { kinds: ['medication'], sets: ['drug-statin', 'drug-dopamine-agonist'] },
  warnings: [],
  never: [],
});

function changes(current: string, draft: DraftShort, change: DraftTest['change']): boolean {
  const { chart } = runner.run({
    id: 'change',
    says: 'a change of what is taken',
    drugs: [{ text: current, since: '2y' }],
    drafts: [draft],
    expect: {},
  });
  const [entry] = chart.drafts;
  if (entry === undefined || change === undefined) throw new Error('no draft was read');
  return passes({ change }, entry, chart, check);
}

describe('a draft replaces or lowers', () => {
  test.each([
    ['Atorvastatin 40 mg tablet', 'Atorvastatin 20 mg tablet', true],
    ['Atorvastatin 40 mg tablet', 'Atorvastatin 40 mg tablet', false],
    ['Atorvastatin 40 mg tablet', 'Atorvastatin 80 mg tablet', false],
    ['Atorvastatin 40 mg tablet', 'Pravastatin 40 mg tablet', true],
    ['simvastatin 20 MG Oral Tablet', 'ezetimibe 10 MG / simvastatin 20 MG Oral Tablet', false],
    ['simvastatin 40 MG Oral Tablet', 'ezetimibe 10 MG / simvastatin 20 MG Oral Tablet', true],
    ['ezetimibe 10 MG / simvastatin 40 MG Oral Tablet', 'simvastatin 40 mg tablet', false],
    ['ezetimibe 10 MG / simvastatin 40 MG Oral Tablet', 'simvastatin 20 mg tablet', true],
  ])('%s, then %s: %s', (current, text, expected) => {
    expect(changes(current, { text }, 'replaced-or-lowered')).toBe(expected);
  });
});

describe('a draft adds or raises', () => {
  test.each([
    ['Pramipexole 0.125 mg tablet', 'Pramipexole 0.25 mg tablet', true],
    ['Pramipexole 0.25 mg tablet', 'Pramipexole 0.25 mg tablet', false],
    ['Pramipexole 0.25 mg tablet', 'Pramipexole 0.125 mg tablet', false],
    ['Pramipexole dihydrochloride 0.25 mg tablet', 'Ropinirole hydrochloride 1 mg tablet', true],
  ])('%s, then %s: %s', (current, text, expected) => {
    expect(changes(current, { text }, 'added-or-raised')).toBe(expected);
  });

  test('the order that ends it raises nothing', () => {
    const draft: DraftShort = { text: 'Ropinirole 1 mg tablet', status: 'completed' };
    expect(changes('Pramipexole 0.25 mg tablet', draft, 'added-or-raised')).toBe(false);
  });
});

test('a reason may be coded without site or time', () => {
  const { chart } = runner.run({
    id: 'reason',
    says: 'cramp and spasm as the reason',
    drafts: [{ text: 'Quinine 200 mg tablet', reason: { icd: 'R25.2' } }],
    expect: {},
  });
  const [entry] = chart.drafts;
  expect(entry !== undefined && isFor({ sets: ['cond-nocturnal-leg-cramp'] }, entry, chart)).toBe(true);
});

test('a code without words, or with a brand, is known by the name our sets have for it', () => {
  expect(changes('Simvastatin 20 mg tablet', { rxnorm: 104491 }, 'replaced-or-lowered')).toBe(false);
  expect(changes('Simvastatin 20 mg tablet', { rxnorm: 104491, text: 'Zocor' }, 'replaced-or-lowered')).toBe(
    false,
  );
});
