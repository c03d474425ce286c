/** Reads intake answers: ticked, unticked, none, unsure, and how old an answer may be (DECISIONS, life of an answer). */
import { met, notMet, unknown, type Answer, type Evidence } from '#clinical/answer';
import { satisfies } from '#clinical/quantity';
import { back, days, hours, placeInWindow, type Window } from '#clinical/time';
import type { Chart, IntakeAnswer, Side } from '#chart';
import type { Leaf } from './expr.ts';

type Leg = Side | undefined;
type LeafOf<O extends Leaf['op']> = Extract<Leaf, { op: O }>;

const FRESH: Window = hours(72);
const CONFIRMABLE: Window = days(14);
const PATTERN: Window = days(90);
/** A red-flag `none` clears a flag only this long. */
const NONE_CLEARS: Window = hours(24);

/** Questions where several options may be ticked: an unticked one is unknown. */
const MULTIPLE = new Set([
  'red-flags',
  'timing',
  'site',
  'quality',
  'relief',
  'worse',
  'numbness',
  'skin-and-swelling',
  'exposure',
  'widespread.areas',
  'widespread.somatic',
  'exam.foot',
  'exam.foot-left',
  'exam.foot-right',
  'exam.leg',
]);
/** Options that deny all others of their question when they stand alone. */
export const DENIALS: ReadonlySet<string> = new Set(['none', 'normal', 'no-pain']);
/** Options that say nothing. */
export const OPEN: ReadonlySet<string> = new Set(['unsure', 'not-tested']);

type Age = 'fresh' | 'confirm' | 'too-old';

function ageOf(answer: IntakeAnswer, leaf: LeafOf<'answered'> | LeafOf<'counted'>, asOf: number): Age {
  if (leaf.op === 'answered' && leaf.within !== undefined) {
    return placeInWindow(answer.authored.span, asOf, leaf.within) === 'inside' ? 'fresh' : 'too-old';
  }
  const limit = leaf.life === 'acute' ? FRESH : PATTERN;
  if (placeInWindow(answer.authored.span, asOf, limit) === 'inside') return 'fresh';
  if (leaf.life === 'acute' && placeInWindow(answer.authored.span, asOf, CONFIRMABLE) === 'inside')
    return 'confirm';
  return 'too-old';
}

/** Answers an `answered` leaf. With `perLeg` the item is read for each side beside its unsided form. */
export function readAnswered(leaf: LeafOf<'answered'>, chart: Chart, leg: Leg): Answer {
  if (leaf.perLeg !== true) return readItem(leaf, leaf.item, chart);
  if (leg === undefined) return ofBody(leaf, chart);
  const own = readItem(leaf, `${leaf.item}-${leg}`, chart);
  if (own.is !== 'unknown') return own;
  // The unsided item speaks of the leg that hurts; of the other leg it says nothing.
  return symptomatic(chart, leg).is === 'not-met' ? own : best([own, readItem(leaf, leaf.item, chart)]);
}

// Outside a leg: yes as soon as one side says yes, no only where both sides, or the unsided item, say no.
function ofBody(leaf: LeafOf<'answered'>, chart: Chart): Answer {
  const [plain, left, right] = ['', '-left', '-right'].map((end) => readItem(leaf, leaf.item + end, chart));
  const answers = [plain, left, right].filter((one) => one !== undefined);
  const one = best(answers);
  if (one.is !== 'not-met' || plain?.is === 'not-met') return one;
  return left?.is === 'not-met' && right?.is === 'not-met' ? one : unknown('not-recorded');
}

// Any side that says yes decides; a "no" on one side does not deny the other.
function best(answers: readonly Answer[]): Answer {
  const holding = answers.find((answer) => answer.is === 'met');
  if (holding !== undefined) return holding;
  const given = answers.filter((answer) => answer.is === 'not-met');
  const open = answers.filter((answer) => answer.is === 'unknown');
  const telling = open.find((answer) => answer.is === 'unknown' && answer.why !== 'not-recorded');
  if (given.length > 0 && telling === undefined) return given[0] ?? unknown('not-recorded');
  return telling ?? open[0] ?? unknown('not-recorded');
}

