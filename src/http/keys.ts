/** The keys of one issuer: listed in the settings, or fetched from its configured `jku` and nowhere else (5.13). */
import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors } from 'jose';
import type { FetchImplementation, JSONWebKeySet, JWTVerifyGetKey, RemoteJWKSet } from 'jose';
import type { Issuer } from '#config';

const TIMEOUT_MS = 3000;
const RESPONSE_BYTES = 256 * 1024;
/** Keys older than this are asked for again, beside the calls that still use them. */
const FRESH_MS = 10 * 60_000;
/** While the endpoint is down its last keys go on working; a day bounds how long a withdrawn key can live. */
const STALE_MS = 24 * 3_600_000;
/** Least time between two fetches: made-up key ids must not turn us into a flood. */
const COOLDOWN_MS = 30_000;
/** The same while there are no keys at all and every call waits for them. */
const FIRST_COOLDOWN_MS = 5000;

/** No key is known and none could be fetched. */
export class KeysUnavailable extends Error {}

export interface KeyDeps {
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  readonly fetch: typeof fetch;
}

/** A key by `kid` and `alg` of the token header, pinned to the algorithm that the JWK names if it names one. */
export function keysOf(issuer: Issuer, deps: KeyDeps): JWTVerifyGetKey {
  if (issuer.keys !== undefined) {
    const set: JSONWebKeySet = JSON.parse(JSON.stringify(issuer.keys));
    return createLocalJWKSet(set);
  }
  if (issuer.jku === undefined) throw new Error('An issuer has neither jku nor keys.');
  return remoteKeys(issuer.jku, deps);
}

/**
 * jose fetches, parses and picks; when it fetches is decided here, because its own cooldown does not count fetches that
 * fail, and because it stops using old keys as soon as they cannot be renewed.
 */
function remoteKeys(jku: string, { now, fetch }: KeyDeps): JWTVerifyGetKey {
  const set = createRemoteJWKSet(new URL(jku), {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: Infinity,
    cacheMaxAge: Infinity,
    [customFetch]: boundedFetch(fetch),
  });
  const renewal = new Renewal(set, now);
  return async (header, token) => {
    if (renewal.age() > STALE_MS) {
      await renewal.unlessCoolingDown();
      if (renewal.age() > STALE_MS) throw new KeysUnavailable();
    } else if (renewal.age() > FRESH_MS) {
      void renewal.unlessCoolingDown();
    }
    try {
      return await set(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await renewal.unlessCoolingDown())) throw error;
      return set(header, token);
    }
  };
}

/** When the keys were last asked for and last obtained; at most one fetch at a time. */
class Renewal {
  readonly #set: RemoteJWKSet;
  readonly #now: () => number;
  #askedAt = -Infinity;
  #obtainedAt = -Infinity;
  #running: Promise<boolean> | undefined;

  constructor(set: RemoteJWKSet, now: () => number) {
    this.#set = set;
    this.#now = now;
  }

  /** Milliseconds since the keys were obtained. */
  age(): number {
    return this.#now() - this.#obtainedAt;
  }

  /** Fetches, or waits for the fetch that runs. Whether there are new keys; never rejects. */
  async unlessCoolingDown(): Promise<boolean> {
    if (this.#running !== undefined) return this.#running;
    const cooldown = this.#obtainedAt === -Infinity ? FIRST_COOLDOWN_MS : COOLDOWN_MS;
    if (this.#now() - this.#askedAt < cooldown) return false;
    this.#askedAt = this.#now();
    this.#running = this.#fetch();
    return this.#running;
  }

  async #fetch(): Promise<boolean> {
    try {
      await this.#set.reload();
      this.#obtainedAt = this.#now();
      return true;
    } catch {
      return false;
    } finally {
      this.#running = undefined;
    }
  }
}

/** Refuses redirects, and reads no more than a key set can reasonably be. */
function boundedFetch(fetchFrom: typeof fetch): FetchImplementation {
  return async (url, options) => {
    const response = await fetchFrom(url, { ...options, redirect: 'error' });
    if (response.status !== 200 || response.body === null) {
      await response.body?.cancel().catch(() => undefined);
      throw new KeysUnavailable();
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    // Leaving the loop by an exception cancels the stream and so drops the connection.
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      if (bytes > RESPONSE_BYTES) throw new KeysUnavailable();
      chunks.push(chunk);
    }
    return new Response(Buffer.concat(chunks));
  };
}
