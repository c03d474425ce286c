/** Compares a vignette's run with what it expects and says each difference in a sentence. */
import type { Card } from '#cards/card';
import { isLikely, type Candidate } from '#reason/candidates';
import type { VignetteRun } from './run.ts';
import type { Expectation, Vignette } from './vignette-shape.ts';

/** The kind of a card, told by what it is about. */
export function kindOf(card: Card): string {
  if (card.summary.startsWith('Leg complaint in a patient under 18')) return 'child';
  if (card.source.topic.system.endsWith('/red-flag')) return 'lane';
  if (card.source.topic.system.endsWith('/order-check')) return 'order';
  if (card.summary.startsWith('Medicine to review')) return 'safety';
  return / would settle most of this$/.test(card.summary) ? 'intake' : 'differential';
}

/**
 * Differences between expectation and run; empty when all holds.
 * @param subject the cause the vignette belongs to; undefined for red flags
 */
export function differences(
  vignette: Vignette,
  run: VignetteRun,
  subject: string | undefined,
): readonly string[] {
  const found: string[] = [];
  const expect = vignette.expect;
  const say = (what: string, wanted: unknown, got: unknown): void => {
    if (wanted !== undefined && wanted !== got)
      found.push(`${what}: expected ${String(wanted)}, got ${String(got)}`);
  };
  const { reasoning, cards } = run;
  warnings(expect, run, found);
  if (expect.silent === true) {
    if (cards.length > 0)
      found.push(`expected silence, got: ${cards.map((card) => card.summary).join(' | ')}`);
    return found;
  }
  const own =
    subject === undefined ? undefined : reasoning.candidates.find((one) => one.cause.id === subject);
  say('tier', expect.tier, own?.tier);
  say('explains', expect.explains, own?.explains);
  say('variant', expect.variant, own?.variant?.id);
  say('rank', expect.rank, own === undefined ? undefined : reasoning.candidates.indexOf(own) + 1);
  const first = reasoning.candidates[0];
  say('first place', expect.first, first !== undefined && isLikely(first.tier) ? first.cause.id : 'nothing');
  say('urgency', expect.urgency, reasoning.urgency);
  if (own !== undefined) criteria(expect, own, found);
  for (const [cause, tier] of Object.entries(expect.tiers ?? {})) {
    say(`tier of ${cause}`, tier, reasoning.candidates.find((one) => one.cause.id === cause)?.tier);
  }
  flags(expect, run, found);
  output(expect, run, found);
  return found;
}

function criteria(expect: Expectation, own: Candidate, found: string[]): void {
  const met = new Set([...own.for, ...own.against].map((line) => line.criterion));
  const missing = new Map(own.missing.map((line) => [line.criterion, line.why]));
  for (const name of expect.met ?? [])
    if (!met.has(name)) found.push(`criterion ${name} is not met (${missing.get(name) ?? 'not met'})`);
  for (const name of expect.notMet ?? []) {
    if (met.has(name) || missing.has(name))
      found.push(`criterion ${name} should be not met, it is ${met.has(name) ? 'met' : 'unknown'}`);
  }
  for (const [name, why] of Object.entries(expect.unknown ?? {})) {
    if (missing.get(name) !== why)
      found.push(
        `criterion ${name} should be unknown (${why}), it is ${met.has(name) ? 'met' : (missing.get(name) ?? 'not met')}`,
      );
  }
}

function warnings(expect: Expectation, run: VignetteRun, found: string[]): void {
  const verdicts = run.orders?.verdicts ?? [];
  const met = verdicts.flatMap(({ check, warnings }) =>
    warnings.map((one) => `${check.id}/${one.warning.id}`),
  );
  const said = met.join(', ') || 'none';
  for (const id of expect.warnings ?? [])
    if (!met.includes(id)) found.push(`warning ${id} is missing (given: ${said})`);
  for (const id of met) {
    if (expect.onlyWarnings === true && expect.warnings?.includes(id) !== true)
      found.push(`warning ${id} is not expected`);
    if (expect.noWarnings?.some((one) => id === one || id.startsWith(`${one}/`)) === true)
      found.push(`warning ${id} should not be given`);
  }
  const actions = run.cards
    .flatMap((card) => card.suggestions ?? [])
    .flatMap(({ actions }): readonly string[] => actions.map((one) => one.type));
  for (const kind of expect.draftActions ?? [])
    if (!actions.includes(kind)) found.push(`no suggestion does ${kind} (${actions.join(', ')})`);
}

