/** Carries out the actions of a suggestion: on the drafts of the order panel, else on the FHIR server. */
import type { FhirResource } from 'fhir/r4';
import { refOf } from '../fhir/resource.ts';
import type { FhirServer, Timed } from '../fhir/server.ts';
import { exchangeOf, type Log } from '../hooks/exchange.ts';
import type { Action, Suggestion } from './read.ts';

/** What the order panel holds but no server knows yet. */
export interface Drafts {
  has(reference: string): boolean;
  replace(reference: string, resource: FhirResource): void;
  remove(reference: string): void;
}

export interface Result {
  readonly done: boolean;
  readonly text: string;
}

export interface Actors {
  readonly server: FhirServer;
  readonly drafts: Drafts;
  readonly log: Log;
}

// CDS Hooks carries deletions out first, then creations, then updates.
const ORDER = ['delete', 'create', 'update'];
const REFERENCE = /^[A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;

/** In the order the specification says; stops for nothing, and says what came of each. */
export async function carryOut(suggestion: Suggestion, actors: Actors): Promise<readonly Result[]> {
  const sorted = suggestion.actions.toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
  const results: Result[] = [];
  for (const action of sorted) results.push(...(await act(action, actors)));
  return results.length > 0 ? results : [{ done: true, text: 'Taken note of; it asks for no change.' }];
}

function act(action: Action, actors: Actors): Promise<readonly Result[]> {
  if (action.type === 'delete') return remove(action, actors);
  return put(action.type, action.resource, actors);
}

async function remove({ resourceIds }: Action, actors: Actors): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const given of resourceIds) {
    const reference = given.split('/').slice(-2).join('/');
    if (!REFERENCE.test(reference)) {
      results.push({ done: false, text: 'The suggestion names nothing that can be deleted.' });
    } else if (actors.drafts.has(reference)) {
      actors.drafts.remove(reference);
      results.push({ done: true, text: 'The draft was taken back; it was not signed.' });
    } else {
      const answer = await write('DELETE', reference, undefined, actors);
      results.push(resultOf(answer, 'Deleted', reference));
    }
  }
  return results.length > 0
    ? results
    : [{ done: false, text: 'The suggestion does not say what to delete.' }];
}

async function put(
  type: 'create' | 'update',
  resource: FhirResource | undefined,
  actors: Actors,
): Promise<readonly Result[]> {
  if (resource === undefined || !/^[A-Za-z]+$/.test(resource.resourceType))
    return [{ done: false, text: 'The suggestion brings no resource.' }];
  const reference = refOf(resource);
  if (type === 'create') {
    const answer = await write('POST', resource.resourceType, resource, actors);
    return [resultOf(answer, 'Created', resource.resourceType)];
  }
  if (actors.drafts.has(reference)) {
    actors.drafts.replace(reference, resource);
    return [{ done: true, text: 'The draft was changed.' }];
  }
  if (!REFERENCE.test(reference)) return [{ done: false, text: 'The update does not say of what.' }];
  return [resultOf(await write('PUT', reference, resource, actors), 'Updated', reference)];
}

/** A write that the drawer shows. */
export async function write(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  resource: FhirResource | undefined,
  { server, log }: Pick<Actors, 'server' | 'log'>,
): Promise<Timed> {
  const answer = await server.write(method, path, resource);
  const url = `${server.base}/${path}`;
  log(exchangeOf({ kind: 'write', title: `${method} ${path}`, method, url, request: resource }, answer));
  return answer;
}

function resultOf(answer: Timed, verb: string, what: string): Result {
  if (!answer.ok) return { done: false, text: `${what}: ${answer.why}` };
  const { resourceType, id, status } = (answer.body ?? {}) as Readonly<Record<string, unknown>>;
  const named = typeof resourceType === 'string' && typeof id === 'string' ? `${resourceType}/${id}` : what;
  return {
    done: true,
    text: `${verb} ${named}${typeof status === 'string' ? `, status ${status}` : ''}.`,
  };
}
