/** Reads vignettes: a few lines of clinical shorthand, a patient in words that becomes FHIR resources, and what must come out. */
import type { ErrorObject } from 'ajv';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Vignette } from './vignette-shape.ts';

export type * from './vignette-shape.ts';

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
        draftActions: { type: 'array', items: { enum: ['update', 'delete'] } },
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
