/** Metrics: what is counted, under labels that no request can widen. */
import { expect, test } from '@jest/globals';
import { Router } from 'express';
import request from 'supertest';
import { readConfig } from '#config';
import { NocturneError } from '#errors';
import { anyone } from '#http/caller';
import { createMetrics } from '#http/metrics';
import type { CountedCard, LedgerFigures } from '#http/metrics';
import { CARD, patientViewCall, running } from './running.ts';
import { send } from '../hostile/wire.ts';

const SERVICE = '/cds-services/leg-pain-patient-view';
const NAME = 'Quillfeather';

/** The samples of the text format, `name{labels}` -> value. */
function samples(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

async function scrape(server: Parameters<typeof request>[0]): Promise<Map<string, number>> {
  const answer = await request(server).get('/metrics');
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  return samples(answer.text);
}

test('an answered call is counted by route, with its stages and cards', async () => {
  const metrics = createMetrics({ keys: [], rules: ['restless-legs-syndrome'] });
  const service = await running({
    operations: { metrics },
    answer: async () => ({
      response: { cards: [CARD] },
      timing: { gather: 20, reason: 0.5 },
      made: [
        {
          card: CARD,
          kind: 'differential',
          rules: ['restless-legs-syndrome'],
          urgency: 'routine',
          evidence: [],
        },
      ],
    }),
  });
  const { headers } = await request(service.server).post(SERVICE).send(patientViewCall());
  const found = await scrape(service.server);
  service.stop();
  expect(headers['server-timing']).toMatch(
    /^request;dur=.+, gather;dur=.+, reason;dur=.+, total;dur=[\d.]+$/,
  );
  const calls = 'route="/cds-services/:id",method="POST",status="2xx"';
  expect(found.get(`nocturne_request_seconds_count{${calls}}`)).toBe(1);
  expect(found.get('nocturne_stage_seconds_sum{stage="gather"}')).toBeCloseTo(0.02);
  for (const stage of ['request', 'reason', 'total']) {
    expect(found.get(`nocturne_stage_seconds_count{stage="${stage}"}`)).toBe(1);
  }
  const card = 'kind="differential",rule="restless-legs-syndrome",indicator="info"';
  expect(found.get(`nocturne_cards_total{${card}}`)).toBe(1);
  expect(found.get('nocturne_calls_in_flight')).toBe(0);
});

test('failures are counted by the code of the error table', async () => {
  const service = await running({
    answer: async () => {
      throw new NocturneError('data-unavailable', ['prefetch.patient']);
    },
  });
  await request(service.server).post(SERVICE).send(patientViewCall());
  await request(service.server).post(SERVICE).set('Content-Type', 'application/json').send('{');
  const found = await scrape(service.server);
  service.stop();
  expect(found.get('nocturne_failures_total{code="data-unavailable"}')).toBe(1);
  expect(found.get('nocturne_failures_total{code="body-not-json"}')).toBe(1);
});

test('whatever is sent, the labels stay those of the closed lists', async () => {
  const part = Router();
  part.get('/:type/:id', (_req, res) => void res.json({}));
  const service = await running({ mount: [{ path: '/sandbox', router: part }] });
  const odd = Array.from({ length: 60 }, (_, index) => `${NAME}-${index}`);
  for (const [index, one] of odd.entries()) {
    const body = JSON.stringify(patientViewCall({ hook: one, [one]: one }));
    const headers = { 'Content-Type': 'application/json', [`x-${one}`]: one };
    const method = ['GET', 'POST', 'PUT', 'PROPFIND', 'DELETE', 'M-SEARCH'][index % 6] ?? 'GET';
    for (const path of [`/${one}`, `/cds-services/${one}`, `/sandbox/${one}/${one}?a=${one}`, SERVICE]) {
      await send(service.port, { method, path, headers, body });
    }
  }
  const { text } = await request(service.server).get('/metrics');
  service.stop();
  expect(text).not.toContain(NAME);
  const labels = (name: string): string[] =>
    [
      ...new Set([...text.matchAll(new RegExp(`[{,]${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '')),
    ].sort();
  expect(labels('route')).toEqual(['/cds-services/:id', '/sandbox/*', 'unmatched']);
  expect(labels('method')).toEqual(['GET', 'POST', 'other']);
  expect(labels('code')).toEqual(['hook-mismatch', 'method-not-allowed', 'path-unknown', 'service-unknown']);
});

test('unknown keys, rules and stages are counted as other', async () => {
  const metrics = createMetrics({ keys: ['conditions'], rules: ['gout'] });
  const made = (...rules: readonly string[]): CountedCard => ({
    kind: 'safety',
    rules,
    card: { indicator: 'warning' },
  });
  metrics.fhirRead({ key: 'conditions', outcome: 'have', ms: 12 });
  metrics.fhirRead({ key: NAME, outcome: 'failed', ms: 12 });
  metrics.cards([made('gout', NAME), made(NAME), made()]);
  metrics.stages({ [NAME]: 1 });
  metrics.feedback('overridden', true);
  metrics.tokenStoreFallback();
  const text = await metrics.text();
  const found = samples(text);
  expect(text).not.toContain(NAME);
  expect(found.get('nocturne_fhir_seconds_count{key="conditions",outcome="have"}')).toBe(1);
  expect(found.get('nocturne_fhir_seconds_count{key="other",outcome="failed"}')).toBe(1);
  for (const rule of ['gout', 'other', 'none']) {
    expect(found.get(`nocturne_cards_total{kind="safety",rule="${rule}",indicator="warning"}`)).toBe(1);
  }
  expect(found.get('nocturne_feedback_total{outcome="overridden",reason="given"}')).toBe(1);
  expect(found.get('nocturne_token_store_fallback_total')).toBe(1);
});

test('the ledger is asked at each scrape', async () => {
  let figures: LedgerFigures = { queued: { answer: 3, access: 7 }, dropped: { access: 1 }, state: 'away' };
  const metrics = createMetrics({ keys: [], rules: [], ledger: () => figures });
  const before = samples(await metrics.text());
  figures = { queued: { answer: 0 }, dropped: { access: 1 }, state: 'ready' };
  const after = samples(await metrics.text());
  expect(before.get('nocturne_ledger_queue{kind="access"}')).toBe(7);
  expect(before.get('nocturne_ledger_dropped{kind="access"}')).toBe(1);
  expect(before.get('nocturne_database_state{state="away"}')).toBe(1);
  expect(after.get('nocturne_ledger_queue{kind="answer"}')).toBe(0);
  expect(after.get('nocturne_database_state{state="away"}')).toBe(0);
  expect(after.get('nocturne_database_state{state="ready"}')).toBe(1);
});

test('in production the figures are absent without a guard, and behind it with one', async () => {
  const config = { ...readConfig({}), mode: 'production' as const };
  const bare = await running({ config, identify: anyone });
  const guarded = await running({
    config,
    identify: anyone,
    operations: {
      operatorsOnly: () => {
        throw new NocturneError('unauthenticated');
      },
    },
  });
  const statuses = [
    (await request(bare.server).get('/metrics')).status,
    (await request(guarded.server).get('/metrics')).status,
  ];
  bare.stop();
  guarded.stop();
  expect(statuses).toEqual([404, 401]);
});

test('two apps in one process do not share figures', async () => {
  const one = await running();
  const other = await running();
  await request(one.server).post(SERVICE).send(patientViewCall());
  const found = await scrape(other.server);
  one.stop();
  other.stop();
  expect([...found.keys()].filter((name) => name.includes('/cds-services/:id'))).toEqual([]);
});
