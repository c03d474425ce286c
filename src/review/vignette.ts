/** A vignette: a few lines of clinical shorthand, a patient in words that becomes FHIR resources, and what must come out. */
import type { ErrorObject } from 'ajv';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

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
  /** What suggestions do with the draft itself: `update`, `delete`, `replace`. */
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

const coded = {
  icd: { type: 'string' },
  snomed: { type: 'string' },
  loinc: { type: 'string' },
  rxnorm: { type: ['string', 'integer'] },
  text: { type: 'string' },
  code: { type: 'string' },
  site: { type: 'string' },
} as const;
const ago = { type: 'string', pattern: '^-?\\d+(?:y|mo|w|d|h|min)(?::(?:date|month|year))?$' } as const;
const strings = { type: 'array', items: { type: 'string' } } as const;
const closed = (properties: object, required: readonly string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const listOf = (items: object): object => ({ type: 'array', items });
const result = {
  ...coded,
  value: { type: ['number', 'string'] },
  unit: { type: 'string' },
  comparator: { type: 'string' },
  coded: closed(coded),
  ago,
  status: { type: 'string' },
  upper: { type: 'number' },
  interpretation: { type: 'string' },
  absent: { type: 'string' },
};

const SCHEMA = listOf(
  closed(
    {
      id: { type: 'string', pattern: '^[a-z0-9-]+$' },
      says: { type: 'string', minLength: 10 },
      trap: { type: 'string' },
      sandbox: closed({ name: { type: 'string' }, story: { type: 'string' }, fault: { type: 'string' } }, [
        'name',
        'story',
      ]),
      patient: closed({
        age: { type: 'number' },
        birthDate: { type: 'string' },
        sex: { type: 'string' },
        deceased: { type: 'boolean' },
        name: { type: 'string' },
      }),
      intake: { type: 'object', additionalProperties: { type: ['string', 'number', 'array'] } },
      intakeAgo: ago,
      intakeStatus: { type: 'string' },
      conditions: listOf(
        closed({
          ...coded,
          ago,
          recorded: ago,
          status: { type: 'string' },
          verification: { type: 'string' },
          abated: ago,
        }),
      ),
      results: listOf(closed({ ...result, components: listOf(closed(result)) })),
      drugs: listOf(
        closed({
          ...coded,
          since: ago,
          until: ago,
          status: { type: 'string' },
          intent: { type: 'string' },
          as: { enum: ['request', 'statement', 'reference', 'contained'] },
          dispensed: ago,
        }),
      ),
      procedures: listOf(closed({ ...coded, ago, status: { type: 'string' }, category: { type: 'string' } })),
      encounters: listOf(closed({ ...coded, ago, status: { type: 'string' }, current: { type: 'boolean' } })),
      orders: listOf(
        closed({
          ...coded,
          kind: { enum: ['order', 'appointment', 'task', 'advice'] },
          ago,
          status: { type: 'string' },
        }),
      ),
      family: listOf(closed(coded)),
      drafts: listOf(
        closed({
          ...coded,
          as: { enum: ['medication', 'service', 'device', 'advice'] },
          status: { type: 'string' },
          reason: closed(coded),
          milligrams: { type: 'number' },
          priority: { type: 'string' },
          selected: { const: false },
        }),
      ),
      recordedNow: listOf(
        closed({
          ...coded,
          ago,
          recorded: { anyOf: [ago, { const: 'none' }] },
          status: { type: 'string' },
          verification: { type: 'string' },
          abated: ago,
        }),
      ),
      failed: strings,
      expect: closed({
        tier: { type: 'string' },
        explains: { type: 'string' },
        variant: { type: 'string' },
        rank: { type: 'number' },
        first: { type: 'string' },
        urgency: { type: 'string' },
        met: strings,
        notMet: strings,
        unknown: { type: 'object', additionalProperties: { type: 'string' } },
        flags: strings,
        open: strings,
        noFlags: strings,
        cards: strings,
        suggests: strings,
        notSuggests: strings,
        inHand: strings,
        relief: { type: 'object', additionalProperties: { enum: ['offered', 'held', 'blocked', 'absent'] } },
        conflicts: strings,
        says: strings,
        saysNot: strings,
        nextBest: { type: 'string' },
        tiers: { type: 'object', additionalProperties: { type: 'string' } },
        silent: { type: 'boolean' },
        indicator: { type: 'string' },
        warnings: strings,
        onlyWarnings: { type: 'boolean' },
        noWarnings: strings,
        draftActions: { type: 'array', items: { enum: ['update', 'delete', 'replace'] } },
      }),
    },
    ['id', 'says', 'expect'],
  ),
);

// Compiled once: there are some eighty files.
const isVignettes = new Ajv({ allowUnionTypes: true }).compile<readonly Vignette[]>(SCHEMA);

/** Reads a vignettes.yaml. @throws Error naming the file, the vignette and the member that is wrong */
export function readVignettes(path: string): readonly Vignette[] {
  const raw: unknown = parse(readFileSync(path, 'utf8'));
  if (!isVignettes(raw)) throw new Error(`${path}: ${sayError(isVignettes.errors, raw)}`);
  const ids = raw.map((one) => one.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`${path}: the id ${twice} is used twice.`);
  return raw;
}

function sayError(errors: ErrorObject[] | null | undefined, raw: unknown): string {
  const first = errors?.[0];
  if (first === undefined) return 'not valid';
  const index = Number(first.instancePath.split('/')[1]);
  const one: unknown = Array.isArray(raw) ? raw[index] : undefined;
  const id = typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : `number ${index + 1}`;
  const extra = 'additionalProperty' in first.params ? ` (${String(first.params.additionalProperty)})` : '';
  return `vignette ${id}: ${first.instancePath.split('/').slice(2).join('.')} ${first.message ?? ''}${extra}`;
}
