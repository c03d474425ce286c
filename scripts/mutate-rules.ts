/** `npm run mutate:rules`: makes one mistake at a time in the rules and lists those that no vignette notices. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { Chart } from '#chart';
import { loadKnowledge, rulesOf } from '#knowledge/load';
import { prepare } from '#reason/prepared';
import { outcomeOf } from '#review/outcome';
import { Evaluation, MET, namesOf, type Expr } from '#rules';
import { differences } from '#review/check';
import { VignetteRunner } from '#review/run';
import type { Vignette } from '#review/vignette';
import { AS_OF, bank } from './outcomes.ts';
import { codeMutants, mutantsOf, swapped, usesCode, withoutCode, type Mutant } from './mutants.ts';

const HELP = `Makes one mistake at a time in the rules (thresholds moved, operators flipped, criteria dropped, codes removed, weights
turned) and runs the bank of vignettes. A mutant is noticed by an assertion of a vignette, or else by the recorded
outcomes (tests/vignettes/outcomes.txt); one that changes no patient of the bank is listed by rule and sentence.

  npm run mutate:rules                    all rules
  npm run mutate:rules -- --rule ID       one rule (a cause, a flag folder, a relief measure, or "value sets"); may be given
                                          again, and "rf-*" means all that begin so
  npm run mutate:rules -- --jobs N        worker threads (default: one per core)
  npm run mutate:rules -- --help          this text
`;

/** How a mutant came to light. */
type Fate = 'assertion' | 'outcome' | 'alive';

interface Patient {
  readonly evaluation: Evaluation;
  readonly vignette: Vignette;
  readonly subject: string | undefined;
  readonly file: string;
  readonly chart: Chart;
  readonly before: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));

class Bench {
  private readonly knowledge = loadKnowledge(root);
  private readonly program = prepare(this.knowledge).program;
  private readonly patients: readonly Patient[];
  readonly mutants: readonly Mutant[];

  constructor(only: readonly string[]) {
    const runner = new VignetteRunner(this.knowledge, AS_OF);
    const files = bank(root, this.knowledge);
    this.patients = files.flatMap(({ name, subject, vignettes }) =>
      vignettes.map((vignette) => {
        const run = runner.run(vignette);
        return {
          evaluation: new Evaluation(run.chart, this.knowledge.units, this.program),
          vignette,
          subject,
          file: name,
          chart: run.chart,
          before: outcomeOf(run).join('\n'),
        };
      }),
    );
    const all = [
      ...mutantsOf(rulesOf(this.knowledge), this.knowledge.wording),
      ...codeMutants(files.flatMap((file) => file.vignettes)),
    ];
    this.mutants =
      only.length === 0 ? all : all.filter((one) => only.some((wanted) => isMeant(wanted, one.rule)));
  }

  /** Own patients first: they notice most, and an assertion ends the search. */
  fate(mutant: Mutant): Fate {
    const touched = this.patients.filter(this.touchedBy(mutant));
    if (touched.length === 0) return 'alive';
    const own = touched.filter((one) => one.file === mutant.rule);
    const others = touched.filter((one) => one.file !== mutant.rule);
    const runner = new VignetteRunner(
      mutant.swap === undefined ? this.knowledge : swapped(this.knowledge, mutant.swap),
      AS_OF,
    );
    let moved = false;
    for (const { vignette, subject, chart, before } of [...own, ...others]) {
      const { code } = mutant;
      const run = code === undefined ? runner.again(chart) : runner.run(withoutCode(vignette, code));
      if (outcomeOf(run).join('\n') === before) continue;
      moved = true;
      if (differences(vignette, run, subject).length > 0) return 'assertion';
    }
    return moved ? 'outcome' : 'alive';
  }

