/** Migrations: the .sql files in order, each once, written down with their digest. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StoreRefused } from './database.ts';
import type { Database } from './database.ts';

export interface Migration {
  /** Name of the file; they run in the order of their names. */
  readonly name: string;
  readonly sql: string;
}

/** Advisory locks of the ledger: pairs, the first of which is ours. */
export const LOCKS = { migrate: '7301, 1', retention: '7301, 2' } as const;
/** A migration of a large table may take its time. */
const LIMIT_MS = 30 * 60_000;

/** The migrations this version of the code comes with. */
export function ownMigrations(): readonly Migration[] {
  const folder = fileURLToPath(new URL('migrations', import.meta.url));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Brings a database to these migrations, all or nothing. Several processes may do so at once: one works, the others wait.
 * @throws StoreRefused when the database was made by a newer version, or an applied file has changed since
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  await database.transaction(async (query) => {
    await query(`SELECT pg_advisory_xact_lock(${LOCKS.migrate})`);
    await query(
      `CREATE TABLE IF NOT EXISTS migration (
        name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const { rows } = await query<{ name: string; sha256: string }>('SELECT name, sha256 FROM migration');
    const applied = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
    demandKnown([...applied.keys()], migrations);
    for (const { name, sql } of migrations) {
      const sha256 = createHash('sha256').update(sql).digest('hex');
      const before = applied.get(name);
      if (before === sha256) continue;
      if (before !== undefined) {
        throw new StoreRefused(
          `The migration ${name} was changed after it was applied to this database. Put the file back as it was; a change needs a file of its own.`,
        );
      }
      await query(sql);
      await query('INSERT INTO migration (name, sha256) VALUES ($1, $2)', [name, sha256]);
    }
  }, LIMIT_MS);
}

function demandKnown(applied: readonly string[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name));
  const newer = applied.find((name) => !known.has(name));
  if (newer === undefined) return;
  throw new StoreRefused(
    `The database was made by a newer version of Nocturne (it has ${newer}). Start that version, or use another database.`,
  );
}
