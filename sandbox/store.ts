/** The sandbox's memory: resources by type and id, with version numbers, lost when the process ends. */
import { DEFINITIONS } from './definitions.ts';
import { isRecord, textAt } from './json.ts';
import { FhirProblem } from './problem.ts';
import type { JsonRecord, Resource } from './json.ts';

interface Kept {
  readonly version: number;
  /** Absent after a delete. */
  readonly resource?: Resource;
  /** Former versions, the newest first. */
  readonly former: readonly Resource[];
}

/** Former versions kept of a resource: enough to look back, few enough for a memory that anyone can write to. */
const FORMER = 20;

function formerOf(before: Kept | undefined): readonly Resource[] {
  return before?.resource === undefined
    ? (before?.former ?? [])
    : [before.resource, ...before.former].slice(0, FORMER);
}

type Snapshot = ReadonlyMap<string, ReadonlyMap<string, Kept>>;

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** Members R4 demands of a type that this resource lacks. */
function missingMembers(type: string, resource: JsonRecord): readonly string[] {
  const keys = Object.keys(resource);
  return (DEFINITIONS[type]?.required ?? []).filter((member) =>
    member.endsWith('[x]')
      ? !keys.some((key) => key.startsWith(member.slice(0, -3)))
      : !keys.includes(member),
  );
}

/**
 * A body that may be stored as `type`.
 * @throws FhirProblem 400 when it is no resource, 422 when it is another type or lacks a member R4 demands
 */
export function checkedBody(type: string, body: unknown): JsonRecord {
  if (!isRecord(body) || textAt(body, 'resourceType') === undefined) {
    throw new FhirProblem(
      400,
      'structure',
      'The body must be one FHIR resource in JSON with a resourceType.',
    );
  }
  if (body.resourceType !== type) {
    throw new FhirProblem(
      422,
      'invalid',
      `The body is not a ${type}; its resourceType differs from the URL.`,
    );
  }
  const missing = missingMembers(type, body);
  if (missing.length > 0) {
    throw new FhirProblem(422, 'required', `A ${type} needs: ${missing.join(', ')}.`);
  }
  return body;
}

export interface Store {
  /** All resources of a type, in the order they were first stored. */
  all(type: string): readonly Resource[];
  /** The resource, or `deleted`, or `undefined` when it never was. */
  find(type: string, id: string): Resource | 'deleted' | undefined;
  /** One version of a resource, also of a deleted one; `undefined` when it never was or is no longer kept. */
  version(type: string, id: string, version: string): Resource | undefined;
  /** Stores a new version and returns it as stored. */
  put(type: string, id: string, body: JsonRecord): { readonly resource: Resource; readonly created: boolean };
  remove(type: string, id: string): void;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}

/**
 * An empty store.
 * @param now instant for `meta.lastUpdated`
 * @param capacity how many resources it holds; anyone can write to a sandbox, so it must end somewhere
 */
export function createStore(now: () => string, capacity: number): Store {
  let kept = new Map<string, Map<string, Kept>>();
  const size = (): number => [...kept.values()].reduce((sum, ofType) => sum + ofType.size, 0);
  const keep = (type: string, id: string, entry: Kept): void => {
    const ofType = kept.get(type) ?? new Map<string, Kept>();
    kept.set(type, ofType.set(id, entry));
  };
  return {
    all: (type) => [...(kept.get(type)?.values() ?? [])].flatMap(({ resource }) => resource ?? []),
    find: (type, id) => {
      const entry = kept.get(type)?.get(id);
      return entry === undefined ? undefined : (entry.resource ?? 'deleted');
    },
    version: (type, id, version) => {
      const entry = kept.get(type)?.get(id);
      return [...(entry?.resource === undefined ? [] : [entry.resource]), ...(entry?.former ?? [])].find(
        ({ meta }) => textAt(meta, 'versionId') === version,
      );
    },
    put: (type, id, body) => {
      if (!ID.test(id)) {
        throw new FhirProblem(400, 'value', 'An id is 1 to 64 letters, digits, "-" and ".".');
      }
      const before = kept.get(type)?.get(id);
      if (before === undefined && size() >= capacity) {
        throw new FhirProblem(507, 'too-costly', 'The sandbox is full; a restart empties it.');
      }
      const version = (before?.version ?? 0) + 1;
      const meta = isRecord(body.meta) ? body.meta : {};
      const resource: Resource = {
        ...body,
        resourceType: type,
        id,
        meta: { ...meta, versionId: String(version), lastUpdated: now() },
      };
      keep(type, id, { version, resource, former: formerOf(before) });
      return { resource, created: before?.resource === undefined };
    },
    remove: (type, id) => {
      const before = kept.get(type)?.get(id);
      if (before?.resource !== undefined) {
        keep(type, id, { version: before.version + 1, former: formerOf(before) });
      }
    },
    snapshot: () => new Map([...kept].map(([type, ofType]) => [type, new Map(ofType)])),
    restore: (snapshot) => {
      kept = new Map([...snapshot].map(([type, ofType]) => [type, new Map(ofType)]));
    },
  };
}
