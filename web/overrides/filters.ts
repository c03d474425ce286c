/** Which cards are asked for. The page's own query has the members of the service, so that its address works with curl. */
import type { CardKind } from '#cards/card';

export interface Filters {
  /** UTC days, both included. */
  readonly from: string;
  readonly to: string;
  readonly by: 'day' | 'week';
  /** An empty text: all. */
  readonly rule: string;
  readonly kind: string;
  readonly service: string;
}

export const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
/** More bars than this cannot be told apart: weeks then. */
const MOST_DAYS = 62;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What a card is for, in the words of the page. */
export const KIND_NAMES: Readonly<Record<CardKind, string>> = {
  'must-not-miss': 'Must not miss',
  differential: 'Causes',
  safety: 'Drug conflict',
  intake: 'Questions to ask',
  order: 'Order check',
  'outside-scope': 'Outside scope',
};

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const moved = (day: string, days: number): string =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS));

/** The last so many days, today included. */
export function lastDays(days: number, now: Date): Pick<Filters, 'from' | 'to' | 'by'> {
  const to = dayOf(now);
  const from = moved(to, 1 - days);
  return { from, to, by: byFor(from, to) };
}

export function byFor(from: string, to: string): Filters['by'] {
  return daysOf({ from, to }) > MOST_DAYS ? 'week' : 'day';
}

/** How many days the period has; NaN for a day that is none. */
export function daysOf({ from, to }: Pick<Filters, 'from' | 'to'>): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS + 1;
}

/** Why the service would refuse the period, in words; undefined for one that it takes. */
export function periodFault(period: Pick<Filters, 'from' | 'to'>): string | undefined {
  const days = daysOf(period);
  if (Number.isNaN(days)) return 'Give both days.';
  if (days < 1) return 'The first day must not come after the last.';
  return days > 731 ? 'At most two years at a time.' : undefined;
}

/** As the address says; what it does not say is usual, what cannot be is ignored. */
export function filtersOf(search: string, now: Date): Filters {
  const query = new URLSearchParams(search);
  const text = (name: string): string => query.get(name) ?? '';
  const usual = lastDays(USUAL_DAYS, now);
  const asked = { from: text('from'), to: DAY.test(text('to')) ? moved(text('to'), -1) : '' };
  const period = DAY.test(asked.from) && periodFault(asked) === undefined ? asked : usual;
  const by = text('by');
  return {
    ...period,
    by: by === 'day' || by === 'week' ? by : byFor(period.from, period.to),
    rule: /^[a-z0-9-]{1,80}$/.test(text('rule')) ? text('rule') : '',
    kind: Object.hasOwn(KIND_NAMES, text('kind')) ? text('kind') : '',
    service: text('service'),
  };
}

/** The query for the service, which takes the day after the last. */
export function queryOf({ from, to, by, rule, kind, service }: Filters): URLSearchParams {
  const query = new URLSearchParams({ from, to: moved(to, 1), by });
  for (const [name, value] of Object.entries({ rule, kind, service }))
    if (value !== '') query.set(name, value);
  return query;
}
