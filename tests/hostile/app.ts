/** The app that the hostile rows are thrown at, with its log kept and its FHIR deadline short. */
import type { Express } from 'express';
import { pino } from 'pino';
import type { PlanEntry } from '#chart/gathered';
import { readConfig } from '#config';
import { gather } from '#fhir/gather';
import { createApp } from '#http/app';
import type { ServiceEntry } from '#http/app';

/** The one origin whose pages may read the answers. */
export const ALLOWED_ORIGIN = 'https://ehr.example';

export interface HostileApp {
  readonly app: Express;
  /** Everything logged so far. */
  readonly logged: () => string;
}

/** The keys that the rows use; the roles are those of DESIGN.md section 4. */
const PLAN: readonly PlanEntry[] = [
  {
    key: 'patient',
    resourceType: 'Patient',
    template: 'Patient/{{context.patientId}}',
    kind: 'read',
    role: 'patient',
  },
  {
    key: 'conditions',
    resourceType: 'Condition',
    template: 'Condition?patient={{context.patientId}}&_count=200',
    kind: 'search',
    count: 200,
    role: 'trigger',
  },
  {
    key: 'intake',
    resourceType: 'QuestionnaireResponse',
    template: 'QuestionnaireResponse?patient={{context.patientId}}&_count=20',
    kind: 'search',
    count: 20,
    role: 'trigger',
  },
  {
    key: 'encounter',
    resourceType: 'Encounter',
    template: 'Encounter/{{context.encounterId}}',
    kind: 'read',
    role: 'trigger',
  },
  {
    key: 'labs-1',
    resourceType: 'Observation',
    template: 'Observation?patient={{context.patientId}}&code=2276-4&_sort=-date&_count=50',
    kind: 'search',
    count: 50,
    role: 'optional',
  },
];

function service(id: string, hook: string): ServiceEntry {
  return {
    id,
    hook,
    title: 'Leg pain at night',
    description: 'Why the legs hurt at night, and what must not be missed.',
    usageRequirements: 'FHIR R4.',
    prefetch: Object.fromEntries(PLAN.map(({ key, template }) => [key, template])),
  };
}

/** Builds the app: real HTTP and real gathering; until the rules are wired in, every chart is silent. */
export function hostileApp(): HostileApp {
  const lines: string[] = [];
  const config = readConfig({});
  const limits = { ...config.limits, perQueryMs: 250, totalMs: 400 };
  let ids = 0;
  const app = createApp({
    config: { ...config, limits },
    services: [
      service('leg-pain-patient-view', 'patient-view'),
      service('leg-pain-encounter-start', 'encounter-start'),
    ],
    answer: async (call) => {
      const deps = { allowed: { bases: [], loopback: true }, limits, now: () => performance.now() };
      await gather(call, PLAN, deps);
      return { response: { cards: [] } };
    },
    log: pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) }),
    newId: () => `request-${(ids += 1)}`,
    banner: 'draft knowledge, not clinically reviewed',
    corsOrigins: [ALLOWED_ORIGIN],
  });
  return { app, logged: () => lines.join('') };
}
