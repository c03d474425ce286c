/** The real service against a FHIR implementation that is not ours: same cards as with prefetch, drafts accepted, gaps named. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { FhirResource } from 'fhir/r4';
import { pino } from 'pino';
import type { Card } from '#cards/card';
import type { PlanEntry } from '#chart';
import { readConfig } from '#config';
import { createAnswer } from '#http/answer';
import { createApp } from '#http/app';
import { serviceEntries } from '#http/discovery';
import { folderOf, rulesOf } from '#knowledge/load';
import { buildPatient, type BuiltPatient } from '#review/patient';
import { datesFrom, gatherAll } from '#review/run';
import { readVignettes, type Vignette } from '#review/vignette';
import { expectValidResponse } from '../http/response-schema.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';
import { loadIndependentServer, type IndependentServer, type Refuses } from './fhir-router.ts';

/** The first vignette of every rule, and every one whose drug stands in a Medication of its own (the second round). */
const PER_RULE = 1;
const vignettes = rulesOf(knowledge)
  .map((rule) => join(ROOT, 'cds-hooks', folderOf(rule), 'vignettes.yaml'))
  .filter((path) => existsSync(path))
  .flatMap((path) =>
    readVignettes(path).filter(
      (one, index) => index < PER_RULE || one.drugs?.some((drug) => drug.as === 'reference') === true,
    ),
  )
  .filter((one) => one.failed === undefined);

const built = (vignette: Vignette): BuiltPatient => buildPatient(vignette, datesFrom(AS_OF));

const start = await loadIndependentServer();
const fhir = await start();
const service = createServer(realService());
service.listen(0, '127.0.0.1');
await once(service, 'listening');

afterAll(async () => {
  service.close();
  service.closeAllConnections();
  await fhir.close();
});

describe('a patient on an independent FHIR server', () => {
  test.each(vignettes.map((one) => [one.id, one] as const))(
    '%s: gets the cards that prefetch gives, and what is accepted is not suggested again',
    async (_id, vignette) => {
      const patient = built(vignette);
      await store(fhir, patient.resources);

      const fetched = await cardsOf(patient, { fhirServer: fhir.base });
      expect(comparable(fetched)).toEqual(
        comparable(await cardsOf(patient, { prefetch: prefetchOf(patient) })),
      );

      const wanted = suggestionsOf(fetched);
      for (const { resource } of wanted) {
        const { status, body } = await send(fhir, 'POST', resource.resourceType, resource);
        expect({ status, issue: body.issue }).toEqual({ status: 201, issue: undefined });
        expect(body.status).toBe('draft');
      }

      const again = await cardsOf(patient, { fhirServer: fhir.base });
      const suggested = suggestionsOf(again).map((one) => one.text);
      for (const { text } of wanted) {
        expect(suggested).not.toContain(text);
        // An intake that was asked for is the one suggestion whose whole card goes away.
        if (!text.includes('intake')) expect(inHandOf(again)).toContain(text);
      }
    },
  );

  test('has at least one patient with suggestions of each kind', async () => {
    const kinds = new Set<string>();
    for (const vignette of vignettes) {
      const patient = built(vignette);
      for (const { resource } of suggestionsOf(await cardsOf(patient, { prefetch: prefetchOf(patient) }))) {
        kinds.add(resource.resourceType);
      }
    }
    expect([...kinds].sort()).toEqual(['CommunicationRequest', 'ServiceRequest', 'Task']);
  });
});

test('every search of the plan is accepted: R4 has each parameter that our templates filter and sort by', async () => {
  const own = await start();
  try {
    const patient = built(anyComplaint());
    await store(own, patient.resources);
    await cardsOf(patient, { fhirServer: own.base });
    expect(own.searches.filter((one) => one.status !== 200)).toEqual([]);
    const types = (list: readonly string[]): readonly string[] => [...list].sort();
    expect(types(own.searches.map((one) => one.type))).toEqual(
      types(knowledge.plan.filter((one) => one.kind === 'search').map((one) => one.resourceType)),
    );
  } finally {
    await own.close();
  }
});

