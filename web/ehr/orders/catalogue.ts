/** Orders that legs often get, each as a draft of the resource an EHR would write. */
import type { FhirResource } from 'fhir/r4';
import { uuid } from '../hooks/uuid.ts';

export type Kind = 'medicine' | 'service';

export interface Item {
  readonly kind: Kind;
  readonly text: string;
  readonly coding?: { readonly system: string; readonly code: string; readonly display: string };
}

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const LOINC = 'http://loinc.org';

const medicine = (text: string, code?: string): Item => ({
  kind: 'medicine',
  text,
  ...(code === undefined ? {} : { coding: { system: RXNORM, code, display: text } }),
});

const service = (text: string, code?: string, display = text): Item => ({
  kind: 'service',
  text,
  ...(code === undefined ? {} : { coding: { system: LOINC, code, display } }),
});

/** By group; most are free text, as in many EHRs. Codes stand where ours are sure. */
export const CATALOGUE: Readonly<Record<string, readonly Item[]>> = {
  Medicines: [
    medicine('quinine sulfate 324 MG Oral Capsule', '997010'),
    medicine('Pramipexole 0.25 mg tablet'),
    medicine('Ropinirole 0.25 mg tablet'),
    medicine('gabapentin 300 MG Oral Capsule', '310431'),
    medicine('duloxetine 30 MG Delayed Release Oral Capsule', '596930'),
    medicine('amitriptyline hydrochloride 10 MG Oral Tablet', '856783'),
    medicine('Potassium chloride 20 mEq extended-release tablet'),
    medicine('Magnesium Oxide 400 MG Oral Tablet', '198741'),
    medicine('Ferrous sulfate 325 mg tablet'),
    medicine('ibuprofen 600 MG Oral Tablet', '197806'),
    medicine('Cilostazol 100 mg tablet'),
  ],
  'Aids and therapy': [service('Compression stockings, below knee'), service('Heat pad for the legs')],
  'Imaging and tests': [
    service('MR Lumbar spine', '24968-0'),
    service('Venous duplex of the leg'),
    service(
      'Resting ankle-brachial index of both legs',
      '72831-1',
      'US.doppler Extremity arteries - bilateral for physiologic artery study limited',
    ),
    service('Ferritin with transferrin saturation'),
  ],
};

export interface Writing {
  readonly patientId: string;
  readonly encounterId: string | undefined;
  readonly userId: string;
  readonly asOf: string;
  readonly reason: string;
}

/** A draft that only the panel knows; its id is the panel's own. */
export function draftOf(item: Item, { patientId, encounterId, userId, asOf, reason }: Writing): FhirResource {
  const concept = { ...(item.coding === undefined ? {} : { coding: [{ ...item.coding }] }), text: item.text };
  const common = {
    id: uuid(),
    status: 'draft' as const,
    intent: 'order' as const,
    subject: { reference: `Patient/${patientId}` },
    ...(encounterId === undefined ? {} : { encounter: { reference: `Encounter/${encounterId}` } }),
    requester: { reference: userId },
    authoredOn: asOf,
    ...(reason === '' ? {} : { reasonCode: [{ text: reason }] }),
  };
  return item.kind === 'medicine'
    ? { resourceType: 'MedicationRequest', ...common, medicationCodeableConcept: concept }
    : { resourceType: 'ServiceRequest', ...common, code: concept };
}

/** What is written when it is signed: active, and without the panel's id, for the server gives its own. */
export function signed(draft: FhirResource): FhirResource {
  const copy = { ...draft, status: 'active' } as FhirResource;
  delete copy.id;
  return copy;
}
