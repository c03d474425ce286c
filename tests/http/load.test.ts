/** Limits on load: what is over them is refused at once, with when to come back, and what is within them is answered. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import request from 'supertest';
import { readConfig } from '#config';
import type { Answered } from '#http/app';
import { createLoad } from '#http/load';
import { createStoppableServer } from '#http/server';
import { CARD, patientViewCall, running } from './running.ts';
import { send } from '../hostile/wire.ts';
import type { Sent } from '../hostile/wire.ts';

const SERVICE = '/cds-services/leg-pain-patient-view';
const HEADERS = { 'Content-Type': 'application/json', Origin: 'https://ehr.example' };
const CALL: Sent = {
  method: 'POST',
  path: SERVICE,
  headers: HEADERS,
  body: JSON.stringify(patientViewCall()),
};
const ANSWERED: Answered = { response: { cards: [CARD] } };

/** Calls that wait until they are let go; `begun` settles when so many are being worked on. */
function held(wanted: number) {
  const waiting: ((answered: Answered) => void)[] = [];
  let arrived: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (arrived = resolve));
  return {
    begun,
    letGo: () => waiting.splice(0).forEach((resolve) => resolve(ANSWERED)),
    answer: () =>
      new Promise<Answered>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === wanted) arrived();
      }),
  };
}

test('a call beyond the limit is refused before its body is read; the others are answered', async () => {
  const calls = held(2);
  const service = await running({
    answer: calls.answer,
    operations: { load: { concurrentCalls: 2, requestsPerMinute: 100 } },
  });
  const accepted = [send(service.port, CALL), send(service.port, CALL)];
  await calls.begun;
  // A body that never comes: an answer shows that nobody waited for it.
  const socket = connect(service.port, '127.0.0.1');
  socket.write(
    `POST ${SERVICE} HTTP/1.1\r\nHost: a\r\nOrigin: https://ehr.example\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n`,
  );
  const [bytes]: unknown[] = await once(socket, 'data');
  socket.destroy();
  const figures = await request(service.server).get('/metrics');
  calls.letGo();
  const answers = await Promise.all(accepted);
  const later = send(service.port, CALL);
  const again = (async () => {
    for (;;) {
      calls.letGo();
      const done = await Promise.race([later, new Promise((resolve) => setImmediate(resolve, undefined))]);
      if (done !== undefined) return later;
    }
  })();
  const { status } = await again;
  service.stop();
  const refusal = String(bytes);
  expect(refusal).toMatch(/^HTTP\/1\.1 503 /);
  expect(refusal).toMatch(/\r\nRetry-After: 1\r\n/i);
  expect(refusal).toMatch(/\r\nAccess-Control-Allow-Origin: \*\r\n/i);
  expect(refusal).toContain('"resourceType":"OperationOutcome"');
  expect(figures.text).toContain('nocturne_calls_in_flight 2');
  expect(figures.text).toContain('nocturne_shed_total{cause="calls"} 1');
  expect([...answers.map((one) => one.status), status]).toEqual([200, 200, 200]);
});

test('a client that asks too often is told when to come back, and may read it from a page', async () => {
  const service = await running({ operations: { load: { concurrentCalls: 9, requestsPerMinute: 3 } } });
  const statuses: number[] = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await send(service.port, CALL)).status);
  const refused = await send(service.port, CALL);
  const preflight = await send(service.port, {
    method: 'OPTIONS',
    path: SERVICE,
    headers: { Origin: 'https://ehr.example', 'Access-Control-Request-Method': 'POST' },
  });
  const alive = await request(service.server).get('/healthz');
  service.stop();
  expect(statuses).toEqual([200, 200, 200]);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect(refused.headers['access-control-allow-origin']).toBe('*');
  expect(refused.headers['access-control-expose-headers']).toContain('Retry-After');
  expect(JSON.parse(refused.text).issue[0].code).toBe('throttled');
  expect([preflight.status, alive.status]).toEqual([204, 200]);
});

test('room for bodies is given back: what is over when the length was unknown, all of it at the end', () => {
  const causes: string[] = [];
  const load = createLoad({
    concurrentCalls: 1,
    requestsPerMinute: 1,
    bodyBytes: 100,
    stopping: () => false,
    shed: (cause) => causes.push(cause),
    callsInFlight: () => undefined,
  });
  const known = Array.from({ length: 15 }, () => load.reserve(100));
  const unknown = load.reserve(undefined);
  expect(() => load.reserve(1)).toThrow(expect.objectContaining({ code: 'overloaded' }));
  unknown.settle(40);
  const small = load.reserve(60);
  expect(() => load.reserve(1)).toThrow(expect.objectContaining({ code: 'overloaded' }));
  for (const one of [...known, unknown, small]) {
    one.release();
    one.release();
  }
  const all = Array.from({ length: 16 }, () => load.reserve(1e9));
  expect(() => load.reserve(1)).toThrow(expect.objectContaining({ code: 'overloaded' }));
  expect(all).toHaveLength(16);
  expect(causes).toEqual(['bytes', 'bytes', 'bytes']);
});

test('bodies that never end hold the room only until their connections go', async () => {
  const service = await running({ operations: { load: { concurrentCalls: 100, requestsPerMinute: 1000 } } });
  const sockets = Array.from({ length: 16 }, () => {
    const socket = connect(service.port, '127.0.0.1');
    socket.write(
      `POST ${SERVICE} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`,
    );
    return socket;
  });
  const until = async (status: number): Promise<void> => {
    for (;;) if ((await send(service.port, CALL)).status === status) return;
  };
  await until(503);
  for (const socket of sockets) socket.destroy();
  await until(200);
  service.stop();
});

test('a call whose work hangs is given up after the deadline', async () => {
  const { mode, limits } = readConfig({});
  const service = await running({
    // The deadline is this and two and a half seconds.
    config: { mode, limits: { ...limits, totalMs: -2450 } },
    answer: () => new Promise(() => undefined),
  });
  const { status, headers } = await send(service.port, CALL);
  service.stop();
  expect([status, headers['retry-after']]).toEqual([503, '1']);
});

test('a body that drips is cut off by the server', async () => {
  const { server, stop } = createStoppableServer(
    () => (req, res) => {
      req.on('error', () => undefined);
      req.resume().on('end', () => res.end('whole'));
    },
    {
      withinMs: 1000,
      after: () => Promise.resolve(),
      timeouts: { headersMs: 100, requestMs: 200, keepAliveMs: 1000, checkMs: 20 },
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n');
  const drip = setInterval(() => socket.write('x'), 10);
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(socket, 'close');
  clearInterval(drip);
  await stop();
  expect(said).not.toContain('whole');
  expect(said === '' || said.startsWith('HTTP/1.1 408')).toBe(true);
});

test('the timeouts stand on the server', () => {
  const { server } = createStoppableServer(() => () => undefined, {
    withinMs: 1,
    after: async () => undefined,
  });
  expect([server.headersTimeout, server.requestTimeout, server.keepAliveTimeout]).toEqual([
    10_000, 20_000, 65_000,
  ]);
  expect(server.maxConnections).toBe(2000);
});
