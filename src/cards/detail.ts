/** The Markdown of cards: critical text first, dates shown, missing and failed data named. No HTML. */
import type { Chart } from '#chart';
import type { Question } from '#rules';
import {
  isLikely,
  nameOf,
  type Candidate,
  type Line,
  type MissingLine,
  type ScoreSpan,
} from '#reason/candidates';
import type { InHand } from '#reason/in-hand';
import { flagQuestions, type RaisedFlag } from '#reason/red-flags';
import type { MetConflict, Reasoning } from '#reason/reason';
import type { ReliefVerdict } from '#reason/relief';
import { lowerFirst, quoted, sayEvidence, sayExplains, sayTier, sayUrgency, sayWhy } from './wording.ts';

const DRAFT = '*Draft knowledge, not clinically reviewed.*';
const SHOWN = 4;
const LINES = 5;
const QUESTIONS = 3;

/** The must-not-miss card: what was found, why it matters, what to ask, what is already in hand. */
export function laneDetail(raised: readonly RaisedFlag[], reasoning: Reasoning, chart: Chart): string {
  const parts: string[] = [];
  for (const one of raised.slice(0, SHOWN)) {
    const confirm = one.confirm === undefined ? '' : ` Reported on ${one.confirm}: confirm today.`;
    parts.push(
      `**${sayUrgency(one.urgency)}: ${one.flag.name}** (${one.flag.id})`,
      `${one.flag.say}${confirm}`,
      `Recorded: ${one.because.map((reason) => reason.text + sayEvidence(reason.evidence)).join('; ')}.`,
    );
  }
  if (raised.length > SHOWN) {
    parts.push(
      `Also raised: ${raised
        .slice(SHOWN)
        .map((one) => `${one.flag.name} (${one.flag.id})`)
        .join('; ')}.`,
    );
  }
  const questions = flagQuestions(raised, chart, QUESTIONS);
  if (questions.length > 0) parts.push(`**Check now**\n\n${bullets(questions.map((one) => one.text))}`);
  const laneOrders = new Set(raised.flatMap((one) => one.flag.suggest.map((offer) => offer.order.id)));
  parts.push(
    ...handled(reasoning.inHand.filter((one) => laneOrders.has(one.order.id))),
    ...gaps(chart),
    DRAFT,
  );
  return parts.join('\n\n');
}

/** The differential card. */
export function differentialDetail(reasoning: Reasoning, chart: Chart, asOf: string): string {
  const likely = reasoning.candidates.filter((one) => isLikely(one.tier));
  const parts: string[] = likely.slice(0, SHOWN).map((one, index) => candidateText(one, index + 1));
  if (likely.length > SHOWN) {
    parts.push(`Also possible: ${likely.slice(SHOWN).map(nameOf).join(', ')}.`);
  }
  if (likely.length === 0) parts.push('No cause reaches "possible" on what is recorded.');
  parts.push(...openFlags(reasoning.flags, chart), ...modifiers(reasoning.flags));
  if (reasoning.nextBest !== undefined) {
    const kind = reasoning.nextBest.kind === 'question' ? 'Next best question' : 'Next best test';
    parts.push(`**${kind}:** ${reasoning.nextBest.text}`);
  }
  parts.push(...elsewhere(reasoning.candidates));
  parts.push(...reliefText(reasoning.reliefs));
  const cautions = [...new Set(reasoning.cautions.map((one) => one.caution.text))];
  if (cautions.length > 0) parts.push(`**Cautions**\n\n${bullets(cautions)}`);
  parts.push(...handled(reasoning.inHand), ...gaps(chart), ...setAside(chart));
  parts.push(`Record read ${asOf.slice(0, 10)}. ${DRAFT}`);
  return parts.join('\n\n');
}

function candidateText(one: Candidate, place: number): string {
  const lines = [`**${place}. ${nameOf(one)}**: ${sayTier(one.tier)}; ${sayExplains(one.explains)}.`];
  if (one.for.length > 0) lines.push(`- For: ${sayLines(one.for)}`);
  if (one.against.length > 0) lines.push(`- Against: ${sayLines(one.against)}`);
  for (const span of one.scores) lines.push(`- ${sayScore(span)}`);
  const missing = one.missing.filter((line) => line.why === 'not-recorded');
  const old = one.missing.filter((line) => line.why === 'too-old');
  const failed = one.missing.filter((line) => line.why === 'fetch-failed' || line.why === 'unusable');
  if (missing.length > 0) lines.push(`- Not in the chart: ${sayMissing(missing)}`);
  if (old.length > 0)
    lines.push(
      `- Too old: ${old
        .slice(0, LINES)
        .map((line) => `${line.text}${sayEvidence(line.evidence)}`)
        .join('; ')}`,
    );
  if (failed.length > 0) {
    lines.push(
      `- ${failed
        .slice(0, LINES)
        .map((line) => `${line.text}: ${sayWhy(line.why)}${sayEvidence(line.evidence)}`)
        .join('; ')}`,
    );
  }
  return [lines[0], lines.slice(1).join('\n')]
    .filter((part) => part !== '' && part !== undefined)
    .join('\n\n');
}

