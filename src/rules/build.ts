/** The words rules are written with: typed functions that build expressions. */
import type { Limit } from '#clinical/quantity';
import type { Window } from '#clinical/time';
import type { Expr, Life, Measure, Part, Score, ScoreItem } from './expr.ts';

function expr<N extends string>(part: Part<N>): Expr<N> {
  return typeof part === 'string' ? { op: 'criterion', name: part } : part;
}

/** Every part holds (Kleene: one "no" decides, else one unknown keeps it open). */
export function all<const N extends string = never>(...parts: readonly Part<N>[]): Expr<N> {
  return { op: 'all', of: parts.map((part) => expr(part)) };
}

/** At least one part holds. */
export function any<const N extends string = never>(...parts: readonly Part<N>[]): Expr<N> {
  return { op: 'any', of: parts.map((part) => expr(part)) };
}

/** At least `n` parts hold. */
export function atLeast<const N extends string = never>(n: number, ...parts: readonly Part<N>[]): Expr<N> {
  return { op: 'at-least', n, of: parts.map((part) => expr(part)) };
}

/** The part is known not to hold; unknown stays unknown. */
export function not<const N extends string = never>(part: Part<N>): Expr<N> {
  return { op: 'not', of: expr(part) };
}

/** Holds unless the part is known to hold. For competing explanations, never to clear a red flag. */
export function unless<const N extends string = never>(part: Part<N>): Expr<N> {
  return { op: 'unless', of: expr(part) };
}

/** The part holds or is unknown: it has not been ruled out. */
export function notRuledOut<const N extends string = never>(part: Part<N>): Expr<N> {
  return { op: 'unless', of: { op: 'not', of: expr(part) } };
}

/** The part has been answered, with yes or with no. */
export function known<const N extends string = never>(part: Part<N>): Expr<N> {
  return { op: 'known', of: expr(part) };
}

/** The part has not been answered. */
export function unanswered<const N extends string = never>(part: Part<N>): Expr<N> {
  return { op: 'not', of: { op: 'known', of: expr(part) } };
}

/** True of the left leg or of the right leg, each with its own data. */
export function eitherLeg<const N extends string = never>(part: Part<N>): Expr<N> {
  return { op: 'either-leg', of: expr(part) };
}

/** True of both legs, each with its own data. */
export function bothLegs<const N extends string = never>(part: Part<N>): Expr<N> {
  return { op: 'both-legs', of: expr(part) };
}

/** Gives an expression the name a clinician would use; the name stands on cards, the parts on the review page. */
export function finding(label: string, of: Expr): Expr {
  return { op: 'finding', label, of };
}

export interface AnswerOptions {
  readonly life?: Life;
  readonly within?: Window;
}

const ACUTE = /^(?:red-flags|onset|exam)(?:$|\.)/;

function lifeOf(item: string, life: Life | undefined): Life {
  return life ?? (ACUTE.test(item) ? 'acute' : 'pattern');
}

/** An intake question was answered with one of the codes. Red-flag, onset and exam items are acute, all others patterns. */
export function answered(item: string, codes: string | readonly string[], options: AnswerOptions = {}): Expr {
  return {
    op: 'answered',
    item,
    codes: typeof codes === 'string' ? [codes] : codes,
    life: lifeOf(item, options.life),
    ...(options.within === undefined ? {} : { within: options.within }),
  };
}

/** Like answered, for exam items that exist per leg: `exam.foot` also reads `exam.foot-left` and `exam.foot-right`. */
export function answeredPerLeg(
  item: string,
  codes: string | readonly string[],
  options: AnswerOptions = {},
): Expr {
  return {
    op: 'answered',
    item,
    codes: typeof codes === 'string' ? [codes] : codes,
    life: lifeOf(item, options.life),
    perLeg: true,
    ...(options.within === undefined ? {} : { within: options.within }),
  };
}

/** A set of alternative codes, for readability. */
export const anyOf = (...codes: readonly string[]): readonly string[] => codes;

