/** Everything the service knows, as one value: rules, the door, sources, wording, and the hash that names them. */
import type { CodeIndex } from '#chart/codes';
import type { NamedObservation } from '#chart/observations';
import type { KeyDirectory, PlanEntry } from '#chart';
import type { Units } from '#clinical/quantity';
import type { Cause, FlagFolder, OrderCheck, Relief, Window, Wording } from '#rules';

/** One source of a rule, as its sources.yaml has it. */
export interface Source {
  readonly title: string;
  readonly citation: string;
  readonly url?: string;
  /** S: a stored copy was seen. K: named guideline, not re-read. P: proposal of this project. */
  readonly tag: 'S' | 'K' | 'P';
  /** Where the dossier has it: "neuro-msk S18". */
  readonly dossier: string;
  /** The sentences that criteria cite, by anchor. */
  readonly says: Readonly<Record<string, string>>;
}

/** How free text may open the door; it never counts as evidence. */
export interface ComplaintWords {
  readonly body: readonly string[];
  readonly trouble: readonly string[];
  readonly whole: readonly string[];
  readonly negations: readonly string[];
  /** Words that end the reach of a negation: "not sleeping because of ...". */
  readonly reasons: readonly string[];
  /** What a negation may deny without denying the complaint: "no relief of ...". */
  readonly deniable: readonly string[];
  /** Negations that follow what they deny: "pain free", "cramps resolved". */
  readonly endings: readonly string[];
  readonly others: readonly string[];
  /** What a relative does who speaks for the patient. */
  readonly reporting: readonly string[];
  /** Phrases that name a limb and mean none. */
  readonly idioms: readonly string[];
}

/** What opens the door: coded leg symptoms, reasons in words, a filled intake. */
export interface DoorRule {
  readonly set: string;
  /** A coded symptom or problem older than this needs a recent encounter for it. */
  readonly symptomWindow: Window;
  readonly intakeWindow: Window;
  readonly encounterWindow: Window;
  readonly words: ComplaintWords;
  /** Intake items whose positive answer is a leg complaint, with the answers that are none. */
  readonly intakeItems: Readonly<Record<string, readonly string[]>>;
}

export interface Knowledge {
  readonly version: string;
  readonly hash: string;
  /** Names the value sets alone, an operator's own included. */
  readonly valueSetsHash: string;
  readonly causes: readonly Cause[];
  readonly flagFolders: readonly FlagFolder[];
  readonly reliefs: readonly Relief[];
  readonly orderChecks: readonly OrderCheck[];
  readonly door: DoorRule;
  /** Sources by rule id, then by source id. */
  readonly sources: Readonly<Record<string, Readonly<Record<string, Source>>>>;
  readonly wording: Wording;
  readonly codes: CodeIndex;
  /** The operator's own value sets: what they added, and the hash that went into ours. */
  readonly overlay?: { readonly hash: string; readonly sets: number; readonly codes: number };
  readonly units: Units;
  readonly named: readonly NamedObservation[];
  readonly plan: readonly PlanEntry[];
  readonly keysOf: KeyDirectory;
}
