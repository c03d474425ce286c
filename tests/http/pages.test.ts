/** The pages are served, need nothing inline, and give away no other file; card text never becomes HTML. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import MarkdownIt from 'markdown-it';
import request from 'supertest';
import { createPages, vendorFiles } from '#http/pages';
import type { Express } from 'express';

const root = fileURLToPath(new URL('../..', import.meta.url));
const webDir = join(root, 'web');
const vendor = vendorFiles(join(root, 'node_modules'));

function pages(): Express {
  return express().use(createPages({ webDir, vendor }));
}

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));

describe('the pages', () => {
  test('the record is at /, and every script and style it names is there', async () => {
    const page = await request(pages()).get('/');
    expect([page.status, page.type]).toEqual([200, 'text/html']);
    const named = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => String(path));
    expect(named).toHaveLength(2);
    for (const path of named) expect((await request(pages()).get(path)).status).toBe(200);
  });

  test('every module a page imports is served as JavaScript', async () => {
    const scripts = filesIn(webDir, '.js');
    expect(scripts.length).toBeGreaterThan(5);
    for (const script of scripts) {
      const text = readFileSync(join(webDir, script), 'utf8');
      for (const [, specifier] of text.matchAll(/ from '([^']+)'/g)) {
        const { pathname } = new URL(String(specifier), `http://page.test/web/${script}`);
        const served = await request(pages()).get(pathname);
        expect([script, pathname, served.status, served.type]).toEqual([
          script,
          pathname,
          200,
          'text/javascript',
        ]);
      }
    }
  });

  test('nothing is inline: no script without src, no style, no handler, no address elsewhere', () => {
    const documents = filesIn(webDir, '.html');
    expect(documents).toContain('index.html');
    for (const name of documents) {
      const text = readFileSync(join(webDir, name), 'utf8');
      expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/);
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|https?:\/\//);
    }
  });

  test('no script of ours sets HTML, evaluates text or sets a style', () => {
    for (const name of filesIn(webDir, '.js')) {
      const text = readFileSync(join(webDir, name), 'utf8');
      expect(text).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
      );
      expect(text).not.toMatch(/\sstyle=/);
    }
  });

  test.each([
    '/web/../package.json',
    '/web/..%2fpackage.json',
    '/web/%2e%2e/package.json',
    '/web/..%5cpackage.json',
    '/vendor/../package.json',
    '/vendor/..%2f..%2fpackage.json',
    '/vendor/preact.js%2f..%2f..%2fpackage.json',
    '/vendor/package.json',
    '/vendor/',
    '/web/',
  ])('%s gives no file away', async (path) => {
    const response = await request(pages()).get(path);
    expect(response.text).not.toContain('"dependencies"');
    expect([403, 404]).toContain(response.status);
  });

  test('a path that is not a page falls through to the next router', async () => {
    const app = pages().use((_request, response) => void response.status(404).json({ next: true }));
    expect((await request(app).get('/nothing')).body).toEqual({ next: true });
  });
});

interface Element {
  readonly tag: string;
  readonly properties: Readonly<Record<string, unknown>> | null;
  readonly children: readonly (Element | string)[];
}

/** A module of the page, loaded as the browser would; it has no types. */
const pageModule = (name: string): Promise<Record<string, (...input: unknown[]) => unknown>> =>
  import(pathToFileURL(join(webDir, 'ehr', name)).href);

describe('the detail of a card', () => {
  async function rendered(text: string): Promise<string> {
    const { createMarkdown } = await pageModule('markdown.js');
    const { safeLink } = await pageModule('words.js');
    const h = (
      tag: string,
      properties: Element['properties'],
      ...children: Element['children']
    ): Element => ({
      tag,
      properties,
      children,
    });
    const markdown = createMarkdown?.(MarkdownIt, h, safeLink);
    return JSON.stringify(typeof markdown === 'function' ? markdown(text) : undefined);
  }

  test('is paragraphs, lists, tables and links', async () => {
    const shown = await rendered('**Fits** [a guideline](https://x.test/a)\n\n- one\n\n| a |\n|---|\n| b |');
    for (const tag of ['p', 'strong', 'ul', 'li', 'table', 'td']) expect(shown).toContain(`"tag":"${tag}"`);
    expect(shown).toContain('"href":"https://x.test/a","target":"_blank","rel":"noopener noreferrer"');
  });

  test.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    'before <b onclick="x()">bold</b> after',
    '![tracker](https://x.test/pixel.png)',
  ])('%s stays text or becomes a plain link', async (text) => {
    expect(await rendered(text)).not.toMatch(/"tag":"(?:img|script|b)"/);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '//elsewhere.test/', 'file:///etc/passwd'])(
    'a link to %s is not followed',
    async (target) => {
      expect(await rendered(`[press](${target})`)).not.toContain('"href"');
    },
  );
});

describe('prefetch templates on the page', () => {
  test('are filled from the context and the user; one without a value is left out', async () => {
    const { fillTemplate } = await pageModule('prefetch.js');
    const context = { userId: 'Practitioner/p-1', patientId: 'anna' };
    expect(fillTemplate?.('Observation?patient={{context.patientId}}&code=x|1', context)).toBe(
      'Observation?patient=anna&code=x|1',
    );
    expect(fillTemplate?.('Practitioner/{{userPractitionerId}}', context)).toBe('Practitioner/p-1');
    expect(fillTemplate?.('Encounter/{{context.encounterId}}', context)).toBeUndefined();
    expect(fillTemplate?.('Patient/{{userPatientId}}', context)).toBeUndefined();
  });

  test('a failed query is sent as an OperationOutcome, a read without a result as null', async () => {
    const { gatherPrefetch } = await pageModule('prefetch.js');
    const bundle = { resourceType: 'Bundle', type: 'searchset', total: 0 };
    const answers: Record<string, object> = {
      'Condition?patient=anna': { ok: true, status: 200, body: bundle },
      'Observation?patient=anna': { ok: false, status: 500, problem: 'no JSON' },
      'Encounter/gone': { ok: false, status: 404, body: { resourceType: 'OperationOutcome', issue: [] } },
    };
    const prefetch = await gatherPrefetch?.(
      {
        conditions: 'Condition?patient={{context.patientId}}',
        labs: 'Observation?patient={{context.patientId}}',
        encounter: 'Encounter/{{context.encounterId}}',
        user: 'Patient/{{userPatientId}}',
      },
      { userId: 'Practitioner/p-1', patientId: 'anna', encounterId: 'gone' },
      { search: (query: string) => Promise.resolve(answers[query]) },
    );
    expect(prefetch).toEqual({
      conditions: bundle,
      labs: expect.objectContaining({ resourceType: 'OperationOutcome' }),
      encounter: null,
    });
  });
});
