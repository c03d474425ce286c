/** A FHIR server that hangs, resets, redirects, lies or floods: what the call still gets, by when, and who sees the token. */
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Gathered, HookCall } from '#chart/gathered';
import { gather, type FhirDeps } from '#fhir/gather';
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
  sendJson,
  startStage,
  withoutKeys,
  type FhirStage,
  type Script,
} from './scene.ts';

const TOKEN = 'secret-token';
/** Far above the deadlines set here and far below the 5 s that a query may take otherwise. */
const PROMPT_MS = 2_000;
const LAB_QUERY =
  'Observation?patient=p1&code=http://loinc.org|2276-4,http://loinc.org|4548-4&date=ge2025-03-01&_sort=-date&_count=3';

const stages: FhirStage[] = [];
afterEach(async () => {
  await Promise.all(stages.splice(0).map((stage) => stage.close()));
});

async function open(script: Script): Promise<FhirStage> {
  const stage = await startStage(script);
  stages.push(stage);
  return stage;
}

function withServer(base: string, prefetch: HookCall['prefetch'] = {}): HookCall {
  return hookCall({ prefetch, fhirServer: base, fhirAuthorization: { accessToken: TOKEN, patient: 'p1' } });
}

function says(gathered: Gathered, key: string): string {
  const found = gathered.keys[key];
  if (found === undefined) return 'no such key';
  return `${found.outcome} ${found.resources.length}${found.reason === undefined ? '' : ` (${found.reason})`}`;
}

/** Everything is prefetched but the labs, which the server answers with `script`. */
async function labsFrom(script: Script, deps: FhirDeps = fhirDeps()) {
  const stage = await open(script);
  const started = performance.now();
  const gathered = await gather(withServer(stage.base, withoutKeys('labs')), PLAN, deps);
  return { labs: says(gathered, 'labs'), asked: stage.requests.length, ms: performance.now() - started };
}

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Script =>
  (_asked, response) => {
    response.writeHead(code, { 'content-type': 'application/fhir+json', ...headers });
    response.end(JSON.stringify(outcome()));
  };

const body =
  (content: string | Buffer, headers: Readonly<Record<string, string>> = {}): Script =>
  (_asked, response) => {
    response.writeHead(200, { 'content-type': 'application/fhir+json', ...headers });
    response.end(content);
  };

const hang: Script = () => undefined;
const reset: Script = (_asked, _response, request) => void request.socket.resetAndDestroy();

/** The first request meets `fault`, later ones a healthy server. */
function once(fault: Script): Script {
  const scripts = [fault];
  return (...request) => (scripts.pop() ?? HEALTHY)(...request);
}

