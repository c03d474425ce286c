/** A clinician and an integrator at the EHR sandbox in Chromium: chart, cards, orders, dismissal, calls, other servers. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { elsewhere, type Elsewhere } from './elsewhere.ts';
import { overhang, Scene, violations } from './service.ts';

jest.setTimeout(90_000);

type Json = Readonly<Record<string, unknown>>;

const open: { scene?: Scene; far?: Elsewhere; closed?: Elsewhere } = {};
const scene = (): Scene => {
  if (open.scene === undefined) throw new Error('not started');
  return open.scene;
};

beforeAll(async () => {
  [open.scene, open.far, open.closed] = await Promise.all([
    // The sandbox names its FHIR server by the port of the setting, so 0 will not do.
    Scene.open(),
    elsewhere(),
    elsewhere(false),
  ]);
});
afterAll(async () => {
  await Promise.all([open.scene?.close(), open.far?.close(), open.closed?.close()]);
});

/** The page, with waits that end before the test does, so that a failure says what was missing. */
async function page(options: Parameters<Scene['page']>[1] = {}): Promise<Page> {
  const on = await scene().page('/', options);
  on.setDefaultTimeout(15_000);
  return on;
}

/** The line beside the patient's name once all calls are answered. */
const answered = (on: Page) =>
  on.locator('.strip-cards', { hasText: /\d cards?[.,]|No cards|an error/ }).waitFor();

async function choose(on: Page, name: string): Promise<void> {
  await on.getByRole('button', { name }).first().click();
  await on.getByRole('heading', { level: 2, name }).waitFor();
  await answered(on);
}

async function chart(name: string, options: Parameters<Scene['page']>[1] = {}): Promise<Page> {
  const on = await page(options);
  await choose(on, name);
  return on;
}

const card = (on: Page, summary: string | RegExp) => on.locator('article.card', { hasText: summary });

/** What the FHIR server holds of one kind for a patient. */
async function stored(type: string, patient: string): Promise<readonly Json[]> {
  const response = await fetch(`${scene().base}/sandbox/fhir/${type}?patient=${patient}&_count=100`);
  const bundle = (await response.json()) as { entry?: { resource: Json }[] };
  return (bundle.entry ?? []).map(({ resource }) => resource);
}

/** The next call of a hook or of feedback that the page sends. */
const next = (on: Page, path: RegExp): Promise<Request> =>
  on.waitForRequest((request) => request.method() === 'POST' && path.test(request.url()));

const panel = (on: Page) => on.getByRole('region', { name: 'Developer panel' });

async function openPanel(on: Page): Promise<void> {
  await on.getByRole('button', { name: 'Developer panel' }).click();
  await on.getByRole('heading', { name: 'Developer panel: calls' }).waitFor();
}

