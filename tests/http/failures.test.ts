/** Calls that are refused: the status, the words, and what they never hold. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { Router, json } from 'express';
import request from 'supertest';
import { ERROR_KINDS, NocturneError } from '#errors';
import { encounterStartCall, patientViewCall, running } from './running.ts';

const PATIENT_VIEW = '/cds-services/leg-pain-patient-view';
const ENCOUNTER_START = '/cds-services/leg-pain-encounter-start';

const service = await running();
afterAll(() => service.stop());

/** The one issue of an OperationOutcome answer. */
async function refused(path: string, body: object) {
  const answer = await request(service.server).post(path).send(body);
  expect(answer.body.resourceType).toBe('OperationOutcome');
  expect(answer.body.issue).toHaveLength(1);
  return { status: answer.status, ...answer.body.issue[0] };
}

describe('a member that does not fit is named, not quoted', () => {
  test.each<[string, object, string[], string]>([
    ['hook missing', patientViewCall({ hook: undefined }), ['hook'], 'hook is required.'],
    ['hook empty', patientViewCall({ hook: '' }), ['hook'], 'hook must be the name of a hook.'],
    [
      'hookInstance no UUID',
      patientViewCall({ hookInstance: 'abc' }),
      ['hookInstance'],
      'hookInstance must be a UUID.',
    ],
    [
      'context empty',
      patientViewCall({ context: {} }),
      ['context'],
      'context must be an object with the context fields of the hook.',
    ],
    [
      'patientId with a resource type',
      patientViewCall({ context: { userId: 'Practitioner/1', patientId: 'Patient/1' } }),
      ['context.patientId'],
      'context.patientId must be a FHIR id without the resource type: 1 to 64 letters, digits, hyphens and full stops.',
    ],
    [
      'userId of a device',
      patientViewCall({ context: { userId: 'Device/1', patientId: '1' } }),
      ['context.userId'],
      'context.userId must be Practitioner, PractitionerRole, Patient or RelatedPerson, a slash and a FHIR id.',
    ],
    [
      'prefetch an array',
      patientViewCall({ prefetch: [] }),
      ['prefetch'],
      'prefetch must be an object whose keys are those of discovery.',
    ],
    [
      'expires_in a string',
      patientViewCall({
        fhirServer: 'https://ehr.example/fhir',
        fhirAuthorization: {
          access_token: 'a',
          token_type: 'Bearer',
          expires_in: '300',
          scope: 's',
          subject: 's',
        },
      }),
      ['fhirAuthorization.expires_in'],
      'fhirAuthorization.expires_in must be a whole number of seconds, as a number.',
    ],
  ])('%s', async (_what, body, where, sentence) => {
    expect(await refused(PATIENT_VIEW, body)).toEqual({
      status: 400,
      severity: 'error',
      code: 'value',
      details: { text: ERROR_KINDS['request-invalid'].sentence },
      diagnostics: sentence,
      expression: where,
    });
  });

  test('all members that do not fit are named at once', async () => {
    const { expression, diagnostics } = await refused(PATIENT_VIEW, { context: { a: 1 } });
    expect(expression).toEqual(['hook', 'hookInstance']);
    expect(diagnostics).toBe('hook is required. hookInstance is required.');
  });

  test('encounter-start needs an encounterId and a professional user', async () => {
    const wrong = encounterStartCall({ encounterId: null, userId: 'Patient/1' });
    expect((await refused(ENCOUNTER_START, wrong)).expression.sort()).toEqual([
      'context.encounterId',
      'context.userId',
    ]);
  });
});

