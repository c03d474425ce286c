/** The authorization server of the sandbox (SMART App Launch 2): opens the intake for a patient, as an EHR's would. */
import { readFileSync } from 'node:fs';
import cors from 'cors';
import express from 'express';
import { isRecord } from '../json.ts';
import { createKeep } from './keep.ts';
import { readLaunch } from './launch.ts';
import { consentPage, problemPage } from './page.ts';
import { readParameters } from './parameters.ts';
import { readRequest } from './request.ts';
import { redeem } from './token.ts';
import type { ErrorRequestHandler, RequestHandler, Response, Router } from 'express';
import type { Launch } from './launch.ts';
import type { Person } from './people.ts';
import type { AuthorizationRequest, Refusal } from './request.ts';
import type { Grant } from './token.ts';

export interface SmartOptions {
  /** Base URL of the service as browsers see it; asked on every request, for a port may be chosen late. */
  readonly publicUrl: () => string;
  /** Where it is mounted, below `publicUrl`: /sandbox/smart. */
  readonly path: string;
  /** The one app that is registered, a public client that returns to `{publicUrl}/intake`. */
  readonly clientId: string;
  /** The FHIR base URL. */
  readonly audience: () => string;
  /** Whom a person may choose when the app was not opened from a chart. */
  readonly people: readonly Person[];
  /** The style sheet all pages share. */
  readonly theme: string;
  /** Unguessable: names launches, codes and tokens. */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How many launches, open pages and codes are remembered, each (1000 when unset). */
  readonly capacity?: number;
}

const MINUTE_MS = 60_000;
const FORM_BYTES = '16kb';
const FORM = 'application/x-www-form-urlencoded';
const UNKNOWN_LAUNCH = 'The launch is not known: it was used, or is older than five minutes.';
const STALE = 'This page was answered already, or is older than ten minutes.';

/** `to` with parameters added; an error goes back this way, too. */
function sendBack(
  response: Response,
  to: string,
  parameters: Readonly<Record<string, string | undefined>>,
): void {
  const url = new URL(to);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  response.redirect(303, url.href);
}

function refuse(response: Response, { redirectUri, state, error, description }: Refusal): void {
  sendBack(response, redirectUri, { error, error_description: description, state });
}

const notAllowed =
  (...methods: readonly string[]): RequestHandler =>
  (_request, response) => {
    const allow = methods.join(', ');
    response
      .status(405)
      .set('Allow', allow)
      .json({ error: 'invalid_request', error_description: `This path takes ${allow}.` });
  };

// Errors of the body parser carry a status; their messages may quote the body.
const failure: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const status = isRecord(error) && typeof error.status === 'number' ? error.status : 500;
  response
    .status(status)
    .json(
      status < 500
        ? { error: 'invalid_request', error_description: 'The request could not be read.' }
        : { error: 'server_error', error_description: 'The sandbox authorization server failed.' },
    );
};

const bodyOf = (body: unknown): string => (typeof body === 'string' ? body : '');

