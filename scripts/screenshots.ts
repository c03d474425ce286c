/**
 * `npm run screenshots [-- NAME...]`: takes the README's pictures of the running pages into docs/images, at a fixed clock.
 * Needs Debian's Chromium and built pages. Look at each picture before you commit it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { madeUpReport } from '../tests/browser/made-up-report.ts';
import { Scene } from '../tests/browser/service.ts';

interface Shot {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  /** Before the page loads. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** What somebody does before the picture is taken; it waits for what shall be seen. */
  readonly steps: (page: Page) => Promise<unknown>;
}

/** Of WebP: text stays sharp, a page is some 50 kB. */
const QUALITY = 82;

/** Launches the intake from a made-up chart, as the EHR sandbox does, up to the patient's first question. */
async function openIntake(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  const response = await page.request.post(`${origin}/sandbox/smart/launch`, {
    data: { patient: 'sandbox-cramps', user: 'Practitioner/example' },
  });
  const { launch } = (await response.json()) as { readonly launch: string };
  const iss = encodeURIComponent(`${origin}/sandbox/fhir`);
  await page.goto(`${origin}/intake?iss=${iss}&launch=${launch}`);
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.getByLabel('I am the patient').check();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText(/^Question 1 of/).waitFor();
}

const SHOTS: readonly Shot[] = [
  {
    name: 'ehr',
    path: '/',
    width: 1440,
    height: 900,
    steps: async (page) => {
      await page.getByRole('button', { name: 'Desmond Achebe' }).first().click();
      await page.getByText('pattern of ischemic rest pain').first().waitFor();
    },
  },
  {
    name: 'intake-phone',
    path: '/intake',
    width: 390,
    height: 780,
    steps: openIntake,
  },
  {
    name: 'review-search',
    path: '/review',
    width: 1440,
    height: 900,
    steps: async (page) => {
      await page.getByRole('searchbox').fill('ferritin');
      await page.getByText('“ferritin”:').waitFor();
    },
  },
  {
    name: 'review-rule',
    path: '/review/restless-legs-syndrome',
    width: 1440,
    height: 900,
    steps: (page) => page.getByText('run just now').waitFor(),
  },
  {
    name: 'review-matrix',
    path: '/review#matrix',
    width: 1440,
    height: 900,
    dark: true,
    steps: (page) => page.locator('.matrix td a').first().hover(),
  },
  {
    name: 'review-try',
    path: '/review/restless-legs-syndrome#try',
    width: 1440,
    height: 900,
    steps: (page) => page.getByRole('heading', { name: 'Ranking' }).waitFor(),
  },
  {
    name: 'review-change',
    path: '/review/restless-legs-syndrome#change',
    width: 1440,
    height: 1100,
    steps: async (page) => {
      await page.getByLabel(/becomes$/).fill('50');
      await page.getByRole('button', { name: 'See who is affected' }).click();
      await page.locator('#change-propose').waitFor({ timeout: 120_000 });
    },
  },
  {
    // The figures are made up: a fresh service has none.
    name: 'overrides',
    path: '/review/overrides',
    width: 1440,
    height: 1100,
    prepare: async (page) => {
      await page.clock.setFixedTime('2026-03-12T22:40:00Z');
      await page.route(/\/review\/overrides\?/, (route) =>
        route.fulfill({ json: madeUpReport(new Date('2026-03-13T00:00:00Z')) }),
      );
    },
    steps: (page) => page.getByRole('heading', { name: 'By rule' }).waitFor(),
  },
];

/** WebP, which the browser can make and Playwright does not offer. */
async function webp(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  return Buffer.from(data, 'base64');
}

async function take(scene: Scene, shot: Shot, folder: string): Promise<void> {
  const page = await scene.page(shot.path, {
    viewport: { width: shot.width, height: shot.height },
    colorScheme: shot.dark === true ? 'dark' : 'light',
    ...(shot.prepare === undefined ? {} : { prepare: shot.prepare }),
  });
  try {
    await shot.steps(page);
    const picture = await webp(page);
    writeFileSync(join(folder, `${shot.name}.webp`), picture);
    console.log(`${shot.name}.webp  ${Math.round(picture.length / 1000)} kB`);
  } finally {
    await page.close();
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SHOTS.some((shot) => shot.name === name));
if (unknown.length > 0) {
  console.error(
    `No such picture: ${unknown.join(', ')}. There are: ${SHOTS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const folder = fileURLToPath(new URL('../docs/images', import.meta.url));
mkdirSync(folder, { recursive: true });
const scene = await Scene.open();
for (const shot of SHOTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  // One page that has changed must not cost the other pictures.
  await take(scene, shot, folder).catch((error: unknown) => {
    console.error(`${shot.name}: not taken. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
}
await scene.close();
