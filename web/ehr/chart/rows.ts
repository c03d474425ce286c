/** How one resource becomes one line of the chart: name, status, a note, the date. */
import type {
  AllergyIntolerance,
  Appointment,
  CodeableConcept,
  CommunicationRequest,
  Condition,
  FamilyMemberHistory,
  Medication,
  MedicationRequest,
  MedicationStatement,
  Procedure,
  ServiceRequest,
  Task,
} from 'fhir/r4';
import { refOf } from '../fhir/resource.ts';
import { conceptText, dateText } from '../fhir/words.ts';
import type { Row } from './Section.tsx';

const firstCode = (concept: CodeableConcept | undefined): string => concept?.coding?.[0]?.code ?? '';

export function problemRow(one: Condition): Row {
  const verification = firstCode(one.verificationStatus);
  const onset = one.onsetDateTime ? `since ${dateText(one.onsetDateTime)}` : one.onsetString;
  return {
    key: refOf(one),
    name: conceptText(one.code) || 'Unnamed problem',
    status:
      verification !== '' && verification !== 'confirmed' ? verification : firstCode(one.clinicalStatus),
    note: onset,
    date: one.recordedDate,
  };
}

export type Drug = MedicationRequest | MedicationStatement;

export function drugRow(one: Drug, medications: ReadonlyMap<string, Medication>): Row {
  const { reference = '', display } = one.medicationReference ?? {};
  const contained = (one.contained ?? []).find(
    (inner): inner is Medication => inner.resourceType === 'Medication' && reference === `#${inner.id}`,
  );
  const doses = one.resourceType === 'MedicationRequest' ? one.dosageInstruction : one.dosage;
  return {
    key: refOf(one),
    name:
      conceptText(one.medicationCodeableConcept) ||
      display ||
      conceptText((contained ?? medications.get(reference))?.code) ||
      reference ||
      'Unnamed medicine',
    status: one.status,
    note: (doses ?? []).flatMap((dose) => dose.text ?? []).join('; '),
    date:
      one.resourceType === 'MedicationRequest'
        ? one.authoredOn
        : (one.effectiveDateTime ?? one.effectivePeriod?.start ?? one.dateAsserted),
  };
}

export type Order = ServiceRequest | Task | CommunicationRequest | Appointment;

const KINDS: Readonly<Record<Order['resourceType'], string>> = {
  ServiceRequest: 'order',
  Task: 'task',
  CommunicationRequest: 'message',
  Appointment: 'appointment',
};

function orderName(one: Order): string {
  switch (one.resourceType) {
    case 'ServiceRequest':
      return conceptText(one.code);
    case 'Task':
      return conceptText(one.code) || (one.description ?? '');
    case 'CommunicationRequest':
      return (
        conceptText(one.category?.[0]) ||
        (one.payload ?? []).flatMap((part) => part.contentString ?? []).join(' ')
      );
    case 'Appointment':
      return (one.description ?? '') || conceptText(one.serviceType?.[0]);
  }
}

/** A draft made a moment ago may carry no date of its own. */
const orderDate = (one: Order): string | undefined =>
  (one.resourceType === 'Appointment' ? one.start : one.authoredOn) ?? one.meta?.lastUpdated;

export function orderRow(one: Order): Row {
  const reasons = one.resourceType === 'Task' ? [one.reasonCode] : (one.reasonCode ?? []);
  const why = reasons.map(conceptText).filter(Boolean).join('; ');
  return {
    key: refOf(one),
    name: orderName(one) || KINDS[one.resourceType],
    status: one.status,
    note: [
      KINDS[one.resourceType],
      typeof one.priority === 'string' ? one.priority : '',
      why === '' ? '' : `for ${why}`,
    ]
      .filter(Boolean)
      .join(' · '),
    date: orderDate(one),
  };
}

/** Newest first. */
export const sortOrders = (orders: readonly Order[]): readonly Order[] =>
  orders.toSorted((a, b) => (orderDate(b) ?? '').localeCompare(orderDate(a) ?? ''));

export const procedureRow = (one: Procedure): Row => ({
  key: refOf(one),
  name: conceptText(one.code) || 'Unnamed procedure',
  status: one.status,
  date: one.performedDateTime ?? one.performedPeriod?.start,
});

export const familyRow = (one: FamilyMemberHistory): Row => ({
  key: refOf(one),
  name: `${conceptText(one.relationship) || 'Relative'}: ${(one.condition ?? []).map((entry) => conceptText(entry.code)).join('; ') || 'no condition named'}`,
  date: one.date,
});

export const allergyRow = (one: AllergyIntolerance): Row => ({
  key: refOf(one),
  name: conceptText(one.code) || 'Unnamed allergy',
  status: firstCode(one.clinicalStatus),
  note: (one.reaction ?? []).flatMap(({ manifestation }) => manifestation.map(conceptText)).join('; '),
  date: one.recordedDate,
});
