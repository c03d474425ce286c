/** The differential: tier, explains-tonight, urgency and the lines for, against and missing, ranked. */
import type { Answer, Evidence, Why } from '#clinical/answer';
import {
  scoreRange,
  type Cause,
  type Evaluation,
  type Explains,
  type Expr,
  type Part,
  type Tier,
  type Urgency,
  type UrgencyStep,
  type Weight,
} from '#rules';
import type { PreparedCriterion } from './prepared.ts';

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
  readonly text: string;
  readonly why: Why;
  readonly weight: Weight;
  readonly evidence: readonly Evidence[];
}

export interface Candidate {
  readonly cause: Cause;
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

function exprOf(part: Part<string>, cause: Cause): Expr<string> {
  if (typeof part !== 'string') return part;
  const criterion = cause.criteria[part];
  if (criterion === undefined) throw new Error(`${cause.id} has no criterion named ${part}`);
  return criterion.when;
}

/** What can say whether an expression holds: the evaluation, or a what-if beside it. */
type Reading = Pick<Evaluation, 'is'>;

function holds(reading: Reading, cause: Cause, part: Part<string> | undefined): boolean {
  return part !== undefined && reading.is(exprOf(part, cause), cause.criteria) === 'met';
}

/** The tier of a cause. Missing data never make it unlikely: that needs a recorded opposing fact. */
export function tierOf(cause: Cause, reading: Reading): Tier {
  if (holds(reading, cause, cause.tiers.established)) return 'established';
  if (holds(reading, cause, cause.tiers.probable)) return 'probable';
  if (holds(reading, cause, cause.tiers.possible)) return 'possible';
  return holds(reading, cause, cause.tiers.unlikely) ? 'unlikely' : 'not-assessable';
}

function explainsOf(cause: Cause, tier: Tier, evaluation: Evaluation): Explains {
  if (!isLikely(tier)) return 'unknown';
  if (holds(evaluation, cause, cause.explains.yes)) return 'yes';
  if (holds(evaluation, cause, cause.explains.contributes)) return 'contributes';
  return holds(evaluation, cause, cause.explains.background) ? 'background' : 'unknown';
}

function urgencyOf(steps: readonly UrgencyStep<string>[], cause: Cause, evaluation: Evaluation): Urgency {
  for (const step of steps) {
    if (step.when === undefined || evaluation.answer(step.when, cause.criteria).is === 'met')
      return step.urgency;
  }
  return 'routine';
}

/** Where a cause stands in the list before the weight of its evidence is looked at. */
export function standing(tier: Tier, explains: Explains): number {
  return TIER_STANDING[tier] + EXPLAINS_STANDING[explains];
}

/** Assesses one cause. */
export function assess(
  cause: Cause,
  prepared: readonly PreparedCriterion[],
  evaluation: Evaluation,
): Candidate {
  const tier = tierOf(cause, evaluation);
  const explains = explainsOf(cause, tier, evaluation);
  const lines = readLines(cause, prepared, evaluation);
  const variant = isLikely(tier) ? variantOf(cause, evaluation) : undefined;
  return {
    cause,
    ...(variant === undefined ? {} : { variant }),
    tier,
    explains,
    urgency:
      isLikely(tier) && explains !== 'background'
        ? urgencyOf(cause.urgency[tier], cause, evaluation)
        : 'routine',
    ...lines,
    scores: isLikely(tier) ? scoresOf(cause, evaluation) : [],
  };
}

function variantOf(cause: Cause, evaluation: Evaluation): Candidate['variant'] {
  const found = cause.variants?.find((one) => holds(evaluation, cause, one.when));
  return found === undefined ? undefined : { id: found.id, name: found.name };
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
  cause: Cause,
  prepared: readonly PreparedCriterion[],
  evaluation: Evaluation,
): Pick<Candidate, 'for' | 'against' | 'missing' | 'weight'> {
  const speaking: Record<'for' | 'against', Line[]> = { for: [], against: [] };
  const missing: MissingLine[] = [];
  let weight = 0;
  for (const one of prepared) {
    const { criterion } = one;
    const answer = evaluation.answer(criterion.when, cause.criteria);
    if (answer.is === 'met') {
      speaking[criterion.direction].push(lineOf(one, answer));
      weight += criterion.direction === 'for' ? WEIGHTS[criterion.weight] : -WEIGHTS[criterion.weight];
    } else if (answer.is === 'unknown' && worthNaming(one, answer.why)) {
      missing.push({
        criterion: one.name,
        text: one.text,
        why: answer.why,
        weight: criterion.weight,
        evidence: answer.evidence,
      });
    }
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
