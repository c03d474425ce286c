/** FHIR dates as ranges of time: a partial date covers its whole day, month or year (UTC). */
import { isRecord, itemsOf } from './json.ts';

/** Half open, in milliseconds: from `start` up to but not including `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** The span a FHIR date, dateTime or instant covers; `undefined` when the text is none of these. */
export function spanOf(text: string): Span | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year = '', month, day, hour, minute, second, fraction, zone = 'Z'] = match;
  const start = Date.parse(
    `${year}-${month ?? '01'}-${day ?? '01'}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}${fraction ?? ''}${zone}`,
  );
  if (Number.isNaN(start)) return undefined;
  if (month === undefined) return { start, end: Date.UTC(Number(year) + 1, 0, 1) };
  if (day === undefined) return { start, end: Date.UTC(Number(year), Number(month), 1) };
  // Date.parse lets 30 February roll over into March.
  if (new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day)) {
    return undefined;
  }
  if (hour === undefined) return { start, end: start + 86_400_000 };
  if (second === undefined) return { start, end: start + 60_000 };
  return { start, end: start + (fraction === undefined ? 1000 : 1) };
}

/** The span of a value in a resource: a date string, a Period (open ends are endless) or a Timing's events. */
export function spanIn(value: unknown): Span | undefined {
  if (typeof value === 'string') return spanOf(value);
  if (!isRecord(value)) return undefined;
  const events = itemsOf(value.event).flatMap((event) => spanIn(event) ?? []);
  if (events.length > 0) {
    return {
      start: Math.min(...events.map((event) => event.start)),
      end: Math.max(...events.map((event) => event.end)),
    };
  }
  const start = spanIn(value.start);
  const end = spanIn(value.end);
  if (start === undefined && end === undefined) return undefined;
  return { start: start?.start ?? -Infinity, end: end?.end ?? Infinity };
}

/** R4 search 3.1.1.4.5: how a resource's span compares with the span that was searched for. */
export const COMPARISONS: Readonly<Record<string, (found: Span, asked: Span) => boolean>> = {
  eq: (found, asked) => found.start >= asked.start && found.end <= asked.end,
  ne: (found, asked) => found.start < asked.start || found.end > asked.end,
  gt: (found, asked) => found.end > asked.end,
  lt: (found, asked) => found.start < asked.start,
  ge: (found, asked) => found.end > asked.end || (found.start >= asked.start && found.end <= asked.end),
  le: (found, asked) => found.start < asked.start || (found.start >= asked.start && found.end <= asked.end),
  sa: (found, asked) => found.start >= asked.end,
  eb: (found, asked) => found.end <= asked.start,
};
