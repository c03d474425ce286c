/** Production as a listed caller and a stranger see it: tokens, whose FHIR server is read, what a browser may do. */
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { NocturneError } from '#errors';
import { createApp } from '#http/app';
import { createDiscoveryHandler, serviceEntries } from '#http/discovery';
import { operatorsOnly } from '#http/operators';
import { knowledge } from '../knowledge.ts';
import { BROWSER_ORIGIN, OTHER_FHIR, production } from './production.ts';
import { expectValidResponse } from './response-schema.ts';
import { appDeps, patientViewCall, running } from './running.ts';
import { PUBLIC_URL, SERVICE_URL, tokenOf } from './tokens.ts';

const SERVICE = '/cds-services/leg-pain-patient-view';
const DISCOVERY = { claims: { aud: `${PUBLIC_URL}/cds-services` } };
const service = await production();
const { server, outbound, bearer } = service;
afterAll(() => service.stop());
beforeEach(() => void outbound.splice(0));

const empty = { resourceType: 'Bundle', type: 'searchset', total: 0 };
const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1950-01-01' };
const required = { patient, conditions: empty };
const fhirAuthorization = {
  access_token: 'fhir-token',
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'user/*.read',
  subject: 'nocturne',
};
const call = async (change: Readonly<Record<string, unknown>>, authorization?: string) =>
  request(server)
    .post(SERVICE)
    .set('Authorization', authorization ?? (await bearer()))
    .send(patientViewCall(change));

