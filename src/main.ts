/** Starts the service: reads the settings, loads the knowledge, joins the rooms, listens. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { ConfigError, readConfig } from '#config';
import { createAnswer } from '#http/answer';
import { createApp } from '#http/app';
import type { AppDeps } from '#http/app';
import { anyone } from '#http/caller';
import { serviceEntries } from '#http/discovery';
import { createFirstUse } from '#http/first-use';
import { createIdentify } from '#http/identify';
import { CLIENT_ID, createIntakeConfig, intakeMayCall, isIntakeRegistered } from '#http/intake';
import { createMetrics } from '#http/metrics';
import { operatorsOnly } from '#http/operators';
import { createOverrides } from '#http/overrides';
import { builtPage, createPages } from '#http/pages';
import { createReviewPages } from '#http/review-pages';
import { createStoppableServer, freePort } from '#http/server';
import { loadKnowledge, rulesOf } from '#knowledge/load';
import { OverlayError } from '#knowledge/overlay';
import { StoreRefused } from '#ledger/database';
import { createLedger } from '#ledger/keep';
import { openDatabase } from '#ledger/open';
import { realTimers } from '#ledger/timers';
import { createSandboxInfo } from '../sandbox/info.ts';
import { loadPatients } from '../sandbox/patients.ts';
import { createSandbox } from '../sandbox/server.ts';
import { createSmartConfiguration, smartSecurity } from '../sandbox/smart/configuration.ts';
import { peopleIn } from '../sandbox/smart/people.ts';
import { createSmartServer } from '../sandbox/smart/server.ts';

const BANNER = 'draft knowledge, not clinically reviewed';

async function start(): Promise<void> {
  const { env } = process;
  const config = readConfig(env.PORT === '0' ? { ...env, PORT: String(await freePort()) } : env);
  const { settings } = config;
  const sandbox = config.mode === 'sandbox';
  const root = fileURLToPath(new URL('..', import.meta.url));
  const log = pino({ level: process.env.LOG_LEVEL ?? 'info' });
  const overlay = join(root, 'valuesets', 'overlay');
  const dist = join(root, 'web', 'dist');
  const knowledge = loadKnowledge(root, overlay);
  const { hash, overlay: laid } = knowledge;
  log.info({ knowledge: { hash, overlay: laid } }, 'knowledge loaded');
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
  const metrics = createMetrics({
    keys: knowledge.plan.map(({ key }) => key),
    rules: rulesOf(knowledge).map(({ id }) => id),
    ledger: () => ledger.counters(),
    process: true,
  });
  const answer = createAnswer({
    knowledge,
    fhir: {
      allowed: { bases: config.fhirServers, loopback: sandbox },
      limits: config.limits,
      now: () => Date.now(),
      log: (event) => {
        metrics.fhirRead(event);
        log.info({ fhir: event }, 'fhir query');
      },
    },
    asOf,
    newId: randomUUID,
    publicUrl: config.publicUrl,
    smartIntake: isIntakeRegistered(config),
    ledger,
  });
  const identify = sandbox
    ? anyone
    : createIdentify({
        issuers: settings.issuers,
        publicUrl: config.publicUrl,
        firstUse: createFirstUse({
          store: { firstUse: (issuer, tokenId, expiresAt) => ledger.firstUse(issuer, tokenId, expiresAt) },
          away: settings.tokenStoreAway,
          now: () => Date.now(),
          onAway: metrics.tokenStoreFallback,
        }),
        now: () => Date.now(),
        fetch,
      });
  const sandboxParts = () => {
    const patients = loadPatients(join(root, 'sandbox', 'patients'), asOf());
    const path = '/sandbox/smart';
    const smart = `${config.publicUrl}${path}`;
    const endpoints = { authorize: `${smart}/authorize`, token: `${smart}/token` };
    return [
      {
        path: '/sandbox/info',
        router: createSandboxInfo(() => ({ asOf: asOf(), fixed: config.now !== undefined, fhirServer })),
      },
      {
        path,
        router: createSmartServer({
          path,
          publicUrl: () => config.publicUrl,
          clientId: CLIENT_ID,
          audience: () => fhirServer,
          people: peopleIn(patients),
          theme: readFileSync(join(root, 'web', 'parts', 'theme.css'), 'utf8'),
          newId: randomUUID,
          now: () => Date.now(),
        }),
      },
      {
        path: '/sandbox/fhir/.well-known/smart-configuration',
        router: createSmartConfiguration(() => endpoints),
      },
      {
        path: '/sandbox/fhir',
        router: createSandbox({
          patients,
          baseUrl: () => fhirServer,
          newId: randomUUID,
          now: () => new Date().toISOString(),
          security: () => smartSecurity(endpoints),
        }),
      },
    ];
  };
  const services = serviceEntries(knowledge.plan);
  const appDeps: AppDeps = {
    config,
    services,
    answer,
    identify,
    ...(settings.corsOrigins === undefined ? {} : { corsOrigins: settings.corsOrigins }),
    ledger,
    log,
    newId: randomUUID,
    banner: BANNER,
    health: { knowledge: hash, ...(laid === undefined ? {} : { overlay: laid }) },
    mount: [
      ...(sandbox ? sandboxParts() : []),
      {
        path: '/review/overrides',
        router: createOverrides({
          guard: operatorsOnly(settings.operatorTokens, sandbox),
          ledger,
          services: services.map(({ id }) => id),
          now: () => new Date(),
          page: builtPage({ dist, sandbox }, join('overrides', 'index.html')),
        }),
      },
      { path: '/review', router: createReviewPages({ root, overlay, knowledge, dist, sandbox }) },
      { path: '/intake/config.json', router: createIntakeConfig(config) },
      {
        path: '/',
        router: createPages({ dist, sandbox, intakeMayCall: intakeMayCall(config) }),
      },
    ],
  };
  const { load, tokenStoreAway } = settings;
  const needsDatabase = config.mode === 'production' && tokenStoreAway === 'refuse';
  const { server, stop, stopping } = createStoppableServer(
    (isStopping) =>
      createApp({
        ...appDeps,
        operations: {
          load,
          metrics,
          stopping: isStopping,
          needsDatabase,
          operatorsOnly: operatorsOnly(settings.operatorTokens, sandbox),
          database: () => ledger.state(),
          audit: { access: (entry) => ledger.access(entry), now: () => new Date().toISOString() },
        },
      }),
    { withinMs: load.stopMs, after: (leftMs) => ledger.close(leftMs) },
  );
  server.listen(config.port, config.host);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const base = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`;
  console.log(
    [
      `Nocturne ${knowledge.version} (${BANNER})`,
      ...(sandbox ? [`  EHR sandbox page   ${base}/`] : []),
      `  CDS Hooks          ${base}/cds-services`,
      ...(sandbox ? [`  Sandbox FHIR R4    ${base}/sandbox/fhir`] : []),
      `  Why a rule fired   ${base}/review`,
      ...(laid === undefined ? [] : [`  Value set overlay  adds ${laid.codes} codes to ${laid.sets} sets`]),
      ...(sandbox
        ? [
            `  SANDBOX MODE TRUSTS ANYONE who reaches this port, whatever the settings file says of issuers.`,
            `  Made-up patients only. Ctrl-C stops it.`,
          ]
        : [
            `  Production: ${settings.issuers.length} issuer(s) may call, known to them as ${config.publicUrl}`,
          ]),
    ].join('\n'),
  );
  // In the background: calls are answered meanwhile, the first opening takes seconds.
  ledger.open().catch(stopWith);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping()) process.exit(1); // asked twice: at once
      log.info('stopping');
      void stop().then((answered) => {
        log.info({ answered }, 'stopped');
        process.exit(0);
      });
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
