/** What was asked of the record and what came back: the shape that `fhir` hands to `chart`. */
import type { FhirResource } from 'fhir/r4';

/**
 * `have` data came, complete; `empty` the search ran and found nothing; `partial` data came but more exist
 * (cap, deadline or failed page); `failed` could not be read; `not-asked` the key does not apply to this call
 * (its context token is absent).
 */
export type KeyOutcome = 'have' | 'empty' | 'partial' | 'failed' | 'not-asked';

export interface GatheredKey {
  readonly outcome: KeyOutcome;
  readonly resources: readonly FhirResource[];
  /** For partial and failed: our own words, fit for a card: "timed out", "refused (403)", "not supplied". */
  readonly reason?: string;
  readonly from?: 'prefetch' | 'fhir';
}

export interface Gathered {
  readonly keys: Readonly<Record<string, GatheredKey>>;
  /** Resources fetched because another one referred to them, by `Type/id` (Medication only). */
  readonly referenced: Readonly<Record<string, FhirResource>>;
  /** The orders being written (order-select, order-sign). */
  readonly drafts?: DraftContext;
}

/** What the context of an order hook holds. */
export interface DraftContext {
  readonly resources: readonly FhirResource[];
  /** `Type/id` of the drafts the call is about; absent where it is about all of them. */
  readonly selections?: readonly string[];
}

/** The key under which problems just recorded are filed (problem-list-item-create). */
export const CONTEXT_KEY = 'context';

/** One line of the data plan: a prefetch key, its template and what it is for. */
export interface PlanEntry {
  readonly key: string;
  readonly resourceType: string;
  /** Prefetch template in the 2.0.1 subset, re-used as the query: `Condition?patient={{context.patientId}}&...`. */
  readonly template: string;
  readonly kind: 'read' | 'search';
  /** `_count` of the template: a Bundle that reaches it is partial, never complete. */
  readonly count?: number;
  /** `patient` is required; of the `trigger` keys one must have been read; all others are optional. */
  readonly role: 'patient' | 'trigger' | 'optional';
}

/** A validated hook call: what the lower floors may know of the request. */
export interface HookCall {
  readonly service: string;
  readonly hook: string;
  readonly hookInstance: string;
  readonly patientId: string;
  readonly userId: string;
  readonly encounterId?: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly prefetch: Readonly<Record<string, unknown>>;
  readonly fhirServer?: string;
  readonly fhirAuthorization?: { readonly accessToken: string; readonly patient?: string };
}
