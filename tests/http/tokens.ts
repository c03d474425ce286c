/** Callers for tests: issuers with real keys, tokens made of them, a key endpoint that can fail, a clock that is set. */
import { randomUUID } from 'node:crypto';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { Issuer } from '#config';
import { createFirstUse } from '#http/first-use';
import type { FirstUseDeps } from '#http/first-use';
import { createIdentify } from '#http/identify';

export const PUBLIC_URL = 'https://cds.example';
export const SERVICE = 'leg-pain-patient-view';
export const SERVICE_URL = `${PUBLIC_URL}/cds-services/${SERVICE}`;
export const NOW = Date.parse('2026-03-12T22:40:00Z');

export const ISS = 'https://ehr.example/oauth2';
export const JKU = 'https://ehr.example/.well-known/jwks.json';

export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  /** The public half as it is published. */
  readonly jwk: JWK;
}

/** A new key; `published` changes its JWK. */
export async function signingKey(
  kid: string,
  alg = 'ES384',
  published: JWK | object = {},
): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    kid,
    alg,
    privateKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig', ...published },
  };
}

export interface TokenChange {
  readonly header?: Readonly<Record<string, unknown>>;
  /** Members that replace or, when undefined, remove. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Milliseconds of the epoch at which it is made. */
  readonly at?: number;
}

/** The claims of a good token for the patient-view service, each with its own `jti`. */
export function claimsAt(at = NOW): Record<string, unknown> {
  const iat = Math.floor(at / 1000);
  return { iss: ISS, aud: SERVICE_URL, iat, exp: iat + 300, jti: randomUUID() };
}

/** A token signed with this key. */
export function tokenOf(key: SigningKey, { header, claims, at }: TokenChange = {}): Promise<string> {
  return new SignJWT({ ...claimsAt(at), ...claims })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT', ...header })
    .sign(key.privateKey, { crit: { 'https://ehr.example/known': true } });
}

/** What answers under the key URL. */
export type Endpoint = (init: RequestInit | undefined) => Response | Promise<Response>;

export const keySet = (...keys: readonly SigningKey[]): Endpoint => {
  const body = JSON.stringify({ keys: keys.map(({ jwk }) => jwk) });
  return () => new Response(body, { headers: { 'content-type': 'application/json' } });
};
export const down: Endpoint = () => Promise.reject(new TypeError('fetch failed'));

/** A world with a clock, a key endpoint that notes every URL asked for, and a token store. */
export function world(
  endpoint: Endpoint,
  change: Partial<Issuer> = {},
  firstUse: Partial<FirstUseDeps> = {},
  others: readonly Issuer[] = [],
) {
  const seen = new Set<string>();
  const state = { now: NOW, endpoint, fetched: [] as string[], away: 0 };
  const issuer: Issuer = {
    iss: ISS,
    jku: JKU,
    algorithms: ['ES384', 'RS384'],
    audiences: [],
    tenants: [],
    fhirServers: ['https://ehr.example/fhir'],
    longestTokenSeconds: 900,
    ...change,
  };
  const now = (): number => state.now;
  const identify = createIdentify({
    issuers: [issuer, ...others],
    publicUrl: PUBLIC_URL,
    now,
    fetch: async (input, init) => {
      state.fetched.push(input instanceof Request ? input.url : String(input));
      return state.endpoint(init);
    },
    firstUse: createFirstUse({
      store: {
        firstUse: async (iss, jti) => {
          const isNew = !seen.has(`${iss} ${jti}`);
          seen.add(`${iss} ${jti}`);
          return isNew;
        },
      },
      away: 'per-process',
      now,
      onAway: () => void (state.away += 1),
      ...firstUse,
    }),
  });
  return { state, identify, issuer };
}
