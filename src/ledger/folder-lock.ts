/** One process per folder: two that open the embedded database at once would destroy it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { StoreRefused } from './database.ts';

/** A lock that was not renewed for so long is left over from a process that was killed. */
const STALE_MS = 5000;
const RENEW_MS = 1000;
const RETRY_MS = 500;
/** A left-over lock is stale by then. */
const PATIENCE_MS = STALE_MS + 2 * RENEW_MS;

export interface FolderLock {
  release(): Promise<void>;
}

export interface LockDeps {
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  /** Told once when the lock is held and will be waited for. */
  readonly waiting: (sentence: string) => void;
  /** The lock was lost: whoever holds it now may be writing. */
  readonly lost: () => void;
}

/**
 * Holds the folder; makes it where it is missing.
 * @throws StoreRefused when another process has it, or it cannot be written
 */
export async function lockFolder(folder: string, deps: LockDeps): Promise<FolderLock> {
  await demand(folder, mkdir(folder, { recursive: true, mode: 0o700 }));
  for (let waited = 0; ; waited += RETRY_MS) {
    const release = await tryLock(folder, deps.lost);
    if (release !== undefined) return { release: () => release().catch(() => undefined) };
    if (waited >= PATIENCE_MS) {
      throw new StoreRefused(
        `Another Nocturne uses the folder ${folder}. Stop it, give this one a folder of its own with NOCTURNE_DATA, or let both use PostgreSQL with DATABASE_URL.`,
      );
    }
    if (waited === 0) {
      deps.waiting(
        `The folder ${folder} is in use, or was left by a process that was killed: waiting up to ${PATIENCE_MS / 1000} seconds.`,
      );
    }
    await deps.pause(RETRY_MS);
  }
}

async function tryLock(folder: string, lost: () => void): Promise<(() => Promise<void>) | undefined> {
  try {
    return await lockfile.lock(folder, {
      lockfilePath: join(folder, 'lock'),
      stale: STALE_MS,
      update: RENEW_MS,
      onCompromised: lost,
    });
  } catch (thrown) {
    if (codeOf(thrown) === 'ELOCKED') return undefined;
    throw unusable(folder, thrown);
  }
}

async function demand(folder: string, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    throw unusable(folder, thrown);
  }
}

function unusable(folder: string, thrown: unknown): StoreRefused {
  return new StoreRefused(
    `The folder ${folder} cannot be written (${codeOf(thrown) ?? 'unknown'}). Name another one with NOCTURNE_DATA.`,
  );
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}
