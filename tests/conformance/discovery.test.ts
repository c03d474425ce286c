/** Discovery of the real catalogue against each SHALL for it (numbers: docs/conformance.md). */
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { services } from '#services';
import { hostileApp } from '../hostile/app.ts';
import { discoveryComplaints } from '../http/response-schema.ts';

interface Listed {
  readonly hook: string;
  readonly id: string;
  readonly description: string;
  readonly prefetch: Readonly<Record<string, string>>;
}

const { app } = hostileApp();
const { status, headers, body } = await request(app).get('/cds-services');
const listed: readonly Listed[] = body.services;
const templates = listed.flatMap(({ hook, prefetch }) =>
  Object.entries(prefetch).map(([key, template]) => ({ hook, key, template })),
);

/** The fields that all five hooks mark as prefetch token; the others they have are no strings. */
const FIELDS = ['userId', 'patientId', 'encounterId'];
const HOOKS = ['patient-view', 'encounter-start', 'problem-list-item-create', 'order-select', 'order-sign'];
const USERS = ['userPractitionerId', 'userPractitionerRoleId', 'userPatientId', 'userRelatedPersonId'];

test('4, 5, 13: discovery is at {baseUrl}/cds-services and answers GET with 200 and JSON', () => {
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^application\/json\b/);
});

test('6: the answer is an object that holds a list of services, and nothing in it is empty', () => {
  expect(discoveryComplaints(body)).toEqual([]);
  expect(listed.map(({ id }) => id)).toEqual(services.map(({ id }) => id));
});

test('7, 9, 10: every service has a hook, a description and an id', () => {
  for (const { hook, description, id } of listed) {
    expect(HOOKS).toContain(hook);
    expect(description).toMatch(/\S{3}/);
    expect(id).toMatch(/^[a-z-]+$/);
  }
});

describe('16: every service listed is called at {baseUrl}/cds-services/{id}', () => {
  test.each(listed.map(({ id, hook }) => [id, hook]))('%s answers %s', async (id, hook) => {
    const context = { userId: 'Practitioner/d1', patientId: 'p1', encounterId: 'e1' };
    const empty = { resourceType: 'Bundle' };
    const { status: called, body: answer } = await request(app)
      .post(`/cds-services/${id}`)
      .send({
        hook,
        hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
        context: { ...context, draftOrders: empty, selections: [], conditions: empty },
        prefetch: { patient: { resourceType: 'Patient', id: 'p1' }, conditions: empty },
      });
    expect([called, answer]).toEqual([200, { cards: [] }]);
  });
});

test('29, 36: every service lists its prefetch templates, each under a key', () => {
  for (const { prefetch } of listed) expect(Object.keys(prefetch)).toContain('patient');
  for (const { key, template } of templates) {
    expect(key).toMatch(/^[a-z0-9-]+$/);
    expect(template).toMatch(/^[A-Z][A-Za-z]+[/?]\S+$/);
  }
});

test('55, 56, 59: tokens stand between {{ and }} and are context.field or one of the four user ids', () => {
  const tokens = templates.flatMap(({ template }) =>
    [...template.matchAll(/\{\{(.*?)\}\}/g)].map(([, token]) => token),
  );
  expect(tokens.length).toBeGreaterThan(listed.length);
  expect(
    tokens.filter((token) => !/^context\.[A-Za-z]+$/.test(token ?? '') && !USERS.includes(token ?? '')),
  ).toEqual([]);
  // Nothing else is left that a client could take for a token.
  const rest = templates.map(({ template }) => template.replaceAll(/\{\{.*?\}\}/g, ''));
  expect(rest.filter((template) => /[{}]/.test(template))).toEqual([]);
});

test('57: a token is a root field of the context that holds a string', () => {
  const fields = templates.flatMap(({ template }) =>
    [...template.matchAll(/\{\{context\.(.*?)\}\}/g)].map(([, field = '']) => field),
  );
  expect(fields).toContain('patientId');
  expect(fields.filter((field) => !FIELDS.includes(field))).toEqual([]);
});

test('211: no two services share an id: a card of one never replaces that of another', () => {
  expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
});
