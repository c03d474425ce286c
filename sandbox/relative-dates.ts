/** Dates written relative to the clock ("@asOf-30d"), so that a sandbox patient never grows old. */
import { mapStrings } from './json.ts';

const GRAMMAR = /^@asOf(?:([+-])(\d{1,6})(y|mo|w|d|h|min))?(?::(date|month|year))?$/;

/** Moves by whole months and stays in the month: 31 March less one month is the last day of February. */
function addMonths(instant: Date, months: number): Date {
  const first = new Date(instant);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(instant.getUTCDate(), lastDay));
  return first;
}

const MINUTES: Readonly<Record<string, number>> = { w: 10_080, d: 1440, h: 60, min: 1 };

function moved(asOf: Date, amount: number, unit: string): Date {
  if (unit === 'y') return addMonths(asOf, amount * 12);
  if (unit === 'mo') return addMonths(asOf, amount);
  return new Date(asOf.getTime() + amount * (MINUTES[unit] ?? 0) * 60_000);
}

const LENGTHS: Readonly<Record<string, number>> = { date: 10, month: 7, year: 4 };

/**
 * Replaces every string `@asOf[(+|-)number unit][:date|:month|:year]` in a value by a date in UTC.
 * Units: y, mo, w, d, h, min. Without a suffix the result is a dateTime to the second.
 * @param asOf the instant the dates are relative to
 * @throws Error for a string that starts with `@asOf` and does not fit: it would enter the record as text
 */
export function resolveRelativeDates(value: unknown, asOf: string): unknown {
  const start = new Date(asOf);
  if (Number.isNaN(start.getTime())) throw new Error(`"${asOf}" is not an instant.`);
  return mapStrings(value, (text) => {
    if (!text.startsWith('@asOf')) return text;
    const match = GRAMMAR.exec(text);
    if (match === null)
      throw new Error(`"${text}" is not a relative date such as @asOf-30d or @asOf-52y:date.`);
    const [, sign, amount, unit, suffix] = match;
    const instant = unit === undefined ? start : moved(start, Number(`${sign}${amount}`), unit);
    const iso = instant.toISOString();
    return suffix === undefined ? `${iso.slice(0, 19)}Z` : iso.slice(0, LENGTHS[suffix]);
  });
}
