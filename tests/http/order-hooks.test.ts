/** The order hooks and the problem list over HTTP: what their contexts may hold, what they cost, and what comes back. */
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { knowledge } from '../knowledge.ts';
import { hostileApp } from '../hostile/app.ts';
import { expectValidResponse } from './response-schema.ts';

const { app } = hostileApp();
type Json = Readonly<Record<string, unknown>>;

const subject = { reference: 'Patient/p1' };
const empty = { resourceType: 'Bundle', type: 'searchset', total: 0 };
const bundle = (...resources: readonly unknown[]): Json => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource })),
});
const patient = { resourceType: 'Patient', id: 'p1', gender: 'male', birthDate: '1950-01-01' };
const full: Json = Object.fromEntries([
  ...knowledge.plan.filter((entry) => entry.kind === 'search').map((entry) => [entry.key, empty]),
  ['patient', patient],
]);
const lowIndex = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  subject,
  code: { coding: [{ system: 'http://loinc.org', code: '77194-9' }] },
  effectiveDateTime: '2026-02-01',
  valueQuantity: { value: 0.52, unit: '{ratio}', code: '{ratio}', system: 'http://unitsofmeasure.org' },
  bodySite: { text: 'Left leg' },
};
const stocking = {
  resourceType: 'DeviceRequest',
  id: 'd1',
  status: 'draft',
  intent: 'order',
  subject,
  codeCodeableConcept: { text: 'Compression stockings' },
};
const nameless = { resourceType: 'MedicationRequest', id: 'm1', status: 'draft', intent: 'order', subject };
const amoxicillin = { ...nameless, id: 'm2', medicationCodeableConcept: { text: 'Amoxicillin 500 mg' } };

function order(hook: 'order-select' | 'order-sign', context: Json, change: Json = {}): request.Test {
  return request(app)
    .post(`/cds-services/leg-pain-${hook}`)
    .send({
      hook,
      hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
      context: { userId: 'Practitioner/d1', patientId: 'p1', ...context },
      prefetch: { ...full, exams: bundle(lowIndex) },
      ...change,
    });
}

