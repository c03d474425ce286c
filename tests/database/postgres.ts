/** A throwaway PostgreSQL server on loopback: Debian's binaries, a data folder of its own, gone at the end. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const VERSIONS = '/usr/lib/postgresql';

export interface Postgres {
  /** URL of a new, empty database. */
  readonly fresh: () => Promise<string>;
  /** Stops the server: open connections are cut. */
  readonly stop: () => Promise<void>;
  /** Starts it again, at the same address. */
  readonly start: () => Promise<void>;
  /** Stops it for good and removes its data. */
  readonly remove: () => Promise<void>;
}

/** @throws Error naming the package when there is no PostgreSQL on this machine */
function binaries(): string {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const found = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(VERSIONS, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'postgres')));
  if (found === undefined) {
    throw new Error('The tests of the project `database` need PostgreSQL: apt-get install postgresql');
  }
  return found;
}

/** PostgreSQL refuses to run as root: Debian's package has made a user for it. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (what: string): number => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

/** Makes a server and starts it. */
export async function startPostgres(): Promise<Postgres> {
  const bin = binaries();
  const user = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'nocturne-postgres-'));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  await promisify(execFile)(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'nocturne', '--auth=trust', '--no-sync', '--encoding=UTF8'],
    options,
  );
  const urlOf = (database: string): string => `postgres://nocturne@127.0.0.1:${port}/${database}`;
  const running: { server?: ChildProcess } = {};
  const made = { databases: 0 };

  const start = async (): Promise<void> => {
    running.server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'max_connections=60'],
      { ...options, stdio: 'ignore' },
    );
    for (let tries = 0; !(await answers(urlOf('postgres'))); tries += 1) {
      if (tries > 300) throw new Error('PostgreSQL does not start.');
      await setTimeout(100);
    }
  };
  const stop = async (): Promise<void> => {
    const { server } = running;
    if (server === undefined || server.exitCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGINT');
    await gone;
  };
  await start();
  return {
    start,
    stop,
    fresh: async () => {
      made.databases += 1;
      const name = `test_${made.databases}`;
      const client = new pg.Client(urlOf('postgres'));
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return urlOf(name);
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
