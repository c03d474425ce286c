/** The figures of a soak: percentiles, the trend of the heap, and the verdict over both. */

/** The value below which `share` (0 to 1) of the sorted values lie; NaN without values. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export interface Point {
  readonly minute: number;
  readonly mib: number;
}

/** Least squares: MiB per minute, and what that comes to between the first and the last point. */
export function trendOf(points: readonly Point[]): { readonly perMinute: number; readonly grown: number } {
  const n = points.length;
  const [first, last] = [points[0], points[n - 1]];
  if (first === undefined || last === undefined || n < 3) return { perMinute: NaN, grown: NaN };
  const meanX = points.reduce((sum, { minute }) => sum + minute, 0) / n;
  const meanY = points.reduce((sum, { mib }) => sum + mib, 0) / n;
  const up = points.reduce((sum, { minute, mib }) => sum + (minute - meanX) * (mib - meanY), 0);
  const down = points.reduce((sum, { minute }) => sum + (minute - meanX) ** 2, 0);
  const perMinute = up / down;
  return { perMinute, grown: perMinute * (last.minute - first.minute) };
}

/** One answered call: when it was sent and how long it took, in minutes and milliseconds. */
export interface Timed {
  readonly minute: number;
  readonly ms: number;
}

/** p99 of the first and of the last third of the time. */
export function thirds(calls: readonly Timed[], minutes: number): readonly [first: number, last: number] {
  const p99 = (from: number, to: number): number =>
    percentile(
      calls
        .filter(({ minute }) => minute >= from && minute < to)
        .map(({ ms }) => ms)
        .sort((a, b) => a - b),
      0.99,
    );
  return [p99(0, minutes / 3), p99((2 * minutes) / 3, Infinity)];
}

/** MiB the heap after collection may grow from the end of the warm-up on. */
export const HEAP_BOUND_MIB = 8;
/** The last third may be this much slower than the first. */
export const SLOWER = { times: 1.5, plusMs: 25 };

export interface Soaked {
  readonly heap: readonly Point[];
  readonly calls: readonly Timed[];
  readonly minutes: number;
  readonly failures: number;
}

/** What is wrong, one sentence each; nothing when it has held. Too few figures are wrong as well. */
export function verdict({ heap, calls, minutes, failures }: Soaked): readonly string[] {
  const { grown } = trendOf(heap);
  const [first, last] = thirds(calls, minutes);
  return [
    ...(failures === 0 ? [] : [`${failures} requests failed (5xx other than 503, or no answer).`]),
    ...(grown <= HEAP_BOUND_MIB
      ? []
      : [`The heap grew by ${grown.toFixed(1)} MiB (bound ${HEAP_BOUND_MIB}).`]),
    ...(last <= first * SLOWER.times + SLOWER.plusMs
      ? []
      : [`p99 went from ${first.toFixed(0)} to ${last.toFixed(0)} ms.`]),
  ];
}