/** Mounted at `path`. Launches, open pages and codes are in memory only; tokens are not kept, the FHIR server is open. */
export function createSmartServer(options: SmartOptions): Router {
  const { publicUrl, path, clientId, audience, people, newId, now, capacity = 1000 } = options;
  const keep = { newId, now, capacity };
  const launches = createKeep<Launch>({ ...keep, lifeMs: 5 * MINUTE_MS });
  const open = createKeep<AuthorizationRequest>({ ...keep, lifeMs: 10 * MINUTE_MS });
  const codes = createKeep<Grant>({ ...keep, lifeMs: MINUTE_MS });
  const paths = { decision: `${path}/decision`, styles: `${path}/page.css` };
  const styles = `${options.theme}\n${readFileSync(new URL('page.css', import.meta.url), 'utf8')}`;

  // The answer to the form leads to the app, whose origin may be written otherwise (localhost, 127.0.0.1).
  const pageHeaders: RequestHandler = (_request, response, next) => {
    response.set({
      'Content-Security-Policy': [
        "default-src 'none'",
        "style-src 'self'",
        'img-src data:',
        `form-action 'self' ${new URL(publicUrl()).origin}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
    });
    next();
  };

  const problem = (response: Response, status: number, sentence: string): void => {
    response.status(status).type('html').send(problemPage(sentence, paths.styles));
  };

  /** The launch that a request names: none when it names none, undefined when it is no longer there. */
  const launchOf = (
    { launch }: AuthorizationRequest,
    find: (id: string) => Launch | undefined,
  ): { readonly launch?: Launch } | undefined => {
    if (launch === undefined) return {};
    const found = find(launch);
    return found === undefined ? undefined : { launch: found };
  };

  const ask = (response: Response, request: AuthorizationRequest, missing: boolean, ticket: string): void => {
    const found = launchOf(request, launches.look);
    if (found === undefined) {
      const { redirectUri, state } = request;
      return refuse(response, { redirectUri, state, error: 'invalid_request', description: UNKNOWN_LAUNCH });
    }
    const html = consentPage({ ticket, scopes: request.scopes, ...found, people, missing, paths });
    response
      .status(missing ? 400 : 200)
      .type('html')
      .send(html);
  };

  /** What is granted; undefined while a patient must be chosen and is not. */
  const grantOf = (
    request: AuthorizationRequest,
    launch: Launch | undefined,
    chosen: string | undefined,
  ): Grant | undefined => {
    if (launch !== undefined) {
      const { patient, encounter, appContext } = launch;
      return {
        request,
        patient,
        ...(encounter === undefined ? {} : { encounter }),
        ...(appContext === undefined ? {} : { appContext }),
      };
    }
    const person = people.find(({ id }) => id === chosen);
    return person === undefined ? undefined : { request, patient: person.id };
  };

  const decide = (form: string, response: Response): void => {
    const { get } = readParameters(form);
    const ticket = get('ticket') ?? '';
    const request = open.look(ticket);
    if (request === undefined) return problem(response, 400, STALE);
    const { redirectUri, state } = request;
    if (get('decision') !== 'allow') {
      open.take(ticket);
      launchOf(request, launches.take);
      const description = 'The person did not allow it.';
      return refuse(response, { redirectUri, state, error: 'access_denied', description });
    }
    const found = launchOf(request, launches.look);
    if (found === undefined) {
      open.take(ticket);
      return refuse(response, { redirectUri, state, error: 'invalid_request', description: UNKNOWN_LAUNCH });
    }
    const grant = grantOf(request, found.launch, get('patient'));
    if (grant === undefined) return ask(response, request, true, ticket);
    open.take(ticket);
    launchOf(request, launches.take);
    sendBack(response, redirectUri, { code: codes.add(grant), state });
  };

  const router = express.Router({ caseSensitive: true });
  router.use((_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
    next();
  });

  router
    .route('/authorize')
    .get(pageHeaders, ({ url }, response) => {
      const expected = { clientId, redirectUri: `${publicUrl()}/intake`, audience: audience() };
      const reading = readRequest(readParameters(url.split('?')[1] ?? ''), expected);
      if ('untrusted' in reading) return problem(response, 400, reading.untrusted);
      if ('refusal' in reading) return refuse(response, reading.refusal);
      ask(response, reading.request, false, open.add(reading.request));
    })
    .all(notAllowed('GET'));

  router
    .route('/decision')
    .post(pageHeaders, express.text({ type: FORM, limit: FORM_BYTES }), (request, response) => {
      // A browser says where a form comes from; the ticket on the page protects those that do not.
      const site = request.get('Sec-Fetch-Site');
      if (site !== undefined && site !== 'same-origin' && site !== 'none')
        return problem(response, 403, 'The answer did not come from the page of the sandbox.');
      decide(bodyOf(request.body), response);
    })
    .all(notAllowed('POST'));

  router.get('/page.css', (_request, response) => {
    response.set('Cache-Control', 'no-cache').removeHeader('Pragma');
    response.type('css').send(styles);
  });

  router.use('/token', cors({ methods: ['POST'], maxAge: 600 }));
  router
    .route('/token')
    .post(express.text({ type: FORM, limit: FORM_BYTES }), (request, response) => {
      if (request.get('Authorization') !== undefined) {
        const error_description = `${clientId} is a public client: it sends client_id and no password.`;
        response.set('WWW-Authenticate', 'Basic realm="sandbox"').status(401);
        return void response.json({ error: 'invalid_client', error_description });
      }
      const { status, body } = redeem(readParameters(bodyOf(request.body)), {
        clientId,
        codes,
        newToken: newId,
      });
      response.status(status).json(body);
    })
    .all(notAllowed('POST', 'OPTIONS'));

  router
    .route('/launch')
    .post(express.json({ type: 'application/json', limit: FORM_BYTES }), (request, response) => {
      const reading = readLaunch(request.body);
      if ('wrong' in reading)
        return void response.status(400).json({ error: 'invalid_request', error_description: reading.wrong });
      response.status(201).json({ launch: launches.add(reading.launch) });
    })
    .all(notAllowed('POST'));

  router.use(failure);
  return router;
}
