/** The stage of the replay tests: a sandbox FHIR server on loopback, live calls that a real ledger notes, and the way back. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import express from 'express';
import type { Bundle, FhirResource } from 'fhir/r4';
import type { MadeCard } from '#cards/card';
import type { HookCall } from '#chart/gathered';
import { readConfig } from '#config';
import { isResource } from '#fhir/resource';
import { createAnswer } from '#http/answer';
import { replay } from '#http/replay';
import type { Replay, ReplayAsked, ReplayDeps } from '#http/replay';
import type { Database } from '#ledger/database';
import { openEmbedded } from '#ledger/embedded';
import { Hashes } from '#ledger/hashes';
import { createLedger } from '#ledger/keep';
import { migrate, ownMigrations } from '#ledger/migrate';
import { realTimers } from '#ledger/timers';
import type { Knowledge } from '#reason/knowledge';
import { createSandbox } from '../../sandbox/server.ts';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';
import { listen } from '../http/running.ts';
import { AS_OF as NIGHT, knowledge } from '../knowledge.ts';

/** As the service writes the time of a call. */
export const AS_OF = new Date(NIGHT).toISOString();

// A busy machine must not make a key fail.
export const limits = { ...readConfig({}).limits, perQueryMs: 60_000, totalMs: 60_000 };

/** A ledger in memory, with its tables. */
export async function openLedgerDatabase(): Promise<Database> {
  const database = await openEmbedded(undefined, {
    pause: () => Promise.resolve(),
    waiting: () => undefined,
  });
  await migrate(database, ownMigrations());
  return database;
}

export interface Scene {
  readonly base: string;
  readonly server: Server;
  /** Paths that were asked for. */
  readonly paths: string[];
  put(resource: FhirResource): Promise<void>;
  read(reference: string): Promise<FhirResource & { readonly id: string }>;
  stop(): void;
}

const withoutVersion = (name: string, value: unknown): unknown => (name === 'versionId' ? undefined : value);

/** Starts a FHIR server; one without versions tells none and knows no `_history`. */
export async function fhirServer(patients: readonly Bundle[], versions = true): Promise<Scene> {
  const app = express();
  const paths: string[] = [];
  const at = { base: '' };
  app.use((req, res, next) => {
    paths.push(req.path);
    if (versions) return next();
    if (req.path.includes('/_history/'))
      return void res.status(404).json({ resourceType: 'OperationOutcome' });
    const send = res.send.bind(res);
    res.send = (body: unknown) =>
      send(typeof body === 'string' ? JSON.stringify(JSON.parse(body), withoutVersion) : body);
    next();
  });
  app.use(
    '/fhir',
    createSandbox({ patients, baseUrl: () => at.base, newId: randomUUID, now: () => AS_OF, hangMs: 20 }),
  );
  const { server, port } = await listen(app);
  at.base = `http://127.0.0.1:${port}/fhir`;
  const { base } = at;
  return {
    base,
    server,
    paths,
    put: async (resource) => {
      const answer = await fetch(`${base}/${resource.resourceType}/${resource.id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(resource),
      });
      if (!answer.ok) throw new Error(`The sandbox refused with ${answer.status}.`);
    },
    read: async (reference) => {
      const body: unknown = await (await fetch(`${base}/${reference}`)).json();
      if (!isResource(body) || typeof body.id !== 'string') throw new Error('Not a resource.');
      return { ...body, id: body.id };
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A hook call on a server; members of `change` replace. */
export function callOn(base: string, patientId: string, change: Partial<HookCall> = {}): HookCall {
  const userId = 'Practitioner/d1';
  return {
    service: 'leg-pain-patient-view',
    hook: 'patient-view',
    hookInstance: 'h',
    patientId,
    userId,
    context: { patientId, userId },
    prefetch: {},
    fhirServer: base,
    ...change,
  };
}

/** Answers a call as the service does and has the ledger note it. @returns what was made */
export async function answerAndNote(
  database: Database,
  call: HookCall,
  made = knowledge,
): Promise<readonly MadeCard[]> {
  const ledger = createLedger({
    openDatabase: () => Promise.resolve({ ...database, close: () => Promise.resolve() }),
    settings: DEFAULT_SETTINGS,
    knowledge: { version: made.version, hash: made.hash, valueSets: made.valueSetsHash },
    now: () => new Date(AS_OF),
    newId: randomUUID,
    timers: realTimers,
    pause: (work) => void setImmediate(work),
    log: () => undefined,
  });
  await ledger.open();
  const cards: MadeCard[] = [];
  const answer = createAnswer({
    knowledge: made,
    fhir: { allowed: { bases: [], loopback: true }, limits, now: () => Date.now() },
    asOf: () => AS_OF,
    newId: randomUUID,
    publicUrl: 'https://nocturne.example',
    // The replay makes cards without the link: what a reader sees of them is the same.
    smartIntake: true,
    ledger: {
      recall: () => ({ shown: (all) => Promise.resolve(all) }),
      issued: (one) => {
        cards.push(...one.made);
        ledger.issued(one);
      },
    },
  });
  (await answer(call)).sent?.();
  await ledger.close(10_000);
  return cards;
}

/** What replay needs, on one server. */
export function replayDeps(database: Database, base: string, made: Knowledge = knowledge): ReplayDeps {
  return {
    query: database.query,
    hashes: new Hashes([]),
    knowledge: made,
    server: { base, token: undefined, limits, now: () => Date.now() },
    publicUrl: 'http://elsewhere.example',
    newId: randomUUID,
  };
}

/** Replays a card on one server. */
export function replayOn(database: Database, base: string, asked: ReplayAsked): Promise<Replay> {
  return replay(replayDeps(database, base), asked);
}
