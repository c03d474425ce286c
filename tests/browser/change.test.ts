/** A clinician asks in Chromium what another ferritin cut-off would do, sees who is affected, and proposes it; the file is then applied. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { RulesCopy } from '../scripts/rules-copy.ts';
import { overhang, Scene, violations } from './service.ts';

// The whole bank runs in the page, and this machine may be busy.
jest.setTimeout(300_000);
const RUN_MS = 240_000;

const open: { scene?: Scene } = {};
function scene(): Scene {
  if (open.scene === undefined) throw new Error('not started');
  return open.scene;
}
beforeAll(async () => {
  open.scene = await Scene.open();
});
afterAll(async () => open.scene?.close());

const value = (on: Page) => on.getByLabel(/becomes$/);
const run = (on: Page) => on.getByRole('button', { name: 'See who is affected' }).click();
const rows = (on: Page) => on.locator('table.affected tbody tr');

async function done(on: Page): Promise<void> {
  await on.getByRole('heading', { name: 'Propose it' }).waitFor({ timeout: RUN_MS });
}

test('from the search for ferritin to the affected patients, the proposal and the changed rule', async () => {
  const on = await scene().page('/review');
  await on.getByRole('searchbox').fill('ferritin');
  await on
    .getByRole('link', { name: /^reads ferritin at most 75 ng/ })
    .first()
    .click();
  // Once the page has scrolled there.
  await on
    .locator('#criterion-lowIron.sought')
    .getByRole('link', { name: /^What would another value do/ })
    .click();
  await on.getByRole('heading', { name: 'What would a change do?' }).waitFor({ timeout: RUN_MS });
  await value(on).waitFor({ timeout: RUN_MS });
  await expect(on.getByLabel('Number or weight').locator('option:checked').innerText()).resolves.toBe(
    'ferritin at most 75 ng/mL within 6 months',
  );
  await on.getByText('cds-hooks/findings/iron.ts').waitFor();
  await on.getByText('Other rules share it and change with it').waitFor();
  await on.locator('.home').getByRole('link', { name: 'Dopaminergic drug' }).waitFor();

  await value(on).fill('75');
  await run(on);
  await on.getByText('Not possible: it is 75 now').waitFor();
  await value(on).fill('fifty');
  await run(on);
  await on.getByText('Not possible: not a number').waitFor();

  await value(on).fill('50');
  await run(on);
  await on.getByRole('button', { name: 'Cancel' }).click();
  await on.getByText('Stopped.').waitFor();
  await run(on);
  await done(on);
  await expect(on.locator('.sum').innerText()).resolves.toMatch(
    /^\d+ of 2\d{3} patients come out otherwise; \d+ no longer as expected\.$/,
  );
  const row = rows(on).filter({ hasText: 'rls-ferritin-75' });
  await expect(row.innerText()).resolves.toMatch(
    /for, lowIron →\s+after:\s+nothing.*no longer as expected.*criterion lowIron is not met/s,
  );
  expect(await violations(on)).toEqual([]);

  const all = await rows(on).count();
  await on.getByRole('checkbox', { name: /only those no longer as expected/ }).check();
  const broken = await rows(on).count();
  expect(broken).toBeLessThan(all);
  await on.getByRole('combobox', { name: /Patients of/ }).selectOption({ label: 'Dopaminergic drug' });
  expect(await rows(on).count()).toBeLessThan(broken);
  await on.getByRole('checkbox', { name: /offers and advice changes/ }).uncheck();
  await on.getByText('No affected patient fits these filters.').waitFor();

  await on.getByLabel('Why').fill('The laboratory reports lower');
  await on.getByLabel('Your name').fill('Ada Example');
  const [file] = await Promise.all([
    on.waitForEvent('download'),
    on.getByRole('button', { name: 'Download the proposal' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('proposal-restless-legs-syndrome-lowIron.json');
  const text = readFileSync(await file.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    rule: 'restless-legs-syndrome',
    criterion: 'lowIron',
    field: 'limit.n',
    old: 75,
    new: 50,
    file: 'cds-hooks/findings/iron.ts',
    touches: ['restless-legs-syndrome', 'dopamine-agonist-for-rls'],
    reason: 'The laboratory reports lower',
    author: 'Ada Example',
  });

  const copy = new RulesCopy();
  try {
    expect(copy.propose(text).code).toBe(0);
    const { path } = JSON.parse(text) as { readonly path: string };
    expect(copy.numbers()[`restless-legs-syndrome ${path}`]).toBe(50);
  } finally {
    copy.remove();
  }

  await on.getByRole('combobox', { name: /Patients of/ }).selectOption('');
  await on.getByRole('checkbox', { name: /offers and advice changes/ }).check();
  await rows(on)
    .first()
    .getByRole('button', { name: /^Try this patient/ })
    .click();
  expect(new URL(on.url()).hash).toBe('#try');
  await on.close();
});

describe('for everybody', () => {
  test.each([
    [1440, 'light'],
    [1440, 'dark'],
    [1024, 'light'],
    [1024, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %i px in %s: axe finds nothing, nothing scrolls sideways', async (width, colorScheme) => {
    const on = await scene().page('/review/gout#change', { viewport: { width, height: 900 }, colorScheme });
    await value(on).waitFor();
    await on.getByLabel('Rule', { exact: true }).selectOption({ label: 'Restless legs syndrome' });
    await on.getByLabel('Number or weight').selectOption({ label: 'weight: moderate' });
    await value(on).selectOption('strong');
    await run(on);
    await on.getByRole('button', { name: 'Cancel' }).waitFor();
    expect(await violations(on)).toEqual([]);
    expect(await overhang(on)).toBeLessThanOrEqual(0);
    await on.close();
  });

  test('no script failed and no content was refused', () => {
    expect(scene().complaints).toEqual([]);
  });
});
