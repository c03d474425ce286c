/** A record as lines that can be moved: results, diagnoses, drugs, and what else there is. Pure. */
import type { Condition, FhirResource, Observation } from 'fhir/r4';
import { labelOf } from '#chart/coded';
import type { CodeIndex } from '#chart/codes';
import { isRaw, object, objects, statuses, text, type Raw } from '#chart/read';
import { ageAt, parseDate } from '#clinical/time';
import { referenceTo, type PatientRecord } from './patient-record.ts';
import type { Sex, Standing } from './record-changes.ts';

interface Line {
  readonly reference: string;
  readonly label: string;
  /** As recorded, day or vaguer. */
  readonly date?: string;
  readonly out: boolean;
}

export interface ResultLine extends Line {
  /** As the result itself is called; the label says the site and the whole as well. */
  readonly name: string;
  /** Which component; the resource itself where there is none. */
  readonly part?: number;
  readonly value?: number;
  readonly unit?: string;
  readonly comparator?: string;
  /** A value that is no number, in words. */
  readonly words?: string;
  readonly note?: string;
}
export interface ConditionLine extends Line {
  readonly standing: Standing;
}
export type DrugLine = Line & { readonly note?: string };
export type OtherLine = Line & { readonly kind: string };

export interface RecordLines {
  readonly age?: number;
  readonly sex: Sex;
  readonly results: readonly ResultLine[];
  readonly conditions: readonly ConditionLine[];
  readonly drugs: readonly DrugLine[];
  readonly responses: readonly Line[];
  readonly others: readonly OtherLine[];
}

const KINDS: Readonly<Record<string, string>> = {
  Procedure: 'Procedure',
  Encounter: 'Encounter',
  ServiceRequest: 'Order',
  Appointment: 'Appointment',
  Task: 'Task',
  CommunicationRequest: 'Advice',
  FamilyMemberHistory: 'Relative',
  MedicationDispense: 'Dispensed',
};

/** @param codes have a name for a code that came without one */
export function linesOf(record: PatientRecord, codes: CodeIndex): RecordLines {
  const results: ResultLine[] = [];
  const conditions: ConditionLine[] = [];
  const drugs: DrugLine[] = [];
  const responses: Line[] = [];
  const others: OtherLine[] = [];
  for (const one of [...record.resources, ...(record.recordedNow ?? [])]) {
    const line = (): Line => lineOf(one, record, codes);
    switch (one.resourceType) {
      case 'Observation':
        results.push(...resultLines(one, line(), codes));
        break;
      case 'Condition':
        conditions.push({ ...line(), standing: standingOf(one) });
        break;
      case 'MedicationRequest':
      case 'MedicationStatement':
        drugs.push({ ...line(), ...(one.status === 'active' ? {} : { note: one.status }) });
        break;
      case 'QuestionnaireResponse':
        responses.push(line());
        break;
      default: {
        const kind = KINDS[one.resourceType];
        if (kind !== undefined) others.push({ ...line(), kind });
      }
    }
  }
  const age = ageOf(record);
  return {
    ...(age === undefined ? {} : { age }),
    sex: sexOf(record),
    results,
    conditions,
    drugs,
    responses,
    others,
  };
}

function lineOf(one: FhirResource, record: PatientRecord, codes: CodeIndex): Line {
  const reference = referenceTo(one);
  const raw = rawOf(one);
  const date = dateOf(raw);
  return {
    reference,
    label: nameOf(raw, record, codes),
    ...(date === undefined ? {} : { date: date.slice(0, 10) }),
    out: record.off.has(reference),
  };
}

const rawOf = (one: FhirResource): Raw => (isRaw(one) ? one : {});

function nameOf(raw: Raw, record: PatientRecord, codes: CodeIndex): string {
  const own =
    object(raw, 'code') ??
    object(raw, 'medicationCodeableConcept') ??
    object(objects(raw, 'condition')[0], 'code') ??
    objects(raw, 'reasonCode')[0] ??
    objects(raw, 'serviceType')[0] ??
    objects(raw, 'category')[0];
  const reference = object(raw, 'medicationReference');
  if (object(raw, 'medicationCodeableConcept') !== undefined || reference === undefined)
    return own === undefined ? 'without a name' : titled(own, codes);
  const to = text(reference, 'reference') ?? '';
  const medication = to.startsWith('#')
    ? objects(raw, 'contained').find((one) => one.id === to.slice(1))
    : record.resources.filter((one) => referenceTo(one) === to).map(rawOf)[0];
  const code = object(medication, 'code');
  return code === undefined ? (text(reference, 'display') ?? 'without a name') : titled(code, codes);
}

