/** Starts the service: reads the settings, loads the knowledge, joins the rooms, listens. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { ConfigError, readConfig } from '#config';
import { NocturneError } from '#errors';
import { createAnswer } from '#http/answer';
import { createApp } from '#http/app';
import { serviceEntries } from '#http/discovery';
import { createOverrides } from '#http/overrides';
import { createPages, vendorFiles } from '#http/pages';
import { createReviewPages } from '#http/review-pages';
import { loadKnowledge } from '#knowledge/load';
import { OverlayError } from '#knowledge/overlay';
import { StoreRefused } from '#ledger/database';
import { createLedger } from '#ledger/keep';
import { openDatabase } from '#ledger/open';
import { realTimers } from '#ledger/timers';
import { createSandboxInfo } from '../sandbox/info.ts';
import { loadPatients } from '../sandbox/patients.ts';
import { createSandbox } from '../sandbox/server.ts';

const BANNER = 'draft knowledge, not clinically reviewed';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const root = fileURLToPath(new URL('..', import.meta.url));
  const log = pino({ level: process.env.LOG_LEVEL ?? 'info' });
  const knowledge = loadKnowledge(root, join(root, 'valuesets', 'overlay'));
  const { hash, overlay } = knowledge;
  log.info({ knowledge: { hash, overlay } }, 'knowledge loaded');
  const fhirServer = `${config.publicUrl}/sandbox/fhir`;
  const asOf = (): string => config.now ?? new Date().toISOString();
  const ledger = createLedger({
    openDatabase: () => openDatabase(config, (sentence) => console.log(sentence)),
    settings: config.settings,
    knowledge: { version: knowledge.version, hash, valueSets: knowledge.valueSetsHash },
    now: () => new Date(),
    newId: randomUUID,
    timers: realTimers,
    pause: setImmediate,
    log: (event) => log.info({ ledger: event }, 'ledger'),
  });
  const answer = createAnswer({
    knowledge,
    fhir: {
      allowed: { bases: config.fhirServers, loopback: config.mode === 'sandbox' },
      limits: config.limits,
      now: () => Date.now(),
      log: (event) => log.info({ fhir: event }, 'fhir query'),
    },
    asOf,
    newId: randomUUID,
    publicUrl: config.publicUrl,
    ledger,
  });
  const services = serviceEntries(knowledge.plan);
  const app = createApp({
    config,
    services,
    answer,
    ledger,
    log,
    newId: randomUUID,
    banner: BANNER,
    health: { knowledge: hash, ...(overlay === undefined ? {} : { overlay }) },
    mount: [
      {
        path: '/sandbox/info',
        router: createSandboxInfo(() => ({ asOf: asOf(), fixed: config.now !== undefined, fhirServer })),
      },
      {
        path: '/sandbox/fhir',
        router: createSandbox({
          patients: loadPatients(join(root, 'sandbox', 'patients'), asOf()),
          baseUrl: () => fhirServer,
          newId: randomUUID,
          now: () => new Date().toISOString(),
        }),
      },
      {
        path: '/review/overrides',
        router: createOverrides({
          // Open in sandbox mode; elsewhere closed until operators are known by their tokens.
          guard: (_req, _res, next) =>
            next(config.mode === 'sandbox' ? undefined : new NocturneError('unauthenticated')),
          ledger,
          services: services.map(({ id }) => id),
          now: () => new Date(),
        }),
      },
      { path: '/review', router: createReviewPages(root, knowledge, BANNER) },
      {
        path: '/',
        router: createPages({ webDir: join(root, 'web'), vendor: vendorFiles(join(root, 'node_modules')) }),
      },
    ],
  });
  const server = app.listen(config.port, config.host);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const base = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
  console.log(
    [
      `Nocturne ${knowledge.version} (${BANNER})`,
      `  EHR sandbox page   ${base}/`,
      `  CDS Hooks          ${base}/cds-services`,
      `  Sandbox FHIR R4    ${base}/sandbox/fhir`,
      `  Why a rule fired   ${base}/review`,
      ...(overlay === undefined
        ? []
        : [`  Value set overlay  adds ${overlay.codes} codes to ${overlay.sets} sets`]),
      `  Sandbox mode: made-up patients only, anyone who reaches this port can call. Ctrl-C stops it.`,
    ].join('\n'),
  );
  // In the background: calls are answered meanwhile, the first opening takes seconds.
  ledger.open().catch(stopWith);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      server.close(() => void ledger.close(config.settings.load.stopMs).then(() => process.exit(0)));
      server.closeIdleConnections();
    });
  }
}

// A setting, a file or a store that cannot be used: one sentence, no stack; anything else keeps its stack for us.
function stopWith(error: unknown): never {
  const known =
    error instanceof ConfigError || error instanceof OverlayError || error instanceof StoreRefused;
  console.error(known ? error.message : error);
  process.exit(1);
}

start().catch(stopWith);
