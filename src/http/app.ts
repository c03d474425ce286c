/** The Express app: which path is answered by whom, with which headers, in which order. */
import { validateHeaderValue } from 'node:http';
import cors from 'cors';
import express from 'express';
import type { Express, Request, RequestHandler, Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { HookCall } from '#chart/gathered';
import type { Config } from '#config';
import { NocturneError } from '#errors';
import type { Ledger } from '#ledger/ledger';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { createAuditTrail } from './access.ts';
import { createAdmission } from './admission.ts';
import { createBodyReader } from './body.ts';
import { anyone } from './caller.ts';
import type { Caller, Identify } from './caller.ts';
import { createCallHandler } from './calls.ts';
import type { Answered } from './calls.ts';
import { createDiscoveryHandler } from './discovery.ts';
import type { ServiceEntry } from './discovery.ts';
import { createFailureHandler } from './failures.ts';
import { FEEDBACK_BYTES, createFeedbackHandler } from './feedback.ts';
import { createLoad } from './load.ts';
import { createMetrics } from './metrics.ts';
import { createOperatorPaths } from './operations.ts';
import type { Operations } from './operations.ts';
import { createRequestLog } from './requestlog.ts';
import { createValidator } from './validate.ts';

export type { Answered } from './calls.ts';
export type { ServiceEntry } from './discovery.ts';

/** Everything the app needs from outside. */
export interface AppDeps {
  readonly config: Pick<Config, 'mode' | 'limits'>;
  readonly services: readonly ServiceEntry[];
  readonly answer: (call: HookCall, caller: Caller) => Promise<Answered>;
  /** Who calls; required in production, anyone in sandbox mode. */
  readonly identify?: Identify;
  /** Takes feedback; absent: no service has feedback. */
  readonly ledger?: Pick<Ledger, 'feedback'>;
  readonly log: Logger;
  readonly newId: () => string;
  /** X-Nocturne-Notice on everything CDS Hooks clients read. */
  readonly banner: string;
  /** Further members of the health answer. */
  readonly health?: Readonly<Record<string, unknown>>;
  /** Exact origins; by default any in sandbox mode and none in production. */
  readonly corsOrigins?: readonly string[] | '*';
  /** Further parts under their own paths. They bring their own parsers and CORS; their failures are answered here. */
  readonly mount?: readonly { readonly path: string; readonly router: Router }[];
  /** How it is run: limits, readiness, metrics, audit. */
  readonly operations?: Operations;
}

const DISCOVERY = '/cds-services';
const SERVICE = '/cds-services/:id';
const FEEDBACK = '/cds-services/:id/feedback';
const HEALTH = '/healthz';
/** What a call may take beyond its FHIR deadline, in milliseconds: charting and cards take a few, a full machine more. */
const DEADLINE_MARGIN_MS = 2500;

/** Scripts, styles and calls of our own pages only; nothing inline. */
function securityHeaders(mode: Config['mode']): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    strictTransportSecurity: mode === 'production',
  });
}

