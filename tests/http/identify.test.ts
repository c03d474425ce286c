/** Who may call in production: conformance section 5, claim by claim, with real keys and a key endpoint that counts. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exportSPKI, importJWK } from 'jose';
import type { Issuer } from '#config';
import { Unauthenticated } from '#http/caller';
import type { Audience, Caller, Identify } from '#http/caller';
import { failureOf, outcomeOf } from '#http/failures';
import {
  ISS,
  JKU,
  NOW,
  PUBLIC_URL,
  SERVICE,
  SERVICE_URL,
  claimsAt,
  keySet,
  signingKey,
  tokenOf,
  world,
} from './tokens.ts';
import type { TokenChange } from './tokens.ts';

const ec = await signingKey('ec-1');
const rsa = await signingKey('rsa-1', 'RS384');
const unpinned = await signingKey('rsa-2', 'RS384', { alg: undefined });
const pinnedElsewhere = await signingKey('rsa-3', 'RS384', { alg: 'RS512' });
const encryption = await signingKey('ec-enc', 'ES384', { use: 'enc' });
const stranger = await signingKey('ec-1');
const other = await signingKey('other-1');
const OTHER: Issuer = {
  iss: 'https://other.example',
  keys: { keys: [{ ...other.jwk }] },
  algorithms: ['ES384'],
  audiences: [],
  tenants: [],
  fhirServers: [],
  longestTokenSeconds: 900,
};
const endpoint = keySet(ec, rsa, unpinned, pinnedElsewhere, encryption);
const FOR_SERVICE: Audience = { for: 'service', service: SERVICE };
const SECONDS = NOW / 1000;

/** Calls as a handler does: the first use is awaited, too. */
async function come(
  identify: Identify,
  authorization: readonly string[],
  audience = FOR_SERVICE,
): Promise<Caller> {
  const caller = await identify(authorization, audience);
  await caller.firstUse?.();
  return caller;
}

async function refusalOf(work: Promise<unknown>): Promise<Unauthenticated> {
  const thrown: unknown = await work.then(
    () => 'let in',
    (error: unknown) => error,
  );
  if (thrown instanceof Unauthenticated) return thrown;
  throw new Error(`Not a refusal: ${String(thrown)}`);
}

const bearer = async (token: string | Promise<string>): Promise<string[]> => [`Bearer ${await token}`];
const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const crafted = (header: unknown, claims: unknown = claimsAt(), signature = 'c2ln'): string =>
  `${part(header)}.${part(claims)}.${signature}`;

