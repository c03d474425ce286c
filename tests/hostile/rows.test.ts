/** Hostile and broken requests, rows 1 to 23 and 25: the right status, nothing given away, and the next call answered. */
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { expectValidResponse } from '../http/response-schema.ts';
import { listen } from '../http/running.ts';
import { ALLOWED_ORIGIN, hostileApp } from './app.ts';
import { faultyFhir } from './faulty-fhir.ts';
import { ORDINARY, ROWS } from './rows.ts';
import { NEVER_SAID, SECRETS } from './secrets.ts';
import { send } from './wire.ts';
import type { Received } from './wire.ts';

/** Well above the deadline of hostileApp, well below a hang. */
const PATIENCE_MS = 5000;

const fhir = await faultyFhir();
const hostile = hostileApp();
const { server, port } = await listen(hostile.app);
const nativeFetch = globalThis.fetch;
const outbound: string[] = [];

// A call that leaves loopback is noted and refused: no test may touch a network.
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  outbound.push(url);
  if (new URL(url).hostname !== '127.0.0.1') throw new TypeError('fetch failed');
  return nativeFetch(input, init);
};
afterAll(() => {
  globalThis.fetch = nativeFetch;
  fhir.stop();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => void outbound.splice(0));

/** What every answer owes, whatever was sent. */
function expectDiscreet({ status, headers, text }: Received): void {
  expect(headers['content-type']).toMatch(/^application\/json\b/);
  expect(headers['access-control-allow-origin']).toBe(ALLOWED_ORIGIN);
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(text).not.toMatch(/\n\s+at |node_modules|Error:|\.ts:\d|file:\/\//);
  for (const secret of status === 200 ? NEVER_SAID : SECRETS) expect(text).not.toContain(secret);
}

function expectSaid({ status, text }: Received): void {
  const body: {
    resourceType?: string;
    issue?: { severity: string; code: string; details: { text: string } }[];
  } = JSON.parse(text);
  // The answer to feedback.
  if (status === 200 && text === '{}') return;
  if (status === 200) {
    expectValidResponse(body);
    expect(text).not.toMatch(/[^\\]\]\(javascript:|\u202e/i);
    return;
  }
  expect(body.resourceType).toBe('OperationOutcome');
  expect(body.issue).toHaveLength(1);
  expect(body.issue?.[0]?.severity).toBe('error');
  expect(body.issue?.[0]?.details.text).toMatch(/^[A-Za-z].+\.$/);
}

describe.each([...new Set(ROWS.map(({ row }) => row))])('row %i', (row) => {
  test.each(ROWS.filter((one) => one.row === row))(
    '$name → $status',
    async ({ send: request, status, quiet }) => {
      const answer = await send(port, request(fhir));
      expect([status].flat()).toContain(answer.status);
      expectDiscreet(answer);
      expectSaid(answer);
      if (answer.status === 405) expect(answer.headers['allow']).toMatch(/^(POST|GET, HEAD), OPTIONS$/);
      if (quiet) expect(outbound).toEqual([]);
      else expect(outbound).not.toEqual([]);
      expect(fhir.visited()).toBe(0);

      const next = await send(port, ORDINARY);
      expect(next.status).toBe(200);
    },
    PATIENCE_MS,
  );
});

describe('row 7', () => {
  test('the same hookInstance a hundred times at once → 200 each', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(port, ORDINARY)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 200));
  });
});

describe('row 10', () => {
  const preflight = (origin: string): Promise<Received> =>
    send(port, {
      method: 'OPTIONS',
      path: ORDINARY.path,
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization, content-type',
      },
    });

  test('a preflight without JWT → 204, and only a listed origin is allowed', async () => {
    const listed = await preflight(ALLOWED_ORIGIN);
    const unlisted = await preflight('https://elsewhere.example');
    expect([listed.status, unlisted.status]).toEqual([204, 204]);
    expect(listed.headers['access-control-allow-origin']).toBe(ALLOWED_ORIGIN);
    expect(unlisted.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

test('after all of this the log holds a line per request and nothing of what was sent', () => {
  const logged = hostile.logged();
  expect(logged.split('\n').length).toBeGreaterThan(2 * ROWS.length);
  for (const secret of SECRETS) expect(logged).not.toContain(secret);
  for (const place of [fhir.base(''), '169.254', '/etc']) expect(logged).not.toContain(place);
  expect(logged).not.toContain('"failure":"internal"');
});
