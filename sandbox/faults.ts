/** Data that misbehave on purpose: a patient's tags say which searches about them fail, and how. */
import { isRecord, itemsOf, textAt } from './json.ts';
import type { OperationOutcomeIssue } from 'fhir/r4';
import type { Resource } from './json.ts';

/** Code system of the tags in `Patient.meta.tag`; a code is `<Type>:<status>` or `<Type>:hang`. */
export const FAULT_SYSTEM = 'https://nocturne.example/fhir/CodeSystem/sandbox-fault';

/** The status searches of `type` about this patient answer with, or `hang`; `undefined` when they work. */
export function faultOf(patient: Resource | undefined, type: string): 'hang' | number | undefined {
  const tags = isRecord(patient?.meta) ? itemsOf(patient.meta.tag) : [];
  const codes = tags.flatMap((tag) =>
    textAt(tag, 'system') === FAULT_SYSTEM ? (textAt(tag, 'code') ?? []) : [],
  );
  const what = codes.find((code) => code.startsWith(`${type}:`))?.slice(type.length + 1);
  if (what === 'hang') return 'hang';
  return what !== undefined && /^[45]\d\d$/.test(what) ? Number(what) : undefined;
}

const ISSUES: Readonly<Record<number, OperationOutcomeIssue['code']>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  429: 'throttled',
};

/** The FHIR issue code that goes with a status. */
export function issueFor(status: number): OperationOutcomeIssue['code'] {
  return ISSUES[status] ?? (status < 500 ? 'processing' : 'exception');
}
