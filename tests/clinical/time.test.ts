/** Dates as records have them: partial, with and without offset, impossible, in the future; windows and ages by the calendar. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ageAt,
  back,
  dayOf,
  days,
  hours,
  isFuture,
  months,
  parseDate,
  placeInWindow,
  sayWindow,
  weeks,
  years,
  type Span,
  type Window,
} from '#clinical/time';

const at = (text: string): number => Date.parse(text);
const NOW = at('2026-03-12T22:40:00Z');

function span(text: string): Span {
  const read = parseDate(text);
  if (read === null) throw new Error(`${text} is no date`);
  return read;
}

describe('a date covers what it says and no less', () => {
  test.each([
    ['2024', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-02', '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2024-12', '2024-12-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
  ])('%s is from %s to %s', (text, from, to) => {
    expect(parseDate(text)).toEqual({ from: at(from), to: at(to), exact: false });
  });
  test.each([
    ['2026-03-12T22:40:00Z', '2026-03-12T22:40:00Z'],
    ['2026-03-12T22:40Z', '2026-03-12T22:40:00Z'],
    ['2026-03-12T22:40:00.123Z', '2026-03-12T22:40:00Z'],
    ['2026-03-13T04:10:00+05:30', '2026-03-12T22:40:00Z'],
    ['2026-03-12T17:40:00-05:00', '2026-03-12T22:40:00Z'],
    ['2026-03-13T12:40:00+14:00', '2026-03-12T22:40:00Z'],
    ['2026-03-12T22:40:00', '2026-03-12T22:40:00Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
  ])('%s is the instant %s', (text, instant) => {
    expect(parseDate(text)).toEqual({ from: at(instant), to: at(instant) + 1, exact: true });
  });
  test.each([
    ['2023-02-29'],
    ['2024-02-30'],
    ['2024-13'],
    ['2024-00-10'],
    ['2024-04-31'],
    ['2024-01-32'],
    ['2024-1-5'],
    ['24-01-05'],
    ['01/05/2024'],
    ['2024-01-05T25:00:00Z'],
    ['2024-01-05T10:61:00Z'],
    ['2024-01-05T10:00:00+99:00'],
    ['2024-01-05 10:00'],
    ['0001-01-01'],
    ['0024-05-01'],
    ['0000'],
    [''],
    ['yesterday'],
    [`2024-01-05T10:00:00.${'0'.repeat(60)}Z`],
  ])('"%s" is no date', (text) => {
    expect(parseDate(text)).toBeNull();
  });
  test.each([[null], [undefined], [20240105], [{}], [['2024-01-05']], [true]])('%j is no date', (value) => {
    expect(parseDate(value)).toBeNull();
  });
  test('any string is read or refused, never an exception', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const read = parseDate(text);
        if (read !== null) expect(read.from).toBeLessThan(read.to);
      }),
    );
  });
});

describe('a window goes back by the calendar', () => {
  test.each<[string, Window, string]>([
    ['2026-03-31T10:00:00Z', months(1), '2026-02-28T10:00:00Z'],
    ['2024-03-31T10:00:00Z', months(1), '2024-02-29T10:00:00Z'],
    ['2026-05-31T10:00:00Z', months(3), '2026-02-28T10:00:00Z'],
    ['2026-01-15T10:00:00Z', months(2), '2025-11-15T10:00:00Z'],
    ['2024-02-29T10:00:00Z', years(1), '2023-02-28T10:00:00Z'],
    ['2024-02-29T10:00:00Z', years(4), '2020-02-29T10:00:00Z'],
    ['2026-03-12T22:40:00Z', months(12), '2025-03-12T22:40:00Z'],
    ['2026-03-12T22:40:00Z', weeks(12), '2025-12-18T22:40:00Z'],
    ['2024-03-01T00:30:00Z', days(1), '2024-02-29T00:30:00Z'],
    ['2026-03-12T22:40:00Z', hours(72), '2026-03-09T22:40:00Z'],
  ])('%s less %j', (from, window, to) => {
    expect(new Date(back(at(from), window)).toISOString()).toBe(to.replace('Z', '.000Z'));
  });
});

describe('where a date lies', () => {
  test.each<[string, Window, string]>([
    // instants to the hour
    ['2026-03-09T22:41:00Z', hours(72), 'inside'],
    ['2026-03-09T22:39:00Z', hours(72), 'older'],
    ['2026-03-12T22:40:00Z', hours(24), 'inside'],
    // the sender's clock may run ahead by minutes, not by an hour
    ['2026-03-12T22:44:00Z', hours(24), 'inside'],
    ['2026-03-12T23:40:00Z', hours(24), 'future'],
    // one instant, three zones
    ['2026-03-13T04:11:00+05:30', hours(1), 'inside'],
    ['2026-03-12T17:39:00-05:00', hours(1), 'inside'],
    ['2026-03-12T20:00:00-05:00', hours(1), 'future'],
    // days
    ['2026-02-26', days(14), 'inside'],
    ['2026-02-25', days(14), 'older'],
    ['2026-03-12', days(14), 'inside'],
    // a day that has begun east of here is not the future; the day after it is
    ['2026-03-13', days(14), 'inside'],
    ['2026-03-14', days(14), 'future'],
    ['2027-03-12', years(5), 'future'],
    ['2062-03-12', days(14), 'future'],
    // months and years
    ['2025-09-12', months(6), 'inside'],
    ['2025-09-11', months(6), 'older'],
    ['2026-02', months(6), 'inside'],
    ['2025-09', months(6), 'straddles'],
    ['2025-08', months(6), 'older'],
    ['2026', months(3), 'inside'],
    ['2025', months(6), 'straddles'],
    ['2024', months(6), 'older'],
    ['2026-03', days(7), 'straddles'],
  ])('%s against %j is %s', (date, window, place) => {
    expect(placeInWindow(span(date), NOW, window)).toBe(place);
  });
  test('in the future is what has not begun anywhere', () => {
    expect(isFuture(span('2026-03-13'), NOW)).toBe(false);
    expect(isFuture(span('2026-03-14'), NOW)).toBe(true);
    expect(isFuture(span('2026-03-12T22:46:00Z'), NOW)).toBe(true);
    expect(isFuture(span('2026'), NOW)).toBe(false);
  });
  test('a longer window never loses a date that a shorter one holds', () => {
    const aDate = fc.integer({ min: 0, max: 4000 }).map((n) => new Date(NOW - n * 86_400_000).toISOString());
    fc.assert(
      fc.property(aDate, fc.constantFrom(4, 7, 10, 20), fc.nat(40), fc.nat(40), (date, precision, a, b) => {
        const place = (n: number): string =>
          placeInWindow(
            span(date.slice(0, precision).replace(/T.*/, (t) => `${t.slice(0, 9)}Z`)),
            NOW,
            months(n),
          );
        if (place(Math.min(a, b)) === 'inside') expect(place(Math.max(a, b))).toBe('inside');
      }),
    );
  });
});

