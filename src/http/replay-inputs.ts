/** The inputs of a recorded answer, as they were: resources read again, outcomes as recorded, context from the request. */
import type { FhirResource } from 'fhir/r4';
import { CONTEXT_KEY } from '#chart/gathered';
import type { Gathered, GatheredKey, HookCall } from '#chart/gathered';
import { readContext } from '#fhir/context';
import { isObject } from '#fhir/resource';
import { reread } from '#fhir/reread';
import type { ErrandSettings } from '#fhir/errand';
import { Sight } from '#fhir/sight';
import { REFERENCED, WHAT, contentOf, referenceOf } from '#ledger/digests';
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

/**
 * @param call as restored: its context is that of the call of then
 * @throws NotReplayable naming each resource that is no longer to be had as it was used
 */
export async function restoreInputs(
  answer: Answer,
  call: HookCall,
  hashes: Hashes,
  server: ErrandSettings,
): Promise<Restored> {
  const sight = new Sight(call.patientId);
  const { drafts, conditions = [] } = readContext(call, sight);
  // A Medication may have come with the orders being written; the FHIR server need not know it.
  const came = new Map(Object.values(sight.medications()).map((one) => [referenceOf(one), one]));
  const found = new Map<string, FhirResource>();
  const wanted = new Map<string, UsedResource>();
  for (const { key, resources } of answer.inputs) {
    // Problems just recorded need not be on the server either; the digest of the context has vouched for them.
    for (const one of key === CONTEXT_KEY ? [] : resources) {
      const here = came.get(one.reference);
      if (here !== undefined && isSame(hashes, one, here)) found.set(keyOf(one), here);
      else wanted.set(keyOf(one), one);
    }
  }
  await readAgain([...wanted.values()], hashes, server, found);
  const resourcesOf = ({ key, resources }: UsedKey): readonly FhirResource[] =>
    key === CONTEXT_KEY ? conditions : resources.flatMap((one) => found.get(keyOf(one)) ?? []);
  const keys: Record<string, GatheredKey> = {};
  for (const one of answer.inputs) {
    if (one.key !== REFERENCED) keys[one.key] = { ...outcomeOf(one), resources: resourcesOf(one) };
  }
  const uses = [...(drafts?.resources ?? []), ...Object.values(keys).flatMap(({ resources }) => resources)];
  const referenced = answer.inputs.filter(({ key }) => key === REFERENCED).flatMap(resourcesOf);
  const unsure = addReferenced(sight, uses, referenced);
  return {
    gathered: { keys, referenced: sight.medications(), ...(drafts === undefined ? {} : { drafts }) },
    unsure,
  };
}

const isSame = (hashes: Hashes, { digest }: UsedResource, resource: FhirResource): boolean =>
  hashes.compare(digest, WHAT.resource, contentOf(resource)) === 'same';

async function readAgain(
  used: readonly UsedResource[],
  hashes: Hashes,
  server: ErrandSettings,
  found: Map<string, FhirResource>,
): Promise<void> {
  demandKeys(used, hashes);
  const results = await reread(used, (one, resource) => isSame(hashes, one, resource), server);
  const lost: string[] = [];
  used.forEach((one, at) => {
    const result = results[at];
    if (result?.ok === true) found.set(keyOf(one), result.resource);
    else lost.push(`${one.reference}: ${result?.reason ?? 'not read'}`);
  });
  if (lost.length > 0) {
    throw new NotReplayable('these resources are no longer to be had as they were used.', lost);
  }
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
// Says whether one of those addresses is lost.
function addReferenced(
  sight: Sight,
  uses: readonly FhirResource[],
  medications: readonly FhirResource[],
): boolean {
  const addresses = new Map<string, number>();
  for (const medication of medications) {
    const id = referenceOf(medication);
    addresses.set(id, (addresses.get(id) ?? 0) + 1);
    sight.see(medication, REFERENCED);
  }
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
  return unsure;
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
