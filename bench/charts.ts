/** Charts for the benchmark: one sandbox story, filled up to a size with the ordinary entries of a long record. Always the same. */
import { join } from 'node:path';
import type { Bundle, FhirResource, Observation } from 'fhir/r4';
import type { PlanEntry } from '#chart';
import { buildPatient } from '#review/patient';
import { datesFrom, gatherAll } from '#review/run';
import { readVignettes } from '#review/vignette';

export const AS_OF = '2026-03-12T22:40:00Z';
const STORY = 'sandbox-dialysis-abi';
const DAY = 86_400_000;
const PRACTITIONER = { reference: 'Practitioner/bench-1', display: 'Dr. Bench Mark' };

export interface BenchChart {
  readonly patientId: string;
  readonly size: number;
  readonly resources: readonly FhirResource[];
}

type Coded = readonly [system: string, code: string, display: string];

const SNOMED = 'http://snomed.info/sct';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const LOINC = 'http://loinc.org';

const DIAGNOSES: readonly Coded[] = [
  [SNOMED, '195662009', 'Acute viral pharyngitis (disorder)'],
  [SNOMED, '444814009', 'Viral sinusitis (disorder)'],
  [SNOMED, '10509002', 'Acute bronchitis (disorder)'],
  [SNOMED, '66383009', 'Gingivitis (disorder)'],
  [SNOMED, '73595000', 'Stress (finding)'],
  [SNOMED, '160903007', 'Full-time employment (finding)'],
  [SNOMED, '314529007', 'Medication review due (situation)'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'H52.4', 'Presbyopia'],
];
const DRUGS: readonly Coded[] = [
  [RXNORM, '314076', 'lisinopril 10 MG Oral Tablet'],
  [RXNORM, '313782', 'acetaminophen 325 MG Oral Tablet'],
  [RXNORM, '308136', 'amlodipine 2.5 MG Oral Tablet'],
  [RXNORM, '310965', 'ibuprofen 200 MG Oral Tablet'],
  [RXNORM, '198405', 'ibuprofen 100 MG Oral Tablet'],
];
const PROCEDURES: readonly Coded[] = [
  [SNOMED, '430193006', 'Medication reconciliation (procedure)'],
  [SNOMED, '710824005', 'Assessment of health and social care needs (procedure)'],
  [SNOMED, '868187001', 'Assessment using PHQ-2 (procedure)'],
  [SNOMED, '103697008', 'Patient referral for dental care (procedure)'],
];

interface Lab {
  readonly code: string;
  readonly display: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
}

const LABS: readonly Lab[] = [
  { code: '2160-0', display: 'Creatinine [Mass/volume] in Serum or Plasma', unit: 'mg/dL', from: 0.7, to: 4 },
  { code: '4548-4', display: 'Hemoglobin A1c/Hemoglobin.total in Blood', unit: '%', from: 5, to: 9 },
  {
    code: '2823-3',
    display: 'Potassium [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    from: 3.6,
    to: 5,
  },
  { code: '2951-2', display: 'Sodium [Moles/volume] in Serum or Plasma', unit: 'mmol/L', from: 136, to: 144 },
  { code: '17861-6', display: 'Calcium [Mass/volume] in Serum or Plasma', unit: 'mg/dL', from: 8.6, to: 10 },
  { code: '718-7', display: 'Hemoglobin [Mass/volume] in Blood', unit: 'g/dL', from: 12, to: 16 },
  { code: '2276-4', display: 'Ferritin [Mass/volume] in Serum or Plasma', unit: 'ng/mL', from: 30, to: 250 },
  { code: '2132-9', display: 'Cobalamin (Vitamin B12) [Mass/volume]', unit: 'pg/mL', from: 250, to: 800 },
  { code: '3016-3', display: 'Thyrotropin [Units/volume]', unit: 'm[IU]/L', from: 0.5, to: 4 },
];

/** A chart of exactly `size` resources, all of which some key of the plan delivers. */
export function benchChart(root: string, plan: readonly PlanEntry[], size: number): BenchChart {
  const story = readVignettes(join(root, 'sandbox', 'stories.yaml')).find((one) => one.id === STORY);
  if (story === undefined) throw new Error(`sandbox/stories.yaml has no ${STORY}.`);
  const { patientId, resources } = buildPatient(story, datesFrom(AS_OF));
  const asked = LABS.filter((lab) => plan.some((one) => one.template.includes(`${LOINC}|${lab.code}`)));
  const fill = Array.from({ length: Math.max(0, size - resources.length) }, (_, n) =>
    filler(patientId, n, asked),
  );
  return { patientId, size, resources: [...resources, ...fill] };
}

