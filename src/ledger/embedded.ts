/** The database of the sandbox: PGlite, PostgreSQL in this process, in a folder of its own. */
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DatabaseAway, StoreRefused, asFailure } from './database.ts';
import type { Database, Query } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import type { LockDeps } from './folder-lock.ts';

interface Runs {
  query: PGlite['query'];
  exec: PGlite['exec'];
}

/**
 * Opens the embedded database; the first time takes seconds and most of a gigabyte for a moment.
 * Statements queue: there is one connection. It runs with fsync off: what is committed outlives this process, not a power cut.
 * @param folder held by this process until close; without one everything stays in memory
 * @throws StoreRefused when another process holds the folder, or it holds what PGlite cannot open
 */
export async function openEmbedded(
  folder: string | undefined,
  deps: Omit<LockDeps, 'lost'> & { readonly lost?: () => void },
): Promise<Database> {
  // Whoever took the lock from us may be writing: not one statement more.
  const held = new AbortController();
  const lock =
    folder === undefined
      ? undefined
      : await lockFolder(folder, {
          ...deps,
          lost: () => {
            held.abort();
            deps.lost?.();
          },
        });
  const pglite = await opened(folder).catch(async (thrown: unknown) => {
    await lock?.release();
    throw thrown;
  });
  const queryOn = (runs: Runs): Query => queryOf(runs, held.signal);
  return {
    kind: 'embedded',
    query: queryOn(pglite),
    transaction: async (work) => {
      // A failure of the work itself must come out as it went in.
      const broke: { by?: unknown } = {};
      try {
        return await pglite.transaction(async (tx) => {
          try {
            return await work(queryOn(tx));
          } catch (thrown) {
            broke.by = thrown;
            throw thrown;
          }
        });
      } catch (thrown) {
        throw broke.by ?? asFailure(thrown);
      }
    },
    close: async () => {
      // A folder that somebody else writes to is left as it is.
      if (!held.signal.aborted) await pglite.close().catch(() => undefined);
      await lock?.release();
    },
  };
}

async function opened(folder: string | undefined): Promise<PGlite> {
  try {
    return await PGlite.create(folder === undefined ? {} : { dataDir: join(folder, 'database') });
  } catch {
    throw new StoreRefused(
      folder === undefined
        ? 'The embedded database does not start on this machine. Use PostgreSQL with DATABASE_URL.'
        : `The embedded database in ${folder} does not open: it is damaged, or of another version. Restore a copy, or name another folder with NOCTURNE_DATA.`,
    );
  }
}

function queryOf(runs: Runs, held: AbortSignal): Query {
  return async <Row extends object>(text: string, values?: readonly unknown[]) => {
    if (held.aborted) throw new DatabaseAway();
    try {
      if (values !== undefined) return { rows: (await runs.query<Row>(text, [...values])).rows };
      const results = await runs.exec(text);
      // Several statements give several results; the last counts. The statement says what its rows are.
      return { rows: (results.at(-1)?.rows ?? []) as Row[] };
    } catch (thrown) {
      throw asFailure(thrown);
    }
  };
}