describe('a query that goes wrong is named in our own words', () => {
  test.each<[string, Script, string, number]>([
    ['401', status(401), 'refused (401)', 1],
    ['403', status(403), 'refused (403)', 1],
    ['404', status(404), 'not found (404)', 1],
    ['400', status(400), 'rejected (400)', 1],
    ['500', status(500), 'server error (500)', 1],
    ['502', status(502), 'server error (502)', 1],
    ['429 every time', status(429), 'too many requests (429)', 2],
    ['503 every time', status(503), 'server error (503)', 2],
    ['429 that asks for a minute', status(429, { 'retry-after': '60' }), 'too many requests (429)', 1],
    ['a reset every time', reset, 'connection reset', 2],
    [
      'an OperationOutcome with status 200',
      body(JSON.stringify(outcome())),
      'OperationOutcome from the server',
      1,
    ],
    [
      'an OperationOutcome in the Bundle',
      body(JSON.stringify(bundle([observation('a'), outcome()]))),
      'OperationOutcome from the server',
      1,
    ],
    ['an HTML page', body('<html>login</html>', { 'content-type': 'text/html' }), 'not JSON', 1],
    ['an HTML page that says it is JSON', body('<html>login</html>'), 'not JSON', 1],
    ['truncated JSON', body('{"resourceType":"Bundle","entry":[{"resou'), 'not JSON', 1],
    ['an empty body', body(''), 'not JSON', 1],
    ['JSON that is no resource', body('[1,2]'), 'wrong resource type', 1],
    ['JSON null', body('null'), 'wrong resource type', 1],
    ['a bare resource for a search', body(JSON.stringify(observation('a'))), 'wrong resource type', 1],
    ['a Bundle of other resources', body(JSON.stringify(bundle([condition('c')]))), 'wrong resource type', 1],
    [
      'a Bundle whose entry is an object',
      body('{"resourceType":"Bundle","entry":{}}'),
      'malformed Bundle',
      1,
    ],
  ])('%s', async (_name, script, reason, requests) => {
    const { labs, asked } = await labsFrom(script);
    expect(labs).toBe(`failed 0 (${reason})`);
    expect(asked).toBe(requests);
  });

  test('a Bundle where one resource was to be read', async () => {
    const stage = await open((_asked, response) => sendJson(response, bundle([ENCOUNTER])));
    const gathered = await gather(withServer(stage.base, withoutKeys('encounter')), PLAN, fhirDeps());
    expect(says(gathered, 'encounter')).toBe('failed 0 (wrong resource type)');
  });

  test('a port nobody listens on', async () => {
    const gone = await startStage(HEALTHY);
    await gone.close();
    const gathered = await gather(withServer(gone.base, withoutKeys('labs')), PLAN, fhirDeps());
    expect(says(gathered, 'labs')).toBe('failed 0 (not reachable)');
  });

  test('a connection that breaks in the middle of the body', async () => {
    const { labs } = await labsFrom((_asked, response, request) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': '1000' });
      response.write('{"resourceType":', () => request.socket.destroy());
    });
    expect(labs).toBe('failed 0 (connection reset)');
  });

  test('a required key: 412 with its name', async () => {
    const stage = await open(status(403));
    await expect(
      gather(withServer(stage.base, withoutKeys('patient')), PLAN, fhirDeps()),
    ).rejects.toMatchObject({ code: 'data-unavailable', status: 412, where: ['prefetch.patient'] });
  });
});

describe('one second try', () => {
  test.each<[string, Script]>([
    ['503', status(503)],
    ['429 that asks to come back at once', status(429, { 'retry-after': '0' })],
    ['a reset', reset],
  ])('helps after %s', async (_name, fault) => {
    const { labs, asked } = await labsFrom(once(fault));
    expect(labs).toBe('have 1');
    expect(asked).toBe(2);
  });

  test('is made after a date in Retry-After only if that date is before the deadline of the injected clock', async () => {
    const noon = Date.parse('2026-03-01T12:00:00Z');
    const fault = status(503, { 'retry-after': 'Sun, 01 Mar 2026 12:00:00 GMT' });
    const due = await labsFrom(once(fault), fhirDeps({}, { now: () => noon }));
    expect(due.labs).toBe('have 1');
    const early = await labsFrom(once(fault), fhirDeps({}, { now: () => noon - 60_000 }));
    expect(early.labs).toBe('failed 0 (server error (503))');
    expect(early.asked).toBe(1);
  });
});

