/** One small made-up patient for the tests of the sandbox. */
import type { Bundle, FhirResource } from 'fhir/r4';

export const PAIN = { system: 'http://snomed.info/sct', code: '10601006', display: 'Pain in lower limb' };
export const FERRITIN = { system: 'http://loinc.org', code: '2276-4', display: 'Ferritin' };
export const ABI = { system: 'http://loinc.org', code: '44974-4', display: 'Ankle brachial index' };

/** A Bundle of type collection, as the files in sandbox/patients hold. */
export function collection(...resources: readonly FhirResource[]): Bundle {
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
}

const subject = { reference: 'Patient/anna' };

const ferritin = (id: string, effectiveDateTime: string, value: number): FhirResource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [FERRITIN] },
  subject,
  effectiveDateTime,
  valueQuantity: { value, unit: 'ng/mL' },
});

export const ANNA = collection(
  {
    resourceType: 'Patient',
    id: 'anna',
    identifier: [{ system: 'urn:mrn', value: 'A-1' }],
    name: [{ family: 'Öster', given: ['Anna', 'Maria'] }],
    birthDate: '1960-05-01',
  },
  {
    resourceType: 'Condition',
    id: 'leg-pain',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    code: { coding: [PAIN] },
    subject,
    recordedDate: '2026-02',
  },
  ferritin('ferritin-january', '2026-01-10T08:00:00Z', 31),
  ferritin('ferritin-march', '2026-03-02', 18),
  ferritin('ferritin-last-year', '2025', 60),
  {
    resourceType: 'Observation',
    id: 'abi-undated',
    status: 'final',
    code: { coding: [ABI] },
    subject,
    valueQuantity: { value: 0.4 },
  },
  {
    resourceType: 'QuestionnaireResponse',
    id: 'intake',
    status: 'completed',
    questionnaire: 'https://nocturne.example/fhir/Questionnaire/leg-pain-intake|1.0.0',
    subject,
    authored: '2026-03-01T20:00:00Z',
  },
  {
    resourceType: 'Encounter',
    id: 'visit',
    status: 'in-progress',
    class: { code: 'AMB' },
    subject,
    period: { start: '2026-03-02T09:00:00Z' },
  },
);

/** Another patient, whose data must never turn up in a search about Anna. */
export const BEN = collection(
  {
    resourceType: 'Patient',
    id: 'ben',
    meta: {
      tag: ['Observation:500', 'MedicationRequest:403', 'Condition:hang'].map((code) => ({
        system: 'https://nocturne.example/fhir/CodeSystem/sandbox-fault',
        code,
      })),
    },
    name: [{ family: 'Berg', given: ['Ben'] }],
  },
  {
    resourceType: 'Observation',
    id: 'ben-ferritin',
    status: 'final',
    code: { coding: [FERRITIN] },
    subject: { reference: 'Patient/ben' },
    effectiveDateTime: '2026-03-01',
  },
);
