/** Digests of what an answer was made from and of what it said: equal digests, equal contents. */
import type { FhirResource } from 'fhir/r4';
import type { Card, MadeCard } from '#cards/card';
import type { Gathered, HookCall } from '#chart/gathered';
import type { Hashes } from './hashes.ts';
import type { KeyedHash, UsedKey, UsedResource } from './records.ts';

/** What the digests are of: the first argument of `Hashes.digest` and `Hashes.compare`. */
export const WHAT = { resource: 'resource', context: 'context', evidence: 'evidence', text: 'text' } as const;

/** Medications that were read because another resource referred to them stand under this key. */
export const REFERENCED = 'referenced';

/**
 * What the digest of a resource covers: all but `meta.versionId`, `meta.lastUpdated` and the narrative. Servers change
 * the first two without changing what is recorded, and write the third anew from the rest; no rule reads any of them.
 * The version stands beside the digest where there is one.
 */
export function contentOf(resource: FhirResource): object {
  const { meta, text: _narrative, ...rest }: Record<string, unknown> = { ...resource };
  const {
    versionId: _version,
    lastUpdated: _updated,
    ...kept
  }: Record<string, unknown> = {
    ...(typeof meta === 'object' ? meta : {}),
  };
  return Object.keys(kept).length === 0 ? rest : { ...rest, meta: kept };
}

/** Ids and versions are at most 64 characters long; what is longer is no id, and may not fill the memory. */
const LONGEST = 128;

/** `Observation/123`; a resource without an id stands by its type. */
export function referenceOf(resource: FhirResource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`.slice(0, LONGEST);
}

const stamp = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(0, LONGEST) : undefined;

/** One resource as it was used. */
export function usedResource(hashes: Hashes, resource: FhirResource): UsedResource {
  const version = stamp(resource.meta?.versionId);
  return {
    reference: referenceOf(resource),
    ...(version === undefined ? {} : { version }),
    digest: hashes.digest(WHAT.resource, contentOf(resource)),
  };
}

/** What each prefetch key brought, one by one, so that a long record can be digested in pauses. */
export function* usedKeys(hashes: Hashes, gathered: Gathered): Generator<undefined, readonly UsedKey[]> {
  const used: UsedKey[] = [];
  const referenced = Object.values(gathered.referenced);
  const keys: Gathered['keys'] =
    referenced.length === 0
      ? gathered.keys
      : { ...gathered.keys, [REFERENCED]: { outcome: 'have', resources: referenced } };
  for (const [key, { outcome, reason, from, resources }] of Object.entries(keys)) {
    const digested: UsedResource[] = [];
    for (const resource of resources) {
      digested.push(usedResource(hashes, resource));
      yield;
    }
    used.push({
      key,
      outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(from === undefined ? {} : { from }),
      resources: digested,
    });
  }
  return used;
}

/** Digest of what only the request knew (drafts, problems just recorded), or nothing where there was none. */
export function contextDigest(hashes: Hashes, call: Pick<HookCall, 'context'>): KeyedHash | undefined {
  const { patientId: _patient, userId: _user, encounterId: _encounter, ...rest } = call.context;
  return Object.keys(rest).length === 0 ? undefined : hashes.digest(WHAT.context, rest);
}

/**
 * The evidence of a card with the state of what it names: a resource that was changed is new evidence. Of each resource
 * named: its version, else when it was last updated, else its contents.
 */
export function evidenceOf(hashes: Hashes, made: readonly MadeCard[], gathered: Gathered): readonly object[] {
  const named = new Set(made.flatMap(({ evidence }) => evidence.map(referenceIn)));
  const states = statesOf(hashes, named, gathered);
  return made.map(({ kind, rules, evidence }) => ({
    kind,
    rules,
    evidence: evidence.map((line) => {
      const state = states.get(referenceIn(line));
      return state === undefined ? line : `${line}|${state}`;
    }),
  }));
}

/** What stands behind the last bar of `rule|criterion|reference`; a criterion in words may hold a bar itself. */
const referenceIn = (line: string): string => line.slice(line.lastIndexOf('|') + 1);

function statesOf(
  hashes: Hashes,
  named: ReadonlySet<string>,
  gathered: Gathered,
): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  const note = (resource: FhirResource): void => {
    const reference = referenceOf(resource);
    if (!named.has(reference) || states.has(reference)) return;
    const { versionId, lastUpdated } = resource.meta ?? {};
    states.set(
      reference,
      stamp(versionId) ?? stamp(lastUpdated) ?? hashes.digest(WHAT.resource, contentOf(resource)),
    );
  };
  for (const { resources } of Object.values(gathered.keys)) resources.forEach(note);
  Object.values(gathered.referenced).forEach(note);
  return states;
}

/**
 * What a reader sees of a card, without what differs between two answers that say the same: uuids, links (they hold
 * our own address) and extensions (they hold the hash of the knowledge).
 */
export function shownText(card: Card): object {
  const { uuid: _uuid, links: _links, extension: _extension, suggestions, ...rest } = card;
  return {
    ...rest,
    ...(suggestions === undefined
      ? {}
      : { suggestions: suggestions.map(({ uuid: _id, ...suggestion }) => suggestion) }),
  };
}

/** Digest of what a reader sees of a card. Compare with `hashes.compare(stored, WHAT.text, shownText(card))`. */
export function textDigest(hashes: Hashes, card: Card): KeyedHash {
  return hashes.digest(WHAT.text, shownText(card));
}
