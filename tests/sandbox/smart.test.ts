/** The sandbox's authorization server opens the intake for one patient, and refuses what SMART and OAuth say it must. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { createSandbox } from '../../sandbox/server.ts';
import { createSmartConfiguration, smartSecurity } from '../../sandbox/smart/configuration.ts';
import { peopleIn } from '../../sandbox/smart/people.ts';
import { inWords } from '../../sandbox/smart/scopes.ts';
import { createSmartServer } from '../../sandbox/smart/server.ts';
import { ANNA, BEN, collection } from './patient.ts';
import type { Express } from 'express';
import type { Response } from 'supertest';

const PUBLIC = 'http://ehr.test';
const FHIR = `${PUBLIC}/sandbox/fhir`;
const SMART = `${PUBLIC}/sandbox/smart`;
const ENDPOINTS = { authorize: `${SMART}/authorize`, token: `${SMART}/token` };
const VERIFIER = 'a-verifier-of-the-app-that-is-long-enough-4-u';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const USER = 'Practitioner/vance';
const STANDALONE = {
  response_type: 'code',
  client_id: 'nocturne-intake',
  redirect_uri: `${PUBLIC}/intake`,
  scope: 'launch/patient patient/Patient.rs patient/QuestionnaireResponse.crs openid offline_access',
  state: 'state-1',
  aud: FHIR,
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
};
const GRANTED = 'launch/patient patient/Patient.rs patient/QuestionnaireResponse.crs';

type Fields = Readonly<Record<string, string | undefined>>;

/** The service with a clock that tests move. */
class Scene {
  readonly app: Express = express();
  time = Date.parse('2026-03-12T22:40:00Z');
  private ids = 0;

  constructor(capacity?: number) {
    const newId = () => `id-${(this.ids += 1)}`;
    this.app.use(
      '/sandbox/smart',
      createSmartServer({
        publicUrl: () => PUBLIC,
        path: '/sandbox/smart',
        clientId: 'nocturne-intake',
        audience: () => FHIR,
        people: peopleIn([ANNA, BEN]),
        theme: ':root { --theme: 1 }',
        newId,
        now: () => this.time,
        ...(capacity === undefined ? {} : { capacity }),
      }),
    );
    this.app.use(
      '/sandbox/fhir/.well-known/smart-configuration',
      createSmartConfiguration(() => ENDPOINTS),
    );
    this.app.use(
      '/sandbox/fhir',
      createSandbox({
        patients: [ANNA, BEN],
        baseUrl: () => FHIR,
        newId,
        now: () => new Date(this.time).toISOString(),
        security: () => smartSecurity(ENDPOINTS),
      }),
    );
  }

  authorize(fields: Fields = {}): Promise<Response> {
    return this.get(new URLSearchParams(defined({ ...STANDALONE, ...fields })));
  }

  async get(query: URLSearchParams): Promise<Response> {
    return request(this.app).get(`/sandbox/smart/authorize?${query}`);
  }

  async decide(fields: Fields, headers: Record<string, string> = {}): Promise<Response> {
    return request(this.app).post('/sandbox/smart/decision').type('form').set(headers).send(defined(fields));
  }

  async launch(body: unknown): Promise<Response> {
    return request(this.app).post('/sandbox/smart/launch').type('json').send(JSON.stringify(body));
  }

  async token(fields: Fields = {}): Promise<Response> {
    return request(this.app)
      .post('/sandbox/smart/token')
      .type('form')
      .send(
        defined({
          grant_type: 'authorization_code',
          client_id: 'nocturne-intake',
          redirect_uri: `${PUBLIC}/intake`,
          code_verifier: VERIFIER,
          ...fields,
        }),
      );
  }

  /** As a person would: look, allow, and go where that leads. */
  async allow(fields: Fields = {}, patient: string | undefined = 'anna'): Promise<URL> {
    const page = await this.authorize(fields);
    return backTo(await this.decide({ ticket: ticketOn(page), decision: 'allow', patient }));
  }

  async code(): Promise<string> {
    return (await this.allow()).searchParams.get('code') ?? '';
  }
}

const defined = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );

const ticketOn = (page: Response): string => /name="ticket" value="([^"]+)"/.exec(page.text)?.[1] ?? '';

