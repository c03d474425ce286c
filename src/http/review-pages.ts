/** The review workbench over HTTP: its page for the list and for every rule, and the knowledge and patients it works with. */
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import express from 'express';
import type { RequestHandler, Router } from 'express';
import { NocturneError } from '#errors';
import { carry } from '#knowledge/carried';
import { loadWords, rulesOf } from '#knowledge/load';
import type { Knowledge } from '#reason/knowledge';
import { sharedNumbers } from '#review/shared-numbers';
import { readAllSignatures } from '#review/signatures';
import { builtPage } from './pages.ts';
import type { PagePlace } from './pages.ts';

export interface ReviewOptions extends PagePlace {
  /** The project folder. */
  readonly root: string;
  /** The folder of an operator's own value sets. */
  readonly overlay?: string;
  readonly knowledge: Knowledge;
}

/**
 * JSON made when it is first asked for and kept: it does not change while the service runs. Compressed off the event loop,
 * so that no call waits; `X-Length` tells a page that shows progress how long it is unpacked.
 */
function kept(make: () => unknown): RequestHandler {
  const memory: { json?: Buffer; packed?: Promise<Buffer> } = {};
  return async (request, response) => {
    memory.json ??= Buffer.from(JSON.stringify(make()));
    response
      .set({ 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding', 'X-Length': String(memory.json.length) })
      .type('application/json');
    if (request.acceptsEncodings('gzip') === false) {
      response.send(memory.json);
      return;
    }
    memory.packed ??= pack(memory.json);
    response.set('Content-Encoding', 'gzip').send(await memory.packed);
  };
}

const pack = promisify<Buffer, Buffer>(gzip);

/** Serves `/review`, `/review/{rule or flag}`, and under `/review/data` the knowledge, which of its numbers rules share, the patients. */
export function createReviewPages({ root, overlay, knowledge, dist, sandbox }: ReviewOptions): Router {
  const rules = rulesOf(knowledge);
  // A card of a red flag links by the letter; the page finds its folder.
  const known = new Set([
    ...rules.map((rule) => rule.id),
    ...knowledge.flagFolders.flatMap((folder) => folder.flags.map((flag) => flag.id)),
  ]);
  const page = builtPage({ dist, sandbox }, join('review', 'index.html'));
  const router = express.Router({ caseSensitive: true });
  router.get('/', page);
  router.get(
    '/data/knowledge.json',
    kept(() => ({ ...carry(knowledge, loadWords(root, overlay)), ...readAllSignatures(root, rules) })),
  );
  router.get(
    '/data/numbers.json',
    kept(() => sharedNumbers(root, rules)),
  );
  router.get('/data/bank.json', (_request, response) => {
    response
      .set('Cache-Control', 'no-cache')
      .sendFile('bank.json', { root: join(dist, 'data'), cacheControl: false });
  });
  router.get('/:rule', (request, response, next) => {
    if (!known.has(request.params.rule)) throw new NocturneError('path-unknown');
    page(request, response, next);
  });
  return router;
}
