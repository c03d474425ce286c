/** Nothing that was sent is ever printed: the real program is sent all we have, and every word of it is looked for. */
import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import { ERROR_KINDS } from '#errors';
import { callOf, readCharts } from '../../scripts/fuzz-charts.ts';
import { services } from '#services';
import { startProgram } from '../http/program.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';
import { faultyFhir } from './faulty-fhir.ts';
import { ROWS } from './rows.ts';
import { JWT, NAME, NOTE, PATIENT_ID, TOKEN, USER_ID } from './secrets.ts';
import { send } from './wire.ts';
import type { Sent } from './wire.ts';

const SERVICE = '/cds-services/leg-pain-patient-view';
const JSON_TYPE = { 'Content-Type': 'application/json' };
const fhir = await faultyFhir();
const program = await startProgram({ LOG_LEVEL: 'trace', NOCTURNE_NOW: AS_OF });
afterAll(() => {
  program.tidy();
  fhir.stop();
});

/** What a line of the log may say, member by member; whatever is not here is a leak until someone has thought about it. */
const KEYS = new Set([...knowledge.plan.map(({ key }) => key), 'referenced']);
const CODES = new Set<unknown>(Object.keys(ERROR_KINDS));
const SERVICES = new Set<unknown>(services.map(({ id }) => id));
const WORDS = [
  'fhir query',
  'request',
  'request failed',
  'knowledge loaded',
  'stopping',
  'stopped',
  'have',
  'empty',
  'partial',
  'failed',
  'not-asked',
  'ledger',
  'ready',
  'away',
];
const ROUTES = [
  '/cds-services',
  '/cds-services/:id',
  '/cds-services/:id/feedback',
  '/healthz',
  '/readyz',
  '/metrics',
  '/sandbox/fhir/*',
  '/sandbox/info/*',
  '/review/*',
  '/*',
  'unmatched',
];
const isNumber = (value: unknown): boolean => typeof value === 'number';
const MAY: Readonly<Record<string, (value: unknown) => boolean>> = {
  level: isNumber,
  time: isNumber,
  pid: isNumber,
  hostname: (value) => typeof value === 'string',
  msg: (value) => WORDS.includes(String(value)),
  request: (value) => /^[0-9a-f-]{36}$/.test(String(value)),
  method: (value) => /^[A-Z-]{3,12}$/.test(String(value)),
  route: (value) => ROUTES.includes(String(value)),
  status: isNumber,
  ms: isNumber,
  cards: isNumber,
  aborted: (value) => value === true,
  answered: (value) => typeof value === 'boolean',
  service: (value) => SERVICES.has(value),
  failure: (value) => CODES.has(value),
  'fhir.key': (value) => KEYS.has(String(value)),
  'fhir.outcome': (value) => WORDS.includes(String(value)),
  'fhir.status': isNumber,
  'fhir.ms': isNumber,
  'ledger.database': (value) => WORDS.includes(String(value)),
  'ledger.removed': isNumber,
  'knowledge.hash': (value) => /^[0-9a-f]{64}$/.test(String(value)),
};

/** The members of a line that it may not have; for lines that are no JSON, the line. */
function strayIn(line: string): readonly string[] {
  if (!line.startsWith('{')) return BANNER.test(line) ? [] : [line];
  const flat = (value: object, prefix = ''): readonly (readonly [string, unknown])[] =>
    Object.entries(value).flatMap(([name, one]) =>
      typeof one === 'object' && one !== null ? flat(one, `${prefix}${name}.`) : [[`${prefix}${name}`, one]],
    );
  return flat(JSON.parse(line))
    .filter(([name, value]) => MAY[name]?.(value) !== true)
    .map(([name, value]) => `${name}: ${String(value)}`);
}

const BANNER =
  /^(?:Nocturne [\d.]+ \(draft knowledge, not clinically reviewed\)|  (?:EHR sandbox page|CDS Hooks|Sandbox FHIR R4|Why a rule fired) +http:\/\/127\.0\.0\.1:\d+\/[a-z/-]*|  SANDBOX MODE TRUSTS ANYONE who reaches this port, whatever the settings file says of issuers\.|  Made-up patients only\. Ctrl-C stops it\.)$/;

