/** What a call waits for: 50 milliseconds for what was shown before, then everything is shown. The database is a stand-in. */
import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { DatabaseAway } from '#ledger/database';
import { WHAT, evidenceOf } from '#ledger/digests';
import { Hashes } from '#ledger/hashes';
import { startRecall } from '#ledger/recall';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';
import type { Database } from '#ledger/database';
import { ManualTimers, START, askedBy, ferritin, gatheredOf, harness, issue, madeCard } from './harness.ts';

const gathered = gatheredOf(ferritin);
const card = madeCard();
const hashes = new Hashes([]);

/** The row of `card`, set aside a moment ago. */
const row = {
  id: card.card.uuid,
  service: 'leg-pain-patient-view',
  kind: card.kind,
  evidence_key: hashes.digest(WHAT.evidence, evidenceOf(hashes, [card], gathered)[0]),
  user_hash: 'sandbox:someone',
  encounter_hash: null,
  issued_at: new Date(START),
  overridden_at: new Date(START),
  reasoned: true,
};

interface Answer {
  readonly resolve: (rows: readonly object[]) => void;
  readonly reject: (thrown: unknown) => void;
}

/** A recall whose statement is answered by hand. */
function recalling() {
  const timers = new ManualTimers();
  const asked: Answer[] = [];
  const recall = startRecall(
    {
      query: <Row extends object>() =>
        new Promise<{ rows: readonly Row[] }>((resolve, reject) => {
          // The stand-in answers with rows of the statement's own shape.
          asked.push({ resolve: (rows) => resolve({ rows: rows as readonly Row[] }), reject });
        }),
      hashes,
      repeat: DEFAULT_SETTINGS.repeat,
      now: () => new Date(START),
      timers,
      pause: (work) => void setImmediate(work),
      waiting: () => [],
    },
    askedBy('p1'),
  );
  return { timers, asked, recall, shown: () => recall.shown([card], gathered) };
}

test('the statement leaves when the call comes, not when the cards are made', () => {
  expect(recalling().asked).toHaveLength(1);
});

test('an answer in time leaves the card out', async () => {
  const { asked, shown, timers } = recalling();
  const waiting = shown();
  asked[0]?.resolve([row]);
  expect(await waiting).toEqual([]);
  expect(timers.waiting).toEqual([]);
});

test('an answer that came long before the cards were made is used', async () => {
  const { asked, shown, timers } = recalling();
  asked[0]?.resolve([row]);
  await tick();
  timers.goOff(50);
  expect(await shown()).toEqual([]);
});

test('an answer that came after 50 milliseconds, but before the cards were made, is used', async () => {
  const { asked, shown, timers } = recalling();
  timers.goOff(50);
  await tick();
  asked[0]?.resolve([row]);
  await tick();
  expect(await shown()).toEqual([]);
});

test('after 50 milliseconds without an answer everything is shown, and a late one changes nothing', async () => {
  const { asked, shown, timers } = recalling();
  const waiting = shown();
  timers.goOff(50);
  expect(await waiting).toEqual([card]);
  asked[0]?.resolve([row]);
});

test('the 50 milliseconds count from the call, not from the cards', async () => {
  const { shown, timers } = recalling();
  timers.goOff(50);
  await tick();
  expect(await shown()).toEqual([card]);
});

describe('a database that fails', () => {
  test.each([
    ['is away', new DatabaseAway()],
    ['refuses the statement', new Error('syntax error')],
  ])('because it %s: everything is shown', async (_why, thrown) => {
    const { asked, shown } = recalling();
    asked[0]?.reject(thrown);
    expect(await shown()).toEqual([card]);
  });

  // An unhandled rejection fails the run.
  test('after the call has ended: nobody hears of it', async () => {
    const { asked, shown, timers } = recalling();
    timers.goOff(50);
    expect(await shown()).toEqual([card]);
    asked[0]?.reject(new DatabaseAway());
    await tick();
  });
});

describe('a ledger whose database has not opened yet', () => {
  const never: Database = {
    kind: 'embedded',
    query: () => Promise.reject(new DatabaseAway()),
    transaction: () => Promise.reject(new DatabaseAway()),
    close: () => Promise.resolve(),
  };

  test('shows everything at once, refuses feedback and token ids, and keeps records waiting', async () => {
    const { ledger } = harness(never);
    issue(ledger, askedBy('p1'), [card]);
    expect(await ledger.recall(askedBy('p1')).shown([card], gathered)).toEqual([card]);
    await expect(ledger.feedback([])).resolves.toBeUndefined();
    await expect(ledger.firstUse('iss', 'jti', new Date(START))).rejects.toBeInstanceOf(DatabaseAway);
    expect(ledger.counters()).toEqual({
      queued: { answer: 1, access: 0 },
      dropped: { answer: 0, access: 0 },
      state: 'opening',
    });
  });

  test('says that it is away once it failed, and what it could not write when it closes', async () => {
    const { ledger, events } = harness(never);
    await ledger.open();
    issue(ledger, askedBy('p1'), [card]);
    await ledger.close(1000);
    expect(ledger.state()).toBe('away');
    expect(events).toContainEqual({ unwritten: 1 });
  });
});
