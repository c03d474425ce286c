/** Feedback over HTTP (conformance section 4): what is stored, what is refused, and that nothing is stored in part. */
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { DatabaseAway } from '#ledger/database';
import type { FeedbackEntry } from '#ledger/records';
import { running } from './running.ts';

const PATH = '/cds-services/leg-pain-patient-view/feedback';

/** A ledger that keeps calls in memory, and is away when told so. */
const kept: (readonly FeedbackEntry[])[] = [];
const failing: { by?: Error } = {};
const ledger = {
  feedback: async (entries: readonly FeedbackEntry[]) => {
    if (failing.by !== undefined) throw failing.by;
    kept.push(entries);
  },
};
const service = await running({ ledger });
const without = await running();
afterAll(() => {
  service.stop();
  without.stop();
});
beforeEach(() => {
  kept.splice(0);
  delete failing.by;
});

type Json = Readonly<Record<string, unknown>>;

const overridden = (change: Json = {}): Json => ({
  card: '3f5c1a52-7d1f-4c34-8f7d-0c4f2c9d3a10',
  outcome: 'overridden',
  overrideReason: { reason: { code: 'action-completed', system: 'http://example.org/r', display: 'Done' } },
  outcomeTimestamp: '2026-03-12T22:40:00Z',
  ...change,
});
const accepted = (change: Json = {}): Json => ({
  card: '3f5c1a52-7d1f-4c34-8f7d-0c4f2c9d3a10',
  outcome: 'accepted',
  acceptedSuggestions: [{ id: 's1' }, { id: 's2' }],
  outcomeTimestamp: '2026-03-12T22:40:00Z',
  ...change,
});
const send = (feedback: unknown, path = PATH) => request(service.server).post(path).send({ feedback });

describe('feedback that fits', () => {
  test('is answered 200 with an empty object once it is stored, with the headers of every call (4.2)', async () => {
    const { status, body, headers } = await send([overridden()]);
    expect([status, body]).toEqual([200, {}]);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).toHaveProperty('x-nocturne-notice');
    expect(kept).toEqual([
      [
        {
          realm: 'sandbox',
          service: 'leg-pain-patient-view',
          card: '3f5c1a52-7d1f-4c34-8f7d-0c4f2c9d3a10',
          outcome: 'overridden',
          outcomeAt: '2026-03-12T22:40:00.000Z',
          acceptedSuggestions: [],
          reason: { code: 'action-completed', system: 'http://example.org/r' },
        },
      ],
    ]);
  });

  test('accepted suggestions are kept by their ids (4.6)', async () => {
    expect((await send([accepted()])).status).toBe(200);
    expect(kept[0]?.[0]).toMatchObject({ outcome: 'accepted', acceptedSuggestions: ['s1', 's2'] });
    expect(kept[0]?.[0]).not.toHaveProperty('reason');
  });

  test('several cards in one call are stored together, accepted and then overridden too (4.9)', async () => {
    expect((await send([accepted(), overridden(), accepted({ card: 'another' })])).status).toBe(200);
    expect(kept.map((call) => call.map(({ outcome }) => outcome))).toEqual([
      ['accepted', 'overridden', 'accepted'],
    ]);
  });

  test.each<[string, Json]>([
    ['an unknown card (4.10)', { card: 'never-issued' }],
    ['an override code of the client (4.7)', { overrideReason: { reason: { code: 'our-own-code' } } }],
    [
      'a reason without system or display, as the public sandbox sends it',
      { overrideReason: { reason: { code: 'x' } } },
    ],
    ['a comment alone (4.7)', { overrideReason: { userComment: 'discussed with the patient' } }],
    ['no reason at all', { overrideReason: undefined }],
    ['a reason that is null', { overrideReason: null }],
    ['acceptedSuggestions empty beside overridden', { acceptedSuggestions: [] }],
    ['members of later versions', { somethingNew: { a: 1 } }],
  ])('%s → 200', async (_what, change) => {
    expect((await send([overridden(change)])).status).toBe(200);
    expect(kept).toHaveLength(1);
  });

  test.each([
    ['2026-03-13T00:40:00+02:00', '2026-03-12T22:40:00.000Z'],
    ['2026-03-12T17:10:00.1234567-05:30', '2026-03-12T22:40:00.123Z'],
    ['2026-03-12t22:40:00z', '2026-03-12T22:40:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
  ])('the time %s is kept as %s (4.8)', async (outcomeTimestamp, utc) => {
    expect((await send([overridden({ outcomeTimestamp })])).status).toBe(200);
    expect(kept[0]?.[0]?.outcomeAt).toBe(utc);
  });
});