function backTo(response: Response): URL {
  expect([response.status, response.text.slice(0, 300)]).toEqual([303, expect.any(String)]);
  const url = new URL(response.get('Location') ?? '');
  expect(`${url.origin}${url.pathname}`).toBe(`${PUBLIC}/intake`);
  return url;
}

const errorIn = (url: URL) => ({
  error: url.searchParams.get('error'),
  said: url.searchParams.get('error_description'),
  state: url.searchParams.get('state'),
});

describe('an app finds the server', () => {
  test('from the FHIR base URL, from any origin', async () => {
    const response = await request(new Scene().app)
      .get('/sandbox/fhir/.well-known/smart-configuration')
      .set('Origin', 'https://app.test');
    expect([response.status, response.type, response.get('Access-Control-Allow-Origin')]).toEqual([
      200,
      'application/json',
      '*',
    ]);
    expect(response.body).toMatchObject({
      authorization_endpoint: ENDPOINTS.authorize,
      token_endpoint: ENDPOINTS.token,
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
      capabilities: expect.arrayContaining([
        'launch-ehr',
        'launch-standalone',
        'client-public',
        'permission-v2',
      ]),
    });
    expect(response.body.capabilities).not.toContain('sso-openid-connect');
  });

  test('from the CapabilityStatement', async () => {
    const { body } = await request(new Scene().app).get('/sandbox/fhir/metadata');
    const [{ url, extension }] = body.rest[0].security.extension;
    expect(url).toBe('http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris');
    expect(extension).toEqual([
      { url: 'authorize', valueUri: ENDPOINTS.authorize },
      { url: 'token', valueUri: ENDPOINTS.token },
    ]);
  });
});

describe('a launch', () => {
  test('by itself: a person chooses the patient, and the app gets a token for that patient', async () => {
    const scene = new Scene();
    const page = await scene.authorize();
    expect(page.text).toContain('<option value="anna">Anna Maria Öster');
    expect(page.text).toContain('<li>Read: name, age and sex, answers to questions</li>');
    const back = backTo(await scene.decide({ ticket: ticketOn(page), decision: 'allow', patient: 'anna' }));
    expect(back.searchParams.get('state')).toBe('state-1');
    expect(back.search).not.toMatch(/anna/i);
    const response = await scene.token({ code: back.searchParams.get('code') ?? '' });
    expect([
      response.status,
      response.get('Cache-Control'),
      response.get('Access-Control-Allow-Origin'),
    ]).toEqual([200, 'no-store', '*']);
    expect(response.body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: GRANTED,
      patient: 'anna',
      need_patient_banner: true,
    });
  });

  test('from a chart: patient, visit and the words of the card reach the app', async () => {
    const scene = new Scene();
    const appContext = '{"questions":["site"]}';
    const { status, body } = await scene.launch({ patient: 'ben', encounter: 'v1', user: USER, appContext });
    expect([status, Object.keys(body)]).toEqual([201, ['launch']]);
    const asked = { scope: 'launch patient/*.rs', launch: body.launch };
    const page = await scene.authorize(asked);
    expect(page.text).toContain('a member of staff');
    expect(page.text).not.toContain('<select');
    const back = await scene.allow(asked, undefined);
    const token = await scene.token({ code: back.searchParams.get('code') ?? '' });
    expect(token.body).toMatchObject({ patient: 'ben', encounter: 'v1', appContext, scope: asked.scope });
  });

  test('without a choice comes back with what to do, and can then be completed', async () => {
    const scene = new Scene();
    const ticket = ticketOn(await scene.authorize());
    for (const patient of [undefined, 'nobody']) {
      const again = await scene.decide({ ticket, decision: 'allow', patient });
      expect([again.status, again.text.includes('Choose a patient first')]).toEqual([400, true]);
    }
    const back = backTo(await scene.decide({ ticket, decision: 'allow', patient: 'ben' }));
    expect(back.searchParams.has('code')).toBe(true);
  });

  test('that is not allowed says so to the app, and uses up the launch', async () => {
    const scene = new Scene();
    const { body } = await scene.launch({ patient: 'ben', user: USER });
    const asked = { scope: 'launch patient/*.rs', launch: body.launch };
    const ticket = ticketOn(await scene.authorize(asked));
    const back = backTo(await scene.decide({ ticket, decision: 'deny' }));
    expect(errorIn(back)).toMatchObject({ error: 'access_denied', state: 'state-1' });
    expect(errorIn(backTo(await scene.authorize(asked))).error).toBe('invalid_request');
  });

  test.each([
    ['unknown', async () => 'never-given'],
    [
      'used',
      async (scene: Scene) => {
        const { launch } = (await scene.launch({ patient: 'ben', user: USER })).body;
        await scene.allow({ scope: 'launch patient/*.rs', launch });
        return launch;
      },
    ],
    [
      'older than five minutes',
      async (scene: Scene) => {
        const { launch } = (await scene.launch({ patient: 'ben', user: USER })).body;
        scene.time += 5 * 60_000;
        return launch;
      },
    ],
  ])('that is %s is refused', async (_which, prepare) => {
    const scene = new Scene();
    const launch = await prepare(scene);
    const back = backTo(await scene.authorize({ scope: 'launch patient/*.rs', launch }));
    expect(errorIn(back)).toMatchObject({
      error: 'invalid_request',
      said: expect.stringContaining('launch'),
    });
  });

  test('opened twice at once is used once', async () => {
    const scene = new Scene();
    const { launch } = (await scene.launch({ patient: 'ben', user: USER })).body;
    const asked = { scope: 'launch patient/*.rs', launch };
    const late = ticketOn(await scene.authorize(asked));
    await scene.allow(asked);
    const back = backTo(await scene.decide({ ticket: late, decision: 'allow' }));
    expect(errorIn(back).error).toBe('invalid_request');
  });

  test.each([
    [{ patient: 'a/b', user: USER }, 'patient'],
    [{ patient: 'ben' }, 'user'],
    [{ patient: 'ben', user: 'Device/1' }, 'user'],
    [{ patient: 'ben', user: USER, encounter: 7 }, 'encounter'],
    [{ patient: 'ben', user: USER, appContext: {} }, 'appContext'],
    [{ patient: 'ben', user: USER, appContext: 'x'.repeat(4001) }, 'appContext'],
    [[], 'JSON object'],
  ])('the EHR asks for wrongly is a 400 that names the member (%#)', async (body, named) => {
    const { status, body: answer } = await new Scene().launch(body);
    expect([status, answer.error_description]).toEqual([400, expect.stringContaining(named)]);
  });
});

