/** The door of the app: who calls is found out before a body is read, and kept for the handlers behind it. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { NocturneError } from '#errors';
import { Unauthenticated } from './caller.ts';
import type { Audience, Caller, Identify } from './caller.ts';
import type { RequestLog } from './requestlog.ts';

export interface Admission {
  /** Refuses strangers. Put it before the handler of a route. */
  readonly admit: (audience: (req: Request<{ id: string }>) => Audience) => RequestHandler<{ id: string }>;
  /** Waits until the token is known to be unused: for handlers that write, or have nothing to do meanwhile. */
  readonly settle: RequestHandler;
  /** Who sent the request that `res` answers. A handler without `settle` awaits its `firstUse` before it answers. */
  readonly callerOf: (res: Response) => Caller;
  /** Put it before the handler of failures: a failure is no answer to a replayed token either. */
  readonly failed: ErrorRequestHandler;
}

// Refused without being looked at: the token stays good for the next copy or the next try.
const SHED: ReadonlySet<string> = new Set(['overloaded', 'rate-limited']);

/** Makes the door of one app. */
export function createAdmission(identify: Identify, requests: RequestLog): Admission {
  const callers = new WeakMap<Response, Caller>();
  return {
    admit: (audience) => async (req, res, next) => {
      // Distinct: `headers` keeps the first of several Authorization headers and hides the others.
      const caller = await identify(req.headersDistinct.authorization ?? [], audience(req));
      callers.set(res, caller);
      requests.audit(res, { realm: caller.realm });
      next();
    },
    settle: async (_req, res, next) => {
      await callers.get(res)?.firstUse?.();
      next();
    },
    callerOf: (res) => {
      const caller = callers.get(res);
      if (caller === undefined) throw new Error('The route has no admit().');
      return caller;
    },
    failed: (thrown: unknown, _req, res, next) => {
      const shed = thrown instanceof NocturneError && SHED.has(thrown.code);
      const firstUse = shed ? undefined : callers.get(res)?.firstUse;
      const answer = (failure: unknown): void => {
        if (failure instanceof Unauthenticated) {
          requests.note(res, { refused: failure.reason, ...failure.trace });
        }
        if (failure instanceof NocturneError && failure.code === 'unauthenticated' && !res.headersSent) {
          res.set('WWW-Authenticate', 'Bearer');
        }
        next(failure);
      };
      if (firstUse === undefined) answer(thrown);
      else firstUse().then(() => answer(thrown), answer);
    },
  };
}
