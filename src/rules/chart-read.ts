/** The chart as leaves read it, with what was worked out of it before: each measure and each drug's first start once per call. */
import type { Evidence, Why } from '#clinical/answer';
import type { Measured, Units } from '#clinical/quantity';
import type { Span } from '#clinical/time';
import type { Chart } from '#chart';

/** A usable reading of a measure. */
export interface Value {
  readonly measured: Measured;
  readonly evidence: Evidence;
  readonly span: Span;
  readonly upperLimit?: number;
  /** The name of the reading where it states no side. */
  readonly unsided?: string;
}

/** The usable readings of a measure, newest first, or why there is none. */
export interface Found {
  readonly values: readonly Value[];
  readonly whyNot: Why;
  readonly rejected: readonly Evidence[];
}

export interface ChartRead {
  readonly chart: Chart;
  readonly units: Units;
  /** By measure, window, leg and whether preliminary values count. */
  readonly measured: Map<string, Found>;
  /** By drug set, then by the drug's name. */
  readonly firstStarts: Map<string, ReadonlyMap<string, Span>>;
}

/** A reader that has read nothing yet. */
export const chartRead = (chart: Chart, units: Units): ChartRead => ({
  chart,
  units,
  measured: new Map(),
  firstStarts: new Map(),
});
