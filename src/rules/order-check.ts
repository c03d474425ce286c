/** What an order check is: which drafts start it, when it may speak, and the warnings with what is better. */
import type { Expr } from './expr.ts';
import type { Never, Offer, Status, Urgency } from './rule.ts';

export type DraftKind = 'medication' | 'service' | 'device' | 'advice';

/** What a draft is for or about: one of the value sets, or all words of one group in what it prints. */
export interface DraftWords {
  readonly sets?: readonly string[];
  readonly words?: readonly (readonly string[])[];
}

/** Which drafts start a check. */
export interface DraftMatch extends DraftWords {
  readonly kinds: readonly DraftKind[];
  /** Words that mean something else: "arm", "pneumatic". */
  readonly not?: readonly string[];
}

/** What must hold of the draft itself; all members that are given. */
export interface DraftTest {
  readonly is?: DraftWords;
  /** What it is ordered for, in its reasons coded or in words; `orNone` also where no reason is given. */
  readonly reason?: DraftWords & { readonly orNone?: true };
  /** Against the current drug of the same kind: another ingredient, less or more of it, or the order that ends it. */
  readonly change?: 'replaced-or-lowered' | 'stopped' | 'added-or-raised';
  /** Its priority is lower than this: an order that is urgent enough needs no card. */
  readonly priorityBelow?: Urgency;
}

/** One thing to know before this order is signed. */
export interface OrderWarning {
  readonly id: string;
  readonly draft?: DraftTest;
  readonly when?: Expr;
  /** Speaks as well while the finding is unknown: the check must be on record first. */
  readonly orUnknown?: true;
  /** A cause id that is at least so likely; together with `when`, either is enough. */
  readonly cause?: string;
  readonly least?: 'possible' | 'probable' | 'established';
  /** Red flags by letter or number ("RF-02"); one of them is raised or open. Needed beside `when` and `cause`. */
  readonly flagged?: readonly string[];
  /** None of them is raised or open. */
  readonly notFlagged?: readonly string[];
  /** None of these is ordered, booked or drafted beside it. */
  readonly alone?: DraftWords;
  /** Speaks without a leg complaint (DECISIONS, order checks, lists which may). */
  readonly independent?: true;
  /** How pressing: emergency is a critical card and only for what threatens life or limb; routine is information. */
  readonly urgency: Urgency;
  /** Why, in words for the card. */
  readonly text: string;
  /** What is better here, in words for the card. */
  readonly instead?: string;
  readonly suggest?: readonly Offer[];
  /** Offers to take the draft back. */
  readonly withdraw?: true;
  /** Offers to change the draft itself. */
  readonly change?: { readonly label: string; readonly priority?: Urgency; readonly note?: string };
  readonly cites: readonly string[];
}

/** A check of order-select and order-sign: the order starts it, not the diagnosis. */
export interface OrderCheck {
  readonly kind: 'order-check';
  readonly id: string;
  readonly name: string;
  readonly seed?: string;
  readonly status: Status;
  /** Day the knowledge was last revised, `YYYY-MM-DD`. */
  readonly revised: string;
  readonly about: DraftMatch;
  /** Reasons for which the order is none of our business: quinine for malaria. */
  readonly silentFor?: DraftWords;
  /** Most important first; of equal urgency the first leads the card. */
  readonly warnings: readonly OrderWarning[];
  readonly never: readonly Never[];
}

/** Declares an order check. */
export function orderCheck(definition: Omit<OrderCheck, 'kind'>): OrderCheck {
  return { kind: 'order-check', ...definition };
}
