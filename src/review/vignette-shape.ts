/** What a vignette is made of: the shorthand of a patient in words, and what must come out. No Node here: pages run vignettes too. */

/** Dates are ages back from asOf: `30d`, `6mo`, `2y`, `4h`, `0d`; negative is the future. */
export type Ago = string;

export interface CodedShort {
  readonly icd?: string;
  readonly snomed?: string;
  readonly loinc?: string;
  readonly rxnorm?: string | number;
  readonly text?: string;
  /** Any other coding as `system|code`. */
  readonly code?: string;
  readonly site?: string;
}

export interface ConditionShort extends CodedShort {
  readonly ago?: Ago;
  readonly recorded?: Ago;
  readonly status?: string;
  readonly verification?: string;
  readonly abated?: Ago;
}
export interface ResultShort extends CodedShort {
  readonly value?: number | string;
  readonly unit?: string;
  readonly comparator?: string;
  /** A coded value, as a shorthand of its own. */
  readonly coded?: CodedShort;
  readonly ago?: Ago;
  readonly status?: string;
  readonly upper?: number;
  readonly interpretation?: string;
  readonly absent?: string;
  readonly components?: readonly ResultShort[];
}
export interface DrugShort extends CodedShort {
  readonly since?: Ago;
  readonly until?: Ago;
  readonly status?: string;
  readonly intent?: string;
  readonly as?: 'request' | 'statement' | 'reference' | 'contained';
  readonly dispensed?: Ago;
}
export interface EventShort extends CodedShort {
  readonly ago?: Ago;
  readonly status?: string;
  readonly category?: string;
  readonly current?: boolean;
}
export interface OrderShort extends CodedShort {
  readonly kind?: 'order' | 'appointment' | 'task' | 'advice';
  readonly ago?: Ago;
  readonly status?: string;
}

/** An order being written: a draft of the hook's context. */
export interface DraftShort extends CodedShort {
  readonly as?: 'medication' | 'service' | 'device' | 'advice';
  readonly status?: string;
  /** What it is for: a shorthand of its own, or words. */
  readonly reason?: CodedShort;
  readonly milligrams?: number;
  readonly priority?: string;
  /** False: among the drafts, but the call is about another one (order-select). */
  readonly selected?: false;
}

export interface VignetteRecord {
  readonly patient?: {
    readonly age?: number;
    readonly birthDate?: string;
    readonly sex?: string;
    readonly deceased?: boolean;
    readonly name?: string;
  };
  readonly intake?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly intakeAgo?: Ago;
  readonly intakeStatus?: string;
  readonly conditions?: readonly ConditionShort[];
  readonly results?: readonly ResultShort[];
  readonly drugs?: readonly DrugShort[];
  readonly procedures?: readonly EventShort[];
  readonly encounters?: readonly EventShort[];
  readonly orders?: readonly OrderShort[];
  readonly family?: readonly CodedShort[];
  /** Orders being written: the vignette is then a call of order-sign, or of order-select where one is not selected. */
  readonly drafts?: readonly DraftShort[];
  /** Problems just recorded: a call of problem-list-item-create. */
  readonly recordedNow?: readonly ConditionShort[];
  /** Prefetch keys that fail. */
  readonly failed?: readonly string[];
}

export interface Expectation {
  readonly tier?: string;
  readonly explains?: string;
  readonly variant?: string;
  /** Place of this cause in the list, from 1. */
  readonly rank?: number;
  readonly first?: string;
  readonly urgency?: string;
  readonly met?: readonly string[];
  readonly notMet?: readonly string[];
  /** Criterion -> why it is unknown. */
  readonly unknown?: Readonly<Record<string, string>>;
  /** Red flags raised, as `RF-09` or `RF-09:same-day`. */
  readonly flags?: readonly string[];
  readonly open?: readonly string[];
  readonly noFlags?: readonly string[];
  /** Kinds of cards, in order: lane, differential, safety, intake, child. */
  readonly cards?: readonly string[];
  readonly suggests?: readonly string[];
  readonly notSuggests?: readonly string[];
  readonly inHand?: readonly string[];
  /** Relief measure -> offered, held, blocked, or absent where no likely cause asks for it. */
  readonly relief?: Readonly<Record<string, string>>;
  readonly conflicts?: readonly string[];
  readonly says?: readonly string[];
  readonly saysNot?: readonly string[];
  readonly nextBest?: string;
  readonly tiers?: Readonly<Record<string, string>>;
  readonly silent?: boolean;
  readonly indicator?: string;
  /** Warnings of order checks, as `check/warning`; all of them where `onlyWarnings` is set. */
  readonly warnings?: readonly string[];
  readonly onlyWarnings?: boolean;
  readonly noWarnings?: readonly string[];
  /** What suggestions do with the draft itself: `update`, `delete`. */
  readonly draftActions?: readonly string[];
}

export interface Vignette extends VignetteRecord {
  readonly id: string;
  /** The patient in one sentence a clinician would say. */
  readonly says: string;
  readonly trap?: string;
  /** Marks a vignette that becomes a sandbox patient, with the story to show. */
  readonly sandbox?: { readonly name: string; readonly story: string; readonly fault?: string };
  readonly expect: Expectation;
}
