/** The decision table for prefetch values: rows 2.24 to 2.35 of the conformance list. */
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { GatheredKey, HookCall } from '#chart/gathered';
import { NocturneError } from '#errors';
import { gather } from '#fhir/gather';
import {
  bundle,
  condition,
  ENCOUNTER,
  fhirDeps,
  FULL,
  HEALTHY,
  hookCall,
  linkedBundle,
  observation,
  outcome,
  PATIENT,
  PLAN,
  prescription,
  startStage,
  withoutKeys,
} from './scene.ts';

const scene = { script: HEALTHY, before: 0 };
const stage = await startStage((...request) => scene.script(...request));

afterAll(() => stage.close());
beforeEach(() => {
  scene.script = HEALTHY;
  scene.before = stage.requests.length;
});

const asked = () => stage.requests.slice(scene.before).map((request) => request.asked.split(/[/?]/)[0]);

async function keyOf(key: string, call: HookCall): Promise<GatheredKey> {
  const { keys } = await gather(call, PLAN, fhirDeps());
  const found = keys[key];
  if (found === undefined) throw new Error(`the plan has no key ${key}`);
  return found;
}

async function refusal(call: HookCall): Promise<string> {
  try {
    await gather(call, PLAN, fhirDeps());
  } catch (error) {
    if (error instanceof NocturneError) return `${error.status} ${error.code}: ${error.where.join(', ')}`;
    throw error;
  }
  return 'not refused';
}

const ABSENT = Symbol('key absent');
const says = (found: GatheredKey) =>
  `${found.outcome} ${found.resources.length}${found.reason === undefined ? '' : ` (${found.reason})`}`;

interface Row {
  readonly name: string;
  readonly key: string;
  readonly value: unknown;
  /** Outcome, number of resources and reason with no FHIR server at hand. */
  readonly alone: string;
  /** The same with a healthy FHIR server, and the resource type it was asked for. */
  readonly served: string;
  readonly query?: string;
}

const NOT_SUPPLIED = 'failed 0 (not supplied and no FHIR server allowed)';
const WRONG = 'failed 0 (wrong resource type)';
const IN_PREFETCH = 'failed 0 (OperationOutcome in prefetch)';
const same = (value: string) => ({ alone: value, served: value });
const queried = (alone: string, query: string) => ({ alone, served: 'have 1', query });

