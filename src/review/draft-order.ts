/** An order being written, from its shorthand in a vignette. */
import type {
  CommunicationRequest,
  DeviceRequest,
  FhirResource,
  MedicationRequest,
  Reference,
  ServiceRequest,
} from 'fhir/r4';
import { concept } from './shorthand.ts';
import type { DraftShort } from './vignette-shape.ts';

/** The draft with the id given; a medication unless `as` says otherwise. */
export function draftOf(short: DraftShort, id: string, subject: Reference, authoredOn: string): FhirResource {
  const status = statusOf(short.status);
  const reason = short.reason === undefined ? {} : { reasonCode: [concept(short.reason)] };
  const priority = priorityOf(short.priority);
  const common = { id, status, subject, authoredOn, ...reason, ...(priority && { priority }) };
  switch (short.as ?? 'medication') {
    case 'medication':
      return {
        resourceType: 'MedicationRequest',
        intent: 'order',
        ...(isEmpty(short) ? {} : { medicationCodeableConcept: concept(short) }),
        ...(short.milligrams === undefined
          ? {}
          : {
              dosageInstruction: [
                { doseAndRate: [{ doseQuantity: { value: short.milligrams, unit: 'mg', code: 'mg' } }] },
              ],
            }),
        ...common,
      } satisfies Omit<MedicationRequest, 'medicationCodeableConcept'> as MedicationRequest;
    case 'service':
      return {
        resourceType: 'ServiceRequest',
        intent: 'order',
        code: concept(short),
        ...(short.site === undefined ? {} : { bodySite: [{ text: short.site }] }),
        ...common,
      } satisfies ServiceRequest;
    case 'device':
      return {
        resourceType: 'DeviceRequest',
        intent: 'order',
        codeCodeableConcept: concept(short),
        ...common,
      } satisfies DeviceRequest;
    case 'advice':
      return {
        resourceType: 'CommunicationRequest',
        payload: [{ contentString: short.text ?? '' }],
        category: [concept(short)],
        ...common,
      } satisfies CommunicationRequest;
  }
}

const isEmpty = (short: DraftShort): boolean =>
  short.text === undefined &&
  short.rxnorm === undefined &&
  short.code === undefined &&
  short.snomed === undefined;

function statusOf(status: string | undefined): 'draft' | 'active' | 'on-hold' | 'completed' {
  switch (status) {
    case 'active':
    case 'on-hold':
    case 'completed':
      return status;
    default:
      return 'draft';
  }
}

function priorityOf(priority: string | undefined): 'routine' | 'urgent' | 'asap' | 'stat' | undefined {
  switch (priority) {
    case 'routine':
    case 'urgent':
    case 'asap':
    case 'stat':
      return priority;
    default:
      return undefined;
  }
}