describe('discovery', () => {
  test('is answered to a listed caller with the bytes that the sandbox sends', async () => {
    const open = express().get('/cds-services', createDiscoveryHandler(serviceEntries(knowledge.plan)));
    const plain = await request(open).get('/cds-services');
    const { status, text } = await request(server)
      .get('/cds-services')
      .set('Authorization', await bearer(DISCOVERY));
    expect(status).toBe(200);
    expect(text).toBe(plain.text);
  });

  test('is closed to strangers, and to tokens made for a service', async () => {
    const answers = [
      await request(server).get('/cds-services'),
      await request(server).head('/cds-services'),
      await request(server)
        .get('/cds-services')
        .set('Authorization', await bearer()),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });
});

describe('a call', () => {
  test('of a listed caller with prefetch is answered', async () => {
    const { status, body } = await call({ prefetch: required });
    expect(status).toBe(200);
    expectValidResponse(body);
  });

  test('of a stranger is refused before its body is read', async () => {
    const { status, body, headers } = await request(server)
      .post(SERVICE)
      .set('Content-Type', 'text/plain')
      .send('{');
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual({
      resourceType: 'OperationOutcome',
      issue: [
        { severity: 'error', code: 'security', details: { text: 'The caller could not be authenticated.' } },
      ],
    });
  });

  test('with a used token is refused with the same bytes, whether or not it would have been an error', async () => {
    const used = await bearer();
    const stranger = await request(server).post(SERVICE).send(patientViewCall());
    expect((await call({ prefetch: required }, used)).status).toBe(200);
    const again = [
      await call({ prefetch: required }, used),
      await call({ hook: 7 }, used),
      await request(server)
        .post(SERVICE)
        .set('Authorization', used)
        .set('Content-Type', 'text/plain')
        .send('x'),
    ];
    for (const answer of again) {
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.text).toBe(stranger.text);
    }
  });

  test('that cannot be noted is answered 503 where the settings say so', async () => {
    const refusing = await running({
      identify: async () => {
        const firstUse = (): Promise<void> => Promise.reject(new NocturneError('overloaded'));
        return { realm: 'r', fhirServers: [], firstUse };
      },
    });
    const answers = [
      await request(refusing.server).post(SERVICE).send(patientViewCall()),
      await request(refusing.server).get('/cds-services'),
    ];
    refusing.stop();
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    for (const { headers } of answers) expect(headers).not.toHaveProperty('www-authenticate');
  });

  test('of a call that a stopping copy refuses stays good: the balancer sends it to the next copy', async () => {
    const noted: string[] = [];
    const leaving = await running({
      identify: async () => ({
        realm: 'r',
        fhirServers: [],
        firstUse: async () => void noted.push('noted'),
      }),
      operations: { stopping: () => true },
    });
    const { status } = await request(leaving.server).post(SERVICE).send(patientViewCall());
    leaving.stop();
    expect([status, noted]).toEqual([503, []]);
  });

  test('reads the FHIR server of its own issuer, with the token it brought', async () => {
    const { status } = await call({
      prefetch: required,
      fhirServer: 'https://ehr.example/fhir',
      fhirAuthorization,
    });
    expect(status).toBe(200);
    expect(outbound.length).toBeGreaterThan(0);
    for (const one of outbound) expect(one).toMatch(/^Bearer fhir-token https:\/\/ehr\.example\/fhir\//);
  });

  test.each([
    ['the server of another issuer', OTHER_FHIR],
    ['a path below its own', 'https://ehr.example/fhir/other'],
    ['its own without TLS', 'http://ehr.example/fhir'],
    ['its own on another port', 'https://ehr.example:8443/fhir'],
    ['loopback', 'http://127.0.0.1:9/fhir'],
    ['a link-local address', 'http://169.254.169.254/'],
    ['a private address', 'https://10.0.0.1/fhir'],
    ['a private address in IPv6', 'https://[fd00::1]/fhir'],
  ])('that names %s is answered as if it had named none', async (_what, fhirServer) => {
    const named = { fhirServer, fhirAuthorization };
    const full = await call({ prefetch: required, ...named });
    const none = await call({ prefetch: {}, ...named });
    expect([full.status, none.status]).toEqual([200, 412]);
    expect(outbound).toEqual([]);
  });

  test('that names its own server without a token is answered as if it had named none', async () => {
    const fhirServer = 'https://ehr.example/fhir';
    expect((await call({ prefetch: {}, fhirServer })).status).toBe(412);
    expect((await call({ prefetch: {}, fhirServer, fhirAuthorization: null })).status).toBe(412);
    expect(outbound).toEqual([]);
  });

  test('of the other issuer reads the server of the other issuer', async () => {
    const claims = { iss: 'https://other.example', aud: SERVICE_URL };
    const authorization = `Bearer ${await tokenOf(service.otherKey, { claims })}`;
    await call({ prefetch: required, fhirServer: OTHER_FHIR, fhirAuthorization }, authorization);
    expect(outbound.length).toBeGreaterThan(0);
    for (const one of outbound) expect(one).toContain(OTHER_FHIR);
  });
});

describe('a browser client', () => {
  test('is asked for no token by a preflight, may send one, and may read a refusal', async () => {
    const asked = await request(server).options(SERVICE).set({
      Origin: BROWSER_ORIGIN,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    });
    const refused = await request(server).post(SERVICE).set('Origin', BROWSER_ORIGIN).send(patientViewCall());
    expect([asked.status, refused.status]).toEqual([204, 401]);
    expect(asked.headers['access-control-allow-headers']).toBe('authorization,content-type');
    for (const { headers } of [asked, refused]) {
      expect(headers['access-control-allow-origin']).toBe(BROWSER_ORIGIN);
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
      expect(headers['strict-transport-security']).toMatch(/^max-age=\d+/);
    }
  });
});

test('what needs no token says nothing of a caller: health, and that a path or a service is unknown', async () => {
  const paths = ['/healthz', '/', '/sandbox/fhir', '/cds-services/nope'];
  const statuses = await Promise.all(paths.map(async (path) => (await request(server).get(path)).status));
  expect(statuses).toEqual([200, 404, 404, 404]);
});

test('the log holds why a caller was refused, and no token', async () => {
  const token = await bearer({ claims: { jti: 'jti-of-the-log', aud: 'elsewhere' } });
  await call({ prefetch: required }, token);
  const good = await bearer({ claims: { jti: 'jti-of-the-log' } });
  await call({ prefetch: required }, good);
  await call({ prefetch: required }, good);
  await service.awaitLine('"refused":"audience","iss":"https://ehr.example/oauth2"');
  await service.awaitLine('"refused":"replayed","iss":"https://ehr.example/oauth2","jti":"jti-of-the-log"');
  const logged = service.logged();
  for (const part of [token, good].flatMap((one) => one.replace('Bearer ', '').split('.').slice(1))) {
    expect(logged).not.toContain(part);
  }
});

test('an app in production without a way to know callers does not start', () => {
  const { deps } = appDeps();
  expect(() => createApp({ ...deps, config: { ...deps.config, mode: 'production' } })).toThrow(
    /know callers/,
  );
});

describe('what is for operators', () => {
  const SUMS = [
    '0'.repeat(64),
    // SHA-256 of sesame-open
    '10fd93e00c1bdccff1ba9cb6919df45fcd7264eb96f173c36eb6934e18e5ef86',
  ];
  const guarded = async (sums: readonly string[], open: boolean) => {
    const router = express
      .Router()
      .get('/', operatorsOnly(sums, open), (_req, res) => void res.json('figures'));
    return running({ mount: [{ path: '/figures', router }] });
  };

  test('opens with a listed token only, and says nothing else', async () => {
    const { server: guard, stop } = await guarded(SUMS, false);
    const ask = (authorization: string) => request(guard).get('/figures').set('Authorization', authorization);
    const good = await ask('Bearer sesame-open');
    const bad = [
      await request(guard).get('/figures'),
      await ask('Bearer open-sesame'),
      await ask(`Bearer ${SUMS[1]}`),
      await ask('Basic c2VzYW1lLW9wZW4='),
    ];
    stop();
    expect([good.status, good.body]).toEqual([200, 'figures']);
    expect(bad.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(new Set(bad.map(({ text }) => text)).size).toBe(1);
    for (const { headers } of bad) expect(headers['www-authenticate']).toBe('Bearer');
  });

  test('is closed to all when no token is listed, and open to all in the sandbox', async () => {
    const closed = await guarded([], false);
    const open = await guarded([], true);
    const statuses = [
      (await request(closed.server).get('/figures').set('Authorization', 'Bearer x')).status,
      (await request(open.server).get('/figures')).status,
    ];
    closed.stop();
    open.stop();
    expect(statuses).toEqual([401, 200]);
  });
});
