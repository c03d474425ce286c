/** FHIR records that nobody on this project wrote, read in place and grouped by their patient. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED } from '../shared.ts';
import type { Json } from './record.ts';

const FOLDER = join(SHARED, 'patients');
export const PATIENT = 'p1';

export interface ForeignPatient {
  readonly name: string;
  readonly resources: readonly Json[];
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** Every JSON file of a folder with its name. */
function files(folder: string): readonly (readonly [string, Json])[] {
  // A clone without the inputs has none; its tests are skipped.
  if (!existsSync(FOLDER)) return [];
  return readdirSync(join(FOLDER, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const value: unknown = JSON.parse(readFileSync(join(FOLDER, folder, name), 'utf8'));
      return isJson(value) ? [[`${folder}/${name}`, value] as const] : [];
    });
}

/** The resources of a file: a Bundle's entries, or the one it holds. */
function opened(value: Json): readonly Json[] {
  if (value.resourceType !== 'Bundle') return [value];
  return list(value.entry).flatMap((entry) => (isJson(entry.resource) ? [entry.resource] : []));
}

const folders = ['hl7-r4-examples', 'us-core-examples', 'synthea'] as const;

/** Each resource with the file it came from. */
export const foreignResources: readonly (readonly [string, Json])[] = folders.flatMap((folder) =>
  files(folder).flatMap(([name, value]) =>
    opened(value).map((one, index) => [`${name}#${index}`, one] as const),
  ),
);

function subjectOf(resource: Json): string {
  for (const member of ['subject', 'patient', 'for']) {
    const value = resource[member];
    if (isJson(value) && typeof value.reference === 'string') return value.reference;
  }
  return resource.resourceType === 'Patient' ? `Patient/${String(resource.id)}` : 'nobody';
}

// One patient id for all: the service refuses records of two patients, rightly.
function ofOnePatient(resource: Json): Json {
  const subject = { reference: `Patient/${PATIENT}` };
  return {
    ...resource,
    ...(resource.resourceType === 'Patient' ? { id: PATIENT } : {}),
    ...(resource.subject === undefined ? {} : { subject }),
    ...(resource.patient === undefined ? {} : { patient: subject }),
  };
}

function grouped(): readonly ForeignPatient[] {
  const groups = new Map<string, Json[]>();
  for (const folder of ['hl7-r4-examples', 'us-core-examples']) {
    for (const [, value] of files(folder)) {
      for (const one of opened(value)) {
        const key = `${folder} ${subjectOf(one)}`;
        const group = groups.get(key) ?? [];
        group.push(one);
        groups.set(key, group);
      }
    }
  }
  for (const [name, value] of files('synthea')) groups.set(name, [...opened(value)]);
  return [...groups].map(([name, resources]) => {
    const own = resources.map(ofOnePatient);
    const patients = own.filter((one) => one.resourceType === 'Patient');
    const rest = own.filter((one) => one.resourceType !== 'Patient');
    // A group without its Patient gets a plain adult one: the service answers nothing without.
    const patient = patients[0] ?? {
      resourceType: 'Patient',
      id: PATIENT,
      birthDate: '1958-05-06',
      gender: 'female',
    };
    return { name, resources: [patient, ...rest] };
  });
}

/** The patients, each with a Patient resource and one id. */
export const foreignPatients: readonly ForeignPatient[] = grouped();

/** The newest date that a record mentions outside meta, so that nothing in it is too old to matter. */
export function lastDay(patient: ForeignPatient): string {
  const text = JSON.stringify(patient.resources.map((one) => ({ ...one, meta: undefined, text: undefined })));
  const days = [...text.matchAll(/"((?:19|20)\d\d-\d\d-\d\d)/g)].map((hit) => hit[1] ?? '');
  return (
    days
      .filter((day) => day < '2026-03-12')
      .sort()
      .at(-1) ?? '2026-03-12'
  );
}
