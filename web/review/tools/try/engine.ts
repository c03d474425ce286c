/** The engine of the tool: one for a loaded knowledge, so that what depends on rules alone is prepared once. */
import { CodeBook } from '#review/code-book';
import { intakeItems, type IntakeItem } from '#review/intake-items';
import { limitedMeasures, type LimitedMeasure } from '#review/measure-limits';
import { runRecord, type PatientRecord } from '#review/patient-record';
import { VignetteRunner, type VignetteRun } from '#review/run';
import type { CarriedKnowledge } from '#knowledge/carried';
import type { Chart } from '#chart';
import type { Knowledge } from '#reason/knowledge';
import type { Prepared } from '#reason/prepared';
import { Evaluation } from '#rules';
import { AS_OF } from '../../engine.ts';
import type { Trying } from './state.ts';

export type Evaluated =
  | { readonly ok: true; readonly run: VignetteRun; readonly ms: number }
  | { readonly ok: false; readonly why: string };

export class TryEngine {
  readonly book: CodeBook;
  readonly items: readonly IntakeItem[];
  readonly measures: readonly LimitedMeasure[];
  private readonly runner: VignetteRunner;
  /** What was being tried when the reader went elsewhere. */
  readonly kept: { trying?: Trying; cause?: string } = {};
  private readonly evaluated = new WeakMap<PatientRecord, Evaluated>();
  private readonly evaluations = new WeakMap<Chart, Evaluation>();

  constructor(
    readonly knowledge: Knowledge,
    carried: CarriedKnowledge,
  ) {
    this.book = new CodeBook(carried.codes);
    this.items = intakeItems(carried.questionnaire);
    this.measures = limitedMeasures(knowledge);
    this.runner = new VignetteRunner(knowledge, AS_OF);
  }

  get prepared(): Prepared {
    return this.runner.reasoner.prepared;
  }

  /** From resources to cards, with the time it took; a record that was run before is not run again. */
  evaluate(record: PatientRecord): Evaluated {
    const known = this.evaluated.get(record) ?? this.run(record);
    this.evaluated.set(record, known);
    return known;
  }

  private run(record: PatientRecord): Evaluated {
    const since = performance.now();
    try {
      const run = runRecord(this.runner, record);
      return { ok: true, run, ms: performance.now() - since };
    } catch (error) {
      return { ok: false, why: error instanceof Error ? error.message : String(error) };
    }
  }

  /** For the criteria of a cause: what the run itself worked out for the causes it shows, and the rest. */
  evaluationOf({ chart }: VignetteRun): Evaluation {
    const known =
      this.evaluations.get(chart) ?? new Evaluation(chart, this.knowledge.units, this.prepared.program);
    this.evaluations.set(chart, known);
    return known;
  }
}

const engines = new WeakMap<CarriedKnowledge, TryEngine>();

export function engineFor(knowledge: Knowledge, carried: CarriedKnowledge): TryEngine {
  const engine = engines.get(carried) ?? new TryEngine(knowledge, carried);
  engines.set(carried, engine);
  return engine;
}
