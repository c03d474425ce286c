/** The intake in Chromium: opened from a chart, by hand or on an open server, filled on a phone and at a desk, sent, gone on with. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { overhang, Scene, violations } from './service.ts';

jest.setTimeout(120_000);

const PHONE = { viewport: { width: 390, height: 844 } };
const DESK = { viewport: { width: 1440, height: 900 } };
const open: { scene?: Scene } = {};

const scene = (): Scene => {
  if (open.scene === undefined) throw new Error('not started');
  return open.scene;
};
const fhir = (): string => `${scene().base}/sandbox/fhir`;

beforeAll(async () => {
  // The sign-in names addresses of the service: a port that is chosen at listening is not yet known there.
  open.scene = await Scene.open();
});
afterAll(() => open.scene?.close());
afterEach(() => {
  expect(scene().complaints.splice(0)).toEqual([]);
});

interface Sent {
  readonly id: string;
  readonly status: string;
  readonly authored: string;
  readonly author?: unknown;
  readonly item?: readonly unknown[];
}

async function responses(patient: string, status: string): Promise<readonly Sent[]> {
  const url = `${fhir()}/QuestionnaireResponse?patient=${patient}&status=${status}`;
  const bundle = (await (await fetch(url)).json()) as { readonly entry?: readonly { resource: Sent }[] };
  return (bundle.entry ?? []).map((entry) => entry.resource);
}

/** A patient of the test's own, with a complaint on record. */
async function patient(family: string): Promise<string> {
  const post = async (resource: object): Promise<string> => {
    const answer = await fetch(`${fhir()}/${(resource as { resourceType: string }).resourceType}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/fhir+json' },
      body: JSON.stringify(resource),
    });
    return ((await answer.json()) as { readonly id: string }).id;
  };
  const id = await post({
    resourceType: 'Patient',
    name: [{ given: ['Ada'], family }],
    birthDate: '1958-04-02',
    gender: 'female',
  });
  await post({
    resourceType: 'Condition',
    subject: { reference: `Patient/${id}` },
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R25.2' }], text: 'Leg cramps' },
    onsetDateTime: '2026-03-10',
    recordedDate: '2026-03-10',
  });
  return id;
}

/** What the EHR would show: indicator and summary of each card. */
async function cards(id: string): Promise<readonly string[]> {
  const answer = await fetch(`${scene().base}/cds-services/leg-pain-patient-view`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      hook: 'patient-view',
      hookInstance: crypto.randomUUID(),
      fhirServer: fhir(),
      context: { userId: 'Practitioner/1', patientId: id },
    }),
  });
  const { cards: shown } = (await answer.json()) as {
    readonly cards: readonly { readonly indicator: string; readonly summary: string }[];
  };
  return shown.map((card) => `${card.indicator}: ${card.summary}`);
}

/** Opens the page as the sandbox EHR's smart link does, up to the form. */
async function launched(
  id: string,
  options: BrowserContextOptions,
  questions?: readonly string[],
): Promise<Page> {
  const answer = await fetch(`${scene().base}/sandbox/smart/launch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      patient: id,
      user: 'Practitioner/1',
      ...(questions === undefined ? {} : { appContext: JSON.stringify({ questions }) }),
    }),
  });
  const { launch } = (await answer.json()) as { readonly launch: string };
  const on = await scene().page(`/intake?iss=${encodeURIComponent(fhir())}&launch=${launch}`, options);
  await on.getByRole('button', { name: 'Allow', exact: true }).click();
  await on.getByText('Who fills this in?').waitFor();
  return on;
}

const next = (on: Page): Promise<void> =>
  on.getByRole('button', { name: /^(Next|Skip|Check answers)$/ }).click();

async function toReview(on: Page): Promise<void> {
  const end = on.getByRole('heading', { name: 'Check the answers' });
  for (let step = 0; step < 60 && !(await end.isVisible()); step++) await next(on);
}