describe('a token is taken', () => {
  const good: readonly (readonly [string, TokenChange, Partial<Issuer>])[] = [
    ['for the URL of the service', {}, {}],
    ['with typ in small letters', { header: { typ: 'jwt' } }, {}],
    ['with the configured jku', { header: { jku: JKU } }, {}],
    ['with the URL in a list', { claims: { aud: ['https://elsewhere.example', SERVICE_URL] } }, {}],
    ['with an audience agreed with its issuer', { claims: { aud: 'nocturne' } }, { audiences: ['nocturne'] }],
    ['with claims nobody knows', { claims: { sub: 'x', nonce: { deep: [1] }, nbf: SECONDS - 5 } }, {}],
    ['with a jti of 64 hexadecimal digits', { claims: { jti: 'ab'.repeat(32) } }, {}],
    ['with a jti of 200 characters', { claims: { jti: 'j'.repeat(200) } }, {}],
    ['59 s after its end', { claims: { iat: SECONDS - 359, exp: SECONDS - 59 } }, {}],
    ['made 59 s ahead of our clock', { claims: { iat: SECONDS + 59, exp: SECONDS + 300 } }, {}],
    ['60 s before its nbf', { claims: { nbf: SECONDS + 60 } }, {}],
    ['as long as may be', { claims: { exp: SECONDS + 900 } }, {}],
    ['of a listed tenant', { claims: { tenant: 'north' } }, { tenants: ['south', 'north'] }],
    ['of any tenant where none is listed', { claims: { tenant: 'west' } }, {}],
  ];
  test.each(good)('%s', async (_what, change, issuer) => {
    const { identify, state } = world(endpoint, issuer);
    const caller = await come(identify, await bearer(tokenOf(ec, change)));
    expect(caller.fhirServers).toEqual(['https://ehr.example/fhir']);
    expect(state.fetched).toEqual([JKU]);
  });

  test('of ES384 and of RS384, whether or not the key names its algorithm', async () => {
    const { identify } = world(endpoint);
    for (const key of [ec, rsa, unpinned]) await come(identify, await bearer(tokenOf(key)));
  });

  test('of an issuer whose keys are listed: nothing is fetched', async () => {
    const { identify, state } = world(endpoint, {}, {}, [OTHER]);
    const caller = await come(identify, await bearer(tokenOf(other, { claims: { iss: OTHER.iss } })));
    expect(caller).toMatchObject({ realm: OTHER.iss, fhirServers: [] });
    expect(state.fetched).toEqual([]);
  });

  test('in any spelling of Bearer', async () => {
    const { identify } = world(endpoint);
    await come(identify, [`bearer  ${await tokenOf(ec)}`]);
  });

  test('for discovery and feedback by their own URLs; feedback also by that of its service', async () => {
    const { identify } = world(endpoint);
    const forUrl = async (aud: string) => bearer(tokenOf(ec, { claims: { aud } }));
    const feedback: Audience = { for: 'feedback', service: SERVICE };
    await come(identify, await forUrl(`${PUBLIC_URL}/cds-services`), { for: 'discovery' });
    await come(identify, await forUrl(`${SERVICE_URL}/feedback`), feedback);
    await come(identify, await forUrl(SERVICE_URL), feedback);
    const reasons = [
      await refusalOf(come(identify, await forUrl(SERVICE_URL), { for: 'discovery' })),
      await refusalOf(come(identify, await forUrl(`${SERVICE_URL}/feedback`))),
      await refusalOf(come(identify, await forUrl(`${PUBLIC_URL}/cds-services`), feedback)),
    ].map(({ reason }) => reason);
    expect(reasons).toEqual(['audience', 'audience', 'audience']);
  });

  test('and tells who vouches: the issuer, or the issuer and its tenant', async () => {
    const { identify } = world(endpoint);
    expect((await come(identify, await bearer(tokenOf(ec)))).realm).toBe(ISS);
    const tenant = await bearer(tokenOf(ec, { claims: { tenant: 'north' } }));
    expect((await come(identify, tenant)).realm).toBe(`${ISS}#north`);
  });
});

