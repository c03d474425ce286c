/** Runs the bank before and after a change, a slice at a time, so that the page answers in between and can stop it. */
import { useEffect, useState } from 'react';
import type { Knowledge } from '#reason/knowledge';
import { BankAfter, BankBefore, type Affected } from '#review/bank-change';
import type { CarriedKnowledge } from '#knowledge/carried';
import { AS_OF } from '../../engine.ts';
import type { Bank } from '../../loading.ts';

/** A change to run. */
export interface Trial {
  readonly knowledge: Knowledge;
  readonly rules: ReadonlySet<string>;
}

export type Running =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running';
      readonly phase: 'before' | 'after';
      readonly done: number;
      readonly of: number;
      readonly affected: readonly Affected[];
    }
  | { readonly state: 'done'; readonly of: number; readonly affected: readonly Affected[] };

const SLICE_MS = 40;
/** The table is drawn anew at most so often while patients come in. */
const DRAW_MS = 700;
const NOBODY: readonly Affected[] = [];

// The patients as the rules stand are run once for a knowledge, however often the tool is opened.
const kept = new WeakMap<CarriedKnowledge, BankBefore>();

function beforeOf(carried: CarriedKnowledge, knowledge: Knowledge, bank: Bank): BankBefore {
  const known = kept.get(carried);
  if (known !== undefined) return known;
  const causes = new Set(knowledge.causes.map((one) => one.id));
  const patients = bank.flatMap(({ rule, vignettes }) =>
    vignettes.map((vignette) => ({ rule, vignette, ...(causes.has(rule) ? { subject: rule } : {}) })),
  );
  const made = new BankBefore(knowledge, patients, AS_OF);
  kept.set(carried, made);
  return made;
}

/** Begins with the patients as they are as soon as the tool is open, and goes on with those of `trial`. */
export function useRunning(
  carried: CarriedKnowledge,
  knowledge: Knowledge,
  bank: Bank,
  trial: Trial | undefined,
): Running {
  const [running, setRunning] = useState<Running>({ state: 'idle' });
  useEffect(() => {
    let stopped = false;
    const before = beforeOf(carried, knowledge, bank);
    const of = before.patients.length;
    const run = async (): Promise<void> => {
      if (trial === undefined) setRunning({ state: 'idle' });
      while (!stopped && !before.complete) {
        if (trial !== undefined)
          setRunning({ state: 'running', phase: 'before', done: before.known.length, of, affected: NOBODY });
        await slice(before);
      }
      if (stopped || trial === undefined) return;
      const after = new BankAfter(before, trial.knowledge, trial.rules);
      let affected = NOBODY;
      let drawn = 0;
      while (!stopped && !after.complete) {
        if (performance.now() - drawn > DRAW_MS) {
          affected = [...after.affected];
          drawn = performance.now();
        }
        setRunning({ state: 'running', phase: 'after', done: after.done, of, affected });
        await slice(after);
      }
      if (!stopped) setRunning({ state: 'done', of, affected: after.affected });
    };
    void run();
    return () => {
      stopped = true;
    };
  }, [carried, knowledge, bank, trial]);
  return running;
}

async function slice(job: BankBefore | BankAfter): Promise<void> {
  for (const since = performance.now(); !job.complete && performance.now() - since < SLICE_MS;) job.step();
  await new Promise((later) => setTimeout(later));
}
