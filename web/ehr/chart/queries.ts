/** What the chart asks of the FHIR server: one search each, side by side, each shown as soon as it is there. */
import { useEffect, useState } from 'react';
import type { FhirResource, Medication } from 'fhir/r4';
import type { FhirServer, Part } from '../fhir/server.ts';

/** `P` stands for the patient's id. */
const QUERIES = {
  encounters: 'Encounter?patient=P&_sort=-date&_count=20',
  conditions: 'Condition?patient=P&_sort=-recorded-date&_count=200',
  requests: 'MedicationRequest?patient=P&_sort=-authoredon&_count=200',
  statements: 'MedicationStatement?patient=P&_sort=-effective&_count=200',
  allergies: 'AllergyIntolerance?patient=P&_count=50',
  observations: 'Observation?patient=P&_sort=-date&_count=200',
  intakes: 'QuestionnaireResponse?patient=P&_sort=-authored&_count=10',
  procedures: 'Procedure?patient=P&_sort=-date&_count=50',
  family: 'FamilyMemberHistory?patient=P&_count=50',
  services: 'ServiceRequest?patient=P&_sort=-authored&_count=50',
  tasks: 'Task?patient=P&_sort=-authored-on&_count=50',
  messages: 'CommunicationRequest?patient=P&_sort=-authored&_count=50',
  appointments: 'Appointment?patient=P&_sort=-date&_count=20',
} as const;

export type PartName = keyof typeof QUERIES;
/** A part that is missing is still being read. */
export type Parts = Readonly<Partial<Record<PartName, Part>>>;

/** The chart of a patient; `turn` is raised to read it again, and what was read stays until then. */
export function useChart(server: FhirServer, patientId: string, turn: number): Parts {
  const [parts, setParts] = useState<Parts>({});
  useEffect(() => {
    let current = true;
    for (const [name, template] of Object.entries(QUERIES)) {
      void server.list(template.replace('=P', `=${encodeURIComponent(patientId)}`)).then((part) => {
        if (current) setParts((before) => ({ ...before, [name]: part }));
      });
    }
    return () => {
      current = false;
    };
  }, [server, patientId, turn]);
  return parts;
}

/** Resources of one type in some parts. */
export function among<T extends FhirResource>(
  type: T['resourceType'],
  ...parts: readonly (Part | undefined)[]
): readonly T[] {
  return parts.flatMap((part) => part?.resources ?? []).filter((one): one is T => one.resourceType === type);
}

/** The medicines that requests only point to, read one by one. */
export function useMedications(
  server: FhirServer,
  references: readonly string[],
): ReadonlyMap<string, Medication> {
  const [found, setFound] = useState<ReadonlyMap<string, Medication>>(new Map());
  const wanted = [...new Set(references)]
    .filter((one) => /^Medication\/[A-Za-z0-9\-.]{1,64}$/.test(one))
    .sort()
    .join(' ');
  useEffect(() => {
    let current = true;
    for (const reference of wanted === '' ? [] : wanted.split(' ')) {
      void server.get(reference).then((got) => {
        if (current && got.ok) setFound((before) => new Map(before).set(reference, got.body as Medication));
      });
    }
    return () => {
      current = false;
    };
  }, [server, wanted]);
  return found;
}
