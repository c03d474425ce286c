/** The house: imports only go down, every file has a room, no room has vanished, doors have one keeper. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from './root.ts';

// From the cellar up. A room may import itself and anything on a lower floor; rooms of one floor do not import each other.
const FLOORS: readonly (readonly string[])[] = [
  ['clinical'],
  ['chart'],
  ['rules'],
  ['cds-hooks'],
  ['reason'],
  ['cards'],
  ['knowledge', 'errors', 'config'],
  ['fhir', 'review', 'ledger'],
  ['http'],
  ['main'],
];
// What lies outside the tower may use of it.
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  sandbox: [],
  // Pages carry the engine: pure rooms, and of knowledge and review what needs no Node.
  web: ['clinical', 'chart', 'rules', 'cds-hooks', 'reason', 'cards', 'knowledge', 'review'],
};
const FOLDER_OF: Readonly<Record<string, string>> = {
  clinical: 'src/clinical',
  chart: 'src/chart',
  rules: 'src/rules',
  'cds-hooks': 'cds-hooks',
  reason: 'src/reason',
  cards: 'src/cards',
  knowledge: 'src/knowledge',
  fhir: 'src/fhir',
  review: 'src/review',
  ledger: 'src/ledger',
  http: 'src/http',
  sandbox: 'sandbox',
  web: 'web',
};
const SINGLE: Readonly<Record<string, string>> = {
  'src/errors.ts': 'errors',
  'src/config.ts': 'config',
  'src/settings.ts': 'config',
  'src/settings-file.ts': 'config',
  'src/main.ts': 'main',
};
const ALIAS: readonly (readonly [RegExp, string])[] = [
  [/^#clinical\//, 'clinical'],
  [/^#chart(?:\/|$)/, 'chart'],
  [/^#rules(?:\/|$)/, 'rules'],
  [/^#(?:findings(?:\/.*)?|content|services|schemas\/.*)$/, 'cds-hooks'],
  [/^#reason\//, 'reason'],
  [/^#cards\//, 'cards'],
  [/^#fhir\//, 'fhir'],
  [/^#http\//, 'http'],
  [/^#review\//, 'review'],
  [/^#ledger\//, 'ledger'],
  [/^#knowledge\//, 'knowledge'],
  [/^#errors$/, 'errors'],
  [/^#config$/, 'config'],
];
// A door has one keeper: only this room imports the package.
const KEEPERS: Readonly<Record<string, readonly string[]>> = {
  'fhir-kit-client': ['fhir'],
  express: ['http', 'sandbox'],
  '@lhncbc/ucum-lhc': ['clinical'],
  pino: ['http', 'main'],
  pg: ['ledger'],
  '@electric-sql/pglite': ['ledger'],
  'proper-lockfile': ['ledger'],
  jose: ['http'],
  'prom-client': ['http'],
  'express-rate-limit': ['http'],
};
const PURE = new Set(['clinical', 'chart', 'rules', 'cds-hooks', 'reason', 'cards']);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'dist' ? [] : filesBelow(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function roomOf(path: string): string | undefined {
  const place = relative(ROOT, path).replaceAll('\\', '/');
  if (Object.hasOwn(SINGLE, place)) return SINGLE[place];
  return Object.entries(FOLDER_OF).find(([, folder]) => place.startsWith(`${folder}/`))?.[0];
}

const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

interface Import {
  readonly from: string;
  readonly specifier: string;
}

function importsOf(path: string): readonly Import[] {
  const text = readFileSync(path, 'utf8');
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map((match) => ({ from: path, specifier: match[1] ?? match[2] ?? match[3] ?? '' }));
}

function targetRoom({ from, specifier }: Import): string | undefined {
  if (specifier.startsWith('.')) return roomOf(join(dirname(from), specifier));
  return ALIAS.find(([pattern]) => pattern.test(specifier))?.[1];
}

/** The file behind an import of ours; undefined for packages and data. */
function pathOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const path = join(dirname(from), specifier);
    return /\.tsx?$/.test(path) ? path : undefined;
  }
  const imports = packageImports();
  const exact = imports[specifier];
  if (exact !== undefined) return exact.endsWith('.ts') ? join(ROOT, exact) : undefined;
  for (const [pattern, target] of Object.entries(imports)) {
    const stem = pattern.replace(/\*$/, '');
    if (pattern.endsWith('*') && specifier.startsWith(stem) && target.endsWith('.ts'))
      return join(ROOT, target.replace('*', specifier.slice(stem.length)));
  }
  return undefined;
}

