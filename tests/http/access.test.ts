/** The audit trail: one entry per request that shows or takes patient data, with the ids for the ledger and never for the log. */
import { expect, test } from '@jest/globals';
import { Router } from 'express';
import request from 'supertest';
import { readConfig } from '#config';
import { NocturneError } from '#errors';
import type { Ledger } from '#ledger/ledger';
import { keptLog, patientViewCall, running } from './running.ts';

const SERVICE = '/cds-services/leg-pain-patient-view';
const NOW = '2026-03-12T22:40:00.000Z';

type Entry = Parameters<Ledger['access']>[0];

/** What the ledger is told; `next` waits for an entry. */
function trail() {
  const entries: Entry[] = [];
  const waiting: (() => void)[] = [];
  return {
    entries,
    audit: {
      now: () => NOW,
      access: (entry: Entry) => {
        entries.push(entry);
        waiting.shift()?.();
      },
    },
    next: () => new Promise<void>((resolve) => void waiting.push(resolve)),
  };
}

test('a call is entered with patient, user, status and cards', async () => {
  const { audit, entries, next } = trail();
  const kept = keptLog();
  const service = await running({ operations: { audit }, log: kept.log });
  const ended = next();
  const context = { userId: 'Practitioner/dr-audit-1', patientId: 'patient-audit-1' };
  const { headers } = await request(service.server).post(SERVICE).send(patientViewCall({ context }));
  await ended;
  service.stop();
  expect(entries).toEqual([
    {
      at: NOW,
      requestId: headers['x-request-id'],
      realm: 'sandbox',
      service: 'leg-pain-patient-view',
      what: 'call',
      status: 200,
      cards: 1,
      patientId: 'patient-audit-1',
      userId: 'Practitioner/dr-audit-1',
    },
  ]);
  expect(kept.lines.join('')).not.toMatch(/audit-1/);
});

test('refused calls, discovery and reports are entered; pages, preflights and unknown paths are not', async () => {
  const { audit, entries, next } = trail();
  const report = Router();
  report.get('/', (_req, res) => void res.send('report'));
  const service = await running({
    operations: { audit },
    config: { ...readConfig({}), mode: 'production' },
    identify: async () => ({ realm: 'https://ehr.example' }),
    mount: [{ path: '/review/overrides', router: report }],
    answer: async () => {
      throw new NocturneError('data-unavailable');
    },
  });
  const http = request(service.server);
  const entered = async (ask: () => PromiseLike<unknown>): Promise<void> => {
    const ended = next();
    await ask();
    await ended;
  };
  await http.get('/healthz');
  await http.get('/patient-77');
  await http.options(SERVICE);
  await entered(() => http.get('/cds-services'));
  await entered(() => http.post(SERVICE).send(patientViewCall({ hook: 'x' })));
  await entered(() => http.post(SERVICE).send(patientViewCall()));
  await entered(() => http.post('/cds-services/patient-77').send({}));
  await entered(() => http.get('/review/overrides'));
  service.stop();
  expect(entries.map(({ what, status, service: id, patientId }) => [what, status, id, patientId])).toEqual([
    ['discovery', 200, '-', undefined],
    ['call', 400, 'leg-pain-patient-view', undefined],
    ['call', 412, 'leg-pain-patient-view', 'p1'],
    ['call', 404, '-', undefined],
    ['report', 200, '-', undefined],
  ]);
  expect(new Set(entries.map(({ realm }) => realm))).toEqual(new Set(['https://ehr.example', 'unknown']));
});