test('more encounters than _count and no next link: the card says that the list is incomplete', async () => {
  const patient = built(anyComplaint());
  const more = Array.from({ length: 25 }, (_, n): FhirResource => ({
    resourceType: 'Encounter',
    id: `${patient.patientId}-visit-${n}`,
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${patient.patientId}` },
    period: { start: '2025-01-10' },
  }));
  const own = await start();
  try {
    await store(own, [...patient.resources, ...more]);
    const cards = await cardsOf(patient, { fhirServer: own.base });
    expect(textOf(cards)).toContain('Incomplete: encounters (more may exist)');
  } finally {
    await own.close();
  }
});

describe('a server that refuses a search parameter', () => {
  const refused: readonly (readonly [string, Refuses, string])[] = [
    [
      'the sort of medication statements',
      (type, parameter) => type === 'MedicationStatement' && parameter === 'effective',
      'medication statements (rejected (400))',
    ],
    [
      'the category of observations',
      (type, parameter) => type === 'Observation' && parameter === 'category',
      'examination results (rejected (400))',
    ],
    ['everything about tasks', (type) => type === 'Task', 'tasks (rejected (400))'],
  ];
  test.each(refused)('%s: cards all the same, with the gap named', async (_what, refuses, gap) => {
    const patient = built(anyComplaint());
    const strict = await start(refuses);
    try {
      await store(strict, patient.resources);
      const cards = await cardsOf(patient, { fhirServer: strict.base });
      expect(textOf(cards)).toMatch(/Could not be read, so unknown, not absent: [^\n]*/);
      expect(textOf(cards)).toContain(gap);
    } finally {
      await strict.close();
    }
  });
});

function realService() {
  const config = readConfig({});
  let ids = 0;
  const newId = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  return createApp({
    config,
    services: serviceEntries(knowledge.plan),
    answer: createAnswer({
      knowledge,
      // The deadline is not what is tested here, and a busy machine must not decide the outcome.
      fhir: {
        allowed: { bases: [], loopback: true },
        limits: { ...config.limits, perQueryMs: 20_000, totalMs: 30_000 },
        now: () => performance.now(),
      },
      asOf: () => AS_OF,
      newId,
      publicUrl: config.publicUrl,
    }),
    log: pino({ level: 'silent' }),
    newId,
    banner: 'draft knowledge, not clinically reviewed',
  });
}

function serviceBase(): string {
  const address = service.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

/** A patient with a differential card on little data: the details name every gap. */
function anyComplaint(): Vignette {
  const found = vignettes.find((one) => one.id.startsWith('rls-'));
  if (found === undefined) throw new Error('No restless legs vignette to take.');
  return found;
}

async function cardsOf(
  patient: BuiltPatient,
  access: { readonly fhirServer?: string; readonly prefetch?: Readonly<Record<string, unknown>> },
): Promise<readonly Card[]> {
  const { patientId, encounterId } = patient;
  const response = await fetch(`${serviceBase()}/cds-services/leg-pain-patient-view`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      hook: 'patient-view',
      hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
      context: {
        userId: 'Practitioner/dr-1',
        patientId,
        ...(encounterId === undefined ? {} : { encounterId }),
      },
      ...access,
    }),
  });
  const body = JSON.parse(await response.text());
  expect({ status: response.status, issue: body.issue }).toEqual({ status: 200, issue: undefined });
  expectValidResponse(body);
  return body.cards;
}

/** Everything of a card but its own ids and those of its suggestions. */
function comparable(cards: readonly Card[]): unknown {
  return JSON.parse(JSON.stringify(cards), (name, value: unknown) => (name === 'uuid' ? undefined : value));
}

interface Wanted {
  readonly text: string;
  readonly resource: FhirResource;
}

function suggestionsOf(cards: readonly Card[]): readonly Wanted[] {
  return cards
    .flatMap((card) => card.suggestions ?? [])
    .flatMap((suggestion) => suggestion.actions)
    .flatMap((action) => (action.type === 'create' ? action.resource : []))
    .map((resource) => ({ text: nameOf(resource), resource }));
}

function nameOf(resource: FhirResource): string {
  switch (resource.resourceType) {
    case 'ServiceRequest':
    case 'Task':
      return resource.code?.text ?? '';
    case 'CommunicationRequest':
      return resource.category?.[0]?.text ?? '';
    default:
      return '';
  }
}

/** The "In hand" lines of the cards. */
function inHandOf(cards: readonly Card[]): string {
  return textOf(cards)
    .split('\n')
    .filter((line) => line.startsWith('In hand: '))
    .join('\n');
}

function textOf(cards: readonly Card[]): string {
  return cards.map((card) => card.detail ?? '').join('\n\n');
}

async function store(server: IndependentServer, resources: readonly FhirResource[]): Promise<void> {
  for (const resource of resources) {
    const { status, body } = await send(
      server,
      'PUT',
      `${resource.resourceType}/${resource.id ?? ''}`,
      resource,
    );
    expect({ resource, status, issue: body.issue }).toEqual({ resource, status: 200, issue: undefined });
  }
}

async function send(server: IndependentServer, method: 'POST' | 'PUT', path: string, resource: FhirResource) {
  const response = await fetch(`${server.base}/${path}`, {
    method,
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(resource),
  });
  const body: Readonly<Record<string, unknown>> = JSON.parse(await response.text());
  return { status: response.status, body };
}

/** The same resources as an EHR would prefetch them; Medications travel with the lists that refer to them. */
function prefetchOf(patient: BuiltPatient): Readonly<Record<string, unknown>> {
  const { keys } = gatherAll(patient.resources, knowledge.plan, []);
  const medications = patient.resources.filter((one) => one.resourceType === 'Medication');
  const valueOf = (entry: PlanEntry): unknown => {
    const found = keys[entry.key]?.resources ?? [];
    if (entry.kind === 'read') {
      return patient.resources.find(
        (one) =>
          one.resourceType === entry.resourceType &&
          one.id === (entry.role === 'patient' ? patient.patientId : patient.encounterId),
      );
    }
    const included = entry.resourceType.startsWith('Medication') && found.length > 0 ? medications : [];
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      total: found.length,
      entry: [
        ...found.map((resource) => ({ resource, search: { mode: 'match' } })),
        ...included.map((resource) => ({ resource, search: { mode: 'include' } })),
      ],
    };
  };
  return Object.fromEntries(knowledge.plan.map((entry) => [entry.key, valueOf(entry) ?? null]));
}
