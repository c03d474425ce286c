/** Reads a file of cases with known truth: charts in the shorthand of vignettes, checked in shape and against the intake form. */
import type { ErrorObject } from 'ajv';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isRaw, object, objects, text, type Raw } from '#chart/read';
import type { VignetteRecord } from '#review/vignette';
import type { Urgency } from '#rules';

/** The cause ids of DESIGN.md section 6. */
export const CAUSES = [
  'peripheral-artery-disease',
  'ischemic-rest-pain',
  'acute-limb-ischemia',
  'deep-vein-thrombosis',
  'superficial-vein-thrombosis',
  'chronic-venous-disease',
  'cellulitis',
  'foot-ulcer-infection',
  'charcot-foot',
  'compartment-syndrome',
  'bone-pain-malignancy',
  'cauda-equina-syndrome',
  'peripheral-neuropathy',
  'small-fiber-neuropathy',
  'nerve-entrapment',
  'restless-legs-syndrome',
  'akathisia',
  'nocturnal-leg-cramps',
  'electrolyte-disturbance',
  'muscle-overuse',
  'statin-muscle-symptoms',
  'sleep-posture',
  'lumbar-radiculopathy',
  'lumbar-spinal-stenosis',
  'osteoarthritis',
  'inflammatory-arthritis',
  'gout',
  'fibromyalgia',
] as const;

export interface Truth {
  /** `none`: a cause that is none of ours, or no leg complaint. */
  readonly cause: (typeof CAUSES)[number] | 'none';
  readonly urgency: Urgency;
  /** Other causes that would also be right in first place. */
  readonly acceptable?: readonly string[];
  /** No leg complaint: no card at all. */
  readonly silent?: boolean;
}

export interface Case extends Omit<VignetteRecord, 'intakeStatus' | 'failed'> {
  readonly id: string;
  readonly says: string;
  readonly truth: Truth;
}

const scalar = { type: ['string', 'number', 'boolean'] } as const;
const ago = { type: 'string', pattern: '^-?\\d+(?:y|mo|w|d|h|min)(?::(?:date|month|year))?$' } as const;
const AGES = new Set(['ago', 'recorded', 'abated', 'since', 'dispensed']);
const CODED = ['icd', 'snomed', 'loinc', 'rxnorm', 'text', 'code', 'site'];
const RESULT = ['value', 'unit', 'comparator', 'ago', 'status', 'upper', 'interpretation', 'absent'];

function record(members: readonly string[], more: object = {}): object {
  const properties = Object.fromEntries(members.map((name) => [name, AGES.has(name) ? ago : scalar]));
  return { type: 'object', additionalProperties: false, properties: { ...properties, ...more } };
}
const listOf = (items: object): object => ({ type: 'array', items });
const coded = record(CODED);
const result = record([...CODED, ...RESULT], { coded });

const SCHEMA = listOf({
  type: 'object',
  additionalProperties: false,
  required: ['id', 'says', 'truth'],
  properties: {
    id: { type: 'string', pattern: '^[a-z0-9-]{1,50}$' },
    says: { type: 'string', minLength: 10 },
    patient: record(['age', 'birthDate', 'sex', 'deceased', 'name']),
    intake: { type: 'object', additionalProperties: { type: ['string', 'number', 'array'] } },
    intakeAgo: ago,
    conditions: listOf(record([...CODED, 'ago', 'recorded', 'status', 'verification', 'abated'])),
    results: listOf(record([...CODED, ...RESULT], { coded, components: listOf(result) })),
    drugs: listOf(record([...CODED, 'since', 'status', 'intent', 'as', 'dispensed'])),
    procedures: listOf(record([...CODED, 'ago', 'status', 'category'])),
    encounters: listOf(record([...CODED, 'ago', 'status', 'current'])),
    orders: listOf(record([...CODED, 'kind', 'ago', 'status'])),
    family: listOf(coded),
    truth: {
      type: 'object',
      additionalProperties: false,
      required: ['cause', 'urgency'],
      properties: {
        cause: { enum: [...CAUSES, 'none'] },
        urgency: { enum: ['emergency', 'same-day', 'days', 'routine'] },
        acceptable: listOf({ enum: CAUSES }),
        silent: { type: 'boolean' },
      },
    },
  },
});

/**
 * Reads a cases file.
 * @param path the YAML list of cases
 * @param questionnaire the intake form, whose linkIds and codes the answers must have
 * @throws Error with every case that is wrong, one a line
 */
export function readCases(path: string, questionnaire: string): readonly Case[] {
  const raw: unknown = parse(readFileSync(path, 'utf8'));
  const validate = new Ajv({ allowUnionTypes: true, allErrors: true }).compile<readonly Case[]>(SCHEMA);
  if (!validate(raw))
    throw new Error(`${path}:\n${(validate.errors ?? []).map((one) => sayError(one, raw)).join('\n')}`);
  const ids = raw.map((one) => one.id);
  const form = formOf(questionnaire);
  const wrong = [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `case ${id}: the id is used twice`),
    ...raw.flatMap((one) => strangers(one, form)),
  ];
  if (wrong.length > 0) throw new Error(`${path}:\n${wrong.join('\n')}`);
  return raw;
}

interface Item {
  readonly type: string;
  readonly codes: ReadonlySet<string>;
  readonly repeats: boolean;
}

function formOf(path: string): ReadonlyMap<string, Item> {
  const raw: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isRaw(raw)) throw new Error(`${path} is no Questionnaire`);
  const form = new Map<string, Item>();
  const collect = (items: readonly Raw[]): void => {
    for (const item of items) {
      const codes = objects(item, 'answerOption').map((option) =>
        text(object(option, 'valueCoding'), 'code'),
      );
      form.set(text(item, 'linkId') ?? '', {
        type: text(item, 'type') ?? '',
        codes: new Set(codes.filter((code) => code !== undefined)),
        repeats: item.repeats === true,
      });
      collect(objects(item, 'item'));
    }
  };
  collect(objects(raw, 'item'));
  return form;
}

function strangers(one: Case, form: ReadonlyMap<string, Item>): readonly string[] {
  return Object.entries(one.intake ?? {}).flatMap(([linkId, given]) => {
    const item = form.get(linkId);
    const where = `case ${one.id}: intake ${linkId}`;
    if (item === undefined || item.type === 'group') return [`${where} is no question of the form`];
    if (item.type !== 'choice') return typeof given === 'number' ? [] : [`${where} must be a number`];
    if (typeof given === 'number') return [`${where} must be a code`];
    const codes = typeof given === 'string' ? [given] : given;
    return [
      ...codes.filter((code) => !item.codes.has(code)).map((code) => `${where}: unknown code ${code}`),
      ...(codes.length > 1 && !item.repeats ? [`${where} takes one answer only`] : []),
    ];
  });
}

function sayError(error: ErrorObject, raw: unknown): string {
  const [index, ...rest] = error.instancePath.split('/').slice(1);
  const one: unknown = Array.isArray(raw) ? raw[Number(index)] : undefined;
  const id = isRaw(one) ? (text(one, 'id') ?? `number ${index ?? ''}`) : `number ${index ?? ''}`;
  const extra = 'additionalProperty' in error.params ? ` (${String(error.params.additionalProperty)})` : '';
  return `case ${id}: ${rest.join('.')} ${error.message ?? ''}${extra}`;
}
