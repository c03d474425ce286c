/** The patients of the bank before and after a change of the rules, one step at a time: who runs it may pause and stop. Pure. */
import type { Chart } from '#chart';
import type { Knowledge } from '#reason/knowledge';
import { VignetteRunner, type VignetteRun } from './run.ts';
import { shiftsBetween, SILENT, standingOf, type Shift, type Standing } from './standing.ts';
import type { Vignette } from './vignette-shape.ts';

export interface BankPatient {
  /** The rule whose patient it is. */
  readonly rule: string;
  /** The cause it is about, if it is about one. */
  readonly subject?: string;
  readonly vignette: Vignette;
}

/** A patient who comes out otherwise. */
export interface Affected {
  readonly patient: BankPatient;
  readonly shifts: readonly Shift[];
  /** Not as its vignette expects, before and after. */
  readonly unexpectedBefore: readonly string[];
  readonly unexpected: readonly string[];
}

interface Known {
  readonly patient: BankPatient;
  /** Kept, for building it costs as much as reasoning over it. Missing where the patient cannot be built. */
  readonly chart?: Chart;
  readonly standing: Standing;
}

/** All patients as the rules stand now. */
export class BankBefore {
  readonly known: Known[] = [];
  private readonly runner: VignetteRunner;

  constructor(
    knowledge: Knowledge,
    readonly patients: readonly BankPatient[],
    readonly asOf: string,
  ) {
    this.runner = new VignetteRunner(knowledge, asOf);
  }

  get complete(): boolean {
    return this.known.length === this.patients.length;
  }

  /** Runs the next patient. */
  step(): void {
    const patient = this.patients[this.known.length];
    if (patient === undefined) return;
    const { chart, standing } = tried(patient, () => this.runner.run(patient.vignette));
    this.known.push({ patient, standing, ...(chart === undefined ? {} : { chart }) });
  }
}

/**
 * The same patients once a rule is changed. Every one is reasoned over again, also those the changed number says nothing
 * about: the next best test looks at all rules together.
 */
export class BankAfter {
  readonly affected: Affected[] = [];
  /** How many were compared. */
  done = 0;
  private readonly queue: readonly Known[];
  private readonly runner: VignetteRunner;

  /** @param first the rules whose patients come first, for they tell most */
  constructor(before: BankBefore, changed: Knowledge, first: ReadonlySet<string>) {
    if (!before.complete) throw new Error('the bank has not been run to its end');
    this.runner = new VignetteRunner(changed, before.asOf);
    const isFirst = ({ patient }: Known): boolean => first.has(patient.rule);
    this.queue = [...before.known.filter(isFirst), ...before.known.filter((one) => !isFirst(one))];
  }

  get complete(): boolean {
    return this.done === this.queue.length;
  }

  /** Compares the next patient. */
  step(): void {
    const one = this.queue[this.done];
    if (one === undefined) return;
    this.done += 1;
    const { patient, chart, standing: before } = one;
    if (chart === undefined) return;
    const { standing } = tried(patient, () => this.runner.again(chart));
    const shifts = shiftsBetween(before, standing);
    if (shifts.length === 0 && before.unexpected.join() === standing.unexpected.join()) return;
    this.affected.push({
      patient,
      shifts,
      unexpectedBefore: before.unexpected,
      unexpected: standing.unexpected,
    });
  }
}

// One patient who cannot be run must not hide the others.
function tried(
  { vignette, subject }: BankPatient,
  make: () => VignetteRun,
): { readonly chart?: Chart; readonly standing: Standing } {
  try {
    const run = make();
    return { chart: run.chart, standing: standingOf(run, vignette, subject) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { standing: { ...SILENT, unexpected: [`could not be run: ${why}`] } };
  }
}
