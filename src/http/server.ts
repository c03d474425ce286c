/** The HTTP server: its timeouts, and how it stops without losing a call that it had accepted. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { HEADER_BYTES } from './token.ts';

export interface ServerTimeouts {
  /** Milliseconds until the headers of a request must have come. */
  readonly headersMs: number;
  /** Milliseconds until a whole request, body included, must have come: what drips longer is cut off. */
  readonly requestMs: number;
  /** Milliseconds an idle connection is kept. Longer than proxies keep theirs, or they send into a closing one. */
  readonly keepAliveMs: number;
  /** How often the first two are looked at, in milliseconds. */
  readonly checkMs: number;
}

export const TIMEOUTS: ServerTimeouts = {
  headersMs: 10_000,
  requestMs: 20_000,
  keepAliveMs: 65_000,
  checkMs: 1_000,
};

const CONNECTIONS = 2_000;
const LATE_MS = 250;

export interface Stopping {
  readonly server: Server;
  /** True from the first moment of a stop on: readiness and new calls answer 503. */
  readonly stopping: () => boolean;
  /**
   * Stops once: answers what was accepted within the time given, in milliseconds, closes every connection, then `after`
   * with the milliseconds left (at least 1000). Later calls give the same promise.
   * @returns whether every accepted request was answered
   */
  readonly stop: () => Promise<boolean>;
}

export interface StopOptions {
  readonly withinMs: number;
  readonly after: (leftMs: number) => Promise<void>;
  readonly timeouts?: ServerTimeouts;
}

/** Makes the server of an app that is built with the `stopping` it is given. */
export function createStoppableServer(
  build: (stopping: () => boolean) => RequestListener,
  { withinMs, after, timeouts = TIMEOUTS }: StopOptions,
): Stopping {
  const open = new Set<ServerResponse>();
  let stopped: Promise<boolean> | undefined;
  const stopping = (): boolean => stopped !== undefined;
  const listener = build(stopping);
  const server = createServer(
    {
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      keepAliveTimeout: timeouts.keepAliveMs,
      connectionsCheckingInterval: timeouts.checkMs,
      maxHeaderSize: HEADER_BYTES,
    },
    (req, res) => {
      open.add(res);
      res.once('close', () => open.delete(res));
      if (stopping()) res.setHeader('Connection', 'close');
      listener(req, res);
    },
  );
  server.maxConnections = CONNECTIONS;

  const stop = async (): Promise<boolean> => {
    const began = performance.now();
    server.closeIdleConnections();
    // It goes on listening meanwhile: a load balancer reads 503 from /readyz, and a late call gets a proper refusal.
    const answered = await ended([...open], withinMs);
    server.close();
    // Those who came late are still reading their refusal.
    await ended([...open], LATE_MS);
    server.closeAllConnections();
    await after(Math.max(1_000, withinMs - (performance.now() - began)));
    return answered;
  };
  return { server, stopping, stop: () => (stopped ??= stop()) };
}

/** Waits until these answers have ended, each with its connection; false when the time was over first. */
async function ended(answers: readonly ServerResponse[], withinMs: number): Promise<boolean> {
  for (const answer of answers) if (!answer.headersSent) answer.setHeader('Connection', 'close');
  const all = Promise.all(
    answers.map((answer) => new Promise<void>((resolve) => answer.once('close', () => resolve()))),
  );
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), withinMs);
    void all.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/**
 * A port nobody listens on. The service's own address stands in links, tokens and launches, so `PORT=0` is settled before
 * anything is made; another program could take the port in between, and then the start fails and says so.
 */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
