/** Kill -9 of a process that uses PostgreSQL: nothing acknowledged is lost, nothing doubled. */
import { afterAll, jest, test } from '@jest/globals';
import { expectNothingLost } from './killing.ts';
import { startPostgres } from './postgres.ts';

jest.setTimeout(300_000);

const postgres = await startPostgres();
afterAll(() => postgres.remove());

test('ten kills in the middle of feedback lose nothing and double nothing', async () => {
  await expectNothingLost({ DATABASE_URL: await postgres.fresh(), NOCTURNE_DATA: '/nonexistent/not-opened' });
});
