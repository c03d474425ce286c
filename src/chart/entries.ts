/** The typed entries of a chart: what remains of a FHIR resource once hygiene has been applied. */
import type { Dated, Raw } from './read.ts';
import type { Sides } from './side.ts';

/** Value sets a resource belongs to; true where only nonspecific codes put it there. */
export type Sets = ReadonlyMap<string, boolean>;

export interface ConditionEntry {
  readonly reference: string;
  readonly label: string;
  readonly sets: Sets;
  readonly state: 'current' | 'history';
  readonly verification: 'confirmed' | 'suspected' | 'refuted';
  /** Onset if recorded, else the date it was recorded. */
  readonly date?: Dated;
  readonly recorded?: Dated;
  readonly sides: Sides;
  /** It is the problem this call was made for (problem-list-item-create). */
  readonly justRecorded?: true;
  /** What a clinician must know of the entry: no status recorded, recorded as active but ended. */
  readonly note?: string;
}

export type ObservedValue =
  | { readonly kind: 'quantity'; readonly n: number; readonly unit?: string; readonly comparator?: string }
  | { readonly kind: 'coded'; readonly sets: Sets; readonly label: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' };

export interface ObservationEntry {
  readonly reference: string;
  readonly label: string;
  readonly sets: Sets;
  readonly date?: Dated;
  readonly value: ObservedValue;
  readonly sides: Sides;
  readonly preliminary: boolean;
  /** Haemolysed or contaminated specimen: potassium, magnesium and phosphate from it are not facts. */
  readonly spoiled: boolean;
  /** Upper limit of the laboratory's own reference range, in the unit of the value unless it has its own. */
  readonly upperLimit?: number;
  readonly upperLimitUnit?: string;
  readonly fromText: boolean;
}

export interface DrugEntry {
  readonly reference: string;
  readonly label: string;
  readonly sets: Sets;
  readonly state: 'current' | 'past';
  readonly start?: Dated;
  /** The last day it was taken, where the record says so. */
  readonly end?: Dated;
  readonly fromText: boolean;
}

/** A dispense says a drug reached the patient; it never makes a drug current by itself. */
export interface DispenseEntry {
  readonly sets: Sets;
  readonly date?: Dated;
}

export interface ProcedureEntry {
  readonly reference: string;
  readonly label: string;
  readonly sets: Sets;
  readonly date?: Dated;
  readonly sides: Sides;
}

export interface EncounterEntry {
  readonly reference: string;
  readonly sets: Sets;
  readonly reasonTexts: readonly string[];
  readonly date?: Dated;
  readonly isCurrentCall: boolean;
  /** Conditions the encounter is for, by `Type/id`. */
  readonly reasonReferences: readonly string[];
}

/** An order, booking, task or advice already on file: what must not be suggested again. */
export interface OrderEntry {
  readonly reference: string;
  readonly kind: 'order' | 'appointment' | 'task' | 'advice';
  readonly sets: Sets;
  readonly codes: ReadonlySet<string>;
  readonly words: string;
  readonly status: string;
  readonly date?: Dated;
}

/** An order being written, as the hook handed it over. */
export interface DraftEntry {
  readonly reference: string;
  readonly kind: 'medication' | 'service' | 'device' | 'advice';
  readonly label: string;
  readonly sets: Sets;
  /** Everything it prints of itself, in small letters. */
  readonly words: string;
  readonly fromText: boolean;
  /** The order that ends the drug or service. */
  readonly stopped: boolean;
  /** Status draft: only such a one may be changed or taken back. */
  readonly changeable: boolean;
  readonly reasonSets: Sets;
  readonly reasonTexts: readonly string[];
  /** Conditions it is for, by `Type/id`. */
  readonly reasonReferences: readonly string[];
  /** A dose, or the strength its name prints. */
  readonly milligrams?: number;
  /** The draft as it came, for an offer to change it. */
  readonly resource: Raw;
}

/** One answered question of the intake, from the newest response that answered it. */
export interface IntakeAnswer {
  readonly reference: string;
  readonly codes: ReadonlySet<string>;
  readonly number?: number;
  readonly authored: Dated;
}

/** A resource that was set aside, with the reason in our words; named on the card where it matters. */
export interface SetAside {
  readonly reference: string;
  readonly label: string;
  readonly reason: string;
}