/** The body of a patient-view call that brings the whole chart. */
export function prefetchBody(chart: BenchChart, plan: readonly PlanEntry[]): string {
  const { keys } = gatherAll(chart.resources, plan, []);
  const prefetch = Object.fromEntries(
    plan.map((entry) => {
      const found = keys[entry.key]?.resources ?? [];
      return [entry.key, entry.kind === 'read' ? (found[0] ?? null) : searchset(found)];
    }),
  );
  return JSON.stringify({ ...call(chart), prefetch });
}

/** The body of a call that brings nothing and names a FHIR server. */
export function serverBody(chart: BenchChart, fhirServer: string): string {
  return JSON.stringify({ ...call(chart), fhirServer });
}

function call(chart: BenchChart): object {
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: { userId: 'Practitioner/bench-1', patientId: chart.patientId },
  };
}

export function searchset(resources: readonly FhirResource[], next?: string): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(next === undefined ? { total: resources.length } : { link: [{ relation: 'next', url: next }] }),
    entry: resources.map((resource) => ({
      fullUrl: `https://ehr.example/fhir/${resource.resourceType}/${resource.id ?? ''}`,
      resource,
      search: { mode: 'match' },
    })),
  };
}

/** Of ten entries five are results, two drugs, one a problem, one a visit and one a procedure. */
function filler(patientId: string, n: number, labs: readonly Lab[]): FhirResource {
  const subject = { reference: `Patient/${patientId}`, display: 'Bench Patient' };
  const encounter = { reference: `Encounter/${patientId}-fill-${n - (n % 10) + 9}` };
  const date = new Date(Date.parse(AS_OF) - (30 + n * 2) * DAY).toISOString();
  const base = {
    id: `${patientId}-fill-${n}`,
    meta: {
      versionId: '1',
      lastUpdated: date,
      profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-entry'],
    },
    identifier: [{ system: 'https://ehr.example/identifiers', value: `bench-${n}` }],
  };
  switch (n % 10) {
    case 5:
    case 6:
      return {
        ...base,
        resourceType: 'MedicationRequest',
        status: n % 3 === 0 ? 'active' : 'stopped',
        intent: 'order',
        medicationCodeableConcept: concept(DRUGS, n),
        subject,
        encounter,
        authoredOn: date,
        requester: PRACTITIONER,
        dosageInstruction: [{ sequence: 1, text: 'Once daily', asNeededBoolean: false }],
      };
    case 7:
      return {
        ...base,
        resourceType: 'Condition',
        clinicalStatus: status('condition-clinical', n % 3 === 0 ? 'active' : 'resolved'),
        verificationStatus: status('condition-ver-status', 'confirmed'),
        category: [status('condition-category', 'encounter-diagnosis')],
        code: concept(DIAGNOSES, n),
        subject,
        encounter,
        onsetDateTime: date,
        recordedDate: date,
      };
    case 8:
      return {
        ...base,
        resourceType: 'Procedure',
        status: 'completed',
        code: concept(PROCEDURES, n),
        subject,
        encounter,
        performedPeriod: { start: date, end: date },
      };
    case 9:
      return {
        ...base,
        resourceType: 'Encounter',
        status: 'finished',
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
        type: [concept([[SNOMED, '162673000', 'General examination of patient (procedure)']], 0)],
        subject,
        participant: [{ individual: PRACTITIONER, period: { start: date, end: date } }],
        period: { start: date, end: date },
      };
    default:
      return result(base, n, labs, { subject, encounter, effectiveDateTime: date, issued: date });
  }
}

function result(
  base: Pick<Observation, 'id' | 'meta' | 'identifier'>,
  n: number,
  labs: readonly Lab[],
  rest: Pick<Observation, 'subject' | 'encounter' | 'effectiveDateTime' | 'issued'>,
): Observation {
  const lab = labs[n % labs.length];
  if (lab === undefined) throw new Error('The plan asks for none of the laboratory codes of the benchmark.');
  // A fixed wander through the range: no random numbers, so that two runs measure the same.
  const value = Number((lab.from + ((n * 37) % 100) * 0.01 * (lab.to - lab.from)).toFixed(2));
  return {
    ...base,
    ...rest,
    resourceType: 'Observation',
    status: 'final',
    category: [status('observation-category', 'laboratory')],
    code: { coding: [{ system: LOINC, code: lab.code, display: lab.display }], text: lab.display },
    valueQuantity: { value, unit: lab.unit, system: 'http://unitsofmeasure.org', code: lab.unit },
    referenceRange: [{ low: { value: lab.from, unit: lab.unit }, high: { value: lab.to, unit: lab.unit } }],
  };
}

function concept(list: readonly Coded[], n: number) {
  const [system, code, display] = list[n % list.length] ?? ['', '', ''];
  return { coding: [{ system, code, display }], text: display };
}

function status(table: string, code: string) {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${table}`, code }] };
}