describe('patients and chart', () => {
  test('says that it is a draft and which clock it uses, and paints within a second', async () => {
    const on = await page();
    await on.getByText('Draft knowledge, not clinically reviewed').waitFor();
    await on.getByText(/12 Mar 2026/).waitFor();
    await on.getByRole('button', { name: 'Rosa Lindqvist' }).waitFor();
    const paint = await on.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    process.stdout.write(`first contentful paint ${String(paint)} ms\n`);
    expect(paint).toBeLessThan(1000);
    await on.close();
  });

  test('a patient is found by a word of the story, and nobody by nonsense', async () => {
    const on = await page();
    await on.getByLabel('Search by name, number or story').fill('dialysis');
    await on.getByText('1 patient', { exact: true }).waitFor();
    await on.getByRole('button', { name: 'Desmond Achebe' }).waitFor();
    await on.getByLabel('Search by name, number or story').fill('zzz');
    await on.getByText('nobody matches').waitFor();
    await on.close();
  });

  test('shows the ankle-brachial index by side and the answers in words', async () => {
    const on = await chart('Desmond Achebe');
    const row = on.locator('table', { hasText: 'Ankle-brachial index' }).locator('tbody tr');
    await expect(row.locator('td.value').allInnerTexts()).resolves.toEqual(['1.52', '1.48']);
    await on.getByText('Hanging the leg down over the bed edge').waitFor();
    await on.close();
  });

  test('draws the course of a laboratory value with its range', async () => {
    for (const [value, date] of [
      [9.4, '2025-03-01'],
      [8.8, '2025-09-01'],
    ]) {
      await fetch(`${scene().base}/sandbox/fhir/Observation`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/fhir+json' },
        body: JSON.stringify({
          resourceType: 'Observation',
          status: 'final',
          code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
          subject: { reference: 'Patient/sandbox-neuropathy' },
          effectiveDateTime: date,
          valueQuantity: { value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
          referenceRange: [{ high: { value: 5.6, unit: '%' } }],
        }),
      });
    }
    const on = await chart('Patience Mbeki');
    await on.getByRole('img', { name: /Hemoglobin A1c: 3 values, from 9.4 on 1 Mar 2025 to 8.1/ }).waitFor();
    await on.close();
  });

  test('names what could not be read when the FHIR server fails', async () => {
    const on = await chart('Tomasz Wrona');
    await on.locator('.chart').getByText('Could not be read, so unknown, not absent').first().waitFor();
    await on.close();
  });

  test('keeps the patient over a reload, and out of the address', async () => {
    const on = await chart('Rosa Lindqvist');
    await on.reload();
    await on.getByRole('heading', { level: 2, name: 'Rosa Lindqvist' }).waitFor();
    expect(on.url()).toBe(`${scene().base}/`);
    await on.close();
  });

  test('an added problem is on the FHIR server and brings cards', async () => {
    const on = await chart('Maria Santoro');
    await on.getByRole('button', { name: 'Add a problem' }).click();
    await on.getByLabel('Problem in words').fill('Restless legs at night');
    await on.getByLabel('Code (optional)').selectOption('G25.81');
    const sent = next(on, /leg-pain-problem-list$/);
    await on.getByRole('button', { name: 'Save the problem' }).click();
    const { context } = (await sent).postDataJSON() as { context: Json };
    expect(context).toMatchObject({
      userId: 'Practitioner/sandbox-clinician',
      patientId: 'sandbox-family-only',
      conditions: { entry: [{ resource: { resourceType: 'Condition', id: expect.any(String) } }] },
    });
    await on.locator('article.card', { hasText: 'on adding a problem' }).first().waitFor();
    await on.locator('.chart').getByText('Restless legs at night').waitFor();
    expect(JSON.stringify(await stored('Condition', 'sandbox-family-only'))).toContain('G25.81');
    await on.close();
  });

  test('starting the visit names it to the service', async () => {
    const on = await chart('Desmond Achebe');
    const sent = next(on, /leg-pain-encounter-start$/);
    await on
      .getByRole('button', { name: /^Start the visit/ })
      .first()
      .click();
    expect((await sent).postDataJSON()).toMatchObject({
      hook: 'encounter-start',
      context: { encounterId: expect.stringContaining('sandbox-dialysis-abi') },
    });
    await on.getByText('In visit:').waitFor();
    await on.close();
  });
});