interface Limits<R> {
  atMost(n: number): R;
  below(n: number): R;
  atLeast(n: number): R;
  above(n: number): R;
  between(n: number, m: number): R;
}

function limits<R>(make: (limit: Limit) => R): Limits<R> {
  return {
    atMost: (n) => make({ is: 'atMost', n }),
    below: (n) => make({ is: 'below', n }),
    atLeast: (n) => make({ is: 'atLeast', n }),
    above: (n) => make({ is: 'above', n }),
    between: (n, m) => make({ is: 'between', n, m }),
  };
}

/** A number in the intake: monofilament errors, worst pain. */
export function counted(item: string, options: { readonly life?: Life } = {}): Limits<Expr> {
  return limits((limit) => ({ op: 'counted', item, limit, life: lifeOf(item, options.life) }));
}

export interface MeasureOptions {
  readonly within?: Window;
  /** Preliminary results count (red flags only; they are labelled). */
  readonly preliminary?: true;
}

/** The newest usable value of a measure in its window, against a limit in the measure's canonical unit. */
export function latest(measure: Measure, options: MeasureOptions = {}): Limits<Expr> {
  return limits((limit) => ({
    op: 'measure',
    measure,
    limit,
    ...(options.within === undefined ? {} : { within: options.within }),
    ...(options.preliminary === true ? { preliminary: true } : {}),
  }));
}

/** A cut-off that grows with age: `floor` up to `over` years, then age times `factor`, in the measure's canonical unit. */
export interface AgeLimit {
  readonly floor: number;
  readonly over: number;
  readonly factor: number;
}

/** The newest value against a cut-off that grows with age; unknown age leaves open what age would decide. */
export function latestByAge(measure: Measure, limit: AgeLimit): { atLeast(): Expr; below(): Expr } {
  return {
    atLeast: () => ({ op: 'measure-by-age', measure, side: 'atLeast', ...limit }),
    below: () => ({ op: 'measure-by-age', measure, side: 'below', ...limit }),
  };
}

/** The newest value as a multiple of the laboratory's own upper limit of normal. */
export function multipleOfUpperLimit(measure: Measure): Limits<Expr> {
  return limits((limit) => ({ op: 'multiple', measure, limit }));
}

/** The measure fell by at least `by` (canonical unit) between two readings within the window. */
export function fell(measure: Measure, by: number, within: Window): Expr {
  return { op: 'changed', way: 'fell', measure, by, within };
}

/** The measure rose by at least `by` (canonical unit) between two readings within the window. */
export function rose(measure: Measure, by: number, within: Window): Expr {
  return { op: 'changed', way: 'rose', measure, by, within };
}

/** The measure fell by at least that share of the earlier reading (0.05 for 5 %) within the window. */
export function fellByShare(measure: Measure, share: number, within: Window): Expr {
  return { op: 'changed', way: 'fell', measure, by: share, share: true, within };
}

export interface ConditionOptions {
  readonly within?: Window;
  readonly olderThan?: Window;
  /** Codes without site or certainty count too ("I73.9"): soft evidence only, never alone for a red flag. */
  readonly nonspecific?: true;
  /** A completely read problem list without it means absent: risk factors only, never symptoms or signs. */
  readonly absentUnlessRecorded?: true;
  readonly perLeg?: true;
  /** With `perLeg`: a record without a side says nothing of one leg while another of these sets names only the other leg. */
  readonly sidedFirst?: true;
}

function condition(
  sets: string | readonly string[],
  state: 'current' | 'ever',
  verification: 'confirmed' | 'suspected' | 'refuted',
  options: ConditionOptions,
): Expr {
  return {
    op: 'condition',
    sets: typeof sets === 'string' ? [sets] : sets,
    state,
    verification,
    ...(options.within === undefined ? {} : { within: options.within }),
    ...(options.olderThan === undefined ? {} : { olderThan: options.olderThan }),
    ...(options.nonspecific === true ? { nonspecific: true } : {}),
    ...(options.absentUnlessRecorded === true ? { closedWorld: true } : {}),
    ...(options.perLeg === true ? { perLeg: true } : {}),
    ...(options.sidedFirst === true ? { sidedFirst: true } : {}),
  };
}

