/** The override report counts each card once, by its latest feedback, in UTC: the same suite on either database. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '#ledger/database';
import { overrideReport } from '#ledger/overrides';
import type { OverrideQuestion } from '#ledger/overrides';
import type { FeedbackEntry, IssuedAnswer, IssuedCard } from '#ledger/records';
import { wilson } from '#ledger/wilson';
import { writeAnswers, writeDropped, writeFeedback } from '#ledger/write';

/** Runs on a database that has its tables; empties them before every test. */
export function overrideSuite(database: Database): void {
  beforeEach(() => database.query('TRUNCATE answer, card, feedback, dropped'));

  const NOW = new Date('2026-03-16T12:00:00Z');
  const HL7 = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';
  const MARCH: OverrideQuestion = {
    from: new Date('2026-03-01T00:00:00Z'),
    to: new Date('2026-04-01T00:00:00Z'),
    by: 'day',
  };
  const report = (change: Partial<OverrideQuestion> = {}, now = NOW) =>
    overrideReport(database.query, { ...MARCH, ...change }, now);

  const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

  interface Shown {
    readonly card?: Partial<IssuedCard>;
    readonly answer?: Partial<IssuedAnswer>;
  }

  /** Stores an answer of one card; the card's number is also that of the answer. */
  async function shown(n: number, issuedAt: string, { card, answer }: Shown = {}): Promise<void> {
    await writeAnswers(database.query, [
      {
        id: uuid(1000 + n),
        issuedAt,
        realm: 'sandbox',
        service: 'leg-pain-patient-view',
        hook: 'patient-view',
        asOf: issuedAt,
        knowledge: { version: '1', hash: 'h', valueSets: 'v' },
        patient: 'k:secret-patient',
        user: 'k:secret-user',
        inputs: [],
        ...answer,
        cards: [
          {
            id: uuid(n),
            kind: 'differential',
            indicator: 'info',
            urgency: 'routine',
            rules: ['restless-legs-syndrome', 'gout'],
            evidenceKey: 'e',
            evidence: [],
            textDigest: 't',
            suggestions: [
              { id: 's1', label: 'One' },
              { id: 's2', label: 'Two' },
            ],
            ...card,
          },
        ],
      },
    ]);
  }

  async function fed(
    n: number,
    outcome: FeedbackEntry['outcome'],
    change: Partial<FeedbackEntry> = {},
    receivedAt = '2026-03-10T10:00:00Z',
  ): Promise<void> {
    const entry: FeedbackEntry = {
      realm: 'sandbox',
      service: 'leg-pain-patient-view',
      card: uuid(n),
      outcome,
      outcomeAt: '2026-03-10T10:00:00Z',
      acceptedSuggestions: [],
      ...change,
    };
    await writeFeedback(database.query, [entry], new Date(receivedAt));
  }

  describe('the fate of a card', () => {
    test('is accepted, overridden, ignored, or open within the hour; shares leave the open ones out', async () => {
      for (const n of [1, 2, 3, 4, 5]) await shown(n, '2026-03-10T09:00:00Z');
      await shown(6, '2026-03-16T11:30:00Z');
      await fed(1, 'accepted');
      await fed(2, 'overridden');
      await fed(3, 'overridden');
      const { total, rules } = await report();
      expect(total).toMatchObject({ shown: 6, open: 1, accepted: 1, overridden: 2, ignored: 2 });
      expect(total.overrideRate).toEqual(wilson(2, 5));
      expect(total.acceptanceRate).toEqual(wilson(1, 5));
      expect(rules).toHaveLength(1);
      expect(rules[0]).toMatchObject({ rule: 'restless-legs-syndrome', kind: 'differential', shown: 6 });
    });

    test('an hour after it was shown a card without feedback is ignored; feedback at once decides at once', async () => {
      await shown(1, '2026-03-16T11:00:00Z');
      await shown(2, '2026-03-16T11:00:01Z');
      await shown(3, '2026-03-16T11:59:00Z');
      await fed(3, 'accepted', { outcomeAt: '2026-03-16T11:59:30Z' }, '2026-03-16T11:59:31Z');
      expect((await report()).total).toMatchObject({ shown: 3, open: 1, accepted: 1, ignored: 1 });
    });

    test('is that of the latest feedback, whichever arrived last', async () => {
      await shown(1, '2026-03-10T09:00:00Z');
      await shown(2, '2026-03-10T09:00:00Z');
      await fed(1, 'accepted', { outcomeAt: '2026-03-10T10:00:00Z' });
      await fed(1, 'overridden', { outcomeAt: '2026-03-10T10:05:00Z' });
      await fed(2, 'overridden', { outcomeAt: '2026-03-10T10:05:00Z' });
      await fed(2, 'accepted', { outcomeAt: '2026-03-10T10:00:00Z' });
      expect((await report()).total).toMatchObject({ shown: 2, accepted: 0, overridden: 2 });
    });

    test('a suggestion accepted twice counts once, and one that the card never had counts not at all', async () => {
      await shown(1, '2026-03-10T09:00:00Z');
      await fed(1, 'accepted', { acceptedSuggestions: ['s1'] });
      await fed(1, 'accepted', { acceptedSuggestions: ['s1', 's2', 'x'], outcomeAt: '2026-03-10T11:00:00Z' });
      expect((await report()).total).toMatchObject({ accepted: 1, acceptedSuggestions: 2 });
    });

    test('feedback that came before its card is joined all the same', async () => {
      await fed(1, 'overridden', {}, '2026-03-10T08:59:59Z');
      await shown(1, '2026-03-10T09:00:00Z');
      const { total, unmatched } = await report();
      expect([total.overridden, unmatched]).toEqual([1, []]);
    });

    test('feedback of another realm says nothing of a card and stays unmatched', async () => {
      await shown(1, '2026-03-10T09:00:00Z');
      await fed(1, 'overridden', { realm: 'https://other.example' });
      const { total, unmatched } = await report();
      expect([total.overridden, total.ignored]).toEqual([0, 1]);
      expect(unmatched).toEqual([{ service: 'leg-pain-patient-view', day: '2026-03-10', count: 1 }]);
    });
  });

  describe('reasons', () => {
    test('are counted by system and code with our wording, and told apart from words only and from nothing', async () => {
      for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) await shown(n, '2026-03-10T09:00:00Z');
      const reason = { code: 'patient-refuses', system: HL7 };
      await fed(1, 'overridden', { reason });
      await fed(2, 'overridden', { reason, userComment: 'Mrs Secret said no' });
      await fed(3, 'overridden', { reason: { code: 'patient-refuses' } });
      await fed(4, 'overridden', {
        reason: { code: 'patient-refuses', system: 'http://other.example/codes' },
      });
      await fed(5, 'overridden', { userComment: 'Mrs Secret is known to me' });
      await fed(6, 'overridden');
      await fed(7, 'overridden', { reason: { code: 'Mrs Secret, born 1950', system: HL7 } });
      await fed(8, 'accepted');
      const found = await report();
      expect(
        found.reasons.map(({ given, system, code, display, count }) => [given, system, code, display, count]),
      ).toEqual([
        ['code', HL7, 'patient-refuses', 'Patient declines', 2],
        ['code', 'http://other.example/codes', 'patient-refuses', null, 1],
        ['code', null, 'patient-refuses', 'Patient declines', 1],
        ['none', null, null, null, 1],
        ['odd', null, null, null, 1],
        ['words', null, null, null, 1],
      ]);
      expect(JSON.stringify(found)).not.toMatch(/secret/i);
    });

    test('of an override that was taken back do not count', async () => {
      await shown(1, '2026-03-10T09:00:00Z');
      await fed(1, 'overridden', { reason: { code: 'action-completed', system: HL7 } });
      await fed(1, 'accepted', { outcomeAt: '2026-03-10T12:00:00Z' });
      expect((await report()).reasons).toEqual([]);
    });
  });

  describe('the selection', () => {
    test('the period includes its first instant and not its last', async () => {
      await shown(1, '2026-02-28T23:59:59.999Z');
      await shown(2, '2026-03-01T00:00:00Z');
      await shown(3, '2026-03-31T23:59:59.999Z');
      await shown(4, '2026-04-01T00:00:00Z');
      const { periods } = await report({}, new Date('2026-05-01T00:00:00Z'));
      expect(periods.map(({ start, shown }) => [start, shown])).toEqual([
        ['2026-03-01', 1],
        ['2026-03-31', 1],
      ]);
    });

    test('a filter by the leading rule, kind or service leaves the rest out', async () => {
      await shown(1, '2026-03-10T09:00:00Z');
      await shown(2, '2026-03-10T09:00:00Z', { card: { rules: ['gout'] } });
      await shown(3, '2026-03-10T09:00:00Z', { card: { kind: 'intake', rules: [] } });
      await shown(4, '2026-03-10T09:00:00Z', { answer: { service: 'leg-pain-encounter-start' } });
      const counts = async (change: Partial<OverrideQuestion>) => (await report(change)).total.shown;
      expect(await counts({})).toBe(4);
      expect(await counts({ rule: 'gout' })).toBe(1);
      expect(await counts({ kind: 'intake' })).toBe(1);
      expect(await counts({ service: 'leg-pain-encounter-start' })).toBe(1);
      expect(await counts({ rule: 'gout', kind: 'intake' })).toBe(0);
      expect((await report({ kind: 'intake' })).rules[0]?.rule).toBeNull();
    });

    test('kinds are summed over services and rules, each with its own interval', async () => {
      await shown(1, '2026-03-10T09:00:00Z');
      await shown(2, '2026-03-10T09:00:00Z', { card: { rules: ['gout'] } });
      await shown(3, '2026-03-10T09:00:00Z', { card: { kind: 'intake', rules: [] } });
      await fed(2, 'overridden');
      const { kinds } = await report();
      expect(
        kinds.map(({ kind, shown, overridden, overrideRate }) => [kind, shown, overridden, overrideRate]),
      ).toEqual([
        ['differential', 2, 1, wilson(1, 2)],
        ['intake', 1, 0, wilson(0, 1)],
      ]);
    });

    test('weeks are ISO weeks, also across a new year', async () => {
      await shown(1, '2026-12-31T10:00:00Z');
      await shown(2, '2027-01-03T23:59:00Z');
      await shown(3, '2027-01-04T00:00:00Z');
      const { periods } = await report(
        { from: new Date('2026-12-01T00:00:00Z'), to: new Date('2027-02-01T00:00:00Z'), by: 'week' },
        new Date('2027-02-02T00:00:00Z'),
      );
      expect(periods.map(({ start, week, shown }) => [start, week, shown])).toEqual([
        ['2026-12-28', '2026-W53', 2],
        ['2027-01-04', '2027-W01', 1],
      ]);
    });

    test('days are days of UTC, whatever time zone the database keeps', async () => {
      await shown(1, '2026-03-10T23:30:00Z');
      await shown(2, '2026-03-11T00:30:00Z');
      const days = async () => (await report()).periods.map(({ start }) => start);
      const before = await days();
      await database.query("SET TIME ZONE 'Asia/Kolkata'");
      const after = await days();
      await database.query("SET TIME ZONE 'UTC'");
      expect([before, after]).toEqual([
        ['2026-03-10', '2026-03-11'],
        ['2026-03-10', '2026-03-11'],
      ]);
    });
  });

  describe('what is missing is said', () => {
    test('feedback without a card is listed after an hour by service and day, whatever was sent as its id', async () => {
      await fed(1, 'accepted', { card: 'no-uuid' });
      await fed(2, 'overridden', {}, '2026-03-11T00:00:00Z');
      await fed(3, 'overridden', {}, '2026-03-16T11:30:00Z');
      const found = await report();
      expect(found.unmatched).toEqual([
        { service: 'leg-pain-patient-view', day: '2026-03-10', count: 1 },
        { service: 'leg-pain-patient-view', day: '2026-03-11', count: 1 },
      ]);
      expect(found.total.shown).toBe(0);
      expect(found.total.overrideRate).toEqual({ rate: null, low: null, high: null });
    });

    test('records that were dropped are counted by day', async () => {
      for (const day of ['2026-02-28', '2026-03-01', '2026-04-01']) {
        await writeDropped(database.query, new Date(`${day}T12:00:00Z`), 'answer', 7);
      }
      expect((await report()).dropped).toEqual([{ kind: 'answer', day: '2026-03-01', count: 7 }]);
    });

    test('no hash of a patient or user is in the report', async () => {
      await shown(1, '2026-03-10T09:00:00Z');
      expect(JSON.stringify(await report())).not.toMatch(/secret/);
    });
  });

  test('ten thousand cards are reported through the index', async () => {
    await database.query(`INSERT INTO answer SELECT ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid,
    '2026-03-01T00:00:00Z'::timestamptz + n * interval '1 minute', 'sandbox', 'leg-pain-patient-view', 'patient-view',
    now(), '1', 'h', 'v', 'p', 'u', NULL, '[]', NULL FROM generate_series(1, 10000) AS n`);
    await database.query(`INSERT INTO card SELECT id, id, issued_at, service, 'differential', 'info', 'routine', '{gout}',
    'p', 'u', NULL, 'e', '{}', 't', '[]' FROM answer`);
    await database.query('ANALYZE');
    const { total } = await report({ to: new Date('2026-03-02T00:00:00Z') });
    expect(total.shown).toBe(1439);
    const { rows } = await database.query<{ 'QUERY PLAN': string }>(
      "EXPLAIN SELECT 1 FROM card WHERE issued_at >= '2026-03-01' AND issued_at < '2026-03-02'",
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/card_issued_at/);
  });

  describe('the interval', () => {
    // Newcombe RG, Stat Med 1998;17:857-872, table I, method 3: the examples most often quoted for Wilson's interval.
    test.each([
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ])('of %i in %i is as published', (part, whole, low, high) => {
      const share = wilson(part, whole);
      expect(share.rate).toBeCloseTo(part / whole, 10);
      expect([share.low?.toFixed(4), share.high?.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
    });

    test('a part greater than the whole is refused', () => {
      expect(() => wilson(2, 1)).toThrow(RangeError);
    });
  });
}