describe('an authorization request', () => {
  test.each([
    ['an unknown client', { client_id: 'another' }, 'not registered'],
    ['no client', { client_id: undefined }, 'not registered'],
    ['another redirect URI', { redirect_uri: 'https://evil.test/intake' }, 'address to return'],
    ['a redirect URI that only starts right', { redirect_uri: `${PUBLIC}/intake/../x` }, 'address to return'],
    ['no redirect URI', { redirect_uri: undefined }, 'address to return'],
  ])('of %s is answered to the person, not sent back', async (_which, fields, said) => {
    const response = await new Scene().authorize(fields);
    expect([response.status, response.get('Location'), response.type]).toEqual([400, undefined, 'text/html']);
    expect(response.text).toContain(said);
  });

  test.each([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['another audience', { aud: 'https://other.test/fhir' }, 'invalid_request'],
    ['no audience', { aud: undefined }, 'invalid_request'],
    ['no challenge', { code_challenge: undefined }, 'invalid_request'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no challenge method', { code_challenge_method: undefined }, 'invalid_request'],
    ['a challenge that is no hash', { code_challenge: 'short' }, 'invalid_request'],
    ['no scope', { scope: undefined }, 'invalid_scope'],
    ['scopes nobody has', { scope: 'user/*.rs patient/Nonsense.rs patient/Patient.' }, 'invalid_scope'],
    ['scope launch without a launch', { scope: 'launch patient/*.rs' }, 'invalid_request'],
    ['a launch without its scope', { launch: 'id-1' }, 'invalid_scope'],
  ])('with %s goes back with the error and the state', async (_which, fields, error) => {
    const back = backTo(await new Scene().authorize(fields));
    expect(errorIn(back)).toEqual({ error, said: expect.stringMatching(/\.$/), state: 'state-1' });
  });

  test('without a usable state, or with a parameter twice, goes back with the error', async () => {
    const scene = new Scene();
    for (const state of [undefined, 'x'.repeat(1001)]) {
      expect(errorIn(backTo(await scene.authorize({ state })))).toMatchObject({
        error: 'invalid_request',
        state: null,
      });
    }
    const query = new URLSearchParams({ ...STANDALONE });
    query.append('scope', 'patient/*.cruds');
    expect(errorIn(backTo(await scene.get(query))).error).toBe('invalid_request');
    const twice = new URLSearchParams({ ...STANDALONE });
    twice.append('redirect_uri', 'https://evil.test/');
    expect((await scene.get(twice)).status).toBe(400);
  });

  test('cannot put markup on the page', async () => {
    const script = '"><script>alert(1)</script>';
    const named = collection({ resourceType: 'Patient', id: 'x', name: [{ text: script }] });
    expect(peopleIn([named])).toEqual([{ id: 'x', label: script }]);
    const scene = new Scene();
    const scope = `launch/patient patient/${script}.rs ${script}`;
    for (const fields of [{ scope }, { state: script }, { client_id: script }, { redirect_uri: script }]) {
      const { text } = await scene.authorize(fields);
      expect(text).not.toContain('<script');
    }
    const back = await scene.allow({ state: script });
    expect(back.searchParams.get('state')).toBe(script);
  });

  test('is shown with no script, in no frame, and kept nowhere', async () => {
    const page = await new Scene().authorize();
    expect(page.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' http://ehr.test; " +
        "base-uri 'none'; frame-ancestors 'none'",
    );
    expect([page.get('X-Frame-Options'), page.get('Cache-Control'), page.get('Referrer-Policy')]).toEqual([
      'DENY',
      'no-store',
      'no-referrer',
    ]);
    expect(page.get('Access-Control-Allow-Origin')).toBeUndefined();
    expect(page.text).not.toMatch(/ style=|<style|<script| on\w+=/);
  });

  test('is answered once, soon, and from its own page only', async () => {
    const scene = new Scene();
    const ticket = ticketOn(await scene.authorize());
    const answer = { ticket, decision: 'allow', patient: 'anna' };
    expect((await scene.decide(answer, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await scene.decide(answer, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);
    expect((await scene.decide(answer)).status).toBe(400);
    expect((await scene.decide({ decision: 'allow' })).status).toBe(400);
    const late = ticketOn(await scene.authorize());
    scene.time += 10 * 60_000;
    expect((await scene.decide({ ...answer, ticket: late })).text).toContain('answered already');
  });

  test('says scopes in words, version 1 too', () => {
    expect(inWords(['launch', 'patient/Observation.read', 'patient/Task.write'])).toEqual([
      'Add: Task',
      'Read: measurements and findings',
      'Change: Task',
      'Delete: Task',
    ]);
    expect(inWords(['patient/*.rs', 'patient/Patient.rs'])).toEqual(['Read: everything in the chart']);
    expect(inWords(['launch/patient'])).toEqual([]);
  });
});

describe('a code', () => {
  const refused = (response: Response) => [response.status, response.body.error];

  test('is redeemed once', async () => {
    const scene = new Scene();
    const code = await scene.code();
    expect((await scene.token({ code })).status).toBe(200);
    expect(refused(await scene.token({ code }))).toEqual([400, 'invalid_grant']);
  });

  test('lives a minute', async () => {
    const scene = new Scene();
    const [one, other] = [await scene.code(), await scene.code()];
    scene.time += 59_999;
    expect((await scene.token({ code: one })).status).toBe(200);
    scene.time += 1;
    expect(refused(await scene.token({ code: other }))).toEqual([400, 'invalid_grant']);
  });

  test.each([
    ['another verifier', { code_verifier: `${VERIFIER}x` }, [400, 'invalid_grant']],
    ['the challenge as verifier', { code_verifier: CHALLENGE }, [400, 'invalid_grant']],
    ['another redirect URI', { redirect_uri: 'https://evil.test/intake' }, [400, 'invalid_grant']],
  ])('with %s is refused, and is then of no use', async (_which, fields, answer) => {
    const scene = new Scene();
    const code = await scene.code();
    expect(refused(await scene.token({ code, ...fields }))).toEqual(answer);
    expect(refused(await scene.token({ code }))).toEqual([400, 'invalid_grant']);
  });

  test.each([
    ['without a verifier', { code_verifier: undefined }, [400, 'invalid_request']],
    ['without a code', { code: undefined }, [400, 'invalid_request']],
    ['that is unknown', { code: 'never-given' }, [400, 'invalid_grant']],
    ['of an unknown client', { client_id: 'another' }, [401, 'invalid_client']],
    ['for another grant', { grant_type: 'refresh_token' }, [400, 'unsupported_grant_type']],
    ['for no grant', { grant_type: undefined }, [400, 'invalid_request']],
  ])('%s gets no token', async (_which, fields, answer) => {
    const scene = new Scene();
    const response = await scene.token({ code: await scene.code(), ...fields });
    expect(refused(response)).toEqual(answer);
    expect([response.get('Cache-Control'), response.body.error_description]).toEqual([
      'no-store',
      expect.stringMatching(/\.$/),
    ]);
  });

  test('sent twice, as JSON or with a password gets no token', async () => {
    const { app } = new Scene();
    const post = () => request(app).post('/sandbox/smart/token');
    const twice = await post().type('form').send('grant_type=authorization_code&code=a&code=b');
    expect(refused(twice)).toEqual([400, 'invalid_request']);
    expect(refused(await post().send({ grant_type: 'authorization_code' }))).toEqual([
      400,
      'invalid_request',
    ]);
    const basic = await post()
      .type('form')
      .auth('nocturne-intake', 'x')
      .send('grant_type=authorization_code');
    expect([...refused(basic), basic.get('WWW-Authenticate')]).toEqual([
      401,
      'invalid_client',
      'Basic realm="sandbox"',
    ]);
  });
});

describe('the server', () => {
  test('holds little: the oldest launch gives way', async () => {
    const scene = new Scene(2);
    const launches: string[] = [];
    for (let n = 0; n < 3; n += 1)
      launches.push((await scene.launch({ patient: 'ben', user: USER })).body.launch);
    const statuses = [];
    for (const launch of launches)
      statuses.push((await scene.authorize({ scope: 'launch patient/*.rs', launch })).status);
    expect(statuses).toEqual([303, 200, 200]);
  });

  test('refuses bodies beyond 16 kB and broken ones without quoting them', async () => {
    const { app } = new Scene();
    const big = 'x'.repeat(17 * 1024);
    for (const path of ['token', 'decision']) {
      const { status, text } = await request(app)
        .post(`/sandbox/smart/${path}`)
        .type('form')
        .send(`code=${big}`);
      expect([status, text]).toEqual([413, expect.not.stringContaining('xxx')]);
    }
    const launch = () => request(app).post('/sandbox/smart/launch').type('json');
    expect((await launch().send(JSON.stringify({ patient: big }))).status).toBe(413);
    const broken = await launch().send('{"secret');
    expect([broken.status, broken.text]).toEqual([400, expect.not.stringContaining('secret')]);
  });

  test('answers other methods with 405 and preflights where browsers of other origins may call', async () => {
    const { app } = new Scene();
    for (const [path, allow] of [
      ['authorize', 'GET'],
      ['decision', 'POST'],
      ['token', 'POST, OPTIONS'],
      ['launch', 'POST'],
    ] as const) {
      const response = await request(app).delete(`/sandbox/smart/${path}`);
      expect([response.status, response.get('Allow')]).toEqual([405, allow]);
    }
    const preflight = await request(app)
      .options('/sandbox/smart/token')
      .set({ Origin: 'https://app.test', 'Access-Control-Request-Method': 'POST' });
    expect([preflight.status, preflight.get('Access-Control-Allow-Origin')]).toEqual([204, '*']);
  });

  test('serves the look of its pages', async () => {
    const response = await request(new Scene().app).get('/sandbox/smart/page.css');
    expect([response.type, response.text]).toEqual(['text/css', expect.stringContaining('--theme: 1')]);
    expect(response.text).toContain('.consent');
  });

  test('leaves the FHIR server open: with its token, with any other and with none', async () => {
    const scene = new Scene();
    const { body } = await scene.token({ code: await scene.code() });
    for (const header of [
      { Authorization: `Bearer ${body.access_token}` },
      { Authorization: 'Bearer x' },
      {},
    ]) {
      const { status } = await request(scene.app).get('/sandbox/fhir/Patient/anna').set(header);
      expect(status).toBe(200);
    }
    const preflight = await request(scene.app).options('/sandbox/fhir/Patient/anna').set({
      Origin: 'https://app.test',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    });
    expect(preflight.get('Access-Control-Allow-Headers')).toBe('authorization');
  });
});
