/** The CDS Hooks 2.0.1 card and its parts, as this service emits them. */
import type { FhirResource } from 'fhir/r4';
import type { Urgency } from '#rules';

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export type Indicator = 'info' | 'warning' | 'critical';

export type Action =
  | { readonly type: 'create' | 'update'; readonly description: string; readonly resource: FhirResource }
  | {
      readonly type: 'delete';
      readonly description: string;
      /** `Type/id`; only drafts of the call's own context are ever taken back. */
      readonly resourceId: string;
    };

export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly isRecommended?: boolean;
  readonly actions: readonly Action[];
}

export interface Link {
  readonly label: string;
  readonly url: string;
  readonly type: 'absolute' | 'smart';
  readonly appContext?: string;
}

export interface Card {
  readonly uuid: string;
  readonly summary: string;
  readonly detail?: string;
  readonly indicator: Indicator;
  readonly source: { readonly label: string; readonly url?: string; readonly topic: Coding };
  readonly suggestions?: readonly Suggestion[];
  readonly selectionBehavior?: 'any' | 'at-most-one';
  readonly overrideReasons?: readonly Coding[];
  readonly links?: readonly Link[];
  readonly extension?: Readonly<Record<string, unknown>>;
}

/** Which of our cards it is; repeat control and the override report count by it. */
export type CardKind = 'must-not-miss' | 'differential' | 'safety' | 'intake' | 'order' | 'outside-scope';

/** A card with what it was made from: what the ledger keeps, and what repeat control compares. */
export interface MadeCard {
  readonly card: Card;
  readonly kind: CardKind;
  /** Rule ids (folders), the leading one first; empty for the intake card. */
  readonly rules: readonly string[];
  readonly urgency: Urgency;
  /** What it rests on: `rule|criterion|reference`, sorted, each once. Text and dates are no part of it. */
  readonly evidence: readonly string[];
}

export interface CdsResponse {
  readonly cards: readonly Card[];
}
