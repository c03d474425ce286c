/** The tables of the override report, as a spreadsheet wants them: one at a time. */
import type { Judged, OverrideReport } from '#ledger/overrides';
import type { Share } from '#ledger/wilson';
import { csvOf } from './csv.ts';
import type { Cell } from './csv.ts';

export const TABLES = ['rules', 'kinds', 'reasons', 'periods', 'unmatched', 'dropped'] as const;
export type Table = (typeof TABLES)[number];

const FATES = [
  'shown',
  'open',
  'accepted',
  'overridden',
  'ignored',
  'accepted_suggestions',
  'override_rate',
  'override_rate_low',
  'override_rate_high',
  'acceptance_rate',
  'acceptance_rate_low',
  'acceptance_rate_high',
];

// Four digits: more than the interval bears.
const rounded = (value: number | null): Cell => (value === null ? null : Number(value.toFixed(4)));
const shareCells = ({ rate, low, high }: Share): Cell[] => [rounded(rate), rounded(low), rounded(high)];

function fateCells(line: Judged): Cell[] {
  return [
    line.shown,
    line.open,
    line.accepted,
    line.overridden,
    line.ignored,
    line.acceptedSuggestions,
    ...shareCells(line.overrideRate),
    ...shareCells(line.acceptanceRate),
  ];
}

/** One table of a report as CSV. */
export function tableOf(report: OverrideReport, table: Table): string {
  switch (table) {
    case 'rules':
      return csvOf(
        ['service', 'kind', 'rule', ...FATES],
        report.rules.map((line) => [line.service, line.kind, line.rule, ...fateCells(line)]),
      );
    case 'kinds':
      return csvOf(
        ['kind', ...FATES],
        report.kinds.map((line) => [line.kind, ...fateCells(line)]),
      );
    case 'reasons':
      return csvOf(
        ['service', 'kind', 'rule', 'given', 'system', 'code', 'display', 'count'],
        report.reasons.map((line) => [
          line.service,
          line.kind,
          line.rule,
          line.given,
          line.system,
          line.code,
          line.display,
          line.count,
        ]),
      );
    case 'periods':
      return csvOf(
        ['start', 'week', ...FATES],
        report.periods.map((line) => [line.start, line.week, ...fateCells(line)]),
      );
    case 'unmatched':
      return csvOf(
        ['service', 'day', 'count'],
        report.unmatched.map((line) => [line.service, line.day, line.count]),
      );
    case 'dropped':
      return csvOf(
        ['kind', 'day', 'count'],
        report.dropped.map((line) => [line.kind, line.day, line.count]),
      );
  }
}
