/** Browser clients: who may read the answers, and that a preflight needs no token. */
import { afterAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { readConfig } from '#config';
import { anyone } from '#http/caller';
import { patientViewCall, running } from './running.ts';

const SERVICE = '/cds-services/leg-pain-patient-view';
const ALLOWED = 'https://ehr.example';
const OTHER = 'https://elsewhere.example';

const preflight = (server: Awaited<ReturnType<typeof running>>['server'], path: string, origin: string) =>
  request(server).options(path).set({
    Origin: origin,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization,content-type',
  });

const sandbox = await running();
const listing = await running({ corsOrigins: [ALLOWED] });
afterAll(() => {
  sandbox.stop();
  listing.stop();
});

describe('in sandbox mode', () => {
  test.each(['/cds-services', SERVICE, '/cds-services/nope', '/healthz'])(
    'a preflight on %s is answered 204 without a token',
    async (path) => {
      const { status, text, headers } = await preflight(sandbox.server, path, OTHER);
      expect(status).toBe(204);
      expect(text).toBe('');
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-allow-methods']).toBe('GET,POST');
      expect(headers['access-control-allow-headers']).toBe('authorization,content-type');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    },
  );

  test('answers and refusals of every kind may be read from any origin', async () => {
    const send = (type: string, body: string | object) =>
      request(sandbox.server).post(SERVICE).set({ Origin: OTHER, 'Content-Type': type }).send(body);
    const answers = await Promise.all([
      request(sandbox.server).get('/cds-services').set('Origin', OTHER),
      send('application/json', patientViewCall()),
      send('application/json', '{'),
      send('application/json', ' '.repeat(9 * 1024 * 1024)),
      send('text/plain', 'x'),
      request(sandbox.server).get(SERVICE).set('Origin', OTHER),
      request(sandbox.server).get('/cds-services/%E0%A4%A').set('Origin', OTHER),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 413, 415, 405, 400]);
    for (const { headers } of answers) {
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']).toContain('X-Request-Id');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });
});

describe('with a list of origins', () => {
  test('only a listed origin is told that it may read', async () => {
    for (const [origin, allowed] of [
      [ALLOWED, ALLOWED],
      [OTHER, undefined],
      [`${ALLOWED}.evil.example`, undefined],
      ['null', undefined],
    ] as const) {
      const asked = await preflight(listing.server, SERVICE, origin);
      const read = await request(listing.server).get('/cds-services').set('Origin', origin);
      expect(asked.status).toBe(204);
      expect(asked.headers['access-control-allow-origin']).toBe(allowed);
      expect(read.headers['access-control-allow-origin']).toBe(allowed);
      expect(read.headers['vary']).toContain('Origin');
    }
  });
});

test('in production no origin is allowed unless listed', async () => {
  const service = await running({ config: { ...readConfig({}), mode: 'production' }, identify: anyone });
  const { headers } = await preflight(service.server, SERVICE, OTHER);
  const { headers: secured } = await request(service.server).get('/cds-services');
  service.stop();
  expect(headers).not.toHaveProperty('access-control-allow-origin');
  expect(secured['strict-transport-security']).toMatch(/^max-age=\d+/);
});
