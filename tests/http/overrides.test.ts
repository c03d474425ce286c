/** The override report over HTTP: who may read it, what may be asked, and how it is written. */
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createApp } from '#http/app';
import { csvOf } from '#http/csv';
import { createOverrides } from '#http/overrides';
import type { OverridesDeps } from '#http/overrides';
import { NocturneError } from '#errors';
import { DatabaseAway } from '#ledger/database';
import type { OverrideQuestion, OverrideReport } from '#ledger/overrides';
import { wilson } from '#ledger/wilson';
import { appDeps } from './running.ts';

const NOW = new Date('2026-03-16T12:00:00Z');
const fates = {
  shown: 10,
  open: 0,
  accepted: 2,
  overridden: 4,
  ignored: 4,
  acceptedSuggestions: 3,
  overrideRate: wilson(4, 10),
  acceptanceRate: wilson(2, 10),
};
const REPORT: OverrideReport = {
  from: '2026-02-14T12:00:00.000Z',
  to: '2026-03-16T12:00:00.000Z',
  by: 'day',
  madeAt: NOW.toISOString(),
  total: fates,
  kinds: [{ kind: 'differential', ...fates }],
  rules: [{ service: 'leg-pain-patient-view', kind: 'differential', rule: 'gout', ...fates }],
  reasons: [
    {
      service: 'leg-pain-patient-view',
      kind: 'intake',
      rule: null,
      given: 'code',
      system: '=HYPERLINK("http://evil.example","x")',
      code: '-1',
      display: null,
      count: 4,
    },
  ],
  periods: [{ start: '2026-03-10', week: null, ...fates }],
  unmatched: [{ service: 'leg-pain-patient-view', day: '2026-03-10', count: 1 }],
  dropped: [{ kind: 'answer', day: '2026-03-11', count: 7 }],
};

function app(change: Partial<OverridesDeps> = {}) {
  const asked: OverrideQuestion[] = [];
  const router = createOverrides({
    guard: (_req, _res, next) => next(),
    ledger: {
      overrides: async (question) => {
        asked.push(question);
        return REPORT;
      },
    },
    services: ['leg-pain-patient-view', 'leg-pain-encounter-start'],
    now: () => NOW,
    page: (_req, res) => void res.type('html').send('<p>the page</p>'),
    ...change,
  });
  const { deps } = appDeps({ mount: [{ path: '/review/overrides', router }] });
  return { asked, get: (query: string) => request(createApp(deps)).get(`/review/overrides${query}`) };
}

describe('who is asking', () => {
  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

  test('a browser gets the page without a token, which holds no figures', async () => {
    const { asked, get } = app({ guard: (_req, res) => void res.sendStatus(401) });
    const { status, text, headers } = await get('').set('Accept', BROWSER);
    expect([status, text, headers['vary']]).toEqual([
      200,
      '<p>the page</p>',
      expect.stringContaining('Accept'),
    ]);
    expect(asked).toEqual([]);
  });

  test.each([
    ['', '*/*', 'application/json'],
    ['', 'application/json', 'application/json'],
    ['', 'text/csv', 'text/csv'],
    ['?format=csv', BROWSER, 'text/csv'],
    ['?format=json', BROWSER, 'application/json'],
  ])('%j with Accept %s gets %s', async (query, accept, type) => {
    const { get } = app();
    expect((await get(query).set('Accept', accept)).type).toBe(type);
  });
});

