/** What is pasted is read as a patient, or refused in words that say what to do. */
import { describe, expect, test } from '@jest/globals';
import { linesOf } from '#review/record-lines';
import { runRecord } from '#review/patient-record';
import { readPasted } from '#review/pasted';
import { AS_OF, knowledge } from '../knowledge.ts';
import { patient, runner } from './tools.ts';

const read = (value: unknown) =>
  readPasted(typeof value === 'string' ? value : JSON.stringify(value), AS_OF, knowledge.plan);

const whyNot = (value: unknown): string => {
  const pasted = read(value);
  return pasted.ok ? 'it was read' : pasted.why;
};

const bundle = (...resources: readonly unknown[]): unknown => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});
const PERSON = { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1960-01-01' };

test('a Bundle comes out as the patient it was made of', () => {
  const record = patient('pad-background-cramp');
  const pasted = read(bundle(...record.resources));
  if (!pasted.ok) throw new Error(pasted.why);
  const cards = (of: typeof record): readonly string[] =>
    runRecord(runner, of).cards.map((one) => one.summary);
  expect(cards(pasted.record)).toEqual(cards(record));
});

test('a CDS Hooks request: what was not sent is unknown, not absent', () => {
  const request = {
    hook: 'patient-view',
    context: { patientId: 'p', userId: 'Practitioner/1' },
    prefetch: { patient: PERSON, conditions: bundle(), intake: null },
  };
  const pasted = read(request);
  if (!pasted.ok) throw new Error(pasted.why);
  expect(pasted.record.failed).toContain('medications');
  expect(pasted.record.failed).not.toContain('conditions');
  expect(pasted.notes.join(' ')).toContain('unknown, not absent: encounters, medications');
});

describe('is refused', () => {
  test.each([
    ['', /Nothing is pasted yet/],
    ['{"resourceType": "Bundle",\n "entry": [}', /no JSON: .*\}/],
    ['{"resourceType": "Bundle", "entry": [', /breaks off before its end/],
    ['42', /no object/],
    ['{"a": 1}', /neither "resourceType" nor "prefetch"/],
    ['{"hook": "patient-view"}', /no prefetch/],
    ['{"resourceType": "Bundle"}', /no resource in it/],
  ])('%s', (text, why) => {
    expect(whyNot(text)).toMatch(why);
  });

  test('without a Patient, or with two', () => {
    expect(whyNot(bundle({ resourceType: 'Condition', id: 'c', code: { text: 'x' } }))).toContain(
      'no Patient',
    );
    expect(whyNot(bundle(PERSON, { ...PERSON, id: 'q' }))).toContain('2 Patients');
  });
});

test('what has not the form of FHIR is left out and said', () => {
  const pasted = read(
    bundle(
      PERSON,
      { resourceType: 'Observation', id: 'o', status: 'final' },
      { resourceType: 'Observation', id: 'o2', status: 'final', code: { coding: 'x' } },
      { resourceType: 'QuestionnaireResponse', id: 'r', item: [null] },
      { resourceType: 'Claim', id: 'k' },
    ),
  );
  if (!pasted.ok) throw new Error(pasted.why);
  expect(pasted.record.resources).toHaveLength(1);
  expect(pasted.notes).toEqual([
    '1 resources are read.',
    'Not read by any rule: 1 Claim.',
    '3 left out: a code or a value has not the form that FHIR R4 gives it.',
  ]);
});

test('a drug that is referred to by the address of an entry is found', () => {
  const pasted = read({
    resourceType: 'Bundle',
    entry: [
      { resource: PERSON },
      {
        fullUrl: 'urn:uuid:1',
        resource: { resourceType: 'Medication', id: 'm', code: { text: 'simvastatin' } },
      },
      {
        resource: {
          resourceType: 'MedicationRequest',
          id: 'r',
          status: 'active',
          intent: 'order',
          medicationReference: { reference: 'urn:uuid:1' },
        },
      },
    ],
  });
  if (!pasted.ok) throw new Error(pasted.why);
  expect(linesOf(pasted.record, knowledge.codes).drugs[0]?.label).toBe('simvastatin');
  expect(runRecord(runner, pasted.record).chart.drugs('drug-statin')).toHaveLength(1);
});
