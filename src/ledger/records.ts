/** What the ledger keeps, as values: answers and cards issued, feedback, access. No clinical values, no names. */
import type { CardKind, Indicator } from '#cards/card';
import type { KeyOutcome } from '#chart/gathered';
import type { Urgency } from '#rules';

/** A keyed hash, `keyId:base64url`. Never the id itself. */
export type KeyedHash = string;

export interface UsedResource {
  /** `Observation/123`. */
  readonly reference: string;
  /** `meta.versionId`, where the server keeps one. */
  readonly version?: string;
  /** Keyed digest of the resource as it was used. */
  readonly digest: KeyedHash;
}

/** What one prefetch key brought. */
export interface UsedKey {
  readonly key: string;
  readonly outcome: KeyOutcome;
  readonly reason?: string;
  readonly from?: 'prefetch' | 'fhir';
  readonly resources: readonly UsedResource[];
}

export interface IssuedCard {
  readonly id: string;
  readonly kind: CardKind;
  readonly indicator: Indicator;
  readonly urgency: Urgency;
  /** Rule ids, the leading one first. */
  readonly rules: readonly string[];
  readonly evidenceKey: KeyedHash;
  /** `rule|criterion|reference`, sorted. */
  readonly evidence: readonly string[];
  /** Digest of what the reader sees, without uuids and links. */
  readonly textDigest: KeyedHash;
  readonly suggestions: readonly { readonly id: string; readonly label: string }[];
}

/** One answered hook call and the cards in it. */
export interface IssuedAnswer {
  readonly id: string;
  /** ISO instant of issue by the clock. */
  readonly issuedAt: string;
  /** Who vouches for the ids: issuer and tenant of the caller, or `sandbox`. */
  readonly realm: string;
  readonly service: string;
  readonly hook: string;
  /** ISO instant the record was read at. */
  readonly asOf: string;
  readonly knowledge: { readonly version: string; readonly hash: string; readonly valueSets: string };
  readonly patient: KeyedHash;
  readonly user: KeyedHash;
  readonly encounter?: KeyedHash;
  readonly inputs: readonly UsedKey[];
  readonly contextDigest?: KeyedHash;
  readonly cards: readonly IssuedCard[];
}

/** One entry of a feedback call, validated and with its time in UTC. */
export interface FeedbackEntry {
  readonly realm: string;
  readonly service: string;
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  /** ISO instant in UTC. */
  readonly outcomeAt: string;
  readonly acceptedSuggestions: readonly string[];
  readonly reason?: { readonly code: string; readonly system?: string };
  readonly userComment?: string;
}

/** One line of the audit trail. */
export interface AccessEntry {
  readonly at: string;
  readonly requestId: string;
  readonly realm: string;
  readonly service: string;
  readonly what: 'call' | 'feedback' | 'discovery' | 'report';
  readonly patient?: KeyedHash;
  readonly user?: KeyedHash;
  readonly status: number;
  readonly cards?: number;
}
