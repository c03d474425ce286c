/** The real service that the hostile rows are thrown at, with its log kept and its FHIR deadline short. */
import type { Express } from 'express';
import { pino } from 'pino';
import { readConfig } from '#config';
import { createAnswer } from '#http/answer';
import { createApp } from '#http/app';
import { serviceEntries } from '#http/discovery';
import { AS_OF, knowledge } from '../knowledge.ts';

/** The one origin whose pages may read the answers. */
export const ALLOWED_ORIGIN = 'https://ehr.example';

export interface HostileApp {
  readonly app: Express;
  /** Everything logged so far. */
  readonly logged: () => string;
}

/** Builds the app: everything real but the clock and the deadlines (milliseconds). */
export function hostileApp(deadlines = { perQueryMs: 250, totalMs: 400 }): HostileApp {
  const lines: string[] = [];
  const config = readConfig({});
  const limits = { ...config.limits, ...deadlines };
  let ids = 0;
  const newId = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const log = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) });
  const app = createApp({
    config: { ...config, limits },
    services: serviceEntries(knowledge.plan),
    answer: createAnswer({
      knowledge,
      fhir: {
        allowed: { bases: [], loopback: true },
        limits,
        now: () => performance.now(),
        log: (event) => log.info({ fhir: event }, 'fhir query'),
      },
      asOf: () => AS_OF,
      newId,
      publicUrl: config.publicUrl,
      smartIntake: true,
    }),
    // Feedback is taken and forgotten: what is stored is tried in tests/ledger.
    ledger: { feedback: () => Promise.resolve() },
    log,
    newId,
    banner: 'draft knowledge, not clinically reviewed',
    corsOrigins: [ALLOWED_ORIGIN],
  });
  return { app, logged: () => lines.join('') };
}
