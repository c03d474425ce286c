/** Makes a resource that puts one thing more into a record: a result, a diagnosis, a drug, a procedure, a relative's illness. Pure. */
import type {
  CodeableConcept,
  Condition,
  FamilyMemberHistory,
  MedicationRequest,
  Observation,
  Procedure,
} from 'fhir/r4';
import type { CodeEntry } from '#chart/codes';
import type { Side } from '#chart';
import type { Measure } from '#rules';
import { conceptOf, type CodeBook } from './code-book.ts';
import { UCUM } from './shorthand.ts';

/** What `addTo` of record-changes puts in: the record knows whose it is. */
const subject = { reference: 'Patient/unknown' } as const;

const sideIn = (display: string): Side | undefined =>
  /\bleft\b/i.test(display) ? 'left' : /\bright\b/i.test(display) ? 'right' : undefined;

/** A result of today in the measure's own unit. */
export function resultOf(
  measure: Measure,
  value: number,
  date: string,
  book: CodeBook,
  more: { readonly side?: Side; readonly upper?: number } = {},
): Observation {
  const { side, upper } = more;
  const entry = measure.sets
    .map((set) => book.choose(set, (display) => sideIn(display) === side))
    .find((one) => one?.system === 'loinc');
  const unit = measure.unit === '{ratio}' ? '1' : measure.unit;
  return {
    resourceType: 'Observation',
    status: 'final',
    // A local code is found by its category.
    ...(entry === undefined ? { category: [EXAM] } : {}),
    code: entry === undefined ? { text: (measure.words?.[0] ?? [measure.name]).join(' ') } : conceptOf(entry),
    subject,
    effectiveDateTime: date,
    ...(side === undefined ? {} : { bodySite: { text: `${side} leg` } }),
    valueQuantity: { value, unit, system: UCUM, code: unit },
    ...(upper === undefined ? {} : { referenceRange: [{ high: { value: upper } }] }),
  };
}

const EXAM: CodeableConcept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'exam' }],
};

/** A result that is a code, not a number. */
export const codedResultOf = (of: CodeEntry, value: CodeEntry, date: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: conceptOf(of),
  subject,
  effectiveDateTime: date,
  valueCodeableConcept: conceptOf(value),
});

export const diagnosisOf = (
  entry: CodeEntry,
  onset: string,
  verification: 'confirmed' | 'unconfirmed' | 'refuted' = 'confirmed',
): Condition => ({
  resourceType: 'Condition',
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
  },
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: verification }],
  },
  code: conceptOf(entry),
  subject,
  onsetDateTime: onset,
  recordedDate: onset,
});

export const drugOf = (entry: CodeEntry, start: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: conceptOf(entry),
  subject,
  authoredOn: start,
});

export const procedureOf = (entry: CodeEntry, date: string): Procedure => ({
  resourceType: 'Procedure',
  status: 'completed',
  code: conceptOf(entry),
  subject,
  performedDateTime: date,
});

export const relativeOf = (entry: CodeEntry): FamilyMemberHistory => ({
  resourceType: 'FamilyMemberHistory',
  status: 'completed',
  patient: subject,
  relationship: { text: 'mother' },
  condition: [{ code: conceptOf(entry) }],
});
