/** Two copies of the real program behind nginx with the committed configuration; skipped where nginx is not installed. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { request as secureRequest } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../root.ts';
import { localConfiguration } from './balancer.ts';

const installed = (program: string): boolean => spawnSync(program, ['-v']).error === undefined;
const describeNginx = installed('nginx') && installed('openssl') ? describe : describe.skip;

const SLOW_MS = 120_000;
const CALL = JSON.stringify({
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/d1', patientId: 'p1' },
  prefetch: { patient: { resourceType: 'Patient', id: 'p1' }, conditions: { resourceType: 'Bundle' } },
});
const CALL_PATH = '/cds-services/leg-pain-patient-view';

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A program with what it has said so far. */
class Program {
  said = '';
  readonly ended: Promise<unknown>;
  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part: Buffer) => (this.said += part.toString('utf8')));
    }
    this.ended = once(child, 'exit');
  }
  /** Hook calls it has answered. */
  get calls(): number {
    return this.said.split('\n').filter((line) => line.includes('"route":"/cds-services/:id"')).length;
  }
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** Asks until the answer is 200; the test's own time limit ends it. */
async function ready(port: number, sent: Sent): Promise<void> {
  for (;;) {
    const status = await send(port, '/healthz', sent).then(
      (got) => got.status,
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secure?: boolean;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function send(port: number, path: string, { method, body, headers, secure }: Sent = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      path,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { 'Content-Type': 'application/json', ...headers },
    };
    const call = secure
      ? secureRequest({ ...options, rejectUnauthorized: false, minVersion: 'TLSv1.2' })
      : request({ ...options, agent });
    call.on('response', (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('error', reject);
      res.on('end', () =>
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

const call = (port: number, more: Sent = {}): Promise<Got> => send(port, CALL_PATH, { body: CALL, ...more });

function refusal({ text }: Got): unknown {
  const body: { readonly resourceType?: unknown; readonly issue?: readonly { readonly code: unknown }[] } =
    JSON.parse(text);
  return [body.resourceType, body.issue?.[0]?.code];
}

describeNginx('two copies behind the balancer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nocturne-balancer-'));
  const programs: Program[] = [];
  const ports: number[] = [];
  const at = (index: number): number => ports[index] ?? 0;

  function startCopy(port: number): Program {
    const env = { ...process.env, NODE_OPTIONS: '', HOST: '127.0.0.1', PORT: String(port) };
    return new Program(
      spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
        cwd: ROOT,
        env: {
          ...env,
          NOCTURNE_PUBLIC_URL: `http://127.0.0.1:${at(2)}`,
          // Away, so that calls are answered without it: this is not about the ledger.
          DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
        },
      }),
    );
  }
  function startBalancer(file: string, listen: number): Program {
    const copies = { 'nocturne-1': at(0), 'nocturne-2': at(1) };
    const path = localConfiguration(file, {
      folder: mkdtempSync(join(folder, 'nginx-')),
      secrets: folder,
      listen,
      copies,
    });
    return new Program(spawn('nginx', ['-p', folder, '-c', path, '-g', 'daemon off;']));
  }
  const copy = (index: number): Program => {
    const program = programs[index];
    if (program === undefined) throw new Error('The copy was not started.');
    return program;
  };

  beforeAll(async () => {
    ports.push(...(await freePorts(4)));
    spawnSync('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...[
        '-subj',
        '/CN=cds.example.org',
        '-keyout',
        join(folder, 'tls.key'),
        '-out',
        join(folder, 'tls.crt'),
      ],
    ]);
    programs.push(startCopy(at(0)), startCopy(at(1)));
    // As in the compose files: the balancer starts when both are there. It would leave out for a moment what it missed.
    await Promise.all([ready(at(0), {}), ready(at(1), {})]);
    programs.push(startBalancer('nginx.conf', at(2)), startBalancer('nginx-production.conf', at(3)));
    await Promise.all([ready(at(2), {}), ready(at(3), { secure: true })]);
  }, SLOW_MS);
  afterAll(async () => {
    agent.destroy();
    for (const { child } of programs) child.kill('SIGTERM');
    await Promise.all(programs.map(({ ended }) => ended));
    rmSync(folder, { recursive: true, force: true });
  }, SLOW_MS);

  test('calls are spread over both copies', async () => {
    const before = [copy(0).calls, copy(1).calls];
    const answers = await Promise.all(Array.from({ length: 100 }, () => call(at(2))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.every(({ headers }) => headers['set-cookie'] === undefined)).toBe(true);
    // Each call goes by chance: fewer than 20 of 100 for one of two copies is a chance of one in 10^9.
    expect(copy(0).calls - (before[0] ?? 0)).toBeGreaterThan(20);
    expect(copy(1).calls - (before[1] ?? 0)).toBeGreaterThan(20);
  });

  test('a browser stays with one copy, and reads there what it wrote', async () => {
    const page = await send(at(2), '/');
    const [cookie = ''] = (page.headers['set-cookie']?.[0] ?? '').split(';');
    expect(cookie).toMatch(/^nocturne_copy=[0-9a-f]{32}$/);
    const draft = JSON.stringify({
      resourceType: 'ServiceRequest',
      status: 'draft',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
    });
    const written = await send(at(2), '/sandbox/fhir/ServiceRequest', {
      body: draft,
      headers: { Cookie: cookie, 'Content-Type': 'application/fhir+json' },
    });
    expect(written.status).toBe(201);
    const { id }: { readonly id: string } = JSON.parse(written.text);
    const reads = await Promise.all(
      Array.from({ length: 30 }, () =>
        send(at(2), `/sandbox/fhir/ServiceRequest/${id}`, { headers: { Cookie: cookie } }),
      ),
    );
    expect(new Set(reads.map(({ status }) => status))).toEqual(new Set([200]));
    expect(reads.every(({ headers }) => headers['set-cookie'] === undefined)).toBe(true);
  });

  test('figures of a single copy are not served, and what is too large is refused as the service does', async () => {
    expect((await send(at(2), '/metrics')).status).toBe(404);
    const [service, balancer] = await Promise.all(
      [8.5, 10].map((megabytes) => call(at(2), { body: `"${'x'.repeat(megabytes * 1024 * 1024)}"` })),
    );
    for (const got of [service, balancer]) {
      expect(got?.status).toBe(413);
      expect(got === undefined ? [] : refusal(got)).toEqual(['OperationOutcome', 'too-long']);
    }
  });

  test('production: TLS is ended at the balancer', async () => {
    expect((await call(at(3), { secure: true })).status).toBe(200);
    expect((await send(at(3), CALL_PATH)).status).toBe(400);
  });

  test(
    'one copy is stopped in the middle of calls: none fails, and the other takes over',
    async () => {
      let open = true;
      const statuses: number[] = [];
      const caller = async (): Promise<void> => {
        while (open) statuses.push((await call(at(2))).status);
      };
      const callers = Promise.all(Array.from({ length: 6 }, caller));
      while (statuses.length < 100) await new Promise((resolve) => setTimeout(resolve, 5));
      copy(0).child.kill('SIGTERM');
      await copy(0).ended;
      const [first, second] = [copy(0).calls, copy(1).calls];
      const enough = statuses.length + 200;
      while (statuses.length < enough) await new Promise((resolve) => setTimeout(resolve, 5));
      open = false;
      await callers;
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(copy(0).calls).toBe(first);
      // Its log is read through a pipe and may lag behind its answers.
      expect(copy(1).calls - second).toBeGreaterThan(100);
    },
    SLOW_MS,
  );

  test(
    'no copy is left: 503 as the service would say it',
    async () => {
      copy(1).child.kill('SIGTERM');
      await copy(1).ended;
      const got = await call(at(2));
      expect([got.status, got.headers['retry-after'], refusal(got)]).toEqual([
        503,
        '2',
        ['OperationOutcome', 'transient'],
      ]);
    },
    SLOW_MS,
  );
});
