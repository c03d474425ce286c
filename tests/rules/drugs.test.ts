/** Drugs by their dates: taken, taken until lately, and what can or cannot have caused the complaint. */
import { describe, expect, test } from '@jest/globals';
import { Evaluation, fell, fellByShare, mayHaveCaused, months, rose, took, weeks, type Expr } from '#rules';
import { labs } from '#findings';
import { VignetteRunner } from '#review/run';
import type { DrugShort, ResultShort, VignetteRecord } from '#review/vignette';
import { AS_OF, knowledge } from '../knowledge.ts';

const runner = new VignetteRunner(knowledge, AS_OF);
const read = (record: VignetteRecord, expr: Expr) => {
  const { chart } = runner.run({ id: 'x', says: 'a patient in words', expect: {}, ...record });
  return new Evaluation(chart, knowledge.units).answer(expr);
};
const statin = (more: Partial<DrugShort>): DrugShort => ({ rxnorm: '83367', text: 'atorvastatin', ...more });
const blamed = mayHaveCaused('drug-statin');
const blamedSoon = mayHaveCaused('drug-statin', { within: weeks(8) });
const since = { intake: { site: ['calf'], 'onset.when': '2-to-12-weeks' } };

describe('a culprit by its dates', () => {
  const rows: readonly (readonly [string, VignetteRecord, Expr, string])[] = [
    ['started before the complaint', { ...since, drugs: [statin({ since: '2y' })] }, blamed, 'met'],
    ['started after the complaint', { ...since, drugs: [statin({ since: '5d' })] }, blamed, 'not-met'],
    ['started in the span in which it began', { ...since, drugs: [statin({ since: '5w' })] }, blamed, 'met'],
    ['start not recorded', { ...since, drugs: [statin({})] }, blamed, 'met'],
    ['onset not recorded', { intake: { site: ['calf'] }, drugs: [statin({ since: '5d' })] }, blamed, 'met'],
    ['no drug on the list', since, blamed, 'unknown'],
    ['soon before', { ...since, drugs: [statin({ since: '5w' })] }, blamedSoon, 'met'],
    ['years before', { ...since, drugs: [statin({ since: '2y' })] }, blamedSoon, 'not-met'],
    ['perhaps soon before', { ...since, drugs: [statin({ since: '15w' })] }, blamedSoon, 'unknown'],
    ['soon before, start not recorded', { ...since, drugs: [statin({})] }, blamedSoon, 'unknown'],
    ['soon before, onset not recorded', { drugs: [statin({ since: '5w' })] }, blamedSoon, 'unknown'],
    [
      'over 6 months of complaint, older start',
      { intake: { site: ['calf'], 'onset.when': 'over-6-months' }, drugs: [statin({ since: '2y' })] },
      blamedSoon,
      'unknown',
    ],
  ];
  test.each(rows)('%s', (_name, record, expr, is) => {
    expect(read(record, expr).is).toBe(is);
  });

  test('an order renewed after the complaint began is no new start', () => {
    const drugs = [statin({ since: '2y', status: 'completed' }), statin({ since: '5d' })];
    expect(read({ ...since, drugs }, blamed).is).toBe('met');
  });

  test('without an intake the coded complaint says when it began', () => {
    const conditions = [{ icd: 'M79.604', text: 'Pain in right leg', ago: '20d' }];
    expect(read({ conditions, drugs: [statin({ since: '10d' })] }, blamed).is).toBe('not-met');
    expect(read({ conditions, drugs: [statin({ since: '30d' })] }, blamed).is).toBe('met');
  });

  test('the evidence carries the start, or says that it is not recorded', () => {
    expect(read({ ...since, drugs: [statin({ since: '2y' })] }, blamed).evidence[0]?.date).toMatch(/^2024-/);
    expect(read({ ...since, drugs: [statin({})] }, blamed).evidence[0]?.note).toBe('start not recorded');
  });
});

describe('a drug taken until lately', () => {
  const lately = took('drug-statin', { within: months(6) });
  const rows: readonly (readonly [string, readonly DrugShort[], string])[] = [
    ['taken now', [statin({ since: '2y' })], 'met'],
    ['ended within the window', [statin({ since: '2y', until: '3mo' })], 'met'],
    ['a statement that ended within the window', [statin({ as: 'statement', until: '3mo' })], 'met'],
    ['ended before the window', [statin({ since: '2y', until: '9mo' })], 'not-met'],
    ['stopped, nobody knows when', [statin({ since: '2y', status: 'stopped' })], 'unknown'],
    ['stopped, begun within the window', [statin({ since: '2mo', status: 'stopped' })], 'met'],
    ['none', [], 'unknown'],
  ];
  test.each(rows)('%s', (_name, drugs, is) => {
    expect(read({ drugs }, lately).is).toBe(is);
  });
});

describe('a measure that changed', () => {
  const hba1c = (value: number, ago: string): ResultShort => ({ loinc: '4548-4', value, unit: '%', ago });
  const falls = fell(labs.hba1c, 2, months(3));
  const rises = rose(labs.hba1c, 2, months(3));
  const share = fellByShare(labs.hba1c, 0.25, months(3));
  test.each([
    ['fell by exactly 2', [hba1c(6.4, '3d'), hba1c(8.4, '2mo')], falls, 'met'],
    ['fell by less', [hba1c(6.5, '3d'), hba1c(8.4, '2mo')], falls, 'not-met'],
    ['rose', [hba1c(8.4, '3d'), hba1c(6.4, '2mo')], rises, 'met'],
    ['rose, but a fall was asked', [hba1c(8.4, '3d'), hba1c(6.4, '2mo')], falls, 'not-met'],
    ['fell by a quarter', [hba1c(6, '3d'), hba1c(8, '2mo')], share, 'met'],
    ['fell by less than a quarter', [hba1c(6.1, '3d'), hba1c(8, '2mo')], share, 'not-met'],
    ['one reading', [hba1c(6, '3d')], share, 'unknown'],
    ['readings too far apart', [hba1c(6, '3d'), hba1c(8, '4mo')], share, 'unknown'],
  ] as const)('%s', (_name, results, expr, is) => {
    expect(read({ results }, expr).is).toBe(is);
  });
});
