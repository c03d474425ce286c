/** What the sandbox FHIR server refuses, and the OperationOutcome that says so. */
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';

/** A refusal: HTTP status, FHIR issue code and one sentence. */
export class FhirProblem extends Error {
  readonly status: number;
  readonly code: OperationOutcomeIssue['code'];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: OperationOutcomeIssue['code'],
    sentence: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(sentence);
    this.name = 'FhirProblem';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** An OperationOutcome of one severity, one issue per sentence. */
export function outcome(
  severity: OperationOutcomeIssue['severity'],
  code: OperationOutcomeIssue['code'],
  ...sentences: readonly string[]
): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: sentences.map((diagnostics) => ({ severity, code, diagnostics })),
  };
}
