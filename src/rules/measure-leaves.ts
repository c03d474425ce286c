/** Reads measured values: newest usable in its window, per leg where readings carry a side, derived where not reported. */
import { met, notMet, unknown, type Answer, type Evidence, type Why } from '#clinical/answer';
import { satisfies, type Measured, type Units } from '#clinical/quantity';
import { ageAt, placeInWindow, type Span, type Window } from '#clinical/time';
import { mayBe, type Chart, type ObservationEntry, type Side } from '#chart';
import type { ChartRead, Found, Value } from './chart-read.ts';
import type { Leaf, Measure } from './expr.ts';

type Leg = Side | undefined;
type LeafOf<O extends Leaf['op']> = Extract<Leaf, { op: O }>;

const DAY = 86_400_000;
/** Oldest age considered where the birth date is unknown. */
const OLDEST = 120;

/** Answers a `measure` leaf; a sided measure outside a leg means "in either leg". */
export function readMeasure(leaf: LeafOf<'measure'>, read: ChartRead, leg: Leg): Answer {
  if (leaf.measure.sided === true && leg === undefined) {
    const left = readMeasure(leaf, read, 'left');
    const right = readMeasure(leaf, read, 'right');
    if (left.is === 'met' || right.is === 'met') return left.is === 'met' ? left : right;
    // Two legs read without saying which is which: one of them holds, so a leg does.
    const { values } = find(leaf.measure, leaf.within, leaf.preliminary === true, read, undefined);
    const one = rivals(leaf.measure, values).find((value) => satisfies(value.measured, leaf.limit) === true);
    if (one !== undefined) return met([one.evidence]);
    return left.is === 'unknown' ? left : right.is === 'unknown' ? right : left;
  }
  const found = find(leaf.measure, leaf.within, leaf.preliminary === true, read, leg);
  const value = pick(leaf.measure, found.values);
  if (value === undefined) return unknown(found.whyNot, found.rejected);
  const holds = satisfies(value.measured, leaf.limit);
  const differs = rivals(leaf.measure, found.values).filter(
    (one) => satisfies(one.measured, leaf.limit) !== holds,
  );
  if (differs.length > 0) {
    const which = [value, ...differs].map((one) => ({ ...one.evidence, note: 'side not recorded' }));
    return unknown('unusable', which);
  }
  if (holds === undefined) return unknown('unusable', [value.evidence]);
  return holds ? met([value.evidence]) : notMet([value.evidence]);
}

/** Answers a `measure-by-age` leaf: decided only if every age the record allows gives the same answer. */
export function readByAge(leaf: LeafOf<'measure-by-age'>, read: ChartRead): Answer {
  const { chart } = read;
  const found = find(leaf.measure, undefined, false, read, undefined);
  const value = found.values[0];
  if (value === undefined) return unknown(found.whyNot, found.rejected);
  const [least, most] = (chart.birth === undefined ? null : ageAt(chart.birth, chart.asOf)) ?? [0, OLDEST];
  const limitAt = (years: number): number =>
    years > leaf.over ? Math.max(leaf.floor, years * leaf.factor) : leaf.floor;
  const young = satisfies(value.measured, { is: leaf.side, n: limitAt(least) });
  const old = satisfies(value.measured, { is: leaf.side, n: limitAt(most) });
  if (young === undefined || young !== old) return unknown('unusable', [value.evidence]);
  return young ? met([value.evidence]) : notMet([value.evidence]);
}

/** Answers a `multiple` leaf; without the laboratory's own limit the value cannot be judged. */
export function readMultiple(leaf: LeafOf<'multiple'>, read: ChartRead): Answer {
  const found = find(leaf.measure, undefined, false, read, undefined);
  const value = found.values[0];
  if (value === undefined) return unknown(found.whyNot, found.rejected);
  if (value.upperLimit === undefined)
    return unknown('unusable', [{ ...value.evidence, note: 'no reference range' }]);
  const { low, high } = value.measured;
  const holds = satisfies({ low: low / value.upperLimit, high: high / value.upperLimit }, leaf.limit);
  if (holds === undefined) return unknown('unusable', [value.evidence]);
  return holds ? met([value.evidence]) : notMet([value.evidence]);
}

/** Answers a `changed` leaf from the newest value and the earlier ones no further before it than the window. */
export function readChanged(leaf: LeafOf<'changed'>, read: ChartRead): Answer {
  const found = find(leaf.measure, undefined, false, read, undefined);
  const [newest, ...before] = found.values;
  if (newest === undefined) return unknown(found.whyNot, found.rejected);
  const earlier = before.filter((one) => placeInWindow(one.span, newest.span.from, leaf.within) === 'inside');
  if (earlier.length === 0) return unknown('not-recorded', [newest.evidence]);
  const most = earlier.find((one) => changeOf(leaf, one.measured, newest.measured) >= leaf.by);
  return most === undefined ? notMet([newest.evidence]) : met([newest.evidence, most.evidence]);
}

