/** The pages people see: static files of ours, and the few vendored modules they load. */
import { join } from 'node:path';
import express from 'express';
import type { Router } from 'express';

export interface PagesOptions {
  /** The folder of the pages; `index.html` in it is served at `/`, the rest under `/web/`. */
  readonly webDir: string;
  /** Module name under `/vendor/` -> absolute path of the file. Nothing else of a package is reachable. */
  readonly vendor: Readonly<Record<string, string>>;
}

/** The vendored modules of the pages, as they stand in a node_modules folder. */
export function vendorFiles(nodeModules: string): Readonly<Record<string, string>> {
  return {
    'preact.js': join(nodeModules, 'htm', 'preact', 'standalone.module.js'),
    'markdown-it.js': join(nodeModules, 'markdown-it', 'dist', 'browser', 'markdown-it.esm.min.mjs'),
  };
}

/** Files of `web` that pages without patient data need; they are all that production serves of it. */
const PRODUCTION_FILES: readonly string[] = ['review.css'];

/** Production: no page that plays an EHR, only what the review pages load. */
export function createProductionPages(webDir: string): Router {
  const router = express.Router({ caseSensitive: true });
  for (const name of PRODUCTION_FILES) {
    router.get(`/web/${name}`, (_request, response) => {
      response.set('Cache-Control', 'no-cache').sendFile(name, { root: webDir, cacheControl: false });
    });
  }
  return router;
}

/** Serves `/`, `/web/*` and `/vendor/*`; every other path falls through to the next router. */
export function createPages({ webDir, vendor }: PagesOptions): Router {
  const router = express.Router({ caseSensitive: true });
  router.get('/', (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: webDir, cacheControl: false });
  });
  router.use(
    '/web',
    express.static(webDir, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
    }),
  );
  for (const [name, path] of Object.entries(vendor)) {
    router.get(`/vendor/${name}`, (_request, response) => {
      // sendFile refuses dot folders by default, and an install may stand below one.
      response.type('text/javascript').sendFile(path, { dotfiles: 'allow', maxAge: '1h' });
    });
  }
  return router;
}
