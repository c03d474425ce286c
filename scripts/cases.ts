/** Measures the service against cases with known truth: `npm run cases`. It prints and judges nothing: no number fails the build. */
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '#knowledge/load';
import { urgencyRank, type Candidate } from '#reason/candidates';
import { VignetteRunner, type VignetteRun } from '#review/run';
import type { Urgency } from '#rules';
import { CAUSES, readCases, type Case } from './case-file.ts';

const AS_OF = '2026-03-12T22:40:00Z';

interface Outcome {
  readonly one: Case;
  readonly run: VignetteRun;
  /** What stands in the list: established, probable or possible, in ranked order. */
  readonly listed: readonly Candidate[];
}

const inList = (one: Candidate): boolean =>
  one.tier === 'established' || one.tier === 'probable' || one.tier === 'possible';
const urgent = (urgency: Urgency): boolean => urgencyRank(urgency) >= urgencyRank('same-day');
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

const firstPlace = ({ listed }: Outcome): string => listed[0]?.cause.id ?? 'nothing';

function printSummary(outcomes: readonly Outcome[]): void {
  const controls = outcomes.filter(({ one }) => one.truth.silent === true);
  const complaints = outcomes.filter(({ one }) => one.truth.silent !== true);
  const named = complaints.filter(({ one }) => one.truth.cause !== 'none');
  const mustNotMiss = complaints.filter(({ one }) => urgent(one.truth.urgency));
  const benign = complaints.filter(({ one }) => one.truth.urgency === 'routine');
  const rows: readonly (readonly [string, string])[] = [
    ['cases', `${outcomes.length}`],
    ['first place right', share(named, (out) => within(out, 1))],
    ['  the true cause itself', share(named, (out) => within(out, 1, false))],
    ['first three', share(named, (out) => within(out, 3))],
    ['  the true cause itself', share(named, (out) => within(out, 3, false))],
    ['must-not-miss flagged', share(mustNotMiss, ({ run }) => urgent(run.reasoning.urgency))],
    ['benign wrongly flagged', share(benign, ({ run }) => urgent(run.reasoning.urgency))],
    ['  days or more', share(benign, ({ run }) => run.reasoning.urgency !== 'routine')],
    ['urgency less safe', share(complaints, lessSafe)],
    ['urgency exact', share(complaints, ({ one, run }) => run.reasoning.urgency === one.truth.urgency)],
    ['silent controls', share(controls, silent)],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(40)}${value}`);
}

function lessSafe({ one, run }: Outcome): boolean {
  return urgencyRank(run.reasoning.urgency) < urgencyRank(one.truth.urgency);
}

// Rows are truths, each with what stood first instead; the diagonal is counted, not listed.
function printMatrix(outcomes: readonly Outcome[]): void {
  console.log(`\n${'truth'.padEnd(30)}right  instead`);
  for (const cause of CAUSES) {
    const row = outcomes.filter(({ one }) => one.truth.cause === cause && one.truth.silent !== true);
    const right = row.filter((outcome) => within(outcome, 1));
    const instead = new Map<string, number>();
    for (const outcome of row.filter((one) => !right.includes(one)))
      instead.set(firstPlace(outcome), (instead.get(firstPlace(outcome)) ?? 0) + 1);
    const said = [...instead].map(([id, n]) => `${id} ${n}`).join(', ');
    console.log(`${cause.padEnd(30)}${`${right.length}/${row.length}`.padEnd(7)}${said}`);
  }
}

/** What is wrong with an outcome, in words; empty when nothing is. */
function missesOf(outcome: Outcome): readonly string[] {
  const { one, run } = outcome;
  if (one.truth.silent === true) return silent(outcome) ? [] : ['not silent'];
  const wrong: string[] = [];
  if (one.truth.cause !== 'none' && !within(outcome, 3)) wrong.push('first three');
  else if (one.truth.cause !== 'none' && !within(outcome, 1)) wrong.push('first place');
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
const { values } = parseArgs({
  options: {
    file: { type: 'string', multiple: true },
    'no-intake': { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help === true) {
  console.log(
    'npm run cases                    all sets\nnpm run cases -- --file FILE     another set (may be given again)\nnpm run cases -- --no-intake     the same charts without the intake form',
  );
  process.exit(0);
}
const files =
  values.file ??
  ['cases.yaml', 'all-causes.yaml', 'second-author.yaml'].map((name) => join(root, 'tests', 'cases', name));
const form = join(root, 'cds-hooks', 'intake', 'questionnaire.json');
const runner = new VignetteRunner(loadKnowledge(root), AS_OF);
for (const file of files) {
  const outcomes = readCases(file, form).map((one): Outcome => {
    const { intake, ...chart } = one;
    const asked = intake === undefined || values['no-intake'] === true ? {} : { intake };
    const run = runner.run({ ...chart, ...asked, expect: {} });
    return { one, run, listed: run.reasoning.candidates.filter(inList) };
  });
  console.log(`\n# ${basename(file)}`);
  printSummary(outcomes);
  printMatrix(outcomes);
  printMisses(outcomes);
}