describe('cards', () => {
  test('from a rest pain card to its reasons and to the ABI in the chart', async () => {
    const on = await chart('Desmond Achebe');
    const rest = card(on, 'pattern of ischemic rest pain').first();
    await rest
      .getByText(/eased by hanging the leg down/)
      .first()
      .waitFor();
    await expect(rest.getByRole('link', { name: 'Why: RF-09' }).getAttribute('href')).resolves.toMatch(
      /\/review\//,
    );
    const feedback = next(on, /feedback$/);
    await rest.getByRole('button', { name: /Accept ABI with toe pressure/ }).click();
    await rest.getByText(/Created ServiceRequest\/.*status draft/).waitFor();
    expect((await feedback).postDataJSON()).toMatchObject({
      feedback: [{ outcome: 'accepted', acceptedSuggestions: [{ id: expect.any(String) }] }],
    });
    const drafts = on.locator('.chart-part', { hasText: 'Draft orders, not signed' });
    await drafts.getByText('Ankle-brachial index of both legs with toe pressure and waveforms').waitFor();
    const [order] = await stored('ServiceRequest', 'sandbox-dialysis-abi');
    expect(order).toMatchObject({ status: 'draft', intent: 'proposal' });
    await on.close();
  });

  test('the differential is a table that leads to a criterion’s source', async () => {
    const on = await chart('Rosa Lindqvist');
    const weighed = card(on, 'restless legs syndrome, findings fit').first();
    await weighed.getByText(/Causes weighed/).click();
    await weighed.locator('summary', { hasText: '(Restless legs syndrome)' }).click();
    const link = weighed.locator('.evidence a[href*="/review/restless-legs-syndrome#"]').first();
    await on.goto((await link.getAttribute('href')) ?? '');
    await on.getByText('Begins or worsens at rest or inactivity').first().waitFor();
    await on.close();
  });

  test('the emergency comes first, in words as well as colour', async () => {
    const on = await chart('Edith Crowley');
    await expect(on.locator('article.card').first().innerText()).resolves.toMatch(/Critical[\s\S]*Emergency/);
    await on.locator('.strip-cards', { hasText: '1 critical' }).waitFor();
    await on.close();
  });

  test('says that there are none where no leg complaint is recorded', async () => {
    const on = await chart('Liam Okafor');
    await on.getByText('That is not a finding about the patient').waitFor();
    await on.close();
  });

  test('are the same without prefetch', async () => {
    const on = await chart('Gerald Fitch');
    const shown = (): Promise<readonly string[]> => on.locator('article.card').allInnerTexts();
    const before = await shown();
    const sent = next(on, /patient-view$/);
    await on.getByLabel(/^Ask/).selectOption('none');
    expect((await sent).postDataJSON()).not.toHaveProperty('prefetch');
    await on.getByText('Asking the service…').waitFor({ state: 'detached' });
    await answered(on);
    expect(before.length).toBeGreaterThan(0);
    expect(await shown()).toEqual(before);
    await on.close();
  });

  test('prefetch that fails is sent as OperationOutcome or left out', async () => {
    const on = await chart('Gerald Fitch');
    const first = next(on, /patient-view$/);
    await on.getByLabel(/^Ask/).selectOption('failing');
    expect((await first).postDataJSON()).toMatchObject({
      prefetch: { conditions: { resourceType: 'OperationOutcome' } },
    });
    const second = next(on, /patient-view$/);
    await on.getByLabel('Failed queries').selectOption('omit');
    expect((await second).postDataJSON()).not.toHaveProperty('prefetch');
    await on.close();
  });

  test('a dismissed card gives its reason and comment to the service, and can come back', async () => {
    const on = await chart('Walter Boone');
    const first = on.locator('article.card').first();
    const summary = await first.locator('h3').innerText();
    await first.getByRole('button', { name: /Dismiss/ }).click();
    await first.getByLabel('Why is this card dismissed?').selectOption({ label: 'Already done' });
    await first.getByLabel(/Comment/).fill('seen last week');
    await first.getByRole('button', { name: 'Dismiss card' }).click();
    await on.getByText(`Dismissed: ${summary} (Already done). Feedback sent.`).waitFor();
    await openPanel(on);
    await panel(on).getByText('Feedback: overridden').click();
    const request = panel(on).getByRole('region', { name: 'Request' });
    await expect(request.innerText()).resolves.toMatch(/action-completed[\s\S]*seen last week/);
    await panel(on).getByText('status 200').first().waitFor();
    await on.getByRole('button', { name: 'Show it again' }).click();
    await on.getByRole('heading', { level: 3, name: summary }).waitFor();
    await on.close();
  });
});