function readItem(leaf: LeafOf<'answered'>, item: string, chart: Chart): Answer {
  const answer = chart.intake.get(item);
  if (answer === undefined)
    return unknown(chart.coverage('intake') === 'failed' ? 'fetch-failed' : 'not-recorded');
  const age = ageOf(answer, leaf, chart.asOf);
  const evidence = evidenceOf(answer, item);
  const asked = leaf.codes.filter((code) => answer.codes.has(code));
  if (asked.length > 0 && !deniedByAnother(asked, answer, item)) {
    if (age === 'too-old') return unknown('too-old', evidence);
    return met(evidence, age === 'confirm' ? answer.authored.text : undefined);
  }
  if (MULTIPLE.has(item)) return readUnticked(leaf, answer, item, age, chart, evidence);
  if (answer.codes.size === 0 || [...answer.codes].every((code) => OPEN.has(code)))
    return unknown('not-recorded');
  return age === 'too-old' ? unknown('too-old', evidence) : notMet(evidence);
}

// `none` beside another tick is ignored, so asking for `none` is met only when it stands alone.
function deniedByAnother(asked: readonly string[], answer: IntakeAnswer, item: string): boolean {
  return MULTIPLE.has(item) && asked.every((code) => DENIALS.has(code)) && answer.codes.size > asked.length;
}

function readUnticked(
  leaf: LeafOf<'answered'>,
  answer: IntakeAnswer,
  item: string,
  age: Age,
  chart: Chart,
  evidence: readonly Evidence[],
): Answer {
  const denies = answer.codes.size === 1 && [...answer.codes].every((code) => DENIALS.has(code));
  if (!denies) return unknown('not-recorded');
  if (age === 'too-old') return unknown('too-old', evidence);
  // A bare date of yesterday may be 47 hours ago: what clears a flag must lie inside for certain.
  if (item === 'red-flags' && answer.authored.span.from < back(chart.asOf, NONE_CLEARS)) {
    return unknown('too-old', evidence);
  }
  return leaf.codes.every((code) => DENIALS.has(code)) ? unknown('not-recorded') : notMet(evidence);
}

function evidenceOf(answer: IntakeAnswer, item: string): readonly Evidence[] {
  const denial = [...answer.codes].find((code) => DENIALS.has(code));
  const conflict = MULTIPLE.has(item) && denial !== undefined && answer.codes.size > 1;
  return [
    {
      reference: answer.reference,
      date: answer.authored.text,
      ...(conflict ? { note: `"${denial}" was ticked as well` } : {}),
    },
  ];
}

/** Answers a `counted` leaf. Negative numbers are typing errors. */
export function readCounted(leaf: LeafOf<'counted'>, chart: Chart): Answer {
  const answer = chart.intake.get(leaf.item);
  if (answer === undefined)
    return unknown(chart.coverage('intake') === 'failed' ? 'fetch-failed' : 'not-recorded');
  if (answer.number === undefined) return unknown('not-recorded');
  const evidence: readonly Evidence[] = evidenceOf(answer, leaf.item).map((one) => ({
    ...one,
    value: String(answer.number),
  }));
  if (!Number.isFinite(answer.number) || answer.number < 0) return unknown('unusable', evidence);
  const age = ageOf(answer, leaf, chart.asOf);
  if (age === 'too-old') return unknown('too-old', evidence);
  const holds = satisfies({ low: answer.number, high: answer.number }, leaf.limit);
  if (holds === undefined) return unknown('unusable', evidence);
  return holds ? met(evidence, age === 'confirm' ? answer.authored.text : undefined) : notMet(evidence);
}

/** Whether this leg is (or may be) the one that hurts: not met only where the other leg alone is named. */
export function symptomatic(chart: Chart, leg: Leg): Answer {
  if (leg === undefined) return met();
  const side = lately(chart.intake.get('side'), chart);
  const named = lately(chart.intake.get('side.which'), chart);
  // A side named before the newest answer on sides belongs to an earlier complaint.
  const which =
    side !== undefined && named !== undefined && named.authored.span.from < side.authored.span.from
      ? undefined
      : named;
  if (side?.codes.has('both-equal') === true || side?.codes.has('both-unequal') === true) return met();
  if (which?.codes.has(leg) === true) return met();
  if (which?.codes.has(leg === 'left' ? 'right' : 'left') === true) return notMet();
  return unknown('not-recorded');
}

function lately(answer: IntakeAnswer | undefined, chart: Chart): IntakeAnswer | undefined {
  if (answer === undefined) return undefined;
  return placeInWindow(answer.authored.span, chart.asOf, PATTERN) === 'inside' ? answer : undefined;
}
