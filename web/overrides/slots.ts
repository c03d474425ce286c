/** The periods of a report with those in which nothing was shown: a time axis must not jump. */
import { DAY_MS, dayOf } from './filters.ts';
import type { Report } from './report.ts';

export interface Slot {
  /** First day. */
  readonly start: string;
  readonly line: Report['periods'][number] | undefined;
}

export function slotsOf({
  from,
  to,
  by,
  periods,
}: Pick<Report, 'from' | 'to' | 'by' | 'periods'>): readonly Slot[] {
  const lines = new Map(periods.map((line) => [line.start, line]));
  const step = by === 'week' ? 7 : 1;
  const first = Date.parse(`${from.slice(0, 10)}T00:00:00Z`);
  // Weeks begin on a Monday; day 4 of the epoch was one.
  const offset = by === 'week' ? (((first / DAY_MS - 4) % 7) + 7) % 7 : 0;
  const count = Math.ceil((Date.parse(to) - first) / DAY_MS + offset);
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => {
    const start = dayOf(new Date(first + (at * step - offset) * DAY_MS));
    return { start, line: lines.get(start) };
  });
}