describe('orders', () => {
  test('a selected order brings a card, and its suggestion takes the draft back', async () => {
    const on = await chart('Stanley Ross');
    const sent = next(on, /leg-pain-order-select$/);
    await on
      .getByRole('combobox', { name: 'Order', exact: true })
      .selectOption('quinine sulfate 324 MG Oral Capsule');
    await on.getByLabel('Reason (optional)').fill('leg cramps');
    await on.getByRole('button', { name: 'Select the order' }).click();
    const { context } = (await sent).postDataJSON() as { context: Json };
    expect(context['selections']).toEqual([expect.stringMatching(/^MedicationRequest\//)]);
    const quinine = card(on, 'on selecting an order').first();
    await quinine.getByRole('button', { name: /Accept Take this draft back/ }).click();
    await quinine.getByText('The draft was taken back; it was not signed.').waitFor();
    await on.getByText('No order selected.').waitFor();
    expect(JSON.stringify(await stored('MedicationRequest', 'sandbox-af-cramps'))).not.toMatch(
      /quinine sulf/,
    );
    await on.close();
  });

  test('signing asks again, waits for a second word, and then writes', async () => {
    const on = await chart('Gerald Fitch');
    await on
      .getByRole('combobox', { name: 'Order', exact: true })
      .selectOption('Compression stockings, below knee');
    await on.getByRole('button', { name: 'Select the order' }).click();
    await card(on, 'on selecting an order').first().waitFor();
    const sent = next(on, /leg-pain-order-sign$/);
    await on.getByRole('button', { name: 'Sign the order' }).click();
    expect((await sent).postDataJSON()).toMatchObject({
      context: { draftOrders: { entry: [{ resource: { status: 'draft' } }] } },
    });
    await card(on, 'on signing the orders').first().waitFor();
    await on.getByRole('button', { name: 'Sign all the same' }).click();
    await on.getByText('Signed and written to the record.').waitFor();
    const orders = await stored('ServiceRequest', 'sandbox-claudication');
    expect(orders).toContainEqual(
      expect.objectContaining({
        status: 'active',
        code: expect.objectContaining({ text: 'Compression stockings, below knee' }),
      }),
    );
    await on.close();
  });

  test('an order in words that nobody objects to is signed at once', async () => {
    const on = await chart('Liam Okafor');
    await on.getByRole('combobox', { name: 'Order', exact: true }).selectOption('other');
    await on.getByRole('textbox', { name: 'In words' }).fill('Amoxicillin 500 mg capsule');
    await on.getByRole('button', { name: 'Select the order' }).click();
    await on.getByRole('button', { name: 'Sign the order' }).click();
    await on.getByText('Signed and written to the record.').waitFor();
    await on.locator('.chart').getByText('Amoxicillin 500 mg capsule').waitFor();
    await on.close();
  });
});

/** What the public CDS Hooks Sandbox puts into a call: the literal user and patient in the templates, failures left out. */
async function asPublicSandbox(patientId: string): Promise<Json> {
  const user = 'Practitioner/sandbox-clinician';
  const { services } = (await (await fetch(`${scene().base}/cds-services`)).json()) as {
    services: { id: string; prefetch: Record<string, string> }[];
  };
  const templates = services.find(({ id }) => id === 'leg-pain-patient-view')?.prefetch ?? {};
  const pairs = await Promise.all(
    Object.entries(templates).map(async ([key, template]) => {
      const path = template
        .replace(/{{\s*context\.patientId\s*}}/g, patientId)
        .replace(/{{\s*context\.userId\s*}}/g, user);
      const response = await fetch(`${scene().base}/sandbox/fhir/${path}`);
      return response.ok ? [[key, await response.json()] as const] : [];
    }),
  );
  return { context: { patientId, userId: user }, prefetch: Object.fromEntries(pairs.flat()) };
}

/** Bundles carry an id and a time of their own making. */
const settled = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => {
      const bundle = inner as { resourceType?: unknown } | null;
      if (typeof bundle !== 'object' || bundle?.resourceType !== 'Bundle') return inner;
      return { ...bundle, id: '', meta: {}, link: [] };
    }),
  );

describe('for integrators', () => {
  test('sends what the public CDS Hooks Sandbox sends', async () => {
    const on = await page();
    const sent = next(on, /patient-view$/);
    await choose(on, 'Margit Aaltonen');
    const body = (await sent).postDataJSON() as Json;
    const expected = await asPublicSandbox('pn-diabetic-probable');
    expect(body['context']).toEqual(expected['context']);
    expect(settled(body['prefetch'])).toEqual(settled(expected['prefetch']));
    // Without a visit nothing stands for the encounter, so its key is left out.
    expect(body['prefetch']).not.toHaveProperty('encounter');
    expect(Object.keys(body).toSorted()).toEqual([
      'context',
      'fhirServer',
      'hook',
      'hookInstance',
      'prefetch',
    ]);
    await on.close();
  });

  test('shows each call with its times and sizes, and as a curl command that works', async () => {
    const on = await chart('Margit Aaltonen');
    await on.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openPanel(on);
    await panel(on).getByText('patient-view: leg-pain-patient-view').click();
    await panel(on)
      .getByText(/Prefetch: \d+ keys, [\d.]+ kB, gathered in \d+ ms/)
      .waitFor();
    await panel(on)
      .getByText(/Server-Timing: .*total;dur=/)
      .waitFor();
    await panel(on).getByRole('button', { name: 'Copy as curl' }).click();
    await panel(on).getByText('Copied').first().waitFor();
    const curl = String(await on.evaluate('navigator.clipboard.readText()'));
    expect(curl).toMatch(/^curl -X POST 'http:\/\/127\.0\.0\.1:\d+\/cds-services\/leg-pain-patient-view'/);
    const data = /--data-binary '([\s\S]*)'$/.exec(curl)?.[1]?.replaceAll(String.raw`'\''`, "'");
    const again = await fetch(`${scene().base}/cds-services/leg-pain-patient-view`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: data ?? '',
    });
    expect(again.status).toBe(200);
    await on.close();
  });

  async function useServers(on: Page, cds: string, fhir?: string): Promise<void> {
    await on.getByRole('button', { name: 'Servers', exact: true }).click();
    await on.getByLabel(/^CDS service, base URL/).fill(cds);
    if (fhir !== undefined) await on.getByLabel(/^FHIR R4 server/).fill(fhir);
    await on.getByRole('button', { name: 'Use these servers' }).click();
  }

  test('another CDS service and another FHIR server do as well; their text stays text', async () => {
    const far = open.far;
    if (far === undefined) throw new Error('not started');
    const on = await page();
    await useServers(on, `${far.base}/cds-services`, `${far.base}/fhir/`);
    await on.getByText('(far, 4 prefetch keys)').waitFor();
    await choose(on, 'Far Away');
    const shown = card(on, 'A card from <b>elsewhere</b>');
    await expect(shown.locator('b, img').count()).resolves.toBe(0);
    await expect(shown.getByRole('link', { name: /script/ }).count()).resolves.toBe(0);
    await expect(shown.locator('strong', { hasText: 'Markdown' }).count()).resolves.toBe(1);
    await card(on, 'Card without a summary').waitFor();
    const body = far.bodies.find((one) => one['hook'] === 'patient-view');
    expect(body?.['fhirServer']).toBe(`${far.base}/fhir`);
    // The user is no PractitionerRole, so that key is left out; its Practitioner is not there, which is a failure.
    expect(Object.keys(body?.['prefetch'] ?? {}).toSorted()).toEqual(['drugs', 'patient', 'user']);
    expect(far.seen).toContain('GET /fhir/MedicationRequest?patient=far-1&code=http%3A%2F%2Floinc.org%7C1');
    await shown.getByRole('button', { name: /Dismiss/ }).click();
    await shown.getByRole('button', { name: 'Dismiss card' }).click();
    await on.getByText(/Dismissed: .*Done, but this service takes no feedback/).waitFor();
    await on.close();
  });

  test('a SMART link without a SMART server says what it needs', async () => {
    const far = open.far;
    if (far === undefined) throw new Error('not started');
    const on = await page();
    await useServers(on, far.base, `${far.base}/fhir`);
    await choose(on, 'Far Away');
    await on.getByRole('button', { name: 'An app (app)' }).click();
    await on.getByText(`no SMART server answered for the FHIR server ${far.base}/fhir`).waitFor();
    await on.close();
  });

  test('a SMART link is launched with the server and the launch, and the context is not in the address', async () => {
    const far = open.far;
    if (far === undefined) throw new Error('not started');
    const on = await page({
      prepare: async (page) => {
        await page.route('**/.well-known/smart-configuration', (route) => route.fulfill({ json: {} }));
        await page.route('**/sandbox/smart/launch', (route) => route.fulfill({ json: { launch: 'L1' } }));
        await page.context().route('https://app.example/**', (route) => route.fulfill({ body: 'app' }));
      },
    });
    await useServers(on, far.base);
    await choose(on, 'Rosa Lindqvist');
    const [asked, app] = await Promise.all([
      next(on, /smart\/launch$/),
      on.context().waitForEvent('page'),
      on.getByRole('button', { name: 'An app (app)' }).click(),
    ]);
    expect(asked.postDataJSON()).toEqual({
      patient: 'rls-classic',
      user: 'Practitioner/sandbox-clinician',
      appContext: 'form-7',
    });
    await app.waitForURL(/app\.example/);
    const { searchParams } = new URL(app.url());
    expect(Object.fromEntries(searchParams)).toEqual({ iss: `${scene().base}/sandbox/fhir`, launch: 'L1' });
    await on.close();
  });

  test('a server that does not allow the page is told apart, and what to do is said', async () => {
    const on = await page();
    await useServers(on, open.closed?.base ?? '');
    await on
      .getByText(/it must allow this page by CORS/)
      .first()
      .waitFor();
    await on.close();
  });

  test('a token is kept out of storage and out of copies', async () => {
    const far = open.far;
    if (far === undefined) throw new Error('not started');
    const on = await page();
    await on.getByRole('button', { name: 'Servers', exact: true }).click();
    await on.getByLabel(/^CDS service, base URL/).fill(far.base);
    await on.getByLabel(/^FHIR R4 server/).fill(`${far.base}/fhir`);
    await on.getByLabel(/^Bearer token/).fill('hush-hush');
    await on.getByLabel(/^Give the token/).check();
    await on.getByRole('button', { name: 'Use these servers' }).click();
    await choose(on, 'Far Away');
    await openPanel(on);
    await panel(on).getByText('patient-view: far').click();
    const request = await panel(on).getByRole('region', { name: 'Request' }).innerText();
    expect(request).toContain('"access_token": "(access token)"');
    expect(JSON.stringify(far.bodies.at(-1))).toContain('hush-hush');
    await expect(on.evaluate('JSON.stringify([sessionStorage, localStorage])')).resolves.not.toContain(
      'hush',
    );
    await on.close();
  });
});

