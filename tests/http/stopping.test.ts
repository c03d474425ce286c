/** Stopping: what was accepted is answered, what comes later is refused, and the program ends with 0. */
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { expect, test } from '@jest/globals';
import { createApp } from '#http/app';
import type { Answered } from '#http/app';
import { createStoppableServer } from '#http/server';
import { send } from '../hostile/wire.ts';
import type { Received, Sent } from '../hostile/wire.ts';
import { startProgram } from './program.ts';
import { appDeps, CARD, patientViewCall } from './running.ts';

const SERVICE = '/cds-services/leg-pain-patient-view';
const HEADERS = { 'Content-Type': 'application/json' };
const CALL: Sent = {
  method: 'POST',
  path: SERVICE,
  headers: HEADERS,
  body: JSON.stringify(patientViewCall()),
};
const READY: Sent = { method: 'GET', path: '/readyz', headers: {} };

/** A stoppable app whose one call waits to be let go. */
async function stoppable(withinMs: number) {
  let letGo: (answered: Answered) => void = () => undefined;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const left: number[] = [];
  const { deps } = appDeps({
    answer: () => {
      begin();
      return new Promise<Answered>((resolve) => (letGo = resolve));
    },
  });
  const stopper = createStoppableServer((stopping) => createApp({ ...deps, operations: { stopping } }), {
    withinMs,
    after: async (leftMs) => void left.push(leftMs),
  });
  stopper.server.listen(0, '127.0.0.1');
  await once(stopper.server, 'listening');
  const address = stopper.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    ...stopper,
    port: address.port,
    begun,
    left,
    letGo: () => letGo({ response: { cards: [CARD] } }),
  };
}

test('an accepted call is answered, later ones are refused, then the ledger is closed', async () => {
  const service = await stoppable(60_000);
  const accepted = send(service.port, CALL);
  await service.begun;
  const done = service.stop();
  expect(service.stop()).toBe(done);
  const [ready, late] = await Promise.all([send(service.port, READY), send(service.port, CALL)]);
  expect(service.left).toEqual([]);
  service.letGo();
  const answer = await accepted;
  expect(await done).toBe(true);
  expect([ready.status, JSON.parse(ready.text).status, late.status]).toEqual([503, 'stopping', 503]);
  expect(late.headers['retry-after']).toBe('1');
  expect([answer.status, JSON.parse(answer.text).cards]).toEqual([200, [CARD]]);
  expect(answer.headers.connection).toBe('close');
  expect(service.left).toEqual([expect.any(Number)]);
  await expect(send(service.port, READY)).rejects.toThrow();
});

test('connections kept alive are closed, so that a stop does not wait for them', async () => {
  const service = await stoppable(60_000);
  const agent = new Agent({ keepAlive: true });
  const answer = await new Promise<string | undefined>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: service.port, path: '/readyz', agent }, (res) => {
      res.resume().on('end', () => resolve(res.headers.connection));
    })
      .on('error', reject)
      .end();
  });
  expect(answer).toBe('keep-alive');
  expect(await service.stop()).toBe(true);
  agent.destroy();
});

test('a call that does not end is left behind when the time is over, and the ledger still has a second', async () => {
  const service = await stoppable(50);
  const accepted = send(service.port, CALL).then(
    () => 'answered',
    () => 'cut off',
  );
  await service.begun;
  expect(await service.stop()).toBe(false);
  expect(await accepted).toBe('cut off');
  expect(service.left).toEqual([1000]);
});

/** A FHIR server that says nothing until it is told to; `asked` settles at the first request. */
async function slowFhir() {
  const open: (() => void)[] = [];
  let first: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (first = resolve));
  const server = createServer((req, res) => {
    const patient = (req.url ?? '').includes('/Patient/');
    const body = patient
      ? { resourceType: 'Patient', id: 'p1', birthDate: '1950-01-01' }
      : { resourceType: 'Bundle', type: 'searchset', total: 0 };
    open.push(() => {
      res.writeHead(200, { 'Content-Type': 'application/fhir+json' }).end(JSON.stringify(body));
    });
    first();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}/fhir`,
    asked,
    answer: () => {
      for (const one of open.splice(0)) one();
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('the program: SIGTERM while a call waits for FHIR; the call is answered and the exit code is 0', async () => {
  const fhir = await slowFhir();
  const service = await startProgram();
  try {
    const body = JSON.stringify(patientViewCall({ fhirServer: fhir.base }));
    const answer: Promise<Received> = send(service.port, { ...CALL, body });
    await fhir.asked;
    service.child.kill('SIGTERM');
    await service.seen(/"msg":"stopping"/);
    const ready = await send(service.port, READY);
    fhir.answer();
    expect(ready.status).toBe(503);
    expect((await answer).status).toBe(200);
    expect(await service.exit).toEqual([0, null]);
  } finally {
    service.tidy();
    fhir.stop();
  }
}, 120_000);

test('the program: a second signal ends it at once', async () => {
  const fhir = await slowFhir();
  const service = await startProgram();
  try {
    const body = JSON.stringify(patientViewCall({ fhirServer: fhir.base }));
    const answer = send(service.port, { ...CALL, body }).catch(() => 'cut off');
    await fhir.asked;
    service.child.kill('SIGINT');
    await service.seen(/"msg":"stopping"/);
    service.child.kill('SIGINT');
    expect(await service.exit).toEqual([1, null]);
    expect(await answer).toBe('cut off');
  } finally {
    service.tidy();
    fhir.stop();
  }
}, 120_000);