describe('feedback that does not fit is refused whole, named and not quoted (4.3 to 4.10)', () => {
  test.each<[string, unknown, string]>([
    ['no list', undefined, 'feedback'],
    ['an object', {}, 'feedback'],
    ['an empty list', [], 'feedback'],
    ['an entry that is no object', ['secret-zq'], 'feedback.0'],
    ['no card', [overridden({ card: undefined })], 'feedback.0.card'],
    ['a card that is a number', [overridden({ card: 7 })], 'feedback.0.card'],
    ['a card that is empty', [overridden({ card: '' })], 'feedback.0.card'],
    ['outcome ignored', [overridden({ outcome: 'ignored' })], 'feedback.0.outcome'],
    ['no outcome', [overridden({ outcome: undefined })], 'feedback.0.outcome'],
    [
      'accepted without suggestions',
      [accepted({ acceptedSuggestions: undefined })],
      'feedback.0.acceptedSuggestions',
    ],
    [
      'accepted with an empty list',
      [accepted({ acceptedSuggestions: [] })],
      'feedback.0.acceptedSuggestions',
    ],
    [
      'a suggestion without id',
      [accepted({ acceptedSuggestions: [{}] })],
      'feedback.0.acceptedSuggestions.0.id',
    ],
    ['overrideReason {}', [overridden({ overrideReason: {} })], 'feedback.0.overrideReason'],
    ['overrideReason a string', [overridden({ overrideReason: 'secret-zq' })], 'feedback.0.overrideReason'],
    ['no time', [overridden({ outcomeTimestamp: undefined })], 'feedback.0.outcomeTimestamp'],
    ['time yesterday', [overridden({ outcomeTimestamp: 'yesterday' })], 'feedback.0.outcomeTimestamp'],
    [
      'time without offset',
      [overridden({ outcomeTimestamp: '2026-03-12T22:40:00' })],
      'feedback.0.outcomeTimestamp',
    ],
    [
      'a day that is none',
      [overridden({ outcomeTimestamp: '2026-02-30T22:40:00Z' })],
      'feedback.0.outcomeTimestamp',
    ],
    ['the year 0', [overridden({ outcomeTimestamp: '0000-03-12T22:40:00Z' })], 'feedback.0.outcomeTimestamp'],
    [
      'a time beyond the year 9999',
      [overridden({ outcomeTimestamp: '9999-12-31T23:59:00-01:00' })],
      'feedback.0.outcomeTimestamp',
    ],
    [
      'one bad entry among good ones',
      [overridden(), accepted(), overridden({ card: '' })],
      'feedback.2.card',
    ],
  ])('%s → 400', async (_what, feedback, where) => {
    const { status, body, text } = await send(feedback);
    expect(status).toBe(400);
    expect(body.issue[0].expression).toContain(where);
    expect(text).not.toContain('secret-zq');
    expect(kept).toEqual([]);
  });

  test('an unknown service → 404, before the body is looked at', async () => {
    expect((await send('nothing', '/cds-services/nope/feedback')).status).toBe(404);
    expect(kept).toEqual([]);
  });

  test('a comment over 10,000 characters → 413, and so is a body over its limit (4.12)', async () => {
    const comment = (length: number) => [overridden({ overrideReason: { userComment: 'x'.repeat(length) } })];
    expect((await send(comment(10_000))).status).toBe(200);
    const tooLong = await send(comment(10_001));
    expect(tooLong.status).toBe(413);
    expect(tooLong.body.issue[0].expression).toEqual(['feedback.0.overrideReason.userComment']);
    expect((await send(comment(1024 * 1024))).status).toBe(413);
    expect(kept).toHaveLength(1);
  });

  test('another media type → 415, another method → 405 with what is allowed', async () => {
    const text = await request(service.server).post(PATH).type('text/plain').send('x');
    expect(text.status).toBe(415);
    const get = await request(service.server).get(PATH);
    expect([get.status, get.headers['allow']]).toEqual([405, 'POST, OPTIONS']);
  });
});

describe('when it cannot be stored', () => {
  test('because the database is away → 503 with Retry-After, so that the client sends it again', async () => {
    failing.by = new DatabaseAway();
    const { status, body, headers } = await send([overridden()]);
    expect(status).toBe(503);
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(body.issue[0]).toMatchObject({
      code: 'transient',
      diagnostics: 'The feedback was not stored; send it again.',
    });
  });

  test('because of anything else → 500 without a word of it', async () => {
    failing.by = new Error('secret-zq');
    const { status, text } = await send([overridden()]);
    expect(status).toBe(500);
    expect(text).not.toContain('secret-zq');
  });
});

test('where no ledger is kept, no service has feedback → 404', async () => {
  expect(
    (
      await request(without.server)
        .post(PATH)
        .send({ feedback: [overridden()] })
    ).status,
  ).toBe(404);
});
