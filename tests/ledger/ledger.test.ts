/** The ledger on the embedded database, in memory. PostgreSQL runs the same suite in the project `database`. */
import { afterAll, describe } from '@jest/globals';
import { openEmbedded } from '#ledger/embedded';
import { migrate, ownMigrations } from '#ledger/migrate';
import { ledgerSuite } from './suite.ts';

const database = await openEmbedded(undefined, {
  pause: () => Promise.resolve(),
  waiting: () => undefined,
});
await migrate(database, ownMigrations());
afterAll(() => database.close());

describe('embedded', () => ledgerSuite(database));
