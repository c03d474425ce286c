/** The built pages are served, need nothing inline and nothing from elsewhere, and give away no other file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { builtPage, createPages } from '#http/pages';
import { createReviewPages } from '#http/review-pages';
import type { Express } from 'express';
import { knowledge, ROOT } from '../knowledge.ts';

const dist = join(ROOT, 'web', 'dist');

function pages(sandbox = true): Express {
  return express()
    .use('/review/overrides', builtPage({ dist, sandbox }, join('overrides', 'index.html')))
    .use('/review', createReviewPages({ root: ROOT, knowledge, dist, sandbox }))
    .use(createPages({ dist, sandbox, intakeMayCall: ['https://fhir.example'] }));
}

const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name));

const PAGES = [
  '/',
  '/intake',
  '/review/overrides',
  '/review',
  '/review/restless-legs-syndrome',
  '/review/RF-04a',
];

describe('a page', () => {
  test.each(PAGES)('%s is there with every script and style it names', async (path) => {
    const page = await request(pages()).get(path);
    expect([page.status, page.type]).toEqual([200, 'text/html']);
    const named = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, to]) => String(to));
    expect(named.length).toBeGreaterThan(1);
    for (const to of named) expect([to, (await request(pages()).get(to)).status]).toEqual([to, 200]);
  });

  test.each(PAGES)('%s runs our scripts only, and none that is inline', async (path) => {
    const { headers, text } = await request(pages()).get(path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|https?:\/\//);
  });

  test('only the sandbox page may call any host, the intake those that were listed, and only the former is not there in production', async () => {
    const connect = async (path: string): Promise<string> =>
      /connect-src[^;]*/.exec(
        String((await request(pages()).get(path)).headers['content-security-policy']),
      )?.[0] ?? '';
    expect(await connect('/')).toBe("connect-src 'self' http: https:");
    expect(await connect('/intake')).toBe("connect-src 'self' https://fhir.example");
    expect(await connect('/review/overrides')).toBe("connect-src 'self'");
    expect(await connect('/review')).toBe("connect-src 'self'");
    expect((await request(pages(false)).get('/')).status).toBe(404);
    expect((await request(pages(false)).get('/intake')).status).toBe(200);
  });

  test('of a rule that does not exist is not found', async () => {
    expect((await request(pages()).get('/review/no-such-rule')).status).not.toBe(200);
  });

  test.each([
    '/assets/../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/index.html',
    '/assets/',
  ])('%s gives no file away', async (path) => {
    const response = await request(pages()).get(path);
    expect(response.text).not.toContain('"dependencies"');
    expect([403, 404]).toContain(response.status);
  });

  test('that was not built says how to build it', async () => {
    const { status, text } = await request(
      express().use(createPages({ dist: '/nowhere', sandbox: true, intakeMayCall: [] })),
    ).get('/');
    expect([status, text]).toEqual([503, expect.stringContaining('npm run build:web')]);
  });
});

describe('what a page costs', () => {
  const LIMIT = 300_000;
  /** Every script the page can come to load, however late. */
  function scriptsOf(html: string): readonly string[] {
    const found = new Set<string>();
    const queue = [...html.matchAll(/\/assets\/([\w.-]+\.js)/g)].map(([, name]) => String(name));
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (found.has(name)) continue;
      found.add(name);
      const code = readFileSync(join(dist, 'assets', name), 'utf8');
      queue.push(
        ...[...code.matchAll(/["'`](?:\.\/|assets\/)([\w.-]+\.js)["'`]/g)].map(([, to]) => String(to)),
      );
    }
    return [...found];
  }

  test.each(PAGES.slice(0, 4))('%s: all its script, compressed, is under 300 kB', async (path) => {
    const names = scriptsOf((await request(pages()).get(path)).text);
    const bytes = names
      .map((name) => gzipSync(readFileSync(join(dist, 'assets', name))).length)
      .reduce((sum, one) => sum + one, 0);
    expect(names.length).toBeGreaterThan(1);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(LIMIT);
  });

  test('scripts are sent compressed', async () => {
    const [name] = scriptsOf((await request(pages()).get('/')).text);
    const { headers } = await request(pages()).get(`/assets/${name}`).set('Accept-Encoding', 'gzip');
    expect([headers['content-encoding'], headers['cache-control']]).toEqual([
      'gzip',
      'public, max-age=31536000, immutable',
    ]);
  });
});

test('no script of ours sets HTML or evaluates text', () => {
  const sources = filesIn(join(ROOT, 'web'), /\.tsx?$/).filter((name) => !name.startsWith('dist'));
  expect(sources.length).toBeGreaterThan(5);
  for (const name of sources) {
    expect(readFileSync(join(ROOT, 'web', name), 'utf8')).not.toMatch(
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
    );
  }
});

test('what the workbench works with: the whole knowledge and every vignette of a rule', async () => {
  const { body } = await request(pages()).get('/review/data/knowledge.json');
  expect(body.hash).toBe(knowledge.hash);
  expect(body.causes).toHaveLength(28);
  const bank = await request(pages()).get('/review/data/bank.json');
  expect(bank.body.length).toBeGreaterThan(60);
  expect(gzipSync(JSON.stringify(body)).length).toBeLessThan(1_000_000);
});
