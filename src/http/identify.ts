/** Who calls, in production: a JWT of a listed issuer, for this endpoint, not expired, not used before (5.2 to 5.13). */
import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Issuer } from '#config';
import { Unauthenticated } from './caller.ts';
import type { Audience, Caller, Identify, RefusalReason, TokenTrace } from './caller.ts';
import type { FirstUse } from './first-use.ts';
import { KeysUnavailable, keysOf } from './keys.ts';
import type { KeyDeps } from './keys.ts';
import { bearerOf, unverified } from './token.ts';
import type { UnverifiedToken } from './token.ts';

/** How far the clocks of a caller and of ours may be apart, in seconds. */
const LEEWAY_SECONDS = 60;
/** Names go into the database and the log: 1 to 200 characters that can be written, none of them a control. */
const NAME = /^\P{C}{1,200}$/u;

export interface IdentifyDeps extends KeyDeps {
  readonly issuers: readonly Issuer[];
  /** Base URL of this service as callers know it; never taken from Host or X-Forwarded headers. */
  readonly publicUrl: string;
  readonly firstUse: FirstUse;
}

interface Known {
  readonly issuer: Issuer;
  readonly keys: JWTVerifyGetKey;
}

/**
 * Makes the check of production mode. No URL is fetched but the `jku` of a listed issuer. Every cause of a refusal gives
 * the same answer; that includes keys that cannot be fetched: a 503 would tell strangers which issuers are listed, and a
 * caller who retries a 401 with a new token, as clients do, gets in as soon as the keys are there.
 */
export function createIdentify(deps: IdentifyDeps): Identify {
  const known = new Map<string, Known>(
    deps.issuers.map((issuer) => [issuer.iss, { issuer, keys: keysOf(issuer, deps) }]),
  );
  return async (authorization, audience) => {
    const token = unverified(bearerOf(authorization));
    const { iss } = token.claims;
    const found = typeof iss === 'string' ? known.get(iss) : undefined;
    if (found === undefined) throw new Unauthenticated('issuer-unknown');
    const { issuer } = found;
    const misfit = headerMisfit(token.header, issuer);
    if (misfit !== undefined) throw new Unauthenticated(misfit, { iss: issuer.iss });
    const claims = await verified(
      token,
      found,
      [...endpoints(deps.publicUrl, audience), ...issuer.audiences],
      deps.now(),
    );
    return callerOf(claims, issuer, deps);
  };
}

/** The URLs that `aud` may name (5.6). */
function endpoints(publicUrl: string, audience: Audience): readonly string[] {
  const discovery = `${publicUrl}/cds-services`;
  if (audience.for === 'discovery') return [discovery];
  const service = `${discovery}/${audience.service}`;
  return audience.for === 'service' ? [service] : [service, `${service}/feedback`];
}

function headerMisfit(header: UnverifiedToken['header'], issuer: Issuer): RefusalReason | undefined {
  const { alg, typ, kid, jku } = header;
  if (typeof alg !== 'string' || !issuer.algorithms.includes(alg)) return 'algorithm';
  if (typeof typ !== 'string' || typ.toLowerCase() !== 'jwt') return 'type';
  if (typeof kid !== 'string' || kid === '') return 'kid';
  if (jku !== undefined && jku !== issuer.jku) return 'jku-unlisted';
  return undefined;
}

async function verified(
  token: UnverifiedToken,
  { issuer, keys }: Known,
  audience: string[],
  now: number,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token.text, keys, {
      algorithms: [...issuer.algorithms],
      issuer: issuer.iss,
      audience,
      requiredClaims: ['exp', 'iat', 'jti'],
      clockTolerance: LEEWAY_SECONDS,
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    throw new Unauthenticated(reasonOf(error), { iss: issuer.iss });
  }
}

/** jose's error in one word. Whatever else was thrown (a key that is none, for one) means as much: not verified. */
function reasonOf(error: unknown): RefusalReason {
  if (error instanceof KeysUnavailable) return 'keys-unavailable';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return 'key-unknown';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'audience';
    return error.claim === 'nbf' ? 'not-yet-valid' : 'claims';
  }
  return 'unverifiable';
}

/** What jose does not check, and then who it is. The signature holds from here on. */
function callerOf(claims: JWTPayload, issuer: Issuer, deps: IdentifyDeps): Caller {
  const { iss } = issuer;
  const { exp, iat, jti } = claims;
  if (typeof jti !== 'string' || !NAME.test(jti)) {
    throw new Unauthenticated('token-id', { iss });
  }
  const tenant = tenantOf(claims.tenant);
  if (tenant === null) throw new Unauthenticated('tenant', { iss, jti });
  const trace: TokenTrace = { iss, jti, ...(tenant === undefined ? {} : { tenant }) };
  if (issuer.tenants.length > 0 && (tenant === undefined || !issuer.tenants.includes(tenant))) {
    throw new Unauthenticated('tenant', trace);
  }
  if (!Number.isFinite(exp) || !Number.isFinite(iat) || exp === undefined || iat === undefined) {
    throw new Unauthenticated('claims', trace);
  }
  if (iat > deps.now() / 1000 + LEEWAY_SECONDS) throw new Unauthenticated('not-yet-valid', trace);
  if (exp <= iat || exp - iat > issuer.longestTokenSeconds) throw new Unauthenticated('lifetime', trace);
  return {
    realm: tenant === undefined ? iss : `${iss}#${tenant}`,
    fhirServers: issuer.fhirServers,
    firstUse: demandFirstUse(() => deps.firstUse(iss, jti, (exp + LEEWAY_SECONDS) * 1000), trace),
  };
}

/** The tenant; undefined when none is named, null when it is of a form that no tenant has. */
function tenantOf(claim: unknown): string | undefined | null {
  if (claim === undefined || claim === null || claim === '') return undefined;
  return typeof claim === 'string' && NAME.test(claim) ? claim : null;
}

function demandFirstUse(note: () => Promise<boolean>, trace: TokenTrace): () => Promise<void> {
  const memory: { demanded?: Promise<void> } = {};
  return () => {
    memory.demanded ??= note().then((isFirst) => {
      if (!isFirst) throw new Unauthenticated('replayed', trace);
    });
    // It is awaited before the answer leaves; until then a rejection must not count as unhandled.
    memory.demanded.catch(() => undefined);
    return memory.demanded;
  };
}
