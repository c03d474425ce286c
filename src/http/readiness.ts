/** Readiness: whether calls should be sent here. */
import type { RequestHandler } from 'express';
import type { DatabaseState } from '#ledger/ledger';

export interface ReadinessDeps {
  readonly knowledge: unknown;
  readonly stopping: () => boolean;
  /** Absent: no ledger is kept. */
  readonly database?: () => DatabaseState;
  /** Whether calls are refused while the database cannot note their token ids (`tokenStoreAway: refuse`). */
  readonly needsDatabase?: boolean;
}

/**
 * Answers `/readyz`: 200 while hook calls are answered, 503 while stopping. The knowledge is loaded before the app exists.
 * A database that is away or still opening does not make it unready: calls are answered without it, only feedback waits
 * (503), and holding calls back for the seconds that the embedded database takes to open would help nobody. It does
 * where every call would be refused without it.
 */
export function createReadiness(deps: ReadinessDeps): RequestHandler {
  return (_req, res) => {
    const database = deps.database?.() ?? 'none';
    const waiting = deps.needsDatabase === true && database !== 'ready';
    const status = deps.stopping() ? 'stopping' : waiting ? 'waiting' : 'ready';
    res
      .status(status === 'ready' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status, knowledge: deps.knowledge, database });
  };
}
