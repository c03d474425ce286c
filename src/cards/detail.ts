/** The Markdown of cards: critical text first, dates shown, missing and failed data named. No HTML. */
import type { Chart } from '#chart';
import type { Question } from '#rules';
import {
  isLikely,
  isSuspected,
  nameOf,
  type Candidate,
  type Line,
  type MissingLine,
  type ScoreSpan,
} from '#reason/candidates';
import type { InHand } from '#reason/in-hand';
import type { RaisedFlag } from '#reason/red-flags';
import type { MetConflict, Reasoning } from '#reason/reason';
import type { ReliefVerdict } from '#reason/relief';
import { nextStep, openFlagsOf, questionsOf } from './questions.ts';
import { bullets, DRAFT, gaps, handled, setAside } from './record-text.ts';
import { lowerFirst, sayEvidence, sayExplains, sayTier, sayUrgency, sayWhy, short } from './wording.ts';

const SHOWN = 4;
const LINES = 5;
/** Lines of what stands further down. */
const FEWER = 3;
const CAUTIONS = 6;
/** Open items of a score that are still listed one by one. */
const BOXES = 10;

/** The must-not-miss card: what was found, why it matters, what to ask, what is already in hand. */
export function laneDetail(raised: readonly RaisedFlag[], reasoning: Reasoning, chart: Chart): string {
  const parts: string[] = [];
  const said = new Set<string>();
  for (const one of raised.slice(0, SHOWN)) {
    const confirm = one.confirm === undefined ? '' : ` Reported on ${one.confirm}: confirm today.`;
    const recorded = `Recorded: ${one.because.map((reason) => reason.text + sayEvidence(reason.evidence)).join('; ')}.`;
    parts.push(
      `**${sayUrgency(one.urgency)}: ${one.flag.name}** (${one.flag.id})`,
      `${one.flag.say}${confirm}`,
      said.has(recorded) ? 'Recorded: the same.' : recorded,
    );
    said.add(recorded);
  }
  if (raised.length > SHOWN) {
    parts.push(
      `Also raised: ${raised
        .slice(SHOWN)
        .map((one) => `${one.flag.name} (${one.flag.id})`)
        .join('; ')}.`,
    );
  }
  const questions = questionsOf(raised, chart);
  if (questions.length > 0) parts.push(`**Check now**\n\n${bullets(questions.map((one) => one.text))}`);
  const laneOrders = new Set(raised.flatMap((one) => one.flag.suggest.map((offer) => offer.order.id)));
  parts.push(
    ...handled(reasoning.inHand.filter((one) => laneOrders.has(one.order.id))),
    ...gaps(chart),
    DRAFT,
  );
  return parts.join('\n\n');
}

/** The differential card. What could be an emergency and was not looked for stands above the causes. */
export function differentialDetail(reasoning: Reasoning, chart: Chart, asOf: string): string {
  const likely = reasoning.candidates.filter((one) => isLikely(one.tier));
  const { pressing, others } = openFlagsOf(reasoning);
  const parts: string[] = [...openFlags(pressing, chart)];
  const explained = likely.some((one) => one.explains === 'yes');
  parts.push(...likely.slice(0, SHOWN).map((one, index) => candidateText(one, index + 1, explained)));
  if (likely.length > SHOWN) {
    parts.push(`Also possible: ${likely.slice(SHOWN).map(shortName).join(', ')}.`);
  }
  parts.push(
    ...openFlags(others, chart),
    ...(reasoning.urgency === 'emergency' ? [] : modifiers(reasoning.flags)),
    ...gaps(chart),
    ...nextText(reasoning, chart),
    ...elsewhere(reasoning),
    ...reliefText(reasoning.reliefs),
    ...cautionText(reasoning),
    ...handled(reasoning.inHand),
    ...setAside(chart),
    `Record read ${asOf.slice(0, 10)}. ${DRAFT}`,
  );
  return parts.join('\n\n');
}

