/** What a question or a test can move: the answers worth imagining, and the causes and expressions that would follow. */
import { satisfies } from '#clinical/quantity';
import type { Assumed, Cause, Expr, Leaf, Part, Verdict } from '#rules';

/** One question or one measure. */
export interface Mover {
  /** The causes that read it. */
  readonly causes: ReadonlySet<Cause>;
  /** Every expression whose answer can change with it; all others keep theirs. */
  readonly touched: ReadonlySet<Expr<string>>;
  /** Its possible answers, as what each would make of the leaves that read it; those alike are one. */
  readonly answers: readonly Assumed[];
}

type Answered = Extract<Leaf, { readonly op: 'answered' }>;
type Measured = Extract<Leaf, { readonly op: 'measure' }>;

class Collected<L extends Leaf> {
  readonly causes = new Set<Cause>();
  readonly touched = new Set<Expr<string>>();
  readonly leaves = new Set<L>();

  mover(verdicts: readonly ((leaf: L) => Verdict)[]): Mover {
    const answers = new Map<string, Assumed>();
    for (const verdict of verdicts) {
      const assumed = new Map([...this.leaves].map((leaf) => [leaf, verdict(leaf)]));
      answers.set([...assumed.values()].join(), assumed);
    }
    return { causes: this.causes, touched: this.touched, answers: [...answers.values()] };
  }
}

/** An intake item without the side it may be asked for. */
const baseItem = (item: string): string => item.replace(/-(?:left|right)$/, '');

/** Collected once per rule set, from criteria and tiers. */
export class Movers {
  private readonly items: ReadonlyMap<string, Mover>;
  private readonly measures: ReadonlyMap<string, Mover>;

  constructor(causes: readonly Cause[]) {
    const readers = new Readers();
    for (const cause of causes) readers.addCause(cause);
    this.items = new Map([...readers.items].map(([item, found]) => [item, questionMover(found)]));
    this.measures = new Map([...readers.measures].map(([id, found]) => [id, measureMover(found)]));
  }

  byItem(item: string): Mover | undefined {
    return this.items.get(item);
  }

  byMeasure(id: string): Mover | undefined {
    return this.measures.get(id);
  }
}

// Each option that a rule looks for, and an answer that is none of them.
function questionMover(found: Collected<Answered>): Mover {
  const codes = new Set([...found.leaves].flatMap((leaf) => leaf.codes));
  return found.mover([
    ...[...codes].map(
      (code) =>
        (leaf: Answered): Verdict =>
          leaf.codes.includes(code) ? 'met' : 'unknown',
    ),
    (): Verdict => 'not-met',
  ]);
}

// A value just below and one just above each limit.
function measureMover(found: Collected<Measured>): Mover {
  const values = [...found.leaves].flatMap(({ limit }) => [limit.n * 0.98, limit.n * 1.02]);
  return found.mover(
    values.map(
      (n) =>
        (leaf: Measured): Verdict =>
          satisfies({ low: n, high: n }, leaf.limit) === true ? 'met' : 'not-met',
    ),
  );
}

type Touched = Set<Expr<string>>;

/** Who reads what, while it is being collected. */
class Readers {
  readonly items = new Map<string, Collected<Answered>>();
  readonly measures = new Map<string, Collected<Measured>>();

  addCause(cause: Cause): void {
    const seen = new Map<Expr<string>, ReadonlySet<Touched>>();
    const parts: readonly (Part<string> | undefined)[] = [
      ...Object.values(cause.criteria).map((criterion) => criterion.when),
      ...Object.values(cause.tiers),
    ];
    for (const part of parts) {
      if (part !== undefined && typeof part !== 'string') this.visit(part, cause, seen);
    }
  }

  /** Notes this node under everything that is read at or below it; returns where it was noted. */
  private visit(
    expr: Expr<string>,
    cause: Cause,
    seen: Map<Expr<string>, ReadonlySet<Touched>>,
  ): ReadonlySet<Touched> {
    const before = seen.get(expr);
    if (before !== undefined) return before;
    const movedBy = new Set<Touched>();
    if (expr.op === 'answered') movedBy.add(note(this.items, baseItem(expr.item), expr, cause));
    if (expr.op === 'measure') movedBy.add(note(this.measures, expr.measure.id, expr, cause));
    for (const part of partsOf(expr, cause)) {
      for (const touched of this.visit(part, cause, seen)) movedBy.add(touched);
    }
    for (const touched of movedBy) touched.add(expr);
    seen.set(expr, movedBy);
    return movedBy;
  }
}

function note<L extends Leaf>(index: Map<string, Collected<L>>, key: string, leaf: L, cause: Cause): Touched {
  const found = index.get(key) ?? new Collected<L>();
  index.set(key, found);
  found.leaves.add(leaf);
  found.causes.add(cause);
  return found.touched;
}

function partsOf(expr: Expr<string>, cause: Cause): readonly Expr<string>[] {
  switch (expr.op) {
    case 'criterion': {
      const criterion = cause.criteria[expr.name];
      return criterion === undefined ? [] : [criterion.when];
    }
    case 'all':
    case 'any':
    case 'at-least':
      return expr.of;
    case 'finding':
    case 'not':
    case 'unless':
    case 'known':
    case 'either-leg':
    case 'both-legs':
      return [expr.of];
    case 'scored':
      return expr.score.items.map((item) => item.when);
    default:
      return partless(expr);
  }
}

// Typed so that a new kind of expression with parts does not compile until it is listed above.
function partless(_leaf: Leaf): readonly never[] {
  return [];
}
