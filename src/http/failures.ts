/** Failures become answers: any thrown value is one line of the error table, and that line an OperationOutcome. */
import type { ErrorRequestHandler } from 'express';
import type { OperationOutcome } from 'fhir/r4';
import { ERROR_KINDS, NocturneError } from '#errors';
import type { ErrorCode } from '#errors';
import type { RequestLog } from './requestlog.ts';

/** Types of body-parser's errors; its messages quote the request and are never passed on. */
const BODY_FAILURES: ReadonlyMap<unknown, ErrorCode> = new Map<unknown, ErrorCode>([
  ['entity.too.large', 'body-too-large'],
  ['encoding.unsupported', 'media-type'],
  ['charset.unsupported', 'media-type'],
]);

/** Statuses of other errors that express, its static files or a parser make by themselves. */
const STATUS_FAILURES: ReadonlyMap<unknown, ErrorCode> = new Map<unknown, ErrorCode>([
  [400, 'body-not-json'],
  [404, 'path-unknown'],
  [413, 'body-too-large'],
  [415, 'media-type'],
]);

function property(value: object, name: string): unknown {
  return Reflect.get(value, name);
}

/** The line of the error table that fits a thrown value; `internal` when none does. */
export function failureOf(thrown: unknown): NocturneError {
  if (thrown instanceof NocturneError) return thrown;
  if (typeof thrown !== 'object' || thrown === null) return new NocturneError('internal');
  if (property(thrown, 'name') === 'URIError') return new NocturneError('path-malformed');
  const code = BODY_FAILURES.get(property(thrown, 'type')) ?? STATUS_FAILURES.get(property(thrown, 'status'));
  return new NocturneError(code ?? 'internal');
}

/** The OperationOutcome of a failure: our words and names of members, nothing from the request. */
export function outcomeOf(failure: NocturneError): OperationOutcome {
  const kind = ERROR_KINDS[failure.code];
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: kind.issue,
        details: { text: kind.sentence },
        ...(failure.note === undefined ? {} : { diagnostics: failure.note }),
        ...(failure.where.length === 0 ? {} : { expression: [...failure.where] }),
      },
    ],
  };
}

/** What a log may hold of an unexpected error: its class and machine code. Messages and stacks can quote patient data. */
function traceOf(thrown: unknown): { error: string; errorCode?: string } {
  if (!(thrown instanceof Error)) return { error: 'not-an-error' };
  const code = property(thrown, 'code');
  return {
    error: thrown.constructor.name,
    ...(typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? { errorCode: code } : {}),
  };
}

/** The last handler: answers every failure of the app and of what is mounted in it. */
export function createFailureHandler(requests: RequestLog): ErrorRequestHandler {
  return (thrown: unknown, _req, res, next) => {
    void next; // express knows this kind of handler by its four parameters
    const failure = failureOf(thrown);
    requests.note(res, {
      failure: failure.code,
      ...(failure.code === 'internal' ? traceOf(thrown) : {}),
    });
    if (res.headersSent) {
      // Half an answer must not look whole, and express' own handler would print the stack.
      res.destroy();
      return;
    }
    // 429 and 503 pass: a client that knows when comes back, one that does not comes back at once.
    if ((failure.status === 429 || failure.status === 503) && !res.hasHeader('Retry-After')) {
      res.set('Retry-After', '1');
    }
    // application/json rather than application/fhir+json: browser clients of CDS Hooks parse only the former.
    res.status(failure.status).set('Cache-Control', 'no-store').json(outcomeOf(failure));
  };
}
