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

/** What handlers add for the audit trail only: ids of persons never reach the log. */
export interface AuditNote {
  readonly realm?: string;
  readonly patientId?: string;
  readonly userId?: string;
}

/** A request whose answer has ended, or whose client has gone. */
export interface EndedRequest extends RequestNote {
  readonly request: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  /** Milliseconds since the request began. */
  readonly ms: number;
  readonly aborted: boolean;
}

/** Told of every request when it ends; must not throw. */
export type EndListener = (ended: EndedRequest, audit: AuditNote) => void;

export interface RequestLog {
  /** First handler of the app. */
  readonly start: RequestHandler;
  /** Adds to the line of the request that `res` answers. */
  readonly note: (res: Response, note: RequestNote) => void;
  /** Adds to what the audit trail is told of the request that `res` answers; never logged. */
  readonly audit: (res: Response, note: AuditNote) => void;
}

/** The pattern that matched, never the path itself: a path may hold a patient id. */
function patternOf(req: Request): string {
  const path: unknown = req.route?.path;
  return typeof path === 'string' ? path : 'unmatched';
}

/** Makes the request log of one app; `newId` names each request in its line and in X-Request-Id. */
export function createRequestLog(
  log: Logger,
  newId: () => string,
  listeners: readonly EndListener[] = [],
): RequestLog {
  const notes = new WeakMap<Response, RequestNote>();
  const audits = new WeakMap<Response, AuditNote>();
  return {
    start: (req, res, next) => {
      const began = performance.now();
      const id = newId();
      res.setHeader('X-Request-Id', id);
      res.once('close', () => {
        const { aborted, ...line } = {
          request: id,
          method: req.method,
          route: patternOf(req),
          status: res.statusCode,
          ms: Math.round((performance.now() - began) * 10) / 10,
          aborted: !res.writableFinished,
          ...notes.get(res),
        };
        const shown = aborted ? { ...line, aborted } : line;
        if (line.failure === 'internal') log.error(shown, 'request failed');
        else log.info(shown, 'request');
        for (const listener of listeners) listener({ ...line, aborted }, audits.get(res) ?? {});
      });
      next();
    },
    note: (res, note) => {
      notes.set(res, { ...notes.get(res), ...note });
    },
    audit: (res, note) => {
      audits.set(res, { ...audits.get(res), ...note });
    },
  };
}
