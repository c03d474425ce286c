/** The inputs of a recorded answer, as they were: resources read again, outcomes as recorded, context from the request. */
import type { FhirResource } from 'fhir/r4';
import type { Gathered, GatheredKey } from '#chart/gathered';
import { isObject } from '#fhir/resource';
import { reread } from '#fhir/reread';
import type { ErrandSettings } from '#fhir/errand';
import { Sight } from '#fhir/sight';
import { REFERENCED, WHAT, contentOf } from '#ledger/digests';
import type { Hashes } from '#ledger/hashes';
import type { FoundCard } from '#ledger/lookup';
import type { UsedKey, UsedResource } from '#ledger/records';
import { withoutEmpty } from './validate.ts';

type Answer = FoundCard['answer'];
type Context = Readonly<Record<string, unknown>>;

/** Why an answer cannot be made again: a sentence, and the resources it is about. */
export class NotReplayable extends Error {
  readonly resources: readonly string[];

  constructor(sentence: string, resources: readonly string[] = []) {
    super(sentence);
    this.resources = resources;
  }
}

export interface Restored {
  readonly gathered: Gathered;
  /** A Medication was found under an address of its own that is not stored: what rests on it may come out otherwise. */
  readonly unsure: boolean;
}

/** @throws NotReplayable naming each resource that is no longer to be had as it was used */
export async function restoreInputs(
  answer: Answer,
  patientId: string,
  hashes: Hashes,
  server: ErrandSettings,
): Promise<Restored> {
  const distinct = new Map<string, UsedResource>();
  for (const { resources } of answer.inputs) for (const one of resources) distinct.set(keyOf(one), one);
  const used = [...distinct.values()];
  demandKeys(used, hashes);
  const results = await reread(
    used,
    (one, resource) => hashes.compare(one.digest, WHAT.resource, contentOf(resource)) === 'same',
    server,
  );
  const found = new Map<string, FhirResource>();
  const lost: string[] = [];
  used.forEach((one, at) => {
    const result = results[at];
    if (result?.ok === true) found.set(keyOf(one), result.resource);
    else lost.push(`${one.reference}: ${result?.reason ?? 'not read'}`);
  });
  if (lost.length > 0) {
    throw new NotReplayable('these resources are no longer to be had as they were used.', lost);
  }
  const resourcesOf = ({ resources }: UsedKey): readonly FhirResource[] =>
    resources.flatMap((one) => found.get(keyOf(one)) ?? []);
  const keys: Record<string, GatheredKey> = {};
  for (const one of answer.inputs) {
    if (one.key !== REFERENCED) keys[one.key] = { ...outcomeOf(one), resources: resourcesOf(one) };
  }
  const referenced = answer.inputs.filter(({ key }) => key === REFERENCED).flatMap(resourcesOf);
  return withReferenced(keys, referenced, patientId);
}

const keyOf = ({ reference, digest }: UsedResource): string => `${reference} ${digest}`;

function outcomeOf({ outcome, reason, from }: UsedKey): Omit<GatheredKey, 'resources'> {
  return {
    outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(from === undefined ? {} : { from }),
  };
}

function demandKeys(used: readonly UsedResource[], hashes: Hashes): void {
  if (used.some(({ digest }) => hashes.compare(digest, WHAT.resource, null) === 'no-key')) {
    throw new NotReplayable('the hash key of this record is not among the hashKeys of the settings.');
  }
}

// The record lists a Medication once for each address it was known by: its id, and what a reference or a Bundle called it.
function withReferenced(
  keys: Readonly<Record<string, GatheredKey>>,
  medications: readonly FhirResource[],
  patientId: string,
): Restored {
  const sight = new Sight(patientId);
  const addresses = new Map<string, number>();
  for (const medication of medications) {
    const id = `Medication/${medication.id ?? ''}`;
    addresses.set(id, (addresses.get(id) ?? 0) + 1);
    sight.see(medication, REFERENCED);
  }
  const uses = Object.values(keys).flatMap(({ resources }) => resources);
  const needs = sight.missingMedications(uses).filter(({ path }) => path === undefined);
  const surplus = (id: string): boolean => (addresses.get(id) ?? 0) > 1;
  const byId = sight.medications();
  let unsure = false;
  for (const { reference } of needs) {
    const id = /(?:^|\/)(Medication\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference)?.[1];
    const medication = id === undefined ? undefined : byId[id];
    if (id !== undefined && medication !== undefined && surplus(id))
      sight.keepMedication(reference, medication);
    else unsure ||= [...addresses.keys()].some(surplus);
  }
  return { gathered: { keys, referenced: sight.medications() }, unsure };
}

/**
 * The context of the call, from the request that the operator kept.
 * @param request the body of the hook call, or its context alone; undefined where none was given
 * @throws NotReplayable when the answer rests on a context and this is not it
 */
export function restoreContext(answer: Answer, request: unknown, hashes: Hashes): Context {
  const given = contextIn(request);
  const { patientId: _patient, userId: _user, encounterId: _encounter, ...rest } = given ?? {};
  if (answer.contextDigest === undefined) return {};
  if (given === undefined) {
    throw new NotReplayable(
      'it rests on what only the request knew (drafts, problems just recorded). Give the request with --request FILE.',
    );
  }
  const comparison = hashes.compare(answer.contextDigest, WHAT.context, rest);
  if (comparison === 'no-key') {
    throw new NotReplayable('the hash key of this record is not among the hashKeys of the settings.');
  }
  if (comparison === 'different') {
    throw new NotReplayable('the file of --request is not the request that this card answered.');
  }
  return rest;
}

function contextIn(request: unknown): Context | undefined {
  if (!isObject(request)) return undefined;
  return withoutEmpty(isObject(request.context) ? request.context : request);
}

/**
 * The encounter of the call: named by the operator, by the request, or else found among the inputs.
 * @throws NotReplayable when there was one and it is not among these
 */
export function restoreEncounter(
  answer: Answer,
  named: string | undefined,
  request: unknown,
  hashes: Hashes,
): string | undefined {
  const { encounter, realm } = answer;
  if (encounter === undefined) return undefined;
  const inContext = contextIn(request)?.encounterId;
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...(typeof inContext === 'string' ? [inContext] : []),
    ...answer.inputs.flatMap(({ resources }) =>
      resources.flatMap(({ reference }) => /^Encounter\/(.+)$/.exec(reference)?.[1] ?? []),
    ),
  ];
  const found = candidates.find((id) => hashes.all(realm, 'encounter', id).includes(encounter));
  if (found === undefined) {
    throw new NotReplayable(
      named === undefined
        ? 'it was made for an encounter whose id is stored as a hash only. Give it with --encounter ID.'
        : 'the encounter of --encounter is not the one of this card.',
    );
  }
  return found;
}