describe('deadlines', () => {
  test('of one query end a server that hangs; the rest of the call is served', async () => {
    const stage = await open((asked, ...rest) =>
      asked.startsWith('Observation') ? undefined : HEALTHY(asked, ...rest),
    );
    const started = performance.now();
    const gathered = await gather(withServer(stage.base), PLAN, fhirDeps({ perQueryMs: 150 }));
    expect(says(gathered, 'labs')).toBe('failed 0 (timed out)');
    expect(says(gathered, 'patient')).toBe('have 1');
    expect(says(gathered, 'conditions')).toBe('have 1');
    expect(performance.now() - started).toBeLessThan(PROMPT_MS);
  });

  test('of the whole call end a server that hangs', async () => {
    const { labs, ms } = await labsFrom(hang, fhirDeps({ totalMs: 150 }));
    expect(labs).toBe('failed 0 (timed out)');
    expect(ms).toBeLessThan(PROMPT_MS);
  });

  test('are kept by real time even when the clock is fixed for a demonstration', async () => {
    const { labs, ms } = await labsFrom(hang, fhirDeps({ totalMs: 150 }, { now: () => 0 }));
    expect(labs).toBe('failed 0 (timed out)');
    expect(ms).toBeLessThan(PROMPT_MS);
  });

  test('hold for a body that never ends', async () => {
    const { labs, ms } = await labsFrom(
      (_asked, response) => {
        response.writeHead(200, { 'content-type': 'application/fhir+json' });
        response.write('{"resourceType":"Bundle",');
      },
      fhirDeps({ totalMs: 150 }),
    );
    expect(labs).toBe('failed 0 (timed out)');
    expect(ms).toBeLessThan(PROMPT_MS);
  });

  test('turn a hanging second page into a partial answer', async () => {
    const { labs, ms } = await labsFrom(
      (asked, response) => {
        if (asked.includes('page=2')) return;
        sendJson(response, linkedBundle([observation('a')], 'Observation?page=2'));
      },
      fhirDeps({ totalMs: 200 }),
    );
    expect(labs).toBe('partial 1 (next page: timed out)');
    expect(ms).toBeLessThan(PROMPT_MS);
  });

  test('turn a server that hangs altogether into 412', async () => {
    const stage = await open(hang);
    const started = performance.now();
    await expect(gather(withServer(stage.base), PLAN, fhirDeps({ totalMs: 150 }))).rejects.toMatchObject({
      code: 'data-unavailable',
    });
    expect(performance.now() - started).toBeLessThan(PROMPT_MS);
  });

  test('are not waited for when another patient turns up: what is under way is dropped', async () => {
    let dropped: () => void = () => undefined;
    const wasDropped = new Promise<void>((resolve) => (dropped = resolve));
    let hanging: () => void = () => undefined;
    const isHanging = new Promise<void>((resolve) => (hanging = resolve));
    const stage = await open(async (asked, response) => {
      if (asked.startsWith('Observation')) {
        response.on('close', dropped);
        hanging();
        return;
      }
      await isHanging;
      sendJson(response, bundle([condition('c', { reference: 'Patient/p2' })]));
    });
    const started = performance.now();
    await expect(
      gather(withServer(stage.base, withoutKeys('labs', 'conditions')), PLAN, fhirDeps()),
    ).rejects.toMatchObject({ status: 422, where: ['prefetch.conditions'] });
    await wasDropped;
    expect(performance.now() - started).toBeLessThan(PROMPT_MS);
  });
});

describe('a body over the cap is abandoned', () => {
  test('while it streams', async () => {
    let megabytes = 0;
    const block = Buffer.alloc(1024 * 1024, ' ');
    let ended: () => void = () => undefined;
    const hasEnded = new Promise<void>((resolve) => (ended = resolve));
    const { labs } = await labsFrom((_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json' });
      response.on('close', ended);
      const pump = () => {
        if (megabytes === 200) return response.end();
        megabytes += 1;
        return response.write(block, (failed) => (failed ? undefined : pump()));
      };
      pump();
    });
    await hasEnded;
    expect(labs).toBe('failed 0 (too large)');
    expect(megabytes).toBeLessThan(100);
  });

  test('when its Content-Length admits it', async () => {
    const { labs } = await labsFrom((_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': '200000000' });
      response.write('{');
    });
    expect(labs).toBe('failed 0 (too large)');
  });

  test('when it is small on the wire only', async () => {
    const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(fhirDeps().limits.responseBytes);
    const { labs } = await labsFrom(body(bomb, { 'content-encoding': 'gzip' }));
    expect(labs).toBe('failed 0 (too large)');
  });

  test('but one just under it is read', async () => {
    const answer = JSON.stringify(bundle([observation('a')]));
    const { responseBytes } = fhirDeps().limits;
    expect((await labsFrom(body(answer.padEnd(responseBytes, ' ')))).labs).toBe('have 1');
    expect((await labsFrom(body(answer.padEnd(responseBytes + 1, ' ')))).labs).toBe('failed 0 (too large)');
  });

  test('and a Content-Length that lies the other way ends the body there', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: 20\r\n\r\n');
        socket.write(JSON.stringify(bundle([observation('a')])));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const call = withServer(`http://127.0.0.1:${port}/fhir`, withoutKeys('labs'));
    const gathered = await gather(call, PLAN, fhirDeps({ totalMs: 1_000 }));
    expect(gathered.keys.labs).toMatchObject({ outcome: 'failed', resources: [] });
    server.close();
  });
});

