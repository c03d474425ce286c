/** What people do across pages, as somebody new would: from a card to the questions and back, from a dismissal to the report. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Scene } from './service.ts';

jest.setTimeout(120_000);

const PHONE = { viewport: { width: 390, height: 844 } };
const open: { scene?: Scene } = {};
const scene = (): Scene => {
  if (open.scene === undefined) throw new Error('not started');
  return open.scene;
};
beforeAll(async () => {
  open.scene = await Scene.open();
});
afterAll(() => open.scene?.close());

const summaries = async (ehr: Page): Promise<readonly string[]> =>
  ehr.locator('article.card h3').allInnerTexts();

async function choose(ehr: Page, name: string): Promise<void> {
  await ehr.getByRole('button', { name }).first().click();
  await ehr.locator('article.card').first().waitFor();
}

describe('on a phone', () => {
  test('the link on a card opens its questions, and the answers change the cards', async () => {
    const ehr = await scene().page('/', PHONE);
    await choose(ehr, 'Beatrice Lund');
    const before = await summaries(ehr);
    const [intake] = await Promise.all([
      ehr.context().waitForEvent('page'),
      ehr
        .getByRole('button', { name: /^Ask the patient/ })
        .first()
        .click(),
    ]);
    await intake.getByRole('button', { name: 'Allow', exact: true }).click();
    await intake.getByText('Beatrice Lund').first().waitFor();
    await intake.getByLabel('I am the patient').check();
    await intake.getByLabel(/^Short/).check();
    await intake.getByRole('button', { name: 'Start' }).click();
    await intake.getByText(/^Question 1 of/).waitFor();
    await intake.getByLabel('Leg suddenly cold, pale, blue or very painful').check();
    const end = intake.getByRole('heading', { name: 'Check the answers' });
    for (let step = 0; step < 40 && !(await end.isVisible()); step++) {
      await intake.getByRole('button', { name: /^(Next|Skip|Check answers)$/ }).click();
    }
    await intake.getByRole('button', { name: 'Send', exact: true }).click();
    await intake.getByRole('heading', { name: 'The answers were sent' }).waitFor();
    expect(intake.url()).toBe(`${scene().base}/intake`);
    await intake.close();

    await ehr.getByRole('button', { name: 'Ask again' }).click();
    await ehr.locator('article.card', { hasText: 'Critical' }).first().waitFor();
    expect(await summaries(ehr)).not.toEqual(before);
    await ehr.close();
  });
});

describe('a dismissal', () => {
  test('in the chart is found in the override report with its reason', async () => {
    const ehr = await scene().page('/');
    await choose(ehr, 'Walter Boone');
    const card = ehr.locator('article.card').first();
    await card.getByRole('button', { name: /Dismiss/ }).click();
    await card.getByLabel('Why is this card dismissed?').selectOption({ label: 'Already done' });
    await card.getByRole('button', { name: 'Dismiss card' }).click();
    await ehr.getByText(/Feedback sent/).waitFor();
    await ehr.getByRole('link', { name: 'Overrides' }).click();
    await ehr.getByRole('heading', { name: 'What became of the cards' }).waitFor();
    const reasons = ehr.locator('section', { hasText: 'Why cards were dismissed' });
    // Records are written after the answer, and the database may still be opening.
    for (let tries = 0; tries < 50 && !(await reasons.isVisible()); tries++) {
      await ehr
        .getByRole('button', { name: /^(Load|Try) again$/ })
        .first()
        .click();
      await ehr.getByText('Loading').waitFor({ state: 'detached' });
    }
    await expect(reasons.innerText()).resolves.toMatch(/Already done\s*1/);
    await ehr.close();
  });
});

test('no script failed and no content was refused', () => {
  expect(scene().complaints.filter((one) => !/status of 503/.test(one))).toEqual([]);
});
