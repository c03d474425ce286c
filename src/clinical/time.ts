/** Time as the record has it: partial dates as spans, windows back from an injected instant, ages. UTC only. */

/** A stretch of time in epoch milliseconds, `from` inclusive, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** False for a date of day precision or coarser. */
  readonly exact: boolean;
}

export type WindowUnit = 'hours' | 'days' | 'weeks' | 'months' | 'years';

/** A length of time back from asOf: `{ n: 6, unit: 'months' }`. */
export interface Window {
  readonly n: number;
  readonly unit: WindowUnit;
}

export const hours = (n: number): Window => ({ n, unit: 'hours' });
export const days = (n: number): Window => ({ n, unit: 'days' });
export const weeks = (n: number): Window => ({ n, unit: 'weeks' });
export const months = (n: number): Window => ({ n, unit: 'months' });
export const years = (n: number): Window => ({ n, unit: 'years' });

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Years before this are placeholders (0001-01-01) or slips of the pen, and Date.UTC would read 0 to 99 as 1900 to 1999. */
const EARLIEST = 1800;
const PARTS = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * Reads a FHIR date, dateTime or instant.
 * @returns the span it covers (a year for `2024`), or null when it is no valid FHIR date
 */
export function parseDate(text: unknown): Span | null {
  if (typeof text !== 'string' || text.length > 40) return null;
  const parts = PARTS.exec(text);
  if (parts === null) return null;
  const year = Number(parts[1]);
  if (year < EARLIEST) return null;
  if (parts[2] === undefined)
    return { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1), exact: false };
  const month = Number(parts[2]) - 1;
  if (month < 0 || month > 11) return null;
  if (parts[3] === undefined) {
    return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + 1, 1), exact: false };
  }
  const day = Number(parts[3]);
  if (day < 1 || (day > 28 && day > daysInMonth(year, month))) return null;
  if (parts[4] === undefined) {
    const from = Date.UTC(year, month, day);
    return { from, to: from + DAY, exact: false };
  }
  const hour = Number(parts[4]);
  const minute = Number(parts[5]);
  const second = Number(parts[6] ?? '0');
  if (hour > 23 || minute > 59 || second > 60) return null;
  const offset = offsetOf(parts[7]);
  if (Math.abs(offset) > 14 * HOUR) return null;
  const from = Date.UTC(year, month, day, hour, minute, second) - offset;
  return { from, to: from + 1, exact: true };
}

// A dateTime without offset is not legal FHIR but common; it is read as UTC.
function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(4, 6)) * 60_000);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

/** The instant `window` before `asOf`; months and years by the calendar (31 March less a month is 28 or 29 February). */
export function back(asOf: number, window: Window): number {
  switch (window.unit) {
    case 'hours':
      return asOf - window.n * HOUR;
    case 'days':
      return asOf - window.n * DAY;
    case 'weeks':
      return asOf - window.n * 7 * DAY;
    case 'months':
      return monthsBack(asOf, window.n);
    case 'years':
      return monthsBack(asOf, window.n * 12);
  }
}

function monthsBack(asOf: number, n: number): number {
  const date = new Date(asOf);
  const target = date.getUTCFullYear() * 12 + date.getUTCMonth() - n;
  const year = Math.floor(target / 12);
  const month = target - year * 12;
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month));
  return Date.UTC(year, month, day) + (((asOf % DAY) + DAY) % DAY);
}

/**
 * Where a span lies against a window that ends at asOf. `straddles`: the date is too vague to tell.
 * A date of day precision that is today, or tomorrow in the zones east of UTC, is not the future.
 */
export function placeInWindow(
  span: Span,
  asOf: number,
  window: Window,
): 'inside' | 'older' | 'straddles' | 'future' {
  const start = back(asOf, window);
  if (span.from > asOf + (span.exact ? 5 * 60_000 : 14 * HOUR)) return 'future';
  if (span.exact) return span.from >= start ? 'inside' : 'older';
  // A whole-day window counts days, so that "14 d" holds for a date 14 days ago whatever the hour.
  const floor = window.unit === 'hours' ? start : Math.floor(start / DAY) * DAY;
  if (span.from >= floor) return 'inside';
  if (span.to <= start) return 'older';
  return span.to - span.from <= DAY ? 'inside' : 'straddles';
}

/** True when the span begins after asOf (with the grace that date-only values need). */
export function isFuture(span: Span, asOf: number): boolean {
  return span.from > asOf + (span.exact ? 5 * 60_000 : 14 * HOUR);
}

/**
 * Age in completed years at `at`, as [least, most]: a birth year alone gives two possible ages.
 * @returns null when the birth date lies after `at` or over 130 years before it
 */
export function ageAt(birth: Span, at: number): readonly [number, number] | null {
  const most = completedYears(birth.from, at);
  const least = completedYears(Math.max(birth.from, birth.to - DAY), at);
  if (most < 0 || most > 130) return null;
  return [Math.max(0, least), most];
}

function completedYears(birth: number, at: number): number {
  const b = new Date(birth);
  const a = new Date(at);
  const before =
    a.getUTCMonth() < b.getUTCMonth() ||
    (a.getUTCMonth() === b.getUTCMonth() && a.getUTCDate() < b.getUTCDate());
  return a.getUTCFullYear() - b.getUTCFullYear() - (before ? 1 : 0);
}

/** The window in words: "6 months", "1 day". */
export function sayWindow(window: Window): string {
  return window.n === 1 ? `1 ${window.unit.slice(0, -1)}` : `${window.n} ${window.unit}`;
}

/** The day of an epoch millisecond as `YYYY-MM-DD`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
