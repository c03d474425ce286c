/** The sandbox FHIR server answers like a FHIR R4 server, over HTTP. */
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { createSandbox } from '../../sandbox/server.ts';
import { ANNA, BEN, FERRITIN, collection } from './patient.ts';
import type { Bundle } from 'fhir/r4';
import type { Express } from 'express';

const BASE = 'http://ehr.test/sandbox/fhir';
const NOW = '2026-03-03T22:00:00.000Z';

function sandbox(
  options: { patients?: readonly Bundle[]; hangMs?: number; capacity?: number } = {},
): Express {
  const ids = (function* () {
    for (let n = 1; ; n += 1) yield `new-${n}`;
  })();
  const app = express();
  app.use(
    '/sandbox/fhir',
    createSandbox({
      patients: [ANNA, BEN],
      baseUrl: () => BASE,
      newId: () => String(ids.next().value),
      now: () => NOW,
      ...options,
    }),
  );
  return app;
}

/** Ids of the matches of a search, in order. */
async function ids(query: string, app = sandbox()): Promise<string[]> {
  const response = await request(app).get(`/sandbox/fhir/${query}`);
  expect([response.status, response.body.issue]).toEqual([200, undefined]);
  const entries: { search: { mode: string }; resource: { id: string } }[] = response.body.entry ?? [];
  return entries.filter(({ search }) => search.mode === 'match').map(({ resource }) => resource.id);
}

