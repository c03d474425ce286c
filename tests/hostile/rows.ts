/** Rows 1 to 23 and 25 of the hostile list (conformance section 13) as data: what is sent and which status is right. */
import { gzipSync } from 'node:zlib';
import type { FaultyFhir } from './faulty-fhir.ts';
import { JWT, NAME, NOTE, PATIENT_ID, TOKEN, USER_ID } from './secrets.ts';
import type { Sent } from './wire.ts';
import { knowledge } from '../knowledge.ts';

/** One request of a row; `status` is a list where the row leaves the choice. */
export interface Hostile {
  readonly row: number;
  readonly name: string;
  readonly send: (fhir: FaultyFhir) => Sent;
  readonly status: number | readonly number[];
  /** Whether a FHIR server may be called at all. */
  readonly quiet: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const PATIENT_VIEW = '/cds-services/leg-pain-patient-view';
const ENCOUNTER_START = '/cds-services/leg-pain-encounter-start';
const HEADERS = {
  'Content-Type': 'application/json',
  Origin: 'https://ehr.example',
  Authorization: `Bearer ${JWT}`,
};
const MEGABYTE = 1024 * 1024;

const patient = {
  resourceType: 'Patient',
  id: PATIENT_ID,
  name: [{ family: NAME }],
  birthDate: '1950-01-01',
};
const empty = { resourceType: 'Bundle', type: 'searchset', total: 0 };
const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'forbidden', diagnostics: `${NOTE} for ${NAME}` }],
};
const bundle = (...resources: readonly unknown[]): Json => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});
/** Every key of the plan answered and empty, so that nothing is left to fetch. */
const full: Json = Object.fromEntries([
  ...knowledge.plan.filter((entry) => entry.kind === 'search').map((entry) => [entry.key, empty]),
  ['patient', patient],
]);
const context: Json = { userId: `Practitioner/${USER_ID}`, patientId: PATIENT_ID };
const authorization: Json = {
  access_token: TOKEN,
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'user/*.read',
  subject: NOTE,
};
const condition: Json = {
  resourceType: 'Condition',
  id: 'c1',
  subject: { reference: `Patient/${PATIENT_ID}` },
  clinicalStatus: { coding: [{ code: 'active' }] },
  // Recent, so that the door opens and cards are made of whatever else was sent.
  recordedDate: '2026-03-01',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '32914008' }], text: 'Restless legs' },
};
const observation = (change: Json): Json => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  subject: { reference: `Patient/${PATIENT_ID}` },
  code: { coding: [{ system: 'http://loinc.org', code: '2276-4' }] },
  effectiveDateTime: '2026-02-01',
  ...change,
});

function call(change: Json = {}): Json {
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context,
    prefetch: full,
    ...change,
  };
}

/** A call that is answered 200: the check that the process survived. */
export const ORDINARY: Sent = {
  method: 'POST',
  path: PATIENT_VIEW,
  headers: HEADERS,
  body: JSON.stringify(call()),
};

