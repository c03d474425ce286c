/** The intake page is told where it is registered, and may speak to those servers only. */
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { readConfig } from '#config';
import { createIntakeConfig, intakeConfig, intakeMayCall, isIntakeRegistered } from '#http/intake';

const ENV = {
  NOCTURNE_MODE: 'production',
  NOCTURNE_CONFIG: '/etc/nocturne.json',
  NOCTURNE_PUBLIC_URL: 'https://cds.example',
  DATABASE_URL: 'postgres://nocturne@db.example/nocturne',
};
const ISSUER = {
  iss: 'https://ehr.example',
  jku: 'https://ehr.example/jwks.json',
  fhirServers: ['https://ehr.example/fhir/'],
};
const HASH_KEY = { id: 'k', key: Buffer.alloc(32, 7).toString('base64') };
const INTAKE = {
  clients: [{ fhirServer: 'https://other.example/r4/', clientId: 'nocturne-7' }],
  mayCall: ['https://login.other.example'],
};

const production = (intake?: unknown) =>
  readConfig(ENV, () =>
    JSON.stringify({ issuers: [ISSUER], hashKeys: [HASH_KEY], ...(intake === undefined ? {} : { intake }) }),
  );

describe('in production', () => {
  test('the page learns what the operator configured, and nothing else', async () => {
    const app = express().use('/intake/config.json', createIntakeConfig(production(INTAKE)));
    const response = await request(app).get('/intake/config.json');
    expect([response.status, response.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(response.body).toEqual({
      clients: [{ fhirServer: 'https://other.example/r4', clientId: 'nocturne-7' }],
      clientId: 'nocturne-intake',
      fhirServers: ['https://ehr.example/fhir', 'https://other.example/r4'],
    });
  });

  test('it may call those FHIR servers and the authorization servers listed', () => {
    expect(intakeMayCall(production(INTAKE))).toEqual([
      'https://ehr.example',
      'https://other.example',
      'https://login.other.example',
    ]);
  });

  test('cards link it only when an EHR knows it', () => {
    expect([production(), production(INTAKE)].map(isIntakeRegistered)).toEqual([false, true]);
  });

  test.each([
    [
      { clients: [{ fhirServer: 'http://ehr.example/fhir', clientId: 'x' }] },
      'intake.clients[0].fhirServer: must be',
    ],
    [{ clients: [{ fhirServer: 'https://ehr.example/fhir' }] }, 'intake.clients[0].clientId: is missing'],
    [{ clients: [{ fhirServer: 'https://e.example', clientId: '' }] }, 'intake.clients[0].clientId: must be'],
    [{ clients: [INTAKE.clients[0], INTAKE.clients[0]] }, 'intake.clients[1].fhirServer: is there twice.'],
    [{ mayCall: ['https://login.example/path'] }, 'intake.mayCall[0]: must be an exact https origin'],
    [{ mayCall: ['http://login.example'] }, 'intake.mayCall[0]: must be an exact https origin'],
    [{ mayCall: ["https://a.example; script-src 'unsafe-inline'"] }, 'intake.mayCall[0]: must be'],
    [{ client: [] }, 'intake.client: is no setting; did you mean clients?'],
  ])('a mistake in %j is named', (intake, said) => {
    expect(() => production(intake)).toThrow(said);
  });
});

test('in sandbox mode it learns the sandbox, may call loopback, and is linked', () => {
  const config = readConfig({ NOCTURNE_FHIR_SERVERS: 'https://a.example/fhir' });
  const own = 'http://127.0.0.1:8080/sandbox/fhir';
  expect(intakeConfig(config)).toEqual({
    clients: [],
    clientId: 'nocturne-intake',
    fhirServers: [own, 'https://a.example/fhir'],
    sandbox: { fhirServer: own },
  });
  expect(intakeMayCall(config)).toEqual([
    'http://127.0.0.1:*',
    'http://localhost:*',
    'http://127.0.0.1:8080',
    'https://a.example',
  ]);
  expect(isIntakeRegistered(config)).toBe(true);
});