// A span, never one number from a partial record.
function sayScore({ name, min, max, open }: ScoreSpan): string {
  if (min === max) return `${name}: ${min} ${Math.abs(min) === 1 ? 'point' : 'points'}.`;
  const shown = open.slice(0, LINES).join('; ');
  const more = open.length > LINES ? `; and ${open.length - LINES} more` : '';
  return `${name}: between ${min} and ${max} points; not known: ${shown}${more}`;
}

function sayLines(lines: readonly Line[]): string {
  const shown = lines.slice(0, LINES).map((line) => {
    const confirm = line.confirm === undefined ? '' : `, reported ${line.confirm}, confirm`;
    const ratio = line.ratio === undefined ? '' : ` [${line.ratio}]`;
    return `${line.text}${sayEvidence(line.evidence)}${confirm}${ratio}`;
  });
  const more = lines.length > LINES ? `; and ${lines.length - LINES} more` : '';
  return shown.join('; ') + more;
}

function sayMissing(lines: readonly MissingLine[]): string {
  const shown = lines.slice(0, LINES).map((line) => line.text);
  return shown.join('; ') + (lines.length > LINES ? `; and ${lines.length - LINES} more` : '');
}

function openFlags(flags: readonly RaisedFlag[], chart: Chart): readonly string[] {
  const open = flags.filter((one) => one.state === 'open');
  if (open.length === 0) return [];
  const questions = flagQuestions(open, chart, QUESTIONS);
  const named = open.slice(0, SHOWN).map((one) => `${one.flag.name} (${one.flag.id})`);
  const check = questions.length === 0 ? '' : `\n\n${bullets(questions.map((one) => one.text))}`;
  return [`**Cannot be excluded, not recorded:** ${named.join('; ')}.${check}`];
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
  const why = ({ relief, gate, evidence }: ReliefVerdict): string => {
    const instead = gate?.instead === undefined ? '' : ` Instead: ${gate.instead}`;
    return `${lowerFirst(relief.name)}: ${gate?.text ?? ''}${sayEvidence(evidence)}${instead}`;
  };
  const offered = of('offered');
  const lines = [
    ...(offered.length === 0
      ? []
      : [`May be advised: ${offered.map((one) => one.relief.name.toLowerCase()).join(', ')}.`]),
    ...of('blocked')
      .slice(0, LINES)
      .map((one) => `Not ${why(one)}`),
    ...of('held')
      .filter((one) => one.gate !== undefined)
      .slice(0, LINES)
      .map((one) => `First check, ${why(one)}`),
  ];
  return lines.length === 0 ? [] : [`**Relief at home**\n\n${bullets(lines)}`];
}

function elsewhere(candidates: readonly Candidate[]): readonly string[] {
  const away = candidates.filter((one) => one.tier === 'unlikely').map((one) => one.cause.name);
  const open = candidates.filter((one) => one.tier === 'not-assessable').map((one) => one.cause.name);
  return [
    ...(away.length === 0 ? [] : [`Recorded findings point away from: ${away.join(', ')}.`]),
    ...(open.length === 0 ? [] : [`Not assessable on what is recorded: ${open.join(', ')}.`]),
  ];
}

const HOW: Readonly<Record<InHand['how'], string>> = {
  requested: 'already requested',
  booked: 'already booked',
  advised: 'already advised',
  resulted: 'result on file',
};

function handled(inHand: readonly InHand[]): readonly string[] {
  if (inHand.length === 0) return [];
  const said = inHand.map((one) => {
    const day = one.date === undefined ? '' : ` ${one.date}`;
    const draft = one.status === 'draft' ? ', still a draft' : '';
    return `${one.order.text}: ${HOW[one.how]}${day}${draft}`;
  });
  return [`In hand: ${said.join('; ')}.`];
}

/** What could not be read, or not completely. Never "no history of". */
function gaps(chart: Chart): readonly string[] {
  const found = chart.gaps();
  if (found.length === 0) return [];
  const failed = found.filter((one) => one.outcome === 'failed').map((one) => `${one.key} (${one.reason})`);
  const partial = found.filter((one) => one.outcome === 'partial').map((one) => `${one.key} (${one.reason})`);
  return [
    ...(failed.length === 0 ? [] : [`Could not be read, so unknown, not absent: ${failed.join(', ')}.`]),
    ...(partial.length === 0 ? [] : [`Incomplete: ${partial.join(', ')}.`]),
  ];
}

function setAside(chart: Chart): readonly string[] {
  const values = [...chart.setAside.values()].slice(0, LINES);
  if (values.length === 0) return [];
  return [
    `Set aside: ${values.map((one) => `${one.label} (${quoted(one.reference)}: ${one.reason})`).join('; ')}.`,
  ];
}

/** The safety card: each conflict with the drug that made it and its start, and the reviews already asked for. */
export function safetyDetail(conflicts: readonly MetConflict[], inHand: readonly InHand[]): string {
  const lines = conflicts.map(({ conflict, evidence }) => {
    const drugs = evidence.filter((one) => one.reference.startsWith('Medication'));
    return `${conflict.text}${sayEvidence(drugs.length > 0 ? drugs : evidence)}`;
  });
  return [
    bullets(lines),
    'Nothing is stopped or changed from here: a review task can be drafted.',
    ...handled(inHand),
    DRAFT,
  ].join('\n\n');
}

/** The intake card. */
export function intakeDetail(questions: readonly Question[]): string {
  return ['Nobody has recorded an answer to:', bullets(questions.map((one) => one.text)), DRAFT].join('\n\n');
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
