/** Settings: what each one may be, and what is said when it is not. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig } from '#config';
import { ROOT } from './root.ts';

test('needs nothing: sandbox mode on 127.0.0.1:8080', () => {
  expect(readConfig({})).toMatchObject({
    mode: 'sandbox',
    host: '127.0.0.1',
    port: 8080,
    publicUrl: 'http://127.0.0.1:8080',
    fhirServers: [],
    now: undefined,
  });
});

describe('says which setting is wrong', () => {
  test.each([
    ['PORT', { PORT: '80a' }],
    ['PORT', { PORT: '70000' }],
    ['NOCTURNE_MODE', { NOCTURNE_MODE: 'demo' }],
    ['NOCTURNE_NOW', { NOCTURNE_NOW: 'yesterday' }],
    ['NOCTURNE_PUBLIC_URL', { NOCTURNE_PUBLIC_URL: 'here' }],
    ['NOCTURNE_FHIR_SERVERS', { NOCTURNE_FHIR_SERVERS: 'ftp://ehr.example' }],
    ['NOCTURNE_PUBLIC_URL', { NOCTURNE_PUBLIC_URL: 'https://u:p@cds.example' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://cds.example/nocturne' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['HOST', { HOST: '192.168.1.4' }],
    ['HOST', { HOST: '0.0.0.0', NOCTURNE_SANDBOX_EXPOSE: '0' }],
    ['NOCTURNE_FHIR_SERVERS', { NOCTURNE_FHIR_SERVERS: 'https://user:secret@ehr.example/fhir' }],
  ])('%s in %j', (name, env) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(name);
  });
});

test('FHIR servers are a list, slashes at the end do not matter', () => {
  expect(
    readConfig({ NOCTURNE_FHIR_SERVERS: 'https://a.example/fhir/, https://b.example/r4' }).fhirServers,
  ).toEqual(['https://a.example/fhir', 'https://b.example/r4']);
});

test('a fixed clock is kept as an instant', () => {
  expect(readConfig({ NOCTURNE_NOW: '2026-03-01T22:00:00Z' }).now).toBe('2026-03-01T22:00:00.000Z');
});

test('sandbox mode listens beyond loopback only when told that this is meant', () => {
  expect(readConfig({ HOST: '0.0.0.0', NOCTURNE_SANDBOX_EXPOSE: '1' }).host).toBe('0.0.0.0');
  for (const HOST of ['localhost', '::1', '127.0.0.5']) expect(readConfig({ HOST }).host).toBe(HOST);
});

const EXAMPLE = readFileSync(join(ROOT, 'docs', 'settings.example.json'), 'utf8');
const PRODUCTION = {
  NOCTURNE_MODE: 'production',
  NOCTURNE_CONFIG: '/etc/nocturne.json',
  NOCTURNE_PUBLIC_URL: 'https://cds.example/',
  DATABASE_URL: 'postgres://nocturne@db.example/nocturne',
};
const ISSUER = { iss: 'https://ehr.example', jku: 'https://ehr.example/jwks.json' };
const KEY = Buffer.alloc(32, 7).toString('base64');
const LEAST = { issuers: [ISSUER], hashKeys: [{ id: 'k1', key: KEY }] };

/** The lines of the refusal, or none. */
function complaints(env: Readonly<Record<string, string>>, file: unknown): readonly string[] {
  try {
    readConfig(env, () => (typeof file === 'string' ? file : JSON.stringify(file)));
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}
const inSandbox = (file: unknown): readonly string[] =>
  complaints({ NOCTURNE_CONFIG: '/etc/nocturne.json' }, file).map((line) =>
    line.replace('NOCTURNE_CONFIG: ', ''),
  );

describe('production', () => {
  test('starts with an issuer, a hash key, an https address and PostgreSQL, and nothing more', () => {
    const config = readConfig(PRODUCTION, () => JSON.stringify(LEAST));
    expect(config).toMatchObject({
      mode: 'production',
      publicUrl: 'https://cds.example',
      fhirServers: [],
      databaseUrl: PRODUCTION.DATABASE_URL,
    });
    expect(config.settings.issuers).toEqual([
      {
        ...ISSUER,
        algorithms: ['ES384', 'RS384'],
        audiences: [],
        tenants: [],
        fhirServers: [],
        longestTokenSeconds: 900,
      },
    ]);
    expect(config.settings.retention).toEqual({ cards: 730, feedback: 730, comments: 90, access: 365 });
  });

  test('says everything that is missing at once', () => {
    expect(complaints({ NOCTURNE_MODE: 'production' }, LEAST)).toEqual([
      expect.stringMatching(/^NOCTURNE_PUBLIC_URL must be the https base URL/),
      expect.stringMatching(/^DATABASE_URL is missing/),
      expect.stringMatching(/^NOCTURNE_CONFIG is missing.*docs\/settings\.example\.json/),
    ]);
  });

  test.each([
    ['no issuer', PRODUCTION, { ...LEAST, issuers: [] }, /issuers: production needs at least one/],
    ['no hash key', PRODUCTION, { issuers: [ISSUER] }, /hashKeys: production needs at least one/],
    [
      'plain http',
      { ...PRODUCTION, NOCTURNE_PUBLIC_URL: 'http://cds.example' },
      LEAST,
      /NOCTURNE_PUBLIC_URL/,
    ],
    ['a fixed clock', { ...PRODUCTION, NOCTURNE_NOW: '2026-03-01T22:00:00Z' }, LEAST, /NOCTURNE_NOW/],
    [
      'servers for everyone',
      { ...PRODUCTION, NOCTURNE_FHIR_SERVERS: 'https://a.example' },
      LEAST,
      /with each issuer/,
    ],
    [
      'an issuer whose key is public',
      PRODUCTION,
      { ...LEAST, issuers: [{ ...ISSUER, iss: 'https://sandbox.cds-hooks.org' }] },
      /issuers\[0\]\.iss: the key of this issuer is public/,
    ],
    [
      'keys over plain http on loopback',
      PRODUCTION,
      { ...LEAST, issuers: [{ ...ISSUER, jku: 'http://127.0.0.1/jwks.json' }] },
      /issuers\[0\]\.jku: must be an https URL/,
    ],
  ])('refuses to start with %s', (_what, env, file, sentence) => {
    expect(complaints(env, file)).toEqual([expect.stringMatching(sentence)]);
  });

  test('refuses to start when the file cannot be read', () => {
    const read = (): string => {
      throw new Error('ENOENT');
    };
    expect(() => readConfig(PRODUCTION, read)).toThrow(
      'NOCTURNE_CONFIG: the file /etc/nocturne.json cannot be read.',
    );
  });
});

describe('the settings file', () => {
  test('the example is right, for production and for the sandbox', () => {
    expect(complaints(PRODUCTION, EXAMPLE)).toEqual([]);
    expect(inSandbox(EXAMPLE)).toEqual([]);
  });

  test('may say a part; the rest is as ever', () => {
    const { settings } = readConfig({ NOCTURNE_CONFIG: 'x' }, () =>
      JSON.stringify({ repeat: { order: { hours: 2 } }, retention: { comments: 7 }, load: { stopMs: 0 } }),
    );
    const plain = readConfig({}).settings;
    expect(settings).toEqual({
      ...plain,
      repeat: { ...plain.repeat, order: { ...plain.repeat.order, hours: 2 } },
      retention: { ...plain.retention, comments: 7 },
      load: { ...plain.load, stopMs: 0 },
    });
  });

  test('says every mistake at once, in the order of a reader, with the name that was meant', () => {
    const said = inSandbox({
      issuers: [
        { iss: 'https://a.example', tennants: ['x'] },
        { ...ISSUER, jku: 'http://ehr.example/jwks.json', algorithms: ['HS256', 'none'] },
        { jku: 'https://c.example/jwks.json', longestTokenSeconds: '900' },
      ],
      operatorTokens: ['my token'],
      retention: { card: 1 },
      colour: 'blue',
    });
    expect([...said].sort()).toEqual(
      [
        'colour: is no setting; possible here: issuers, corsOrigins, operatorTokens, hashKeys, tokenStoreAway, repeat, retention, intake, load.',
        'issuers[0].tennants: is no setting; did you mean tenants?',
        'issuers[0]: has neither jku nor keys.',
        'issuers[1].algorithms[0]: must be an asymmetric algorithm: ES384 and RS384 are recommended; ES256, ES512, RS256, RS512, PS256, PS384, PS512 and EdDSA are possible.',
        'issuers[1].algorithms[1]: must be an asymmetric algorithm: ES384 and RS384 are recommended; ES256, ES512, RS256, RS512, PS256, PS384, PS512 and EdDSA are possible.',
        'issuers[1].jku: must be an https URL without credentials or fragment.',
        'issuers[2].iss: is missing; it must be the iss of its tokens, exactly, without # or spaces.',
        'issuers[2].longestTokenSeconds: must be a whole number of seconds from 1 to 3600.',
        'operatorTokens[0]: must be the SHA-256 of a token as 64 small hexadecimal digits, not the token itself.',
        'retention.card: is no setting; did you mean cards?',
      ].sort(),
    );
  });

  const publicKey = { kty: 'EC', kid: 'k', crv: 'P-384', x: 'x', y: 'y' };
  const withKeys = (...keys: readonly unknown[]) => ({ issuers: [{ iss: 'i', keys: { keys } }] });
  test.each([
    ['a list', [], 'the file: must be one JSON object.'],
    ['no JSON', '{\n  "load": {}\n  "repeat": {}\n}', 'the file is not valid JSON (line 3).'],
    ['nothing', '', 'the file is not valid JSON.'],
    [
      'a private key',
      withKeys({ ...publicKey, d: 'S3CR3T' }),
      /keys\.keys\[0\]\.d: must be absent: this is a private key/,
    ],
    [
      'a shared secret',
      withKeys({ kty: 'oct', kid: 'k', k: 'S3CR3T' }),
      /keys\.keys\[0\]\.k: must be absent/,
    ],
    ['a key without kid', withKeys({ ...publicKey, kid: undefined }), /keys\.keys\[0\]\.kid: is missing/],
    ['a kid twice', withKeys(publicKey, publicKey), 'issuers[0].keys.keys[1].kid: is there twice.'],
    ['an empty set of keys', withKeys(), /issuers\[0\]\.keys\.keys: must be a list of one JWK or more/],
    ['an issuer twice', { issuers: [ISSUER, ISSUER] }, 'issuers[1].iss: is there twice.'],
    [
      'a short hash key',
      { hashKeys: [{ id: 'a', key: KEY.slice(0, 20) }] },
      /hashKeys\[0\]\.key: must be at least 32 random bytes/,
    ],
    [
      'a hash key id twice',
      {
        hashKeys: [
          { id: 'a', key: KEY },
          { id: 'a', key: KEY },
        ],
      },
      'hashKeys[1].id: is there twice.',
    ],
    ['a colon in a hash key id', { hashKeys: [{ id: 'a:b', key: KEY }] }, /hashKeys\[0\]\.id: must be/],
    [
      'an origin with a path',
      { corsOrigins: ['https://ehr.example/'] },
      /corsOrigins\[0\]: must be an exact origin/,
    ],
    ['any origin', { corsOrigins: ['*'] }, /corsOrigins\[0\]: must be an exact origin/],
    [
      'a plain http FHIR server',
      { issuers: [{ ...ISSUER, fhirServers: ['http://ehr.example/fhir'] }] },
      /fhirServers\[0\]: must be an https base URL/,
    ],
    [
      'a FHIR server with a password',
      { issuers: [{ ...ISSUER, fhirServers: ['https://u:S3CR3T@ehr.example'] }] },
      /fhirServers\[0\]: must be an https base URL/,
    ],
    [
      'negative hours',
      { repeat: { order: { hours: -1 } } },
      /repeat\.order\.hours: must be a number of hours/,
    ],
    [
      'a token kept for hours',
      { issuers: [{ ...ISSUER, longestTokenSeconds: 86400 }] },
      /longestTokenSeconds: must be/,
    ],
  ])('is refused with %s, without its value', (_what, file, sentence) => {
    const said = inSandbox(file);
    expect(
      said.filter((one) => (typeof sentence === 'string' ? one === sentence : sentence.test(one))),
    ).toHaveLength(1);
    expect(said.join()).not.toMatch(/S3CR3T|BwcHBw/);
  });

  test('plain http on loopback will do for the keys and the FHIR server of a sandbox', () => {
    const jku = 'http://127.0.0.1:9000/jwks.json';
    expect(inSandbox({ issuers: [{ ...ISSUER, jku, fhirServers: ['http://localhost:9000/fhir'] }] })).toEqual(
      [],
    );
  });
});
