/** A running app for tests: on loopback, with a catalogue of two services, counted ids and a log that can be read. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Express } from 'express';
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Card } from '#cards/card';
import type { HookCall } from '#chart/gathered';
import { readConfig } from '#config';
import { createApp } from '#http/app';
import type { AppDeps, ServiceEntry } from '#http/app';
import { HEADER_BYTES } from '#http/token';

export const HOOK_INSTANCE = 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea';
export const BANNER = 'draft knowledge, not clinically reviewed';

export const PATIENT_VIEW: ServiceEntry = {
  id: 'leg-pain-patient-view',
  hook: 'patient-view',
  title: 'Leg pain at night',
  description: 'Why the legs hurt at night, and what must not be missed.',
  usageRequirements: 'FHIR R4.',
  prefetch: {
    patient: 'Patient/{{context.patientId}}',
    conditions: 'Condition?patient={{context.patientId}}&_count=200',
  },
};

export const ENCOUNTER_START: ServiceEntry = {
  ...PATIENT_VIEW,
  id: 'leg-pain-encounter-start',
  hook: 'encounter-start',
  prefetch: { ...PATIENT_VIEW.prefetch, encounter: 'Encounter/{{context.encounterId}}' },
};

/** A card with every part that this service uses. */
export const CARD: Card = {
  uuid: '3f5c1a52-7d1f-4c34-8f7d-0c4f2c9d3a10',
  summary: 'Restless legs syndrome fits; ferritin has not been measured in the last 6 months',
  detail: 'Recorded: urge to move, worse in the evening (2026-02-20).',
  indicator: 'info',
  source: {
    label: 'AASM 2025',
    url: 'https://example.org/guideline',
    topic: { system: 'http://snomed.info/sct', code: '32914008', display: 'Restless legs syndrome' },
  },
  suggestions: [
    {
      label: 'Order ferritin',
      uuid: '0b0a4c1e-2f4b-4a5e-9d27-5d8b1e0f6a11',
      isRecommended: true,
      actions: [
        {
          type: 'create',
          description: 'Draft order for ferritin',
          resource: {
            resourceType: 'ServiceRequest',
            status: 'draft',
            intent: 'order',
            subject: { reference: 'Patient/p1' },
          },
        },
      ],
    },
  ],
  selectionBehavior: 'any',
  overrideReasons: [
    { system: 'https://nocturne.example/fhir/CodeSystem/override', code: 'known', display: 'Already known' },
  ],
  links: [{ label: 'Ask the questions', url: 'http://127.0.0.1:8080/intake', type: 'absolute' }],
};

/** A call that every check lets through; members of `change` replace or, when undefined, remove. */
export function patientViewCall(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    hook: 'patient-view',
    hookInstance: HOOK_INSTANCE,
    context: { userId: 'Practitioner/dr-1', patientId: 'p1' },
    ...change,
  };
}

/** The same for encounter-start. */
export function encounterStartCall(context: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    hook: 'encounter-start',
    hookInstance: HOOK_INSTANCE,
    context: { userId: 'Practitioner/dr-1', patientId: 'p1', encounterId: 'e1', ...context },
  };
}

/** A logger whose lines are kept, and a way to wait for the next one. */
export function keptLog(): { log: Logger; lines: string[]; next: () => Promise<Record<string, unknown>> } {
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  const log = pino(
    { level: 'trace', base: null },
    {
      write: (line: string) => {
        lines.push(line);
        waiting.shift()?.(line);
      },
    },
  );
  return {
    log,
    lines,
    next: async () => JSON.parse(await new Promise<string>((resolve) => waiting.push(resolve))),
  };
}

/** App dependencies with the answer of one card; `calls` holds what came through validation. */
export function appDeps(change: Partial<AppDeps> = {}): { deps: AppDeps; calls: HookCall[] } {
  const calls: HookCall[] = [];
  let ids = 0;
  const { mode, limits } = readConfig({});
  const deps: AppDeps = {
    config: { mode, limits },
    services: [PATIENT_VIEW, ENCOUNTER_START],
    answer: async (call) => {
      calls.push(call);
      return { response: { cards: [CARD] }, timing: { gather: 1.25, reason: 0.5 } };
    },
    log: pino({ level: 'silent' }),
    newId: () => `request-${(ids += 1)}`,
    banner: BANNER,
    ...change,
  };
  return { deps, calls };
}

/** Listens on a free loopback port. */
export async function listen(app: Express): Promise<{ server: Server; port: number }> {
  const server = createServer({ maxHeaderSize: HEADER_BYTES }, app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  return { server, port: address.port };
}

/** Builds and starts an app; call `stop` when done. */
export async function running(change: Partial<AppDeps> = {}) {
  const { deps, calls } = appDeps(change);
  const { server, port } = await listen(createApp(deps));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { server, port, calls, stop };
}
