/** The small parts of a vignette's record as FHIR: concepts, values, statuses, the intake's names. */
import type { CodeableConcept, Coding, Observation } from 'fhir/r4';
import type { CodedShort, ResultShort } from './vignette-shape.ts';

export const INTAKE_SYSTEM = 'https://nocturne.example/fhir/CodeSystem/leg-pain-intake';
export const INTAKE = 'https://nocturne.example/fhir/Questionnaire/leg-pain-intake|1.0.0';
export const UCUM = 'http://unitsofmeasure.org';
export const SYSTEMS = {
  icd: 'http://hl7.org/fhir/sid/icd-10-cm',
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
} as const;
/** The concept of a shorthand. A `code` is any other coding, as `system|code`. */
export function concept(short: CodedShort): CodeableConcept {
  const coding: Coding[] = [];
  const display = short.text === undefined ? {} : { display: short.text };
  for (const name of ['icd', 'snomed', 'loinc', 'rxnorm'] as const) {
    const code = short[name];
    if (code !== undefined) coding.push({ system: SYSTEMS[name], code: String(code), ...display });
  }
  if (short.code !== undefined) {
    const bar = short.code.lastIndexOf('|');
    coding.push({
      system: short.code.slice(0, bar),
      code: short.code.slice(bar + 1),
      ...display,
    });
  }
  return {
    ...(coding.length === 0 ? {} : { coding }),
    ...(short.text === undefined ? {} : { text: short.text }),
  };
}

/** The status of a prescription; active unless said otherwise. */
export function requestStatus(
  status: string | undefined,
): 'active' | 'stopped' | 'completed' | 'draft' | 'cancelled' | 'entered-in-error' | 'on-hold' {
  switch (status) {
    case 'stopped':
    case 'completed':
    case 'draft':
    case 'cancelled':
    case 'entered-in-error':
    case 'on-hold':
      return status;
    default:
      return 'active';
  }
}

/** The value of a result: coded, in words, or a quantity. */
export function valueOf(
  one: ResultShort,
): Partial<Pick<Observation, 'valueQuantity' | 'valueString' | 'valueCodeableConcept'>> {
  if (one.coded !== undefined) return { valueCodeableConcept: concept(one.coded) };
  if (typeof one.value === 'string') return { valueString: one.value };
  if (one.value === undefined) return {};
  return {
    valueQuantity: {
      value: one.value,
      ...(one.comparator === undefined ? {} : { comparator: one.comparator as '<' | '>' | '<=' | '>=' }),
      ...(one.unit === undefined ? {} : { unit: one.unit, system: UCUM, code: one.unit }),
    },
  };
}