// The least change that the two readings allow, rounded so that 8.4 less 6.4 is 2.
function changeOf(leaf: LeafOf<'changed'>, from: Measured, to: Measured): number {
  const change = leaf.way === 'fell' ? from.low - to.high : to.low - from.high;
  return Number((leaf.share === true ? change / from.low : change).toPrecision(10));
}

function pick(measure: Measure, values: readonly Value[]): Value | undefined {
  const newest = values[0];
  if (newest === undefined || measure.highestOfDay !== true) return newest;
  return values
    .filter((one) => sameDay(one, newest))
    .reduce((high, one) => (one.measured.low > high.measured.low ? one : high), newest);
}

// Readings of one day under one name and without a side are two legs, not two vessels of one: which is which is not known.
function rivals(measure: Measure, values: readonly Value[]): readonly Value[] {
  const newest = values[0];
  if (measure.highestOfDay !== true || newest === undefined) return [];
  const unsided = values.filter((one) => one.unsided !== undefined && sameDay(one, newest));
  return unsided.filter((one) => unsided.some((other) => other !== one && other.unsided === one.unsided));
}

// By the day as recorded: 24 hours would let yesterday's index stand beside today's.
function sameDay(a: Value, b: Value): boolean {
  return (
    a.evidence.date !== undefined && a.evidence.date === b.evidence.date && a.evidence.date.length === 10
  );
}

// The same measure is asked for by many rules: it is looked up once.
function find(
  measure: Measure,
  within: Window | undefined,
  preliminary: boolean,
  read: ChartRead,
  leg: Leg,
): Found {
  const { n, unit } = within ?? measure.within;
  const key = `${measure.id} ${n} ${unit} ${preliminary} ${leg ?? ''}`;
  const before = read.measured.get(key);
  if (before !== undefined) return before;
  const now = search(measure, within, preliminary, read, leg);
  read.measured.set(key, now);
  return now;
}

function search(
  measure: Measure,
  within: Window | undefined,
  preliminary: boolean,
  read: ChartRead,
  leg: Leg,
): Found {
  const { chart, units } = read;
  const rejected: Evidence[] = [];
  const values: Value[] = [];
  const window = within ?? measure.within;
  const voided = voidedFrom(measure, chart, leg);
  let tooOld: Evidence | undefined;
  let unusable: Evidence | undefined;
  for (const entry of entriesOf(measure, chart, leg)) {
    const evidence = evidenceOf(entry);
    if (entry.preliminary && !preliminary) {
      unusable ??= { ...evidence, note: 'preliminary' };
      continue;
    }
    if (entry.value.kind === 'none') continue;
    if (entry.date === undefined) {
      unusable ??= { ...evidence, note: 'no date' };
      continue;
    }
    const place = placeInWindow(entry.date.span, chart.asOf, window);
    // Newest first: once there is a value, nothing older can matter.
    if (place === 'older' && values.length > 0) break;
    if (place === 'older' || place === 'straddles' || entry.date.span.from < voided) {
      tooOld ??= evidence;
      continue;
    }
    const measured = valueOf(entry, measure, units);
    if (typeof measured === 'string') {
      chart.setAside.set(`${entry.reference} ${measure.id}`, {
        reference: entry.reference,
        label: measure.name,
        reason: measured,
      });
      unusable ??= { ...evidence, note: measured };
      continue;
    }
    const upperLimit = limitOf(entry, measure, units);
    values.push({
      measured,
      evidence: entry.preliminary
        ? { ...evidence, note: 'preliminary' }
        : entry.fromText
          ? { ...evidence, note: 'matched by name' }
          : evidence,
      span: entry.date.span,
      ...(upperLimit === undefined ? {} : { upperLimit }),
      ...(entry.sides === 'unstated' ? { unsided: entry.label } : {}),
    });
  }
  if (values.length === 0 && measure.ratioOf !== undefined) {
    const derived = derive(measure, measure.ratioOf, window, read, leg);
    if (derived !== undefined) values.push(derived);
  }
  if (unusable !== undefined) rejected.push(unusable);
  else if (tooOld !== undefined) rejected.push(tooOld);
  const whyNot: Why =
    unusable !== undefined ? 'unusable' : tooOld !== undefined ? 'too-old' : absence(measure, chart);
  return { values, whyNot, rejected };
}