describe('search', () => {
  test('by patient finds that patient and no other, however the patient is named', async () => {
    const all = ['ferritin-january', 'ferritin-march', 'ferritin-last-year', 'abi-undated'];
    for (const patient of [
      'patient=anna',
      'patient=Patient/anna',
      'subject=Patient/anna',
      `subject=${BASE}/Patient/anna`,
      'subject:Patient=anna',
    ]) {
      expect(await ids(`Observation?${patient}`)).toEqual(all);
    }
    expect(await ids('Observation?subject=Group/anna')).toEqual([]);
  });

  test('by code takes system and code, code alone, any code of a system, and several at once', async () => {
    const ferritins = ['ferritin-january', 'ferritin-march', 'ferritin-last-year'];
    expect(await ids('Observation?patient=anna&code=http://loinc.org|2276-4')).toEqual(ferritins);
    expect(await ids('Observation?patient=anna&code=2276-4')).toEqual(ferritins);
    expect(await ids('Observation?patient=anna&code=http://loinc.org|')).toHaveLength(4);
    expect(await ids('Observation?patient=anna&code=1-8,44974-4')).toEqual(['abi-undated']);
    expect(await ids('Observation?patient=anna&code=http://snomed.info/sct|2276-4')).toEqual([]);
    expect(await ids('Observation?patient=anna&code:not=2276-4')).toEqual(['abi-undated']);
    expect(await ids('Observation?patient=anna&code=|2276-4')).toEqual([]);
  });

  test('by status and clinical-status', async () => {
    expect(await ids('Condition?patient=anna&clinical-status=active')).toEqual(['leg-pain']);
    expect(await ids('Condition?patient=anna&clinical-status=resolved')).toEqual([]);
    expect(await ids('Observation?patient=anna&status=preliminary')).toEqual([]);
  });

  test.each([
    ['date=2026-01', ['ferritin-january']],
    ['date=2026', ['ferritin-january', 'ferritin-march']],
    ['date=ge2026-01-10', ['ferritin-january', 'ferritin-march']],
    ['date=gt2026-01-10', ['ferritin-march']],
    ['date=lt2026-01-10', ['ferritin-last-year']],
    ['date=le2026-01-10T08:00:00Z', ['ferritin-january', 'ferritin-last-year']],
    ['date=ge2026-01-10T10:00:00%2B02:00', ['ferritin-january', 'ferritin-march']],
    ['date=ge2026-01-10T10:00:01%2B02:00', ['ferritin-march']],
    ['date=ge2025-06-01&date=lt2026-02-01', ['ferritin-january', 'ferritin-last-year']],
    ['date=ge2026-03-02T12:00:00Z', ['ferritin-march']],
    ['date:missing=true', ['abi-undated']],
  ])('%s compares partial dates as ranges', async (query, expected) => {
    expect(await ids(`Observation?patient=anna&${query}`)).toEqual(expected);
  });

  test('an encounter that has not ended is still going on at any later date', async () => {
    expect(await ids('Encounter?patient=anna&date=ge2026-06-01')).toEqual(['visit']);
    expect(await ids('Encounter?patient=anna&date=lt2026-03-01')).toEqual([]);
  });

  test('a questionnaire is found with its version, without it, among several, and not at another version', async () => {
    const intake = 'https://nocturne.example/fhir/Questionnaire/leg-pain-intake';
    expect(await ids(`QuestionnaireResponse?patient=anna&questionnaire=${intake}`)).toEqual(['intake']);
    expect(await ids(`QuestionnaireResponse?patient=anna&questionnaire=${intake}|1.0.0`)).toEqual(['intake']);
    expect(await ids(`QuestionnaireResponse?patient=anna&questionnaire=urn:x,${intake}`)).toEqual(['intake']);
    expect(await ids(`QuestionnaireResponse?patient=anna&questionnaire=${intake}|1.1.0`)).toEqual([]);
  });

  test('patients are found by name without accents, by identifier and by id', async () => {
    expect(await ids('Patient?name=oster')).toEqual(['anna']);
    expect(await ids('Patient?given=mar')).toEqual(['anna']);
    expect(await ids('Patient?family:exact=oster')).toEqual([]);
    expect(await ids('Patient?identifier=urn:mrn|A-1')).toEqual(['anna']);
    expect(await ids('Patient?_id=anna,ben')).toEqual(['anna', 'ben']);
  });

  test('newest first puts undated results last, and oldest first does too', async () => {
    expect(await ids('Observation?patient=anna&_sort=-date')).toEqual([
      'ferritin-march',
      'ferritin-january',
      'ferritin-last-year',
      'abi-undated',
    ]);
    expect(await ids('Observation?patient=anna&_sort=date')).toEqual([
      'ferritin-last-year',
      'ferritin-january',
      'ferritin-march',
      'abi-undated',
    ]);
  });

  test('POST _search answers as GET does', async () => {
    const posted = await request(sandbox())
      .post('/sandbox/fhir/Observation/_search')
      .type('form')
      .send('patient=anna&code=http%3A%2F%2Floinc.org%7C44974-4');
    expect(posted.body.entry.map((entry: { resource: { id: string } }) => entry.resource.id)).toEqual([
      'abi-undated',
    ]);
  });

  test('pages hold every match once, and the last has no next link', async () => {
    const app = sandbox();
    const seen: string[] = [];
    let url = '/sandbox/fhir/Observation?patient=anna&_sort=-date&_count=3';
    for (const expectedNext of [true, false]) {
      const { body } = await request(app).get(url);
      expect(body.total).toBe(4);
      seen.push(...body.entry.map((entry: { resource: { id: string } }) => entry.resource.id));
      const next = body.link.find((link: { relation: string }) => link.relation === 'next')?.url;
      expect(next !== undefined).toBe(expectedNext);
      if (next !== undefined) {
        expect(next).toMatch(/^http:\/\/ehr\.test\/sandbox\/fhir\/Observation\?_page=[\w-]+$/);
        url = next.slice('http://ehr.test'.length);
      }
    }
    expect(seen).toEqual(['ferritin-march', 'ferritin-january', 'ferritin-last-year', 'abi-undated']);
  });

  test('_summary=count and _count=0 give the total and no entries', async () => {
    for (const query of ['_summary=count', '_count=0']) {
      const { body } = await request(sandbox()).get(`/sandbox/fhir/Observation?patient=anna&${query}`);
      expect([body.total, body.entry]).toEqual([4, undefined]);
    }
  });

  test('a parameter it does not know is ignored and named; with strict handling it is refused', async () => {
    const url = '/sandbox/fhir/Observation?patient=anna&_sort=-date&favourite-colour=blue';
    const lenient = await request(sandbox()).get(url);
    expect(lenient.body.total).toBe(4);
    expect(lenient.body.entry.at(-1)).toMatchObject({
      search: { mode: 'outcome' },
      resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning' }] },
    });
    expect(lenient.body.link[0].url).not.toContain('favourite-colour');
    const strict = await request(sandbox()).get(url).set('Prefer', 'handling=strict');
    expect(strict.status).toBe(400);
  });

  test.each([
    ['Observation?code:in=http://x', 'a modifier'],
    ['Observation?date=yesterday', 'a word for a date'],
    ['Observation?date=2026-02-30', 'a day that does not exist'],
    ['Observation?date=xx2026', 'a prefix that does not exist'],
    ['Observation?_count=-1', 'a count below 0'],
    ['Observation?_page=bm9uc2Vuc2U', 'a page token from elsewhere'],
  ])('%s is refused: %s cannot be used', async (query) => {
    const response = await request(sandbox()).get(`/sandbox/fhir/${query}`);
    expect(response.status).toBe(400);
    expect(response.body.resourceType).toBe('OperationOutcome');
  });
});

