/** Every measured quantity the rules read, with the numbers they compare it with. Pure. */
import type { Chart } from '#chart';
import type { Units } from '#clinical/quantity';
import { rulesOf } from '#knowledge/folders';
import type { Knowledge } from '#reason/knowledge';
import { expressionsOf, leavesOf, type Leaf, type Measure } from '#rules';

export interface LimitedMeasure {
  readonly measure: Measure;
  /** In the canonical unit, smallest first. */
  readonly limits: readonly number[];
}

export function limitedMeasures(
  knowledge: Pick<Knowledge, 'causes' | 'flagFolders' | 'reliefs' | 'orderChecks'>,
): readonly LimitedMeasure[] {
  // Rules ask for one quantity in several manners: the better vessel of a leg, either vessel.
  const found = new Map<string, { measure: Measure; limits: Set<number> }>();
  for (const rule of rulesOf(knowledge)) {
    for (const leaf of expressionsOf(rule).flatMap((expr) => [...leavesOf(expr)])) {
      if (!('measure' in leaf)) continue;
      const { measure } = leaf;
      const key = `${measure.sets.join()} ${measure.unit}`;
      const known = found.get(key) ?? { measure, limits: new Set<number>() };
      found.set(key, known);
      if (measure.name.length < known.measure.name.length) known.measure = measure;
      for (const n of numbersOf(leaf)) known.limits.add(n);
    }
  }
  return [...found.values()]
    .map(({ measure, limits }) => ({ measure, limits: [...limits].sort((a, b) => a - b) }))
    .sort((a, b) => a.measure.name.localeCompare(b.measure.name));
}

function numbersOf(leaf: Extract<Leaf, { readonly measure: Measure }>): readonly number[] {
  switch (leaf.op) {
    case 'measure':
      return leaf.limit.is === 'between' ? [leaf.limit.n, leaf.limit.m] : [leaf.limit.n];
    case 'measure-by-age':
      return [leaf.floor];
    // In other numbers than the measure's own.
    case 'multiple':
    case 'changed':
      return [];
  }
}

/** A canonical number in the unit a result is recorded in; undefined when the one cannot be had from the other. */
export function inUnit(
  canonical: number,
  unit: string | undefined,
  measure: Measure,
  units: Units,
): number | undefined {
  const conversion = units.toCanonical(canonical, unit, measure);
  if (conversion === null || conversion.factor === 0) return undefined;
  return Number(((canonical - (conversion.offset ?? 0)) / conversion.factor).toPrecision(6));
}

/** Which measure each recorded number is a reading of, by `Type/id`, label and number. */
export function readingsOf(
  measures: readonly LimitedMeasure[],
  chart: Chart,
): ReadonlyMap<string, LimitedMeasure> {
  const found = new Map<string, LimitedMeasure>();
  for (const one of measures) {
    for (const entry of one.measure.sets.flatMap((set) => chart.observations(set))) {
      if (entry.value.kind !== 'quantity') continue;
      const key = readingKey(entry.reference, entry.label, entry.value.n);
      const other = found.get(key);
      if (other === undefined) found.set(key, one);
      else if (other.measure.unit === one.measure.unit) found.set(key, joined(other, one));
    }
  }
  return found;
}

export const readingKey = (reference: string, label: string, n: number): string =>
  `${reference}|${label}|${n}`;

const joined = (a: LimitedMeasure, b: LimitedMeasure): LimitedMeasure => ({
  ...a,
  limits: [...new Set([...a.limits, ...b.limits])].sort((x, y) => x - y),
});
