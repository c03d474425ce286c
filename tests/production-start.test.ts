/** The real program in production mode, as an operator starts it: what it refuses, what it serves, what is gone. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { ISS, PUBLIC_URL, signingKey, tokenOf } from './http/tokens.ts';
import { ROOT } from './root.ts';

const PATIENCE_MS = 30_000;
const folder = mkdtempSync(join(tmpdir(), 'nocturne-'));
const stops: (() => void)[] = [() => rmSync(folder, { recursive: true })];
afterAll(() => stops.forEach((stop) => stop()));

interface Started {
  readonly said: () => string;
  /** The base URL it says it listens on, or its exit code. */
  readonly outcome: Promise<string | number | null>;
}

function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NOCTURNE_MODE: 'production', PORT: '0', LOG_LEVEL: 'silent', ...env },
  });
  stops.push(() => child.kill('SIGKILL'));
  let said = '';
  const outcome = new Promise<string | number | null>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const base = /CDS Hooks +(http:\/\/\S+)\/cds-services/.exec(said)?.[1];
      if (base !== undefined) resolve(base);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { said: () => said, outcome };
}

test(
  'without what production needs it stops and says all of it, without a stack',
  async () => {
    const refused = start({});
    expect(await refused.outcome).toBe(1);
    const lines = refused.said().trim().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'NOCTURNE_PUBLIC_URL',
      'DATABASE_URL',
      'NOCTURNE_CONFIG',
    ]);
  },
  PATIENCE_MS,
);

test(
  'with it, listed callers are served, and of the sandbox nothing is there',
  async () => {
    const key = await signingKey('k-1');
    const file = join(folder, 'settings.json');
    const settings = {
      issuers: [{ iss: ISS, keys: { keys: [key.jwk] } }],
      hashKeys: [{ id: 'k', key: Buffer.alloc(32, 1).toString('base64') }],
    };
    writeFileSync(file, JSON.stringify(settings));
    const { outcome, said } = start({
      NOCTURNE_CONFIG: file,
      NOCTURNE_PUBLIC_URL: PUBLIC_URL,
      // Nobody listens there: calls are answered without the database.
      DATABASE_URL: 'postgres://nocturne@127.0.0.1:1/nocturne',
    });
    const base = String(await outcome);
    expect(base).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(said()).not.toMatch(/sandbox/i);

    const get = async (path: string, token?: string) =>
      fetch(base + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
    const statuses: Record<string, number> = {};
    for (const path of [
      '/',
      '/sandbox/fhir/metadata',
      '/sandbox/info',
      '/web/index.html',
      '/web/ehr/main.js',
      '/vendor/preact.js',
      '/cds-services',
      '/healthz',
      '/review',
      '/intake',
      '/review/overrides',
    ]) {
      statuses[path] = (await get(path)).status;
    }
    expect(statuses).toEqual({
      '/': 404,
      '/sandbox/fhir/metadata': 404,
      '/sandbox/info': 404,
      '/web/index.html': 404,
      '/web/ehr/main.js': 404,
      '/vendor/preact.js': 404,
      '/cds-services': 401,
      '/healthz': 200,
      '/review': 200,
      '/intake': 200,
      '/review/overrides': 401,
    });
    // The pages leave the way to the EHR page out by it (web/parts/Frame.tsx).
    expect(await (await get('/review')).text()).toContain('<html data-mode="production"');

    const claims = { aud: `${PUBLIC_URL}/cds-services` };
    const token = await tokenOf(key, { claims, at: Date.now() });
    const discovery = await get('/cds-services', token);
    expect(discovery.status).toBe(200);
    expect(await discovery.text()).toContain('"id":"leg-pain-patient-view"');
    expect((await get('/cds-services', token)).status).toBe(401);
  },
  PATIENCE_MS,
);
