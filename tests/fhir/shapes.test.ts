/** The shape of what is sent to a FHIR server over https, and of what is taken from its answers. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { gather } from '#fhir/gather';
import {
  bundle,
  fhirDeps,
  hookCall,
  LIMITS,
  observation,
  outcome,
  PLAN,
  prescription,
  withoutKeys,
} from './scene.ts';

const ORIGIN = 'https://ehr.example';
const DEPS = fhirDeps({}, { allowed: { bases: [`${ORIGIN}/fhir`], loopback: false } });
const call = (...missing: readonly string[]) =>
  hookCall({ prefetch: withoutKeys(...missing), fhirServer: `${ORIGIN}/fhir/` });
const CODES = 'http://loinc.org|2276-4,http://loinc.org|4548-4';

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

describe('a query', () => {
  test('carries the template unaltered, its bars encoded for strict servers', async () => {
    const seen: string[] = [];
    nock(ORIGIN)
      .get(/.*/)
      .reply(function () {
        seen.push(this.req.path);
        return [200, bundle([])];
      });
    await gather(call('labs'), PLAN, DEPS);
    expect(seen).toEqual([
      `/fhir/Observation?patient=p1&code=${CODES.replaceAll('|', '%7C')}&date=ge2025-03-01&_sort=-date&_count=3`,
    ]);
  });

  test('is understood by a server as the parameters of the template', async () => {
    const scope = nock(ORIGIN)
      .get('/fhir/Observation')
      .query({ patient: 'p1', code: CODES, date: 'ge2025-03-01', _sort: '-date', _count: '3' })
      .reply(200, bundle([observation('a')]));
    const { keys } = await gather(call('labs'), PLAN, DEPS);
    expect(keys.labs).toMatchObject({ outcome: 'have', from: 'fhir' });
    expect(scope.isDone()).toBe(true);
  });

  test('asks for FHIR JSON and carries no token when the call has none', async () => {
    const scope = nock(ORIGIN, {
      reqheaders: { accept: 'application/fhir+json' },
      badheaders: ['authorization', 'cookie'],
    })
      .get('/fhir/Encounter/e1')
      .reply(200, { resourceType: 'Encounter', id: 'e1' }, { 'content-type': 'application/json' });
    const { keys } = await gather(call('encounter'), PLAN, DEPS);
    expect(keys.encounter).toMatchObject({ outcome: 'have', from: 'fhir' });
    expect(scope.isDone()).toBe(true);
  });

  test('carries the token of the call', async () => {
    const scope = nock(ORIGIN, { reqheaders: { authorization: 'Bearer abc' } })
      .get('/fhir/Encounter/e1')
      .reply(200, { resourceType: 'Encounter', id: 'e1' });
    await gather({ ...call('encounter'), fhirAuthorization: { accessToken: 'abc' } }, PLAN, DEPS);
    expect(scope.isDone()).toBe(true);
  });

  test('with a token that would break a header fails without showing it', async () => {
    const broken = { ...call('encounter'), fhirAuthorization: { accessToken: 'abc\r\nX-Evil: 1' } };
    const { keys } = await gather(broken, PLAN, DEPS);
    expect(keys.encounter).toMatchObject({ outcome: 'failed', reason: 'connection failed' });
  });
});

describe('an answer', () => {
  const answered = async (body: unknown, headers: Record<string, string> = {}) => {
    nock(ORIGIN)
      .get(/Observation/)
      .reply(200, JSON.stringify(body), headers);
    return (await gather(call('labs'), PLAN, DEPS)).keys.labs;
  };

  test.each(['application/fhir+json; charset=utf-8', 'application/json', 'application/json+fhir'])(
    'is read as %s',
    async (type) => {
      expect(await answered(bundle([observation('a')]), { 'content-type': type })).toMatchObject({
        outcome: 'have',
      });
    },
  );

  test('is read when it does not say what it is', async () => {
    expect(await answered(bundle([observation('a')]))).toMatchObject({ outcome: 'have' });
  });

  test('is not read when it says it is no JSON', async () => {
    expect(
      await answered(bundle([observation('a')]), { 'content-type': 'application/fhir+xml' }),
    ).toMatchObject({ outcome: 'failed', reason: 'not JSON' });
  });

  test('is empty when the search found nothing', async () => {
    expect(await answered({ resourceType: 'Bundle', type: 'searchset', total: 0 })).toEqual({
      outcome: 'empty',
      resources: [],
      from: 'fhir',
    });
  });

  test('that reaches _count is partial', async () => {
    const three = ['a', 'b', 'c'].map((id) => observation(id));
    expect(await answered(bundle(three))).toMatchObject({ outcome: 'partial', reason: 'more may exist' });
    expect(await answered(bundle(three, { total: 3 }))).toMatchObject({ outcome: 'have' });
    expect(await answered(bundle(three, { total: 40 }))).toMatchObject({ outcome: 'partial' });
  });

  test('may hold a warning of the search beside its resources', async () => {
    const entry = [
      { resource: observation('a'), search: { mode: 'match' } },
      { resource: outcome('warning', 'not-supported'), search: { mode: 'outcome' } },
    ];
    expect(await answered({ resourceType: 'Bundle', entry })).toMatchObject({ outcome: 'have' });
  });
});

describe('Medications', () => {
  test('are read no more than the limit at a time, the rest is named as a gap', async () => {
    const drugs = Array.from({ length: LIMITS.references + 1 }, (_, n) =>
      prescription(`r${n}`, `Medication/m${n}`),
    );
    const scope = nock(ORIGIN)
      .get(/^\/fhir\/Medication\/m\d$/)
      .times(LIMITS.references)
      .reply(200, (uri) => ({ resourceType: 'Medication', id: uri.split('/').at(-1) }));
    const prefetch = { ...withoutKeys(), medications: bundle(drugs) };
    const { keys, referenced } = await gather({ ...call(), prefetch }, PLAN, DEPS);
    expect(scope.isDone()).toBe(true);
    expect(Object.keys(referenced)).toHaveLength(LIMITS.references);
    expect(keys.medications).toMatchObject({
      outcome: 'partial',
      reason: 'a Medication was not read: too many to read',
    });
  });

  test('of another type than asked for are not taken', async () => {
    nock(ORIGIN).get('/fhir/Medication/m1').reply(200, observation('a'));
    const prefetch = { ...withoutKeys(), medications: bundle([prescription('r', 'Medication/m1')]) };
    const { keys, referenced } = await gather({ ...call(), prefetch }, PLAN, DEPS);
    expect(referenced).toEqual({});
    expect(keys.medications).toMatchObject({ reason: 'a Medication was not read: wrong resource type' });
  });
});