describe('order-select', () => {
  test('looks at the selected draft only', async () => {
    const draftOrders = bundle(stocking, amoxicillin);
    const mine = await order('order-select', { draftOrders, selections: ['DeviceRequest/d1'] });
    expect(mine.status).toBe(200);
    expectValidResponse(mine.body);
    expect(mine.body.cards).toHaveLength(1);
    expect(mine.body.cards[0].summary).toMatch(/^Compression: /);
    const other = await order('order-select', { draftOrders, selections: ['MedicationRequest/m2'] });
    expect(other.body).toEqual({ cards: [] });
  });

  test('knows a selection that is written with the base URL before it', async () => {
    const selections = ['https://ehr.example/fhir/DeviceRequest/d1'];
    const { body } = await order('order-select', { draftOrders: bundle(stocking), selections });
    expect(body.cards).toHaveLength(1);
  });

  test('offers to take back the draft itself, never anything else', async () => {
    const draftOrders = bundle(stocking);
    const { body } = await order('order-select', { draftOrders, selections: ['DeviceRequest/d1'] });
    const actions = body.cards.flatMap((card: { suggestions: { actions: Json[] }[] }) =>
      card.suggestions.flatMap((one) => one.actions),
    );
    expect(actions.filter((one: Json) => one.type === 'delete')).toEqual([
      { type: 'delete', description: 'Take the draft back', resourceId: 'DeviceRequest/d1' },
    ]);
  });

  test('a re-signed order that is active already is warned of, but not taken back', async () => {
    const { body } = await order('order-sign', { draftOrders: bundle({ ...stocking, status: 'active' }) });
    expect(body.cards).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain('"delete"');
  });

  test('a draft without a medication yet gets 200, no card and no query', async () => {
    const { status, body } = await order(
      'order-select',
      { draftOrders: bundle(nameless), selections: ['MedicationRequest/m1'] },
      { prefetch: {} },
    );
    expect([status, body]).toEqual([200, { cards: [] }]);
  });

  test('an order that is none of our business needs no data at all', async () => {
    const draftOrders = bundle(amoxicillin);
    const { status, body } = await order('order-sign', { draftOrders }, { prefetch: {} });
    expect([status, body]).toEqual([200, { cards: [] }]);
  });

  test('an order that is ours needs the patient', async () => {
    expect((await order('order-sign', { draftOrders: bundle(stocking) }, { prefetch: {} })).status).toBe(412);
  });

  test.each([
    ['no draftOrders', { selections: [] }],
    ['no selections', { draftOrders: bundle() }],
    ['selections that are no strings', { draftOrders: bundle(), selections: [1] }],
    ['draftOrders that are no Bundle', { draftOrders: { resourceType: 'List' }, selections: [] }],
    ['a patient as user', { draftOrders: bundle(), selections: [], userId: 'Patient/p1' }],
  ])('%s is 400', async (_, context) => {
    expect((await order('order-select', context)).status).toBe(400);
  });

  test('a draft for another patient is 422', async () => {
    const draftOrders = bundle({ ...stocking, subject: { reference: 'Patient/p2' } });
    const { status, body } = await order('order-sign', { draftOrders });
    expect(status).toBe(422);
    expect(body.issue[0].expression).toEqual(['context.draftOrders']);
  });

  test.each([
    ['entries that are nothing', { resourceType: 'Bundle', entry: [null, {}, { resource: null }, 7] }],
    ['no entry', { resourceType: 'Bundle' }],
    ['a draft without an id', bundle({ ...stocking, id: undefined })],
    ['absurd members', bundle({ ...stocking, status: 7, codeCodeableConcept: [] })],
  ])('%s never fails', async (_, draftOrders) => {
    const { status, body } = await order('order-sign', { draftOrders });
    expect(status).toBe(200);
    expectValidResponse(body);
    expect(JSON.stringify(body)).not.toContain('/unknown"');
  });

  test('a test among the drafts is not suggested again', async () => {
    const referral = {
      resourceType: 'ServiceRequest',
      id: 's1',
      status: 'draft',
      intent: 'order',
      subject,
      code: { text: 'Referral to a vascular specialist' },
    };
    const { body } = await order('order-sign', { draftOrders: bundle(stocking, referral) });
    expect(body.cards[0].detail).toContain('In hand: Referral to a vascular specialist');
    expect(JSON.stringify(body.cards[0].suggestions)).not.toContain('vascular specialist');
  });
});

describe('problem-list-item-create', () => {
  const recorded = (condition: Json): request.Test =>
    request(app)
      .post('/cds-services/leg-pain-problem-list')
      .send({
        hook: 'problem-list-item-create',
        hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
        context: { userId: 'Practitioner/d1', patientId: 'p1', conditions: bundle(condition) },
        prefetch: { patient },
      });
  const condition = { resourceType: 'Condition', subject, code: { text: 'Leg cramps at night' } };

  test('the complaint just recorded opens the differential, also where nothing else can be read', async () => {
    const { status, body } = await recorded(condition);
    expect(status).toBe(200);
    expectValidResponse(body);
    expect(body.cards[0].detail).toContain('Could not be read, so unknown, not absent');
  });
  test('another problem does not', async () => {
    expect((await recorded({ ...condition, code: { text: 'Asthma' } })).body).toEqual({ cards: [] });
  });
  test('a condition of another patient is 422', async () => {
    expect((await recorded({ ...condition, subject: { reference: 'Patient/p2' } })).status).toBe(422);
  });
  test('conditions are required', async () => {
    const { status } = await request(app)
      .post('/cds-services/leg-pain-problem-list')
      .send({
        hook: 'problem-list-item-create',
        hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
        context: { userId: 'Practitioner/d1', patientId: 'p1' },
        prefetch: { patient },
      });
    expect(status).toBe(400);
  });
});
