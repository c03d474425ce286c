/** The verdict of a soak: a leak and a slowing down are seen, noise is not. */
import { expect, test } from '@jest/globals';
import { percentile, thirds, trendOf, verdict } from '../../scripts/soak-figures.ts';
import type { Point, Timed } from '../../scripts/soak-figures.ts';

const heapOf = (mibs: readonly number[]): Point[] => mibs.map((mib, n) => ({ minute: n / 2, mib }));
const callsOf = (ms: (minute: number) => number): Timed[] =>
  Array.from({ length: 3000 }, (_, n) => ({ minute: n / 100, ms: ms(n / 100) }));
const noisy = Array.from({ length: 60 }, (_, n) => 50 + (n % 7));
const even = callsOf(() => 20);

test('percentiles of sorted values', () => {
  const values = Array.from({ length: 100 }, (_, n) => n);
  expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 95, 99, 99]);
  expect(percentile([], 0.5)).toBeNaN();
});

test('the trend of a heap', () => {
  const { perMinute, grown } = trendOf(heapOf([50, 51, 52, 53, 54]));
  expect(perMinute).toBeCloseTo(2);
  expect(grown).toBeCloseTo(4);
});

test('the first and the last third are compared by p99', () => {
  expect(
    thirds(
      callsOf((minute) => (minute < 20 ? 10 : 40)),
      30,
    ),
  ).toEqual([10, 40]);
});

test('noise holds; a leak, a slowing down, a failure and missing figures do not', () => {
  const sound = { heap: heapOf(noisy), calls: even, minutes: 30, failures: 0 };
  expect(verdict(sound)).toEqual([]);
  const leaking = heapOf(noisy.map((mib, n) => mib + n / 3));
  expect(verdict({ ...sound, heap: leaking })).toEqual([expect.stringMatching(/^The heap grew by 1\d/)]);
  const slower = callsOf((minute) => 20 + minute * 4);
  expect(verdict({ ...sound, calls: slower })).toEqual([
    expect.stringMatching(/^p99 went from \d+ to \d+ ms/),
  ]);
  expect(verdict({ ...sound, failures: 2 })).toEqual([expect.stringMatching(/^2 requests failed/)]);
  expect(verdict({ heap: [], calls: [], minutes: 30, failures: 0 })).toHaveLength(2);
});