// What only has a code is called as our value sets call the code.
function titled(concept: Raw | undefined, codes: CodeIndex): string {
  const own = labelOf(concept);
  const bare = objects(concept, 'coding').find((one) => text(one, 'code') === own);
  const system = text(bare, 'system');
  if (bare === undefined || system === undefined) return own;
  const title =
    codes.titleOf(system, own) ??
    codes
      .membership(system, own)
      .map((one) => codes.displayOf(one.set, system, own))
      .find((one) => one !== undefined);
  return title === undefined ? own : `${title} (${own})`;
}

const DATES = [
  'effectiveDateTime',
  'effectivePeriod',
  'effectiveInstant',
  'issued',
  'onsetDateTime',
  'onsetPeriod',
  'recordedDate',
  'performedDateTime',
  'performedPeriod',
  'period',
  'authored',
  'authoredOn',
  'dateAsserted',
  'whenHandedOver',
  'created',
] as const;

function dateOf(raw: Raw): string | undefined {
  for (const dosage of objects(raw, 'dosageInstruction')) {
    const bounds = object(object(object(dosage, 'timing'), 'repeat'), 'boundsPeriod');
    const start = text(bounds, 'start');
    if (start !== undefined) return start;
  }
  for (const member of DATES) {
    const found = text(raw, member) ?? text(object(raw, member), 'start');
    if (found !== undefined) return found;
  }
  return undefined;
}

function resultLines(one: Observation, line: Line, codes: CodeIndex): readonly ResultLine[] {
  const raw = rawOf(one);
  const site = object(raw, 'bodySite');
  const whole = site === undefined ? line.label : `${line.label}, ${labelOf(site)}`;
  const usable = ['final', 'amended', 'corrected'].includes(one.status);
  const note = usable ? {} : { note: one.status };
  const parts = objects(raw, 'component').map((part, index) => {
    const code = object(part, 'code');
    const label = `${whole}: ${titled(code, codes)}`;
    return { ...line, ...note, name: labelOf(code), label, part: index, ...valueOf(part) };
  });
  const own = valueOf(raw);
  // A panel has no value of its own.
  if (parts.length > 0 && Object.keys(own).length === 0) return parts;
  return [{ ...line, ...note, name: labelOf(object(raw, 'code')), label: whole, ...own }, ...parts];
}

function valueOf(part: Raw): Pick<ResultLine, 'value' | 'unit' | 'comparator' | 'words'> {
  const quantity = object(part, 'valueQuantity');
  const value = quantity === undefined ? part.valueInteger : quantity.value;
  if (typeof value === 'number') {
    const unit = text(quantity, 'code') ?? text(quantity, 'unit');
    const comparator = text(quantity, 'comparator');
    return {
      value,
      ...(unit === undefined ? {} : { unit }),
      ...(comparator === undefined ? {} : { comparator }),
    };
  }
  const concept = object(part, 'valueCodeableConcept');
  const words = concept === undefined ? text(part, 'valueString') : labelOf(concept);
  return words === undefined ? {} : { words };
}

function standingOf(one: Condition): Standing {
  const raw = rawOf(one);
  const verification = statuses(raw, 'verificationStatus');
  if (verification.includes('refuted')) return 'refuted';
  if (verification.some((code) => ['unconfirmed', 'provisional', 'differential'].includes(code)))
    return 'unconfirmed';
  const clinical = statuses(raw, 'clinicalStatus');
  const ended = clinical.some((code) => ['inactive', 'remission', 'resolved'].includes(code));
  return ended ? 'resolved' : 'active';
}

/** In completed years; undefined where the birth date is missing. */
export function ageOf(record: PatientRecord): number | undefined {
  const patient = record.resources.find((one) => one.resourceType === 'Patient');
  const birth = parseDate(patient?.birthDate);
  return birth === null ? undefined : (ageAt(birth, Date.parse(record.asOf))?.[0] ?? undefined);
}

function sexOf(record: PatientRecord): Sex {
  const patient = record.resources.find((one) => one.resourceType === 'Patient');
  return patient?.gender ?? 'unknown';
}
