/** The override report on PostgreSQL: its SQL is the same, its answers must be too. */
import { afterAll, describe, jest } from '@jest/globals';
import { migrate, ownMigrations } from '#ledger/migrate';
import { openPostgresql } from '#ledger/postgresql';
import { overrideSuite } from '../ledger/override-suite.ts';
import { startPostgres } from './postgres.ts';

jest.setTimeout(60_000);

const postgres = await startPostgres();
const database = openPostgresql(await postgres.fresh());
await migrate(database, ownMigrations());
afterAll(async () => {
  await database.close();
  await postgres.remove();
});

describe('postgresql', () => overrideSuite(database));
