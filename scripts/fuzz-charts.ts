/** The charts that fuzzing starts from: hook calls with whole prefetch, as the sandbox FHIR server answers it for its patients. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import type { PlanEntry } from '#chart/gathered';
import { fillTemplate } from '#fhir/template';
import type { ServiceEntry } from '#http/discovery';
import { loadPatients } from '../sandbox/patients.ts';
import { createSandbox } from '../sandbox/server.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json;
}

/** What one sandbox patient fills the prefetch keys with. */
export interface Picture {
  readonly patientId: string;
  readonly encounterId: string;
  readonly prefetch: JsonObject;
}

/** One resource of some patient, as text: `Patient/MIXED` stands for its subject. */
export interface Loose {
  readonly key: string;
  readonly text: string;
}

export interface Charts {
  readonly pictures: readonly Picture[];
  readonly loose: readonly Loose[];
}

/** The patient whose record is put together from resources of many. */
export const MIXED = 'mixed-1';
const HOOK_INSTANCE = 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const searchset = (resources: readonly Json[]): JsonObject => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});

/** Asks the sandbox for every key of the plan, for every patient, once. */
export async function readCharts(root: string, plan: readonly PlanEntry[], asOf: string): Promise<Charts> {
  const bundles = loadPatients(join(root, 'sandbox', 'patients'), asOf);
  const router = createSandbox({
    patients: bundles,
    baseUrl: () => 'http://127.0.0.1/fhir',
    newId: () => 'new',
    now: () => asOf,
    hangMs: 1,
  });
  const server = createServer(express().use('/fhir', router));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/fhir`;
  const pictures: Picture[] = [];
  for (const bundle of bundles) {
    const resources = (bundle.entry ?? []).map((entry) => entry.resource);
    const patientId = resources.find((one) => one?.resourceType === 'Patient')?.id;
    if (patientId === undefined) continue;
    const encounterId = resources.find((one) => one?.resourceType === 'Encounter')?.id ?? 'visit-1';
    pictures.push({ patientId, encounterId, prefetch: await prefetchOf(base, plan, patientId, encounterId) });
  }
  server.closeAllConnections();
  server.close();
  return { pictures, loose: pictures.flatMap(looseOf) };
}

async function prefetchOf(
  base: string,
  plan: readonly PlanEntry[],
  patientId: string,
  encounterId: string,
): Promise<JsonObject> {
  const call = {
    service: '',
    hook: '',
    hookInstance: '',
    patientId,
    userId: 'Practitioner/1',
    encounterId,
    context: {},
    prefetch: {},
  };
  const members = await Promise.all(
    plan.map(async ({ key, template }): Promise<[string, Json]> => {
      const query = fillTemplate(template, call);
      if (query === null) return [key, null];
      const answer = await fetch(`${base}/${query.replaceAll('|', '%7C')}`).catch(() => undefined);
      return [key, answer?.ok === true ? JSON.parse(await answer.text()) : null];
    }),
  );
  return Object.fromEntries(members);
}

function looseOf({ patientId, prefetch }: Picture): readonly Loose[] {
  return Object.entries(prefetch).flatMap(([key, value]) => {
    const entries = isObject(value) && Array.isArray(value['entry']) ? value['entry'] : [];
    return entries.map((entry: Json) => ({
      key,
      text: JSON.stringify(isObject(entry) ? entry['resource'] : null).replaceAll(
        `Patient/${patientId}"`,
        `Patient/${MIXED}"`,
      ),
    }));
  });
}

/** The context that the hook of this service asks for; drafts are what an order hook is about. */
function contextOf(
  hook: string,
  picture: Pick<Picture, 'patientId' | 'encounterId'>,
  drafts: Json[],
): JsonObject {
  const { patientId, encounterId } = picture;
  const context = { userId: 'Practitioner/dr-1', patientId, encounterId };
  const bundle = { resourceType: 'Bundle', entry: drafts.map((resource) => ({ resource })) };
  switch (hook) {
    case 'problem-list-item-create':
      return { ...context, conditions: bundle };
    case 'order-select': {
      const ids = drafts.map((one) => (isObject(one) ? `${one['resourceType']}/${one['id']}` : ''));
      return { ...context, selections: ids, draftOrders: bundle };
    }
    case 'order-sign':
      return { ...context, draftOrders: bundle };
    default:
      return context;
  }
}

/** A call that every check lets through. */
export function callOf(service: ServiceEntry, picture: Picture, drafts: Json[]): JsonObject {
  return {
    hook: service.hook,
    hookInstance: HOOK_INSTANCE,
    context: contextOf(service.hook, picture, drafts),
    prefetch: picture.prefetch,
  };
}

/** A patient put together from resources of many. */
export function mixedPicture(plan: readonly PlanEntry[], chosen: readonly Loose[]): Picture {
  const prefetch: Record<string, Json> = {};
  for (const { key, kind } of plan) {
    const resources = chosen.filter((one) => one.key === key).map(({ text }): Json => JSON.parse(text));
    prefetch[key] = kind === 'search' ? searchset(resources) : null;
  }
  prefetch['patient'] = { resourceType: 'Patient', id: MIXED, birthDate: '1961-05-04', gender: 'female' };
  return { patientId: MIXED, encounterId: 'visit-1', prefetch };
}