describe('the token stays with the allowed server', () => {
  test('it is sent there, as a bearer token, with every query', async () => {
    const stage = await open(HEALTHY);
    await gather(withServer(stage.base), PLAN, fhirDeps());
    expect(stage.requests).toHaveLength(PLAN.length);
    for (const { authorization } of stage.requests) expect(authorization).toBe(`Bearer ${TOKEN}`);
  });

  test.each([301, 302, 303, 307, 308])('a %i to another server is not followed', async (code) => {
    const other = await open(HEALTHY);
    const { labs } = await labsFrom(status(code, { location: `${other.base}/Observation` }));
    expect(labs).toBe('failed 0 (redirect refused)');
    expect(other.requests).toEqual([]);
  });

  test.each([
    ['another origin', (base: string) => `${base}/Observation?page=2`],
    [
      'another origin without its scheme',
      (base: string) => `${base.replace('http:', '')}/Observation?page=2`,
    ],
  ])('a next link to %s is not followed', async (_name, link) => {
    const other = await open(HEALTHY);
    const { labs } = await labsFrom((_asked, response) =>
      sendJson(response, linkedBundle([observation('a')], link(other.base))),
    );
    expect(labs).toBe('partial 1 (next page is on another server)');
    expect(other.requests).toEqual([]);
  });

  test('a next link out of the base path is not followed', async () => {
    const { labs, asked } = await labsFrom((_asked, response) =>
      sendJson(response, linkedBundle([observation('a')], '../admin?page=2')),
    );
    expect(labs).toBe('partial 1 (next page is on another server)');
    expect(asked).toBe(1);
  });

  test('an absolute reference to a Medication is not followed', async () => {
    const other = await open(HEALTHY);
    const stage = await open(HEALTHY);
    const medications = bundle([
      prescription('r1', `${other.base}/Medication/m1`),
      prescription('r2', `${stage.base}/Medication/m1`),
      prescription('r3', 'Medication/../../admin'),
    ]);
    const gathered = await gather(withServer(stage.base, { ...FULL, medications }), PLAN, fhirDeps());
    expect(says(gathered, 'medications')).toBe(
      'partial 3 (a Medication was not read: reference not followed)',
    );
    expect([...other.requests, ...stage.requests]).toEqual([]);
  });

  test('neither it nor an id nor a URL is in the log', async () => {
    const events: object[] = [];
    const stage = await open((asked, ...rest) =>
      asked.startsWith('Observation') ? status(500)(asked, ...rest) : HEALTHY(asked, ...rest),
    );
    const deps = fhirDeps({}, { log: (event) => events.push(event) });
    await gather(withServer(stage.base), PLAN, deps);
    expect(events).toContainEqual({ key: 'labs', outcome: 'failed', status: 500, ms: expect.any(Number) });
    expect(events).toContainEqual({ key: 'patient', outcome: 'have', ms: expect.any(Number) });
    expect(JSON.stringify(events)).not.toMatch(/secret|http|p1|e1/);
  });
});

