/** Evaluates rules over a chart: verdicts for everything, evidence only for what is asked for; unknown kept apart from no. */
import { allOf, anyOf, atLeastOf, met, negate, notMet, unknown, type Answer } from '#clinical/answer';
import type { Units } from '#clinical/quantity';
import type { Chart } from '#chart';
import { chartRead, type ChartRead } from './chart-read.ts';
import { readLeaf } from './leaves.ts';
import type { Expr } from './expr.ts';
import { Program, type Names, type Node, type NodeId } from './program.ts';
import { codeOf, legIndex, Reading, verdictOf, type Code, type Leg, type LegIndex } from './reading.ts';
import { scoreRange } from './score.ts';

const LEGS = [undefined, 'left', 'right'] as const;

/** One reading of one chart. Nodes shared between rules are answered once for all of them. */
export class Evaluation extends Reading {
  private readonly read: ChartRead;
  private readonly answers: readonly [Map<NodeId, Answer>, Map<NodeId, Answer>, Map<NodeId, Answer>] = [
    new Map(),
    new Map(),
    new Map(),
  ];

  /** @param program the compiled rules; without one, expressions are compiled as they come */
  constructor(
    readonly chart: Chart,
    readonly units: Units,
    program = new Program(),
  ) {
    super(program);
    this.read = chartRead(chart, units);
  }

  /** Answers an expression; `names` resolves criterion names, `leg` restricts data that carry a side. */
  answer(expr: Expr<string>, names?: Names, leg?: Leg): Answer {
    return this.answerOf(this.program.node(expr, names), legIndex(leg));
  }

  /** The answer without what it rests on. */
  is(expr: Expr<string>, names?: Names, leg?: Leg): Answer['is'] {
    return verdictOf(this.code(this.program.node(expr, names), legIndex(leg)));
  }

  /** The answer of a node, with what it rests on. */
  answerOf(id: NodeId, leg: LegIndex = 0): Answer {
    const node = this.program.nodes[id];
    if (node === undefined) throw new Error(`no node ${id}`);
    const at: LegIndex = node.sided ? leg : 0;
    const before = this.answers[at].get(id);
    if (before !== undefined) return before;
    const now = this.answerNode(node, at);
    this.answers[at].set(id, now);
    return now;
  }

  protected leaf(id: NodeId, leg: LegIndex): Code {
    return codeOf(this.answerOf(id, leg));
  }

  private answerNode(node: Node, leg: LegIndex): Answer {
    switch (node.op) {
      case 'leaf':
        return readLeaf(node.leaf, this.read, LEGS[leg]) ?? unknown('not-recorded');
      case 'all':
        return this.allHold(node.of, leg);
      case 'any':
        return anyOf(node.of.map((part) => this.answerOf(part, leg)));
      case 'at-least':
        return atLeastOf(
          node.n,
          node.of.map((part) => this.answerOf(part, leg)),
        );
      case 'not':
        return negate(this.only(node, leg));
      case 'unless': {
        const part = this.only(node, leg);
        return part.is === 'met' ? notMet(part.evidence) : met();
      }
      case 'known': {
        const part = this.only(node, leg);
        return part.is === 'unknown' ? notMet() : met(part.evidence);
      }
      case 'either-leg':
        return anyOf([this.only(node, 1), this.only(node, 2)]);
      case 'both-legs':
        return allOf([this.only(node, 1), this.only(node, 2)]);
      case 'scored': {
        const parts = new Map(node.score.items.map((item, i) => [item.when, node.of[i] ?? -1]));
        const range = scoreRange(node.score, (part) => this.answerOf(parts.get(part) ?? -1, leg));
        return range.against(node.leaf.limit);
      }
    }
  }

  private only(node: { readonly of: readonly NodeId[] }, leg: LegIndex): Answer {
    return this.answerOf(node.of[0] ?? -1, leg);
  }

  // Stops at the first "no": what is not asked costs nothing.
  private allHold(parts: readonly NodeId[], leg: LegIndex): Answer {
    const answers: Answer[] = [];
    for (const part of parts) {
      const answer = this.answerOf(part, leg);
      if (answer.is === 'not-met') return answer;
      answers.push(answer);
    }
    return allOf(answers);
  }
}
