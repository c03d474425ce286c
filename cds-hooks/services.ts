/** The catalogue: which services exist, on which hook, and what an integrator must know. Prefetch is derived, not typed in. */

export interface ServiceDefinition {
  readonly id: string;
  readonly hook: string;
  readonly title: string;
  readonly description: string;
}

export const services: readonly ServiceDefinition[] = [
  {
    id: 'leg-pain-patient-view',
    hook: 'patient-view',
    title: 'Night-time leg pain: what fits, what must not be missed',
    description:
      'When the record holds recent evidence of leg pain or disturbed legs at night or lying down, weighs the causes, puts what must not be missed first, and says what is missing and which test would settle it. Draft knowledge, not clinically reviewed.',
  },
  {
    id: 'leg-pain-encounter-start',
    hook: 'encounter-start',
    title: 'Night-time leg pain: what fits, what must not be missed (encounter)',
    description:
      'As leg-pain-patient-view, when an encounter starts; its reason, coded or in words, opens the differential. Register this or leg-pain-patient-view, not both. Draft knowledge, not clinically reviewed.',
  },
  {
    id: 'leg-pain-problem-list',
    hook: 'problem-list-item-create',
    title: 'Night-time leg pain: what fits the problem just recorded',
    description:
      'As leg-pain-patient-view, when a leg complaint is added to the problem list: the problem just recorded, coded or in words, opens the differential. Draft knowledge, not clinically reviewed.',
  },
  {
    id: 'leg-pain-order-select',
    hook: 'order-select',
    title: 'Orders for leg complaints: what to check first (selecting)',
    description:
      'When an order for a leg complaint is selected (compression, quinine, dopamine agonist, gabapentinoid, potassium, venous duplex and others), checks it against the record and offers the better order. Looks at the selected drafts only; silent on all other orders. Draft knowledge, not clinically reviewed.',
  },
  {
    id: 'leg-pain-order-sign',
    hook: 'order-sign',
    title: 'Orders for leg complaints: what to check first (signing)',
    description:
      'As leg-pain-order-select, over all orders about to be signed. Draft knowledge, not clinically reviewed.',
  },
];

/** Said at every service: FHIR version, required data, authentication. */
export const usageRequirements =
  'FHIR R4. Required: the patient, and at least one of conditions, encounters or intake (by prefetch or from the FHIR server). All other prefetch keys are optional; what is missing is named on the card. Adults only. No JWT is required in sandbox mode.';
