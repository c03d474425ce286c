/** What became of the cards, in Chromium: a dismissed card is found, the pictures have their numbers, a token is asked for. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { madeUpReport } from './made-up-report.ts';
import { overhang, Scene, violations } from './service.ts';

jest.setTimeout(120_000);

const open: { scene?: Scene } = {};
function scene(): Scene {
  if (open.scene === undefined) throw new Error('not started');
  return open.scene;
}
beforeAll(async () => {
  open.scene = await Scene.open();
  // The embedded database opens in the background.
  await reported(0);
});
afterAll(async () => open.scene?.close());

const REPORT = /\/review\/overrides\?.*format=json/;
const END = new Date('2026-03-13T00:00:00Z');

/** Gives the page made-up figures, at their time. */
async function made(page: Page): Promise<void> {
  await page.clock.setFixedTime('2026-03-12T22:40:00Z');
  await page.route(REPORT, (route) => route.fulfill({ json: madeUpReport(END) }));
}

interface Answer {
  readonly cards: readonly { readonly uuid: string; readonly summary: string }[];
}

async function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${scene().base}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Calls for a patient as an EHR does. */
async function cardsOf(patientId: string): Promise<Answer['cards']> {
  const response = await post('/cds-services/leg-pain-patient-view', {
    hook: 'patient-view',
    hookInstance: crypto.randomUUID(),
    fhirServer: `${scene().base}/sandbox/fhir`,
    context: { userId: 'Practitioner/example', patientId },
  });
  return ((await response.json()) as Answer).cards;
}

/** Asks for the report until it can be made and has so many cards: records are written after the answer. */
async function reported(least: number): Promise<void> {
  for (let shown = -1; shown < least;) {
    const report = await fetch(`${scene().base}/review/overrides?format=json`);
    if (report.ok) shown = ((await report.json()) as { total: { shown: number } }).total.shown;
  }
}

