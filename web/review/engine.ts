/** The engine in the page: the same functions that answer a call run the patients of a rule. Loaded when first needed. */
import { unpack, type CarriedKnowledge } from '#knowledge/carried';
import { differences } from '#review/check';
import { outcomeOf } from '#review/outcome';
import { VignetteRunner } from '#review/run';
import type { Vignette } from '#review/vignette-shape';
import type { Rule } from '#rules';

/** The clock the patients are written for: ages in them count back from here, so any instant would do. */
export const AS_OF = '2026-03-12T22:40:00Z';

const runners = new WeakMap<CarriedKnowledge, VignetteRunner>();

export interface VignetteResult {
  /** What is not as expected; empty when all is. */
  readonly differences: readonly string[];
  /** What comes out, in lines. */
  readonly outcome: readonly string[];
  readonly cards: readonly string[];
}

export function runVignette(carried: CarriedKnowledge, rule: Rule, vignette: Vignette): VignetteResult {
  const runner = runners.get(carried) ?? new VignetteRunner(unpack(carried), AS_OF);
  runners.set(carried, runner);
  try {
    const run = runner.run(vignette);
    return {
      differences: differences(vignette, run, rule.kind === 'cause' ? rule.id : undefined),
      outcome: outcomeOf(run),
      cards: run.cards.map((card) => card.summary),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { differences: [`could not be run: ${why}`], outcome: [], cards: [] };
  }
}
