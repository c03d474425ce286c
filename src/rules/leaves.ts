/** Reads the leaves of expressions from the chart: each kind of datum with its own reasons for being unknown. */
import { ASSUMED_ABSENT, met, notMet, unknown, type Answer, type Evidence } from '#clinical/answer';
import { satisfies } from '#clinical/quantity';
import { ageAt, placeInWindow } from '#clinical/time';
import { mayBe, type Chart, type ConditionEntry, type Side } from '#chart';
import type { Leaf } from './expr.ts';
import { readAnswered, readCounted, symptomatic } from './intake-leaves.ts';
import type { ChartRead } from './chart-read.ts';
import { readCulprit, readDrug, readTook } from './drug-leaves.ts';
import { readByAge, readChanged, readMeasure, readMultiple } from './measure-leaves.ts';

type Leg = Side | undefined;
type LeafOf<O extends Leaf['op']> = Extract<Leaf, { op: O }>;

/** Answers one leaf. `scored` never comes here: the evaluation answers it itself. */
export function readLeaf(leaf: Leaf, read: ChartRead, leg: Leg): Answer | undefined {
  const { chart } = read;
  switch (leaf.op) {
    case 'answered':
      return readAnswered(leaf, chart, leg);
    case 'counted':
      return readCounted(leaf, chart);
    case 'symptomatic-leg':
      return symptomatic(chart, leg);
    case 'condition':
      return readConditionLeaf(leaf, chart, leg);
    case 'drug':
      return readDrug(leaf, chart);
    case 'culprit':
      return readCulprit(leaf, read);
    case 'took':
      return readTook(leaf, chart);
    case 'measure':
      return readMeasure(leaf, read, leg);
    case 'measure-by-age':
      return readByAge(leaf, read);
    case 'multiple':
      return readMultiple(leaf, read);
    case 'changed':
      return readChanged(leaf, read);
    case 'coded':
      return readCoded(leaf, chart);
    case 'procedure':
      return readProcedureLeaf(leaf, chart, leg);
    case 'family':
      return readFamily(leaf, chart);
    case 'age':
      return readAge(leaf, chart);
    case 'sex':
      return chart.sex === undefined || chart.sex === 'unknown'
        ? unknown('not-recorded')
        : chart.sex === leaf.is
          ? met()
          : notMet();
    case 'scored':
      return undefined;
  }
}

function conditionEvidence(entry: ConditionEntry): Evidence {
  return {
    reference: entry.reference,
    ...(entry.date === undefined ? {} : { date: entry.date.text }),
    value: entry.label,
    ...noteOf(entry),
  };
}

function noteOf(entry: ConditionEntry): { readonly note?: string } {
  if (entry.verification === 'refuted') return { note: 'refuted' };
  if (entry.verification === 'suspected') return { note: 'not confirmed' };
  return entry.note === undefined ? {} : { note: entry.note };
}

// "Diabetic foot ulcer" (E11.621) is coded together with the ulcer of the right foot (L97.511): one wound, and not the left leg's.
function onlyOtherLegNamed(leaf: LeafOf<'condition'>, chart: Chart, leg: Leg): boolean {
  if (leaf.sidedFirst !== true || leg === undefined) return false;
  const named = leaf.sets
    .flatMap((set) => chart.conditions(set))
    .filter((entry) => entry.state === 'current' && entry.verification === 'confirmed')
    .map((entry) => entry.sides);
  return named.includes(leg === 'left' ? 'right' : 'left') && !named.includes(leg) && !named.includes('both');
}

function readConditionLeaf(leaf: LeafOf<'condition'>, chart: Chart, leg: Leg): Answer {
  const inScope: ConditionEntry[] = [];
  const elsewhere = onlyOtherLegNamed(leaf, chart, leg);
  for (const set of leaf.sets) {
    for (const entry of chart.conditions(set)) {
      if (elsewhere && entry.sides === 'unstated') continue;
      if (entry.sets.get(set) === true && leaf.nonspecific !== true) continue;
      if (leaf.perLeg === true && leg !== undefined && !mayBe(entry.sides, leg)) continue;
      if (leaf.state === 'current' && leaf.verification !== 'refuted' && entry.state !== 'current') continue;
      inScope.push(entry);
    }
  }
  const wanted = inScope.filter(
    (entry) =>
      entry.verification === leaf.verification &&
      (leaf.verification !== 'refuted' || !confirmedSince(entry, inScope)),
  );
  const timed = wanted.map((entry) => ({ entry, fit: fits(entry, leaf, chart) }));
  const holding = timed.filter((one) => one.fit === 'yes').map((one) => one.entry);
  if (holding.length > 0) return met(holding.map(conditionEvidence));
  const coverage = chart.coverage('condition');
  const vague = timed.filter((one) => one.fit === 'unknown').map((one) => one.entry);
  if (vague.length > 0) return unknown('unusable', vague.map(conditionEvidence));
  // An unconfirmed or refuted record is not the same as none: it keeps the question open, or answers it.
  if (leaf.verification === 'confirmed' && leaf.within === undefined) {
    const denied = inScope.filter((entry) => entry.verification === 'refuted');
    if (denied.length > 0) return notMet(denied.map(conditionEvidence));
    const doubtful = inScope.filter((entry) => entry.verification === 'suspected');
    if (doubtful.length > 0) return unknown('unusable', doubtful.map(conditionEvidence));
  }
  if (coverage === 'failed') return unknown('fetch-failed');
  if (coverage === 'partial')
    return leaf.closedWorld === true ? unknown('fetch-failed') : unknown('not-recorded');
  return leaf.closedWorld === true ? ASSUMED_ABSENT : unknown('not-recorded');
}

