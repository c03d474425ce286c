/** The differential: tier, explains-tonight, urgency and the lines for, against and missing, ranked. */
import type { Answer, Evidence, Why } from '#clinical/answer';
import {
  MET,
  scoreRange,
  whyOf,
  type Cause,
  type Evaluation,
  type Explains,
  type NodeId,
  type Reading,
  type Tier,
  type Urgency,
  type Weight,
} from '#rules';
import type { PreparedCause, PreparedCriterion } from './prepared.ts';

export interface Line {
  readonly criterion: string;
  readonly text: string;
  readonly cites: readonly string[];
  readonly weight: Weight;
  readonly evidence: readonly Evidence[];
  readonly ratio?: string;
  readonly confirm?: string;
}

export interface MissingLine {
  readonly criterion: string;
  readonly direction: 'for' | 'against';
  readonly text: string;
  readonly why: Why;
  readonly weight: Weight;
  readonly evidence: readonly Evidence[];
}

export interface Candidate {
  readonly cause: Cause;
  readonly prepared: PreparedCause;
  /** The variant of a likely merged cause that is met. */
  readonly variant?: { readonly id: string; readonly name: string };
  readonly tier: Tier;
  readonly explains: Explains;
  readonly urgency: Urgency;
  readonly for: readonly Line[];
  readonly against: readonly Line[];
  readonly missing: readonly MissingLine[];
  readonly weight: number;
  /** Point scores as spans, for a likely cause only. */
  readonly scores: readonly ScoreSpan[];
}

/** A point score over a partial record. */
export interface ScoreSpan {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Items that nobody has recorded. */
  readonly open: readonly string[];
}

/** The tiers that are shown and acted on: neither unlikely nor not assessable. */
type LikelyTier = Exclude<Tier, 'unlikely' | 'not-assessable'>;

const WEIGHTS: Readonly<Record<Weight, number>> = { strong: 4, moderate: 2, weak: 1 };
const URGENCIES: readonly Urgency[] = ['routine', 'days', 'same-day', 'emergency'];

// How much a tier and an explanation count towards the place in the list. A cause that explains tonight outranks one a
// tier higher that may or may not; what is background stands below everything that may explain tonight. [P]
const TIER_STANDING: Readonly<Record<Tier, number>> = {
  established: 4,
  probable: 3,
  possible: 1.5,
  // Below even a background cause that is possible: nothing has been said of it.
  'not-assessable': -3,
  unlikely: -10,
};
const EXPLAINS_STANDING: Readonly<Record<Explains, number>> = {
  yes: 1.5,
  contributes: 0.5,
  unknown: 0,
  background: -3.5,
};

const TIERS: readonly Tier[] = ['not-assessable', 'unlikely', 'possible', 'probable', 'established'];

/** Rank of a tier, 0 not assessable to 4 established. */
export function tierRank(tier: Tier): number {
  return TIERS.indexOf(tier);
}

/** Rank of an urgency, 0 routine to 3 emergency. */
export function urgencyRank(urgency: Urgency): number {
  return URGENCIES.indexOf(urgency);
}

/** The more urgent of the two. */
export function worse(a: Urgency, b: Urgency): Urgency {
  return urgencyRank(a) >= urgencyRank(b) ? a : b;
}

/** A tier that says the cause may be there. */
export function isLikely(tier: Tier): tier is LikelyTier {
  return tier !== 'unlikely' && tier !== 'not-assessable';
}

/** Two weak findings, or one that is more: an age or a side alone makes nobody think of a disease. [P] */
const SUSPECTED = 2;

/** Somebody would think of it, whatever speaks against it. */
export function isSuspected(one: Candidate): boolean {
  return one.for.reduce((sum, line) => sum + WEIGHTS[line.weight], 0) >= SUSPECTED;
}

/** Too little is recorded to judge a cause that somebody would think of. */
export const isOpen = (one: Candidate): boolean => one.tier === 'not-assessable' && isSuspected(one);

const holds = (reading: Reading, node: NodeId): boolean => reading.code(node) === MET;

/** The tier of a cause. Missing data never make it unlikely: that needs a recorded opposing fact. */
export function tierOf(prepared: PreparedCause, reading: Reading): Tier {
  return prepared.tiers.find(([, node]) => holds(reading, node))?.[0] ?? 'not-assessable';
}