function absence(measure: Measure, chart: Chart): Why {
  const failed = measure.sets.every((set) => chart.coverage('observation', set) === 'failed');
  return failed ? 'fetch-failed' : 'not-recorded';
}

function entriesOf(measure: Measure, chart: Chart, leg: Leg): readonly ObservationEntry[] {
  const one = measure.sets.length === 1 ? measure.sets[0] : undefined;
  const entries =
    one !== undefined
      ? chart.observations(one)
      : measure.sets
          .flatMap((set) => chart.observations(set))
          .sort((a, b) => (b.date?.span.from ?? -Infinity) - (a.date?.span.from ?? -Infinity));
  return leg === undefined || measure.sided !== true
    ? entries
    : entries.filter((entry) => mayBe(entry.sides, leg));
}

function valueOf(entry: ObservationEntry, measure: Measure, units: Units): Measured | string {
  if (measure.spoilable === true && entry.spoiled) return 'haemolysed or contaminated specimen';
  if (entry.value.kind !== 'quantity') return 'not a number';
  const reading = units.read(entry.value.n, entry.value.unit, entry.value.comparator, measure);
  return reading.ok ? reading.value : reading.reason;
}

// The laboratory's limit in the canonical unit: it is printed in the unit of the value unless it says otherwise.
function limitOf(entry: ObservationEntry, measure: Measure, units: Units): number | undefined {
  if (entry.upperLimit === undefined || entry.value.kind !== 'quantity') return undefined;
  const reading = units.read(entry.upperLimit, entry.upperLimitUnit ?? entry.value.unit, undefined, measure);
  return reading.ok && reading.value.high > 0 ? reading.value.high : undefined;
}

function evidenceOf(entry: ObservationEntry): Evidence {
  const base = { reference: entry.reference, ...(entry.date === undefined ? {} : { date: entry.date.text }) };
  const side = entry.sides === 'left' || entry.sides === 'right' ? ` ${entry.sides}` : '';
  switch (entry.value.kind) {
    case 'quantity': {
      const unit = entry.value.unit;
      const shown = unit === undefined || /^\{.*\}$/.test(unit) || unit === '1' ? '' : ` ${unit}`;
      return { ...base, value: `${entry.value.comparator ?? ''}${entry.value.n}${shown}${side}` };
    }
    case 'coded':
      return { ...base, value: entry.value.label };
    case 'text':
      return { ...base, value: entry.value.text };
    case 'none':
      return base;
  }
}

// An index measured before the leg was revascularised describes a leg that no longer exists.
function voidedFrom(measure: Measure, chart: Chart, leg: Leg): number {
  let from = -Infinity;
  for (const set of measure.voidedBy ?? []) {
    for (const one of chart.procedures(set)) {
      if (one.date !== undefined && (leg === undefined || mayBe(one.sides, leg)))
        from = Math.max(from, startOf(one.date.span));
    }
    for (const one of chart.conditions(set)) {
      if (
        one.date !== undefined &&
        one.state === 'current' &&
        one.verification === 'confirmed' &&
        (leg === undefined || mayBe(one.sides, leg))
      ) {
        from = Math.max(from, startOf(one.date.span));
      }
    }
  }
  return from;
}

// "In 2026" may have been after any reading of 2026.
function startOf(span: Span): number {
  return span.to - span.from > DAY ? span.to : span.from;
}

function derive(
  measure: Measure,
  ratio: NonNullable<Measure['ratioOf']>,
  window: Window,
  read: ChartRead,
  leg: Leg,
): Value | undefined {
  const over = pick(ratio.over, find(ratio.over, window, false, read, leg).values);
  if (over === undefined) return undefined;
  const under = find(ratio.under, window, false, read, undefined)
    .values.filter((one) => sameDay(one, over))
    .reduce<Value | undefined>(
      (high, one) => (high === undefined || one.measured.low > high.measured.low ? one : high),
      undefined,
    );
  if (
    under === undefined ||
    !(under.measured.low > 0) ||
    over.measured.low !== over.measured.high ||
    under.measured.low !== under.measured.high
  ) {
    return undefined;
  }
  const n = Number(((over.measured.low / under.measured.low) * ratio.factor).toPrecision(4));
  const [least, most] = measure.plausible;
  if (n < least || n > most) return undefined;
  const date = over.evidence.date;
  return {
    measured: { low: n, high: n },
    evidence: {
      reference: over.evidence.reference,
      ...(date === undefined ? {} : { date }),
      value: String(n),
      note: 'computed',
    },
    span: over.span,
  };
}