describe('a card that was dismissed', () => {
  test('before there is one, the page says what to do', async () => {
    const on = await scene().page('/review/overrides');
    await on.getByRole('heading', { name: 'No card was shown in this time' }).waitFor();
    await on.getByRole('link', { name: 'EHR sandbox' }).first().waitFor();
    expect(await violations(on)).toEqual([]);
    await on.close();
  });

  test('is found with its rule and the reason', async () => {
    const on = await scene().page('/review/overrides');
    await on.getByText('0 cards shown').waitFor();
    const cards = await cardsOf('sandbox-acute-limb');
    const [first] = cards;
    const said = await post('/cds-services/leg-pain-patient-view/feedback', {
      feedback: [
        {
          card: first?.uuid,
          outcome: 'overridden',
          outcomeTimestamp: new Date().toISOString(),
          overrideReason: {
            reason: {
              system: 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes',
              code: 'action-completed',
            },
            userComment: 'called the vascular team',
          },
        },
      ],
    });
    expect(said.status).toBe(200);
    await reported(cards.length);

    await on.getByRole('button', { name: 'Load again' }).click();
    await on.getByText(`${cards.length} cards shown`).waitFor();
    await expect(on.locator('.tiles li', { hasText: 'Dismissed' }).innerText()).resolves.toMatch(
      /Dismissed\s*1/,
    );
    const row = on
      .getByRole('region', { name: 'By rule: table' })
      .locator('tr', { hasText: 'RF-02 new deficit' });
    await expect(row.innerText()).resolves.toMatch(/100 %\s*1 of 1; 21 to 100 %/);
    const reasons = on.locator('section', { hasText: 'Why cards were dismissed' });
    await expect(reasons.innerText()).resolves.toMatch(/Already done\s*1/);
    // Neither the clinician's words nor the patient.
    expect(await on.content()).not.toMatch(/vascular team|sandbox-acute-limb/);

    await row.getByRole('button', { name: 'Only RF-02 new deficit' }).click();
    await on.getByText('1 card shown').waitFor();
    expect(new URL(on.url()).searchParams.get('rule')).toBe('rf-02-new-deficit');
    await on.reload();
    await on.getByText('1 card shown').waitFor();
    await on.getByRole('button', { name: 'All cards' }).click();
    await on.getByText(`${cards.length} cards shown`).waitFor();
    await on.getByRole('combobox', { name: 'Kind of card' }).selectOption({ label: 'Questions to ask' });
    await on.getByRole('heading', { name: /No card was shown|All of them/ }).waitFor();
    await on.close();
  });

  test('is in the CSV', async () => {
    const on = await scene().page('/review/overrides');
    await on.getByRole('combobox', { name: 'Table' }).selectOption({ label: 'Reasons' });
    const [file] = await Promise.all([
      on.waitForEvent('download'),
      on.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('overrides-reasons.csv');
    expect(readFileSync(await file.path(), 'utf8')).toContain('rf-02-new-deficit,code,http');
    await on.getByText('overrides-reasons.csv was downloaded.').waitFor();
    await on.close();
  });
});

describe('the pictures', () => {
  test('have a bar or a whisker for every day with cards, and the same numbers in the table', async () => {
    const on = await scene().page('/review/overrides', { prepare: made });
    const days = madeUpReport(END).periods;
    await on.getByRole('img', { name: /^Dismissed share by day/ }).waitFor();
    await expect(on.locator('.picture .dot').count()).resolves.toBe(days.length);
    await expect(on.locator('.numbers tbody tr').count()).resolves.toBe(days.length);
    await expect(on.locator('.numbers tbody tr').first().innerText()).resolves.toMatch(
      /12 Mar 2026\s+10\s+3\s+2\s+22 %/,
    );
    await expect(on.locator('.ends').first().innerText()).resolves.toMatch(/11 Feb 2026\s*12 Mar 2026/);
    await on.close();
  });

  test('put what is dismissed most surely first when asked', async () => {
    const on = await scene().page('/review/overrides', { prepare: made });
    const table = on.locator('section', { has: on.getByRole('heading', { name: 'By rule' }) });
    await table.getByLabel('Order by').selectOption('share');
    await expect(table.locator('tbody tr').first().innerText()).resolves.toContain('Quinine for cramps');
    await on.close();
  });

  test('follow the period: a year is cut by weeks, and a wrong period is not asked for', async () => {
    const asked: string[] = [];
    const on = await scene().page('/review/overrides', {
      prepare: async (page) => {
        await made(page);
        page.on('request', (request) => {
          if (REPORT.test(request.url())) asked.push(new URL(request.url()).search);
        });
      },
    });
    await on.getByLabel('Period').selectOption({ label: 'Last 12 months' });
    await on.getByText('160 cards shown').waitFor();
    expect(asked.at(-1)).toBe('?from=2025-03-13&to=2026-03-13&by=week&format=json');
    const before = asked.length;
    await on.getByLabel('Last day').fill('2020-01-01');
    await on.getByText('The first day must not come after the last.').waitFor();
    expect(asked.length).toBe(before);
    await on.getByLabel('Last day').fill('2025-04-01');
    await expect(on.getByLabel('Period').locator('option:checked').innerText()).resolves.toBe('As dated');
    expect(asked.at(-1)).toBe('?from=2025-03-13&to=2025-04-02&by=day&format=json');
    await on.close();
  });
});

describe('in production', () => {
  const TOKEN = 'an-operator-token';

  /** The page as production serves it, and a service that wants the token. */
  async function guarded(page: Page): Promise<void> {
    await page.clock.setFixedTime('2026-03-12T22:40:00Z');
    await page.route('**/review/overrides', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace('data-mode="sandbox"', 'data-mode="production"');
      await route.fulfill({ response, body });
    });
    await page.route(REPORT, async (route) => {
      const known = (await route.request().headerValue('authorization')) === `Bearer ${TOKEN}`;
      await route.fulfill(known ? { json: madeUpReport(END) } : { status: 401, json: {} });
    });
  }

  test('a token is asked for, sent as a header only, kept nowhere, and can be forgotten', async () => {
    const on = await scene().page('/review/overrides', { prepare: guarded });
    await on.getByRole('heading', { name: 'Operator token' }).waitFor();
    expect(await violations(on)).toEqual([]);
    await on.getByLabel('Token').fill('wrong');
    await on.getByRole('button', { name: 'Show the figures' }).click();
    await on.getByText('That token was not accepted').waitFor();
    await on.getByLabel('Token').fill(TOKEN);
    await on.keyboard.press('Enter');
    await on.getByText('160 cards shown').waitFor();
    await on.getByRole('combobox', { name: 'Kind of card' }).selectOption({ label: 'Causes' });
    expect(on.url()).not.toContain(TOKEN);
    await expect(
      on.evaluate('JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])'),
    ).resolves.toBe('[{},{},""]');
    await on.getByRole('button', { name: 'Forget the token' }).click();
    await on.getByRole('heading', { name: 'Operator token' }).waitFor();
    await expect(on.getByText('160 cards shown').count()).resolves.toBe(0);
    await on.close();
  });
});

describe('for everybody', () => {
  test.each([
    [1440, 'light'],
    [1440, 'dark'],
    [1024, 'dark'],
    [1024, 'light'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %i px, %s: axe finds nothing, nothing scrolls sideways', async (width, colorScheme) => {
    const on = await scene().page('/review/overrides', {
      viewport: { width, height: 900 },
      colorScheme,
      prepare: made,
    });
    await on.getByRole('heading', { name: 'By rule' }).waitFor();
    await on.getByText('By rule for Already done').click();
    expect(await violations(on)).toEqual([]);
    expect(await overhang(on)).toBeLessThanOrEqual(0);
    await on.close();
  });

  test('a report that could not be made is said, and comes when asked again', async () => {
    const on = await scene().page('/review/overrides', {
      prepare: async (page) => {
        await made(page);
        // Strict mode asks twice in development only: once here.
        await page.route(REPORT, (route) => route.fulfill({ status: 503, json: {} }), { times: 1 });
      },
    });
    await on.getByText('The figures could not be loaded: status 503').waitFor();
    await on.getByRole('button', { name: 'Load again' }).click();
    await on.getByText('160 cards shown').waitFor();
    await expect(on.getByRole('alert').count()).resolves.toBe(0);
    await on.close();
  });

  test('no script failed and no content was refused', () => {
    expect(scene().complaints.filter((one) => !/status of (?:401|503)/.test(one))).toEqual([]);
  });
});
