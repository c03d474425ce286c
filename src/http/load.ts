/** What protects the service from too much at once: calls, bytes of bodies, requests of one client; refused before memory suffers. */
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { NocturneError } from '#errors';
import type { ShedCause } from './metrics.ts';

/** Bodies of this many times the size limit may be held at once, so that many large calls are refused, not many small ones. */
const LARGEST_BODIES_AT_ONCE = 16;

export interface LoadDeps {
  readonly concurrentCalls: number;
  readonly requestsPerMinute: number;
  /** Size limit of one body in bytes. */
  readonly bodyBytes: number;
  readonly stopping: () => boolean;
  readonly shed: (cause: ShedCause) => void;
  readonly callsInFlight: (change: 1 | -1) => void;
}

export interface Load {
  /** Runs a handler of hook calls within the limit on calls. */
  readonly limited: <P>(handler: RequestHandler<P>) => RequestHandler<P>;
  /** Refuses a client address that asks too often. Counts in this copy only. */
  readonly perClient: RequestHandler;
  /**
   * Holds room for a body.
   * @param bytes its declared length; the size limit is held when it is unknown or the body is compressed
   * @returns `settle` gives back all but what really came, `release` all; both may be called again
   * @throws NocturneError overloaded when there is no room
   */
  readonly reserve: (bytes: number | undefined) => Reservation;
}

export interface Reservation {
  readonly settle: (bytes: number) => void;
  readonly release: () => void;
}

/** Makes the limits of one app. */
export function createLoad(deps: LoadDeps): Load {
  const room = LARGEST_BODIES_AT_ONCE * deps.bodyBytes;
  let calls = 0;
  let held = 0;

  const refuse = (cause: ShedCause): never => {
    deps.shed(cause);
    throw new NocturneError(cause === 'rate' ? 'rate-limited' : 'overloaded');
  };

  return {
    limited: (handler) => async (req, res, next) => {
      if (deps.stopping()) refuse('stopping');
      if (calls >= deps.concurrentCalls) refuse('calls');
      calls += 1;
      deps.callsInFlight(1);
      try {
        await handler(req, res, next);
      } finally {
        calls -= 1;
        deps.callsInFlight(-1);
      }
    },
    perClient: rateLimit({
      windowMs: 60_000,
      limit: deps.requestsPerMinute,
      legacyHeaders: false,
      standardHeaders: 'draft-6', // with Retry-After
      // Its checks print request headers to the console.
      validate: false,
      handler: () => refuse('rate'),
    }),
    reserve: (bytes) => {
      // A longer body is refused by its size before it is read.
      let mine = Math.min(bytes ?? deps.bodyBytes, deps.bodyBytes);
      if (held + mine > room) refuse('bytes');
      held += mine;
      const settle = (left: number): void => {
        const kept = Math.min(mine, left);
        held -= mine - kept;
        mine = kept;
      };
      return { settle, release: () => settle(0) };
    },
  };
}