async function send(on: Page): Promise<void> {
  await on.getByRole('button', { name: 'Send', exact: true }).click();
  await on.getByRole('heading', { name: 'The answers were sent' }).waitFor();
}

/** The address, and whatever outlives the tab, say nothing of the patient. */
async function nothingLeft(on: Page, id: string): Promise<void> {
  expect(on.url()).not.toContain(id);
  await expect(on.evaluate('JSON.stringify([localStorage.length, document.cookie])')).resolves.toBe('[0,""]');
}

describe('opened from a chart', () => {
  test('on a phone: one question at a time, an emergency said at once, sent, and the cards are others', async () => {
    const id = await patient('Phone');
    const before = await cards(id);
    const on = await launched(id, PHONE);
    expect(on.url()).toBe(`${scene().base}/intake`);
    await on.getByText('Ada Phone').waitFor();
    await on.getByLabel('I am the patient').check();
    await on.getByRole('button', { name: 'Start' }).click();
    await on.getByText(/^Question 1 of \d+$/).waitFor();
    await expect(on.getByRole('group').count()).resolves.toBe(1);
    await on.getByLabel('None of these').check();
    await on.getByLabel('Leg suddenly cold, pale, blue or very painful').check();
    await expect(on.getByLabel('None of these').isChecked()).resolves.toBe(false);
    await on
      .getByRole('alert')
      .getByText(/^Call emergency services now/)
      .waitFor();
    await next(on);
    await on.getByLabel('Suddenly (minutes to hours)').check();
    await next(on);
    await on.getByLabel('Less than 48 hours ago').check();
    await on.getByRole('button', { name: 'Back' }).click();
    await expect(on.getByLabel('Suddenly (minutes to hours)').isChecked()).resolves.toBe(true);
    await toReview(on);
    await send(on);
    await on
      .getByRole('alert')
      .getByText(/^Call emergency services now/)
      .waitFor();
    await on.getByText(/next opened/).waitFor();
    const after = await cards(id);
    expect(after).not.toEqual(before);
    expect(after.join()).toMatch(/critical/);
    const [sent] = await responses(id, 'completed');
    expect(sent).toMatchObject({
      questionnaire: 'https://nocturne.example/fhir/Questionnaire/leg-pain-intake|1.0.0',
      authored: '2026-03-12T22:40:00.000Z',
      author: { reference: `Patient/${id}` },
      source: { reference: `Patient/${id}` },
    });
    await nothingLeft(on, id);
    await on.close();
  });

  test('by a card: its questions are asked, and what they open', async () => {
    const on = await launched(await patient('Card'), PHONE, ['urge', 'seated']);
    await expect(on.getByLabel('Only what the card asks (2)').isChecked()).resolves.toBe(true);
    await on.getByRole('button', { name: 'Start' }).click();
    await on.getByText('Question 1 of 2', { exact: true }).waitFor();
    await on.getByLabel('Yes').check();
    await on.getByText('Question 1 of 6', { exact: true }).waitFor();
    await on.close();
  });

  test('at a desk: the clinician has all on one page with the examination, the patient has no examination', async () => {
    const id = await patient('Desk');
    const on = await launched(id, DESK);
    await on.getByLabel('I am the clinician').check();
    await on.getByRole('heading', { name: 'Clinician examination (optional)' }).waitFor();
    const right = on.getByRole('group', { name: 'Pedal pulses, right foot' });
    await right.getByLabel('Both absent').check();
    await on.getByRole('group', { name: 'Worst pain 0-10' }).getByLabel('7').check();
    await on.getByLabel('Calf circumference difference (cm)').fill('2.5');
    await on.getByLabel('I am the patient').check();
    await expect(right.count()).resolves.toBe(0);
    await on.getByLabel('I am the clinician').check();
    await on.getByRole('button', { name: 'Check answers' }).click();
    await send(on);
    await on.getByText(/Load the chart again/).waitFor();
    const text = JSON.stringify(await responses(id, 'completed'));
    expect(text).toMatch(/exam\.pulses-right.*both-absent/);
    expect(text).toContain('"valueInteger":7');
    expect(text).toContain('"valueDecimal":2.5');
    await on.close();
  });

  test('refused by the reader: says so and what to do', async () => {
    const answer = await fetch(`${scene().base}/sandbox/smart/launch`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ patient: 'rls-classic', user: 'Practitioner/1' }),
    });
    const { launch } = (await answer.json()) as { readonly launch: string };
    const on = await scene().page(`/intake?iss=${encodeURIComponent(fhir())}&launch=${launch}`, PHONE);
    await on.getByRole('button', { name: 'Do not allow' }).click();
    await on.getByText(/You did not allow this page/).waitFor();
    expect(on.url()).toBe(`${scene().base}/intake`);
    await on.close();
  });

  test('by a server that nobody listed: is refused in words, and not called', async () => {
    const called: string[] = [];
    const on = await scene().page('/intake?iss=https%3A%2F%2Felsewhere.example%2Ffhir&launch=1', {
      prepare: (page) => {
        page.on('request', (request) => called.push(new URL(request.url()).host));
        return Promise.resolve();
      },
    });
    await on.getByText(/was not set up for https:\/\/elsewhere\.example\/fhir/).waitFor();
    expect(called).not.toContain('elsewhere.example');
    await on.close();
  });
});