// What is background to a cause that explains the complaint is said in brief: nobody looks for more of it tonight.
function candidateText(one: Candidate, place: number, explained: boolean): string {
  const brief = explained && one.explains === 'background';
  const most = place === 1 ? LINES : place === 2 ? FEWER : FEWER - 1;
  const lines = [`**${place}. ${nameOf(one)}**: ${sayTier(one.tier)}; ${sayExplains(one.explains)}.`];
  if (one.for.length > 0) lines.push(`- For: ${sayLines(one.for, most)}`);
  if (one.against.length > 0) lines.push(`- Against: ${sayLines(one.against, most)}`);
  for (const span of one.scores) lines.push(`- ${sayScore(span)}`);
  const unseen = one.missing.filter((line) => line.why === 'not-recorded');
  const asked = unseen.filter((line) => line.direction === 'for');
  const opposing = unseen.filter((line) => line.direction === 'against');
  if (asked.length > 0 && !brief) lines.push(`- Not in the chart: ${listed(asked.map(textOf), most)}`);
  if (opposing.length > 0 && place === 1)
    lines.push(`- Would speak against, not in the chart: ${listed(opposing.map(textOf), FEWER)}`);
  const old = one.missing.filter((line) => line.why === 'too-old');
  if (old.length > 0) {
    const said = old.map((line) => `${line.text}${sayEvidence(line.evidence)}`);
    lines.push(`- Too old: ${listed(said, most)}`);
  }
  lines.push(...unread(one.missing, most));
  return [lines[0], lines.slice(1).join('\n')]
    .filter((part) => part !== '' && part !== undefined)
    .join('\n\n');
}

const textOf = (line: MissingLine): string => line.text;

/** The first of a list, and how many more there are. */
function listed(texts: readonly string[], most: number, joint = '; '): string {
  const more = texts.length > most ? [`and ${texts.length - most} more`] : [];
  return [...texts.slice(0, most), ...more].join(joint);
}

// Criteria that fail for the same reason share one line: the same unusable value is not printed four times.
function unread(missing: readonly MissingLine[], most: number): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const line of missing) {
    if (line.why !== 'fetch-failed' && line.why !== 'unusable') continue;
    const evidence = line.why === 'unusable' ? sayEvidence(line.evidence) : '';
    const why = `${sayWhy(line.why)}${evidence}`;
    groups.set(why, [...(groups.get(why) ?? []), line.text]);
  }
  return [...groups].map(
    ([why, texts]) => `- ${why.charAt(0).toUpperCase()}${why.slice(1)}: ${listed(texts, most)}`,
  );
}

// A span, never one number from a partial record. A long form is counted, not listed box by box.
function sayScore({ name, min, max, open }: ScoreSpan): string {
  if (min === max) return `${name}: ${min} ${Math.abs(min) === 1 ? 'point' : 'points'}.`;
  const unknown = open.length > BOXES ? `${open.length} of its items` : listed(open, LINES);
  return `${name}: between ${min} and ${max} points; not known: ${unknown}`;
}

function sayLines(lines: readonly Line[], most: number): string {
  const said = lines.map((line) => {
    const confirm = line.confirm === undefined ? '' : `, reported ${line.confirm}, confirm`;
    const ratio = line.ratio === undefined ? '' : ` [${line.ratio}]`;
    return `${line.text}${sayEvidence(line.evidence)}${confirm}${ratio}`;
  });
  return listed(said, most);
}

function openFlags(open: readonly RaisedFlag[], chart: Chart): readonly string[] {
  if (open.length === 0) return [];
  const questions = questionsOf(open, chart);
  const named = open.map((one) => `${one.flag.name} (${one.flag.id})`);
  const check = questions.length === 0 ? '' : `\n\n${bullets(questions.map((one) => one.text))}`;
  return [`**Cannot be excluded, not recorded:** ${listed(named, LINES)}.${check}`];
}

function nextText(reasoning: Reasoning, chart: Chart): readonly string[] {
  const next = nextStep(reasoning, chart);
  if (next === undefined) return [];
  const kind = next.kind === 'question' ? 'Next best question' : 'Next best test';
  return [`**${kind}:** ${next.text}`];
}

function modifiers(flags: readonly RaisedFlag[]): readonly string[] {
  const quiet = flags.filter(
    (one) => one.state === 'raised' && (!one.flag.lane || one.urgency === 'routine'),
  );
  return quiet.length === 0
    ? []
    : [`Note: ${quiet.map((one) => `${one.flag.say} (${one.flag.id})`).join(' ')}`];
}

