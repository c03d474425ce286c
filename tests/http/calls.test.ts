/** Calls that are answered: what reaches the floors below and what the client gets back. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { expectValidResponse } from './response-schema.ts';
import { BANNER, CARD, HOOK_INSTANCE, encounterStartCall, patientViewCall, running } from './running.ts';

const PATIENT_VIEW = '/cds-services/leg-pain-patient-view';
const ENCOUNTER_START = '/cds-services/leg-pain-encounter-start';

const service = await running();
afterAll(() => service.stop());
beforeEach(() => void service.calls.splice(0));

const post = (path: string, body: object) => request(service.server).post(path).send(body);

describe('a call that fits', () => {
  test('gets its cards with 200, uncached, with notice, timing and request id', async () => {
    const { status, body, headers } = await post(PATIENT_VIEW, patientViewCall());
    expect(status).toBe(200);
    expectValidResponse(body);
    expect(body.cards).toEqual([JSON.parse(JSON.stringify(CARD))]);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-nocturne-notice']).toBe(BANNER);
    expect(headers['x-request-id']).toMatch(/^request-\d+$/);
    expect(headers['server-timing']).toMatch(
      /^request;dur=[\d.]+, gather;dur=1\.25, reason;dur=0\.50, total;dur=[\d.]+$/,
    );
  });

  test('hands down exactly what the hook says', async () => {
    await post(ENCOUNTER_START, { ...encounterStartCall(), prefetch: { patient: null } });
    expect(service.calls).toEqual([
      {
        service: 'leg-pain-encounter-start',
        hook: 'encounter-start',
        hookInstance: HOOK_INSTANCE,
        patientId: 'p1',
        userId: 'Practitioner/dr-1',
        encounterId: 'e1',
        context: { userId: 'Practitioner/dr-1', patientId: 'p1', encounterId: 'e1' },
        prefetch: { patient: null },
      },
    ]);
  });

  test('hands down the FHIR server with its token, and nothing else of the authorization', async () => {
    await post(
      PATIENT_VIEW,
      patientViewCall({
        fhirServer: 'https://ehr.example/fhir',
        fhirAuthorization: {
          access_token: 'abc',
          token_type: 'Bearer',
          expires_in: 300,
          scope: 'user/Patient.read',
          subject: 'nocturne',
          patient: 'p1',
        },
      }),
    );
    expect(service.calls[0]).toMatchObject({
      fhirServer: 'https://ehr.example/fhir',
      fhirAuthorization: { accessToken: 'abc', patient: 'p1' },
    });
    expect(Object.keys(service.calls[0]?.fhirAuthorization ?? {})).toEqual(['accessToken', 'patient']);
  });

  test.each([
    ['null', null],
    ['an empty string', ''],
  ])('an encounterId that is %s counts as absent', async (_what, encounterId) => {
    const context = { userId: 'Practitioner/dr-1', patientId: 'p1', encounterId };
    expect((await post(PATIENT_VIEW, patientViewCall({ context }))).status).toBe(200);
    expect(service.calls[0]).not.toHaveProperty('encounterId');
    expect(service.calls[0]?.context).toEqual({ userId: 'Practitioner/dr-1', patientId: 'p1' });
  });

  test.each([
    ['prefetch null', { prefetch: null }],
    ['prefetch {}', { prefetch: {} }],
    ['fhirAuthorization {} without fhirServer', { fhirAuthorization: {} }],
    ['fhirAuthorization and fhirServer null', { fhirAuthorization: null, fhirServer: null }],
    ['fhirServer empty', { fhirServer: '' }],
    ['extension null', { extension: null }],
    ['unknown members', { extension: { 'org.example': { a: 1 } }, somethingNew: [1] }],
    ['an upper-case hookInstance', { hookInstance: HOOK_INSTANCE.toUpperCase() }],
    ['a version 7 hookInstance', { hookInstance: '0190163d-8694-739b-aea5-966c26f8ad91' }],
    [
      'a related person as user',
      { context: { userId: 'RelatedPerson/r-1', patientId: 'p1', fieldOfALaterVersion: { a: 1 } } },
    ],
  ])('%s is tolerated', async (_what, change) => {
    expect((await post(PATIENT_VIEW, patientViewCall(change))).status).toBe(200);
    expect(service.calls[0]?.prefetch).toEqual({});
    expect(service.calls[0]).not.toHaveProperty('fhirAuthorization');
  });

  test('a token without expires_in is accepted, as the public sandbox sends it', async () => {
    const fhirAuthorization = { access_token: 'abc', token_type: 'Bearer', scope: 'x', subject: 'nocturne' };
    const call = patientViewCall({ fhirServer: 'http://127.0.0.1:9/fhir', fhirAuthorization });
    expect((await post(PATIENT_VIEW, call)).status).toBe(200);
  });

  test.each([
    ['application/fhir+json', JSON.stringify(patientViewCall())],
    ['application/json; charset=utf-8', JSON.stringify(patientViewCall())],
    ['application/json;charset="UTF-8"', JSON.stringify(patientViewCall())],
    ['APPLICATION/JSON', `\ufeff${JSON.stringify(patientViewCall())}`],
  ])('is read as %s', async (type, body) => {
    const { status } = await request(service.server).post(PATIENT_VIEW).set('Content-Type', type).send(body);
    expect(status).toBe(200);
  });

  test('is read gzipped', async () => {
    const { status } = await request(service.server)
      .post(PATIENT_VIEW)
      .set({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
      .serialize((value) => value)
      .send(gzipSync(JSON.stringify(patientViewCall())));
    expect(status).toBe(200);
  });

  test('ignores a token in the Authorization header in sandbox mode', async () => {
    const { status } = await post(PATIENT_VIEW, patientViewCall()).set('Authorization', 'Bearer a.b.c');
    expect(status).toBe(200);
  });
});

test('an answer without timing still says how long the request took to read', async () => {
  const silent = await running({ answer: async () => ({ response: { cards: [] } }) });
  const { body, headers } = await request(silent.server).post(PATIENT_VIEW).send(patientViewCall());
  silent.stop();
  expect(body).toEqual({ cards: [] });
  expectValidResponse(body);
  expect(headers['server-timing']).toMatch(/^request;dur=[\d.]+, total;dur=[\d.]+$/);
});

test('what follows an answer is done after it was sent', async () => {
  const served: { stop?: () => void } = {};
  await new Promise<void>((resolve, reject) => {
    running({ answer: async () => ({ response: { cards: [] }, sent: resolve }) })
      .then((made) => {
        served.stop = made.stop;
        return request(made.server).post(PATIENT_VIEW).send(patientViewCall());
      })
      .catch(reject);
  });
  served.stop?.();
});