/** CORS without credentials: the token of a browser client travels in a header that it sets itself. */
function crossOrigin(origins: readonly string[] | '*'): RequestHandler {
  return cors({
    origin: origins === '*' ? '*' : [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type'],
    exposedHeaders: ['Allow', 'Retry-After', 'Server-Timing', 'X-Nocturne-Notice', 'X-Request-Id'],
    maxAge: 600,
  });
}

function refuseMethod(allow: string): RequestHandler {
  return (_req, res) => {
    res.set('Allow', allow);
    throw new NocturneError('method-not-allowed');
  };
}

function identifyOf({ identify, config }: Pick<AppDeps, 'identify' | 'config'>): Identify {
  if (identify !== undefined) return identify;
  if (config.mode === 'production') throw new Error('Production needs a way to know callers.');
  return anyone;
}

function cdsHeaders(banner: string): RequestHandler {
  validateHeaderValue('X-Nocturne-Notice', banner);
  return (_req, res, next) => {
    res.set({ 'Cache-Control': 'no-store', 'X-Nocturne-Notice': banner });
    next();
  };
}

/**
 * Builds the app. It holds no state beyond its schemas, figures and limits on load, so several may live in one process.
 * @throws Error when a service has a hook without a context schema, the banner cannot be a header, or production has
 *   no way to know callers
 */
export function createApp(deps: AppDeps): Express {
  const { config, services } = deps;
  const { operations = {} } = deps;
  const metrics = operations.metrics ?? createMetrics({ keys: [], rules: [] });
  const nobody = config.mode === 'sandbox' ? 'sandbox' : 'unknown';
  const requests = createRequestLog(deps.log, deps.newId, [
    metrics.requestEnded,
    ...(operations.audit === undefined ? [] : [createAuditTrail({ ...operations.audit, nobody })]),
  ]);
  const stopping = operations.stopping ?? (() => false);
  const load = createLoad({
    ...(operations.load ?? DEFAULT_SETTINGS.load),
    bodyBytes: config.limits.bodyBytes,
    stopping,
    shed: metrics.shed,
    callsInFlight: metrics.callsInFlight,
  });
  const { admit, settle, callerOf, failed } = createAdmission(identifyOf(deps), requests);
  const allowOrigins = crossOrigin(deps.corsOrigins ?? (config.mode === 'sandbox' ? '*' : []));
  const byId = new Map(services.map((service) => [service.id, service]));
  const serviceOf = (id: string): ServiceEntry => {
    const service = byId.get(id);
    if (service === undefined) throw new NocturneError('service-unknown');
    return service;
  };

  const app = express();
  app.disable('x-powered-by').disable('etag').disable('trust proxy');
  app.use(requests.start, securityHeaders(config.mode));
  // Before anything can fail, so that a browser client may read the failure; a preflight ends here.
  app.use([DISCOVERY, HEALTH], allowOrigins);
  app.use(DISCOVERY, cdsHeaders(deps.banner), load.perClient);

  const health = { status: 'ok', ...deps.health };
  app.get(HEALTH, (_req, res) => void res.set('Cache-Control', 'no-store').json(health));
  app.all(HEALTH, refuseMethod('GET, HEAD, OPTIONS'));
  app.use(
    createOperatorPaths({
      ...operations,
      mode: config.mode,
      metrics,
      stopping,
      knowledge: deps.health?.['knowledge'],
      refuseMethod,
    }),
  );
  app.get(
    DISCOVERY,
    admit(() => ({ for: 'discovery' })),
    settle,
    createDiscoveryHandler(services),
  );
  app.all(DISCOVERY, refuseMethod('GET, HEAD, OPTIONS'));
  app.post(
    SERVICE,
    admit((req) => ({ for: 'service', service: serviceOf(req.params.id).id })),
    // After the caller is known: strangers take no place of those who may call.
    load.limited(
      createCallHandler({
        serviceOf,
        readBody: createBodyReader(config.limits, load.reserve),
        validate: createValidator(services),
        answer: deps.answer,
        callerOf,
        requests,
        metrics,
        deadlineMs: config.limits.totalMs + DEADLINE_MARGIN_MS,
      }),
    ),
  );
  if (deps.ledger !== undefined) {
    const bodyBytes = Math.min(FEEDBACK_BYTES, config.limits.bodyBytes);
    app.post(
      FEEDBACK,
      admit((req) => ({ for: 'feedback', service: serviceOf(req.params.id).id })),
      // It writes: a token that was used before must not.
      settle,
      createFeedbackHandler({
        serviceOf,
        readBody: createBodyReader({ ...config.limits, bodyBytes }, load.reserve),
        ledger: deps.ledger,
        realmOf: (res) => callerOf(res).realm,
        stored: (entries) => {
          for (const { outcome, reason, userComment } of entries)
            metrics.feedback(outcome, reason !== undefined || userComment !== undefined);
        },
        requests,
      }),
    );
  }
  const routes = deps.ledger === undefined ? [SERVICE] : [SERVICE, FEEDBACK];
  app.all(routes, (req: Request<{ id: string }>, _res, next) => {
    serviceOf(req.params.id);
    next();
  });
  app.all(routes, refuseMethod('POST, OPTIONS'));

  for (const { path, router } of deps.mount ?? []) {
    app.use(path, (_req, res, next) => {
      requests.note(res, { route: `${path.replace(/\/$/, '')}/*` });
      next();
    });
    app.use(path, router);
  }
  app.use((_req, res) => {
    requests.note(res, { route: 'unmatched' });
    throw new NocturneError('path-unknown');
  });
  app.use(failed, createFailureHandler(requests));
  return app;
}
