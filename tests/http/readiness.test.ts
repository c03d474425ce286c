/** Readiness: 503 only where calls would not be answered. */
import { expect, test } from '@jest/globals';
import request from 'supertest';
import type { Operations } from '#http/operations';
import { running } from './running.ts';

async function ready(operations: Operations): Promise<[number, unknown]> {
  const service = await running({ operations, health: { knowledge: 'k1' } });
  const { status, body } = await request(service.server).get('/readyz');
  service.stop();
  return [status, body];
}

test.each<[string, Operations, number, object]>([
  ['no ledger is kept', {}, 200, { status: 'ready', database: 'none' }],
  ['the database is ready', { database: () => 'ready' }, 200, { status: 'ready', database: 'ready' }],
  ['the database is opening', { database: () => 'opening' }, 200, { status: 'ready', database: 'opening' }],
  ['the database is away', { database: () => 'away' }, 200, { status: 'ready', database: 'away' }],
  [
    'the database is away and calls need it',
    { database: () => 'away', needsDatabase: true },
    503,
    { status: 'waiting', database: 'away' },
  ],
  [
    'the database is there and calls need it',
    { database: () => 'ready', needsDatabase: true },
    200,
    { status: 'ready', database: 'ready' },
  ],
  [
    'the service is stopping',
    { database: () => 'ready', stopping: () => true },
    503,
    { status: 'stopping', database: 'ready' },
  ],
])('%s', async (_when, operations, status, body) => {
  expect(await ready(operations)).toEqual([status, { ...body, knowledge: 'k1' }]);
});

test('other methods are refused with those that are taken', async () => {
  const service = await running();
  const { status, headers } = await request(service.server).post('/readyz');
  service.stop();
  expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
});