describe('rounds', () => {
  test('everything missing is asked for at once, and once', async () => {
    const waiting: (() => void)[] = [];
    // The barrier opens when all five queries are in flight together; asked one by one they would time out.
    const stage = await open((asked, response, request) => {
      waiting.push(() => HEALTHY(asked, response, request));
      if (waiting.length === PLAN.length) for (const answer of waiting) answer();
    });
    const gathered = await gather(withServer(stage.base), PLAN, fhirDeps({ totalMs: 1_000 }));
    expect(PLAN.map(({ key }) => says(gathered, key))).toEqual([
      'have 1',
      'have 1',
      'have 1',
      'have 1',
      'empty 0',
    ]);
    expect(stage.asked()).toEqual([
      'Condition?patient=p1&_count=3',
      'Encounter/e1',
      'MedicationRequest?patient=p1',
      LAB_QUERY,
      'Patient/p1',
    ]);
  });

  test('full prefetch asks for nothing', async () => {
    const stage = await open(HEALTHY);
    await gather(withServer(stage.base, FULL), PLAN, fhirDeps());
    expect(stage.requests).toEqual([]);
  });

  test('next pages and Medications are read together in the second, each Medication once', async () => {
    const waiting: (() => void)[] = [];
    const stage = await open((asked, response) => {
      if (asked.startsWith('MedicationRequest')) {
        const asNeeded = ['m1', 'm2', 'm1/_history/1', 'm1'].map((id, n) =>
          prescription(`r${n}`, `Medication/${id}`),
        );
        return sendJson(response, bundle(asNeeded));
      }
      if (asked === LAB_QUERY) {
        return sendJson(response, linkedBundle([observation('a')], 'Observation?page=2'));
      }
      waiting.push(() =>
        asked.startsWith('Medication/')
          ? sendJson(response, { resourceType: 'Medication', id: asked.slice('Medication/'.length) })
          : sendJson(response, bundle([observation('b')])),
      );
      if (waiting.length === 3) for (const answer of waiting) answer();
    });
    const call = withServer(stage.base, withoutKeys('labs', 'medications'));
    const gathered = await gather(call, PLAN, fhirDeps({ totalMs: 1_000 }));
    expect(says(gathered, 'labs')).toBe('have 2');
    expect(says(gathered, 'medications')).toBe('have 4');
    expect(Object.keys(gathered.referenced).sort()).toEqual([
      'Medication/m1',
      'Medication/m1/_history/1',
      'Medication/m2',
    ]);
    expect(stage.asked().slice(0, 2)).toEqual(['Medication/m1', 'Medication/m2']);
    expect(stage.requests).toHaveLength(5);
  });

  test('prefetched prescriptions make their Medications be read too, unless they came along', async () => {
    const stage = await open((asked, response) =>
      sendJson(response, { resourceType: 'Medication', id: asked.slice('Medication/'.length) }),
    );
    const medications = bundle([
      prescription('r1', 'Medication/m1'),
      prescription('r2', 'Medication/m2'),
      prescription('r3', '#inside'),
      { resourceType: 'Medication', id: 'm2' },
    ]);
    const gathered = await gather(withServer(stage.base, { ...FULL, medications }), PLAN, fhirDeps());
    expect(stage.asked()).toEqual(['Medication/m1']);
    expect(gathered.referenced['Medication/m1']).toEqual({ resourceType: 'Medication', id: 'm1' });
    expect(says(gathered, 'medications')).toBe('have 3');
  });

  test('a Medication that cannot be read leaves the list of drugs incomplete', async () => {
    const stage = await open(status(404));
    const medications = bundle([prescription('r1', 'Medication/m1')]);
    const gathered = await gather(withServer(stage.base, { ...FULL, medications }), PLAN, fhirDeps());
    expect(says(gathered, 'medications')).toBe('partial 1 (a Medication was not read: not found (404))');
  });

  test('a patient that cannot be read ends the call after the first', async () => {
    const stage = await open((asked, response, request) => {
      if (asked.startsWith('Patient')) return status(404)(asked, response, request);
      return sendJson(response, linkedBundle([observation('a')], 'Observation?page=2'));
    });
    await expect(
      gather(withServer(stage.base, withoutKeys('patient', 'labs')), PLAN, fhirDeps()),
    ).rejects.toMatchObject({ where: ['prefetch.patient'] });
    expect(stage.asked()).toEqual([LAB_QUERY, 'Patient/p1']);
  });
});

