/** One call through all floors: who gets cards, what opens the door, what the answer carries. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FhirResource } from 'fhir/r4';
import type { HookCall } from '#chart';
import { readConfig } from '#config';
import { createAnswer } from '#http/answer';
import type { AnswerDeps } from '#http/answer';
import type { Answered as Issued, Asked } from '#ledger/ledger';
import { AS_OF, knowledge } from '../knowledge.ts';
import { expectValidResponse } from './response-schema.ts';

const counter = { n: 0 };
const deps: AnswerDeps = {
  knowledge,
  fhir: { allowed: { bases: [], loopback: false }, limits: readConfig({}).limits, now: () => 0 },
  asOf: () => AS_OF,
  newId: () => `00000000-0000-4000-8000-${String((counter.n += 1)).padStart(12, '0')}`,
  publicUrl: 'https://nocturne.example',
};
const answer = createAnswer(deps);

const patient: FhirResource = {
  resourceType: 'Patient',
  id: 'p1',
  gender: 'female',
  birthDate: '1960-02-03',
};
const restless: FhirResource = {
  resourceType: 'Condition',
  id: 'c1',
  subject: { reference: 'Patient/p1' },
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
  },
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G25.81' }] },
  recordedDate: '2026-03-01',
};
const bundle = (...resources: readonly unknown[]): unknown => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ resource })),
});
const quiet = Object.fromEntries(
  knowledge.plan.filter((entry) => entry.kind === 'search').map((entry) => [entry.key, bundle()]),
);

function call(prefetch: Readonly<Record<string, unknown>>, more: Partial<HookCall> = {}): HookCall {
  return {
    service: 'leg-pain-patient-view',
    hook: 'patient-view',
    hookInstance: '1',
    patientId: 'p1',
    userId: 'Practitioner/d1',
    context: { patientId: 'p1', userId: 'Practitioner/d1' },
    prefetch: { ...quiet, patient, ...prefetch },
    ...more,
  };
}

describe('who gets cards', () => {
  test('a practitioner does', async () => {
    const { response } = await answer(call({ conditions: bundle(restless) }));
    expectValidResponse(response);
    expect(response.cards.length).toBeGreaterThan(0);
  });
  test.each(['Patient/p1', 'RelatedPerson/r1'])('%s does not', async (userId) => {
    expect((await answer(call({ conditions: bundle(restless) }, { userId }))).response.cards).toEqual([]);
  });
  test('nobody does for a patient who has died', async () => {
    const dead = { ...patient, deceasedDateTime: '2026-01-05' };
    expect((await answer(call({ patient: dead, conditions: bundle(restless) }))).response.cards).toEqual([]);
  });
  test('for a child one card says that the rules are for adults', async () => {
    const child = { ...patient, birthDate: '2016-05-01' };
    const { cards } = (await answer(call({ patient: child, conditions: bundle(restless) }))).response;
    expect(cards.map((card) => card.summary)).toEqual([
      'Leg complaint in a patient under 18: outside the scope of these adult rules',
    ]);
  });
});

describe('what opens the door', () => {
  const encounter = (text: string): FhirResource => ({
    resourceType: 'Encounter',
    id: 'e1',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: 'Patient/p1' },
    period: { start: '2026-03-12T21:00:00Z' },
    reasonCode: [{ text }],
  });
  const started = { service: 'leg-pain-encounter-start', hook: 'encounter-start', encounterId: 'e1' };

  test('the reason of the encounter that starts, in words', async () => {
    const { cards } = (await answer(call({ encounter: encounter('legs ache when I lie down') }, started)))
      .response;
    expect(cards.length).toBeGreaterThan(0);
  });
  test('a reason without a leg complaint does not', async () => {
    expect(
      (await answer(call({ encounter: encounter('asthma follow-up') }, started))).response.cards,
    ).toEqual([]);
  });
  test('an empty record is silence, not an error', async () => {
    expect((await answer(call({}))).response.cards).toEqual([]);
  });
});

describe('what the answer carries', () => {
  test('the result with its clock and the hash of the knowledge, once', async () => {
    const { cards } = (await answer(call({ conditions: bundle(restless) }))).response;
    const results = cards.flatMap((card) => card.extension?.['org.nocturne.differential'] ?? []);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      asOf: AS_OF,
      knowledge: { version: knowledge.version, hash: knowledge.hash },
      urgency: 'routine',
    });
  });
  test('drafts for this patient and this encounter', async () => {
    const { cards } = (await answer(call({ conditions: bundle(restless) }, { encounterId: 'e9' }))).response;
    const drafts = cards.flatMap((card) =>
      (card.suggestions ?? []).flatMap((one) =>
        one.actions.flatMap((action) => (action.type === 'create' ? action.resource : [])),
      ),
    );
    expect(drafts.length).toBeGreaterThan(0);
    for (const draft of drafts) {
      expect(JSON.stringify(draft)).toContain('Patient/p1');
      expect(JSON.stringify(draft)).toContain('Encounter/e9');
    }
  });
  test('the same words for the same record: only the uuids differ', async () => {
    const strip = (text: string): string => text.replace(/00000000-0000-4000-8000-\d{12}/g, 'uuid');
    const one = await answer(call({ conditions: bundle(restless) }));
    const two = await answer(call({ conditions: bundle(restless) }));
    expect(strip(JSON.stringify(one.response))).toBe(strip(JSON.stringify(two.response)));
  });
  test('what was not supplied and could not be fetched is named, and the rest is answered', async () => {
    const { 'labs-1': _labs, ...rest } = quiet;
    const partial = { ...call({}), prefetch: { ...rest, patient, conditions: bundle(restless) } };
    const { cards } = (await answer(partial)).response;
    expect(cards[0]?.detail).toMatch(/Could not be read, so unknown, not absent: laboratory results \(/);
  });
  test('the stages are timed', async () => {
    expect(Object.keys((await answer(call({}))).timing ?? {})).toEqual([
      'gather',
      'chart',
      'reason',
      'cards',
    ]);
  });
});

describe('with a ledger', () => {
  const asked: Asked[] = [];
  const issued: Issued[] = [];
  const withLedger = createAnswer({
    ...deps,
    ledger: {
      recall: (who) => {
        asked.push(who);
        return { shown: async (made) => made.slice(1) };
      },
      issued: (answered) => void issued.push(answered),
    },
  });
  beforeEach(() => {
    asked.splice(0);
    issued.splice(0);
  });

  test('what it recalls of this patient, user and realm is left out', async () => {
    const all = (await answer(call({ conditions: bundle(restless) }))).response.cards;
    const { response, timing } = await withLedger(call({ conditions: bundle(restless) }), { realm: 'r1' });
    expect(response.cards.map(({ summary }) => summary)).toEqual(all.slice(1).map(({ summary }) => summary));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      realm: 'r1',
      service: 'leg-pain-patient-view',
      patientId: 'p1',
      userId: 'Practitioner/d1',
    });
    expect(timing).toHaveProperty('recall');
  });

  test('the cards that were shown are noted once they were sent, not before', async () => {
    const { response, sent } = await withLedger(call({ conditions: bundle(restless) }));
    expect(issued).toEqual([]);
    sent?.();
    expect(issued.map(({ realm, asOf, made }) => [realm, asOf, made.map(({ card }) => card)])).toEqual([
      ['sandbox', AS_OF, response.cards],
    ]);
  });

  test('it is not asked for who gets no cards anyway', async () => {
    await withLedger(call({}, { userId: 'Patient/p1' }));
    expect(asked).toEqual([]);
  });
});
