/** Fifty patients on a FHIR server whose first path segment says what fails, for whom, and how: `/{fault}.{all|labs}/...`. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import type { Bundle } from 'fhir/r4';
import { loadPatients } from '../../sandbox/patients.ts';
import { createSandbox } from '../../sandbox/server.ts';
import { AS_OF, ROOT } from '../knowledge.ts';
import { misbehave } from './faulty-fhir.ts';
import { send } from './wire.ts';

export interface StormFhir {
  readonly base: (fault: string, scope: 'all' | 'labs') => string;
  /** Ids of the patients, each with resource ids that end in `-s{n}.`. */
  readonly patients: readonly string[];
  readonly visitedForeign: () => number;
  /** Answers without end so far, and the bytes that were taken of them. */
  readonly floods: () => { readonly answers: number; readonly bytes: number };
  /** Requests that have neither ended nor been given up. */
  readonly open: () => number;
  /** Settles when no connection is left. */
  readonly quiet: () => Promise<void>;
  readonly stop: () => void;
}

/** The same bundle under other ids: no two patients of the storm share one. */
function renamed(bundle: Bundle, n: number): Bundle {
  const ids = (bundle.entry ?? []).flatMap((entry) => entry.resource?.id ?? []);
  const text = ids.reduce(
    (said, id) =>
      said.replaceAll(`"id":"${id}"`, `"id":"${id}-s${n}."`).replaceAll(`/${id}"`, `/${id}-s${n}."`),
    JSON.stringify(bundle),
  );
  return JSON.parse(text);
}

/** The id of the patient in a bundle; empty when it is about none. */
function idOf(bundle: Bundle): string {
  return (
    (bundle.entry ?? []).find(({ resource }) => resource?.resourceType === 'Patient')?.resource?.id ?? ''
  );
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  return address.port;
}

/** Starts it on loopback, with a stranger beside it whom nobody may visit. */
export async function stormFhir(count: number): Promise<StormFhir> {
  const bundles = loadPatients(join(ROOT, 'sandbox', 'patients'), AS_OF).filter(
    (bundle) => idOf(bundle) !== '',
  );
  const patients = Array.from({ length: count }, (_, n) =>
    renamed(bundles[n % bundles.length] ?? { resourceType: 'Bundle', type: 'collection' }, n),
  );
  let visits = 0;
  const stranger = createServer((_req, res) => {
    visits += 1;
    res.end('{}');
  });
  stranger.listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const foreign = `http://127.0.0.1:${portOf(stranger)}`;

  let own = '';
  let open = 0;
  let floods = 0;
  let flooded = 0;
  // What is sound was answered once before the storm, so that fifty calls at once wait for nobody.
  const sound = createServer(
    express().use(
      '/fhir',
      createSandbox({ patients, baseUrl: () => `${own}/none.all`, newId: () => 'new', now: () => AS_OF }),
    ),
  );
  sound.listen(0, '127.0.0.1');
  await once(sound, 'listening');
  const kept = new Map<string, Promise<{ readonly status: number; readonly text: string }>>();
  const ask = async (path: string): Promise<{ readonly status: number; readonly text: string }> => {
    const answer = await send(portOf(sound), { method: 'GET', path: `/fhir${path}`, headers: {} });
    return { status: answer.status, text: answer.text };
  };
  const answer = (req: IncomingMessage, res: ServerResponse): void => {
    const [, how = '', fault = '', scope = '', path = ''] =
      /^(\/([^./]+)\.([^/]+))(\/.*)$/.exec(req.url ?? '') ?? [];
    const hit = scope === 'all' || path.startsWith('/Observation?');
    // A server that leads elsewhere by its page links knows its patients.
    const spared = fault === 'none' || (fault === 'foreign-next' && !path.includes('?'));
    if (hit && !spared) {
      if (fault === 'flood') {
        floods += 1;
        const { socket } = req;
        const before = socket.bytesWritten;
        res.once('close', () => (flooded += socket.bytesWritten - before));
      }
      misbehave(fault, req, res, foreign, `${own}${how}`);
      return;
    }
    const known = kept.get(path) ?? ask(path);
    kept.set(path, known);
    void known.then(({ status, text }) => {
      res.writeHead(status, { 'Content-Type': 'application/fhir+json' }).end(text);
    });
  };
  const sockets = new Set<Socket>();
  let whenQuiet: (() => void) | undefined;
  const server = createServer({ keepAliveTimeout: 50 }, (req, res) => {
    open += 1;
    res.once('close', () => (open -= 1));
    answer(req, res);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) whenQuiet?.();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  own = `http://127.0.0.1:${portOf(server)}`;
  return {
    base: (fault, scope) => `${own}/${fault}.${scope}`,
    patients: patients.map(idOf),
    visitedForeign: () => visits,
    floods: () => ({ answers: floods, bytes: flooded }),
    open: () => open,
    quiet: () =>
      new Promise((resolve) => {
        whenQuiet = resolve;
        if (sockets.size === 0) resolve();
      }),
    stop: () => {
      for (const one of [server, stranger, sound]) {
        one.closeAllConnections();
        one.close();
      }
    },
  };
}
