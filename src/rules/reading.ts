/** Verdicts on nodes as small numbers: the fast way through the rules, without evidence. */
import type { Answer, Why } from '#clinical/answer';
import { satisfies } from '#clinical/quantity';
import type { Side } from '#chart';
import type { Node, NodeId, Program } from './program.ts';

export type Leg = Side | undefined;
export type Verdict = Answer['is'];

/** Not met, met, or unknown with its reason; of several reasons the highest is the one to show. 0 is "not asked yet". */
export type Code = number;
export const NOT_MET: Code = 1;
export const MET: Code = 2;
const WHYS: readonly Why[] = ['not-recorded', 'too-old', 'unusable', 'fetch-failed'];

/** The code of an answer. */
export function codeOf(answer: Answer): Code {
  if (answer.is === 'met') return MET;
  return answer.is === 'not-met' ? NOT_MET : MET + 1 + WHYS.indexOf(answer.why);
}

/** The reason an unknown has; undefined for met and not met. */
export const whyOf = (code: Code): Why | undefined => WHYS[code - MET - 1];

export const verdictOf = (code: Code): Verdict =>
  code === MET ? 'met' : code === NOT_MET ? 'not-met' : 'unknown';

/** Which leg is under consideration, as an index: none, left, right. */
export type LegIndex = 0 | 1 | 2;
export const legIndex = (leg: Leg): LegIndex => (leg === undefined ? 0 : leg === 'left' ? 1 : 2);

/** A way of reading the leaves; each node is worked out at most once for each leg. */
export abstract class Reading {
  private readonly codes: [Uint8Array, Uint8Array | undefined, Uint8Array | undefined];

  constructor(readonly program: Program) {
    this.codes = [new Uint8Array(program.nodes.length), undefined, undefined];
  }

  protected abstract leaf(id: NodeId, leg: LegIndex): Code;

  /** The code of a node, read once. */
  code(id: NodeId, leg: LegIndex = 0): Code {
    const node = this.program.nodes[id];
    if (node === undefined) throw new Error(`no node ${id}`);
    const at: LegIndex = node.sided ? leg : 0;
    const codes = (this.codes[at] ??= new Uint8Array(this.program.nodes.length));
    // A node compiled since this reading began has no place here: it is worked out each time.
    const before = codes[id] ?? 0;
    if (before !== 0) return before;
    const now = node.op === 'leaf' ? this.leaf(id, at) : this.compute(node, at);
    codes[id] = now;
    return now;
  }

  private compute(node: Exclude<Node, { op: 'leaf' }>, leg: LegIndex): Code {
    const { of } = node;
    switch (node.op) {
      case 'all':
        return this.every(of, leg);
      case 'any':
        return this.some(of, leg);
      case 'at-least':
        return this.count(of, node.n, leg);
      case 'not': {
        const part = this.part(of, leg);
        return part === MET ? NOT_MET : part === NOT_MET ? MET : part;
      }
      case 'unless':
        return this.part(of, leg) === MET ? NOT_MET : MET;
      case 'known':
        return this.part(of, leg) > MET ? NOT_MET : MET;
      case 'either-leg':
        return orOf(this.part(of, 1), this.part(of, 2));
      case 'both-legs':
        return andOf(this.part(of, 1), this.part(of, 2));
      case 'scored':
        return this.scored(node, leg);
    }
  }

  private part(of: readonly NodeId[], leg: LegIndex): Code {
    return this.code(of[0] ?? -1, leg);
  }

  // Stops at the first "no": what is not asked costs nothing.
  private every(of: readonly NodeId[], leg: LegIndex): Code {
    let worst = MET;
    for (const id of of) {
      const code = this.code(id, leg);
      if (code === NOT_MET) return NOT_MET;
      if (code > worst) worst = code;
    }
    return worst;
  }

  private some(of: readonly NodeId[], leg: LegIndex): Code {
    let worst = NOT_MET;
    for (const id of of) {
      const code = this.code(id, leg);
      if (code === MET) return MET;
      if (code > worst) worst = code;
    }
    return worst;
  }

  private count(of: readonly NodeId[], n: number, leg: LegIndex): Code {
    let met = 0;
    let open = 0;
    let worst = 0;
    for (const id of of) {
      const code = this.code(id, leg);
      if (code === MET) met += 1;
      else if (code !== NOT_MET) {
        open += 1;
        worst = Math.max(worst, code);
      }
      if (met >= n) return MET;
    }
    return met >= n ? MET : met + open >= n ? worst : NOT_MET;
  }

  private scored(node: Extract<Node, { op: 'scored' }>, leg: LegIndex): Code {
    let low = 0;
    let high = 0;
    let worst = MET + 1;
    node.score.items.forEach(({ points }, i) => {
      const code = this.code(node.of[i] ?? -1, leg);
      if (code === NOT_MET) return;
      if (code > MET) worst = Math.max(worst, code);
      low += code === MET ? points : Math.min(0, points);
      high += code === MET ? points : Math.max(0, points);
    });
    const holds = satisfies({ low, high }, node.leaf.limit);
    return holds === undefined ? worst : holds ? MET : NOT_MET;
  }
}

const andOf = (a: Code, b: Code): Code => (a === NOT_MET || b === NOT_MET ? NOT_MET : Math.max(a, b));
const orOf = (a: Code, b: Code): Code => (a === MET || b === MET ? MET : Math.max(a, b));
