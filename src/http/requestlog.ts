/** The request log: an id for every request and one line when it ends, without URL, headers or body. */
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

/** What handlers add to the line of a request. */
export interface RequestNote {
  /** Pattern of a mounted part; own routes are known by express. */
  readonly route?: string;
  readonly service?: string;
  readonly cards?: number;
  readonly failure?: string;
  readonly error?: string;
  readonly errorCode?: string;
  /** Why the caller was refused, and what may be said of its token. */
  readonly refused?: string;
  readonly iss?: string;
  readonly tenant?: string;
  readonly jti?: string;
}

export interface RequestLog {
  /** First handler of the app. */
  readonly start: RequestHandler;
  /** Adds to the line of the request that `res` answers. */
  readonly note: (res: Response, note: RequestNote) => void;
}

/** The pattern that matched, never the path itself: a path may hold a patient id. */
function patternOf(req: Request): string {
  const path: unknown = req.route?.path;
  return typeof path === 'string' ? path : 'unmatched';
}

/** Makes the request log of one app; `newId` names each request in its line and in X-Request-Id. */
export function createRequestLog(log: Logger, newId: () => string): RequestLog {
  const notes = new WeakMap<Response, RequestNote>();
  return {
    start: (req, res, next) => {
      const began = performance.now();
      const id = newId();
      res.setHeader('X-Request-Id', id);
      res.once('close', () => {
        const note = notes.get(res);
        const line = {
          request: id,
          method: req.method,
          route: patternOf(req),
          status: res.statusCode,
          ms: Math.round((performance.now() - began) * 10) / 10,
          ...(res.writableFinished ? {} : { aborted: true }),
          ...note,
        };
        if (note?.failure === 'internal') log.error(line, 'request failed');
        else log.info(line, 'request');
      });
      next();
    },
    note: (res, note) => {
      notes.set(res, { ...notes.get(res), ...note });
    },
  };
}
