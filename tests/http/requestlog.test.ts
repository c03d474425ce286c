/** The request log: one line per request, and nothing of the patient in it. */
import { expect, test } from '@jest/globals';
import { Router } from 'express';
import request from 'supertest';
import { NocturneError } from '#errors';
import { CARD, keptLog, patientViewCall, running } from './running.ts';

const SERVICE = '/cds-services/leg-pain-patient-view';
const PATIENT = 'patient-7781-secret';
const TOKEN = 'tok-S3CR3T-e7f0a9';
const NAME = 'Quillfeather';
const SERVER = 'https://ehr-secret.example/fhir';

/** Every value of this call may be looked for in the log. */
const SECRET_CALL = patientViewCall({
  context: { userId: 'Practitioner/user-secret', patientId: PATIENT },
  fhirServer: SERVER,
  fhirAuthorization: { access_token: TOKEN, token_type: 'Bearer', scope: 's', subject: 'subject-secret' },
  prefetch: { patient: { resourceType: 'Patient', id: PATIENT, name: [{ family: NAME }] } },
});

test('a call leaves one line: id, method, pattern, status, time, service and number of cards', async () => {
  const kept = keptLog();
  const service = await running({ log: kept.log });
  const line = kept.next();
  await request(service.server).post(`${SERVICE}?patient=${PATIENT}`).send(SECRET_CALL);
  expect(await line).toEqual({
    level: 30,
    time: expect.any(Number),
    request: 'request-1',
    method: 'POST',
    route: '/cds-services/:id',
    status: 200,
    ms: expect.any(Number),
    service: 'leg-pain-patient-view',
    cards: 1,
    msg: 'request',
  });
  expect(kept.lines).toHaveLength(1);
  service.stop();
});

test('a refusal names the code of the error table', async () => {
  const kept = keptLog();
  const service = await running({
    log: kept.log,
    answer: async () => {
      throw new NocturneError('data-unavailable', ['prefetch.patient']);
    },
  });
  const line = kept.next();
  await request(service.server).post(SERVICE).send(SECRET_CALL);
  expect(await line).toMatchObject({ level: 30, status: 412, failure: 'data-unavailable' });
  service.stop();
});

test('a bug leaves its class and machine code, never its message or stack', async () => {
  const kept = keptLog();
  const service = await running({
    log: kept.log,
    answer: async () => {
      throw Object.assign(new RangeError(`GET ${SERVER}/Patient/${PATIENT} of ${NAME}`), { code: 'ERR_X' });
    },
  });
  const line = kept.next();
  await request(service.server).post(SERVICE).send(SECRET_CALL);
  expect(await line).toEqual({
    level: 50,
    time: expect.any(Number),
    request: 'request-1',
    method: 'POST',
    route: '/cds-services/:id',
    status: 500,
    ms: expect.any(Number),
    service: 'leg-pain-patient-view',
    failure: 'internal',
    error: 'RangeError',
    errorCode: 'ERR_X',
    msg: 'request failed',
  });
  service.stop();
});

test('no path, query, header or body is ever in a line', async () => {
  const kept = keptLog();
  const part = Router();
  part.get('/fhir/:type/:id', (_req, res) => void res.json({}));
  const service = await running({ log: kept.log, mount: [{ path: '/sandbox', router: part }] });
  const http = request(service.server);
  const routes: unknown[] = [];
  const ask = async (send: () => PromiseLike<unknown>): Promise<void> => {
    const line = kept.next();
    await send();
    routes.push((await line)['route']);
  };
  await ask(() => http.get(`/sandbox/fhir/Patient/${PATIENT}?name=${NAME}`));
  await ask(() => http.get(`/nothing/${PATIENT}?name=${NAME}`));
  await ask(() => http.post(`/cds-services/${PATIENT}`).send(SECRET_CALL));
  await ask(() => http.get(`/cds-services/%E0%A4%A${PATIENT}`));
  await ask(() => http.post(SERVICE).set('Authorization', `Bearer ${TOKEN}`).send(SECRET_CALL));
  await ask(() => http.post(SERVICE).send({ ...SECRET_CALL, hookInstance: NAME }));
  await ask(() =>
    http.post(SERVICE).set('Content-Type', 'application/json').send(`{"token":"${TOKEN}","name":"${NAME}",`),
  );
  service.stop();
  expect(routes).toEqual([
    '/sandbox/*',
    'unmatched',
    '/cds-services/:id',
    'unmatched',
    '/cds-services/:id',
    '/cds-services/:id',
    '/cds-services/:id',
  ]);
  const log = kept.lines.join('');
  for (const secret of [PATIENT, TOKEN, NAME, SERVER, 'user-secret', 'subject-secret', CARD.summary]) {
    expect(log).not.toContain(secret);
  }
});