const post = (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Sent => ({
  ...ORDINARY,
  headers: { ...HEADERS, ...headers },
  body,
});

function raw(row: number, name: string, status: Hostile['status'], sent: Sent): Hostile {
  return { row, name, status, send: () => sent, quiet: true };
}

function calls(row: number, name: string, status: Hostile['status'], change: Json): Hostile {
  return raw(row, name, status, post(JSON.stringify(call(change))));
}

/** A call to a server that answers in a wrong way; what prefetch holds needs no server. */
function faulty(row: number, fault: string, status: Hostile['status'], prefetch: Json): Hostile {
  const have = Object.keys(prefetch).length === 0 ? 'nothing' : 'what is required';
  return {
    row,
    name: `FHIR server that is wrong by "${fault}", prefetch holds ${have}`,
    status,
    quiet: false,
    send: (fhir) =>
      post(
        JSON.stringify(call({ fhirServer: fhir.base(fault), fhirAuthorization: authorization, prefetch })),
      ),
  };
}

const withContext = (change: Json): Json => ({ context: { ...context, ...change } });
const withPrefetch = (change: Json): Json => ({ prefetch: { ...full, ...change } });
const text = (body: Json): string => JSON.stringify(body);
const wrongValues: readonly (readonly [string, unknown])[] = [
  ['missing', undefined],
  ['null', null],
  ['empty', ''],
  ['{}', {}],
  ['a number', 7],
  ['a list', [NOTE]],
];
const blockedServers = [
  'http://169.254.169.254/',
  'https://localhost',
  'https://[::ffff:10.0.0.1]',
  'http://10.0.0.1/fhir',
  'https://ehr-not-listed.example/fhir',
  'http://2130706433.example/fhir',
];
const required: Json = { patient, conditions: empty };

const overridden: Json = { card: NOTE, outcome: 'overridden', outcomeTimestamp: '2026-03-12T22:40:00Z' };

function feedback(name: string, status: number, value: unknown): Hostile {
  return raw(25, name, status, { ...post(text({ feedback: value })), path: `${PATIENT_VIEW}/feedback` });
}

/** All rows, in the order of the list. */
export const ROWS: readonly Hostile[] = [
  raw(1, 'truncated JSON', 400, post(`{"hook":"${NOTE}`)),
  raw(1, 'trailing comma', 400, post(`{"hook":"${NOTE}",}`)),
  raw(1, 'JSON with comments', 400, post(`// ${NOTE}\n${text(call())}`)),
  raw(
    1,
    'bytes that are not UTF-8',
    400,
    post(Buffer.from(text(call()).replace(NAME, '\xff\xfe'), 'latin1')),
  ),
  ...['null', '"x"', '42', '[]', ''].map((body) => raw(2, `body ${body || 'empty'}`, 400, post(body))),
  raw(3, 'text/plain', 415, post(text(call()), { 'Content-Type': 'text/plain' })),
  raw(3, 'no content type', 415, { ...ORDINARY, headers: { Origin: 'https://ehr.example' } }),
  raw(3, 'no content type and no body', 415, {
    method: 'POST',
    path: PATIENT_VIEW,
    headers: { Origin: 'https://ehr.example', 'Content-Length': '0' },
  }),
  raw(
    3,
    'charset iso-8859-1',
    415,
    post(text(call()), { 'Content-Type': 'application/json; charset=iso-8859-1' }),
  ),
  raw(3, 'charset utf-16', 415, post(text(call()), { 'Content-Type': 'application/json; charset=utf-16' })),
  raw(3, 'content encoding foo', 415, post(text(call()), { 'Content-Encoding': 'foo' })),
  raw(3, 'gzip that is none', 400, post(text(call()), { 'Content-Encoding': 'gzip' })),
  raw(4, 'body over the limit', 413, post(text(call({ extension: { a: 'x'.repeat(9 * MEGABYTE) } })))),
  raw(
    4,
    'small gzip of 50 MB',
    413,
    post(gzipSync(Buffer.alloc(50 * MEGABYTE, ' ')), { 'Content-Encoding': 'gzip' }),
  ),
  raw(
    5,
    'prefetch value nested 20,000 levels deep',
    400,
    post(
      text(call({ prefetch: { patient: 'here' } })).replace(
        '"here"',
        '['.repeat(20_000) + ']'.repeat(20_000),
      ),
    ),
  ),
  ...['hook', 'hookInstance', 'context'].flatMap((member) =>
    wrongValues.map(([what, value]) => calls(6, `${member} ${what}`, 400, { [member]: value })),
  ),
  calls(7, 'hookInstance that is no UUID', 400, { hookInstance: 'abc' }),
  calls(8, 'order-sign posted to the patient-view service', 400, { hook: 'order-sign' }),
  calls(8, 'unknown hook', 400, { hook: NOTE }),
  raw(9, 'unknown service', 404, { ...ORDINARY, path: '/cds-services/nope' }),
  raw(9, 'a path in the id', 404, { ...ORDINARY, path: '/cds-services/..%2f..%2fetc' }),
  raw(9, 'broken percent-encoding', 400, { ...ORDINARY, path: '/cds-services/%E0%A4%A' }),
  ...['GET', 'PUT', 'DELETE'].map((method) =>
    raw(10, `${method} on a service`, 405, { ...ORDINARY, method }),
  ),
  raw(10, 'POST on discovery', 405, { ...ORDINARY, path: '/cds-services' }),
  ...[undefined, ['1'], 'Patient/1', '../../admin?x=1#', 'x'.repeat(65), '1&_count=9999', '', null].map(
    (patientId) =>
      calls(11, `patientId ${JSON.stringify(patientId)}`, 400, {
        ...withContext({ patientId }),
        fhirServer: 'http://127.0.0.1:9/fhir',
        prefetch: {},
      }),
  ),
  ...['123', 'Device/1', 'Practitioner/', 'practitioner/1', 'Practitioner/a/b', null].map((userId) =>
    calls(12, `userId ${JSON.stringify(userId)}`, 400, withContext({ userId })),
  ),
  ...[undefined, null, '', 'Encounter/1'].map((encounterId) =>
    raw(12, `encounter-start with encounterId ${JSON.stringify(encounterId)}`, 400, {
      ...post(text(call({ hook: 'encounter-start', ...withContext({ encounterId }) }))),
      path: ENCOUNTER_START,
    }),
  ),
  raw(12, 'encounter-start by a patient', 400, {
    ...post(
      text(call({ hook: 'encounter-start', ...withContext({ userId: 'Patient/1', encounterId: 'e1' }) })),
    ),
    path: ENCOUNTER_START,
  }),
  calls(13, 'token without fhirServer', 400, { fhirAuthorization: authorization }),
  ...(
    [
      ['token_type Basic', { token_type: 'Basic' }],
      ['expires_in a string', { expires_in: '300' }],
      ['access_token empty', { access_token: '' }],
      ['subject missing', { subject: undefined }],
      ['token with CR and LF', { access_token: `${TOKEN}\r\nX-Evil: 1` }],
      ['token that is a list', { access_token: [TOKEN] }],
    ] as const
  ).map(([name, change]) =>
    calls(14, name, 400, {
      fhirServer: 'http://127.0.0.1:9/fhir',
      fhirAuthorization: { ...authorization, ...change },
    }),
  ),
  ...blockedServers.flatMap((fhirServer) => [
    calls(15, `${fhirServer} with nothing in prefetch`, 412, {
      fhirServer,
      fhirAuthorization: authorization,
      prefetch: {},
    }),
    calls(15, `${fhirServer} with all in prefetch`, 200, { fhirServer, fhirAuthorization: authorization }),
  ]),
  ...['file:///etc/passwd', 'https://u:p@ehr', 'javascript:alert(1)', 'ehr.example/fhir', 'https://'].map(
    (fhirServer) =>
      calls(15, `${fhirServer} as fhirServer`, 400, { fhirServer, fhirAuthorization: authorization }),
  ),
  faulty(16, 'redirect', 412, {}),
  faulty(16, 'redirect', 200, required),
  // Nothing came of any search, and there is more: not known is not absent.
  faulty(16, 'foreign-next', 412, {}),
  faulty(16, 'foreign-next', 200, required),
  calls(16, 'next link in prefetch to another host', 200, {
    ...withPrefetch({
      conditions: { ...empty, link: [{ relation: 'next', url: 'https://evil.example/Condition' }] },
    }),
    fhirServer: 'http://127.0.0.1:9/fhir',
  }),
  ...['hang', 'reset', '401', '403', '429', '500', 'html', 'flood', 'wrong-type', 'outcome'].flatMap(
    (fault) => [faulty(17, fault, 412, {}), faulty(17, fault, 200, required)],
  ),
  calls(18, 'no prefetch and no fhirServer', 412, { prefetch: undefined }),
  calls(18, 'prefetch {} and no fhirServer', 412, { prefetch: {} }),
  calls(18, 'prefetch null and no fhirServer', 412, { prefetch: null }),
  calls(19, 'all keys but patient null', 200, {
    prefetch: { patient, conditions: null, intake: null, 'labs-1': null },
  }),
  calls(19, 'all keys but patient empty Bundles', 200, {
    prefetch: { patient, conditions: empty, intake: { ...empty, entry: [] }, 'labs-1': empty },
  }),
  calls(20, 'OperationOutcome as patient', 412, withPrefetch({ patient: outcome })),
  calls(20, 'OperationOutcome in a Bundle as patient', 412, withPrefetch({ patient: bundle(outcome) })),
  calls(
    20,
    'OperationOutcome in every trigger key',
    412,
    withPrefetch({ conditions: outcome, encounters: outcome, intake: bundle(outcome) }),
  ),
  calls(20, 'OperationOutcome in one trigger key', 200, withPrefetch({ conditions: outcome })),
  calls(20, 'OperationOutcome in an optional key', 200, withPrefetch({ 'labs-1': outcome })),
  calls(
    21,
    'another Patient in prefetch',
    422,
    withPrefetch({ patient: { ...patient, id: 'someone-else' } }),
  ),
  calls(
    21,
    'Observation of another patient',
    422,
    withPrefetch({ 'labs-1': bundle(observation({ subject: { reference: 'Patient/someone-else' } })) }),
  ),
  calls(21, 'token for another patient', 422, {
    fhirServer: 'http://127.0.0.1:9/fhir',
    fhirAuthorization: { ...authorization, patient: 'someone-else' },
  }),
  ...[`<html>${NOTE}</html>`, 7, true, [patient]].map((value) =>
    calls(
      22,
      `prefetch value ${JSON.stringify(value).slice(0, 12)}`,
      400,
      withPrefetch({ conditions: value }),
    ),
  ),
  ...[`${NOTE}`, 7, [patient]].map((prefetch) =>
    calls(22, `prefetch itself ${JSON.stringify(prefetch).slice(0, 12)}`, 400, { prefetch }),
  ),
  calls(
    22,
    'entries that are null, {} and without resource',
    200,
    withPrefetch({ conditions: { ...empty, entry: [null, {}, { resource: null }, 7, 'x'] } }),
  ),
  calls(
    22,
    'entry an object',
    200,
    withPrefetch({ conditions: { ...empty, entry: { resource: condition } } }),
  ),
  calls(
    22,
    'resources without code, coding or subject',
    200,
    withPrefetch({
      conditions: bundle(
        { resourceType: 'Condition' },
        { ...condition, code: null },
        { ...condition, code: { coding: null } },
        { ...condition, code: { coding: [null, 7, {}] } },
        { ...condition, code: 'text', clinicalStatus: 'active', onsetDateTime: 7 },
      ),
      'labs-1': bundle(
        observation({ code: {}, valueQuantity: null }),
        observation({ component: [null, {}] }),
      ),
    }),
  ),
  raw(
    22,
    '__proto__ and constructor as keys',
    200,
    post(
      text(call()).replace(
        '"prefetch":{',
        '"__proto__":{"hook":"x"},"prefetch":{"__proto__":{"patient":7},"constructor":{"prototype":{}},"toString":null,',
      ),
    ),
  ),
  calls(22, 'unrequested keys', 200, withPrefetch({ everything: { resourceType: 'Basic' }, [NOTE]: null })),
  {
    ...faulty(22, 'cycle', 412, {}),
    name: 'next links that go in a circle',
  },
  calls(
    23,
    'markup, script links and control characters in text',
    200,
    withPrefetch({
      patient: {
        ...patient,
        name: [
          { family: `<img src=x onerror=alert(1)> ${NAME} ${'x'.repeat(10_000)}`, text: '\u202Eevil`|`' },
        ],
      },
      conditions: bundle({
        ...condition,
        code: {
          ...Object(condition['code']),
          text: '<img onerror=x> [x](javascript:alert(1)) | `a` \u202E **b** <!-- c -->',
        },
      }),
    }),
  ),
  ...[-1, 0, 99, 'NaN', null, 1e308].map((value) =>
    calls(
      23,
      `ankle-brachial index ${JSON.stringify(value)}`,
      200,
      withPrefetch({
        conditions: bundle(condition),
        exams: bundle(
          observation({
            code: { coding: [{ system: 'http://loinc.org', code: '77194-9' }] },
            valueQuantity: { value, unit: '1', code: '1' },
          }),
        ),
      }),
    ),
  ),
  calls(
    23,
    'unit mismatch, dates that are invalid or to come',
    200,
    withPrefetch({
      conditions: bundle({ ...condition, onsetDateTime: '9999-99-99', recordedDate: 'yesterday' }),
      'labs-1': bundle(
        observation({ valueQuantity: { value: 5, unit: 'furlong', code: '[fur_us]' } }),
        observation({ effectiveDateTime: '2999-01-01', valueQuantity: { value: 5, unit: 'ng/mL' } }),
        observation({ effectiveDateTime: '2026-02-31', valueQuantity: { value: 5, unit: 'ng/mL' } }),
      ),
    }),
  ),
  calls(
    23,
    'entered in error, refuted, deceased',
    200,
    withPrefetch({
      patient: { ...patient, deceasedDateTime: '2025-01-01' },
      conditions: bundle(
        { ...condition, verificationStatus: { coding: [{ code: 'refuted' }] } },
        { ...condition, verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
      ),
      'labs-1': bundle(
        observation({ status: 'entered-in-error', valueQuantity: { value: 5, unit: 'ng/mL' } }),
      ),
    }),
  ),
  ...(
    [
      ['outcome ignored', 400, { outcome: 'ignored' }],
      ['accepted without acceptedSuggestions', 400, { outcome: 'accepted' }],
      ['accepted with empty acceptedSuggestions', 400, { outcome: 'accepted', acceptedSuggestions: [] }],
      ['overrideReason {}', 400, { overrideReason: {} }],
      ['outcomeTimestamp yesterday', 400, { outcomeTimestamp: 'yesterday' }],
      ['a card that was never issued', 200, {}],
      ['the same once more', 200, {}],
      ['an override code of nobody, without display', 200, { overrideReason: { reason: { code: NOTE } } }],
      ['a comment with patient data', 200, { overrideReason: { userComment: `${NOTE} ${NAME}` } }],
      ['a comment of 1 MB', 413, { overrideReason: { userComment: NOTE.repeat(MEGABYTE / 8) } }],
    ] as const
  ).map(([name, status, change]) => feedback(`${name}`, status, [{ ...overridden, ...change }])),
  ...[NOTE, { card: NOTE }, [], null].map((value) =>
    feedback(`feedback ${JSON.stringify(value).slice(0, 12)}`, 400, value),
  ),
  {
    ...feedback('unknown service', 404, [overridden]),
    send: () => ({ ...post(text({ feedback: [overridden] })), path: '/cds-services/nope/feedback' }),
  },
];
