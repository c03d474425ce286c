/** A clinician opens the sandbox page in Chromium: patients, cards, an accepted suggestion that becomes an order, a dismissed card. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ROOT } from '../root.ts';

jest.setTimeout(60_000);

// Without these Chromium looks for its maker's hosts at every start.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** A store of its own: a card that was set aside in one run is shown in the next. */
const DATA = mkdtempSync(join(tmpdir(), 'nocturne-browser-'));

interface Running {
  readonly process: ChildProcess;
  readonly base: string;
}

/** Starts the service as `npm start` does, on a free port, at a fixed clock, and waits until it says where to look. */
async function start(): Promise<Running> {
  const process_ = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: String(20_000 + (process.pid % 20_000)),
      NOCTURNE_NOW: '2026-03-12T22:40:00Z',
      LOG_LEVEL: 'silent',
      NOCTURNE_DATA: DATA,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of process_.stdout ?? []) {
    const found = /EHR sandbox page\s+(http:\/\/\S+?)\/\s/.exec(String(chunk));
    if (found?.[1] !== undefined) return { process: process_, base: found[1] };
  }
  throw new Error('the service did not start');
}

describe('the EHR sandbox page', () => {
  const open: { service?: Running; browser?: Browser } = {};
  const complaints: string[] = [];

  beforeAll(async () => {
    open.service = await start();
    open.browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: QUIET });
  });
  afterAll(async () => {
    await open.browser?.close();
    const service = open.service?.process;
    if (service !== undefined && service.exitCode === null) {
      service.kill('SIGTERM');
      await once(service, 'exit');
    }
    rmSync(DATA, { recursive: true, force: true });
  });

  async function page(width = 1280): Promise<Page> {
    if (open.browser === undefined || open.service === undefined) throw new Error('not started');
    const fresh = await open.browser.newPage({ viewport: { width, height: 900 } });
    fresh.on('pageerror', (error) => complaints.push(error.message));
    fresh.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await fresh.goto(`${open.service.base}/`);
    return fresh;
  }

  async function choose(on: Page, name: string): Promise<void> {
    await on.getByRole('button', { name }).first().click();
    await on
      .getByText(/\d cards?[.,]|No cards/)
      .first()
      .waitFor();
  }

  test('says that it is a draft and which clock it uses', async () => {
    const on = await page();
    await expect(on.getByText('Draft knowledge, not clinically reviewed').first().isVisible()).resolves.toBe(
      true,
    );
    await on
      .getByText(/12 Mar 2026/)
      .first()
      .waitFor();
    await on.close();
  });

  test('shows the cards of a patient with restless legs and drafts the accepted order', async () => {
    const on = await page();
    await choose(on, 'Rosa Lindqvist');
    await on.getByText('restless legs syndrome, findings fit').first().waitFor();
    await on
      .getByRole('button', { name: /Accept/ })
      .first()
      .click();
    await on
      .getByText(/created ServiceRequest\//i)
      .first()
      .waitFor();
    await on.getByText('Ferritin with transferrin saturation').first().waitFor();
    await on.close();
  });

  test('puts the emergency first, in words as well as colour', async () => {
    const on = await page();
    await choose(on, 'Edith Crowley');
    const first = on.locator('article').first();
    await expect(first.innerText()).resolves.toMatch(/critical/i);
    await expect(first.innerText()).resolves.toMatch(/Emergency/);
    await on.close();
  });

  test('is silent for a visit without a leg complaint', async () => {
    const on = await page();
    await choose(on, 'Liam Okafor');
    await on
      .getByText(/No cards/)
      .first()
      .waitFor();
    await on.close();
  });

  test('names what could not be read when the FHIR server fails', async () => {
    const on = await page();
    await choose(on, 'Tomasz Wrona');
    await on
      .getByText(/Could not be read, so unknown, not absent/)
      .first()
      .waitFor();
    await on.close();
  });

  test('leads from a criterion to the sentence of its source', async () => {
    const on = await page();
    await choose(on, 'Rosa Lindqvist');
    const link = on.locator('a[href*="/review/restless-legs-syndrome"]').first();
    const href = await link.getAttribute('href');
    await on.goto(new URL(href ?? '', open.service?.base).href);
    await on.getByText('Begins or worsens at rest or inactivity').first().waitFor();
    await on.close();
  });

  test('is usable at 400 px width: nothing scrolls sideways', async () => {
    const on = await page(400);
    await choose(on, 'Rosa Lindqvist');
    const wider = await on.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wider).toBeLessThanOrEqual(0);
    await on.close();
  });

  // The last with this patient: from here on the card stays away.
  test('dismisses a card with a reason', async () => {
    const on = await page();
    await choose(on, 'Rosa Lindqvist');
    await on
      .getByRole('button', { name: /Dismiss/ })
      .first()
      .click();
    await on.locator('select[name="reason"]').selectOption({ label: 'Already done' });
    await on.getByRole('button', { name: 'Dismiss card' }).click();
    await on.getByText(/Dismissed:.*Already done/).waitFor();
    await on.close();
  });

  test('no script failed and no content was refused on any page', () => {
    // The partly failing patient answers 500 on purpose; feedback comes with a later issue and answers 404.
    expect(complaints.filter((one) => !/status of (?:500|404)/.test(one))).toEqual([]);
  });
});
