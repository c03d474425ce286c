/** The embedded FHIR R4 sandbox server: made-up patients in memory, over HTTP like any EHR's server. */
import cors from 'cors';
import express from 'express';
import { loadBundles, runBundle } from './bundles.ts';
import { capabilities } from './capabilities.ts';
import { DEFINITIONS } from './definitions.ts';
import { faultOf, issueFor } from './faults.ts';
import { isRecord } from './json.ts';
import { FhirProblem, outcome } from './problem.ts';
import { readPage, readSearch, runSearch } from './search.ts';
import { checkedBody, createStore } from './store.ts';
import type { Bundle } from 'fhir/r4';
import type { ErrorRequestHandler, Request, Response, Router } from 'express';
import type { JsonRecord, Resource } from './json.ts';

export interface SandboxOptions {
  readonly patients: readonly Bundle[];
  /** The FHIR base URL as callers see it, without a trailing slash; asked on every request, for a port may be chosen late. */
  readonly baseUrl: () => string;
  readonly newId: () => string;
  readonly now: () => string;
  /** How long a search that hangs on purpose keeps its caller waiting (30 s when unset). */
  readonly hangMs?: number;
  /** How many resources the memory holds (50,000 when unset). */
  readonly capacity?: number;
  /** What its CapabilityStatement says of an authorization server; asked on every request. */
  readonly security?: () => JsonRecord;
}

const JSON_TYPES = ['application/fhir+json', 'application/json'];
const FORM = 'application/x-www-form-urlencoded';

function send(response: Response, status: number, body: unknown): void {
  response.status(status).set('Cache-Control', 'no-store').type('application/fhir+json; charset=utf-8');
  response.send(JSON.stringify(body));
}

const versionOf = (resource: Resource): string =>
  String(isRecord(resource.meta) ? resource.meta.versionId : '1');

const idIn = (request: Request): string => String(request.params.id);

function typeIn(request: Request): string {
  const type = String(request.params.type);
  if (Object.hasOwn(DEFINITIONS, type)) return type;
  throw new FhirProblem(404, 'not-supported', 'This resource type is not kept here; see /metadata.');
}

const notAllowed =
  (...methods: readonly string[]) =>
  (): never => {
    const allow = methods.join(', ');
    throw new FhirProblem(405, 'not-supported', `This path takes ${allow}.`, { Allow: allow });
  };

const failure: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof FhirProblem) {
    response.set(error.headers);
    return send(response, error.status, outcome('error', error.code, error.message));
  }
  // Errors of the body parser carry a status; their messages may quote the body.
  const status = isRecord(error) && typeof error.status === 'number' ? error.status : 500;
  const sentence =
    status < 500 ? 'The request could not be read as FHIR JSON.' : 'The sandbox FHIR server failed.';
  send(response, status, outcome('error', status < 500 ? 'structure' : 'exception', sentence));
};

/**
 * The FHIR server as a router, mounted at /sandbox/fhir, ahead of any other body parser.
 * Everything written to it is forgotten when the process ends.
 */