// A refutation opposes only what it is newer than.
function confirmedSince(refuted: ConditionEntry, others: readonly ConditionEntry[]): boolean {
  const at = dateOf(refuted);
  return others.some(
    (one) => one.verification === 'confirmed' && at !== undefined && (dateOf(one) ?? at) > at,
  );
}

function dateOf(entry: ConditionEntry): number | undefined {
  return (entry.recorded ?? entry.date)?.span.from;
}

function fits(entry: ConditionEntry, leaf: LeafOf<'condition'>, chart: Chart): 'yes' | 'no' | 'unknown' {
  if (leaf.within === undefined && leaf.olderThan === undefined) return 'yes';
  if (entry.date === undefined) return 'unknown';
  if (leaf.within !== undefined) {
    const place = placeInWindow(entry.date.span, chart.asOf, leaf.within);
    if (place === 'straddles') return 'unknown';
    if (place !== 'inside') return 'no';
  }
  if (leaf.olderThan !== undefined) {
    const place = placeInWindow(entry.date.span, chart.asOf, leaf.olderThan);
    if (place === 'straddles') return 'unknown';
    if (place !== 'older') return 'no';
  }
  return 'yes';
}

function readCoded(leaf: LeafOf<'coded'>, chart: Chart): Answer {
  let older: Evidence | undefined;
  for (const set of leaf.sets) {
    for (const entry of chart.observations(set)) {
      if (entry.value.kind !== 'coded' || entry.preliminary) continue;
      const evidence: Evidence = {
        reference: entry.reference,
        ...(entry.date === undefined ? {} : { date: entry.date.text }),
        value: entry.value.label,
      };
      if (leaf.within !== undefined) {
        if (entry.date === undefined) continue;
        if (placeInWindow(entry.date.span, chart.asOf, leaf.within) !== 'inside') {
          older ??= evidence;
          continue;
        }
      }
      const { sets } = entry.value;
      if (leaf.values.some((value) => sets.has(value))) return met([evidence]);
      return sets.size > 0 ? notMet([evidence]) : unknown('unusable', [evidence]);
    }
  }
  if (older !== undefined) return unknown('too-old', [older]);
  const failed = leaf.sets.every((set) => chart.coverage('observation', set) === 'failed');
  return unknown(failed ? 'fetch-failed' : 'not-recorded');
}

function readProcedureLeaf(leaf: LeafOf<'procedure'>, chart: Chart, leg: Leg): Answer {
  const holding: Evidence[] = [];
  const vague: Evidence[] = [];
  for (const set of leaf.sets) {
    for (const entry of chart.procedures(set)) {
      if (leg !== undefined && !mayBe(entry.sides, leg)) continue;
      const evidence: Evidence = {
        reference: entry.reference,
        ...(entry.date === undefined ? {} : { date: entry.date.text }),
        value: entry.label,
      };
      if (leaf.within === undefined) holding.push(evidence);
      else if (entry.date === undefined) vague.push(evidence);
      else {
        const place = placeInWindow(entry.date.span, chart.asOf, leaf.within);
        if (place === 'inside') holding.push(evidence);
        if (place === 'straddles') vague.push(evidence);
      }
    }
  }
  if (holding.length > 0) return met(holding);
  if (vague.length > 0) return unknown('unusable', vague);
  const coverage = chart.coverage('procedure');
  if (coverage === 'failed') return unknown('fetch-failed');
  if (leaf.closedWorld !== true) return unknown('not-recorded');
  return coverage === 'complete' ? ASSUMED_ABSENT : unknown('fetch-failed');
}

function readFamily(leaf: LeafOf<'family'>, chart: Chart): Answer {
  const found = leaf.sets.flatMap((set) => chart.family(set));
  if (found.length > 0)
    return met(found.map((entry) => ({ ...conditionEvidence(entry), note: 'family history' })));
  return unknown(chart.coverage('family') === 'failed' ? 'fetch-failed' : 'not-recorded');
}

function readAge(leaf: LeafOf<'age'>, chart: Chart): Answer {
  if (chart.birth === undefined) return unknown('not-recorded');
  const range = ageAt(chart.birth, chart.asOf);
  if (range === null) return unknown('unusable');
  const holds = satisfies({ low: range[0], high: range[1] }, leaf.limit);
  const value = range[0] === range[1] ? `${range[0]} years` : `${range[0]} to ${range[1]} years`;
  const evidence: readonly Evidence[] = [{ reference: 'Patient', value }];
  if (holds === undefined) return unknown('unusable', evidence);
  return holds ? met(evidence) : notMet(evidence);
}
