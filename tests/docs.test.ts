/** The guides and the README: every command in them is run here or says why it is not, and every link leads somewhere. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { knowledge } from './knowledge.ts';
import { ROOT } from './root.ts';

jest.setTimeout(180_000);

const GUIDES = readdirSync(join(ROOT, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', ...GUIDES];
const TRIED = ['README.md', ...GUIDES];
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

interface Block {
  readonly page: string;
  /** What stands behind `sh`: nothing, or `no-run: reason`. */
  readonly mark: string;
  readonly text: string;
}

const blocks: readonly Block[] = TRIED.flatMap((page) =>
  [...read(page).matchAll(/^```sh\b[ ]*(.*)\n([\s\S]*?)^```$/gm)].map(([, mark = '', text = '']) => ({
    page,
    mark,
    text,
  })),
);
/** What stands in several pages is run once. */
const run = [...new Set(blocks.filter(({ mark }) => mark === '').map(({ text }) => text))];

// On a machine with Node alone there may be no curl; what needs Docker or PostgreSQL is marked in the page.
const hasCurl = spawnSync('curl', ['--version']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'nocturne-docs-'));
const npmFolder = join(folder, 'npm');
const work = join(folder, 'work');
const env = { ...process.env, NODE_OPTIONS: '', NOCTURNE_DATA: join(folder, 'data'), CURL_HOME: folder };

// Installing is tried as far as it tells whether lock and package.json agree; the service is started once, below.
const PRELUDE = `
npm() {
  case "$*" in
    ci) (cd "$NPM_FOLDER" && command npm ci --dry-run --offline --ignore-scripts --no-audit --no-fund) ;;
    start) curl -s "$BASE/healthz" ;;
    test) ;;
    *) (cd "$PROJECT" && command npm "$@") ;;
  esac
}
`;

/** As `npm start` runs it, on a free port and at the clock of the examples. */
const service = {
  child: spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...env, PORT: '0', NOCTURNE_NOW: '2026-03-12T22:40:00Z', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Its own group: npm does not pass every signal on.
    detached: true,
  }),
  base: '',
};

beforeAll(async () => {
  mkdirSync(npmFolder);
  mkdirSync(work);
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(ROOT, name), join(npmFolder, name));
  // A status of 400 and more fails the command; without this curl is content with any answer.
  writeFileSync(join(folder, '.curlrc'), 'fail-with-body\nshow-error\n');
  service.base = await new Promise<string>((resolve, reject) => {
    service.child.stdout.on('data', (chunk) => {
      const base = /CDS Hooks\s+(http:\/\/\S+?)\/cds-services/.exec(String(chunk))?.[1];
      if (base !== undefined) resolve(base);
    });
    service.child.once('exit', () => reject(new Error('npm start ended')));
  });
  // The embedded database opens in the background; feedback and reports wait for it.
  for (let ready = false; !ready;) {
    const report = await fetch(`${service.base}/review/overrides?format=json`);
    await report.text();
    ready = report.ok;
  }
});

afterAll(async () => {
  if (service.child.exitCode === null && service.child.pid !== undefined) {
    process.kill(-service.child.pid, 'SIGTERM');
    await once(service.child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

describe('commands', () => {
  test.each(run.map((text) => [text.split('\n')[0] ?? '', text] as const))('%s', (_first, text) => {
    if (!hasCurl && text.includes('curl')) return;
    const script = PRELUDE + text.replaceAll('http://127.0.0.1:8080', service.base);
    const done = spawnSync('sh', ['-eu', '-c', script], {
      cwd: work,
      encoding: 'utf8',
      timeout: 150_000,
      env: { ...env, BASE: service.base, NPM_FOLDER: npmFolder, PROJECT: ROOT },
    });
    expect([done.status, done.status === 0 ? '' : done.stdout + done.stderr]).toEqual([0, '']);
  });

  test('that are not run here say why, and are these', () => {
    const marked = blocks.filter(({ mark }) => mark !== '');
    expect(marked.filter(({ mark }) => !/^no-run: \S+ \S+/.test(mark))).toEqual([]);
    expect(marked.map(({ page, mark }) => `${page} ${mark}`)).toEqual([
      'docs/integrator.md no-run: needs a HAPI server on port 8090',
      'docs/operator.md no-run: needs Docker',
      'docs/operator.md no-run: needs Docker',
      'docs/operator.md no-run: takes half an hour',
      'docs/reviewer.md no-run: takes minutes, .ci/run does it',
      'docs/reviewer.md no-run: needs a proposal file, and changes the rules',
    ]);
  });

  test('npm run names scripts that exist, wherever it stands', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = PAGES.flatMap((page) =>
      [...read(page).matchAll(/npm run (?:-s )?([a-z][a-z:]*)/g)].map(([, name = '']) => `${page} ${name}`),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((one) => !Object.hasOwn(scripts, one.split(' ')[1] ?? ''))).toEqual([]);
  });
});

describe('links', () => {
  const prose = (page: string): string => read(page).replaceAll(/^```[\s\S]*?^```$/gm, '');

  /** As GitHub makes them; a second heading of the same words would get a number. */
  function anchorsOf(page: string): ReadonlySet<string> {
    return new Set(
      [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
          .trim()
          .replaceAll(/\s/g, '-'),
      ),
    );
  }

  test.each(PAGES)('%s leads to files and headings that exist', (page) => {
    const dead = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, to = '']) => to)
      .filter((to) => !/^https?:/.test(to))
      .filter((to) => {
        const [path = '', anchor] = to.split('#');
        const file = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
        if (!existsSync(file)) return true;
        return anchor !== undefined && !anchorsOf(file.slice(ROOT.length)).has(anchor);
      });
    expect(dead).toEqual([]);
  });
});

describe('the integrator’s guide', () => {
  const guide = read('docs/integrator.md');
  const resources = new Set(knowledge.plan.map(({ resourceType }) => resourceType));

  test('names every prefetch key with its resource', () => {
    const rows = guide.split('\n').filter((line) => /^\| `/.test(line));
    const missing = knowledge.plan
      .filter(({ key }) => !/^labs-\d/.test(key) || key === 'labs-1')
      .filter(
        ({ key, resourceType }) =>
          !rows.some((row) => row.includes(`\`${key}\``) && row.includes(`\`${resourceType}\``)),
      );
    expect(missing.map(({ key }) => key)).toEqual([]);
  });

  test('asks for the scopes of what is read, and of nothing else', () => {
    const asked = [...guide.matchAll(/patient\/([A-Za-z]+)\.r/g)].map(([, name]) => String(name));
    // A prescription may only point to its drug.
    expect([...asked].sort()).toEqual([...resources, 'Medication'].sort());
  });
});