  // Nothing can come of a change that answers as before for this patient, so only the others are reasoned over again.
  private touchedBy(mutant: Mutant): (patient: Patient) => boolean {
    const { code, swap } = mutant;
    if (code !== undefined) return ({ vignette }) => usesCode(vignette, code);
    if (swap === undefined) return () => true;
    const rule = rulesOf(this.knowledge).find((one) => one.id === mutant.rule);
    const names = rule === undefined ? undefined : namesOf(rule);
    const [from, to] = swap.map((one) => ('when' in one ? one.when : one) as Expr<string>);
    if (from === undefined || to === undefined) return () => true;
    const [before, after] = [this.program.node(from, names), this.program.node(to, names)];
    // A turned weight answers as before but counts the other way wherever it is met.
    if (before === after) return ({ evaluation }) => evaluation.code(before) === MET;
    const legs = [0, 1, 2] as const;
    return ({ evaluation }) =>
      legs.some((leg) => evaluation.code(before, leg) !== evaluation.code(after, leg));
  }
}

// A process of its own for each job: it takes numbers of mutants and sends back their fates.
if (process.send === undefined) await main();
else work(process.argv.slice(2));

function isMeant(wanted: string, rule: string): boolean {
  return wanted.endsWith('*') ? rule.startsWith(wanted.slice(0, -1)) : rule === wanted;
}

function work(only: readonly string[]): void {
  const bench = new Bench(only);
  process.on('message', (index: number) => {
    const mutant = bench.mutants[index];
    if (mutant !== undefined) process.send?.([index, bench.fate(mutant)]);
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rule: { type: 'string', multiple: true },
      jobs: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(HELP);
    return;
  }
  const only = values.rule ?? [];
  const { mutants } = new Bench(only);
  if (mutants.length === 0) {
    console.error(`No mutants: is there a rule named ${only.join(' or ')}?`);
    process.exitCode = 2;
    return;
  }
  const jobs = Math.max(1, Number(values.jobs ?? availableParallelism()) || 1);
  const fates = await spread(mutants.length, Math.min(jobs, mutants.length), only);
  report(mutants, fates);
}

function spread(count: number, jobs: number, only: readonly string[]): Promise<readonly Fate[]> {
  const fates: Fate[] = [];
  let next = 0;
  let done = 0;
  return new Promise((resolve, reject) => {
    const workers = Array.from({ length: jobs }, () => {
      const worker = fork(fileURLToPath(import.meta.url), [...only]);
      const give = (): void => {
        if (next < count) worker.send(next++);
      };
      worker.on('error', reject);
      worker.on('exit', (code) => {
        if (done < count) reject(new Error(`A worker ended with code ${code ?? 'none'}.`));
      });
      worker.on('message', (message) => {
        const [index, fate] = message as [number, Fate];
        fates[index] = fate;
        done += 1;
        if (done % 100 === 0) console.error(`${done} of ${count}`);
        if (done < count) give();
        else {
          resolve(fates);
          for (const one of workers) one.kill();
        }
      });
      give();
      return worker;
    });
  });
}

function report(mutants: readonly Mutant[], fates: readonly Fate[]): void {
  const by = (fate: Fate) => mutants.filter((_, i) => fates[i] === fate);
  const kinds = [...new Set(mutants.map((one) => one.kind))];
  console.log(
    `${'kind'.padEnd(20)}${'mutants'.padStart(9)}${'asserted'.padStart(10)}${'recorded'.padStart(10)}${'alive'.padStart(8)}`,
  );
  for (const kind of [...kinds, 'all']) {
    const count = (list: readonly Mutant[]): string =>
      String(list.filter((one) => kind === 'all' || one.kind === kind).length);
    console.log(
      `${kind.padEnd(20)}${count(mutants).padStart(9)}${count(by('assertion')).padStart(10)}${count(by('outcome')).padStart(10)}${count(by('alive')).padStart(8)}`,
    );
  }
  for (const [fate, title] of [
    ['outcome', 'Noticed by the recorded outcomes only, by no assertion'],
    ['alive', 'Alive: no patient of the bank changes'],
  ] as const) {
    console.log(`\n${title}:`);
    for (const { rule, kind, sentence } of by(fate)) console.log(`- ${rule}, ${kind}: ${sentence}`);
  }
}
