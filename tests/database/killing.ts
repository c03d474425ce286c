/** Kills: a program with the ledger ended again and again while it acknowledges feedback, and what is in the database then. */
import { setTimeout } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { openDatabase } from '#ledger/open';
import type { FeedbackEntry } from '#ledger/records';
import { post, startCopy } from './copy.ts';

const PROGRAM = 'tests/database/acknowledging.ts';
const ROUNDS = 10;
const SENDERS = 4;

const feedbackOf = (card: string): readonly FeedbackEntry[] => [
  {
    realm: 'sandbox',
    service: 'leg-pain-patient-view',
    card,
    outcome: 'overridden',
    outcomeAt: '2026-03-12T22:40:00.000Z',
    acceptedSuggestions: [],
    userComment: 'seen',
  },
];

/** Sends feedback that is not acknowledged yet, first what was under way when the last copy was killed. */
class Sender {
  readonly acknowledged = new Set<string>();
  private readonly unsure: string[] = [];
  private made = 0;

  /** @returns whether it was acknowledged; a database still opening is waited for */
  async one(base: string): Promise<boolean> {
    const card = this.unsure.shift() ?? `card-${(this.made += 1)}`;
    for (;;) {
      const { status } = await post(base, feedbackOf(card));
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

async function storedIn(env: Environment): Promise<readonly string[]> {
  const database = await openDatabase(
    { databaseUrl: env.DATABASE_URL, dataDir: env.NOCTURNE_DATA },
    () => undefined,
  );
  const { rows } = await database.query<{ card_id: string }>('SELECT card_id FROM feedback');
  await database.close();
  return rows.map((row) => row.card_id);
}

export interface Environment extends Readonly<Record<string, string>> {
  readonly NOCTURNE_DATA: string;
}

/** Ten kills in the middle of feedback; then everything acknowledged must be stored, each once. */
export async function expectNothingLost(env: Environment): Promise<void> {
  const sender = new Sender();
  for (let round = 0; round < ROUNDS; round += 1) {
    const copy = await startCopy(env, PROGRAM);
    await sender.until(5 + 3 * round, copy.base, copy.kill);
    await copy.kill();
  }
  const last = await startCopy(env, PROGRAM);
  await sender.one(last.base);
  await sender.finish(last.base);
  expect(await last.stop()).toBe(0);

  expect(sender.acknowledged.size).toBe(sender.sent);
  expect(sender.sent).toBeGreaterThan(ROUNDS * 5);
  expect([...(await storedIn(env))].sort()).toEqual([...sender.acknowledged].sort());
}
