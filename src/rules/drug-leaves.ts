/** Reads drugs: what is taken, what was taken, and what can have caused the complaint by its dates. */
import { met, notMet, unknown, type Answer, type Evidence } from '#clinical/answer';
import { back, dayOf, months, placeInWindow, type Span, type Window } from '#clinical/time';
import type { Chart, DrugEntry } from '#chart';
import type { ChartRead } from './chart-read.ts';
import { complaintBegan } from './complaint-onset.ts';
import type { Leaf } from './expr.ts';

type LeafOf<O extends Leaf['op']> = Extract<Leaf, { op: O }>;
type Place = 'holds' | 'not' | 'open';

interface Placed {
  readonly place: Place;
  readonly evidence: Evidence;
}

/** A drug last handed over longer ago than this is not being taken, whatever the order says (trap 23). [P] */
const DISPENSE_LAPSE: Window = months(12);

/** Answers a `drug` leaf: taken now, with `startedWithin` only if begun that recently. */
export function readDrug(leaf: LeafOf<'drug'>, chart: Chart): Answer {
  return judged(leaf.sets, chart, (entry) => {
    const { startedWithin } = leaf;
    if (startedWithin === undefined) return { place: 'holds', evidence: drugEvidence(entry) };
    if (entry.start === undefined) return { place: 'open', evidence: drugEvidence(entry) };
    const inside = placeInWindow(entry.start.span, chart.asOf, startedWithin) === 'inside';
    return { place: inside ? 'holds' : 'not', evidence: drugEvidence(entry) };
  });
}

/** Answers a `culprit` leaf: a drug begun after the complaint is not blamed; one without a start is named as such. */
export function readCulprit(leaf: LeafOf<'culprit'>, read: ChartRead): Answer {
  const { chart } = read;
  const began = complaintBegan(chart, leaf.since ?? []);
  return judged(leaf.sets, chart, (entry, set) => {
    const first = firstStarts(set, read).get(drugName(entry));
    const evidence = drugEvidence(entry);
    if (first === undefined) {
      const noted = { ...evidence, note: 'start not recorded' };
      return { place: leaf.within === undefined ? 'holds' : 'open', evidence: noted };
    }
    if (began !== undefined && first.from >= began.to)
      return { place: 'not', evidence: { ...evidence, note: 'started after the complaint' } };
    if (leaf.within === undefined) return { place: 'holds', evidence };
    return { place: began === undefined ? 'open' : beforeBy(first, began, leaf.within), evidence };
  });
}

// How a start lies against "at most `within` before the complaint began", when neither is known to the day.
function beforeBy(start: Span, began: Span, within: Window): Place {
  if (start.from >= back(began.to, within)) return 'holds';
  const longest = began.from === -Infinity ? -Infinity : back(began.from, within);
  return start.to <= longest ? 'not' : 'open';
}

// A renewed order is no new start: the first order of the same drug counts. [P]
function firstStarts(set: string, { chart, firstStarts: known }: ChartRead): ReadonlyMap<string, Span> {
  const before = known.get(set);
  if (before !== undefined) return before;
  const first = new Map<string, Span>();
  for (const entry of chart.drugs(set)) {
    const name = drugName(entry);
    const earliest = first.get(name);
    if (entry.start !== undefined && (earliest === undefined || entry.start.span.from < earliest.from))
      first.set(name, entry.start.span);
  }
  known.set(set, first);
  return first;
}

const drugName = (entry: DrugEntry): string => entry.label.trim().split(/\s/)[0]?.toLowerCase() ?? '';

/** Answers a `took` leaf: taken now, or ended inside the window. */
export function readTook(leaf: LeafOf<'took'>, chart: Chart): Answer {
  const now = readDrug({ op: 'drug', sets: leaf.sets }, chart);
  if (now.is === 'met') return now;
  const ended: Evidence[] = [];
  const vague: Evidence[] = now.is === 'unknown' ? [...now.evidence] : [];
  const older: Evidence[] = [];
  for (const entry of new Set(leaf.sets.flatMap((set) => chart.drugs(set)))) {
    if (entry.state !== 'past') continue;
    // Without an end the start says when it was last known to be taken.
    const last = entry.end ?? entry.start;
    const evidence: Evidence = {
      ...drugEvidence(entry),
      note: entry.end === undefined ? 'past' : `until ${entry.end.text}`,
    };
    if (last === undefined) vague.push(evidence);
    else if (placeInWindow(last.span, chart.asOf, leaf.within) === 'inside') ended.push(evidence);
    else if (entry.end === undefined) vague.push(evidence);
    else older.push(evidence);
  }
  if (ended.length > 0) return met(ended);
  if (vague.length > 0) return unknown('unusable', vague);
  return older.length > 0 ? notMet(older) : now;
}

function judged(
  sets: readonly string[],
  chart: Chart,
  judge: (entry: DrugEntry, set: string) => Placed,
): Answer {
  const found: Record<Place, Map<DrugEntry, Evidence>> = {
    holds: new Map(),
    not: new Map(),
    open: new Map(),
  };
  for (const set of sets) {
    const lastDispense = chart
      .dispenses(set)
      .reduce((last, one) => Math.max(last, one.date?.span.to ?? 0), 0);
    for (const entry of chart.drugs(set)) {
      if (entry.state !== 'current') continue;
      if (lapsed(entry, lastDispense, chart.asOf)) {
        const note = `last dispensed ${dayOf(lastDispense - 1)}`;
        found.open.set(entry, { ...drugEvidence(entry), note });
        continue;
      }
      const { place, evidence } = judge(entry, set);
      found[place].set(entry, evidence);
    }
  }
  if (found.holds.size > 0) return met([...found.holds.values()]);
  if (found.open.size > 0) return unknown('unusable', [...found.open.values()]);
  if (found.not.size > 0) return notMet([...found.not.values()]);
  return unknown(chart.coverage('drug') === 'failed' ? 'fetch-failed' : 'not-recorded');
}

function lapsed(entry: DrugEntry, lastDispense: number, asOf: number): boolean {
  // An order newer than the last dispense is a new start, which no old dispense can belie.
  if (lastDispense === 0 || (entry.start !== undefined && entry.start.span.from >= lastDispense))
    return false;
  const span = { from: lastDispense, to: lastDispense + 1, exact: true };
  return placeInWindow(span, asOf, DISPENSE_LAPSE) === 'older';
}

function drugEvidence(entry: DrugEntry): Evidence {
  return {
    reference: entry.reference,
    ...(entry.start === undefined ? {} : { date: entry.start.text }),
    value: entry.label,
    ...(entry.fromText ? { note: 'matched by name' } : {}),
  };
}