const ROWS: readonly Row[] = [
  { name: 'key absent (search)', key: 'labs', value: ABSENT, ...queried(NOT_SUPPLIED, 'Observation') },
  { name: 'key absent (read)', key: 'encounter', value: ABSENT, ...queried(NOT_SUPPLIED, 'Encounter') },
  { name: 'null under a search', key: 'labs', value: null, ...same('empty 0') },
  { name: 'null under a read', key: 'encounter', value: null, ...queried(NOT_SUPPLIED, 'Encounter') },
  { name: 'Bundle with 0 entries', key: 'labs', value: bundle([]), ...same('empty 0') },
  { name: 'Bundle without entry', key: 'labs', value: { resourceType: 'Bundle' }, ...same('empty 0') },
  {
    name: 'Bundle with 0 entries under a read',
    key: 'encounter',
    value: bundle([]),
    ...queried(NOT_SUPPLIED, 'Encounter'),
  },
  {
    name: 'Bundle with entries',
    key: 'labs',
    value: bundle([observation('a'), observation('b')]),
    ...same('have 2'),
  },
  { name: 'bare resource under a search', key: 'labs', value: observation('a'), ...same('have 1') },
  { name: 'resource under a read', key: 'encounter', value: ENCOUNTER, ...same('have 1') },
  { name: 'searchset under a read', key: 'encounter', value: bundle([ENCOUNTER]), ...same('have 1') },
  {
    name: 'Bundle that reaches _count',
    key: 'labs',
    value: bundle([observation('a'), observation('b'), observation('c')]),
    ...same('partial 3 (more may exist)'),
  },
  {
    name: 'Bundle that reaches _count and whose total says it is all',
    key: 'labs',
    value: bundle([observation('a'), observation('b'), observation('c')], { total: 3 }),
    ...same('have 3'),
  },
  {
    name: 'Bundle whose total says there is more',
    key: 'labs',
    value: bundle([observation('a')], { total: 2 }),
    ...same('partial 1 (more may exist)'),
  },
  {
    name: 'included resources do not count towards _count',
    key: 'labs',
    value: {
      resourceType: 'Bundle',
      entry: [
        { resource: observation('a'), search: { mode: 'match' } },
        { resource: observation('b'), search: { mode: 'match' } },
        { resource: observation('c'), search: { mode: 'include' } },
      ],
    },
    ...same('have 3'),
  },
  {
    name: 'Bundle with a next link to another server',
    key: 'labs',
    value: linkedBundle([observation('a')], 'https://evil.example/fhir?page=2'),
    alone: 'partial 1 (more pages exist; no FHIR server allowed)',
    served: 'partial 1 (next page is on another server)',
  },
  { name: 'OperationOutcome, bare', key: 'labs', value: outcome(), ...same(IN_PREFETCH) },
  { name: 'OperationOutcome under a read', key: 'encounter', value: outcome(), ...same(IN_PREFETCH) },
  {
    name: 'OperationOutcome without issues',
    key: 'labs',
    value: { resourceType: 'OperationOutcome' },
    ...same(IN_PREFETCH),
  },
  {
    name: 'OperationOutcome as the only entry',
    key: 'labs',
    value: bundle([outcome('information')]),
    ...same(IN_PREFETCH),
  },
  {
    name: 'OperationOutcome error beside entries',
    key: 'labs',
    value: {
      resourceType: 'Bundle',
      entry: [{ resource: observation('a') }, { resource: outcome('error'), search: { mode: 'outcome' } }],
    },
    ...same(IN_PREFETCH),
  },
  {
    name: 'OperationOutcome warning beside entries but not marked as search outcome',
    key: 'labs',
    value: bundle([observation('a'), outcome('warning')]),
    ...same(IN_PREFETCH),
  },
  {
    name: 'OperationOutcome warning of the search beside entries',
    key: 'labs',
    value: {
      resourceType: 'Bundle',
      entry: [
        { resource: observation('a') },
        { resource: outcome('warning', 'not-supported'), search: { mode: 'outcome' } },
      ],
    },
    ...same('have 1'),
  },
  {
    name: 'OperationOutcome warning that something was withheld',
    key: 'labs',
    value: {
      resourceType: 'Bundle',
      entry: [
        { resource: observation('a') },
        { resource: outcome('warning', 'suppressed'), search: { mode: 'outcome' } },
      ],
    },
    ...same('partial 1 (OperationOutcome in prefetch)'),
  },
  {
    name: 'another resourceType (search)',
    key: 'labs',
    value: condition('x'),
    ...queried(WRONG, 'Observation'),
  },
  {
    name: 'another resourceType (read)',
    key: 'encounter',
    value: condition('x'),
    ...queried(WRONG, 'Encounter'),
  },
  {
    name: 'Bundle of another resourceType',
    key: 'labs',
    value: bundle([condition('x')]),
    ...queried(WRONG, 'Observation'),
  },
  { name: 'object without resourceType', key: 'labs', value: {}, ...queried(WRONG, 'Observation') },
  {
    name: 'resourceType that is no string',
    key: 'labs',
    value: { resourceType: 7 },
    ...queried(WRONG, 'Observation'),
  },
  {
    name: 'the old {response, resource} wrapper',
    key: 'encounter',
    value: { response: { status: '200' }, resource: ENCOUNTER },
    ...queried(WRONG, 'Encounter'),
  },
  {
    name: 'Bundle whose entry is an object',
    key: 'labs',
    value: { resourceType: 'Bundle', entry: { resource: observation('a') } },
    ...queried('failed 0 (malformed Bundle)', 'Observation'),
  },
  {
    name: 'Bundle of nothing but unreadable entries',
    key: 'labs',
    value: { resourceType: 'Bundle', entry: [null, {}, { resource: null }, 7, [], 'x', { resource: [] }] },
    ...same('partial 0 (unreadable entries skipped)'),
  },
  {
    name: 'Bundle with unreadable entries between good ones',
    key: 'labs',
    value: { resourceType: 'Bundle', entry: [null, { resource: observation('a') }, {}] },
    ...same('partial 1 (unreadable entries skipped)'),
  },
  {
    name: 'Bundle with links that are none',
    key: 'labs',
    value: bundle([observation('a')], {
      link: [null, 'next', { relation: 'next' }, { relation: 'self', url: 'x' }],
    }),
    ...same('have 1'),
  },
  {
    name: 'Bundle whose link and total have the wrong type',
    key: 'labs',
    value: bundle([observation('a')], { link: { relation: 'next', url: 'x' }, total: '9' }),
    ...same('have 1'),
  },
];