describe('read and write', () => {
  const order = {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/anna' },
    code: { coding: [FERRITIN] },
  };

  test('a created draft order gets an id, version 1 and a Location, and is found by patient', async () => {
    const app = sandbox();
    const created = await request(app)
      .post('/sandbox/fhir/ServiceRequest')
      .send({ ...order, id: 'mine' });
    expect(created.status).toBe(201);
    expect(created.get('Location')).toBe(`${BASE}/ServiceRequest/new-1/_history/1`);
    expect(created.get('ETag')).toBe('W/"1"');
    expect(created.get('Content-Type')).toMatch('application/fhir+json');
    expect(created.body).toMatchObject({
      id: 'new-1',
      status: 'draft',
      meta: { versionId: '1', lastUpdated: NOW },
    });
    expect(await ids('ServiceRequest?patient=anna', app)).toEqual(['new-1']);
  });

  test('an update makes version 2; the old version can still be read, and If-Match protects the new one', async () => {
    const app = sandbox();
    await request(app)
      .put('/sandbox/fhir/ServiceRequest/one')
      .send({ ...order, id: 'one' })
      .expect(201);
    const updated = await request(app)
      .put('/sandbox/fhir/ServiceRequest/one')
      .set('If-Match', 'W/"1"')
      .send({ ...order, id: 'one', status: 'active' });
    expect([updated.status, updated.body.meta.versionId]).toEqual([200, '2']);
    for (const [version, status] of [
      ['1', 'draft'],
      ['2', 'active'],
    ] as const) {
      const read = await request(app).get(`/sandbox/fhir/ServiceRequest/one/_history/${version}`);
      expect([read.body.status, read.get('ETag')]).toEqual([status, `W/"${version}"`]);
    }
    await request(app).get('/sandbox/fhir/ServiceRequest/one/_history/3').expect(404);
    await request(app)
      .put('/sandbox/fhir/ServiceRequest/one')
      .set('If-Match', 'W/"1"')
      .send({ ...order, id: 'one' })
      .expect(412);
  });

  test('of a resource that changes for ever the last twenty former versions are kept', async () => {
    const app = sandbox();
    for (let n = 1; n <= 23; n += 1) {
      await request(app)
        .put('/sandbox/fhir/ServiceRequest/one')
        .send({ ...order, id: 'one' });
    }
    const version = (n: number) => request(app).get(`/sandbox/fhir/ServiceRequest/one/_history/${n}`);
    await version(2).expect(404);
    await version(3).expect(200);
    await version(23).expect(200);
  });

  test('a deleted resource is gone (410), one that never was is not found (404)', async () => {
    const app = sandbox();
    await request(app).delete('/sandbox/fhir/Condition/leg-pain').expect(204);
    const gone = await request(app).get('/sandbox/fhir/Condition/leg-pain');
    expect([gone.status, gone.body.issue[0].code]).toEqual([410, 'deleted']);
    expect(await ids('Condition?patient=anna', app)).toEqual([]);
    const before = await request(app).get('/sandbox/fhir/Condition/leg-pain/_history/1');
    expect([before.status, before.body.id]).toEqual([200, 'leg-pain']);
    const never = await request(app).get('/sandbox/fhir/Condition/nothing');
    expect([never.status, never.body.resourceType]).toEqual([404, 'OperationOutcome']);
  });

  test.each([
    ['another resource type', 422, { resourceType: 'Task', status: 'draft', intent: 'order' }],
    ['a member R4 demands missing', 422, { ...order, intent: undefined }],
    ['no resource type', 400, { status: 'draft' }],
    ['an array', 400, []],
  ])('a create with %s is refused with %i', async (_what, status, body) => {
    const response = await request(sandbox()).post('/sandbox/fhir/ServiceRequest').send(body);
    expect([response.status, response.body.resourceType]).toEqual([status, 'OperationOutcome']);
  });

  test('broken JSON, another media type, XML, an unknown type, an unknown method: each has its status', async () => {
    const app = sandbox();
    const broken = await request(app).post('/sandbox/fhir/Task').type('json').send('{"secret": ');
    expect([broken.status, broken.body.resourceType]).toEqual([400, 'OperationOutcome']);
    expect(broken.text).not.toContain('secret');
    await request(app).post('/sandbox/fhir/Task').type('text/plain').send('x').expect(415);
    await request(app).get('/sandbox/fhir/Patient/anna').set('Accept', 'application/fhir+xml').expect(406);
    const versioned = 'application/fhir+json; fhirVersion=4.0';
    await request(app).get('/sandbox/fhir/Patient/anna').set('Accept', versioned).expect(200);
    await request(app).get('/sandbox/fhir/Toaster').expect(404);
    await request(app).get('/sandbox/fhir/constructor').expect(404);
    const patch = await request(app).patch('/sandbox/fhir/Patient/anna').send({});
    expect([patch.status, patch.get('Allow')]).toEqual([405, 'GET, PUT, DELETE']);
  });

  test('a full sandbox refuses new resources', async () => {
    const app = sandbox({ patients: [], capacity: 1 });
    await request(app).post('/sandbox/fhir/ServiceRequest').send(order).expect(201);
    await request(app).post('/sandbox/fhir/ServiceRequest').send(order).expect(507);
  });

  test('any browser page may read it, and metadata names what it does', async () => {
    const preflight = await request(sandbox())
      .options('/sandbox/fhir/Patient/anna')
      .set('Origin', 'https://sandbox.cds-hooks.org')
      .set('Access-Control-Request-Headers', 'authorization');
    expect(preflight.get('Access-Control-Allow-Origin')).toBe('*');
    const { body } = await request(sandbox()).get('/sandbox/fhir/metadata');
    expect(body).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
    const types = body.rest[0].resource.map((resource: { type: string }) => resource.type);
    expect(types).toEqual(expect.arrayContaining(['Patient', 'Observation', 'QuestionnaireResponse']));
  });
});