export function createSandbox(options: SandboxOptions): Router {
  const { baseUrl, newId, now, hangMs = 30_000, capacity = 50_000, security = () => ({}) } = options;
  const store = createStore(now, capacity);
  loadBundles(options.patients, { store, newId, base: '' });

  const found = (type: string, id: string): Resource => {
    const resource = store.find(type, id);
    if (resource === undefined) throw new FhirProblem(404, 'not-found', `No ${type} has this id.`);
    if (resource === 'deleted') throw new FhirProblem(410, 'deleted', `This ${type} was deleted.`);
    return resource;
  };

  const sendResource = (response: Response, status: number, resource: Resource): void => {
    response.set('ETag', `W/"${versionOf(resource)}"`);
    if (isRecord(resource.meta) && typeof resource.meta.lastUpdated === 'string') {
      response.set('Last-Modified', new Date(resource.meta.lastUpdated).toUTCString());
    }
    send(response, status, resource);
  };

  const locate = (response: Response, resource: Resource): void => {
    const { resourceType, id } = resource;
    response.set('Location', `${baseUrl()}/${resourceType}/${id}/_history/${versionOf(resource)}`);
  };

  const hang = (response: Response): void => {
    const timer = setTimeout(() => {
      send(response, 504, outcome('error', 'timeout', 'This sandbox patient hangs here on purpose.'));
    }, hangMs);
    response.on('close', () => clearTimeout(timer));
  };

  const answerSearch = (request: Request, response: Response, form: string): void => {
    const type = typeIn(request);
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    for (const [key, value] of new URLSearchParams(form)) query.append(key, value);
    const strict = /handling=strict/.test(request.get('Prefer') ?? '');
    const token = query.get('_page');
    const search =
      token === null ? readSearch(type, query, baseUrl(), strict) : readPage(type, token, baseUrl());
    for (const id of search.patients) {
      const patient = store.find('Patient', id);
      const fault = faultOf(patient === 'deleted' ? undefined : patient, type);
      if (fault === 'hang') return hang(response);
      if (fault !== undefined) {
        throw new FhirProblem(fault, issueFor(fault), 'This sandbox patient fails here on purpose.');
      }
    }
    send(response, 200, runSearch(search, store.all(type), baseUrl(), { id: newId(), now: now() }));
  };

  const router = express.Router({ caseSensitive: true });
  router.use(cors({ exposedHeaders: ['Location', 'ETag', 'Last-Modified'], maxAge: 600 }));
  router.use(express.json({ type: JSON_TYPES, limit: '5mb' }));
  router.use(express.text({ type: FORM, limit: '1mb' }));

  router.use((request, _response, next) => {
    const format = new URLSearchParams(request.url.split('?')[1] ?? '').get('_format');
    // Accept may carry parameters (fhirVersion=4.0) that content negotiation by the book would refuse.
    const wanted = format ?? request.get('Accept') ?? 'json';
    if (!/json|\*\/\*|application\/\*/.test(wanted)) {
      throw new FhirProblem(406, 'not-supported', 'Only JSON is spoken here (application/fhir+json).');
    }
    const bodied =
      request.method === 'PUT' || (request.method === 'POST' && !request.path.endsWith('/_search'));
    if (bodied && request.is(JSON_TYPES) === false) {
      throw new FhirProblem(415, 'not-supported', 'Send application/fhir+json.');
    }
    next();
  });

  router
    .route('/')
    .post((request, response) => {
      send(response, 200, runBundle(request.body, { store, newId, base: baseUrl() }));
    })
    .all(notAllowed('POST'));

  router
    .route('/metadata')
    .get((_request, response) => send(response, 200, capabilities(baseUrl(), now(), security())))
    .all(notAllowed('GET'));

  router
    .route('/:type')
    .get((request, response) => answerSearch(request, response, ''))
    .post((request, response) => {
      const type = typeIn(request);
      if (request.get('If-None-Exist') !== undefined) {
        throw new FhirProblem(412, 'not-supported', 'Conditional creates are not supported here.');
      }
      const { resource } = store.put(type, newId(), checkedBody(type, request.body));
      locate(response, resource);
      sendResource(response, 201, resource);
    })
    .all(notAllowed('GET', 'POST'));

  router
    .route('/:type/_search')
    .post((request, response) => {
      answerSearch(request, response, typeof request.body === 'string' ? request.body : '');
    })
    .all(notAllowed('POST'));

  router
    .route('/:type/:id')
    .get((request, response) => sendResource(response, 200, found(typeIn(request), idIn(request))))
    .put((request, response) => {
      const type = typeIn(request);
      const body = checkedBody(type, request.body);
      if (body.id !== idIn(request)) {
        throw new FhirProblem(400, 'value', 'The id in the body must be the id in the URL.');
      }
      const before = store.find(type, idIn(request));
      const expected = request.get('If-Match');
      const current = isRecord(before) ? `W/"${versionOf(before)}"` : undefined;
      if (expected !== undefined && expected !== current) {
        throw new FhirProblem(412, 'conflict', 'If-Match does not name the current version.');
      }
      const { resource, created } = store.put(type, idIn(request), body);
      locate(response, resource);
      sendResource(response, created ? 201 : 200, resource);
    })
    .delete((request, response) => {
      store.remove(typeIn(request), idIn(request));
      response.status(204).end();
    })
    .all(notAllowed('GET', 'PUT', 'DELETE'));

  router
    .route('/:type/:id/_history/:version')
    .get((request, response) => {
      const resource = store.version(typeIn(request), idIn(request), String(request.params.version));
      if (resource === undefined) {
        throw new FhirProblem(404, 'not-found', 'No such version is kept.');
      }
      sendResource(response, 200, resource);
    })
    .all(notAllowed('GET'));

  router.use(() => {
    throw new FhirProblem(
      404,
      'not-supported',
      'This FHIR interaction is not supported here; see /metadata.',
    );
  });
  router.use(failure);
  return router;
}
