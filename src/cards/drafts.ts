/** Draft FHIR resources for suggestions: requests, review tasks and advice, all of status draft. */
import type { CommunicationRequest, FhirResource, ServiceRequest, Task } from 'fhir/r4';
import type { Order, Topic, Urgency } from '#rules';

/** FHIR priorities of our urgencies. */
export const PRIORITY: Readonly<Record<Urgency, 'routine' | 'urgent' | 'asap' | 'stat'>> = {
  emergency: 'stat',
  'same-day': 'asap',
  days: 'urgent',
  routine: 'routine',
};

export interface DraftSetting {
  readonly patientId: string;
  readonly encounterId?: string;
  /** ISO instant. */
  readonly authoredOn: string;
}

/** The draft of an order. `reason` is why, in words; `topic` the condition it is for, where one cause asked for it. */
export function draft(
  order: Order,
  urgency: Urgency,
  reason: string,
  topic: Topic | undefined,
  setting: DraftSetting,
): FhirResource {
  switch (order.resource) {
    case 'ServiceRequest':
      return serviceRequest(order, urgency, reason, topic, setting);
    case 'Task':
      return task(order, urgency, reason, setting);
    case 'CommunicationRequest':
      return communicationRequest(order, urgency, reason, topic, setting);
  }
}

const coded = (order: Order) => ({
  ...(order.coding === undefined ? {} : { coding: order.coding.map((one) => ({ ...one })) }),
  text: order.text,
});

const reasonOf = (reason: string, topic: Topic | undefined) => ({
  ...(topic === undefined ? {} : { coding: [{ ...topic }] }),
  text: reason,
});

function serviceRequest(
  order: Order,
  urgency: Urgency,
  reason: string,
  topic: Topic | undefined,
  setting: DraftSetting,
): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'proposal',
    priority: PRIORITY[urgency],
    ...(order.category === undefined ? {} : { category: [{ text: order.category }] }),
    code: coded(order),
    subject: { reference: `Patient/${setting.patientId}` },
    ...(setting.encounterId === undefined
      ? {}
      : { encounter: { reference: `Encounter/${setting.encounterId}` } }),
    authoredOn: setting.authoredOn,
    reasonCode: [reasonOf(reason, topic)],
  };
}

function task(order: Order, urgency: Urgency, reason: string, setting: DraftSetting): Task {
  return {
    resourceType: 'Task',
    status: 'draft',
    intent: 'proposal',
    priority: PRIORITY[urgency],
    code: coded(order),
    description: order.body ?? order.text,
    for: { reference: `Patient/${setting.patientId}` },
    ...(setting.encounterId === undefined
      ? {}
      : { encounter: { reference: `Encounter/${setting.encounterId}` } }),
    authoredOn: setting.authoredOn,
    reasonCode: { text: reason },
  };
}

function communicationRequest(
  order: Order,
  urgency: Urgency,
  reason: string,
  topic: Topic | undefined,
  setting: DraftSetting,
): CommunicationRequest {
  return {
    resourceType: 'CommunicationRequest',
    status: 'draft',
    priority: PRIORITY[urgency],
    category: [{ text: order.text }],
    subject: { reference: `Patient/${setting.patientId}` },
    ...(setting.encounterId === undefined
      ? {}
      : { encounter: { reference: `Encounter/${setting.encounterId}` } }),
    authoredOn: setting.authoredOn,
    payload: [{ contentString: order.body ?? order.text }],
    reasonCode: [reasonOf(reason, topic)],
  };
}