describe('Bundles', () => {
  const patient = { resourceType: 'Patient', name: [{ family: 'New' }] };
  const entry = (fullUrl: string, method: string, url: string, resource: object): object => ({
    fullUrl,
    resource,
    request: { method, url },
  });
  const condition = (subject: string): object => ({
    resourceType: 'Condition',
    subject: { reference: subject },
  });

  test('a transaction stores everything and turns urn:uuid references into real ones', async () => {
    const app = sandbox();
    const response = await request(app)
      .post('/sandbox/fhir')
      .send({
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          entry('urn:uuid:c', 'POST', 'Condition', condition('urn:uuid:p')),
          entry('urn:uuid:p', 'POST', 'Patient', patient),
          entry('urn:x', 'PUT', 'Patient/known', { ...patient, id: 'known' }),
        ],
      });
    expect(response.body.entry.map((item: { response: { status: string } }) => item.response.status)).toEqual(
      ['201 Created', '201 Created', '201 Created'],
    );
    expect(await ids('Condition?patient=new-2', app)).toEqual(['new-1']);
    expect(await ids('Patient?_id=known', app)).toEqual(['known']);
  });

  test('a transaction with one bad entry stores nothing; a batch stores the good ones', async () => {
    const app = sandbox({ patients: [], capacity: 1 });
    const entries = [
      entry('urn:uuid:a', 'POST', 'Patient', patient),
      entry('urn:uuid:b', 'POST', 'Patient', patient),
      entry('urn:uuid:c', 'POST', 'Condition', { resourceType: 'Condition' }),
    ];
    const send = (type: string, entry: readonly object[]): request.Test =>
      request(app).post('/sandbox/fhir').send({ resourceType: 'Bundle', type, entry });
    expect((await send('transaction', entries)).status).toBe(422);
    expect((await send('transaction', entries.slice(0, 2))).status).toBe(507);
    expect(await ids('Patient', app)).toEqual([]);
    const batch = await send('batch', entries);
    expect(batch.body.entry.map((item: { response: { status: string } }) => item.response.status)).toEqual([
      '201 Created',
      '507',
      '422',
    ]);
  });

  test('two patients that claim one id stop the start', () => {
    const other = collection({ resourceType: 'Patient', id: 'anna', birthDate: '1950-01-01' });
    expect(() => sandbox({ patients: [ANNA, other] })).toThrow('Patient/anna');
  });
});

describe('data that fail on purpose', () => {
  test('searches about Ben fail as his tags say; reads and other patients are untouched', async () => {
    const app = sandbox({ hangMs: 1 });
    const observations = await request(app).get('/sandbox/fhir/Observation?patient=ben');
    expect([observations.status, observations.body.resourceType]).toEqual([500, 'OperationOutcome']);
    const drugs = await request(app).get('/sandbox/fhir/MedicationRequest?subject=Patient/ben');
    expect([drugs.status, drugs.body.issue[0].code]).toEqual([403, 'forbidden']);
    await request(app).get('/sandbox/fhir/Condition?patient=Patient/ben').expect(504);
    await request(app).get('/sandbox/fhir/Observation/ben-ferritin').expect(200);
    await request(app).get('/sandbox/fhir/Encounter?patient=ben').expect(200);
    await request(app).get('/sandbox/fhir/Observation?patient=anna').expect(200);
  });
});
