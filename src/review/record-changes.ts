/** The changes a patient's record allows, and making one: the record before stays as it is. Pure. */
import type { Condition, FhirResource, Observation, QuestionnaireResponse } from 'fhir/r4';
import { isIntake } from '#chart/intake';
import { isRaw } from '#chart/read';
import { back, dayOf, hours, parseDate } from '#clinical/time';
import type { IntakeItem } from './intake-items.ts';
import { referenceTo, type PatientRecord } from './patient-record.ts';
import { INTAKE, INTAKE_SYSTEM } from './shorthand.ts';

export type Standing = 'active' | 'resolved' | 'unconfirmed' | 'refuted';
export type Sex = 'female' | 'male' | 'other' | 'unknown';
/** Codes of a choice, a number, or nothing: not asked. */
export type GivenAnswer = readonly string[] | number | undefined;

export type Change =
  | { readonly kind: 'leave-out'; readonly reference: string; readonly out: boolean }
  | { readonly kind: 'value'; readonly reference: string; readonly part?: number; readonly value: number }
  | { readonly kind: 'date'; readonly reference: string; readonly date: string }
  | { readonly kind: 'standing'; readonly reference: string; readonly standing: Standing }
  | { readonly kind: 'answer'; readonly item: IntakeItem; readonly answer: GivenAnswer }
  | { readonly kind: 'age'; readonly years: number }
  | { readonly kind: 'sex'; readonly sex: Sex }
  | { readonly kind: 'as-of'; readonly asOf: string }
  | { readonly kind: 'add'; readonly resource: FhirResource };

export const changeAll = (record: PatientRecord, changes: readonly Change[]): PatientRecord =>
  changes.reduce(changed, record);

/** The record with one thing changed; as it is where there is nothing of that reference. */
export function changed(record: PatientRecord, change: Change): PatientRecord {
  switch (change.kind) {
    case 'leave-out': {
      const off = new Set(record.off);
      if (change.out) off.add(change.reference);
      else off.delete(change.reference);
      return { ...record, off };
    }
    case 'value':
      return edited(record, change.reference, (one) =>
        one.resourceType === 'Observation' ? withValue(one, change.part, change.value) : one,
      );
    case 'date':
      return edited(record, change.reference, (one) => withDate(one, change.date));
    case 'standing':
      return edited(record, change.reference, (one) =>
        one.resourceType === 'Condition' ? withStanding(one, change.standing) : one,
      );
    case 'answer':
      return answered(record, change.item, change.answer);
    case 'age': {
      // A month past the birthday, so that the age is the same on all days nearby.
      const born = back(Date.parse(record.asOf), { n: change.years * 12 + 1, unit: 'months' });
      return ofPatient(record, (one) => ({ ...one, birthDate: dayOf(born) }));
    }
    case 'sex':
      return ofPatient(record, (one) => ({ ...one, gender: change.sex }));
    case 'as-of':
      return { ...record, asOf: change.asOf };
    case 'add':
      return added(record, change.resource);
  }
}

function edited(
  record: PatientRecord,
  reference: string,
  edit: (resource: FhirResource) => FhirResource,
): PatientRecord {
  const { recordedNow } = record;
  return {
    ...record,
    resources: record.resources.map((one) => (referenceTo(one) === reference ? edit(one) : one)),
    ...(recordedNow === undefined
      ? {}
      : {
          recordedNow: recordedNow.map((one) => {
            const now = referenceTo(one) === reference ? edit(one) : one;
            return now.resourceType === 'Condition' ? now : one;
          }),
        }),
  };
}

function ofPatient(
  record: PatientRecord,
  edit: (patient: Extract<FhirResource, { resourceType: 'Patient' }>) => FhirResource,
): PatientRecord {
  return {
    ...record,
    resources: record.resources.map((one) => (one.resourceType === 'Patient' ? edit(one) : one)),
  };
}

type Valued = Pick<Observation, 'valueQuantity' | 'valueInteger'>;

function valued<T extends Valued>(part: T, value: number): T {
  if (part.valueInteger !== undefined && part.valueQuantity === undefined)
    return Number.isInteger(value)
      ? { ...part, valueInteger: value }
      : { ...part, valueInteger: undefined, valueQuantity: { value } };
  const quantity = { ...part.valueQuantity, value };
  // "Below 0.4" was said of the old number.
  delete quantity.comparator;
  return { ...part, valueQuantity: quantity };
}

function withValue(one: Observation, part: number | undefined, value: number): Observation {
  if (part === undefined) return valued(one, value);
  return { ...one, component: (one.component ?? []).map((c, i) => (i === part ? valued(c, value) : c)) };
}

