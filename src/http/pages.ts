/** The pages people see: the static files that `npm ci` builds into web/dist, each with the policy it needs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { RequestHandler, Router } from 'express';

export interface PagesOptions {
  /** The folder of the built pages, web/dist. */
  readonly dist: string;
  /** `/`, the EHR sandbox, is there in sandbox mode only. */
  readonly sandbox: boolean;
}

const UNBUILT =
  'The pages are not built. Run "npm run build:web" (npm ci does it by itself) and start again.';

// The tester may name any CDS service and any FHIR server at `/`; everything else speaks to this service, or, for the
// intake, to the FHIR server that launched it.
const OPEN_CONNECT = "connect-src 'self' http: https:";

/** The policy of a page: nothing but our own scripts and styles; `connect` widens only whom it may call. */
function policy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    connect,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** One built page, read at start; where it was not built its place says so. */
export function builtPage(dist: string, name: string, connect = "connect-src 'self'"): RequestHandler {
  const path = join(dist, name);
  const html = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  return (_request, response) => {
    response.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': policy(connect) });
    if (html === undefined) response.status(503).type('text/plain').send(UNBUILT);
    else response.type('html').send(html);
  };
}

/** Serves `/` (sandbox mode), `/intake` and the hashed files under `/assets/`; every other path falls through. */
export function createPages({ dist, sandbox }: PagesOptions): Router {
  const router = express.Router({ caseSensitive: true });
  if (sandbox) router.get('/', builtPage(dist, 'index.html', OPEN_CONNECT));
  router.get('/intake', builtPage(dist, join('intake', 'index.html'), OPEN_CONNECT));
  router.use(
    '/assets',
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
