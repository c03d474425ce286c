/** Which orders are offered: from raised flags and likely causes, gated, each once, none that is already in hand. */
import type { Chart } from '#chart';
import type { Cause, Evaluation, Names, Offer, Order, Urgency } from '#rules';
import type { Candidate } from './candidates.ts';
import { isLikely, nameOf, urgencyRank } from './candidates.ts';
import { inHand, type InHand } from './in-hand.ts';
import type { RaisedFlag } from './red-flags.ts';
import type { ReliefVerdict } from './relief.ts';

export interface Offered {
  readonly order: Order;
  readonly label: string;
  readonly urgency: Urgency;
  /** The rule the offer comes from: a cause id or a flag id. */
  readonly from: string;
  readonly reason: string;
  readonly topic: Cause['topic'] | undefined;
  readonly lane: boolean;
  /** Advice on a home measure. */
  readonly relief?: true;
  readonly cites: readonly string[];
  readonly rule: string;
}

export interface Offers {
  readonly offered: readonly Offered[];
  readonly inHand: readonly InHand[];
}

type AnyOffer = Offer<string>;

/** Who offers something. */
export interface Offering {
  readonly candidates: readonly Candidate[];
  readonly flags: readonly RaisedFlag[];
  readonly measures: readonly ReliefVerdict[];
}

/** Gathers offers, most urgent first. The same order from two rules is offered once, with the higher urgency. */
export function offers(
  { candidates, flags, measures }: Offering,
  chart: Chart,
  evaluation: Evaluation,
): Offers {
  const offered = new Map<string, Offered>();
  const held = new Map<string, InHand>();
  const consider = (
    offer: AnyOffer,
    names: Names | undefined,
    rest: Omit<Offered, 'order' | 'label' | 'urgency' | 'cites'>,
  ): void => {
    if (!isOffered(offer, names, evaluation) || held.has(offer.order.id)) return;
    const before = offered.get(offer.order.id);
    if (before !== undefined) {
      if (urgencyRank(offer.urgency) > urgencyRank(before.urgency))
        offered.set(offer.order.id, { ...before, urgency: offer.urgency });
      return;
    }
    const already = inHand(offer.order, chart, evaluation);
    if (already !== undefined) held.set(offer.order.id, already);
    else
      offered.set(offer.order.id, {
        ...rest,
        order: offer.order,
        label: offer.label,
        urgency: offer.urgency,
        cites: offer.cites,
      });
  };
  for (const { flag, folder, state } of flags) {
    if (state !== 'raised') continue;
    for (const offer of flag.suggest) {
      consider(offer, undefined, {
        from: flag.id,
        reason: flag.name,
        topic: undefined,
        lane: flag.lane,
        rule: folder.id,
      });
    }
  }
  for (const candidate of candidates) {
    if (!isLikely(candidate.tier)) continue;
    const { cause } = candidate;
    for (const offer of cause.suggest) {
      consider(offer, cause.criteria, {
        from: cause.id,
        reason: nameOf(candidate),
        topic: cause.topic,
        lane: false,
        rule: cause.id,
      });
    }
  }
  for (const { relief, state, helps } of measures) {
    if (state !== 'offered' || helps === undefined) continue;
    consider({ order: relief.advice, urgency: 'routine', label: relief.advice.text, cites: [] }, undefined, {
      from: relief.id,
      reason: nameOf(helps),
      topic: helps.cause.topic,
      lane: false,
      relief: true,
      rule: relief.id,
    });
  }
  const list = [...offered.values()].sort((a, b) => urgencyRank(b.urgency) - urgencyRank(a.urgency));
  return { offered: list, inHand: [...held.values()] };
}

/** The conditions of an offer hold. */
export function isOffered(offer: AnyOffer, names: Names | undefined, evaluation: Evaluation): boolean {
  if (offer.when !== undefined && evaluation.is(offer.when, names) !== 'met') return false;
  if (offer.unless === undefined) return true;
  const bar = evaluation.is(offer.unless, names);
  return bar === 'not-met' || (bar === 'unknown' && offer.holdIfUnknown !== true);
}
