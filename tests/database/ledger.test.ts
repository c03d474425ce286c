/** The ledger on PostgreSQL: the suite that the embedded database runs too, and what only a server can do. */
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseAway, StoreRefused } from '#ledger/database';
import type { Database } from '#ledger/database';
import { createLedger } from '#ledger/keep';
import type { OpenableLedger } from '#ledger/keep';
import { migrate, ownMigrations } from '#ledger/migrate';
import { openDatabase } from '#ledger/open';
import { openPostgresql } from '#ledger/postgresql';
import { realTimers } from '#ledger/timers';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';
import { askedBy, ferritin, gatheredOf, issue, madeCard, newId, overrideOf } from '../ledger/harness.ts';
import { ledgerSuite } from '../ledger/suite.ts';
import { startPostgres } from './postgres.ts';

jest.setTimeout(60_000);

const postgres = await startPostgres();
const database = openPostgresql(await postgres.fresh());
await migrate(database, ownMigrations());
const opened: { close(): Promise<void> }[] = [database];
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await postgres.remove();
});

describe('postgresql', () => ledgerSuite(database));

/** A ledger as main makes it, with the clock and the timers of this machine. */
async function realLedger(url: string): Promise<OpenableLedger> {
  const ledger = createLedger({
    openDatabase: () => openDatabase({ databaseUrl: url, dataDir: '' }, () => undefined),
    settings: DEFAULT_SETTINGS,
    knowledge: { version: '0.1.0', hash: 'k1', valueSets: 'v1' },
    now: () => new Date(),
    newId,
    timers: realTimers,
    pause: (work) => void setImmediate(work),
    log: () => undefined,
  });
  opened.push({ close: () => ledger.close(1000) });
  await ledger.open();
  return ledger;
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what(); tries += 1) {
    if (tries > 600) throw new Error('It does not come about.');
    await setTimeout(50);
  }
}

async function countIn(url: string, sql: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ n: number }>(sql);
  await client.end();
  return rows[0]?.n ?? -1;
}

describe('several copies', () => {
  test('start at once on an empty database and both come up', async () => {
    const url = await postgres.fresh();
    const copies: readonly Database[] = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase({ databaseUrl: url, dataDir: '' }, () => undefined)),
    );
    opened.push(...copies);
    expect(await countIn(url, 'SELECT count(*)::int AS n FROM migration')).toBe(ownMigrations().length);
  });

  test('know a token id, an override and a feedback of each other', async () => {
    const url = await postgres.fresh();
    const [one, two] = await Promise.all([realLedger(url), realLedger(url)]);
    const expires = new Date(Date.now() + 60_000);
    const uses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).firstUse('iss', 'jti', expires)),
    );
    expect(uses.filter(Boolean)).toEqual([true]);

    const card = madeCard();
    issue(one, askedBy('p1'), [card]);
    await until(() => one.counters().queued.answer === 0);
    await Promise.all([one.feedback([overrideOf(card)]), two.feedback([overrideOf(card)])]);
    expect(await countIn(url, 'SELECT count(*)::int AS n FROM feedback')).toBe(1);
    expect(await two.recall(askedBy('p1')).shown([card], gatheredOf(ferritin))).toEqual([]);
  });
});

describe('a server that fails', () => {
  test('stops and comes back: nobody waits, nothing queued is lost, no restart', async () => {
    const url = await postgres.fresh();
    const ledger = await realLedger(url);
    const card = madeCard();
    await ledger.feedback([overrideOf(card)]);
    // Every connection of the pool is in use or idle when the server goes.
    const inFlight = Array.from({ length: 10 }, () =>
      ledger.feedback([overrideOf(madeCard())]).catch(String),
    );
    const stopped = postgres.stop();
    await Promise.all([...inFlight, stopped]);

    const began = performance.now();
    const shown = await ledger.recall(askedBy('p1')).shown([card], gatheredOf(ferritin));
    const waited = performance.now() - began;
    expect(shown).toEqual([card]);
    expect(waited).toBeLessThan(500);
    await expect(ledger.feedback([overrideOf(card)])).rejects.toBeInstanceOf(DatabaseAway);
    await expect(ledger.firstUse('iss', 'jti', new Date())).rejects.toBeInstanceOf(DatabaseAway);
    expect(ledger.state()).toBe('away');
    issue(ledger, askedBy('p1'), [card]);
    await setTimeout(300);
    expect(ledger.counters().queued.answer).toBe(1);

    await postgres.start();
    await until(() => ledger.state() === 'ready' && ledger.counters().queued.answer === 0);
    expect(await countIn(url, 'SELECT count(*)::int AS n FROM card')).toBe(1);
    await ledger.feedback([overrideOf(card)]);
    expect(await ledger.recall(askedBy('p1')).shown([card], gatheredOf(ferritin))).toEqual([]);
  });

  test('hangs: a call waits 50 milliseconds for what was shown before, then shows everything', async () => {
    const url = await postgres.fresh();
    const ledger = await realLedger(url);
    const card = madeCard();
    const client = new pg.Client(url);
    await client.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE card IN ACCESS EXCLUSIVE MODE');
    const began = performance.now();
    const shown = await ledger.recall(askedBy('p1')).shown([card], gatheredOf(ferritin));
    const waited = performance.now() - began;
    await client.query('ROLLBACK');
    await client.end();
    expect(shown).toEqual([card]);
    expect(waited).toBeGreaterThan(45);
    expect(waited).toBeLessThan(500);
  });

  test('is not there at the start: the ledger opens when it comes', async () => {
    const url = await postgres.fresh();
    await postgres.stop();
    const opening = realLedger(url);
    await setTimeout(300);
    await postgres.start();
    expect((await opening).state()).toBe('ready');
  });
});

test.each([
  ['no URL of PostgreSQL', () => 'mysql://127.0.0.1/x', /^DATABASE_URL must look like postgres:/],
  [
    'a database that is not there',
    async () => (await postgres.fresh()).replace(/[^/]+$/, 'nothing_such'),
    /^PostgreSQL refuses what DATABASE_URL names \(SQLSTATE 3D000\)/,
  ],
])('%s stops the start', async (_what, url, sentence) => {
  const opening = openDatabase({ databaseUrl: await url(), dataDir: '' }, () => undefined);
  await expect(opening).rejects.toBeInstanceOf(StoreRefused);
  await expect(opening).rejects.toThrow(sentence);
});
