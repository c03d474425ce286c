/** Diagnoses, drugs, procedures and relatives that would make a finding hold; and what would have to be left out. Pure. */
import type { CodeEntry } from '#chart/codes';
import { back, dayOf, days, months, years, type Window } from '#clinical/time';
import type { FhirResource } from 'fhir/r4';
import type { Leaf, NodeId } from '#rules';
import { complaintBegan } from '#rules/complaint-onset';
import { diagnosisOf, drugOf, procedureOf, relativeOf } from './additions.ts';
import { EFFORT, type Possible, type Searched } from './possible.ts';

type LeafOf<O extends Leaf['op']> = Extract<Leaf, { op: O }>;

/** Of a finding with many value sets the first few: any of them makes it hold. */
const SETS = 3;
const DAY = 86_400_000;

export function conditionsFor(leaf: LeafOf<'condition'>, at: Searched): readonly Possible[] {
  const onset =
    leaf.olderThan !== undefined
      ? before(at, leaf.olderThan, months(1))
      : ago(at, leaf.within === undefined ? months(1) : days(1));
  const verification =
    leaf.verification === 'suspected'
      ? 'unconfirmed'
      : leaf.verification === 'refuted'
        ? 'refuted'
        : 'confirmed';
  const how = verification === 'confirmed' ? '' : ` as ${verification}`;
  return [
    ...(leaf.verification === 'confirmed' ? again(leaf, at) : []),
    ...entries(leaf.sets, at, (entry) => ({
      says: `“${entry.display}” were recorded${how} since ${onset} (or another code of “${at.knowledge.wording.set(entry.set)}”)`,
      resource: diagnosisOf(entry, onset, verification),
    })),
  ];
}

// What is recorded, but ended or not confirmed.
function again(leaf: LeafOf<'condition'>, { evaluation }: Searched): readonly Possible[] {
  return leaf.sets
    .flatMap((set) => evaluation.chart.conditions(set))
    .filter((entry) => entry.state !== 'current' || entry.verification !== 'confirmed')
    .map((entry) => ({
      about: entry.reference,
      says: `“${entry.label}” were active and confirmed (now ${entry.verification === 'confirmed' ? 'history' : entry.verification})`,
      change: { kind: 'standing', reference: entry.reference, standing: 'active' },
      effort: EFFORT.standing,
    }));
}

export function drugsFor(leaf: LeafOf<'drug' | 'took' | 'culprit'>, at: Searched): readonly Possible[] {
  const start = startFor(leaf, at);
  return entries(leaf.sets, at, (entry) => ({
    says: `${entry.display} were taken since ${start} (or another of “${at.knowledge.wording.set(entry.set)}”)`,
    resource: drugOf(entry, start),
  }));
}

function startFor(leaf: LeafOf<'drug' | 'took' | 'culprit'>, at: Searched): string {
  if (leaf.op === 'took') return ago(at, months(3));
  if (leaf.op === 'drug') return ago(at, leaf.startedWithin === undefined ? months(3) : days(3));
  const began = complaintBegan(at.evaluation.chart, leaf.since ?? []);
  if (began === undefined) return ago(at, years(1));
  return dayOf(leaf.within === undefined ? back(began.to, years(1)) : began.to - 2 * DAY);
}

export function proceduresFor(leaf: LeafOf<'procedure'>, at: Searched): readonly Possible[] {
  const date = ago(at, leaf.within === undefined ? months(1) : days(3));
  return entries(leaf.sets, at, (entry) => ({
    says: `“${entry.display}” had been done on ${date}`,
    resource: procedureOf(entry, date),
  }));
}

export function relativesFor(leaf: LeafOf<'family'>, at: Searched): readonly Possible[] {
  return entries(leaf.sets, at, (entry) => ({
    says: `a relative had “${entry.display}”`,
    resource: relativeOf(entry),
  }));
}

/** Every entry a finding rests on, left out. */
export function withoutFor(id: NodeId, { evaluation }: Searched): readonly Possible[] {
  const answers = ([0, 1, 2] as const).map((leg) => evaluation.answerOf(id, leg));
  const found = new Map(
    answers
      .filter((one) => one.is === 'met')
      .flatMap((one) => one.evidence)
      .map((one) => [one.reference, one]),
  );
  return [...found.values()]
    .filter(({ reference }) => !reference.startsWith('Patient') && !reference.startsWith('Questionnaire'))
    .map(({ reference, value }) => ({
      about: reference,
      says: `“${value ?? reference}” were not recorded`,
      change: { kind: 'leave-out', reference, out: true },
      effort: EFFORT.without,
    }));
}

function entries(
  sets: readonly string[],
  { book }: Searched,
  made: (entry: CodeEntry) => { readonly says: string; readonly resource: FhirResource },
): readonly Possible[] {
  return sets
    .flatMap((set) => book.choose(set) ?? [])
    .slice(0, SETS)
    .map((entry) => {
      const { says, resource } = made(entry);
      return { about: `entry ${entry.code}`, says, change: { kind: 'add', resource }, effort: EFFORT.entry };
    });
}

const ago = ({ record }: Searched, window: Window): string => dayOf(back(Date.parse(record.asOf), window));
const before = ({ record }: Searched, window: Window, further: Window): string =>
  dayOf(back(back(Date.parse(record.asOf), window), further));
