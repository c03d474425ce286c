/** Measures the service against cases with known truth: `npm run cases`. It prints and judges nothing: no number fails the build. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKnowledge } from '#knowledge/load';
import { urgencyRank, type Candidate } from '#reason/candidates';
import { VignetteRunner, type VignetteRun } from '#review/run';
import type { Urgency } from '#rules';
import { readCases, SEVEN, type Case, type Truth } from './case-file.ts';

const AS_OF = '2026-03-12T22:40:00Z';

interface Outcome {
  readonly one: Case;
  readonly run: VignetteRun;
  /** What stands in the list: established, probable or possible, in ranked order. */
  readonly listed: readonly Candidate[];
}

const LABELS: Readonly<Record<Truth['cause'], string>> = {
  'ischemic-rest-pain': 'rest',
  'peripheral-artery-disease': 'pad',
  'acute-limb-ischemia': 'acute',
  'deep-vein-thrombosis': 'dvt',
  'peripheral-neuropathy': 'neuro',
  'restless-legs-syndrome': 'rls',
  'nocturnal-leg-cramps': 'cramp',
  none: 'none',
};

const inList = (one: Candidate): boolean =>
  one.tier === 'established' || one.tier === 'probable' || one.tier === 'possible';
const urgent = (urgency: Urgency): boolean => urgencyRank(urgency) >= urgencyRank('same-day');
const isSeven = (id: string): boolean => SEVEN.some((cause) => cause === id);
const silent = ({ run }: Outcome): boolean => run.cards.length === 0;

/** Whether the true cause, or one also right, is among the first `places`. */
function within({ one, listed }: Outcome, places: number, lenient = true): boolean {
  const right = [one.truth.cause, ...(lenient ? (one.truth.acceptable ?? []) : [])];
  return listed.slice(0, places).some((candidate) => right.includes(candidate.cause.id));
}

function percent(some: number, all: number): string {
  return all === 0 ? '-' : `${((100 * some) / all).toFixed(1)} % (${some}/${all})`;
}

function share(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): string {
  return percent(outcomes.filter(holds).length, outcomes.length);
}

/** The columns of the matrix: the seven, any other cause, no cause. */
function firstPlace({ listed }: Outcome): string {
  const first = listed[0]?.cause.id;
  if (first === undefined) return 'nothing';
  const known = SEVEN.find((cause) => cause === first);
  return known === undefined ? 'other' : LABELS[known];
}

function printSummary(outcomes: readonly Outcome[]): void {
  const controls = outcomes.filter(({ one }) => one.truth.silent === true);
  const complaints = outcomes.filter(({ one }) => one.truth.silent !== true);
  const ofSeven = complaints.filter(({ one }) => one.truth.cause !== 'none');
  const ofOthers = complaints.filter(({ one }) => one.truth.cause === 'none');
  const mustNotMiss = complaints.filter(({ one }) => urgent(one.truth.urgency));
  const benign = complaints.filter(({ one }) => one.truth.urgency === 'routine');
  const rows: readonly (readonly [string, string])[] = [
    ['cases', `${outcomes.length}`],
    ['first place right', share(ofSeven, (out) => within(out, 1))],
    ['  the true cause itself', share(ofSeven, (out) => within(out, 1, false))],
    ['first three', share(ofSeven, (out) => within(out, 3))],
    ['  the true cause itself', share(ofSeven, (out) => within(out, 3, false))],
    ['must-not-miss flagged', share(mustNotMiss, ({ run }) => urgent(run.reasoning.urgency))],
    ['benign wrongly flagged', share(benign, ({ run }) => urgent(run.reasoning.urgency))],
    ['  days or more', share(benign, ({ run }) => run.reasoning.urgency !== 'routine')],
    ['urgency exact', share(complaints, ({ one, run }) => run.reasoning.urgency === one.truth.urgency)],
    ['less safe', share(complaints, lessSafe)],
    ['other cause, none of the seven first', share(ofOthers, otherRight)],
    ['silent controls', share(controls, silent)],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(40)}${value}`);
}

function lessSafe({ one, run }: Outcome): boolean {
  return urgencyRank(run.reasoning.urgency) < urgencyRank(one.truth.urgency);
}

function otherRight({ listed }: Outcome): boolean {
  const first = listed[0];
  return first === undefined || !isSeven(first.cause.id);
}

function printMatrix(outcomes: readonly Outcome[]): void {
  const complaints = outcomes.filter(({ one }) => one.truth.silent !== true);
  const columns = [...SEVEN.map((cause) => LABELS[cause]), 'other', 'nothing'];
  console.log(
    `\nfirst place (rows: truth)\n${''.padEnd(28)}${columns.map((name) => name.padStart(8)).join('')}`,
  );
  for (const cause of [...SEVEN, 'none'] as const) {
    const row = complaints.filter(({ one }) => one.truth.cause === cause).map(firstPlace);
    const cells = columns.map((name) => row.filter((first) => first === name).length);
    console.log(`${cause.padEnd(28)}${cells.map((n) => (n === 0 ? '.' : String(n)).padStart(8)).join('')}`);
  }
}

/** What is wrong with an outcome, in words; empty when nothing is. */
function missesOf(outcome: Outcome): readonly string[] {
  const { one, run } = outcome;
  if (one.truth.silent === true) return silent(outcome) ? [] : ['not silent'];
  const wrong: string[] = [];
  if (one.truth.cause === 'none' ? !otherRight(outcome) : !within(outcome, 1)) wrong.push('first place');
  if (lessSafe(outcome)) wrong.push('less safe');
  else if (run.reasoning.urgency !== one.truth.urgency) wrong.push('more urgent');
  return wrong;
}

function printMisses(outcomes: readonly Outcome[]): void {
  console.log('\nmisses');
  for (const outcome of outcomes) {
    const wrong = missesOf(outcome);
    if (wrong.length === 0) continue;
    const { one, run, listed } = outcome;
    const { truth } = one;
    const wanted = [truth.cause, ...(truth.acceptable ?? [])].join(' or ');
    const got = listed.map((c) => `${c.cause.id} ${c.tier}/${c.explains} ${c.weight}`).join(', ');
    const flags = run.reasoning.flags.map((raised) => `${raised.flag.id} ${raised.state} ${raised.urgency}`);
    console.log(
      `${one.id} [${wrong.join(', ')}] truth ${truth.silent === true ? 'silent' : `${wanted}, ${truth.urgency}`}` +
        ` | got ${got === '' ? 'nothing' : got} | urgency ${run.reasoning.urgency} | flags ${flags.join(', ') || 'none'}` +
        (truth.silent === true ? ` | door ${run.reasoning.door.by ?? 'shut'}` : ''),
    );
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));
const cases = readCases(
  join(root, 'tests', 'cases', 'cases.yaml'),
  join(root, 'cds-hooks', 'intake', 'questionnaire.json'),
);
const runner = new VignetteRunner(loadKnowledge(root), AS_OF);
const outcomes = cases.map((one): Outcome => {
  const { truth, ...chart } = one;
  const run = runner.run({ ...chart, expect: {} });
  return { one: { ...chart, truth }, run, listed: run.reasoning.candidates.filter(inList) };
});
printSummary(outcomes);
printMatrix(outcomes);
printMisses(outcomes);