function flags(expect: Expectation, run: VignetteRun, found: string[]): void {
  const raised = run.reasoning.flags.filter((one) => one.state === 'raised');
  const names = new Set(raised.flatMap((one) => [one.flag.id, `${one.flag.id}:${one.urgency}`]));
  const said = raised.map((one) => `${one.flag.id}:${one.urgency}`).join(', ') || 'none';
  for (const flag of expect.flags ?? [])
    if (!names.has(flag)) found.push(`flag ${flag} is not raised (raised: ${said})`);
  for (const flag of expect.noFlags ?? []) {
    const hit =
      flag === 'all'
        ? raised
            .filter((one) => one.flag.lane)
            .map((one) => one.flag.id)
            .join(', ')
        : names.has(flag)
          ? flag
          : '';
    if (hit !== '') found.push(`flag ${hit} should not be raised`);
  }
  const open = new Set(run.reasoning.flags.filter((one) => one.state === 'open').map((one) => one.flag.id));
  for (const flag of expect.open ?? []) if (!open.has(flag)) found.push(`flag ${flag} should be open`);
}

function output(expect: Expectation, run: VignetteRun, found: string[]): void {
  const { reasoning, cards } = run;
  const kinds = cards.map(kindOf).join(', ');
  if (expect.cards !== undefined && kinds !== expect.cards.join(', '))
    found.push(`cards: expected ${expect.cards.join(', ')}, got ${kinds}`);
  const offered = new Set([
    ...reasoning.offered.map((one) => one.order.id),
    ...(run.orders?.verdicts ?? []).flatMap((one) => one.offered.map((offer) => offer.order.id)),
    ...reasoning.conflicts.flatMap((one) =>
      one.conflict.order === undefined || one.held !== undefined ? [] : [one.conflict.order.id],
    ),
  ]);
  for (const id of expect.suggests ?? [])
    if (!offered.has(id)) found.push(`${id} is not suggested (${[...offered].join(', ')})`);
  for (const id of expect.notSuggests ?? []) if (offered.has(id)) found.push(`${id} must not be suggested`);
  const held = new Set(
    [
      ...reasoning.inHand,
      ...reasoning.conflicts.flatMap((one) => one.held ?? []),
      ...(run.orders?.verdicts ?? []).flatMap((one) => one.inHand),
    ].map((one) => one.order.id),
  );
  for (const id of expect.inHand ?? []) if (!held.has(id)) found.push(`${id} is not known to be in hand`);
  for (const [id, state] of Object.entries(expect.relief ?? {})) {
    const verdict = reasoning.reliefs.find((one) => one.relief.id === id);
    const by = verdict?.gate === undefined ? '' : ` (${verdict.gate.id})`;
    const got = verdict?.state ?? 'absent';
    if (got !== state) found.push(`relief ${id}: expected ${state}, got ${got}${by}`);
  }
  const conflicts = new Set(reasoning.conflicts.map((one) => one.conflict.id));
  for (const id of expect.conflicts ?? []) if (!conflicts.has(id)) found.push(`conflict ${id} is missing`);
  const words = cards
    .map((card) => `${card.summary}\n${card.detail ?? ''}`)
    .join('\n')
    .replaceAll('\\', '');
  for (const text of expect.says ?? []) if (!words.includes(text)) found.push(`no card says "${text}"`);
  for (const text of expect.saysNot ?? []) if (words.includes(text)) found.push(`a card says "${text}"`);
  if (expect.nextBest !== undefined && reasoning.nextBest?.id !== expect.nextBest) {
    found.push(`next best: expected ${expect.nextBest}, got ${reasoning.nextBest?.id ?? 'nothing'}`);
  }
  if (expect.indicator !== undefined && cards[0]?.indicator !== expect.indicator) {
    found.push(`first card: expected ${expect.indicator}, got ${cards[0]?.indicator ?? 'no card'}`);
  }
}
