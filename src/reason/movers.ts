/** What a question or a test can move: the answers worth imagining, and the causes and nodes that would follow. */
import { satisfies } from '#clinical/quantity';
import { MET, NOT_MET, type Assumed, type Code, type Leaf, type NodeId, type Program } from '#rules';
import type { Prepared, PreparedCause } from './prepared.ts';

/** One question or one measure. */
export interface Mover {
  /** The causes that read it. */
  readonly causes: ReadonlySet<PreparedCause>;
  /** Every node whose answer can change with it, by number; all others keep theirs. */
  readonly touched: Uint8Array;
  /** Its possible answers, as what each would make of the leaves that read it; those alike are one. */
  readonly answers: readonly Assumed[];
}

type Answered = Extract<Leaf, { readonly op: 'answered' }>;
type Measured = Extract<Leaf, { readonly op: 'measure' }>;

const UNKNOWN: Code = MET + 1;

class Collected<L extends Leaf> {
  readonly causes = new Set<PreparedCause>();
  readonly leaves = new Map<NodeId, L>();

  mover(program: Program, verdicts: readonly ((leaf: L) => Code)[]): Mover {
    const answers = new Map<string, Assumed>();
    for (const verdict of verdicts) {
      const assumed = new Map([...this.leaves].map(([id, leaf]) => [id, verdict(leaf)]));
      answers.set([...assumed.values()].join(), assumed);
    }
    const touched = program.above(new Set(this.leaves.keys()));
    return { causes: this.causes, touched, answers: [...answers.values()] };
  }
}

/** An intake item without the side it may be asked for. */
const baseItem = (item: string): string => item.replace(/-(?:left|right)$/, '');

/** Collected once per rule set, from criteria and tiers. */
export class Movers {
  private readonly items: ReadonlyMap<string, Mover>;
  private readonly measures: ReadonlyMap<string, Mover>;

  constructor({ program, causes }: Prepared) {
    const items = new Map<string, Collected<Answered>>();
    const measures = new Map<string, Collected<Measured>>();
    for (const cause of causes) {
      for (const id of leavesOf(cause, program)) {
        const node = program.nodes[id];
        if (node?.op !== 'leaf') continue;
        if (node.leaf.op === 'answered') note(items, baseItem(node.leaf.item), id, node.leaf, cause);
        if (node.leaf.op === 'measure') note(measures, node.leaf.measure.id, id, node.leaf, cause);
      }
    }
    this.items = new Map([...items].map(([item, found]) => [item, questionMover(found, program)]));
    this.measures = new Map([...measures].map(([id, found]) => [id, measureMover(found, program)]));
  }

  byItem(item: string): Mover | undefined {
    return this.items.get(item);
  }

  byMeasure(id: string): Mover | undefined {
    return this.measures.get(id);
  }
}

function leavesOf(cause: PreparedCause, program: Program): ReadonlySet<NodeId> {
  const parts = [...cause.criteria.map((one) => one.node), ...cause.tiers.map(([, node]) => node)];
  return new Set(parts.flatMap((part) => [...program.leavesBelow(part)]));
}

function note<L extends Leaf>(
  index: Map<string, Collected<L>>,
  key: string,
  id: NodeId,
  leaf: L,
  cause: PreparedCause,
): void {
  const found = index.get(key) ?? new Collected<L>();
  index.set(key, found);
  found.leaves.set(id, leaf);
  found.causes.add(cause);
}

// Each option that a rule looks for, and an answer that is none of them.
function questionMover(found: Collected<Answered>, program: Program): Mover {
  const codes = new Set([...found.leaves.values()].flatMap((leaf) => leaf.codes));
  return found.mover(program, [
    ...[...codes].map(
      (code) =>
        (leaf: Answered): Code =>
          leaf.codes.includes(code) ? MET : UNKNOWN,
    ),
    (): Code => NOT_MET,
  ]);
}

// A value just below and one just above each limit.
function measureMover(found: Collected<Measured>, program: Program): Mover {
  const values = [...found.leaves.values()].flatMap(({ limit }) => [limit.n * 0.98, limit.n * 1.02]);
  return found.mover(
    program,
    values.map(
      (n) =>
        (leaf: Measured): Code =>
          satisfies({ low: n, high: n }, leaf.limit) === true ? MET : NOT_MET,
    ),
  );
}