test('opened by hand: the server is asked for, the patient chosen at the sign-in', async () => {
  const on = await scene().page('/intake', PHONE);
  await expect(on.getByLabel('Address of the FHIR server').inputValue()).resolves.toBe(fhir());
  await on.getByLabel('Address of the FHIR server').fill('nowhere');
  await on.getByRole('button', { name: 'Sign in' }).click();
  await on.getByText(/This is no web address/).waitFor();
  await on.getByLabel('Address of the FHIR server').fill(`${fhir()}/`);
  await on.getByRole('button', { name: 'Sign in' }).click();
  await on.getByLabel('For which patient?').selectOption('lss-classical');
  await on.getByRole('button', { name: 'Allow', exact: true }).click();
  await on.getByRole('heading', { name: /Ottilie Brandhuber/ }).waitFor();
  await on.reload();
  await on.getByRole('heading', { name: /Ottilie Brandhuber/ }).waitFor();
  await nothingLeft(on, 'lss-classical');
  await on.close();
});

describe('on an open server', () => {
  async function chosen(family: string, options: BrowserContextOptions = PHONE): Promise<Page> {
    const on = await scene().page(`/intake?iss=${encodeURIComponent(fhir())}`, options);
    await on.getByLabel('Name of the patient').fill(family);
    await on.getByRole('button', { name: 'Search' }).click();
    await on.getByRole('button', { name: new RegExp(`Ada ${family}`) }).click();
    await on.getByText('Who fills this in?').waitFor();
    return on;
  }

  test('what was begun is gone on with elsewhere, and becomes the same response when sent', async () => {
    const id = await patient('Resume');
    const on = await chosen('Resume');
    await on.getByRole('button', { name: 'Start' }).click();
    await on.getByLabel('Fever or shaking chills').check();
    await on.getByText('Saved', { exact: true }).waitFor();
    const [draft] = await responses(id, 'in-progress');
    await on.close();

    const later = await chosen('Resume');
    await later.getByText('1 answer from 2026-03-12 is filled in', { exact: false }).waitFor();
    await later.getByRole('button', { name: 'Continue' }).click();
    await later.getByRole('heading', { name: 'How did this problem begin?' }).waitFor();
    await later.getByRole('button', { name: 'Back' }).click();
    await expect(later.getByLabel('Fever or shaking chills').isChecked()).resolves.toBe(true);
    await toReview(later);
    await send(later);
    expect((await responses(id, 'completed')).map((one) => one.id)).toEqual([draft?.id]);
    await expect(responses(id, 'in-progress')).resolves.toEqual([]);
    await later.getByRole('button', { name: 'Change the answers' }).click();
    await later.getByRole('button', { name: 'Change: How did this problem begin?' }).click();
    await later.getByLabel('2 to 12 weeks ago').check();
    await later.getByText(/^Changed since it was sent/).waitFor();
    await toReview(later);
    await send(later);
    expect((await responses(id, 'amended')).map((one) => one.id)).toEqual([draft?.id]);
    await nothingLeft(later, id);
    await later.close();
  });

  test('a save that fails is said, the answers stay, and sending works once the server is back', async () => {
    const id = await patient('Failing');
    const on = await chosen('Failing', DESK);
    await on.route('**/sandbox/fhir/QuestionnaireResponse', (route) => route.abort());
    await on.getByLabel('Cramp').first().check();
    await on.getByText(/^Not saved: the server cannot be reached/).waitFor();
    await on.getByRole('button', { name: 'Check answers' }).click();
    await on.getByRole('button', { name: 'Send', exact: true }).click();
    await on.getByText(/^The answers were not sent/).waitFor();
    await on.unroute('**/sandbox/fhir/QuestionnaireResponse');
    await on.getByRole('button', { name: 'Try again' }).click();
    await on.getByRole('heading', { name: 'The answers were sent' }).waitFor();
    await expect(responses(id, 'completed')).resolves.toHaveLength(1);
    expect(scene().complaints.splice(0).join()).toMatch(/ERR_FAILED/);
    await on.close();
  });

  test('by keyboard alone, the new question read out each time', async () => {
    const id = await patient('Keys');
    const on = await chosen('Keys');
    await on.getByRole('button', { name: 'Start' }).press('Enter');
    const focused = (): Promise<unknown> => on.evaluate('document.activeElement.textContent');
    await expect(focused()).resolves.toMatch(/^In the last 2 weeks/);
    await on.keyboard.press('Tab');
    await on.keyboard.press('Space');
    await on.keyboard.press('Enter');
    await on.getByText('Question 2 of 11', { exact: true }).waitFor();
    await expect(focused()).resolves.toMatch(/^How did this problem begin/);
    await on.keyboard.press('Tab');
    await on.keyboard.press('ArrowDown');
    await on.keyboard.press('Enter');
    for (let step = 2; step < 11; step++) {
      await on.getByText(`Question ${step + 1} of 11`, { exact: true }).waitFor();
      await on.getByRole('button', { name: /^(Skip|Check answers)$/ }).press('Enter');
    }
    await expect(focused()).resolves.toBe('Check the answers');
    await on.getByRole('button', { name: 'Send', exact: true }).press('Enter');
    await on.getByRole('heading', { name: 'The answers were sent' }).waitFor();
    const [sent] = await responses(id, 'completed');
    expect(JSON.stringify(sent)).toMatch(/breathless-chest-pain.*under-2-weeks/);
    await on.close();
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing on any screen, phone and desk, %s',
    async (colorScheme) => {
      await patient(`Axe-${colorScheme}`);
      const sound = async (on: Page, where: string): Promise<void> => {
        expect([where, await violations(on), await overhang(on)]).toEqual([where, [], 0]);
      };
      for (const size of [PHONE, DESK]) {
        const start = await scene().page('/intake', { ...size, colorScheme });
        await start.getByText('Where is the chart?').waitFor();
        await sound(start, 'start');
        await start.close();
        const on = await chosen(`Axe-${colorScheme}`, { ...size, colorScheme });
        await sound(on, 'setup');
        if (size === PHONE) {
          await on.getByRole('button', { name: /^(Start|Continue)$/ }).click();
          await sound(on, 'question');
          await toReview(on);
        } else {
          await on.getByLabel('I am the clinician').check();
          await on.getByLabel('New breathlessness, chest pain or fainting').check();
          await on
            .getByRole('alert')
            .getByText(/^Emergency/)
            .waitFor();
          await sound(on, 'page');
          await on.getByRole('button', { name: 'Check answers' }).click();
        }
        await sound(on, 'review');
        await on.close();
      }
    },
  );
});
