/** The record of one patient at one instant, indexed once; everything a rule may ask of it. */
import type { Span } from '#clinical/time';
import type {
  ConditionEntry,
  DispenseEntry,
  DraftEntry,
  DrugEntry,
  EncounterEntry,
  IntakeAnswer,
  ObservationEntry,
  OrderEntry,
  ProcedureEntry,
  SetAside,
} from './entries.ts';
import { CONTEXT_KEY, type Gathered, type KeyOutcome } from './gathered.ts';

/** Kinds of data a rule can need; each is delivered by one or more prefetch keys. */
export type DataKind =
  'condition' | 'drug' | 'observation' | 'procedure' | 'family' | 'encounter' | 'intake' | 'order';

/** `complete`: read whole; `partial`: read, but more may exist; `failed`: could not be read. */
export type Coverage = 'complete' | 'partial' | 'failed';

export interface ChartParts {
  readonly asOf: number;
  readonly birth: Span | undefined;
  readonly sex: string | undefined;
  readonly deceased: boolean;
  readonly conditions: ReadonlyMap<string, readonly ConditionEntry[]>;
  readonly allConditions: readonly ConditionEntry[];
  readonly observations: ReadonlyMap<string, readonly ObservationEntry[]>;
  readonly drugs: ReadonlyMap<string, readonly DrugEntry[]>;
  readonly dispenses: ReadonlyMap<string, readonly DispenseEntry[]>;
  readonly procedures: ReadonlyMap<string, readonly ProcedureEntry[]>;
  readonly family: ReadonlyMap<string, readonly ConditionEntry[]>;
  readonly encounters: readonly EncounterEntry[];
  readonly orders: readonly OrderEntry[];
  /** Undefined where the call is not about orders. */
  readonly drafts: readonly DraftEntry[] | undefined;
  readonly intake: ReadonlyMap<string, IntakeAnswer>;
  readonly keys: Gathered['keys'];
  readonly keysOf: KeyDirectory;
}

/** Which prefetch keys deliver a kind of data; for observations, by value set. */
export interface KeyDirectory {
  readonly kinds: Readonly<Partial<Record<DataKind, readonly string[]>>>;
  readonly observationSets: ReadonlyMap<string, readonly string[]>;
}

const NOTHING: readonly never[] = Object.freeze([]);

export class Chart {
  readonly asOf: number;
  /** Values set aside while rules read them: implausible, unit not understood; filled by the evaluation. */
  readonly setAside = new Map<string, SetAside>();

  constructor(private readonly parts: ChartParts) {
    this.asOf = parts.asOf;
  }

  get birth(): Span | undefined {
    return this.parts.birth;
  }
  get sex(): string | undefined {
    return this.parts.sex;
  }
  get deceased(): boolean {
    return this.parts.deceased;
  }
  get encounters(): readonly EncounterEntry[] {
    return this.parts.encounters;
  }
  get orders(): readonly OrderEntry[] {
    return this.parts.orders;
  }
  /** The orders being written that the call is about. */
  get drafts(): readonly DraftEntry[] {
    return this.parts.drafts ?? NOTHING;
  }
  /** The call was made because a problem was recorded. */
  get recording(): boolean {
    return this.parts.keys[CONTEXT_KEY] !== undefined;
  }
  /** The call is about orders being written: order checks run, not the differential. */
  get ordering(): boolean {
    return this.parts.drafts !== undefined;
  }
  get intake(): ReadonlyMap<string, IntakeAnswer> {
    return this.parts.intake;
  }
  /** Every condition kept by record hygiene, for the door. */
  get allConditions(): readonly ConditionEntry[] {
    return this.parts.allConditions;
  }

  conditions(set: string): readonly ConditionEntry[] {
    return this.parts.conditions.get(set) ?? NOTHING;
  }
  /** Newest first; undated ones last. */
  observations(set: string): readonly ObservationEntry[] {
    return this.parts.observations.get(set) ?? NOTHING;
  }
  drugs(set: string): readonly DrugEntry[] {
    return this.parts.drugs.get(set) ?? NOTHING;
  }
  dispenses(set: string): readonly DispenseEntry[] {
    return this.parts.dispenses.get(set) ?? NOTHING;
  }
  procedures(set: string): readonly ProcedureEntry[] {
    return this.parts.procedures.get(set) ?? NOTHING;
  }
  /** Conditions of relatives. They are never the patient's own. */
  family(set: string): readonly ConditionEntry[] {
    return this.parts.family.get(set) ?? NOTHING;
  }

  /** How far one kind of data could be read. For observations name the value set: each comes by its own key. */
  coverage(kind: DataKind, set?: string): Coverage {
    const keys =
      set !== undefined && kind === 'observation'
        ? this.parts.keysOf.observationSets.get(set)
        : this.parts.keysOf.kinds[kind];
    if (keys === undefined || keys.length === 0) return 'failed';
    let worst: Coverage = 'complete';
    let read = false;
    for (const key of keys) {
      const outcome: KeyOutcome = this.parts.keys[key]?.outcome ?? 'failed';
      if (outcome === 'have' || outcome === 'empty' || outcome === 'partial') read = true;
      if (outcome === 'partial' || outcome === 'failed') worst = 'partial';
    }
    return read ? worst : 'failed';
  }

  /** Keys that failed or are partial, with the reason in our words, for the card. */
  gaps(): readonly { readonly key: string; readonly outcome: KeyOutcome; readonly reason: string }[] {
    return Object.entries(this.parts.keys)
      .filter(([, got]) => got.outcome === 'failed' || got.outcome === 'partial')
      .map(([key, got]) => ({ key, outcome: got.outcome, reason: got.reason ?? 'not available' }));
  }
}
