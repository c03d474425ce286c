/** Clinicians who read no code work with the rules in Chromium: find a cut-off and its basis, check a rule, sign it, print it. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { parse } from 'yaml';
import { causes, flagFolders, orderChecks, reliefs } from '#content';
import { rulesOf } from '#knowledge/folders';
import { overhang, Scene, violations } from './service.ts';

const RULES = rulesOf({ causes, flagFolders, reliefs, orderChecks });

jest.setTimeout(120_000);

const open: { scene?: Scene } = {};
function scene(): Scene {
  if (open.scene === undefined) throw new Error('not started');
  return open.scene;
}
beforeAll(async () => {
  open.scene = await Scene.open();
});
afterAll(async () => open.scene?.close());

async function search(on: Page, query: string): Promise<void> {
  await on.getByRole('searchbox').fill(query);
  await on.getByText(`“${query}”:`).waitFor();
}

/** Gives the page a knowledge that differs from the service's: nothing on disk is signed or changed. */
function changed(change: (text: string) => string) {
  return async (page: Page): Promise<void> => {
    await page.route('**/review/data/knowledge.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ contentType: 'application/json', body: change(await response.text()) });
    });
  };
}

const signedBy = (hash: string) => (text: string) =>
  JSON.stringify({
    ...(JSON.parse(text) as object),
    signatures: {
      gout: [{ name: 'Ada Example', role: 'Rheumatologist', date: '2026-03-01', hash, version: '0.1.0' }],
    },
  });

async function hashOf(on: Page): Promise<string> {
  return on.locator('header code.hash').innerText();
}

describe('finding', () => {
  test('every rule that uses ferritin, and what each cut-off is based on', async () => {
    const on = await scene().page('/review');
    await search(on, 'ferritin');
    const limits = on.locator('section', { has: on.getByRole('heading', { name: /^Limits and values/ }) });
    const first = limits.locator('li', { hasText: 'ferritin at most 75 ng/mL within 6 months' }).first();
    await expect(first.locator('blockquote').first().innerText()).resolves.toMatch(
      /Adults with ferritin at most 75 ng\/mL.*AASM guideline/s,
    );
    await expect(first.innerText()).resolves.toContain('lowIron: for, moderate');
    await first.getByRole('link', { name: /^reads ferritin at most 75/ }).click();
    await on.locator('#criterion-lowIron.sought').waitFor();
    expect(new URL(on.url()).pathname).toBe('/review/restless-legs-syndrome');
    await on.goBack();
    await on.getByRole('searchbox').waitFor();
    await on.close();
  });

  test.each([
    ['G25.81', 'Restless legs syndrome'],
    ['g2581', 'Restless legs syndrome'],
    ['2276-4', 'Restless legs syndrome'],
    ['32914008', 'Restless legs syndrome'],
  ])('the rules that read the code %s', async (code, rule) => {
    const on = await scene().page('/review');
    await search(on, code);
    const codes = on.locator('section', { has: on.getByRole('heading', { name: /^Codes/ }) });
    await codes.getByRole('link', { name: rule }).first().waitFor();
    await on.getByText('is among').first().waitFor();
    await on.close();
  });

  test('a drug by its own name, a source, and nothing', async () => {
    const on = await scene().page('/review');
    await search(on, 'mirtazapine');
    await on.getByRole('heading', { name: /^Drugs/ }).waitFor();
    await search(on, 'Winkelman');
    await on.getByRole('heading', { name: /^Sources/ }).waitFor();
    await on.getByRole('searchbox').fill('zzzz');
    await on.getByText('Nothing reads or says “zzzz”').waitFor();
    await on.close();
  });
});

