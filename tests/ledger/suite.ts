/** What every database must do for the ledger: run on the embedded one and on PostgreSQL. */
import { describe, expect, test } from '@jest/globals';
import type { MadeCard } from '#cards/card';
import { StoreRefused } from '#ledger/database';
import type { Database } from '#ledger/database';
import { migrate, ownMigrations } from '#ledger/migrate';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';
import {
  DAY,
  ENCOUNTER_START,
  HOUR,
  MINUTE,
  PATIENT_VIEW,
  START,
  askedBy,
  ferritin,
  gatheredOf,
  harness,
  issue,
  madeCard,
  newId,
  overrideOf,
} from './harness.ts';
import type { Harness } from './harness.ts';

const hex = (byte: string): string => Buffer.from(byte.repeat(32)).toString('base64');

/** Runs the suite; the database has its tables already. */
export function ledgerSuite(database: Database): void {
  const opened = async (settings: Parameters<typeof harness>[1] = {}): Promise<Harness> => {
    const made = harness(database, settings);
    await made.ledger.open();
    return made;
  };
  const count = async (table: string, where: string, ...values: readonly unknown[]): Promise<number> => {
    const { rows } = await database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`,
      values,
    );
    return rows[0]?.n ?? -1;
  };
  /** Whether a card like the one shown before is shown now. */
  const shownAgain = async (
    { ledger }: Harness,
    asked: Parameters<typeof issue>[1],
    card: MadeCard,
    gathered = gatheredOf(ferritin),
  ): Promise<boolean> => {
    const again = { ...card, card: { ...card.card, uuid: newId() } };
    return (await ledger.recall(asked).shown([again], gathered)).length === 1;
  };
  /** A card that was shown to someone and set aside. */
  const overridden = async (
    patientId: string,
    change: Partial<MadeCard> = {},
    feedback: Parameters<typeof overrideOf>[1] = {},
    asked = askedBy(patientId),
  ) => {
    const made = await opened();
    const card = madeCard(change);
    issue(made.ledger, asked, [card]);
    await made.flush();
    await made.ledger.feedback([overrideOf(card, feedback)]);
    return { ...made, card, asked };
  };

  describe('migrations', () => {
    test('run once: a second start changes nothing', async () => {
      await migrate(database, ownMigrations());
      expect(await count('migration', 'true')).toBe(ownMigrations().length);
    });

    test('a file that was changed afterwards stops the start', async () => {
      const changed = ownMigrations().map(({ name, sql }) => ({ name, sql: `${sql}\n-- later` }));
      await expect(migrate(database, changed)).rejects.toThrow(
        /^The migration 001-first\.sql was changed after it was applied/,
      );
    });

    test('a database of a newer version stops the start', async () => {
      const refusal = migrate(database, []);
      await expect(refusal).rejects.toBeInstanceOf(StoreRefused);
      await expect(refusal).rejects.toThrow(/newer version of Nocturne \(it has 001-first\.sql\)/);
    });

    test('one that fails leaves nothing behind', async () => {
      const broken = { name: '999-broken.sql', sql: 'CREATE TABLE half_done (a int); SELECT nothing_such;' };
      await expect(migrate(database, [...ownMigrations(), broken])).rejects.toThrow();
      const { rows } = await database.query<{ found: string | null }>(
        "SELECT to_regclass('half_done')::text AS found",
      );
      expect(rows).toEqual([{ found: null }]);
      expect(await count('migration', "name = '999-broken.sql'")).toBe(0);
    });
  });

  describe('answers', () => {
    test('are stored with their cards and what they were made from, without a plain id', async () => {
      const { ledger, flush } = await opened();
      const card = madeCard();
      const asked = askedBy('patient-plain-77', {
        userId: 'Practitioner/user-plain-77',
        encounterId: 'encounter-plain-77',
      });
      issue(ledger, asked, [card]);
      await flush();
      const { rows } = await database.query(
        'SELECT a.*, to_jsonb(c) AS card FROM answer a JOIN card c ON c.answer_id = a.id WHERE c.id = $1',
        [card.card.uuid],
      );
      expect(rows).toEqual([
        expect.objectContaining({
          issued_at: new Date(START),
          realm: 'sandbox',
          service: PATIENT_VIEW,
          hook: 'patient-view',
          knowledge_version: '0.1.0',
          knowledge_hash: 'k1',
          value_sets_hash: 'v1',
          context_digest: null,
          inputs: [
            {
              key: 'labs-1',
              outcome: 'have',
              from: 'prefetch',
              resources: [
                { reference: 'Observation/o1', version: '1', digest: expect.stringMatching(/^sandbox:/) },
              ],
            },
          ],
          card: expect.objectContaining({
            kind: 'differential',
            indicator: 'info',
            urgency: 'routine',
            rules: ['restless-legs-syndrome'],
            evidence: card.evidence,
            suggestions: [{ id: card.card.suggestions?.[0]?.uuid, label: 'Order ferritin' }],
          }),
        }),
      ]);
      expect(JSON.stringify(rows)).not.toMatch(/plain-77|"value"|ng\/mL/);
    });

    test('one that the database refuses does not hold up the others, and is counted', async () => {
      const { ledger, flush, events } = await opened();
      const good = [madeCard(), madeCard()];
      const bad = madeCard();
      issue(ledger, askedBy('p-poison'), [good[0] ?? bad]);
      issue(ledger, askedBy('p-poison'), [{ ...bad, card: { ...bad.card, uuid: 'no-uuid' } }]);
      issue(ledger, askedBy('p-poison'), [good[1] ?? bad]);
      await flush();
      expect(
        await count(
          'card',
          'id = ANY($1::uuid[])',
          good.map(({ card }) => card.uuid),
        ),
      ).toBe(2);
      expect(ledger.counters().dropped).toEqual({ answer: 1, access: 0 });
      expect(events).toContainEqual({ refused: 'answer' });
    });

    test('what had to be dropped is written down by day', async () => {
      const before = await dropped();
      const made = harness(database);
      for (let n = 0; n < 1003; n += 1) issue(made.ledger, askedBy('p-drop'), [madeCard()]);
      expect(made.ledger.counters()).toEqual({
        queued: { answer: 1000, access: 0 },
        dropped: { answer: 3, access: 0 },
        state: 'opening',
      });
      await made.ledger.open();
      await made.flush();
      expect((await dropped()) - before).toBe(3);
    });
    const dropped = async (): Promise<number> => {
      const { rows } = await database.query<{ n: number }>(
        "SELECT coalesce(sum(count), 0)::int AS n FROM dropped WHERE kind = 'answer' AND day = '2026-03-12'",
      );
      return rows[0]?.n ?? -1;
    };
  });

  test('access is stored with hashes for ids', async () => {
    const { ledger, flush } = await opened();
    const requestId = newId();
    ledger.access({
      at: new Date(START).toISOString(),
      requestId,
      realm: 'sandbox',
      service: PATIENT_VIEW,
      what: 'call',
      status: 200,
      cards: 2,
      patientId: 'p-access',
    });
    await flush();
    const { rows } = await database.query('SELECT * FROM access WHERE request_id = $1', [requestId]);
    expect(rows).toEqual([expect.objectContaining({ what: 'call', status: 200, cards: 2, user_hash: null })]);
    expect(JSON.stringify(rows)).not.toContain('p-access');
  });

  describe('feedback', () => {
    test('the same twice is stored once, another outcome beside it', async () => {
      const { ledger } = await opened();
      const card = madeCard();
      const accepted = overrideOf(card, {
        outcome: 'accepted',
        acceptedSuggestions: ['s1'],
        outcomeAt: '2026-03-12T22:41:00.000Z',
      });
      await ledger.feedback([overrideOf(card), accepted]);
      await ledger.feedback([accepted, overrideOf(card), overrideOf(card)]);
      expect(await count('feedback', 'card_id = $1', card.card.uuid)).toBe(2);
    });

    test('a call is stored whole or not at all', async () => {
      const { ledger } = await opened();
      const card = madeCard();
      const broken = overrideOf(card, { outcomeAt: 'yesterdayish' });
      await expect(ledger.feedback([overrideOf(card), broken])).rejects.toThrow();
      expect(await count('feedback', 'card_id = $1', card.card.uuid)).toBe(0);
    });

    test('text that no database holds as it is does not lose the feedback', async () => {
      const { ledger } = await opened();
      const card = madeCard();
      await ledger.feedback([
        overrideOf(card, { userComment: 'a\0b \ud800 ü 漢', reason: { code: 'x\0', system: '\udc00' } }),
      ]);
      const { rows } = await database.query<{ user_comment: string; reason_code: string }>(
        'SELECT user_comment, reason_code FROM feedback WHERE card_id = $1',
        [card.card.uuid],
      );
      expect(rows).toEqual([{ user_comment: 'a\ufffdb \ufffd ü 漢', reason_code: 'x\ufffd' }]);
    });
  });

  describe('repeat control', () => {
    test('a card that was set aside stays away for its time, for everybody', async () => {
      const { card, ...made } = await overridden('p-30d');
      const colleague = askedBy('p-30d', { userId: 'Practitioner/d2', service: 'leg-pain-problem-list' });
      made.clock.at = START + 30 * DAY - MINUTE;
      expect(await shownAgain(made, made.asked, card)).toBe(false);
      expect(await shownAgain(made, colleague, card)).toBe(false);
      made.clock.at = START + 30 * DAY;
      expect(await shownAgain(made, made.asked, card)).toBe(true);
    });

    test('another patient, or the same id of another realm, is somebody else', async () => {
      const { card, ...made } = await overridden('p-realm');
      expect(await shownAgain(made, askedBy('p-realm-2'), card)).toBe(true);
      expect(await shownAgain(made, askedBy('p-realm', { realm: 'https://other' }), card)).toBe(true);
    });

    test('feedback from another realm sets nothing aside', async () => {
      const { card, ...made } = await overridden('p-foreign', {}, { realm: 'https://other' });
      expect(await shownAgain(made, made.asked, card)).toBe(true);
    });

    test('where a kind counts by user, a colleague still sees it', async () => {
      const { card, ...made } = await overridden('p-user', { kind: 'safety' });
      expect(await shownAgain(made, made.asked, card)).toBe(false);
      expect(await shownAgain(made, askedBy('p-user', { userId: 'Practitioner/d2' }), card)).toBe(true);
    });

    test('new evidence shows it again: another line, another version, other contents', async () => {
      const { card, ...made } = await overridden('p-evidence');
      const more = { ...card, evidence: [...card.evidence, 'x|y|Condition/c1'] };
      const amended = { ...ferritin, meta: { versionId: '2' } };
      expect(await shownAgain(made, made.asked, card)).toBe(false);
      expect(await shownAgain(made, made.asked, more)).toBe(true);
      expect(await shownAgain(made, made.asked, card, gatheredOf(amended))).toBe(true);
    });

    test('the latest outcome counts', async () => {
      const { card, ...made } = await overridden('p-latest');
      const at = (minutes: number): string => new Date(START + minutes * MINUTE).toISOString();
      const accepted = { outcome: 'accepted', acceptedSuggestions: ['s'], outcomeAt: at(1) } as const;
      await made.ledger.feedback([overrideOf(card, accepted)]);
      expect(await shownAgain(made, made.asked, card)).toBe(true);
      await made.ledger.feedback([overrideOf(card, { outcomeAt: at(2) })]);
      expect(await shownAgain(made, made.asked, card)).toBe(false);
    });

    test('hours 0 always shows', async () => {
      const { card, asked } = await overridden('p-zero');
      const repeat = { ...DEFAULT_SETTINGS.repeat, differential: { hours: 0, from: 'patient' as const } };
      const never = await opened({ repeat });
      expect(await shownAgain(never, asked, card)).toBe(true);
    });

    describe('an emergency', () => {
      const emergency = { kind: 'must-not-miss', urgency: 'emergency' } as const;
      const inEncounter = (id: string, encounterId?: string, userId = 'Practitioner/d1') =>
        askedBy(id, { userId, ...(encounterId === undefined ? {} : { encounterId }) });

      test('stays away from who set it aside with a reason, in that encounter, for a day', async () => {
        const asked = inEncounter('p-em', 'e1');
        const { card, ...made } = await overridden('p-em', emergency, {}, asked);
        expect(await shownAgain(made, asked, card)).toBe(false);
        expect(await shownAgain(made, inEncounter('p-em', 'e2'), card)).toBe(true);
        expect(await shownAgain(made, inEncounter('p-em'), card)).toBe(true);
        expect(await shownAgain(made, inEncounter('p-em', 'e1', 'Practitioner/d2'), card)).toBe(true);
        made.clock.at = START + DAY;
        expect(await shownAgain(made, asked, card)).toBe(true);
      });

      test('without a reason it stays', async () => {
        const asked = inEncounter('p-em-why', 'e1');
        const made = await opened();
        const card = madeCard(emergency);
        const { reason: _reason, ...silent } = overrideOf(card);
        issue(made.ledger, asked, [card]);
        await made.ledger.feedback([silent]);
        expect(await shownAgain(made, asked, card)).toBe(true);
        await made.ledger.feedback([
          { ...silent, userComment: 'seen by vascular', outcomeAt: '2026-03-12T23:00:00Z' },
        ]);
        expect(await shownAgain(made, asked, card)).toBe(false);
      });

      test('without an encounter it stays', async () => {
        const { card, ...made } = await overridden('p-em-none', emergency);
        expect(await shownAgain(made, made.asked, card)).toBe(true);
      });

      test('is never left out because the other service just showed it', async () => {
        const made = await opened();
        const card = madeCard(emergency);
        issue(made.ledger, askedBy('p-em-two'), [card]);
        expect(await shownAgain(made, askedBy('p-em-two', { service: ENCOUNTER_START }), card)).toBe(true);
      });
    });

    describe('two services of one visit', () => {
      test.each([
        [PATIENT_VIEW, ENCOUNTER_START],
        [ENCOUNTER_START, PATIENT_VIEW],
      ])('after %s, %s leaves out the same card for 15 minutes', async (first, second) => {
        const made = await opened();
        const id = `p-two-${first}`;
        const card = madeCard();
        issue(made.ledger, askedBy(id, { service: first }), [card]);
        await made.flush();
        const asked = askedBy(id, { service: second });
        made.clock.at = START + 15 * MINUTE - 1;
        expect(await shownAgain(made, asked, card)).toBe(false);
        expect(await shownAgain(made, { ...asked, userId: 'Practitioner/d2' }, card)).toBe(true);
        expect(await shownAgain(made, asked, { ...card, kind: 'safety' })).toBe(true);
        expect(await shownAgain(made, asked, { ...card, evidence: [] })).toBe(true);
        made.clock.at = START + 15 * MINUTE;
        expect(await shownAgain(made, asked, card)).toBe(true);
      });

      test('a repeat of the same service answers in full', async () => {
        const made = await opened();
        const card = madeCard();
        issue(made.ledger, askedBy('p-same'), [card]);
        await made.flush();
        expect(await shownAgain(made, askedBy('p-same'), card)).toBe(true);
      });
    });

    test('a card that waits to be written is known: shown by the other service, or set aside', async () => {
      const made = await opened();
      const card = madeCard();
      issue(made.ledger, askedBy('p-wait'), [card]);
      expect(await shownAgain(made, askedBy('p-wait', { service: ENCOUNTER_START }), card)).toBe(false);
      expect(await shownAgain(made, askedBy('p-wait'), card)).toBe(true);
      await made.ledger.feedback([overrideOf(card)]);
      expect(await shownAgain(made, askedBy('p-wait'), card)).toBe(false);
      expect(await count('card', 'id = $1', card.card.uuid)).toBe(0);
      await made.flush();
      expect(await shownAgain(made, askedBy('p-wait'), card)).toBe(false);
    });

    test('feedback that came before its card is known as soon as the card is', async () => {
      const made = await opened();
      const card = madeCard();
      await made.ledger.feedback([overrideOf(card)]);
      expect(await shownAgain(made, askedBy('p-early'), card)).toBe(true);
      issue(made.ledger, askedBy('p-early'), [card]);
      await made.flush();
      expect(await shownAgain(made, askedBy('p-early'), card)).toBe(false);
    });

    test('cards of an old hash key are found as long as the key is listed', async () => {
      const old = { id: 'k-old', key: hex('a') };
      const fresh = { id: 'k-new', key: hex('b') };
      const before = await opened({ hashKeys: [old] });
      const card = madeCard();
      issue(before.ledger, askedBy('p-keys'), [card]);
      await before.flush();
      await before.ledger.feedback([overrideOf(card)]);
      const rotated = await opened({ hashKeys: [fresh, old] });
      expect(await shownAgain(rotated, askedBy('p-keys'), card)).toBe(false);
      const dropped = await opened({ hashKeys: [fresh] });
      expect(await shownAgain(dropped, askedBy('p-keys'), card)).toBe(true);
    });
  });

  test('a token id is new once, whoever asks at the same time', async () => {
    const { ledger } = await opened();
    const expires = new Date(START + HOUR);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ledger.firstUse('https://ehr', 'jti-1', expires)),
    );
    expect(answers.filter(Boolean)).toEqual([true]);
    expect(await ledger.firstUse('https://other', 'jti-1', expires)).toBe(true);
    expect(await ledger.firstUse('https://ehr', 'jti-1', expires)).toBe(false);
  });

  test('retention removes what is too old and keeps the rest', async () => {
    const made = await opened();
    const [old, young] = [madeCard(), madeCard()];
    const both = [old.card.uuid, young.card.uuid];
    const comments = (): Promise<number> =>
      count('feedback', 'card_id = ANY($1) AND user_comment IS NOT NULL', both);
    const line = { realm: 'sandbox', service: 's', what: 'call', status: 200 } as const;
    for (const [card, at] of [
      [old, START],
      [young, START + DAY],
    ] as const) {
      made.clock.at = at;
      issue(made.ledger, askedBy('p-retention'), [card]);
      await made.flush();
      await made.ledger.feedback([overrideOf(card, { userComment: 'a comment' })]);
      made.ledger.access({ ...line, at: new Date(at).toISOString(), requestId: card.card.uuid });
      await made.flush();
      await made.ledger.firstUse('retention', card.card.uuid, new Date(at));
    }
    const sweep = async (days: number): Promise<void> => {
      made.clock.at = START + days * DAY + HOUR;
      made.events.splice(0);
      made.timers.goOff(HOUR);
      while (!made.timers.waiting.includes(HOUR)) await new Promise((resolve) => setImmediate(resolve));
    };
    while (!made.timers.waiting.includes(HOUR)) await new Promise((resolve) => setImmediate(resolve));

    await sweep(0);
    expect(await count('token_seen', "issuer = 'retention'")).toBe(1);
    expect(await comments()).toBe(2);
    await sweep(90);
    expect(await comments()).toBe(1);
    expect(await count('feedback', 'card_id = ANY($1)', both)).toBe(2);
    await sweep(365);
    expect(await count('access', 'request_id = ANY($1)', both)).toBe(1);
    expect(await count('card', 'id = ANY($1::uuid[])', both)).toBe(2);
    await sweep(730);
    expect(await count('card', 'id = ANY($1::uuid[])', both)).toBe(1);
    expect(await count('answer', 'id IN (SELECT answer_id FROM card WHERE id = ANY($1::uuid[]))', both)).toBe(
      1,
    );
    expect(await count('feedback', 'card_id = ANY($1)', both)).toBe(1);
    await sweep(731);
    expect(await count('card', 'id = ANY($1::uuid[])', both)).toBe(0);
  });
}