const spki = await exportSPKI(await publicHalf());
async function publicHalf() {
  const key = await importJWK(rsa.jwk, 'RS384');
  if (key instanceof Uint8Array) throw new Error('not a public key');
  return key;
}
function hmacToken(secret: string): string {
  const signed = crafted({ alg: 'HS256', typ: 'JWT', kid: 'rsa-1' }).replace(/\.[^.]*$/, '');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
const whole = await tokenOf(ec);
const [head = '', body = '', signature = ''] = whole.split('.');
const header = { alg: 'ES384', typ: 'JWT', kid: 'ec-1' };

describe('a caller is refused', () => {
  const headers: readonly (readonly [string, readonly string[], string])[] = [
    ['without a header', [], 'no-token'],
    ['with two headers', [`Bearer ${whole}`, `Bearer ${whole}`], 'several-headers'],
    ['with an empty header', [''], 'not-bearer'],
    ['with Bearer and nothing', ['Bearer '], 'not-bearer'],
    ['with a password', ['Basic dXNlcjpwYXNz'], 'not-bearer'],
    ['with two tokens in one header', [`Bearer ${whole}, Bearer ${whole}`], 'not-bearer'],
    ['with the bare token', [whole], 'not-bearer'],
    ['with 100 kB', [`Bearer ${'a'.repeat(100_000)}`], 'token-too-long'],
    ['with a well-formed 100 kB', [`Bearer ${head}.${'YWFh'.repeat(25_000)}.${signature}`], 'token-too-long'],
    ['with two parts', [`Bearer ${head}.${body}`], 'token-malformed'],
    ['with four parts', [`Bearer ${whole}.${signature}`], 'token-malformed'],
    ['with parts that are no JSON', [`Bearer ${part('x')}.${part('y')}.${signature}`], 'token-malformed'],
    ['with claims that are a list', [`Bearer ${crafted(header, [claimsAt()])}`], 'token-malformed'],
    ['with padding', [`Bearer ${whole}==`], 'token-malformed'],
    ['without a signature', [`Bearer ${head}.${body}.`], 'token-malformed'],
    [
      'with alg none and no signature',
      [`Bearer ${crafted({ ...header, alg: 'none' }, claimsAt(), '')}`],
      'token-malformed',
    ],
    ['with alg none', [`Bearer ${crafted({ ...header, alg: 'none' })}`], 'algorithm'],
    ['with alg None', [`Bearer ${crafted({ ...header, alg: 'None' })}`], 'algorithm'],
    ['with HS256 by the public key', [`Bearer ${hmacToken(spki)}`], 'algorithm'],
    ['with HS256 by the public JWK', [`Bearer ${hmacToken(JSON.stringify(rsa.jwk))}`], 'algorithm'],
    ['with an unlisted algorithm', [`Bearer ${crafted({ ...header, alg: 'ES256' })}`], 'algorithm'],
    ['without alg', [`Bearer ${crafted({ ...header, alg: undefined })}`], 'algorithm'],
    ['with another signature', [`Bearer ${head}.${body}.${part('x'.repeat(96))}`], 'signature'],
    [
      'with claims changed after signing',
      [`Bearer ${head}.${part({ ...claimsAt(), tenant: 'x' })}.${signature}`],
      'signature',
    ],
  ];
  test.each(headers)('%s', async (_what, authorization, reason) => {
    const { identify, state } = world(endpoint);
    expect((await refusalOf(come(identify, authorization))).reason).toBe(reason);
    expect(state.fetched.filter((url) => url !== JKU)).toEqual([]);
  });

  const changes: readonly (readonly [string, TokenChange, string])[] = [
    ['without typ', { header: { typ: undefined } }, 'type'],
    ['with another typ', { header: { typ: 'at+jwt' } }, 'type'],
    ['without kid', { header: { kid: undefined } }, 'kid'],
    ['with an empty kid', { header: { kid: '' } }, 'kid'],
    ['with an unknown kid', { header: { kid: 'ec-9' } }, 'key-unknown'],
    ['with a key for encryption', { header: { kid: 'ec-enc' } }, 'key-unknown'],
    ['with an unlisted jku', { header: { jku: 'https://evil.example/jwks.json' } }, 'jku-unlisted'],
    ['with nearly the jku', { header: { jku: `${JKU}/` } }, 'jku-unlisted'],
    ['with a jku inside the network', { header: { jku: 'http://169.254.169.254/latest' } }, 'jku-unlisted'],
    [
      'with an extension it calls critical',
      { header: { crit: ['https://ehr.example/known'], 'https://ehr.example/known': 1 } },
      'unverifiable',
    ],
    ['of no issuer', { claims: { iss: undefined } }, 'issuer-unknown'],
    ['of an unknown issuer', { claims: { iss: 'https://evil.example' } }, 'issuer-unknown'],
    ['of nearly an issuer', { claims: { iss: `${ISS}/` } }, 'issuer-unknown'],
    ['of an issuer that is no string', { claims: { iss: [ISS] } }, 'issuer-unknown'],
    ['of an issuer named like a property', { claims: { iss: '__proto__' } }, 'issuer-unknown'],
    ['with the key of another issuer', { claims: { iss: OTHER.iss } }, 'key-unknown'],
    ['without aud', { claims: { aud: undefined } }, 'audience'],
    [
      'for another service',
      { claims: { aud: `${PUBLIC_URL}/cds-services/leg-pain-encounter-start` } },
      'audience',
    ],
    ['for the base URL', { claims: { aud: PUBLIC_URL } }, 'audience'],
    ['for the service over http', { claims: { aud: SERVICE_URL.replace('https', 'http') } }, 'audience'],
    ['for nothing in a list', { claims: { aud: [] } }, 'audience'],
    ['for an audience of nobody', { claims: { aud: 'nocturne' } }, 'audience'],
    ['without exp', { claims: { exp: undefined } }, 'claims'],
    ['with exp as a string', { claims: { exp: String(SECONDS + 300) } }, 'claims'],
    ['60 s after its end', { claims: { iat: SECONDS - 360, exp: SECONDS - 60 } }, 'expired'],
    ['with an end in the year 2100', { claims: { exp: 4_102_444_800 } }, 'lifetime'],
    ['with a life of 901 s', { claims: { exp: SECONDS + 901 } }, 'lifetime'],
    ['with an end before its start', { claims: { iat: SECONDS + 50, exp: SECONDS + 50 } }, 'lifetime'],
    ['without iat', { claims: { iat: undefined } }, 'claims'],
    ['with iat as a string', { claims: { iat: String(SECONDS) } }, 'claims'],
    ['made 61 s ahead of our clock', { claims: { iat: SECONDS + 61 } }, 'not-yet-valid'],
    ['made in the far future', { claims: { iat: SECONDS + 1e9, exp: SECONDS + 1e9 + 300 } }, 'not-yet-valid'],
    ['61 s before its nbf', { claims: { nbf: SECONDS + 61 } }, 'not-yet-valid'],
    ['without jti', { claims: { jti: undefined } }, 'claims'],
    ['with an empty jti', { claims: { jti: '' } }, 'token-id'],
    ['with a jti of 201 characters', { claims: { jti: 'j'.repeat(201) } }, 'token-id'],
    ['with a zero byte in its jti', { claims: { jti: 'a\u0000b' } }, 'token-id'],
    ['with half a character in its jti', { claims: { jti: 'a\ud800' } }, 'token-id'],
    ['with a line break in its tenant', { claims: { tenant: 'a\nb' } }, 'tenant'],
    ['with a jti that is a number', { claims: { jti: 7 } }, 'token-id'],
    ['of a tenant that is no string', { claims: { tenant: { name: 'north' } } }, 'tenant'],
  ];
  test.each(changes)('with a token %s', async (_what, change, reason) => {
    const { identify, state } = world(endpoint, {}, {}, [OTHER]);
    expect((await refusalOf(come(identify, await bearer(tokenOf(ec, change))))).reason).toBe(reason);
    expect(state.fetched.filter((url) => url !== JKU)).toEqual([]);
  });

  test('of an unlisted tenant, or of none where some are listed', async () => {
    const { identify } = world(endpoint, { tenants: ['north'] });
    for (const tenant of [undefined, '', 'south', 'NORTH']) {
      const refusal = await refusalOf(come(identify, await bearer(tokenOf(ec, { claims: { tenant } }))));
      expect(refusal.reason).toBe('tenant');
    }
  });

  test('who signs with a key of the same name, and who brings the key along', async () => {
    const { identify, state } = world(endpoint);
    for (const extra of [{}, { jwk: stranger.jwk }, { x5u: 'https://evil.example/cert' }]) {
      const refusal = await refusalOf(come(identify, await bearer(tokenOf(stranger, { header: extra }))));
      expect(refusal.reason).toBe('signature');
    }
    expect(state.fetched).toEqual([JKU]);
  });

  test('whose key names another algorithm than the token', async () => {
    const { identify } = world(endpoint);
    expect((await refusalOf(come(identify, await bearer(tokenOf(pinnedElsewhere))))).reason).toBe(
      'key-unknown',
    );
  });

  test('whose algorithm another issuer may use', async () => {
    const { identify } = world(endpoint, { algorithms: ['ES384'] });
    expect((await refusalOf(come(identify, await bearer(tokenOf(rsa))))).reason).toBe('algorithm');
  });

  test('whose key set has the same kid twice', async () => {
    const { identify } = world(keySet(ec, stranger));
    expect((await refusalOf(come(identify, await bearer(tokenOf(ec))))).reason).toBe('key-unknown');
  });

  test('with the same answer for every cause', async () => {
    const answers = new Set<string>();
    for (const authorization of [
      ...headers.map(([, one]) => one),
      ...(await Promise.all(changes.map(([, change]) => bearer(tokenOf(ec, change))))),
    ]) {
      const { identify } = world(endpoint);
      const failure = failureOf(await refusalOf(come(identify, authorization)));
      answers.add(JSON.stringify([failure.status, outcomeOf(failure)]));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^\[401,.*"security"/);
  });

  test('with nothing for the log but a listed issuer, until the signature holds', async () => {
    const { identify } = world(endpoint, { tenants: ['north'] });
    const claims = { tenant: 'Quillfeather', jti: 'patient-7781' };
    const traces = [
      await refusalOf(
        come(identify, await bearer(tokenOf(ec, { claims: { ...claims, iss: 'Quillfeather' } }))),
      ),
      await refusalOf(come(identify, await bearer(tokenOf(stranger, { claims })))),
      await refusalOf(come(identify, await bearer(tokenOf(ec, { claims })))),
    ].map(({ trace }) => trace);
    expect(traces).toEqual([{}, { iss: ISS }, { iss: ISS, ...claims }]);
  });
});

describe('a token that was tampered with', () => {
  const FUZZ = { numRuns: 300, seed: 5103 };
  const edits = fc.oneof(
    fc.record({ at: fc.nat(), to: fc.string({ maxLength: 3 }) }).map(({ at, to }) => (text: string) => {
      const spot = at % text.length;
      return text.slice(0, spot) + to + text.slice(spot + 1);
    }),
    fc
      .record({ at: fc.nat(), to: fc.constantFrom(...'ABCDwxyz0189-_') })
      .map(({ at, to }) => (text: string) => {
        const spot = at % text.length;
        return text.slice(0, spot) + to + text.slice(spot + 1);
      }),
    fc.jsonValue().map((value) => (text: string) => {
      const [first, , last] = text.split('.');
      return `${first}.${part(value)}.${last}`;
    }),
    fc.record({ name: fc.string(), value: fc.jsonValue() }).map(({ name, value }) => (text: string) => {
      const [first, , last] = text.split('.');
      return `${first}.${part({ ...claimsAt(), [name]: value })}.${last}`;
    }),
    fc
      .record({
        name: fc.constantFrom('alg', 'kid', 'typ', 'jku', 'jwk', 'crit', 'b64', 'x5c', 'zip'),
        value: fc.jsonValue(),
      })
      .map(({ name, value }) => (text: string) => {
        const [, middle, last] = text.split('.');
        return `${part({ ...header, [name]: value })}.${middle}.${last}`;
      }),
    fc.nat().map((cut) => (text: string) => text.slice(0, cut % text.length)),
    fc.constant((text: string) => text.split('.').reverse().join('.')),
  );

  test('never passes, is never answered but by the one refusal, and makes us fetch nothing else', async () => {
    const { identify, state } = world(endpoint);
    await fc.assert(
      fc.asyncProperty(edits, async (edit) => {
        const good = await tokenOf(ec);
        const bad = edit(good);
        fc.pre(bad !== good);
        await refusalOf(come(identify, [`Bearer ${bad}`]));
      }),
      FUZZ,
    );
    expect([...new Set(state.fetched)]).toEqual([JKU]);
  });

  test('does not pass in another spelling of the same bytes', async () => {
    const { identify } = world(endpoint);
    const good = await tokenOf(rsa);
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // 256 bytes leave four bits of the last digit unused.
    const sibling = digits[digits.indexOf(good.slice(-1)) + 1] ?? '';
    const bad = good.slice(0, -1) + sibling;
    expect(Buffer.from(bad, 'base64url')).toEqual(Buffer.from(good, 'base64url'));
    expect((await refusalOf(come(identify, [`Bearer ${bad}`]))).reason).toBe('token-malformed');
    await come(identify, [`Bearer ${good}`]);
  });

  test('nor does any header at all', async () => {
    const { identify, state } = world(endpoint);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 3 }),
        async (headers) => {
          await refusalOf(come(identify, headers));
        },
      ),
      FUZZ,
    );
    expect(state.fetched).toEqual([]);
  });
});
