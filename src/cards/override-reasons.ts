/** Why a clinician may set a card aside: the clinical subset of HL7's non-adherence reasons (conformance 7.10). */
import type { Coding } from './card.ts';

const SYSTEM = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';

const reason = (code: string, display: string): Coding => ({ system: SYSTEM, code, display });

export const OVERRIDE_REASONS: readonly Coding[] = [
  reason('cds-not-applicable', 'Not applicable to this patient'),
  reason('action-completed', 'Already done'),
  reason('recipient-disagrees-evidence', 'Disagree with the evidence'),
  reason('cds-suboptimal-context', 'Wrong moment'),
  reason('patient-contraindication', 'Contraindicated for this patient'),
  reason('patient-refuses', 'Patient declines'),
  reason('service-not-available', 'Not available here'),
];