describe('the value under a requested key', () => {
  test.each(ROWS)('$name: without a FHIR server', async ({ key, value, alone }) => {
    const prefetch = value === ABSENT ? withoutKeys(key) : { ...FULL, [key]: value };
    expect(says(await keyOf(key, hookCall({ prefetch })))).toBe(alone);
    expect(asked()).toEqual([]);
  });

  test.each(ROWS)('$name: with a FHIR server', async ({ key, value, served, query }) => {
    const prefetch = value === ABSENT ? withoutKeys(key) : { ...FULL, [key]: value };
    const found = await keyOf(key, hookCall({ prefetch, fhirServer: stage.base }));
    expect(says(found)).toBe(served);
    expect(found.from).toBe(query === undefined ? 'prefetch' : 'fhir');
    expect(asked()).toEqual(query === undefined ? [] : [query]);
  });

  test.each([['<html>Tomcat</html>'], [''], [7], [0], [true], [false], [[]], [[observation('a')]]])(
    'is malformed when it is %j: 400 that names the key and no other thing',
    async (value) => {
      const prefetch = { ...FULL, labs: value };
      expect(await refusal(hookCall({ prefetch, fhirServer: stage.base }))).toBe(
        '400 prefetch-malformed: prefetch.labs',
      );
      expect(asked()).toEqual([]);
    },
  );

  test('keys nobody requested are ignored, whatever they hold', async () => {
    const strange = JSON.parse(
      '{"__proto__":{"patient":1},"constructor":7,"extra":"<html>","other":{"resourceType":"Patient","id":"p2"}}',
    );
    const { keys } = await gather(hookCall({ prefetch: Object.assign(strange, FULL) }), PLAN, fhirDeps());
    expect(Object.keys(keys)).toEqual(PLAN.map(({ key }) => key));
  });

  test('keys inherited from a prototype are not taken for supplied ones', async () => {
    const prefetch: Record<string, unknown> = Object.create({ labs: bundle([observation('a')]) });
    Object.assign(prefetch, withoutKeys('labs'));
    expect(says(await keyOf('labs', hookCall({ prefetch })))).toBe(NOT_SUPPLIED);
  });

  test('a key whose context token is absent is not asked for', async () => {
    const call = hookCall({ prefetch: withoutKeys('encounter'), fhirServer: stage.base });
    Reflect.deleteProperty(call, 'encounterId');
    expect(says(await keyOf('encounter', call))).toBe('not-asked 0');
    expect(asked()).toEqual([]);
  });

  test('resources are handed on as they came, never copied', async () => {
    const one = observation('a');
    const found = await keyOf('labs', hookCall({ prefetch: { ...FULL, labs: bundle([one]) } }));
    expect(found.resources[0]).toBe(one);
  });
});

