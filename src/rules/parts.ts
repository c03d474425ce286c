/** Everything a rule holds: its expressions with the names they use, and the orders it may offer. */
import type { Expr, Part } from './expr.ts';
import type { Names } from './program.ts';
import type { OrderCheck, OrderWarning } from './order-check.ts';
import type { Gate, Help, Relief } from './relief.ts';
import type { Cause, FlagFolder, Offer, Order } from './rule.ts';

/** What a reviewer signs. */
export type Rule = Cause | FlagFolder | Relief | OrderCheck;

const NO_NAMES: Names = Object.freeze({});

/** What the names in a rule's expressions refer to. */
export const namesOf = (rule: Rule): Names => (rule.kind === 'cause' ? rule.criteria : NO_NAMES);

/** Every expression of a rule; bare criterion names are left out, for the criteria are there themselves. */
export function expressionsOf(rule: Rule): readonly Expr<string>[] {
  switch (rule.kind) {
    case 'cause':
      return present([
        ...Object.values(rule.criteria).map((one) => one.when),
        ...partsOfTiers(rule),
        ...Object.values(rule.explains),
        ...(rule.variants ?? []).map((one) => one.when),
        ...Object.values(rule.urgency).flatMap((steps) => steps.map((step) => step.when)),
        ...(rule.scores ?? []).flatMap((one) => [one.unless, ...one.score.items.map((item) => item.when)]),
        ...rule.suggest.flatMap(ofOffer),
        ...rule.conflicts.map((one) => one.when),
        ...rule.cautions.map((one) => one.when),
      ]);
    case 'flags':
      return present(
        rule.flags.flatMap((flag) => [
          ...flag.levels.map((level) => level.when),
          flag.openWhen,
          flag.excludedBy,
          ...flag.suggest.flatMap(ofOffer),
        ]),
      );
    case 'relief':
      return present([...rule.helps, ...rule.blocks, ...rule.holds].map((one: Help | Gate) => one.when));
    case 'order-check':
      return present(
        rule.warnings.flatMap((one) => [one.when, ...offersOf(one).flatMap((offer) => ofOffer(offer))]),
      );
  }
}

/** Every order a rule can offer, draft for a conflict, or name as what would settle it. */
export function ordersOf(rule: Rule): readonly Order[] {
  switch (rule.kind) {
    case 'cause':
      return [
        ...rule.suggest.map((one) => one.order),
        ...rule.conflicts.flatMap((one) => (one.order === undefined ? [] : [one.order])),
        ...rule.settle.flatMap((one) => ('question' in one ? [] : [one])),
      ];
    case 'flags':
      return rule.flags.flatMap((flag) => flag.suggest.map((one) => one.order));
    case 'relief':
      return [rule.advice];
    case 'order-check':
      return rule.warnings.flatMap((one) => offersOf(one).map((offer) => offer.order));
  }
}

/** Every source anchor a rule cites. */
export function citesOf(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case 'cause':
      return [
        ...Object.values(rule.criteria),
        ...(rule.variants ?? []),
        ...rule.suggest,
        ...rule.conflicts,
        ...rule.cautions,
        ...rule.never,
      ].flatMap((one) => one.cites);
    case 'flags':
      return [
        ...rule.flags.flatMap((flag) => [...flag.cites, ...flag.suggest.flatMap((offer) => offer.cites)]),
        ...rule.never.flatMap((one) => one.cites),
      ];
    case 'relief':
      return [...rule.helps, ...rule.blocks, ...rule.holds, ...rule.never].flatMap((one) => one.cites);
    case 'order-check':
      return [...rule.warnings.flatMap((one) => [one, ...offersOf(one)]), ...rule.never].flatMap(
        (one) => one.cites,
      );
  }
}

/** What a warning offers beside the draft. */
const offersOf = (warning: OrderWarning): readonly Offer[] => warning.suggest ?? [];

const partsOfTiers = (rule: Cause): readonly (Part<string> | undefined)[] => Object.values(rule.tiers);
const ofOffer = (offer: Offer<string>): readonly (Expr<string> | undefined)[] => [offer.when, offer.unless];

function present(parts: readonly (Part<string> | undefined)[]): readonly Expr<string>[] {
  return parts.filter((part) => part !== undefined).filter((part) => typeof part !== 'string');
}
