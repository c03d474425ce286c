/** What a relief measure is: whom it helps, the gates it must pass, and the advice that may then be offered. */
import type { Expr } from './expr.ts';
import type { Never, Order, Status } from './rule.ts';

/** The measure is meant for this cause, where it is likely and not background. */
export interface Help {
  /** A cause id. */
  readonly cause: string;
  readonly when?: Expr;
  readonly cites: readonly string[];
}

/** One reason not to offer a measure: a finding, or a cause that is at least so likely. Without either it is always closed. */
export interface Gate {
  readonly id: string;
  readonly when?: Expr;
  /** A cause id; `least` says from which tier on it closes the gate. */
  readonly cause?: string;
  readonly least?: 'possible' | 'probable' | 'established';
  /** Closed as well while the finding is unknown: the check must be on record first. */
  readonly orUnknown?: true;
  /** Why, in words for the card. */
  readonly text: string;
  /** What is better here, in words for the card. */
  readonly instead?: string;
  /** Said on the card even where the measure is not what the picture asks for: people do it unasked. */
  readonly warn?: true;
  readonly cites: readonly string[];
}

/** A home measure of the seed article with the conditions under which it may be advised. */
export interface Relief {
  readonly kind: 'relief';
  readonly id: string;
  readonly name: string;
  /** The sentence of the seed article this answers, if any. */
  readonly seed?: string;
  readonly status: Status;
  /** Day the knowledge was last revised, `YYYY-MM-DD`. */
  readonly revised: string;
  readonly helps: readonly Help[];
  /** Never suggested while one is closed. */
  readonly blocks: readonly Gate[];
  /** Suggested only once the check is done. */
  readonly holds: readonly Gate[];
  /** The advice to the patient: a CommunicationRequest. */
  readonly advice: Order;
  readonly never: readonly Never[];
}

/** Declares a relief measure. */
export function relief(definition: Omit<Relief, 'kind'>): Relief {
  return { kind: 'relief', ...definition };
}
