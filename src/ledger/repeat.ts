/** Repeat control: which cards need not be shown again. In doubt a card is shown. */
import type { CardKind } from '#cards/card';
import type { Urgency } from '#rules';
import type { Settings } from '../settings.ts';
import type { KeyedHash } from './records.ts';

/** A card that was shown for this patient before. */
export interface KnownCard {
  readonly service: string;
  readonly kind: string;
  readonly evidenceKey: KeyedHash;
  readonly user: KeyedHash;
  readonly encounter?: KeyedHash;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  /** When its latest feedback was an override: when that came in, and whether it said why. */
  readonly overridden?: { readonly at: number; readonly reasoned: boolean };
}

/** A card about to be shown. */
export interface NewCard {
  readonly kind: CardKind;
  readonly urgency: Urgency;
  /** The key of its evidence by every hash key. */
  readonly evidenceKeys: readonly KeyedHash[];
}

/** Who asks, by every hash key, and when. */
export interface Asking {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly service: string;
  readonly user: readonly KeyedHash[];
  /** Empty where the call names no encounter. */
  readonly encounter: readonly KeyedHash[];
}

export const HOUR_MS = 3_600_000;
/** Where both are registered, the second to fire within this time leaves out what the first just showed. */
export const SAME_VISIT_MS = 15 * 60_000;

const OTHER: ReadonlyMap<string, string> = new Map([
  ['leg-pain-patient-view', 'leg-pain-encounter-start'],
  ['leg-pain-encounter-start', 'leg-pain-patient-view'],
]);

/** The service of which the same card need not be repeated to the same user, if any. */
export function otherService(service: string): string | undefined {
  return OTHER.get(service);
}

/**
 * Whether a card is left out: it was overridden with the same evidence lately enough, or the other service of the pair
 * just showed it to this user.
 */
export function isLeftOut(
  card: NewCard,
  known: readonly KnownCard[],
  asking: Asking,
  repeat: Settings['repeat'],
): boolean {
  return known.some(
    (before) =>
      before.kind === card.kind &&
      card.evidenceKeys.includes(before.evidenceKey) &&
      (overrideHolds(card, before, asking, repeat) || justShown(card, before, asking)),
  );
}

function overrideHolds(
  card: NewCard,
  before: KnownCard,
  asking: Asking,
  repeat: Settings['repeat'],
): boolean {
  const { hours, from } = repeat[card.kind];
  const { overridden } = before;
  if (overridden === undefined || asking.at - overridden.at >= hours * HOUR_MS) return false;
  const sameUser = asking.user.includes(before.user);
  if (card.urgency !== 'emergency') return from === 'patient' || sameUser;
  // An emergency stays away only from who set it aside, in this encounter, and said why.
  const sameEncounter = before.encounter !== undefined && asking.encounter.includes(before.encounter);
  return sameUser && sameEncounter && overridden.reasoned;
}

function justShown(card: NewCard, before: KnownCard, asking: Asking): boolean {
  return (
    card.urgency !== 'emergency' &&
    before.service === otherService(asking.service) &&
    asking.user.includes(before.user) &&
    asking.at - before.issuedAt < SAME_VISIT_MS
  );
}
