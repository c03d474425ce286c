/** What each hook tells the service, field by field as the hook library says. */
import type { Condition, FhirResource } from 'fhir/r4';

export type Hook =
  'patient-view' | 'encounter-start' | 'problem-list-item-create' | 'order-select' | 'order-sign';

/** When the EHR calls, in a clinician's words. */
export const MOMENTS: Readonly<Record<Hook, string>> = {
  'patient-view': 'on opening the chart',
  'encounter-start': 'on starting the visit',
  'problem-list-item-create': 'on adding a problem',
  'order-select': 'on selecting an order',
  'order-sign': 'on signing the orders',
};

/** Whose chart it is, who looks at it, and in which visit. */
export interface Base {
  readonly userId: string;
  readonly patientId: string;
  readonly encounterId?: string;
}

export interface Context extends Base {
  readonly [field: string]: unknown;
}

const bundle = (resources: readonly FhirResource[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

export const orderSelect = (base: Base, drafts: readonly FhirResource[], selected: string): Context => ({
  ...base,
  selections: [selected],
  draftOrders: bundle(drafts),
});

export const orderSign = (base: Base, drafts: readonly FhirResource[]): Context => ({
  ...base,
  draftOrders: bundle(drafts),
});

export const problemCreate = (base: Base, condition: Condition): Context => ({
  ...base,
  conditions: bundle([condition]),
});
