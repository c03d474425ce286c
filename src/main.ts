/** Starts the service: reads the settings, loads the knowledge, joins the rooms, listens. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { ConfigError, readConfig } from '#config';
import { createAnswer } from '#http/answer';
import { createApp } from '#http/app';
import { serviceEntries } from '#http/discovery';
import { createPages } from '#http/pages';
import { createReviewPages } from '#http/review-pages';
import { loadKnowledge } from '#knowledge/load';
import { OverlayError } from '#knowledge/overlay';
import { createSandboxInfo } from '../sandbox/info.ts';
import { loadPatients } from '../sandbox/patients.ts';
import { createSandbox } from '../sandbox/server.ts';

const BANNER = 'draft knowledge, not clinically reviewed';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const root = fileURLToPath(new URL('..', import.meta.url));
  const log = pino({ level: process.env.LOG_LEVEL ?? 'info' });
  const overlay = join(root, 'valuesets', 'overlay');
  const dist = join(root, 'web', 'dist');
  const knowledge = loadKnowledge(root, overlay);
  const { hash, overlay: laid } = knowledge;
  log.info({ knowledge: { hash, overlay: laid } }, 'knowledge loaded');
  const fhirServer = `${config.publicUrl}/sandbox/fhir`;
  const asOf = (): string => config.now ?? new Date().toISOString();
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
  });
  const app = createApp({
    config,
    services: serviceEntries(knowledge.plan),
    answer,
    log,
    newId: randomUUID,
    banner: BANNER,
    health: { knowledge: hash, ...(laid === undefined ? {} : { overlay: laid }) },
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
      { path: '/review', router: createReviewPages({ root, overlay, knowledge, dist }) },
      {
        path: '/',
        router: createPages({ dist, sandbox: config.mode === 'sandbox' }),
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
      ...(laid === undefined ? [] : [`  Value set overlay  adds ${laid.codes} codes to ${laid.sets} sets`]),
      `  Sandbox mode: made-up patients only, anyone who reaches this port can call. Ctrl-C stops it.`,
    ].join('\n'),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeIdleConnections();
    });
  }
}

start().catch((error: unknown) => {
  // A setting or a file that cannot be used: one sentence, no stack; anything else keeps its stack for us.
  console.error(error instanceof ConfigError || error instanceof OverlayError ? error.message : error);
  process.exit(1);
});
