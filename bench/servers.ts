/** What is measured, each in a process of its own: the service, the bare handler beside it, and a FHIR server that takes its time. */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { pino } from 'pino';
import { readConfig } from '#config';
import { createAnswer } from '#http/answer';
import { createApp } from '#http/app';
import { serviceEntries } from '#http/discovery';
import { loadKnowledge } from '#knowledge/load';
import { AS_OF, benchChart, searchset } from './charts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** How long the slow FHIR server takes for every query. */
export const QUERY_MS = 100;

export type Role = 'service' | 'floor' | 'fhir';

export interface Running {
  readonly port: number;
  stop(): void;
}

/** Starts one role in a child process and waits until it listens. */
export async function startRole(role: Role): Promise<Running> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), [role]);
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`The ${role} process ended with ${String(code)}.`)));
  });
  return { port, stop: () => void child.kill() };
}

/** The real app as src/main.ts joins it, at a fixed instant; log lines are made and thrown away. */
function service(): RequestListener {
  const config = readConfig({});
  const knowledge = loadKnowledge(ROOT);
  return createApp({
    config,
    services: serviceEntries(knowledge.plan),
    answer: createAnswer({
      knowledge,
      fhir: { allowed: { bases: [], loopback: true }, limits: config.limits, now: () => Date.now() },
      asOf: () => AS_OF,
      newId: randomUUID,
      publicUrl: config.publicUrl,
    }),
    log: pino({ level: 'info' }, { write: () => undefined }),
    newId: randomUUID,
    banner: 'draft knowledge, not clinically reviewed',
  });
}

/** The least a service in Express can do: parse the body, send the cards it was given beforehand with PUT. */
function floor(): RequestListener {
  const app = express().disable('etag').disable('x-powered-by');
  const answers = new Map<string, unknown>();
  app.use(express.json({ limit: readConfig({}).limits.bodyBytes }));
  app.put('/:chart', (request, response) => {
    answers.set(request.params.chart, request.body);
    response.json({});
  });
  app.post('/:chart', (request, response) => {
    response.json(answers.get(request.params.chart));
  });
  return app;
}

/**
 * A FHIR server with one chart. Below `/two` it makes a second round needed: the conditions come in two pages and
 * every prescription points to a Medication. GET `/slowest` tells how long its slowest query took since last asked.
 */
function fhir(): RequestListener {
  const { plan } = loadKnowledge(ROOT);
  const chart = benchChart(ROOT, plan, 165);
  let slowest = 0;
  return (request, response) => {
    const asked = decodeURIComponent(request.url ?? '/');
    if (asked === '/slowest') {
      response.end(String(slowest));
      slowest = 0;
      return;
    }
    const began = performance.now();
    const [round = '', query = ''] = asked.slice(1).split(/\/(.*)/s);
    response.once('finish', () => (slowest = Math.max(slowest, performance.now() - began)));
    setTimeout(() => {
      const next = `http://${request.headers.host ?? ''}/two/Condition?page=2`;
      response.setHeader('content-type', 'application/fhir+json');
      response.end(JSON.stringify(answerOf(query, round === 'two' ? next : undefined, chart.resources)));
    }, QUERY_MS);
  };
}

function answerOf(
  query: string,
  next: string | undefined,
  resources: ReturnType<typeof benchChart>['resources'],
): object {
  const [type = '', id] = query.split(/[/?]/);
  if (type === 'Patient') return resources.find((one) => one.resourceType === type) ?? {};
  if (type === 'Medication') return { resourceType: type, id, code: { text: 'acetaminophen 325 mg' } };
  const codes = /[?&]code=([^&]*)/.exec(query)?.[1]?.split(',');
  const found = resources.filter((one) => {
    if (one.resourceType !== type) return false;
    if (one.resourceType !== 'Observation') return true;
    return one.code.coding?.some((coding) => codes?.includes(`${coding.system ?? ''}|${coding.code ?? ''}`));
  });
  if (next === undefined) return searchset(found);
  if (type === 'Condition') {
    const half = Math.ceil(found.length / 2);
    return query.includes('page=2') ? searchset(found.slice(half)) : searchset(found.slice(0, half), next);
  }
  if (type !== 'MedicationRequest') return searchset(found);
  return searchset(
    found.map((one, n) => {
      if (one.resourceType !== 'MedicationRequest') return one;
      const { medicationCodeableConcept: _, ...rest } = one;
      return { ...rest, medicationReference: { reference: `Medication/bench-${n % 8}` } };
    }),
  );
}

const ROLES: Readonly<Record<Role, () => RequestListener>> = { service, floor, fhir };
const isRole = (text: string | undefined): text is Role => text !== undefined && Object.hasOwn(ROLES, text);

// Started as a child: argv names the role, the port goes to the parent.
if (process.send !== undefined && isRole(process.argv[2])) {
  const server = createServer(ROLES[process.argv[2]]());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  process.send(typeof address === 'object' && address !== null ? address.port : 0);
  process.once('disconnect', () => process.exit(0));
}