describe('what is asked', () => {
  test('without a query the last thirty days by day', async () => {
    const { asked, get } = app();
    const answer = await get('');
    expect([answer.status, answer.type, answer.get('Cache-Control')]).toEqual([
      200,
      'application/json',
      'no-store',
    ]);
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(REPORT)));
    expect(asked).toEqual([{ from: new Date('2026-02-14T12:00:00Z'), to: NOW, by: 'day' }]);
  });

  test('days and instants with an offset, filters and weeks reach the ledger', async () => {
    const { asked, get } = app();
    await get(
      '?from=2026-03-01&to=2026-03-08T01:00:00%2B01:00&by=week&rule=gout&kind=differential&service=leg-pain-patient-view',
    ).expect(200);
    expect(asked).toEqual([
      {
        from: new Date('2026-03-01T00:00:00Z'),
        to: new Date('2026-03-08T00:00:00Z'),
        by: 'week',
        rule: 'gout',
        kind: 'differential',
        service: 'leg-pain-patient-view',
      },
    ]);
  });

  test.each([
    ['?from=yesterday', 'from', 'from must be a day such as'],
    ['?from=2026-02-30', 'from', 'from must be a day such as'],
    ['?from=2026-03-01T08:00:00', 'from', 'from must be a day such as'],
    ['?to=0000-01-01', 'to', 'to must be a day such as'],
    ['?from=2026-03-02&to=2026-03-02', 'from', 'from must be before to.'],
    ['?from=2023-01-01&to=2026-01-01', 'from', 'from must be at most 732 days before to.'],
    ['?by=month', 'by', 'by must be one of day, week.'],
    ['?kind=secret', 'kind', 'kind must be one of must-not-miss,'],
    ['?service=secret', 'service', 'service must be one of leg-pain-patient-view,'],
    ['?rule=%27%3B%20DROP', 'rule', 'rule must be the id of a rule.'],
    ['?format=xml', 'format', 'format must be one of json, csv.'],
    ['?table=secret', 'table', 'table must be one of rules,'],
    ['?by=day&by=week', 'by', 'by must be given once.'],
    ['?secret=1', 'query', 'Only these members are known: from,'],
  ])('%s is refused and says what is wanted, not what was sent', async (query, where, sentence) => {
    const { asked, get } = app();
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body.issue[0].expression).toEqual([where]);
    expect(body.issue[0].diagnostics).toContain(sentence);
    expect(JSON.stringify(body)).not.toMatch(/secret|DROP|yesterday/);
    expect(asked).toEqual([]);
  });
});

describe('who and when', () => {
  test('whom the guard stops gets no report', async () => {
    const { asked, get } = app({
      guard: () => {
        throw new NocturneError('unauthenticated');
      },
    });
    await get('').expect(401);
    expect(asked).toEqual([]);
  });

  test('while the database is away: 503 and when to ask again', async () => {
    const { get } = app({ ledger: { overrides: () => Promise.reject(new DatabaseAway()) } });
    const { status, headers, body } = await get('');
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(body.issue[0].code).toBe('transient');
  });

  test('other methods are refused with Allow, and what lies below the path is not served', async () => {
    const { deps } = appDeps({
      mount: [
        {
          path: '/review/overrides',
          router: createOverrides({
            guard: (_req, _res, next) => next(),
            ledger: { overrides: async () => REPORT },
            services: [],
            now: () => NOW,
            page: (_req, res) => void res.sendStatus(204),
          }),
        },
      ],
    });
    const posted = await request(createApp(deps)).post('/review/overrides');
    expect([posted.status, posted.get('Allow')]).toEqual([405, 'GET, HEAD']);
    await request(createApp(deps)).get('/review/overrides/x').expect(404);
  });
});

describe('CSV', () => {
  test('?format=csv gives one table, the rules unless another is named', async () => {
    const { get } = app();
    const answer = await get('?format=csv');
    expect(answer.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.get('Content-Disposition')).toBe('attachment; filename="overrides-rules.csv"');
    expect(answer.text.split('\r\n')).toEqual([
      'service,kind,rule,shown,open,accepted,overridden,ignored,accepted_suggestions,override_rate,override_rate_low,' +
        'override_rate_high,acceptance_rate,acceptance_rate_low,acceptance_rate_high',
      'leg-pain-patient-view,differential,gout,10,0,2,4,4,3,0.4,0.1682,0.6873,0.2,0.0567,0.5098',
      '',
    ]);
    expect((await get('?format=csv&table=periods')).text).toContain('2026-03-10,,10,0,');
    expect((await get('?format=csv&table=kinds')).text).toContain('differential,10,0,2,4,4,3,0.4,');
    expect((await get('?format=csv&table=unmatched')).text).toContain(
      'leg-pain-patient-view,2026-03-10,1\r\n',
    );
    expect((await get('?format=csv&table=dropped')).text).toContain('answer,2026-03-11,7\r\n');
  });

  test('Accept: text/csv gives it too; whoever accepts anything gets JSON', async () => {
    const { get } = app();
    expect((await get('').set('Accept', 'text/csv')).type).toBe('text/csv');
    expect((await get('').set('Accept', '*/*')).type).toBe('application/json');
    expect((await get('?format=json').set('Accept', 'text/csv')).type).toBe('application/json');
  });

  test('a reason that a client made up is no formula in a spreadsheet', async () => {
    const { text } = await app().get('?format=csv&table=reasons');
    expect(text.split('\r\n')[1]).toBe(
      `leg-pain-patient-view,intake,,code,"'=HYPERLINK(""http://evil.example"",""x"")",'-1,,4`,
    );
  });

  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['+1', "'+1"],
    ['@x', "'@x"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['', ''],
  ])('the cell %j is written %j', (cell, written) => {
    expect(csvOf(['h'], [[cell]])).toBe(`h\r\n${written}\r\n`);
  });
});