/** Every string of four characters or more that a request holds: in its JSON as members and values, and in its headers and path. */
function wordsOf({ path, headers, body }: Sent): readonly string[] {
  const words = [
    ...path.split(/[/?&=#]/),
    ...Object.values(headers)
      .flat()
      .flatMap((value) => value.split(/[ ,;]/)),
  ];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') words.push(value, ...value.split(/[/|\s]/));
    else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) {
        words.push(name);
        walk(one);
      }
    }
  };
  try {
    walk(JSON.parse(String(body)));
  } catch {
    words.push(...(typeof body === 'string' ? body.slice(0, 2000).split(/["\s:{},[\]]/) : []));
  }
  return words.filter((word) => word.length >= 4 && word.length < 500);
}

/** Words of ours that a sender may use too: they say nothing of whom it was about. */
const OURS = [...WORDS, ...ROUTES, ...KEYS, ...CODES, ...SERVICES, ...Object.keys(MAY)].join(' ');
const printedOf = (line: string): string =>
  line
    .replace(/"(?:time|ms|pid|status|level|cards)":[\d.]+/g, '')
    .replace(/"(?:request|hostname|hash)":"[^"]*"/g, '')
    .replace(/"(?:method)":"[A-Z-]+"/g, '');

async function sendAll(requests: readonly Sent[]): Promise<void> {
  const waiting = [...requests];
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      await send(program.port, next);
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
}

function feedback(n: number): Sent {
  const comment = `${NAME} of ${PATIENT_ID} says ${NOTE} on 1950-07-${10 + n}`;
  const entry = {
    card: '3f5c1a52-7d1f-4c34-8f7d-0c4f2c9d3a10',
    outcome: 'overridden',
    outcomeTimestamp: `2026-03-12T22:40:${10 + n}Z`,
    overrideReason: { reason: { code: `own-code-${NOTE}`, display: comment }, userComment: comment },
  };
  const body = n % 2 === 0 ? { feedback: [entry] } : { feedback: [{ ...entry, outcome: NOTE }] };
  return { method: 'POST', path: `${SERVICE}/feedback`, headers: JSON_TYPE, body: JSON.stringify(body) };
}

function tokens(call: string): readonly Sent[] {
  const claims = Buffer.from(
    JSON.stringify({ iss: `https://${NOTE}.example`, jti: NOTE, sub: NAME }),
  ).toString('base64url');
  return [
    JWT,
    `${JWT}.${TOKEN}`,
    `eyJhbGciOiJFUzM4NCJ9.${claims}.${randomBytes(96).toString('base64url')}`,
    `Basic ${Buffer.from(`${USER_ID}:${TOKEN}`).toString('base64')}`,
    '',
  ].map((token) => ({
    method: 'POST',
    path: `${SERVICE}?access_token=${TOKEN}&patient=${PATIENT_ID}`,
    headers: { ...JSON_TYPE, Authorization: `Bearer ${token}` },
    body: call,
  }));
}

test('everything sent, nothing printed', async () => {
  const charts = await readCharts(ROOT, knowledge.plan, AS_OF);
  const entry = { ...services[0], usageRequirements: '', prefetch: {} };
  const patients = charts.pictures.map((picture): Sent => {
    const hook = { id: '', hook: 'patient-view', title: '', description: '', ...entry };
    return {
      method: 'POST',
      path: SERVICE,
      headers: JSON_TYPE,
      body: JSON.stringify(callOf(hook, picture, [])),
    };
  });
  const bodies = charts.pictures.map(({ patientId }): Sent => {
    return {
      method: 'GET',
      path: `/sandbox/fhir/Patient/${patientId}?name=${NAME}`,
      headers: { Authorization: `Bearer ${TOKEN}` },
    };
  });
  const requests: readonly Sent[] = [
    ...ROWS.map(({ send: request }) => request(fhir)),
    ...patients,
    ...bodies,
    ...Array.from({ length: 10 }, (_, n) => feedback(n)),
    ...tokens(String(patients[0]?.body)),
    {
      method: 'GET',
      path: `/${PATIENT_ID}/${NAME}`,
      headers: { Cookie: TOKEN, Referer: `https://x/${NOTE}` },
    },
  ];
  await sendAll(requests);
  program.child.kill('SIGTERM');
  await program.exit;

  const lines = program.printed().split('\n').filter(Boolean);
  expect(lines.length).toBeGreaterThan(requests.length);
  expect(lines.flatMap(strayIn)).toEqual([]);

  const words = [...new Set(requests.flatMap(wordsOf))].filter((word) => !OURS.includes(word));
  expect(words.length).toBeGreaterThan(1500);
  for (const secret of [NAME, NOTE, TOKEN, PATIENT_ID, JWT]) expect(words).toContain(secret);
  const printed = lines
    .filter((line) => !BANNER.test(line))
    .map(printedOf)
    .join('\n');
  expect(words.filter((word) => printed.includes(word))).toEqual([]);
}, 120_000);

test('the search would see a leak', () => {
  expect(strayIn(`{"level":30,"msg":"request","patient":"${PATIENT_ID}"}`)).toHaveLength(1);
  expect(strayIn(`{"level":30,"fhir":{"key":"${NAME}","outcome":"have"}}`)).toHaveLength(1);
  expect(strayIn(`UCUM: ${NOTE}`)).toHaveLength(1);
  expect(
    wordsOf({ method: 'POST', path: '/a', headers: {}, body: `{"a":[{"b":"Patient/${PATIENT_ID}"}]}` }),
  ).toContain(PATIENT_ID);
});