const packageImports = (): Readonly<Record<string, string>> =>
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { imports: Record<string, string> })
    .imports;

const files = ['src', 'cds-hooks', 'sandbox', 'web'].flatMap((folder) => filesBelow(join(ROOT, folder)));

test('every room of the plan exists and has files', () => {
  for (const folder of Object.values(FOLDER_OF)) {
    expect(statSync(join(ROOT, folder)).isDirectory()).toBe(true);
    expect(files.some((file) => relative(ROOT, file).startsWith(`${folder}/`))).toBe(true);
  }
  for (const file of Object.keys(SINGLE)) expect(files).toContain(join(ROOT, file));
});

test('every file has a room', () => {
  expect(files.filter((file) => roomOf(file) === undefined).map((file) => relative(ROOT, file))).toEqual([]);
});

test('imports only go down', () => {
  const wrong: string[] = [];
  for (const one of files.flatMap(importsOf)) {
    const from = roomOf(one.from);
    const to = targetRoom(one);
    if (from === undefined || to === undefined || from === to) continue;
    const outside = OUTSIDE[from];
    const allowed =
      outside !== undefined
        ? outside.includes(to)
        : to in OUTSIDE
          ? from === 'main'
          : floorOf(to) < floorOf(from);
    if (!allowed) wrong.push(`${relative(ROOT, one.from)} (${from}) imports ${one.specifier} (${to})`);
  }
  expect(wrong).toEqual([]);
});

test('every import by name leads to a room', () => {
  const lost = files
    .flatMap(importsOf)
    .filter((one) => one.specifier.startsWith('#') && targetRoom(one) === undefined);
  expect(lost.map((one) => `${relative(ROOT, one.from)}: ${one.specifier}`)).toEqual([]);
});

test('a package behind a door is imported by its keeper only', () => {
  const wrong = files
    .flatMap(importsOf)
    .filter((one) => Object.hasOwn(KEEPERS, one.specifier))
    .filter((one) => KEEPERS[one.specifier]?.includes(roomOf(one.from) ?? '') !== true);
  expect(wrong.map((one) => `${relative(ROOT, one.from)}: ${one.specifier}`)).toEqual([]);
});

test('below knowledge nothing touches Node, the clock or the environment', () => {
  const wrong: string[] = [];
  for (const file of files.filter((one) => PURE.has(roomOf(one) ?? ''))) {
    const text = readFileSync(file, 'utf8');
    if (/from 'node:/.test(text)) wrong.push(`${relative(ROOT, file)} imports Node`);
    if (/\bDate\.now\(|new Date\(\)|\bprocess\.|\bperformance\./.test(text))
      wrong.push(`${relative(ROOT, file)} reads the clock or the process`);
  }
  expect(wrong).toEqual([]);
});

test('what a page carries of knowledge and review touches no Node', () => {
  const seen = new Set<string>();
  const queue = files.filter((file) => roomOf(file) === 'web');
  const wrong: string[] = [];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { specifier } of importsOf(file)) {
      if (specifier.startsWith('node:')) wrong.push(`${relative(ROOT, file)} imports ${specifier}`);
      const path = pathOf(file, specifier);
      if (path !== undefined) queue.push(path);
    }
  }
  expect(wrong).toEqual([]);
});

test('rules import only the rule language and the findings', () => {
  const wrong = files
    .filter((file) => file.endsWith('/rule.ts') && roomOf(file) === 'cds-hooks')
    .flatMap(importsOf)
    .filter((one) => one.specifier !== '#rules' && one.specifier !== '#findings');
  expect(wrong.map((one) => `${relative(ROOT, one.from)}: ${one.specifier}`)).toEqual([]);
});

test('only main and config read the environment', () => {
  const wrong = files.filter(
    (file) =>
      !['main', 'config'].includes(roomOf(file) ?? '') && /\bprocess\.env\b/.test(readFileSync(file, 'utf8')),
  );
  expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
});

test('every file opens with the sentence that says its subject', () => {
  const wrong = files.filter((file) => {
    const first = readFileSync(file, 'utf8').split('\n')[0] ?? '';
    return !/^(?:\/\*\*|\/\/) \S.*/.test(first);
  });
  expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
});

test('no file passes 400 lines', () => {
  const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401);
  expect(long.map((file) => relative(ROOT, file))).toEqual([]);
});
