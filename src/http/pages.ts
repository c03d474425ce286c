/** The pages people see: the static files that `npm ci` builds into web/dist, each with the policy it needs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express from 'express';
import type { RequestHandler, Router } from 'express';

export interface PagePlace {
  /** The folder of the built pages, web/dist. */
  readonly dist: string;
  /** `/`, the EHR sandbox, is there in sandbox mode only. */
  readonly sandbox: boolean;
}

export interface PagesOptions extends PagePlace {
  /** Sources of the policy that the intake may call beside this service: the FHIR servers that may launch it. */
  readonly intakeMayCall: readonly string[];
}

const UNBUILT =
  'The pages are not built. Run "npm run build:web" (npm ci does it by itself) and start again.';

// The tester may name any CDS service and any FHIR server at `/`; no other page speaks to hosts that nobody listed.
const OPEN_CONNECT = ['http:', 'https:'];

/** The policy of a page: nothing but our own scripts and styles; `mayCall` widens only whom it may call. */
function policy(mayCall: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...mayCall].join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** One built page, read at start; where it was not built its place says so. Its `data-mode` tells it what else is here. */
export function builtPage(
  { dist, sandbox }: PagePlace,
  name: string,
  mayCall: readonly string[] = [],
): RequestHandler {
  const path = join(dist, name);
  const mode = `<html data-mode="${sandbox ? 'sandbox' : 'production'}"`;
  const html = existsSync(path) ? readFileSync(path, 'utf8').replace('<html', mode) : undefined;
  return (_request, response) => {
    response.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': policy(mayCall) });
    if (html === undefined) response.status(503).type('text/plain').send(UNBUILT);
    else response.type('html').send(html);
  };
}

/** Serves `/` (sandbox mode), `/intake` and the hashed files under `/assets/`; every other path falls through. */
export function createPages({ dist, sandbox, intakeMayCall }: PagesOptions): Router {
  const router = express.Router({ caseSensitive: true });
  const place = { dist, sandbox };
  if (sandbox) router.get('/', builtPage(place, 'index.html', OPEN_CONNECT));
  router.get('/intake', builtPage(place, join('intake', 'index.html'), intakeMayCall));
  router.use(
    '/assets',
    // Files without a secret in them, so that compression tells nobody anything.
    compression(),
    express.static(join(dist, 'assets'), {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      immutable: true,
      maxAge: '1y',
    }),
  );
  return router;
}
