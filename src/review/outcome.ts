/** What a run says, in a few comparable lines: the bank of patients is kept as text, so that a change of a rule shows whom it moves. */
import { isLikely, type Candidate } from '#reason/candidates';
import type { CheckVerdict } from '#reason/order-checks';
import { kindOf } from './check.ts';
import type { VignetteRun } from './run.ts';

/** The outcome of one patient: cards, urgency, flags, likely causes with their criteria, what is offered and warned of. */
export function outcomeOf(run: VignetteRun): readonly string[] {
  const { reasoning, cards } = run;
  if (cards.length === 0) return ['silent'];
  if (run.orders !== undefined) return run.orders.verdicts.map(verdictLine);
  const said = (name: string, parts: readonly string[]): readonly string[] =>
    parts.length === 0 ? [] : [`${name} ${parts.join(', ')}`];
  return [
    `${reasoning.urgency}; ${cards.map((card) => `${kindOf(card)} ${card.indicator}`).join(', ')}`,
    ...said(
      'flags',
      reasoning.flags.map((one) => `${one.flag.id} ${one.state} ${one.urgency}`),
    ),
    ...reasoning.candidates.filter((one) => isLikely(one.tier)).map(candidateLine),
    ...said(
      'unlikely',
      reasoning.candidates.filter((one) => one.tier === 'unlikely').map((one) => one.cause.id),
    ),
    ...said(
      'offers',
      reasoning.offered.map((one) => `${one.order.id} ${one.urgency}`),
    ),
    ...said(
      'in hand',
      reasoning.inHand.map((one) => one.order.id),
    ),
    ...said(
      'relief',
      reasoning.reliefs.map(
        ({ relief, state, gate }) => `${relief.id} ${state}${gate === undefined ? '' : ` by ${gate.id}`}`,
      ),
    ),
    ...said(
      'conflicts',
      reasoning.conflicts.map((one) => one.conflict.id),
    ),
    ...reasoning.cautions.map((one) => `caution ${one.caution.text.slice(0, 60)}`),
    ...said('next', reasoning.nextBest === undefined ? [] : [reasoning.nextBest.id]),
  ];
}

function verdictLine({ check, urgency, warnings, offered, inHand }: CheckVerdict): string {
  return [
    `${check.id} ${urgency}:`,
    warnings.map((one) => `${one.warning.id}${one.unknown ? '?' : ''}`).join(', '),
    ...offered.map((offer) => `+${offer.order.id}`),
    ...inHand.map((one) => `(${one.order.id})`),
  ].join(' ');
}

function candidateLine(one: Candidate): string {
  const names = (mark: string, lines: Candidate['for']): readonly string[] =>
    lines.map((line) => `${mark}${line.criterion}`);
  const scores = one.scores.map(({ name, min, max }) => `${name} ${min}..${max}`);
  const id = one.variant === undefined ? one.cause.id : `${one.cause.id} (${one.variant.id})`;
  return [
    `${id} ${one.tier} ${one.explains} ${one.urgency}`,
    ...names('+', one.for),
    ...names('-', one.against),
    ...scores,
  ].join(' ');
}
