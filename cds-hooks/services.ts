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
];

/** Said at every service: FHIR version, required data, authentication. */
export const usageRequirements =
  'FHIR R4. Required: the patient, and at least one of conditions, encounters or intake (by prefetch or from the FHIR server). All other prefetch keys are optional; what is missing is named on the card. Adults only. No JWT is required in sandbox mode.';