describe('pages', () => {
  const pageOf = (asked: string) => Number(/page=(\d+)/.exec(asked)?.[1] ?? 1);

  test('are followed to the last one, and then the answer is complete', async () => {
    const { labs, asked } = await labsFrom((query, response) => {
      const page = pageOf(query);
      const found = [observation(`${page}a`), observation(`${page}b`), observation(`${page}c`)];
      sendJson(response, page === 3 ? bundle(found) : linkedBundle(found, `Observation?page=${page + 1}`));
    });
    expect(labs).toBe('have 9');
    expect(asked).toBe(3);
  });

  test('of a prefetched Bundle are followed too', async () => {
    const stage = await open((_asked, response) => sendJson(response, bundle([observation('b')])));
    const labs = linkedBundle([observation('a')], `${stage.base}/Observation?page=2`);
    const gathered = await gather(withServer(stage.base, { ...FULL, labs }), PLAN, fhirDeps());
    expect(says(gathered, 'labs')).toBe('have 2');
    expect(stage.asked()).toEqual(['Observation?page=2']);
  });

  test('are capped', async () => {
    const { labs, asked } = await labsFrom((query, response) => {
      const page = pageOf(query);
      sendJson(response, linkedBundle([observation(`${page}`)], `Observation?page=${page + 1}`));
    });
    expect(labs).toBe('partial 5 (more than 5 pages)');
    expect(asked).toBe(5);
  });

  test.each([
    ['to itself', () => LAB_QUERY, 'partial 1 (page links repeat)', 1],
    [
      'in a circle',
      (page: number) => `Observation?page=${page === 3 ? 2 : page + 1}`,
      'partial 3 (page links repeat)',
      3,
    ],
  ])('that link %s are read once each', async (_name, next, expected, requests) => {
    const { labs, asked } = await labsFrom((query, response) =>
      sendJson(response, linkedBundle([observation('a')], next(pageOf(query)))),
    );
    expect(labs).toBe(expected);
    expect(asked).toBe(requests);
  });

  test.each<[string, Script, string]>([
    ['500', status(500), 'server error (500)'],
    ['an OperationOutcome', body(JSON.stringify(outcome())), 'OperationOutcome from the server'],
    ['another type', body(JSON.stringify(PATIENT)), 'wrong resource type'],
    ['a Bundle of another type', body(JSON.stringify(bundle([condition('c')]))), 'wrong resource type'],
  ])('that fail with %s leave what came before', async (_name, script, reason) => {
    const { labs } = await labsFrom((asked, response, request) =>
      asked.includes('page=2')
        ? script(asked, response, request)
        : sendJson(response, linkedBundle([observation('a')], 'Observation?page=2')),
    );
    expect(labs).toBe(`partial 1 (next page: ${reason})`);
  });

  test('an empty first page with a next link is not yet an empty record', async () => {
    const { labs } = await labsFrom((asked, response) =>
      sendJson(
        response,
        asked.includes('page=2') ? bundle([observation('a')]) : linkedBundle([], 'Observation?page=2'),
      ),
    );
    expect(labs).toBe('have 1');
  });

  test('of another patient: 422', async () => {
    const stage = await open((asked, response) =>
      sendJson(
        response,
        asked.includes('page=2')
          ? bundle([observation('b', { reference: 'Patient/p2' })])
          : linkedBundle([observation('a')], 'Observation?page=2'),
      ),
    );
    await expect(gather(withServer(stage.base, withoutKeys('labs')), PLAN, fhirDeps())).rejects.toMatchObject(
      { status: 422, where: ['prefetch.labs'] },
    );
  });
});