describe('what no schema can say has a code of its own', () => {
  const token = { access_token: 'abc', token_type: 'Bearer', scope: 's', subject: 's' };
  test.each<[string, object, number, keyof typeof ERROR_KINDS]>([
    ['another hook', patientViewCall({ hook: 'order-sign' }), 400, 'hook-mismatch'],
    ['a token without a server', patientViewCall({ fhirAuthorization: token }), 400, 'fhir-server-missing'],
    [
      'a token with an empty server',
      patientViewCall({ fhirAuthorization: token, fhirServer: '' }),
      400,
      'fhir-server-missing',
    ],
    ['a file URL', patientViewCall({ fhirServer: 'file:///etc/passwd' }), 400, 'fhir-server-not-url'],
    [
      'credentials in the URL',
      patientViewCall({ fhirServer: 'https://u:p@ehr' }),
      400,
      'fhir-server-not-url',
    ],
    ['no URL', patientViewCall({ fhirServer: 'https://' }), 400, 'fhir-server-not-url'],
    [
      'a token for another patient',
      patientViewCall({ fhirServer: 'https://ehr.example', fhirAuthorization: { ...token, patient: 'p2' } }),
      422,
      'patient-mismatch',
    ],
  ])('%s', async (_what, body, status, code) => {
    expect(await refused(PATIENT_VIEW, body)).toMatchObject({
      status,
      code: ERROR_KINDS[code].issue,
      details: { text: ERROR_KINDS[code].sentence },
    });
  });
});

describe('the order of checks', () => {
  test('an unknown service is 404 whatever the body', async () => {
    const answer = await request(service.server)
      .post('/cds-services/nope')
      .set('Content-Type', 'text/plain')
      .send('x');
    expect(answer.status).toBe(404);
    expect(answer.body.issue[0].details.text).toBe(ERROR_KINDS['service-unknown'].sentence);
  });

  test('an unknown service is 404 whatever the method', async () => {
    for (const id of ['nope', 'constructor', '__proto__']) {
      expect((await request(service.server).put(`/cds-services/${id}`)).status).toBe(404);
    }
  });

  test('the media type comes before the syntax, the syntax before the schema', async () => {
    const send = (type: string, body: string) =>
      request(service.server).post(PATIENT_VIEW).set('Content-Type', type).send(body);
    expect((await send('text/plain', '{"hook":')).status).toBe(415);
    expect((await send('application/json', '{"hook":')).body.issue[0].details.text).toBe(
      ERROR_KINDS['body-not-json'].sentence,
    );
    expect((await send('application/json', '[]')).body.issue[0].details.text).toBe(
      ERROR_KINDS['body-not-object'].sentence,
    );
  });

  test('the hook comes before its context', async () => {
    const call = patientViewCall({ hook: 'order-dispatch', context: { performer: 'x' } });
    expect((await refused(PATIENT_VIEW, call)).details.text).toBe(ERROR_KINDS['hook-mismatch'].sentence);
  });
});

describe('depth', () => {
  const nested = (levels: number): string =>
    JSON.stringify(patientViewCall({ extension: { deep: 'here' } })).replace(
      '"here"',
      '['.repeat(levels) + ']'.repeat(levels),
    );
  const send = (body: string) =>
    request(service.server).post(PATIENT_VIEW).set('Content-Type', 'application/json').send(body);

  test('200 levels are read, 201 are refused', async () => {
    expect((await send(nested(198))).status).toBe(200);
    const { status, body } = await send(nested(199));
    expect(status).toBe(400);
    expect(body.issue[0].details.text).toBe(ERROR_KINDS['body-too-deep'].sentence);
  });

  test('brackets inside strings do not count, after escaped quotes neither', async () => {
    const text = `${'[{'.repeat(300)}\\"${'[{'.repeat(300)}\\\\`;
    const body = JSON.stringify(patientViewCall({ extension: { deep: 'here' } })).replace('here', text);
    expect((await send(body)).status).toBe(200);
  });

  test('closing brackets inside strings do not hide levels', async () => {
    const body = `{"a":${'["]]",'.repeat(300)}1${']'.repeat(300)}}`;
    expect((await send(body)).body.issue[0].details.text).toBe(ERROR_KINDS['body-too-deep'].sentence);
  });
});

