/** A patient as the tools hold it: resources that can be changed, a day to look from, and what is left out for now. Pure. */
import type { FhirResource } from 'fhir/r4';
import type { Chart } from '#chart';
import type { Knowledge } from '#reason/knowledge';
import { buildPatient, type BuiltPatient } from './patient.ts';
import { chartOf, datesFrom, type VignetteRun, type VignetteRunner } from './run.ts';
import type { Vignette } from './vignette-shape.ts';

export interface PatientRecord extends BuiltPatient {
  /** The instant it is read at. */
  readonly asOf: string;
  /** Prefetch keys that could not be read. */
  readonly failed: readonly string[];
  /** `Type/id` of what is left out: it can be taken in again. */
  readonly off: ReadonlySet<string>;
}

const NOTHING_OFF: ReadonlySet<string> = new Set();

/** A patient of the bank, with its dates counted back from `asOf`. */
export function recordOf(vignette: Vignette, asOf: string): PatientRecord {
  return {
    ...buildPatient(vignette, datesFrom(asOf)),
    asOf,
    failed: vignette.failed ?? [],
    off: NOTHING_OFF,
  };
}

/** `Type/id`. */
export const referenceTo = (resource: FhirResource): string =>
  `${resource.resourceType}/${resource.id ?? ''}`;

function counted(record: PatientRecord): PatientRecord {
  if (record.off.size === 0) return record;
  const kept = <T extends FhirResource>(resources: readonly T[]): readonly T[] =>
    resources.filter((one) => !record.off.has(referenceTo(one)));
  const { recordedNow, drafts } = record;
  return {
    ...record,
    resources: kept(record.resources),
    ...(recordedNow === undefined ? {} : { recordedNow: kept(recordedNow) }),
    ...(drafts === undefined ? {} : { drafts: { ...drafts, resources: kept(drafts.resources) } }),
  };
}

/** The whole way from resources to cards. */
export const runRecord = (runner: VignetteRunner, record: PatientRecord): VignetteRun =>
  runner.runPatient(counted(record), record.failed, record.asOf);

/** The chart alone. */
export const chartOfRecord = (
  record: PatientRecord,
  knowledge: Pick<Knowledge, 'plan' | 'codes' | 'named' | 'keysOf'>,
): Chart => chartOf(counted(record), record.failed, knowledge, record.asOf);
