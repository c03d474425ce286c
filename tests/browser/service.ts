/** The service as `npm start` runs it and a Chromium before it: what every browser test starts with. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { ROOT } from '../root.ts';

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

/** A running service with a browser; whatever its pages complain of is kept. */
export class Scene {
  /** Errors and refused content on the console of any page. */
  readonly complaints: string[] = [];

  private constructor(
    readonly base: string,
    private readonly service: ChildProcess,
    private readonly browser: Browser,
    private readonly data: string,
  ) {}

  /** On a free port, at a fixed clock; waits until the service says where to look. */
  static async open(env: Readonly<Record<string, string>> = {}): Promise<Scene> {
    const data = mkdtempSync(join(tmpdir(), 'nocturne-browser-'));
    const service = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PORT: '0',
        NOCTURNE_NOW: '2026-03-12T22:40:00Z',
        LOG_LEVEL: 'silent',
        NOCTURNE_DATA: data,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: QUIET });
    for await (const chunk of service.stdout ?? []) {
      const found = /CDS Hooks\s+(http:\/\/\S+?)\/cds-services/.exec(String(chunk));
      if (found?.[1] !== undefined) return new Scene(found[1], service, browser, data);
    }
    throw new Error('the service did not start');
  }

  /** A page of its own context, so that tests share no storage. `prepare` runs before it loads. */
  async page(
    path: string,
    options: BrowserContextOptions & { readonly prepare?: (page: Page) => Promise<void> } = {},
  ): Promise<Page> {
    const { prepare, ...context } = options;
    // axe-core opens a second page in it.
    const own = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, ...context });
    const page = await own.newPage();
    // The browser may be closing already: then there is nothing left to close, and nobody to tell.
    page.on('close', () => void own.close().catch(() => undefined));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    await prepare?.(page);
    await page.goto(`${this.base}${path}`);
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    if (this.service.exitCode === null) {
      this.service.kill('SIGTERM');
      await once(this.service, 'exit');
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** What axe-core finds wrong with a page, each with the first element it is about. */
export async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map((one) => `${one.id}: ${one.help} (${String(one.nodes[0]?.target[0])})`);
}

/** How much wider than the window the page is: more than 0 scrolls sideways. */
export const overhang = (page: Page): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
