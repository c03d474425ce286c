/** What depends only on the rules, worked out once: compiled parts, the words of each criterion, who could still obtain it. */
import {
  expressionsOf,
  label,
  namesOf,
  ordersOf,
  Program,
  type Cause,
  type Criterion,
  type Explains,
  type Leaf,
  type NodeId,
  type Part,
  type Tier,
  type Urgency,
  type Wording,
} from '#rules';
import type { Knowledge } from './knowledge.ts';

export interface PreparedCriterion {
  readonly name: string;
  readonly criterion: Criterion;
  readonly node: NodeId;
  readonly text: string;
  /** A question, an examination or a test could answer it; a missing diagnosis or drug entry cannot be "ordered". */
  readonly obtainable: boolean;
}

/** A cause with its parts as nodes, in the order in which the first that holds counts. */
export interface PreparedCause {
  readonly cause: Cause;
  readonly criteria: readonly PreparedCriterion[];
  readonly tiers: readonly (readonly [Tier, NodeId])[];
  readonly explains: readonly (readonly [Explains, NodeId])[];
  readonly variants: readonly (readonly [{ readonly id: string; readonly name: string }, NodeId])[];
  readonly urgency: Readonly<
    Record<
      'established' | 'probable' | 'possible',
      readonly { readonly urgency: Urgency; readonly node?: NodeId }[]
    >
  >;
}

export interface Prepared {
  readonly program: Program;
  readonly causes: readonly PreparedCause[];
}

const OBTAINABLE: ReadonlySet<Leaf['op']> = new Set([
  'answered',
  'counted',
  'measure',
  'measure-by-age',
  'multiple',
  'changed',
]);
const TIERS = ['established', 'probable', 'possible', 'unlikely'] as const;
const EXPLAINS = ['yes', 'contributes', 'background'] as const;

/** Compiles all rules into one program. */
export function prepare(
  knowledge: Pick<Knowledge, 'causes' | 'flagFolders' | 'reliefs' | 'orderChecks' | 'wording'>,
): Prepared {
  const program = new Program();
  const causes = knowledge.causes.map((cause) => prepareCause(cause, program, knowledge.wording));
  for (const rule of [
    ...knowledge.causes,
    ...knowledge.flagFolders,
    ...knowledge.reliefs,
    ...knowledge.orderChecks,
  ]) {
    for (const expr of expressionsOf(rule)) program.node(expr, namesOf(rule));
    for (const order of ordersOf(rule))
      for (const measure of order.inHand.results ?? []) program.node(program.onFile(measure));
  }
  return { program, causes };
}

function prepareCause(cause: Cause, program: Program, wording: Wording): PreparedCause {
  const node = (part: Part<string>): NodeId =>
    program.node(typeof part === 'string' ? { op: 'criterion', name: part } : part, cause.criteria);
  const given = <K extends string>(
    keys: readonly K[],
    parts: Readonly<Partial<Record<K, Part<string>>>>,
  ): readonly (readonly [K, NodeId])[] =>
    keys.flatMap((key) => {
      const part = parts[key];
      return part === undefined ? [] : [[key, node(part)] as const];
    });
  const steps = (tier: keyof PreparedCause['urgency']) =>
    cause.urgency[tier].map(({ urgency, when }) => ({
      urgency,
      ...(when === undefined ? {} : { node: node(when) }),
    }));
  return {
    cause,
    criteria: Object.entries(cause.criteria).map(([name, criterion]) => {
      const id = node(criterion.when);
      return {
        name,
        criterion,
        node: id,
        text: label(criterion.when, wording),
        obtainable: [...program.leavesBelow(id)].some((leaf) => isObtainable(program, leaf)),
      };
    }),
    tiers: given(TIERS, cause.tiers),
    explains: given(EXPLAINS, cause.explains),
    variants: (cause.variants ?? []).map(({ id, name, when }) => [{ id, name }, node(when)]),
    urgency: { established: steps('established'), probable: steps('probable'), possible: steps('possible') },
  };
}

function isObtainable(program: Program, id: NodeId): boolean {
  const node = program.nodes[id];
  return node?.op === 'leaf' && OBTAINABLE.has(node.leaf.op);
}
