/** The real service in production mode, as main joins it, with its outbound calls and its log kept. */
import { createAnswer } from '#http/answer';
import { createApp } from '#http/app';
import { serviceEntries } from '#http/discovery';
import type { Issuer } from '#config';
import { readConfig } from '#config';
import { AS_OF, knowledge } from '../knowledge.ts';
import { BANNER, keptLog, listen } from './running.ts';
import { PUBLIC_URL, keySet, signingKey, tokenOf, world } from './tokens.ts';
import type { TokenChange } from './tokens.ts';

export const BROWSER_ORIGIN = 'https://ehr.example';

/** A second listed issuer; its FHIR server is its own. */
export const OTHER_FHIR = 'https://other.example/fhir';

/** Builds and starts it; call `stop` when done. Until then no call leaves loopback: it is noted and refused. */
export async function production() {
  const key = await signingKey('ehr-1');
  const otherKey = await signingKey('other-1');
  const other: Issuer = {
    iss: 'https://other.example',
    keys: { keys: [{ ...otherKey.jwk }] },
    algorithms: ['ES384'],
    audiences: [],
    tenants: [],
    fhirServers: [OTHER_FHIR],
    longestTokenSeconds: 900,
  };
  const there = world(keySet(key), {}, {}, [other]);
  const { limits } = readConfig({});
  const { log, lines, next } = keptLog();
  let ids = 0;
  const newId = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const app = createApp({
    config: { mode: 'production', limits },
    services: serviceEntries(knowledge.plan),
    answer: createAnswer({
      knowledge,
      fhir: {
        allowed: { bases: [], loopback: false },
        limits: { ...limits, perQueryMs: 250, totalMs: 400 },
        now: () => performance.now(),
      },
      asOf: () => AS_OF,
      newId,
      publicUrl: PUBLIC_URL,
    }),
    identify: there.identify,
    corsOrigins: [BROWSER_ORIGIN],
    log,
    newId,
    banner: BANNER,
  });
  const { server, port } = await listen(app);
  const nativeFetch = globalThis.fetch;
  const outbound: string[] = [];
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith('http://127.0.0.1:')) return nativeFetch(input, init);
    outbound.push(`${new Headers(init?.headers).get('authorization') ?? 'no token'} ${url}`);
    throw new TypeError('fetch failed');
  };
  return {
    server,
    port,
    outbound,
    key,
    otherKey,
    state: there.state,
    logged: () => lines.join(''),
    /** Waits for a line with this in it; a line is written a moment after its answer. */
    awaitLine: async (part: string) => {
      while (!lines.some((line) => line.includes(part))) await next();
    },
    /** A good Authorization header, or one with this changed. */
    bearer: async (change: TokenChange = {}) => `Bearer ${await tokenOf(key, change)}`,
    stop: () => {
      globalThis.fetch = nativeFetch;
      server.closeAllConnections();
      server.close();
    },
  };
}
