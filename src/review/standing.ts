/** How a patient comes out, as lines by kind, and what differs between two such outcomes. Pure. */
import { isLikely, type Candidate } from '#reason/candidates';
import type { CheckVerdict } from '#reason/order-checks';
import { differences, kindOf } from './check.ts';
import type { VignetteRun } from './run.ts';
import type { Vignette } from './vignette-shape.ts';

/** What can shift, most telling first. */
export const KINDS = {
  rank: 'rank',
  tier: 'tier',
  card: 'card',
  urgency: 'urgency',
  flag: 'red flag',
  evidence: 'for and against',
  advice: 'offers and advice',
} as const;
export type Kind = keyof typeof KINDS;

/** Lines of each kind, and where it does not come out as its vignette expects. */
export type Standing = Readonly<Record<Kind | 'unexpected', readonly string[]>>;

/** Lines that went and lines that came. */
export interface Shift {
  readonly kind: Kind;
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

const NONE: readonly string[] = [];
export const SILENT: Standing = {
  rank: NONE,
  tier: NONE,
  card: NONE,
  urgency: NONE,
  flag: NONE,
  evidence: NONE,
  advice: NONE,
  unexpected: NONE,
};

/** @param subject the cause the vignette belongs to; undefined for all else */
export function standingOf(run: VignetteRun, vignette: Vignette, subject: string | undefined): Standing {
  const { reasoning, cards } = run;
  const unexpected = differences(vignette, run, subject);
  if (cards.length === 0) return { ...SILENT, unexpected };
  const card = cards.map((one) => `${kindOf(one)} card, ${one.indicator}: ${one.summary}`);
  if (run.orders !== undefined) return { ...SILENT, card, ...ofOrders(run.orders.verdicts), unexpected };
  const likely = reasoning.candidates.filter((one) => isLikely(one.tier));
  return {
    rank: likely.map((one, i) => `${i + 1}. ${one.cause.name}`),
    tier: reasoning.candidates
      .filter((one) => one.tier !== 'not-assessable')
      .map((one) => `${one.cause.name}: ${one.tier}`),
    card,
    urgency: [
      `all in all: ${reasoning.urgency}`,
      ...likely.map((one) => `${one.cause.name}: ${one.urgency}`),
    ],
    flag: reasoning.flags.map((one) => `${one.flag.id} ${one.flag.name}: ${one.state}, ${one.urgency}`),
    evidence: likely.flatMap(evidenceOf),
    advice: [
      ...reasoning.offered.map((one) => `offer ${one.order.id}, ${one.urgency}`),
      ...reasoning.inHand.map((one) => `in hand ${one.order.id}`),
      ...reasoning.reliefs.map(
        ({ relief, state, gate }) =>
          `relief ${relief.id}: ${state}${gate === undefined ? '' : ` by ${gate.id}`}`,
      ),
      ...reasoning.conflicts.map((one) => `safety ${one.conflict.id}`),
      ...reasoning.cautions.map((one) => `caution: ${one.caution.text}`),
      ...(reasoning.nextBest === undefined ? [] : [`next best: ${reasoning.nextBest.id}`]),
    ],
    unexpected,
  };
}

function ofOrders(verdicts: readonly CheckVerdict[]): Pick<Standing, 'urgency' | 'advice'> {
  return {
    urgency: verdicts.map((one) => `${one.check.name}: ${one.urgency}`),
    advice: verdicts.flatMap(({ check, warnings, offered, inHand }) => [
      ...warnings.map(
        (one) => `warning ${check.id}/${one.warning.id}${one.unknown ? ', for want of data' : ''}`,
      ),
      ...offered.map((one) => `offer ${one.order.id}`),
      ...inHand.map((one) => `in hand ${one.order.id}`),
    ]),
  };
}

function evidenceOf(one: Candidate): readonly string[] {
  const { name } = one.cause;
  return [
    `${name}: explains ${one.explains}${one.variant === undefined ? '' : `, as ${one.variant.name}`}`,
    ...one.for.map((line) => `${name}: for, ${line.criterion}`),
    ...one.against.map((line) => `${name}: against, ${line.criterion}`),
    ...one.scores.map((score) => `${name}: ${score.name} ${score.min} to ${score.max}`),
  ];
}

/** What differs, by kind; empty where nothing does. */
export function shiftsBetween(before: Standing, after: Standing): readonly Shift[] {
  return (Object.keys(KINDS) as readonly Kind[]).flatMap((kind) => {
    const gone = without(before[kind], after[kind]);
    const come = without(after[kind], before[kind]);
    return gone.length + come.length === 0 ? [] : [{ kind, gone, come }];
  });
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  if (lines.length === others.length && lines.every((line, i) => line === others[i])) return NONE;
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}
