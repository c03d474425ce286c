/** Two copies of the real program on one PostgreSQL: what one showed or was told, the other knows. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { knowledge } from '../knowledge.ts';
import { post, startCopy } from './copy.ts';
import { startPostgres } from './postgres.ts';

jest.setTimeout(60_000);

const postgres = await startPostgres();
const url = await postgres.fresh();
const [one, two] = await Promise.all([
  startCopy({ DATABASE_URL: url }),
  startCopy({ DATABASE_URL: url, NOCTURNE_DATA: '/nonexistent/never-opened' }),
]);
const client = new pg.Client(url);
await client.connect();
afterAll(async () => {
  await client.end();
  await Promise.all([one.stop(), two.stop()]);
  await postgres.remove();
});

const count = async (sql: string): Promise<number> =>
  (await client.query<{ n: number }>(sql)).rows[0]?.n ?? -1;

const bundle = (...resources: readonly object[]): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ resource })),
});
const prefetch = {
  ...Object.fromEntries(
    knowledge.plan.filter(({ kind }) => kind === 'search').map(({ key }) => [key, bundle()]),
  ),
  patient: { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1960-02-03' },
  conditions: bundle({
    resourceType: 'Condition',
    id: 'c1',
    subject: { reference: 'Patient/p1' },
    clinicalStatus: { coding: [{ code: 'active' }] },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G25.81' }] },
    recordedDate: '2026-03-01',
  }),
};

interface Shown {
  readonly uuid: string;
  readonly summary: string;
}

async function patientView(base: string, user: string): Promise<readonly Shown[]> {
  return call(base, 'leg-pain-patient-view', 'patient-view', user);
}

async function call(base: string, service: string, hook: string, user: string): Promise<readonly Shown[]> {
  const { status, text } = await post(`${base}/cds-services/${service}`, {
    hook,
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: { userId: `Practitioner/${user}`, patientId: 'p1', encounterId: 'e1' },
    prefetch,
  });
  expect(status).toBe(200);
  const body: { cards: readonly Shown[] } = JSON.parse(text);
  return body.cards;
}

const said = (cards: readonly Shown[]): readonly string[] => cards.map(({ summary }) => summary);

/** Asks again until it is so: a database slower than 50 milliseconds lets every card through, and this machine may be busy. */
async function until<T>(ask: () => Promise<T>, enough: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask();
    if (enough(answer) || tries > 100) return answer;
    await setTimeout(50);
  }
}

/** Both answer from the first moment; feedback waits until the database is open. */
const feedback = (base: string, body: object) =>
  until(
    () => post(`${base}/cds-services/leg-pain-patient-view/feedback`, body),
    ({ status }) => status === 200,
  );

const rows = (table: string, wanted: number): Promise<number> =>
  until(
    () => count(`SELECT count(*)::int AS n FROM ${table}`),
    (n) => n === wanted,
  );

test('they come up together on an empty database', async () => {
  const told = {
    feedback: [{ card: 'unknown', outcome: 'overridden', outcomeTimestamp: '2026-03-12T22:40:00Z' }],
  };
  for (const { base } of [one, two]) expect((await feedback(base, told)).status).toBe(200);
  expect(await rows('feedback', 1)).toBe(1);
});

test('what the other service just showed on the other copy is left out', async () => {
  const shown = await patientView(one.base, 'd2');
  expect(shown.length).toBeGreaterThan(1);
  expect(await rows('card', shown.length)).toBe(shown.length);
  const ask = () => call(two.base, 'leg-pain-encounter-start', 'encounter-start', 'd2');
  expect(said(await until(ask, (cards) => cards.length === 0))).toEqual([]);
});

test('a card that was set aside stays away on both, and its feedback is stored once', async () => {
  const [top, ...others] = await patientView(one.base, 'd1');
  expect(others.length).toBeGreaterThan(0);
  expect(said(await patientView(two.base, 'd1'))).toEqual(said(top === undefined ? [] : [top, ...others]));
  const told = {
    feedback: [
      {
        card: top?.uuid,
        outcome: 'overridden',
        overrideReason: { reason: { code: 'action-completed' } },
        outcomeTimestamp: '2026-03-12T23:40:00+01:00',
      },
    ],
  };
  const answers = await Promise.all([one, two].map(({ base }) => feedback(base, told)));
  expect(answers).toEqual([
    { status: 200, text: '{}' },
    { status: 200, text: '{}' },
  ]);
  expect(await rows('feedback', 2)).toBe(2);
  for (const { base } of [one, two]) {
    const ask = () => patientView(base, 'd1');
    expect(said(await until(ask, (cards) => cards.length === others.length))).toEqual(said(others));
  }
});
