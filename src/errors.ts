/** Every error the service can answer with: a stable code, an HTTP status, a FHIR issue code and one sentence. */

/** FHIR R4 IssueType codes used here. */
export type IssueCode =
  | 'structure'
  | 'required'
  | 'value'
  | 'security'
  | 'not-found'
  | 'not-supported'
  | 'incomplete'
  | 'too-long'
  | 'business-rule'
  | 'throttled'
  | 'exception'
  | 'transient';

interface ErrorKind {
  readonly status: number;
  readonly issue: IssueCode;
  /** What happened and what to do, in words that hold no patient data. */
  readonly sentence: string;
}

/** The table. Codes are never reused; a retired one keeps its line. */
export const ERROR_KINDS = {
  'body-not-json': {
    status: 400,
    issue: 'structure',
    sentence: 'The request body is not valid JSON. Send one JSON object.',
  },
  'body-not-object': {
    status: 400,
    issue: 'structure',
    sentence: 'The request body must be one JSON object.',
  },
  'body-too-deep': { status: 400, issue: 'structure', sentence: 'The request body is nested too deeply.' },
  'request-invalid': {
    status: 400,
    issue: 'value',
    sentence: 'The CDS Hooks request does not fit the schema of this service.',
  },
  'hook-mismatch': {
    status: 400,
    issue: 'value',
    sentence: 'The hook in the request is not the hook of this service; see /cds-services.',
  },
  'prefetch-malformed': {
    status: 400,
    issue: 'structure',
    sentence: 'A prefetch value must be a FHIR resource or null.',
  },
  'fhir-server-missing': {
    status: 400,
    issue: 'required',
    sentence: 'fhirAuthorization needs fhirServer beside it.',
  },
  'fhir-server-not-url': {
    status: 400,
    issue: 'value',
    sentence: 'fhirServer must be an http(s) URL without credentials.',
  },
  'query-invalid': {
    status: 400,
    issue: 'value',
    sentence: 'The query of this path is not understood; nothing was read.',
  },
  'path-malformed': { status: 400, issue: 'value', sentence: 'The path is not valid percent-encoding.' },
  unauthenticated: {
    status: 401,
    issue: 'security',
    sentence: 'The caller could not be authenticated.',
  },
  'service-unknown': {
    status: 404,
    issue: 'not-found',
    sentence: 'No CDS service has this id; see /cds-services.',
  },
  'path-unknown': { status: 404, issue: 'not-found', sentence: 'Nothing is served at this path.' },
  'method-not-allowed': {
    status: 405,
    issue: 'not-supported',
    sentence: 'This path does not take that method; see the Allow header.',
  },
  'data-unavailable': {
    status: 412,
    issue: 'incomplete',
    sentence: 'Required data could not be obtained by prefetch or from the FHIR server.',
  },
  'body-too-large': {
    status: 413,
    issue: 'too-long',
    sentence: 'The request body is larger than this service accepts.',
  },
  'media-type': {
    status: 415,
    issue: 'not-supported',
    sentence: 'Send application/json or application/fhir+json in UTF-8, uncompressed or gzip, deflate or br.',
  },
  'patient-mismatch': {
    status: 422,
    issue: 'business-rule',
    sentence: 'The request holds data of more than one patient; nothing was evaluated.',
  },
  'rate-limited': {
    status: 429,
    issue: 'throttled',
    sentence: 'Too many requests; try again after the time in Retry-After.',
  },
  internal: {
    status: 500,
    issue: 'exception',
    sentence: 'The service failed; nothing was evaluated. The request id is in the X-Request-Id header.',
  },
  overloaded: {
    status: 503,
    issue: 'transient',
    sentence: 'The service is busy or stopping; try again after the time in Retry-After.',
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

/**
 * An error that becomes an OperationOutcome.
 * `where` are paths such as `context.patientId` (names of members only, never their values);
 * `note` is a further sentence of ours (never text from the caller or from FHIR).
 */
export class NocturneError extends Error {
  readonly code: ErrorCode;
  readonly where: readonly string[];
  readonly note: string | undefined;

  constructor(code: ErrorCode, where: readonly string[] = [], note?: string) {
    super(ERROR_KINDS[code].sentence);
    this.name = 'NocturneError';
    this.code = code;
    this.where = where;
    this.note = note;
  }

  get status(): number {
    return ERROR_KINDS[this.code].status;
  }
}
