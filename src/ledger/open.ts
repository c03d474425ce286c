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
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  say: (sentence: string) => void,
): Promise<Database> {
  const database = await openAsItIs(config, say);
  try {
    await migrate(database, ownMigrations());
    return database;
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
}

/** Opens the database and leaves its tables as they are, for those who only read. @throws as openDatabase */
export async function openAsItIs(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  say: (sentence: string) => void,
): Promise<Database> {
  return databaseUrl === undefined ? embedded(dataDir, say) : reachable(databaseUrl);
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
