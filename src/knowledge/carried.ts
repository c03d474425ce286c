/** The knowledge as one JSON value and back: what a page needs to reason by itself. No Node here. */
import { CodeIndex, type CodeEntry, type TextRule } from '#chart/codes';
import type { NamedObservation } from '#chart/observations';
import type { KeyDirectory, PlanEntry } from '#chart';
import { Units } from '#clinical/quantity';
import type { DoorRule, Knowledge, Source } from '#reason/knowledge';
import type { Cause, FlagFolder, OrderCheck, Relief } from '#rules';
import { wordingOf } from './words.ts';

/** Everything in `Knowledge`, as it stands in JSON. */
export interface CarriedKnowledge {
  readonly version: string;
  readonly hash: string;
  readonly valueSetsHash: string;
  readonly causes: readonly Cause[];
  readonly flagFolders: readonly FlagFolder[];
  readonly reliefs: readonly Relief[];
  readonly orderChecks: readonly OrderCheck[];
  readonly door: DoorRule;
  readonly sources: Readonly<Record<string, Readonly<Record<string, Source>>>>;
  readonly questionnaire: unknown;
  readonly titles: readonly (readonly [string, string])[];
  readonly codes: readonly CodeEntry[];
  readonly textRules: readonly TextRule[];
  readonly named: readonly NamedObservation[];
  readonly plan: readonly PlanEntry[];
  readonly kinds: KeyDirectory['kinds'];
  readonly observationSets: readonly (readonly [string, readonly string[]])[];
}

/** What the JSON needs that `Knowledge` holds only as functions. */
export interface CarriedWords {
  readonly questionnaire: unknown;
  readonly titles: ReadonlyMap<string, string>;
  readonly codes: readonly CodeEntry[];
  readonly textRules: readonly TextRule[];
}

export function carry(knowledge: Knowledge, words: CarriedWords): CarriedKnowledge {
  const {
    version,
    hash,
    valueSetsHash,
    causes,
    flagFolders,
    reliefs,
    orderChecks,
    door,
    sources,
    named,
    plan,
  } = knowledge;
  const { keysOf } = knowledge;
  return {
    version,
    hash,
    valueSetsHash,
    causes,
    flagFolders,
    reliefs,
    orderChecks,
    door,
    sources,
    questionnaire: words.questionnaire,
    titles: [...words.titles],
    codes: words.codes,
    textRules: words.textRules,
    named,
    plan,
    kinds: keysOf.kinds,
    observationSets: [...keysOf.observationSets],
  };
}

/** The knowledge again; reasons exactly as the one it was made from (tests/knowledge/carried.test.ts). */
export function unpack(carried: CarriedKnowledge): Knowledge {
  const {
    version,
    hash,
    valueSetsHash,
    causes,
    flagFolders,
    reliefs,
    orderChecks,
    door,
    sources,
    named,
    plan,
  } = carried;
  return {
    version,
    hash,
    valueSetsHash,
    causes,
    flagFolders,
    reliefs,
    orderChecks,
    door,
    sources,
    named,
    plan,
    wording: wordingOf(carried.questionnaire, new Map(carried.titles)),
    codes: new CodeIndex(carried.codes, carried.textRules),
    units: new Units(),
    keysOf: { kinds: carried.kinds, observationSets: new Map(carried.observationSets) },
  };
}