describe('for everybody', () => {
  test.each([
    [1440, 'light'],
    [1024, 'dark'],
    [390, 'light'],
    [390, 'dark'],
    [1440, 'dark'],
    [1024, 'light'],
  ] as const)('at %i px, %s: axe finds nothing, nothing scrolls sideways', async (width, colorScheme) => {
    const on = await chart('Raymond Castillo', { viewport: { width, height: 900 }, colorScheme });
    await on
      .getByText(/Causes weighed/)
      .first()
      .click();
    await on.locator('.causes summary').first().click();
    await on
      .getByRole('button', { name: /Dismiss/ })
      .first()
      .click();
    await on.getByRole('button', { name: 'Add a problem' }).click();
    await on.getByRole('button', { name: 'Servers', exact: true }).click();
    expect(await violations(on)).toEqual([]);
    expect(await overhang(on)).toBeLessThanOrEqual(0);
    await openPanel(on);
    await panel(on).getByText('patient-view: leg-pain-patient-view').click();
    await panel(on).getByRole('region', { name: 'Response' }).waitFor();
    expect(await violations(on)).toEqual([]);
    expect(await overhang(on)).toBeLessThanOrEqual(0);
    await on.close();
  });

  test('a keyboard is enough to open a chart and accept a suggestion', async () => {
    const on = await page();
    await on.getByLabel('Search by name, number or story').focus();
    await on.keyboard.type('Helena');
    await on.getByRole('button', { name: 'Helena Dufour' }).waitFor();
    await on.keyboard.press('Tab');
    await on.keyboard.press('Enter');
    await answered(on);
    await expect(on.evaluate('document.activeElement.textContent')).resolves.toBe('Helena Dufour');
    const accept = on.getByRole('button', { name: /^Accept/ }).first();
    await accept.focus();
    await on.keyboard.press('Enter');
    await on
      .getByText(/^Created /)
      .first()
      .waitFor();
    await on.close();
  });

  test('no script failed and no content was refused', () => {
    // Failures on purpose: the failing patient, the closed server, no feedback and no SMART server elsewhere.
    const meant = /status of (?:500|404|412)|CORS policy|net::ERR_FAILED/;
    expect(scene().complaints.filter((one) => !meant.test(one))).toEqual([]);
  });
});
