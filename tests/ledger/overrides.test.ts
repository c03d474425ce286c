/** The override report on the embedded database. */
import { afterAll, describe } from '@jest/globals';
import { openEmbedded } from '#ledger/embedded';
import { migrate, ownMigrations } from '#ledger/migrate';
import { overrideSuite } from './override-suite.ts';

const database = await openEmbedded(undefined, { pause: () => Promise.resolve(), waiting: () => undefined });
await migrate(database, ownMigrations());
afterAll(() => database.close());

describe('embedded', () => overrideSuite(database));