describe('required data', () => {
  const noServer = (prefetch: Readonly<Record<string, unknown>>) => hookCall({ prefetch });

  test('an empty call is answered 412 with the names of what is missing', async () => {
    expect(await refusal(noServer({}))).toBe(
      '412 data-unavailable: prefetch.patient, prefetch.conditions, prefetch.encounter',
    );
  });

  test.each([
    ['absent', withoutKeys('patient')],
    ['null', { ...FULL, patient: null }],
    ['an OperationOutcome', { ...FULL, patient: outcome() }],
    ['an OperationOutcome in a Bundle', { ...FULL, patient: bundle([outcome()]) }],
    ['an empty Bundle', { ...FULL, patient: bundle([]) }],
    ['another resource', { ...FULL, patient: observation('a') }],
  ])('a patient that is %s: 412', async (_name, prefetch) => {
    expect(await refusal(noServer(prefetch))).toBe('412 data-unavailable: prefetch.patient');
  });

  test('a patient the server does not have either: 412', async () => {
    scene.script = (_asked, response) => {
      response.writeHead(404).end();
    };
    const prefetch = { ...FULL, patient: null };
    expect(await refusal(hookCall({ prefetch, fhirServer: stage.base }))).toBe(
      '412 data-unavailable: prefetch.patient',
    );
    expect(asked()).toEqual(['Patient']);
  });

  test('one trigger source that was read is enough, even when it is empty', async () => {
    expect(await refusal(noServer({ patient: PATIENT, conditions: null }))).toBe('not refused');
    expect(await refusal(noServer({ patient: PATIENT, conditions: bundle([]) }))).toBe('not refused');
    expect(await refusal(noServer({ patient: PATIENT, encounter: ENCOUNTER }))).toBe('not refused');
  });

  test('no trigger source at all: 412, for silence would then be a guess', async () => {
    const prefetch = { ...withoutKeys('encounter'), conditions: outcome() };
    expect(await refusal(noServer(prefetch))).toBe(
      '412 data-unavailable: prefetch.conditions, prefetch.encounter',
    );
  });

  test('an optional key that failed is no reason to refuse', async () => {
    const prefetch = { ...FULL, labs: outcome(), medications: outcome() };
    expect(await refusal(noServer(prefetch))).toBe('not refused');
  });

  test('a server that is not allowed counts as none, and is not called', async () => {
    const call = hookCall({ fhirServer: stage.base });
    const deps = fhirDeps({}, { allowed: { bases: [], loopback: false } });
    await expect(gather(call, PLAN, deps)).rejects.toMatchObject({ code: 'data-unavailable', status: 412 });
    const { keys } = await gather({ ...call, prefetch: FULL }, PLAN, deps);
    expect(keys.patient?.outcome).toBe('have');
    expect(asked()).toEqual([]);
  });

  test('a FHIR server that is no http(s) URL: 400, even when prefetch would do', async () => {
    expect(await refusal(hookCall({ prefetch: FULL, fhirServer: 'file:///etc/passwd' }))).toBe(
      '400 fhir-server-not-url: fhirServer',
    );
  });
});