describe('a rule', () => {
  test('is opened from a card at its source attributes', async () => {
    const on = await scene().page('/review/restless-legs-syndrome#source-attributes');
    await on.locator('#source-attributes.sought').waitFor();
    await expect(on.locator('#source-attributes li').count()).resolves.toBe(13);
    await on.close();
  });

  test('is opened at the sentence of a source', async () => {
    const on = await scene().page('/review/restless-legs-syndrome#irlssg-2014#1');
    await expect(on.locator('li.sought').innerText()).resolves.toContain('Urge to move the legs');
    await on.close();
  });

  test('of a red flag is opened by its letter', async () => {
    const on = await scene().page('/review/RF-04a');
    await on.getByRole('heading', { level: 2, name: 'Wounds that do not heal, discoloured skin' }).waitFor();
    await expect(on.locator('.sought h3').innerText()).resolves.toContain('RF-04a');
    await on.close();
  });

  test.each(['restless-legs-syndrome', 'rf-04-skin-and-wounds', 'magnesium', 'compression-order'])(
    'runs its patients in the page: %s',
    async (id) => {
      const on = await scene().page(`/review/${id}`);
      await on.getByText(/All \d+ come out as expected, run just now/).waitFor();
      await on.close();
    },
  );

  test('with another number says which patients come out otherwise', async () => {
    const on = await scene().page('/review/restless-legs-syndrome', {
      prepare: changed((text) => text.replaceAll('"is":"atMost","n":75}', '"is":"atMost","n":20}')),
    });
    await on.getByText(/\d+ of \d+ do not come out as expected/).waitFor();
    await on.getByText('✗ differs').first().waitFor();
    await on.close();
  });

  test('lists the codes that count and finds one among them', async () => {
    const on = await scene().page('/review/restless-legs-syndrome');
    await on.getByLabel('Find a code or a name in them').fill('g2581');
    await on.locator('.codes tbody tr', { hasText: 'G25.81' }).first().waitFor();
    await on.close();
  });
});