describe('age in completed years', () => {
  test.each<[string, string, readonly [number, number] | null]>([
    ['1960-03-12', '2026-03-12T00:00:00Z', [66, 66]],
    ['1960-03-13', '2026-03-12T23:59:00Z', [65, 65]],
    ['2008-03-13', '2026-03-12T22:40:00Z', [17, 17]],
    ['1960-02-29', '2026-02-28T12:00:00Z', [65, 65]],
    ['1960-02-29', '2026-03-01T12:00:00Z', [66, 66]],
    ['1960-02-29', '2024-02-29T12:00:00Z', [64, 64]],
    ['1960', '2026-03-12T22:40:00Z', [65, 66]],
    ['1960-03', '2026-03-12T22:40:00Z', [65, 66]],
    ['1960-02', '2026-03-12T22:40:00Z', [66, 66]],
    ['2026', '2026-03-12T22:40:00Z', [0, 0]],
    ['2026-03-12', '2026-03-12T22:40:00Z', [0, 0]],
    ['2027-01-01', '2026-03-12T22:40:00Z', null],
    ['1890-01-01', '2026-03-12T22:40:00Z', null],
  ])('born %s is at %s: %j', (birth, when, expected) => {
    expect(ageAt(span(birth), at(when))).toEqual(expected);
  });
  test('a birth date of year 1, the blank of some systems, is none', () => {
    expect(parseDate('0001-01-01')).toBeNull();
  });
});

test('windows and days are said as people say them', () => {
  expect(sayWindow(months(6))).toBe('6 months');
  expect(sayWindow(days(1))).toBe('1 day');
  expect(dayOf(NOW)).toBe('2026-03-12');
});