/** A current, confirmed condition is recorded. */
export const recorded = (sets: string | readonly string[], options: ConditionOptions = {}): Expr =>
  condition(sets, 'current', 'confirmed', options);

/** Recorded now or in the past. */
export const everRecorded = (sets: string | readonly string[], options: ConditionOptions = {}): Expr =>
  condition(sets, 'ever', 'confirmed', options);

/** Recorded as unconfirmed, provisional or differential: supports "possible" at most. */
export const suspected = (sets: string | readonly string[], options: ConditionOptions = {}): Expr =>
  condition(sets, 'current', 'suspected', options);

/** Recorded as refuted: opposing evidence. */
export const refuted = (sets: string | readonly string[], options: ConditionOptions = {}): Expr =>
  condition(sets, 'ever', 'refuted', options);

/** The patient takes such a drug. An empty list is no proof of the opposite. */
export function takes(
  sets: string | readonly string[],
  options: { readonly startedWithin?: Window } = {},
): Expr {
  return {
    op: 'drug',
    sets: typeof sets === 'string' ? [sets] : sets,
    ...(options.startedWithin === undefined ? {} : { startedWithin: options.startedWithin }),
  };
}

/**
 * A current drug that can have caused the complaint: met unless it was started after the complaint began. With `within`
 * it must have been started at most that long before; then a missing date leaves it open. `since` names diagnoses
 * whose date is also one of the complaint.
 */
export function mayHaveCaused(
  sets: string | readonly string[],
  options: { readonly within?: Window; readonly since?: readonly string[] } = {},
): Expr {
  return {
    op: 'culprit',
    sets: typeof sets === 'string' ? [sets] : sets,
    ...(options.within === undefined ? {} : { within: options.within }),
    ...(options.since === undefined ? {} : { since: options.since }),
  };
}

/** The patient takes such a drug, or took it until at most `within` ago. */
export function took(sets: string | readonly string[], options: { readonly within: Window }): Expr {
  return { op: 'took', sets: typeof sets === 'string' ? [sets] : sets, within: options.within };
}

/** The newest coded result of an observation has one of the values (value sets): smoking status, pregnancy status. */
export function observed(
  sets: string | readonly string[],
  values: string | readonly string[],
  options: { readonly within?: Window } = {},
): Expr {
  return {
    op: 'coded',
    sets: typeof sets === 'string' ? [sets] : sets,
    values: typeof values === 'string' ? [values] : values,
    ...(options.within === undefined ? {} : { within: options.within }),
  };
}

/** A procedure was done. */
export function performed(
  sets: string | readonly string[],
  options: { readonly within?: Window; readonly absentUnlessRecorded?: true } = {},
): Expr {
  return {
    op: 'procedure',
    sets: typeof sets === 'string' ? [sets] : sets,
    ...(options.within === undefined ? {} : { within: options.within }),
    ...(options.absentUnlessRecorded === true ? { closedWorld: true } : {}),
  };
}

/** A relative has it. Never evidence that the patient does. */
export const inFamily = (sets: string | readonly string[]): Expr => ({
  op: 'family',
  sets: typeof sets === 'string' ? [sets] : sets,
});

/** Age in completed years at asOf. */
export const age: Limits<Expr> = limits((limit) => ({ op: 'age', limit }));

export const sex = (is: 'female' | 'male'): Expr => ({ op: 'sex', is });

/** The leg under consideration is the one that hurts. */
export const symptomaticLeg: Expr = { op: 'symptomatic-leg' };

/** Points of a published score; `when` may be unknown. */
export const points = (n: number, label: string, when: Expr): ScoreItem => ({ points: n, label, when });

/** A published score against a limit: met or not met only when no unknown item can change that. */
export const scored = (score: Score): Limits<Expr> => limits((limit) => ({ op: 'scored', score, limit }));
