/** The stage of the FHIR tests: a plan, a call, and a real FHIR server on loopback that does as it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { HookCall, PlanEntry } from '#chart/gathered';
import type { FhirDeps } from '#fhir/deps';

export const PLAN: readonly PlanEntry[] = [
  {
    key: 'patient',
    resourceType: 'Patient',
    kind: 'read',
    role: 'patient',
    template: 'Patient/{{context.patientId}}',
  },
  {
    key: 'conditions',
    resourceType: 'Condition',
    kind: 'search',
    role: 'trigger',
    count: 3,
    template: 'Condition?patient={{context.patientId}}&_count=3',
  },
  {
    key: 'encounter',
    resourceType: 'Encounter',
    kind: 'read',
    role: 'trigger',
    template: 'Encounter/{{context.encounterId}}',
  },
  {
    key: 'labs',
    resourceType: 'Observation',
    kind: 'search',
    role: 'optional',
    count: 3,
    template:
      'Observation?patient={{context.patientId}}&code=http://loinc.org|2276-4,http://loinc.org|4548-4&date=ge2025-03-01&_sort=-date&_count=3',
  },
  {
    key: 'medications',
    resourceType: 'MedicationRequest',
    kind: 'search',
    role: 'optional',
    template: 'MedicationRequest?patient={{context.patientId}}',
  },
];

export const PATIENT = { resourceType: 'Patient', id: 'p1' };
export const SUBJECT = { reference: 'Patient/p1' };
export const ENCOUNTER = { resourceType: 'Encounter', id: 'e1', subject: SUBJECT };

export function condition(id: string, subject: unknown = SUBJECT) {
  return { resourceType: 'Condition', id, subject };
}

export function observation(id: string, subject: unknown = SUBJECT) {
  return { resourceType: 'Observation', id, subject };
}

export function prescription(id: string, reference: string) {
  return { resourceType: 'MedicationRequest', id, subject: SUBJECT, medicationReference: { reference } };
}

export function bundle(resources: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((resource) => ({ resource })),
    ...more,
  };
}

export function linkedBundle(resources: readonly unknown[], next: string) {
  return bundle(resources, { link: [{ relation: 'next', url: next }] });
}

export function outcome(severity = 'error', code = 'exception') {
  return { resourceType: 'OperationOutcome', issue: [{ severity, code }] };
}

/** Everything known and nothing wrong: what a test then spoils in one place. */
export const FULL: Readonly<Record<string, unknown>> = {
  patient: PATIENT,
  conditions: bundle([condition('c1')]),
  encounter: ENCOUNTER,
  labs: bundle([observation('o1')]),
  medications: bundle([]),
};

export function hookCall(more: Partial<HookCall> = {}): HookCall {
  return {
    service: 'leg-pain-patient-view',
    hook: 'patient-view',
    hookInstance: '6f1f0b0c-4a3c-4a57-9a39-0c4f6e0b1c11',
    patientId: 'p1',
    userId: 'Practitioner/d1',
    encounterId: 'e1',
    context: { patientId: 'p1', userId: 'Practitioner/d1', encounterId: 'e1' },
    prefetch: {},
    ...more,
  };
}

export function withoutKeys(...keys: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(FULL).filter(([key]) => !keys.includes(key)));
}

export const LIMITS: FhirDeps['limits'] = {
  bodyBytes: 1_000_000,
  depth: 200,
  perQueryMs: 5_000,
  totalMs: 6_000,
  pages: 5,
  responseBytes: 100_000,
  references: 8,
};

export function fhirDeps(limits: Partial<FhirDeps['limits']> = {}, more: Partial<FhirDeps> = {}): FhirDeps {
  return {
    allowed: { bases: [], loopback: true },
    limits: { ...LIMITS, ...limits },
    now: () => performance.now(),
    ...more,
  };
}

export interface Recorded {
  /** Path and query below the base, decoded: `Condition?patient=p1`. */
  readonly asked: string;
  readonly authorization: string | undefined;
}

export interface FhirStage {
  readonly base: string;
  readonly requests: readonly Recorded[];
  asked(): string[];
  close(): Promise<void>;
}

/** What to do with a request; `asked` is its path and query below the base, decoded. */
export type Script = (asked: string, response: ServerResponse, request: IncomingMessage) => void;

/** Starts a server whose base is `/fhir` on a free port of 127.0.0.1. */
export async function startStage(script: Script): Promise<FhirStage> {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(request.url ?? '').replace(/^\/fhir\/?/, '');
    requests.push({ asked, authorization: request.headers.authorization });
    response.on('error', () => undefined);
    script(asked, response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}/fhir`,
    requests,
    asked: () => requests.map(({ asked }) => asked).sort(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Answers every query of the plan: what a healthy server would. */
export const HEALTHY: Script = (asked, response) => {
  const type = asked.split(/[/?]/)[0];
  if (type === 'Patient') return sendJson(response, PATIENT);
  if (type === 'Encounter') return sendJson(response, ENCOUNTER);
  if (type === 'Condition') return sendJson(response, bundle([condition('c9')]));
  if (type === 'Observation') return sendJson(response, bundle([observation('o9')]));
  return sendJson(response, bundle([]));
};
