/** What the override page works out by itself: its question, its time axis, its words. */
import { describe, expect, test } from '@jest/globals';
import type { OverrideReport } from '#ledger/overrides';
import { filtersOf, lastDays, periodFault, queryOf } from '../web/overrides/filters.ts';
import { readReport } from '../web/overrides/report.ts';
import type { Report } from '../web/overrides/report.ts';
import { slotsOf } from '../web/overrides/slots.ts';
import { interval, percent, reasonName, ruleName } from '../web/overrides/words.ts';
import { madeUpReport } from './browser/made-up-report.ts';

const NOW = new Date('2026-03-12T22:40:00Z');

describe('the question', () => {
  test('is the last thirty days, today included', () => {
    expect(queryOf(filtersOf('', NOW)).toString()).toBe('from=2026-02-11&to=2026-03-13&by=day');
  });

  test('stands in the address and is read from there', () => {
    const asked =
      '?from=2026-01-01&to=2026-03-01&by=week&rule=gout&kind=differential&service=leg-pain-patient-view';
    expect(`?${queryOf(filtersOf(asked, NOW)).toString()}`).toBe(asked);
  });

  test('is cut by weeks when days would be too many', () => {
    expect([lastDays(30, NOW).by, lastDays(365, NOW).by]).toEqual(['day', 'week']);
  });

  test.each([
    '?from=x&to=2026-03-01',
    '?from=2026-03-05&to=2026-03-01',
    '?from=2020-01-01&to=2026-01-01',
    '?kind=x',
    '?rule=%3Cb%3E',
    '?by=year',
  ])('%s is ignored where it cannot be', (search) => {
    expect(filtersOf(search, NOW)).toEqual(filtersOf('', NOW));
  });

  test('says why a period cannot be asked for', () => {
    expect(periodFault({ from: '', to: '2026-03-01' })).toBe('Give both days.');
    expect(periodFault({ from: '2026-03-02', to: '2026-03-01' })).toBe(
      'The first day must not come after the last.',
    );
    expect(periodFault({ from: '2024-02-29', to: '2026-03-01' })).toBe('At most two years at a time.');
    expect(periodFault({ from: '2026-03-01', to: '2026-03-01' })).toBeUndefined();
  });
});

describe('the time axis', () => {
  const axis = (by: 'day' | 'week', from: string, to: string): readonly string[] =>
    slotsOf({ by, from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z`, periods: [] }).map(
      ({ start }) => start,
    );

  test('has every day, also those without a card', () => {
    expect(axis('day', '2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    const { periods } = madeUpReport(new Date('2026-03-13T00:00:00Z'));
    const slots = slotsOf(madeUpReport(new Date('2026-03-13T00:00:00Z')));
    expect([slots.length, slots.filter(({ line }) => line !== undefined).length]).toEqual([
      30,
      periods.length,
    ]);
  });

  test('has weeks that begin on a Monday', () => {
    expect(axis('week', '2026-03-04', '2026-03-16')).toEqual(['2026-03-02', '2026-03-09']);
    expect(axis('week', '2026-03-02', '2026-03-10')).toEqual(['2026-03-02', '2026-03-09']);
  });
});

describe('the words', () => {
  test('name rules, shares and reasons', () => {
    expect([ruleName('rf-02-new-deficit'), ruleName('gout'), ruleName(null)]).toEqual([
      'RF-02 new deficit',
      'Gout',
      'No rule of its own',
    ]);
    const share = { rate: 0.4, low: 0.1682, high: 0.6873 };
    expect([percent(share), interval(share)]).toEqual(['40 %', '17 to 69 %']);
    expect(percent({ rate: null, low: null, high: null })).toBe('–');
    const coded = {
      service: 's',
      kind: 'k',
      rule: null,
      given: 'code',
      system: 'urn:x',
      code: 'y',
      display: null,
      count: 1,
    } as const;
    expect([reasonName(coded), reasonName({ ...coded, display: 'Already done' })]).toEqual([
      'y (urn:x)',
      'Already done',
    ]);
  });
});

test('what the service reports is what the page reads; anything else is no report', () => {
  const report: OverrideReport = madeUpReport(NOW);
  const read: Report = report;
  expect(readReport(report)).toBe(read);
  for (const other of [undefined, null, 'x', [], {}, { total: { shown: 1 } }])
    expect(readReport(other)).toBeUndefined();
});
