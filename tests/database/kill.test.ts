/** The real program killed again and again while it acknowledges feedback: nothing acknowledged is lost, nothing doubled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import type { Database } from '#ledger/database';
import { openDatabase } from '#ledger/open';
import { post, runCopy, startCopy } from './copy.ts';
import { startPostgres } from './postgres.ts';

jest.setTimeout(200_000);

const ROUNDS = 10;
const SENDERS = 4;

const folder = mkdtempSync(join(tmpdir(), 'nocturne-kill-'));
const postgres = await startPostgres();
const databaseUrl = await postgres.fresh();
afterAll(async () => {
  await postgres.remove();
  rmSync(folder, { recursive: true, force: true });
});

const feedbackOf = (card: string): object => ({
  feedback: [
    {
      card,
      outcome: 'overridden',
      overrideReason: { userComment: 'seen' },
      outcomeTimestamp: '2026-03-12T22:40:00Z',
    },
  ],
});

/** Sends feedback that is not acknowledged yet, first what was under way when the last copy was killed. */
class Sender {
  readonly acknowledged = new Set<string>();
  private readonly unsure: string[] = [];
  private made = 0;

  /** @returns whether it was acknowledged; a database still opening is waited for */
  async one(base: string): Promise<boolean> {
    const card = this.unsure.shift() ?? `card-${(this.made += 1)}`;
    for (;;) {
      const { status } = await post(`${base}/cds-services/leg-pain-patient-view/feedback`, feedbackOf(card));
      if (status === 200) this.acknowledged.add(card);
      if (status === 200) return true;
      if (status !== 503) {
        this.unsure.push(card);
        return false;
      }
      await setTimeout(100);
    }
  }

  /** Sends from several sides until so many were acknowledged, then does `then` while the others are under way. */
  async until(acknowledgements: number, base: string, then: () => Promise<void>): Promise<void> {
    let left = acknowledgements;
    let ended: Promise<void> | undefined;
    const side = async (): Promise<void> => {
      while (await this.one(base)) {
        left -= 1;
        if (left <= 0) ended ??= then();
        if (ended !== undefined && this.unsure.length === 0 && left < -SENDERS * 3) return;
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, side));
    await ended;
  }

  /** Sends what is left over until every feedback ever sent is acknowledged. */
  async finish(base: string): Promise<void> {
    while (this.unsure.length > 0) await this.one(base);
  }

  get sent(): number {
    return this.made;
  }
}

async function cardsIn(database: Database): Promise<readonly string[]> {
  const { rows } = await database.query<{ card_id: string }>('SELECT card_id FROM feedback');
  await database.close();
  return rows.map((row) => row.card_id);
}

describe.each([
  ['PostgreSQL', { DATABASE_URL: databaseUrl, NOCTURNE_DATA: join(folder, 'unused') }],
  ['the embedded database', { NOCTURNE_DATA: join(folder, 'embedded') }],
])('on %s', (_name, env) => {
  test(`${ROUNDS} kills in the middle of feedback lose nothing and double nothing`, async () => {
    const sender = new Sender();
    for (let round = 0; round < ROUNDS; round += 1) {
      const copy = await startCopy(env);
      await sender.until(5 + 3 * round, copy.base, copy.kill);
      await copy.kill();
    }
    const last = await startCopy(env);
    await sender.one(last.base);
    await sender.finish(last.base);
    expect(await last.stop()).toBe(0);

    const url = 'DATABASE_URL' in env ? env.DATABASE_URL : undefined;
    const stored = await cardsIn(
      await openDatabase({ databaseUrl: url, dataDir: env.NOCTURNE_DATA }, () => undefined),
    );
    expect(sender.acknowledged.size).toBe(sender.sent);
    expect(sender.sent).toBeGreaterThan(ROUNDS * 5);
    expect([...stored].sort()).toEqual([...sender.acknowledged].sort());
  });
});

test('a second process on the same folder stops and says what to do', async () => {
  const env = { NOCTURNE_DATA: join(folder, 'held') };
  const first = await startCopy(env);
  await new Sender().one(first.base);
  const second = await runCopy(env);
  expect(second.code).toBe(1);
  expect(second.said).toContain(
    `Another Nocturne uses the folder ${env.NOCTURNE_DATA}. Stop it, give this one a folder of its own with NOCTURNE_DATA, or let both use PostgreSQL with DATABASE_URL.`,
  );
  expect(second.said).not.toMatch(/\n\s+at /);
  expect(await first.stop()).toBe(0);
});