describe('data of another patient', () => {
  const other = { reference: 'Patient/p2' };

  test.each([
    ['patient', { resourceType: 'Patient', id: 'p2' }],
    ['labs', bundle([observation('a'), observation('b', other)])],
    ['labs', observation('b', other)],
    ['labs', bundle([observation('b', { reference: 'https://ehr.example/fhir/Patient/p2' })])],
    ['labs', bundle([observation('b', { reference: 'Patient/p2/_history/1' })])],
    ['labs', bundle([observation('b', { reference: 'Patient/p11' })])],
    ['labs', bundle([observation('a'), { resourceType: 'Patient', id: 'p2' }])],
    ['labs', bundle([observation('a'), { resourceType: 'AllergyIntolerance', patient: other }])],
    ['conditions', condition('c', other)],
    ['encounter', { ...ENCOUNTER, subject: other }],
  ])('under %s: 422, nothing evaluated (%#)', async (key, value) => {
    expect(await refusal(hookCall({ prefetch: { ...FULL, [key]: value } }))).toBe(
      `422 patient-mismatch: prefetch.${key}`,
    );
  });

  test.each([
    [{ reference: 'Patient/p1' }],
    [{ reference: 'Patient/p1/_history/3' }],
    [{ reference: 'https://ehr.example/fhir/Patient/p1' }],
    [{ reference: 'https://ehr.example/Patient/x/fhir/Patient/p1' }],
    [{ reference: 'urn:uuid:p1' }],
    [{ reference: 'urn:uuid:4dd1b2a4-0000-4000-8000-000000000000' }],
    [{ reference: 'Group/p2' }],
    [{ reference: '#p2' }],
    [{ identifier: { system: 'urn:x', value: 'p2' } }],
    [{ reference: 7 }],
    ['Patient/p2'],
    [null],
  ])('is not suspected of a subject %j', async (subject) => {
    const prefetch = { ...FULL, labs: bundle([observation('a', subject)]) };
    expect(await refusal(hookCall({ prefetch }))).toBe('not refused');
  });

  test('in an answer of the FHIR server: 422', async () => {
    scene.script = (_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(bundle([observation('a', other)])));
    };
    expect(await refusal(hookCall({ prefetch: withoutKeys('labs'), fhirServer: stage.base }))).toBe(
      '422 patient-mismatch: prefetch.labs',
    );
  });

  test('named by the token: 422, and the token is not used', async () => {
    const fhirAuthorization = { accessToken: 't', patient: 'p2' };
    expect(await refusal(hookCall({ fhirServer: stage.base, fhirAuthorization }))).toBe(
      '422 patient-mismatch: fhirAuthorization.patient',
    );
    expect(asked()).toEqual([]);
    const same = { accessToken: 't', patient: 'p1' };
    expect(await refusal(hookCall({ prefetch: FULL, fhirServer: stage.base, fhirAuthorization: same }))).toBe(
      'not refused',
    );
  });
});

describe('referenced Medications in prefetch', () => {
  const gathered = (medications: unknown) =>
    gather(hookCall({ prefetch: { ...FULL, medications } }), PLAN, fhirDeps());
  const statin = { resourceType: 'Medication', id: 'm1' };

  test('that came in the Bundle are found by the reference as it was written', async () => {
    const { keys, referenced } = await gathered({
      resourceType: 'Bundle',
      entry: [
        { resource: prescription('r1', 'Medication/m1') },
        { resource: prescription('r2', 'Medication/m1/_history/4') },
        { resource: prescription('r3', 'urn:uuid:77') },
        { resource: statin },
        { fullUrl: 'urn:uuid:77', resource: { ...statin, id: 'm2' } },
      ],
    });
    expect(keys.medications).toMatchObject({ outcome: 'have' });
    expect(keys.medications?.resources).toHaveLength(3);
    expect(referenced['Medication/m1']).toBe(statin);
    expect(referenced['Medication/m1/_history/4']).toBe(statin);
    expect(referenced['urn:uuid:77']).toMatchObject({ id: 'm2' });
    expect(referenced.constructor).toBeUndefined();
  });

  test('that did not come leave the list incomplete, for one of them may be the drug in question', async () => {
    const { keys } = await gathered(bundle([prescription('r1', 'Medication/m1')]));
    expect(keys.medications).toMatchObject({
      outcome: 'partial',
      reason: 'a Medication was not read: no FHIR server allowed',
    });
  });

  test('that are contained need nothing', async () => {
    const { keys } = await gathered(bundle([prescription('r1', '#m1')]));
    expect(keys.medications).toMatchObject({ outcome: 'have' });
  });
});
