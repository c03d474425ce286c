/** A second reading in which some leaves are assumed: met, not met or unknown. All else keeps its verdict. */
import type { Expr } from './expr.ts';
import type { Evaluation } from './evaluate.ts';
import type { Names, NodeId } from './program.ts';
import { legIndex, Reading, verdictOf, type Code, type Leg, type LegIndex, type Verdict } from './reading.ts';

/** Codes that replace those of the chart, by leaf. */
export type Assumed = ReadonlyMap<NodeId, Code>;

/** Cheap to make and to throw away: one per assumed answer of a question or test. */
export class WhatIf extends Reading {
  /** @param touched every node that has an assumed leaf at or below it (`Program.above`): all others are as `base` has them */
  constructor(
    private readonly base: Evaluation,
    private readonly assumed: Assumed,
    private readonly touched: Uint8Array,
  ) {
    super(base.program);
  }

  override code(id: NodeId, leg: LegIndex = 0): Code {
    return this.touched[id] === 1 ? super.code(id, leg) : this.base.code(id, leg);
  }

  /** The verdict on an expression; `names` resolves criterion names. */
  is(expr: Expr<string>, names?: Names, leg?: Leg): Verdict {
    return verdictOf(this.code(this.program.node(expr, names), legIndex(leg)));
  }

  protected leaf(id: NodeId, leg: LegIndex): Code {
    return this.assumed.get(id) ?? this.base.code(id, leg);
  }
}
