/** Settings: what each one may be, and what is said when it is not. */
import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '#config';

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

test('production refuses to start until callers are authenticated, and says why', () => {
  expect(() => readConfig({ NOCTURNE_MODE: 'production' })).toThrow(
    /production refuses to start.*not authenticated/,
  );
});

describe('says which setting is wrong', () => {
  test.each([
    ['PORT', { PORT: '80a' }],
    ['PORT', { PORT: '70000' }],
    ['NOCTURNE_MODE', { NOCTURNE_MODE: 'demo' }],
    ['NOCTURNE_NOW', { NOCTURNE_NOW: 'yesterday' }],
    ['NOCTURNE_PUBLIC_URL', { NOCTURNE_PUBLIC_URL: 'here' }],
    ['NOCTURNE_FHIR_SERVERS', { NOCTURNE_FHIR_SERVERS: 'ftp://ehr.example' }],
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
