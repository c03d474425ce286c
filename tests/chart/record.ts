/** Small records for tests: raw resources through the real knowledge into a chart, and answers about it. */
import type { FhirResource } from 'fhir/r4';
import type { Answer } from '#clinical/answer';
import type { CodeIndex } from '#chart/codes';
import { buildChart, type Chart, type Gathered, type GatheredKey, type Side } from '#chart';
import { gatherAll } from '#review/run';
import { Evaluation, type Expr } from '#rules';
import { AS_OF, knowledge } from '../knowledge.ts';

export const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
export const SNOMED = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const INTAKE = 'https://nocturne.example/fhir/Questionnaire/leg-pain-intake';
export const STATUS = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
export const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

export type Json = Readonly<Record<string, unknown>>;

export interface RecordOptions {
  readonly asOf?: string;
  /** Keys that could not be read. */
  readonly failed?: readonly string[];
  /** Keys of which only a part was read. */
  readonly partial?: readonly string[];
  readonly encounterId?: string;
  /** Another index than that of the shipped sets. */
  readonly codes?: CodeIndex;
}

// What a test writes is meant to be wrong now and then: the one place that calls it FHIR.
function fhir(resources: readonly Json[]): readonly FhirResource[] {
  return JSON.parse(JSON.stringify(resources)) as FhirResource[];
}

/** All keys answered by one list of resources, each under the key of its type. */
export function gatheredOf(resources: readonly Json[], options: RecordOptions = {}): Gathered {
  const all = gatherAll(fhir(resources), knowledge.plan, options.failed ?? []);
  const keys: Record<string, GatheredKey> = { ...all.keys };
  for (const key of options.partial ?? []) {
    keys[key] = { outcome: 'partial', resources: keys[key]?.resources ?? [], reason: 'more may exist' };
  }
  return { keys, referenced: all.referenced };
}

/** Builds a chart as the service does. */
export function chartFrom(gathered: Gathered, options: RecordOptions = {}): Chart {
  return buildChart(gathered, {
    asOf: options.asOf ?? AS_OF,
    codes: options.codes ?? knowledge.codes,
    named: knowledge.named,
    keysOf: knowledge.keysOf,
    ...(options.encounterId === undefined ? {} : { encounterId: options.encounterId }),
  });
}

export function chartOf(resources: readonly Json[], options: RecordOptions = {}): Chart {
  return chartFrom(gatheredOf(resources, options), options);
}

/** Raw resources, each under the first key of its type, however broken they are; all else was read and is empty. */
export function chartOfRaw(...resources: readonly Json[]): Chart {
  const keys: Record<string, GatheredKey> = Object.fromEntries(
    knowledge.plan.map((entry) => [entry.key, { outcome: 'empty', resources: [] } as const]),
  );
  for (const one of fhir(resources)) {
    const key = knowledge.plan.find((entry) => entry.resourceType === one.resourceType)?.key ?? 'orders';
    keys[key] = { outcome: 'have', resources: [...(keys[key]?.resources ?? []), one] };
  }
  return chartFrom({ keys, referenced: {} });
}

export function answer(expr: Expr, chart: Chart, leg?: Side): Answer {
  return new Evaluation(chart, knowledge.units).answer(expr, {}, leg);
}

/** The answer in one word: `met`, `not-met`, or the reason why it is unknown. */
export function said(expr: Expr, chart: Chart, leg?: Side): string {
  const one = answer(expr, chart, leg);
  return one.is === 'unknown' ? one.why : one.is;
}

export const coding = (system: string | undefined, code: string, display?: string): Json => ({
  coding: [
    { ...(system === undefined ? {} : { system }), code, ...(display === undefined ? {} : { display }) },
  ],
});

const issued = new Set<string>();
function nextId(type: string): string {
  const id = `${type.toLowerCase()}-${issued.size + 1}`;
  issued.add(id);
  return id;
}

export function condition(code: Json, more: Json = {}): Json {
  return {
    resourceType: 'Condition',
    id: nextId('Condition'),
    clinicalStatus: coding(STATUS, 'active'),
    verificationStatus: coding(VERIFICATION, 'confirmed'),
    code,
    subject: { reference: 'Patient/p' },
    recordedDate: '2026-03-01',
    ...more,
  };
}

export function observation(code: Json, more: Json = {}): Json {
  return {
    resourceType: 'Observation',
    id: nextId('Observation'),
    status: 'final',
    code,
    subject: { reference: 'Patient/p' },
    effectiveDateTime: '2026-03-10T09:00:00Z',
    ...more,
  };
}

export const quantity = (value: unknown, unit?: string, comparator?: string): Json => ({
  valueQuantity: {
    value,
    ...(unit === undefined ? {} : { unit, code: unit, system: 'http://unitsofmeasure.org' }),
    ...(comparator === undefined ? {} : { comparator }),
  },
});

export function order(product: Json, more: Json = {}): Json {
  return {
    resourceType: 'MedicationRequest',
    id: nextId('MedicationRequest'),
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    authoredOn: '2025-12-01',
    ...product,
    ...more,
  };
}

/** A response to the intake; `answers` are codes by linkId. */
export function intake(
  answers: Readonly<Record<string, string | number | readonly string[]>>,
  more: Json = {},
): Json {
  return {
    resourceType: 'QuestionnaireResponse',
    id: nextId('QuestionnaireResponse'),
    questionnaire: `${INTAKE}|1.0.0`,
    status: 'completed',
    authored: '2026-03-12T20:00:00Z',
    item: Object.entries(answers).map(([linkId, given]) => ({
      linkId,
      answer: (typeof given === 'object' ? given : [given]).map((one) =>
        typeof one === 'number' ? { valueInteger: one } : { valueCoding: { code: one } },
      ),
    })),
    ...more,
  };
}

/** The instant so many hours before the tests' now. */
export function hoursAgo(hours: number): string {
  return new Date(Date.parse(AS_OF) - hours * 3_600_000).toISOString();
}