describe('signing', () => {
  test('gives a file with the content hash, and tells where it goes', async () => {
    const on = await scene().page('/review/gout');
    await on.getByLabel('Your name').fill('Ada "A" Example');
    await on.getByLabel('Your role').fill('Rheumatologist');
    await on.getByLabel('Date').fill('2026-03-01');
    await on.getByLabel(/Comment/).fill('Read: all\n- of it');
    const [file] = await Promise.all([
      on.waitForEvent('download'),
      on.getByRole('button', { name: 'Sign and download the file' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('signatures.yaml');
    expect(parse(readFileSync(await file.path(), 'utf8'))).toEqual([
      {
        name: 'Ada "A" Example',
        role: 'Rheumatologist',
        date: '2026-03-01',
        comment: 'Read: all\n- of it',
        hash: await hashOf(on),
        version: '0.1.0',
      },
    ]);
    await on.getByText('cds-hooks/differential/gout/signatures.yaml').waitFor();
    await on.close();
  });

  test('counts for the content that was read, and no longer when that has moved', async () => {
    const plain = await scene().page('/review/gout');
    const hash = await hashOf(plain);
    await plain.close();

    const signed = await scene().page('/review/gout', { prepare: changed(signedBy(hash)) });
    await signed.getByText('signed by Ada Example, Rheumatologist, 2026-03-01').first().waitFor();
    await expect(signed.locator('article header strong').innerText()).resolves.toBe('reviewed');
    await signed.close();

    const moved = await scene().page('/review/gout', {
      prepare: changed((text) => signedBy(hash)(text.replace('"name":"Gout"', '"name":"Gout, moved"'))),
    });
    await moved.getByText('the content has changed since: unsigned').first().waitFor();
    await expect(moved.locator('article header strong').innerText()).resolves.toBe('draft');
    await moved.getByRole('link', { name: 'All rules and search' }).click();
    await expect(moved.locator('tr', { hasText: 'Gout, moved' }).innerText()).resolves.toMatch(
      /draft\s.*unsigned/s,
    );
    await moved.close();
  });
});

describe('the matrix', () => {
  test('says a cell in words, moves by keyboard, and leads to the criterion', async () => {
    const on = await scene().page('/review#matrix');
    const first = on.locator('.matrix td a[tabindex="0"]');
    await first.focus();
    await on.keyboard.press('ArrowRight');
    const says = on.getByLabel('The cell in words');
    await expect(says.innerText()).resolves.toMatch(/speaks (?:for|against)/);
    await expect(on.locator('.matrix td a[tabindex="0"]').count()).resolves.toBe(1);
    await on.keyboard.press('ArrowDown');
    await on.keyboard.press('Enter');
    await on.locator('tr.sought').waitFor();
    await on.close();
  });

  test('narrows by finding and cause, and stands as text too', async () => {
    const on = await scene().page('/review#matrix');
    await on.getByLabel('Findings with').fill('ferritin');
    await on.getByText('Causes: all').click();
    await on.getByLabel('Restless legs syndrome', { exact: true }).check();
    await on.getByText(/^\d finding.*1 cause\./).waitFor();
    await on.getByLabel('Show as').selectOption('text');
    await on.getByText(/moderate: low iron for restless legs/).waitFor();
    await on.close();
  });
});

describe('on paper', () => {
  test('a rule leaves the buttons off and says what its findings mean', async () => {
    const on = await scene().page('/review/gout');
    await on.getByText(/come out as expected/).waitFor();
    await on.emulateMedia({ media: 'print' });
    await expect(on.getByRole('button', { name: 'Print this rule' }).isVisible()).resolves.toBe(false);
    await expect(on.locator('#sign-off').isVisible()).resolves.toBe(false);
    await expect(on.locator('.glossary dl').isVisible()).resolves.toBe(true);
    expect((await on.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
    await on.close();
  });

  test('all rules follow one another, each on a new sheet', async () => {
    const on = await scene().page('/review#print');
    await on.getByText(`Ready: ${RULES.length} rules.`).waitFor();
    await expect(on.locator('article.rule').count()).resolves.toBe(RULES.length);
    await on.emulateMedia({ media: 'print' });
    await expect(
      on.evaluate("getComputedStyle(document.querySelectorAll('article.rule')[1]).breakBefore"),
    ).resolves.toBe('page');
    await on.close();
  });
});

describe('for everybody', () => {
  test('the tools are a tab away and keep the rule', async () => {
    const on = await scene().page('/review/gout');
    await on.getByRole('navigation', { name: 'Review' }).getByRole('link', { name: 'Why not' }).click();
    await on.locator('main').getByText('Loading').waitFor({ state: 'detached' });
    expect(new URL(on.url()).pathname + new URL(on.url()).hash).toBe('/review/gout#why-not');
    await on.close();
  });

  test.each(
    [1440, 1024, 390].flatMap((width) =>
      ['/review', '/review/restless-legs-syndrome', '/review#matrix', '/review#print'].map(
        (path) => [path, width] as const,
      ),
    ),
  )('%s at %i px: axe finds nothing, nothing scrolls sideways', async (path, width) => {
    const on = await scene().page(path, {
      viewport: { width, height: 900 },
      // Every other width in the dark.
      colorScheme: width === 1024 ? 'dark' : 'light',
    });
    await on.getByRole('heading', { level: 2 }).first().waitFor();
    if (path === '/review/restless-legs-syndrome') await on.getByText('run just now').waitFor();
    // axe looks at each element's colours, and there are thousands alike: a part speaks for all.
    if (path === '/review#matrix') {
      await on.getByLabel('Findings with').fill('calf');
      await on.locator('.matrix td a').first().hover();
    }
    if (path === '/review#print') {
      for (const kind of ['causes', 'red flags', 'order checks']) await on.getByLabel(kind).uncheck();
      await on.getByText(`Ready: ${reliefs.length} rules.`).waitFor();
    }
    expect(await overhang(on)).toBeLessThanOrEqual(0);
    // What is printed is the rule pages' own parts, looked at above: one rule after the choice of kinds is enough.
    if (path === '/review#print') await on.getByLabel('relief measures').uncheck();
    expect(await violations(on)).toEqual([]);
    await on.close();
  });

  test('the search results as well', async () => {
    const on = await scene().page('/review', { colorScheme: 'dark' });
    await search(on, 'ferritin');
    expect(await violations(on)).toEqual([]);
    await on.close();
  });

  test('a failed load says so and can be tried again', async () => {
    const on = await scene().page('/review', {
      prepare: async (page) => {
        await page.route('**/knowledge.json', (route) => route.fulfill({ status: 503, body: '' }), {
          times: 2,
        });
      },
    });
    await on.getByText('The rules could not be loaded: the server answered 503').waitFor();
    await on.unrouteAll();
    await on.getByRole('button', { name: 'Try again' }).click();
    await on.getByRole('heading', { name: 'Causes (28)' }).waitFor();
    await on.close();
  });

  test('no script failed and no content was refused', () => {
    expect(scene().complaints.filter((one) => !/status of 503/.test(one))).toEqual([]);
  });
});