function explainsOf(prepared: PreparedCause, tier: Tier, reading: Reading): Explains {
  if (!isLikely(tier)) return 'unknown';
  return prepared.explains.find(([, node]) => holds(reading, node))?.[0] ?? 'unknown';
}

function urgencyOf(steps: PreparedCause['urgency']['possible'], reading: Reading): Urgency {
  return steps.find(({ node }) => node === undefined || holds(reading, node))?.urgency ?? 'routine';
}

/** Where a cause stands in the list before the weight of its evidence is looked at. */
export function standing(tier: Tier, explains: Explains): number {
  return TIER_STANDING[tier] + EXPLAINS_STANDING[explains];
}

/** Assesses one cause. */
export function assess(prepared: PreparedCause, evaluation: Evaluation): Candidate {
  const { cause } = prepared;
  const tier = tierOf(prepared, evaluation);
  const explains = explainsOf(prepared, tier, evaluation);
  const variant = isLikely(tier)
    ? prepared.variants.find(([, node]) => holds(evaluation, node))?.[0]
    : undefined;
  return {
    cause,
    prepared,
    ...(variant === undefined ? {} : { variant }),
    tier,
    explains,
    urgency:
      isLikely(tier) && explains !== 'background' ? urgencyOf(prepared.urgency[tier], evaluation) : 'routine',
    ...readLines(prepared, evaluation),
    scores: isLikely(tier) ? scoresOf(cause, evaluation) : [],
  };
}

/** What the candidate is called: its variant's name where one is met, never the parent's (DECISIONS). */
export function nameOf({ cause, variant }: Candidate): string {
  return variant?.name ?? cause.name;
}

function scoresOf(cause: Cause, evaluation: Evaluation): readonly ScoreSpan[] {
  const spans: ScoreSpan[] = [];
  for (const { score, unless } of cause.scores ?? []) {
    if (unless !== undefined && evaluation.is(unless, cause.criteria) === 'met') continue;
    const { min, max, open } = scoreRange(score, (item) => evaluation.answer(item));
    spans.push({ name: score.name, min, max, open: open.map((item) => item.label) });
  }
  return spans;
}

function readLines(
  { criteria }: PreparedCause,
  evaluation: Evaluation,
): Pick<Candidate, 'for' | 'against' | 'missing' | 'weight'> {
  const speaking: Record<'for' | 'against', Line[]> = { for: [], against: [] };
  const missing: MissingLine[] = [];
  let weight = 0;
  for (const one of criteria) {
    const { criterion } = one;
    const code = evaluation.code(one.node);
    if (code === MET) {
      speaking[criterion.direction].push(lineOf(one, evaluation.answerOf(one.node)));
      weight += criterion.direction === 'for' ? WEIGHTS[criterion.weight] : -WEIGHTS[criterion.weight];
      continue;
    }
    const why = whyOf(code);
    if (why === undefined || !worthNaming(one, why)) continue;
    missing.push({
      criterion: one.name,
      direction: criterion.direction,
      text: one.text,
      why,
      weight: criterion.weight,
      evidence: why === 'not-recorded' ? [] : evaluation.answerOf(one.node).evidence,
    });
  }
  speaking.for.sort(heavier);
  speaking.against.sort(heavier);
  missing.sort(heavier);
  return { ...speaking, missing, weight };
}

// What nobody has looked for is named when it would speak for the cause, or strongly against it; what is old, failed or
// unusable is always named.
function worthNaming({ criterion, obtainable }: PreparedCriterion, why: Why): boolean {
  if (why !== 'not-recorded') return true;
  return obtainable && (criterion.direction === 'for' || criterion.weight === 'strong');
}

const heavier = (a: { readonly weight: Weight }, b: { readonly weight: Weight }): number =>
  WEIGHTS[b.weight] - WEIGHTS[a.weight];

function lineOf({ name, criterion, text }: PreparedCriterion, answer: Answer): Line {
  return {
    criterion: name,
    text,
    cites: criterion.cites,
    weight: criterion.weight,
    evidence: answer.evidence,
    ...(criterion.ratio === undefined ? {} : { ratio: criterion.ratio }),
    ...(answer.is === 'met' && answer.confirm !== undefined ? { confirm: answer.confirm } : {}),
  };
}

/** Ranks: standing, then weight of evidence, then urgency; equal ones keep the order of the catalogue. */
export function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      standing(b.tier, b.explains) - standing(a.tier, a.explains) ||
      b.weight - a.weight ||
      urgencyRank(b.urgency) - urgencyRank(a.urgency),
  );
}
