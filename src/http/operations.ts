/** What operators look at: readiness and metrics; and what the app needs for its own operation. */
import express from 'express';
import type { RequestHandler, Router } from 'express';
import type { DatabaseState } from '#ledger/ledger';
import type { Settings } from '../settings.ts';
import type { AuditDeps } from './access.ts';
import type { Metrics } from './metrics.ts';
import { createReadiness } from './readiness.ts';

/** How the app is run. Everything may be absent: a test needs none of it. */
export interface Operations {
  /** Limits on load; those of DEFAULT_SETTINGS when absent. */
  readonly load?: Pick<Settings['load'], 'concurrentCalls' | 'requestsPerMinute'>;
  /** True from the first moment of a stop on. */
  readonly stopping?: () => boolean;
  /** The state of the ledger's database; absent where no ledger is kept. */
  readonly database?: () => DatabaseState;
  /** Whether calls are refused while the database is away (`tokenStoreAway: refuse`). */
  readonly needsDatabase?: boolean;
  /** Made by whoever has more to count than the app; its own when absent. */
  readonly metrics?: Metrics;
  /** Guards `/metrics`. Without it the path is open in sandbox mode and absent in production. */
  readonly operatorsOnly?: RequestHandler;
  /** The audit trail of access; absent where no ledger is kept. */
  readonly audit?: Pick<AuditDeps, 'access' | 'now'>;
}

export interface OperatorPaths extends Operations {
  readonly mode: 'sandbox' | 'production';
  readonly metrics: Metrics;
  readonly stopping: () => boolean;
  /** Hash of the knowledge that calls are answered with. */
  readonly knowledge: unknown;
  readonly refuseMethod: (allow: string) => RequestHandler;
}

/** Serves `/readyz` and `/metrics`. */
export function createOperatorPaths(deps: OperatorPaths): Router {
  const { mode, metrics, operatorsOnly, refuseMethod } = deps;
  const router = express.Router({ caseSensitive: true });
  router.get('/readyz', createReadiness(deps));
  router.all('/readyz', refuseMethod('GET, HEAD'));
  if (operatorsOnly === undefined && mode === 'production') return router;
  const guard: RequestHandler = operatorsOnly ?? ((_req, _res, next) => next());
  router.get('/metrics', guard, async (_req, res) => {
    const text = await metrics.text();
    res.set({ 'Cache-Control': 'no-store', 'Content-Type': metrics.contentType }).send(text);
  });
  router.all('/metrics', refuseMethod('GET, HEAD'));
  return router;
}
