/** The parts of a chart: what is asked of the FHIR server, read side by side, each shown as soon as it is there. */
import { useEffect, useState } from '/vendor/preact.js';

/** What the chart asks for, one search each; `P` stands for the patient's id. */
export const QUERIES = {
  encounters: 'Encounter?patient=P&_sort=-date&_count=20',
  conditions: 'Condition?patient=P&_sort=-recorded-date&_count=200',
  requests: 'MedicationRequest?patient=P&_sort=-authoredon&_count=200',
  statements: 'MedicationStatement?patient=P&_sort=-effective&_count=200',
  observations: 'Observation?patient=P&_sort=-date&_count=200',
  intakes: 'QuestionnaireResponse?patient=P&_sort=-authored&_count=10',
  procedures: 'Procedure?patient=P&_sort=-date&_count=50',
  family: 'FamilyMemberHistory?patient=P&_count=50',
  allergies: 'AllergyIntolerance?patient=P&_count=50',
};

/** Orders are asked apart, for they are read again when a suggestion is accepted. */
export const ORDER_QUERIES = {
  services: 'ServiceRequest?patient=P&_sort=-authored&_count=50',
  tasks: 'Task?patient=P&_sort=-authored-on&_count=50',
  messages: 'CommunicationRequest?patient=P&_sort=-authored&_count=50',
  appointments: 'Appointment?patient=P&_sort=-date&_count=50',
};

/** A query of these tables for one patient. */
export const queryFor = (template, patientId) => template.replace('=P', `=${encodeURIComponent(patientId)}`);

/** Parts of a chart, each set as soon as it has been read; a later patient discards what is still under way. */
export function useParts(record, queries, patientId, turn) {
  const [state, setState] = useState({ patientId, parts: {} });
  useEffect(() => {
    let current = true;
    setState((before) => (before.patientId === patientId ? before : { patientId, parts: {} }));
    for (const [name, template] of Object.entries(queries)) {
      record.list(queryFor(template, patientId)).then((part) => {
        if (current) setState((before) => ({ patientId, parts: { ...before.parts, [name]: part } }));
      });
    }
    return () => {
      current = false;
    };
  }, [queries, patientId, turn]);
  return state.patientId === patientId ? state.parts : {};
}

/** The medicines that requests only point to, read one by one: reference -> Medication. */
export function useMedications(record, parts) {
  const [found, setFound] = useState(new Map());
  const references = [parts.requests, parts.statements]
    .flatMap((part) => part?.resources ?? [])
    .flatMap((item) => item.medicationReference?.reference ?? [])
    .filter((reference) => /^Medication\/[A-Za-z0-9\-.]{1,64}$/.test(reference));
  const wanted = [...new Set(references)].sort().join(' ');
  useEffect(() => {
    let current = true;
    for (const reference of wanted === '' ? [] : wanted.split(' ')) {
      record.get(reference).then((answer) => {
        if (current && answer.ok) setFound((before) => new Map(before).set(reference, answer.body));
      });
    }
    return () => {
      current = false;
    };
  }, [wanted]);
  return found;
}
