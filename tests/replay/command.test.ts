/** The replay command: its arguments, its words and its exit codes; and the search for the commit of a knowledge. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { DatabaseAway, StoreRefused } from '#ledger/database';
import { loadKnowledge } from '#knowledge/load';
import { loadPatients } from '../../sandbox/patients.ts';
import { findKnowledge } from '../../scripts/find-knowledge.ts';
import { replayCommand } from '../../scripts/replay-command.ts';
import type { CommandDeps } from '../../scripts/replay-command.ts';
import { ROOT, knowledge } from '../knowledge.ts';
import { AS_OF, answerAndNote, callOn, fhirServer, openLedgerDatabase } from './scene.ts';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'nocturne-replay-'));
const database = await openLedgerDatabase();
const server = await fhirServer(loadPatients(join(ROOT, 'sandbox', 'patients'), AS_OF));
const RLS = 'rls-classic';
const [issued] = await answerAndNote(database, callOn(server.base, RLS));
const card = issued?.card.uuid ?? '';
const summary = issued?.card.summary ?? '';

afterAll(async () => {
  server.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(words: readonly string[], change: Partial<CommandDeps> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await replayCommand(words, {
    root: ROOT,
    env: { NOCTURNE_DATA: folder },
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    openDatabase: async () => ({ ...database, close: async () => undefined }),
    loadKnowledge: () => knowledge,
    ...change,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const asked = (...more: readonly string[]) => [
  '--card',
  card,
  '--fhir',
  server.base,
  '--patient',
  RLS,
  ...more,
];

describe('verdicts', () => {
  test('same ends with 0 and says of which record, without the text of the card', async () => {
    const { code, out, err } = await run(asked());
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n')[0]).toBe('same');
    expect(out).toContain(`issued ${AS_OF}, as of ${AS_OF}`);
    expect(out).toContain(`hash ${knowledge.hash}`);
    expect(out).not.toContain(summary);
    expect(out).not.toContain(RLS);
  });

  test('--show prints the card; the type before an id may be typed or not', async () => {
    const { code, out } = await run([
      '--card',
      card,
      '--fhir',
      server.base,
      '--patient',
      `Patient/${RLS}`,
      '--show',
    ]);
    expect(code).toBe(0);
    expect(out).toContain(summary);
  });

  test('different ends with 1 and names what differs', async () => {
    const before = await database.query<{ indicator: string; text_digest: string }>(
      'SELECT indicator, text_digest FROM card WHERE id = $1',
      [card],
    );
    await database.query("UPDATE card SET text_digest = 'sandbox:x', indicator = 'critical' WHERE id = $1", [
      card,
    ]);
    const { code, out } = await run(asked());
    const { indicator, text_digest } = before.rows[0] ?? { indicator: '', text_digest: '' };
    await database.query('UPDATE card SET text_digest = $2, indicator = $3 WHERE id = $1', [
      card,
      text_digest,
      indicator,
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/^different\n {2}indicator: was critical, now /);
    expect(out).not.toContain(summary);
  });

  test('another patient ends with 2 and is told nothing of the record', async () => {
    const { code, out } = await run(['--card', card, '--fhir', server.base, '--patient', 'fm-criteria-met']);
    expect([code, out]).toEqual([
      2,
      'not replayable: the card is not about this patient (or its hash key is not among the hashKeys).',
    ]);
  });

  test('other knowledge ends with 2 and names the commit, looked for before the card was issued', async () => {
    const searched: unknown[] = [];
    const { code, out } = await run(asked(), {
      loadKnowledge: () => ({ ...knowledge, hash: 'e'.repeat(64) }),
      findKnowledge: async (hash, { before }) => {
        searched.push([hash, before]);
        return { found: true, commit: 'c0ffee', date: '2026-03-01T00:00:00Z', subject: 'A change' };
      },
    });
    expect(code).toBe(2);
    expect(searched).toEqual([[knowledge.hash, AS_OF]]);
    expect(out).toContain('not replayable: it was made with other knowledge.');
    expect(out).toContain('check out commit c0ffee (2026-03-01T00:00:00Z) and replay there');
  });
});

describe('usage and settings end with 3 and one sentence', () => {
  test.each([
    [['--nonsense'], 'These arguments are not understood'],
    [[], '--card, --fhir and --patient are needed'],
    [['--card', 'secret', '--fhir', 'http://x.example', '--patient', 'p'], '--card must be a UUID'],
    [['--find-knowledge', 'secret'], '--find-knowledge must be 64 hexadecimal digits.'],
    [['--find-knowledge', 'a'.repeat(64), '--commits', '0'], '--commits must be a whole number from 1.'],
    [['--find-knowledge', 'a'.repeat(64), '--before', 'secret'], '--before must be an instant'],
  ])('%j', async (words, sentence) => {
    const { code, out, err } = await run(words);
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain(sentence);
    expect(err).not.toContain('secret');
  });

  test.each([
    ['not a url', '--fhir must be an http(s) base URL'],
    ['http://user:secret@x.example/fhir', 'fhirServer must be an http(s) URL without credentials.'],
    ['http://x.example/fhir?secret=1', '--fhir must be an http(s) base URL'],
  ])('--fhir %s', async (fhir, sentence) => {
    const { code, err } = await run(['--card', card, '--fhir', fhir, '--patient', RLS]);
    expect(code).toBe(3);
    expect(err).toContain(sentence);
    expect(err).not.toContain('secret');
  });

  test('a file that is missing or no JSON is named by its option, never quoted', async () => {
    const path = join(folder, 'request.json');
    writeFileSync(path, '{"name": "Mrs Secret"');
    expect(await run(asked('--request', path))).toMatchObject({
      code: 3,
      err: 'The file of --request is not JSON.',
    });
    expect(await run(asked('--token-file', join(folder, 'none')))).toMatchObject({
      code: 3,
      err: 'The file of --token-file cannot be read.',
    });
  });

  test('a folder without a ledger is not made', async () => {
    const missing = join(folder, 'nothing-here');
    const { code, err } = await run(asked(), { env: { NOCTURNE_DATA: missing } });
    expect([code, err]).toEqual([
      3,
      `There is no ledger in ${missing}. Name its folder with NOCTURNE_DATA, or its database with DATABASE_URL.`,
    ]);
  });

  test('a folder held by the running service is said so; so is a database that is away', async () => {
    const held = await run(asked(), {
      openDatabase: () => Promise.reject(new StoreRefused('Another Nocturne uses the folder x.')),
    });
    expect(held.code).toBe(3);
    expect(held.err).toMatch(/^Another Nocturne uses the folder x\. .*stop the service first\.$/);
    const away = await run(asked(), { openDatabase: () => Promise.reject(new DatabaseAway()) });
    expect([away.code, away.err]).toEqual([3, 'The database does not answer; see DATABASE_URL.']);
  });

  test('the text of an unforeseen error stays inside', async () => {
    const { code, err } = await run(asked(), {
      openDatabase: () => Promise.reject(new TypeError('Mrs Secret')),
    });
    expect([code, err]).toEqual([3, 'Replay failed (TypeError).']);
  });
});

test('the token of the file is sent to the FHIR server and printed nowhere', async () => {
  const path = join(folder, 'token');
  writeFileSync(path, 'a-secret-token\n');
  const seen: (string | undefined)[] = [];
  server.server.prependListener('request', (request) => seen.push(request.headers.authorization));
  const { code, out, err } = await run(asked('--token-file', path));
  expect(code).toBe(0);
  expect(new Set(seen)).toEqual(new Set(['Bearer a-secret-token']));
  expect(out + err).not.toContain('a-secret-token');
});

test('--help names every option and ends with 0', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  for (const option of [
    '--card',
    '--fhir',
    '--patient',
    '--encounter',
    '--request',
    '--token-file',
    '--show',
  ]) {
    expect(out).toContain(option);
  }
});

describe('the commit of a knowledge', () => {
  const checkout = join(folder, 'checkout');
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-C', checkout, ...words], { encoding: 'utf8' }).trim();
  const commit = (version: string, at: string): string => {
    const path = join(checkout, 'package.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"version": "[^"]+"/, `"version": "${version}"`));
    git('add', '-A');
    execFileSync(
      'git',
      ['-C', checkout, '-c', 'user.name=t', '-c', 'user.email=t@t.example', 'commit', '-qm', version],
      {
        env: { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at },
      },
    );
    return git('rev-parse', 'HEAD');
  };

  test('is found by loading what each commit knew, those before the card first; another is not', async () => {
    for (const part of ['src', 'cds-hooks', 'valuesets', 'package.json', 'tsconfig.json']) {
      cpSync(join(ROOT, part), join(checkout, part), {
        recursive: true,
        filter: (path) => !path.startsWith(join(ROOT, 'valuesets', 'overlay')),
      });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
    execFileSync('git', ['init', '-q', checkout]);
    writeFileSync(join(checkout, '.gitignore'), 'node_modules\n');
    const first = commit('7.0.0', '2026-01-01T00:00:00Z');
    const hash = loadKnowledge(checkout).hash;
    commit('7.0.1', '2026-02-01T00:00:00Z');
    const said: string[] = [];
    const deps = { root: checkout, most: 10, say: (sentence: string) => void said.push(sentence) };
    const found = await findKnowledge(hash, { ...deps, before: '2026-01-15T00:00:00Z' });
    expect(found).toMatchObject({ found: true, commit: first, subject: '7.0.0' });
    expect(said).toHaveLength(1);
    expect(await findKnowledge('0'.repeat(64), { ...deps, most: 1 })).toMatchObject({
      found: false,
      reason: expect.stringContaining('none of 1 commits has this knowledge. 1 older ones were not'),
    });
  });

  test('is not looked for outside a git checkout', async () => {
    const bare = mkdtempSync(join(folder, 'bare-'));
    expect(await findKnowledge('0'.repeat(64), { root: bare, most: 1, say: () => undefined })).toMatchObject({
      found: false,
      reason: expect.stringContaining('no git checkout'),
    });
  });
});