function withDate(one: FhirResource, date: string): FhirResource {
  switch (one.resourceType) {
    case 'Observation':
      return { ...one, effectiveDateTime: date };
    case 'Condition':
      return { ...one, onsetDateTime: date };
    case 'Procedure':
      return { ...one, performedDateTime: date };
    case 'Encounter':
      return { ...one, period: { ...one.period, start: date } };
    case 'QuestionnaireResponse':
      return { ...one, authored: date };
    case 'MedicationStatement':
      return { ...one, effectivePeriod: { ...one.effectivePeriod, start: date } };
    case 'MedicationRequest':
      return {
        ...one,
        authoredOn: date,
        // Where the dosage says when it begins, that counts.
        ...(one.dosageInstruction === undefined
          ? {}
          : {
              dosageInstruction: one.dosageInstruction.map((dosage) => {
                const bounds = dosage.timing?.repeat?.boundsPeriod;
                if (bounds?.start === undefined) return dosage;
                const repeat = { ...dosage.timing?.repeat, boundsPeriod: { ...bounds, start: date } };
                return { ...dosage, timing: { ...dosage.timing, repeat } };
              }),
            }),
      };
    case 'MedicationDispense':
      return { ...one, whenHandedOver: date };
    case 'ServiceRequest':
    case 'Task':
    case 'CommunicationRequest':
      return { ...one, authoredOn: date };
    default:
      return one;
  }
}

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

const ABATEMENTS = [
  'abatementDateTime',
  'abatementString',
  'abatementPeriod',
  'abatementAge',
  'abatementRange',
] as const;

function withStanding(one: Condition, standing: Standing): Condition {
  const now: Condition = {
    ...one,
    clinicalStatus: {
      coding: [{ system: CLINICAL, code: standing === 'resolved' ? 'resolved' : 'active' }],
    },
    verificationStatus: {
      coding: [
        {
          system: VERIFICATION,
          code: standing === 'unconfirmed' || standing === 'refuted' ? standing : 'confirmed',
        },
      ],
    },
  };
  // What has ended is not active again by its status alone.
  if (standing !== 'resolved') for (const member of ABATEMENTS) delete now[member];
  return now;
}

function added(record: PatientRecord, resource: FhirResource): PatientRecord {
  const subject = { reference: `Patient/${record.patientId}` };
  const id = `added-${record.resources.length + 1}`;
  const own =
    resource.resourceType === 'FamilyMemberHistory'
      ? { ...resource, id, patient: subject }
      : { ...resource, id, ...('subject' in resource ? { subject } : {}) };
  return { ...record, resources: [...record.resources, own as FhirResource] };
}

type Item = NonNullable<QuestionnaireResponse['item']>[number];

// An answer given now: older ones of the same question are gone, wherever they stand.
function answered(record: PatientRecord, item: IntakeItem, answer: GivenAnswer): PatientRecord {
  const cleared = record.resources.map((one) =>
    one.resourceType === 'QuestionnaireResponse' && isRaw(one) && isIntake(one)
      ? { ...one, item: without(one.item ?? [], item.linkId) }
      : one,
  );
  const given = answersOf(answer);
  if (given.length === 0) return { ...record, resources: cleared };
  const entry: Item = { linkId: item.linkId, answer: [...given] };
  const today = cleared.find((one) => isOfToday(one, record));
  if (today === undefined)
    return {
      ...record,
      resources: [
        ...cleared,
        {
          resourceType: 'QuestionnaireResponse',
          id: `added-${cleared.length + 1}`,
          questionnaire: INTAKE,
          status: 'completed',
          subject: { reference: `Patient/${record.patientId}` },
          authored: record.asOf,
          item: [entry],
        },
      ],
    };
  return {
    ...record,
    resources: cleared.map((one) =>
      one === today && one.resourceType === 'QuestionnaireResponse'
        ? { ...one, item: [...(one.item ?? []), entry] }
        : one,
    ),
  };
}

function isOfToday(one: FhirResource, record: PatientRecord): boolean {
  if (one.resourceType !== 'QuestionnaireResponse' || !isRaw(one) || !isIntake(one)) return false;
  if (record.off.has(referenceTo(one)) || (one.status !== 'completed' && one.status !== 'amended'))
    return false;
  const authored = parseDate(one.authored);
  const asOf = Date.parse(record.asOf);
  return authored !== null && authored.from >= back(asOf, hours(24)) && authored.from <= asOf;
}

function without(items: readonly Item[], linkId: string): Item[] {
  return items
    .filter((one) => one.linkId !== linkId)
    .map((one) => ({
      ...one,
      ...(one.item === undefined ? {} : { item: without(one.item, linkId) }),
      ...(one.answer === undefined
        ? {}
        : {
            answer: one.answer.map((given) =>
              given.item === undefined ? given : { ...given, item: without(given.item, linkId) },
            ),
          }),
    }));
}

function answersOf(answer: GivenAnswer): NonNullable<Item['answer']> {
  if (answer === undefined) return [];
  if (typeof answer === 'number')
    return [Number.isInteger(answer) ? { valueInteger: answer } : { valueDecimal: answer }];
  return answer.map((code) => ({ valueCoding: { system: INTAKE_SYSTEM, code } }));
}
