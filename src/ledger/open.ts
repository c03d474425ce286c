/** Which database: PostgreSQL where DATABASE_URL names one, else the embedded one in its folder. */
import { setTimeout } from 'node:timers/promises';
import type { Config } from '#config';
import type { Database } from './database.ts';
import { migrate, ownMigrations } from './migrate.ts';
import { openPostgresql, tryPostgresql } from './postgresql.ts';

/**
 * Opens the database and brings its tables up to date.
 * @param say told what an operator should know at once, in one sentence
 * @throws StoreRefused when the store cannot be used as it is set up, DatabaseAway when PostgreSQL does not answer
 */
export async function openDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  say: (sentence: string) => void,
): Promise<Database> {
  const database = databaseUrl === undefined ? await embedded(dataDir, say) : await reachable(databaseUrl);
  try {
    await migrate(database, ownMigrations());
    return database;
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
}

// Imported when it is wanted: a copy on PostgreSQL never loads a database of its own.
async function embedded(dataDir: string, say: (sentence: string) => void): Promise<Database> {
  const { openEmbedded } = await import('./embedded.ts');
  return openEmbedded(dataDir, {
    pause: (ms) => setTimeout(ms),
    waiting: say,
    lost: () =>
      say(
        `The lock on the folder ${dataDir} was lost: nothing more is written. Stop the other process, then start this one again.`,
      ),
  });
}

async function reachable(url: string): Promise<Database> {
  const database = openPostgresql(url);
  try {
    await tryPostgresql(url);
    return database;
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
}