// What may be advised, what must not and what is better, and what waits for a check.
function reliefText(verdicts: readonly ReliefVerdict[]): readonly string[] {
  const of = (state: ReliefVerdict['state']) => verdicts.filter((one) => one.state === state);
  const offered = of('offered');
  const lines = [
    ...(offered.length === 0
      ? []
      : [`May be advised: ${offered.map((one) => lowerFirst(one.relief.name)).join(', ')}.`]),
    ...gated('Not', of('blocked')),
    ...gated(
      'First check,',
      of('held').filter((one) => one.gate !== undefined),
    ),
  ];
  return lines.length === 0 ? [] : [`**Relief at home**\n\n${bullets(lines)}`];
}

// Measures closed for the same reason share a line. What was found stands with the cause, not here again.
function gated(lead: string, verdicts: readonly ReliefVerdict[]): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { relief, gate } of verdicts) {
    const instead = gate?.instead === undefined ? '' : ` Instead: ${gate.instead}`;
    const reason = `${gate?.text ?? ''}${instead}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), lowerFirst(relief.name)]);
  }
  return [...reasons].map(([reason, names]) => `${lead} ${names.join(', ')}: ${reason}`).slice(0, LINES);
}

// Of the first causes first; what the medicine card says is not said again.
function cautionText({ cautions, conflicts }: Reasoning): readonly string[] {
  const said = new Set(conflicts.map((one) => one.conflict.text));
  const texts = [...new Set(cautions.map((one) => one.caution.text))].filter((text) => !said.has(text));
  return texts.length === 0 ? [] : [`**Cautions**\n\n${bullets(texts.slice(0, CAUTIONS))}`];
}

/** A cause by its short name, for lists: "Akathisia", not "Akathisia (drug-induced restlessness)". */
const shortName = (one: Candidate): string => short(nameOf(one));

// Only causes that someone would think of are named: with findings for them, with a red flag, or dangerous and pointed
// away from. The others are counted.
function elsewhere({ candidates, flags }: Reasoning): readonly string[] {
  const flagged = new Set(flags.map((one) => one.flag.condition));
  const said = (
    tier: Candidate['tier'],
    lead: string,
    worthNaming: (one: Candidate) => boolean,
  ): string[] => {
    const all = candidates.filter((one) => one.tier === tier);
    const thoughtOf = all.filter((one) => flagged.has(one.cause.id) || worthNaming(one));
    const named = (all.length === 1 ? all : thoughtOf.slice(0, LINES)).map(shortName);
    const rest = all.length - named.length;
    if (all.length === 0) return [];
    const counted = `${rest} ${named.length > 0 ? 'other ' : ''}${rest === 1 ? 'cause' : 'causes'}`;
    return [`${lead} ${[...named, ...(rest === 0 ? [] : [counted])].join(', ')}.`];
  };
  const lines = [
    ...said('unlikely', 'Recorded findings point away from:', (one) => isSuspected(one) || dangerous(one)),
    ...said('not-assessable', 'Too little recorded to judge:', isSuspected),
  ];
  return lines.length === 0 ? [] : [lines.join(' ')];
}

const dangerous = ({ cause }: Candidate): boolean =>
  cause.urgency.possible.some((step) => step.urgency === 'emergency');

/**
 * The safety card: each conflict with the drug that made it and its start, and the reviews already asked for.
 * @param said the sentence the summary has in full, if any: its line here has only the medicine
 */
export function safetyDetail(
  conflicts: readonly MetConflict[],
  inHand: readonly InHand[],
  said: string | undefined,
): string {
  const lines = conflicts.map(({ conflict, evidence }) => {
    const drugs = evidence.filter((one) => one.reference.startsWith('Medication'));
    const found = sayEvidence(drugs.length > 0 ? drugs : evidence);
    return conflict.text === said && found !== '' ? `On record:${bare(found)}.` : `${conflict.text}${found}`;
  });
  return [
    bullets(lines),
    'Nothing is stopped or changed from here: a review task can be drafted.',
    ...handled(inHand),
    DRAFT,
  ].join('\n\n');
}

const bare = (found: string): string => found.replace(/^ \((.*)\)$/, ' $1');

/** The intake card. */
export function intakeDetail(questions: readonly Question[]): string {
  return ['Nobody has recorded an answer to:', bullets(questions.map((one) => one.text)), DRAFT].join('\n\n');
}