describe('methods', () => {
  test.each<[string, 'get' | 'put' | 'delete' | 'patch' | 'post' | 'head', string]>([
    [PATIENT_VIEW, 'get', 'POST, OPTIONS'],
    [PATIENT_VIEW, 'head', 'POST, OPTIONS'],
    [PATIENT_VIEW, 'put', 'POST, OPTIONS'],
    [PATIENT_VIEW, 'patch', 'POST, OPTIONS'],
    [PATIENT_VIEW, 'delete', 'POST, OPTIONS'],
    ['/cds-services', 'post', 'GET, HEAD, OPTIONS'],
    ['/cds-services/', 'delete', 'GET, HEAD, OPTIONS'],
    ['/healthz', 'post', 'GET, HEAD, OPTIONS'],
  ])('%s does not take %s', async (path, method, allow) => {
    const { status, headers } = await request(service.server)[method](path);
    expect(status).toBe(405);
    expect(headers['allow']).toBe(allow);
  });

  test('a path below a service is unknown', async () => {
    expect((await request(service.server).post(`${PATIENT_VIEW}/feedback`).send({})).status).toBe(404);
  });

  test('health is one word', async () => {
    const { status, body } = await request(service.server).get('/healthz');
    expect([status, body]).toEqual([200, { status: 'ok' }]);
  });
});

describe('failures below', () => {
  const secret = 'Zebedee Quillfeather';

  test.each<[string, unknown, number, object]>([
    [
      'a failure of the table keeps its status, where and note',
      new NocturneError('data-unavailable', ['prefetch.patient'], 'Nothing else was tried.'),
      412,
      {
        code: 'incomplete',
        diagnostics: 'Nothing else was tried.',
        expression: ['prefetch.patient'],
      },
    ],
    ['a bug is 500 without its message', new TypeError(`no x of ${secret}`), 500, { code: 'exception' }],
    ['a thrown string is 500, too', secret, 500, { code: 'exception' }],
    ['and so is undefined', undefined, 500, { code: 'exception' }],
  ])('%s', async (_what, thrown, status, issue) => {
    const failing = await running({
      answer: async () => {
        throw thrown;
      },
    });
    const answer = await request(failing.server).post(PATIENT_VIEW).send(patientViewCall());
    failing.stop();
    expect(answer.status).toBe(status);
    expect(answer.body.issue[0]).toMatchObject(issue);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).not.toContain(secret);
  });
});

const part = Router();
part.get('/fail', () => {
  throw new Error('Zebedee Quillfeather');
});
part.post('/parse', json(), (_req, res) => void res.json({}));
part.get('/half', (_req, res) => {
  res.write('{');
  throw new Error('after the first byte');
});
part.get('/ok', (_req, res) => void res.json({ ok: true }));

const mounted = await running({ mount: [{ path: '/part', router: part }] });
afterAll(() => mounted.stop());

describe('mounted parts', () => {
  test('are served with the headers of every answer', async () => {
    const { body, headers } = await request(mounted.server).get('/part/ok');
    expect(body).toEqual({ ok: true });
    expect(headers['x-request-id']).toMatch(/^request-/);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
  });

  test('bring their own CORS: none is added', async () => {
    const { headers } = await request(mounted.server).get('/part/ok').set('Origin', 'https://ehr.example');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('have their failures answered as OperationOutcome', async () => {
    const broken = await request(mounted.server)
      .post('/part/parse')
      .set('Content-Type', 'application/json')
      .send('{"name":"Zebedee Quillfeather"');
    const bug = await request(mounted.server).get('/part/fail');
    const lost = await request(mounted.server).get('/part/nothing');
    expect([broken.status, bug.status, lost.status]).toEqual([400, 500, 404]);
    for (const { body, text } of [broken, bug, lost]) {
      expect(body.resourceType).toBe('OperationOutcome');
      expect(text).not.toContain('Zebedee');
    }
  });

  test('that fail half-way end the connection instead of looking whole', async () => {
    await expect(request(mounted.server).get('/part/half')).rejects.toThrow();
  });
});
