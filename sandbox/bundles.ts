/** Bundles given to the sandbox: patients it starts with, and transactions and batches it is sent. */
import { isRecord, itemsOf, mapStrings, textAt } from './json.ts';
import { FhirProblem, outcome } from './problem.ts';
import { DEFINITIONS } from './definitions.ts';
import { checkedBody } from './store.ts';
import type { JsonRecord } from './json.ts';
import type { Store } from './store.ts';

interface Operation {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly type: string;
  readonly id: string;
  readonly fullUrl: string | undefined;
  readonly body: JsonRecord;
}

interface Sandbox {
  readonly store: Store;
  readonly newId: () => string;
  readonly base: string;
}

/** References to another entry's fullUrl become references to the stored resource. */
function linked(body: JsonRecord, ids: ReadonlyMap<string, string>): JsonRecord {
  const changed = mapStrings(body, (text) => ids.get(text) ?? text);
  return isRecord(changed) ? changed : body;
}

/**
 * Puts the resources of collection Bundles into the store as they are, flaws and all: some are there to be tested.
 * @throws Error when two Bundles hold different resources under one type and id
 */
export function loadBundles(bundles: readonly unknown[], { store, newId }: Sandbox): void {
  for (const bundle of bundles) {
    const entries = (isRecord(bundle) ? itemsOf(bundle.entry) : []).flatMap((entry) => {
      if (!isRecord(entry) || !isRecord(entry.resource)) return [];
      const type = textAt(entry.resource, 'resourceType');
      if (type === undefined || !Object.hasOwn(DEFINITIONS, type)) {
        throw new Error(`The sandbox does not keep the resource type ${String(type)}.`);
      }
      const id = textAt(entry.resource, 'id') ?? newId();
      return [{ fullUrl: textAt(entry, 'fullUrl'), type, id, body: entry.resource }];
    });
    const ids = new Map(
      entries.flatMap(({ fullUrl, type, id }) => (fullUrl === undefined ? [] : [[fullUrl, `${type}/${id}`]])),
    );
    for (const { type, id, body } of entries) {
      const before = store.find(type, id);
      if (before === undefined) {
        store.put(type, id, linked(body, ids));
      } else if (type === 'Patient' || before === 'deleted' || !sameContent(before, linked(body, ids))) {
        throw new Error(`Two sandbox patients hold different resources under ${type}/${id}.`);
      }
    }
  }
}

const sameContent = (stored: JsonRecord, body: JsonRecord): boolean =>
  JSON.stringify({ ...stored, meta: undefined }) === JSON.stringify({ ...body, meta: undefined });

function operationOf(entry: unknown, newId: () => string): Operation {
  const request = isRecord(entry) ? entry.request : undefined;
  const method = textAt(request, 'method');
  const [type = '', id, ...rest] = (textAt(request, 'url') ?? '').split('/');
  if (!isRecord(entry) || (method !== 'POST' && method !== 'PUT' && method !== 'DELETE')) {
    throw new FhirProblem(
      400,
      'not-supported',
      'Each entry needs a request with the method POST, PUT or DELETE.',
    );
  }
  if (!Object.hasOwn(DEFINITIONS, type)) {
    throw new FhirProblem(404, 'not-supported', 'An entry names a resource type that is not kept here.');
  }
  if (rest.length > 0 || (method === 'POST') !== (id === undefined)) {
    throw new FhirProblem(400, 'value', 'request.url is "Type" for POST and "Type/id" for PUT and DELETE.');
  }
  if (textAt(request, 'ifNoneExist') !== undefined) {
    throw new FhirProblem(400, 'not-supported', 'Conditional creates are not supported here.');
  }
  const body = method === 'DELETE' ? {} : checkedBody(type, entry.resource);
  if (method === 'PUT' && body.id !== id) {
    throw new FhirProblem(400, 'value', 'The id in a PUT entry must be the id in its request.url.');
  }
  return { method, type, id: id ?? newId(), fullUrl: textAt(entry, 'fullUrl'), body };
}

function apply(operation: Operation, ids: ReadonlyMap<string, string>, { store, base }: Sandbox): JsonRecord {
  const { method, type, id, body } = operation;
  if (method === 'DELETE') {
    store.remove(type, id);
    return { response: { status: '204 No Content' } };
  }
  const { resource, created } = store.put(type, id, linked(body, ids));
  const version = String(isRecord(resource.meta) ? resource.meta.versionId : '');
  return {
    fullUrl: `${base}/${type}/${id}`,
    resource,
    response: {
      status: created ? '201 Created' : '200 OK',
      location: `${type}/${id}/_history/${version}`,
      etag: `W/"${version}"`,
      lastModified: isRecord(resource.meta) ? resource.meta.lastUpdated : undefined,
    },
  };
}

function idsOf(operations: readonly Operation[]): ReadonlyMap<string, string> {
  return new Map(
    operations.flatMap(({ fullUrl, type, id }) =>
      fullUrl === undefined ? [] : [[fullUrl, `${type}/${id}`]],
    ),
  );
}

/**
 * Runs a transaction (all entries or none) or a batch (each entry for itself).
 * @throws FhirProblem when the Bundle is neither, or when an entry of a transaction is refused
 */
export function runBundle(body: unknown, sandbox: Sandbox): JsonRecord {
  if (!isRecord(body) || body.resourceType !== 'Bundle') {
    throw new FhirProblem(400, 'structure', 'Post a Bundle of type transaction or batch to the base URL.');
  }
  const entries = itemsOf(body.entry);
  if (body.type === 'batch') {
    const entry = entries.map((item) => {
      try {
        return apply(operationOf(item, sandbox.newId), new Map(), sandbox);
      } catch (error) {
        if (!(error instanceof FhirProblem)) throw error;
        const { status, code, message } = error;
        return { response: { status: String(status), outcome: outcome('error', code, message) } };
      }
    });
    return { resourceType: 'Bundle', type: 'batch-response', entry };
  }
  if (body.type !== 'transaction') {
    throw new FhirProblem(400, 'value', 'Bundle.type must be transaction or batch.');
  }
  const operations = entries.map((item) => operationOf(item, sandbox.newId));
  const ids = idsOf(operations);
  const before = sandbox.store.snapshot();
  try {
    const entry = operations.map((operation) => apply(operation, ids, sandbox));
    return { resourceType: 'Bundle', type: 'transaction-response', entry };
  } catch (error) {
    sandbox.store.restore(before);
    throw error;
  }
}
