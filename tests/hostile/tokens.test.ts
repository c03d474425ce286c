/** Hostile row 24: tokens that are none, thrown at the service in production mode over the wire. */
import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, test } from '@jest/globals';
import { JKU, NOW, PUBLIC_URL, tokenOf } from '../http/tokens.ts';
import { production } from '../http/production.ts';
import { signingKey } from '../http/tokens.ts';
import { ORDINARY } from './rows.ts';
import { JWT, SECRETS } from './secrets.ts';
import { send } from './wire.ts';
import type { Received } from './wire.ts';

const service = await production();
afterAll(() => service.stop());
const { key, port } = service;
const stranger = await signingKey(key.kid);
const SECONDS = NOW / 1000;
const { Authorization: _, ...headers } = ORDINARY.headers;

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const [head = '', body = '', signature = ''] = (await tokenOf(key)).split('.');
const unsigned = `${part({ alg: 'none', typ: 'JWT', kid: key.kid })}.${body}`;
const hmac = `${part({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${body}`;
const hmacSignature = createHmac('sha256', JSON.stringify(key.jwk)).update(hmac).digest('base64url');
const used = await tokenOf(key);
const bearer = (token: string): string => `Bearer ${token}`;
const changed = async (
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> => bearer(await tokenOf(key, { claims, header }));

const TRIES: readonly (readonly [string, string | undefined])[] = [
  ['absent', undefined],
  ['empty', ''],
  ['no token', bearer(JWT)],
  ['alg none without a signature', bearer(`${unsigned}.`)],
  ['alg none with a signature', bearer(`${unsigned}.${signature}`)],
  ['HS256 signed with the public key', bearer(`${hmac}.${hmacSignature}`)],
  ['signed by a stranger', bearer(await tokenOf(stranger))],
  ['cut', bearer(`${head}.${body}.${signature.slice(0, -4)}`)],
  ['expired', await changed({ iat: SECONDS - 900, exp: SECONDS - 600 })],
  ['made in the far future', await changed({ iat: SECONDS + 86_400, exp: SECONDS + 86_700 })],
  ['for another service', await changed({ aud: `${PUBLIC_URL}/cds-services/leg-pain-encounter-start` })],
  ['of an unknown issuer', await changed({ iss: 'https://evil.example' })],
  ['with an unlisted jku', await changed({}, { jku: 'https://evil.example/jwks.json' })],
  ['with a jku inside the network', await changed({}, { jku: 'http://169.254.169.254/' })],
  ['with an unknown kid', await changed({}, { kid: 'nobody' })],
  ['with a kid that is a path', await changed({}, { kid: '../../../etc/passwd' })],
  ['used before', bearer(used)],
  ['of 100 kB', bearer('x'.repeat(100_000))],
  ['of 100 kB in three parts', bearer(`${head}.${'YWFh'.repeat(25_000)}.${signature}`)],
];

const call = (authorization?: string): Promise<Received> =>
  send(port, {
    ...ORDINARY,
    headers: { ...headers, ...(authorization === undefined ? {} : { Authorization: authorization }) },
  });

describe('row 24', () => {
  let refusal: string | undefined;

  function expectRefused({ status, headers: answered, text }: Received): void {
    refusal ??= text;
    expect(status).toBe(401);
    expect(text).toBe(refusal);
    expect(answered['www-authenticate']).toBe('Bearer');
    expect(answered['content-type']).toMatch(/^application\/json\b/);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  }

  test('a good token → 200', async () => {
    expect((await call(bearer(used))).status).toBe(200);
  });

  test.each(TRIES)(
    'a token %s → 401, the same bytes, and the next call is answered',
    async (_what, authorization) => {
      expectRefused(await call(authorization));
      expect((await call(await service.bearer())).status).toBe(200);
    },
  );

  test('two Authorization values → 401, also when the first is good', async () => {
    const good = await service.bearer();
    for (const values of [
      [good, good],
      [good, bearer(JWT)],
      [bearer(JWT), good],
    ]) {
      expectRefused(await send(port, { ...ORDINARY, headers: { ...headers, Authorization: values } }));
    }
    expect((await call(good)).status).toBe(200);
  });

  test('nothing was fetched but the listed jku, and no token is in the log', () => {
    expect([...new Set(service.state.fetched)]).toEqual([JKU]);
    expect(service.outbound).toEqual([]);
    for (const secret of [...SECRETS, body, signature, hmacSignature, 'evil.example', '169.254', 'passwd']) {
      expect(service.logged()).not.toContain(secret);
    }
    expect(service.logged()).not.toContain('"failure":"internal"');
  });
});
