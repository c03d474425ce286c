/** docs/operator.md against the code: every setting is explained, every command and link exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/settings.ts';
import { ROOT } from '../root.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const page = read('docs/operator.md');
const explained = new Set([...page.matchAll(/`([^`\n]+)`/g)].map(([, words]) => words));

test('every variable that the program reads is explained', () => {
  const variables = ['src/config.ts', 'src/main.ts'].flatMap((path) =>
    [...read(path).matchAll(/\benv\.([A-Z_]+)/g)].map(([, name = '']) => name),
  );
  expect(variables.length).toBeGreaterThan(8);
  expect(variables.filter((name) => !explained.has(name))).toEqual([]);
});

test('every member of the settings file is explained, with the default it has', () => {
  const { load, retention, repeat, ...others } = DEFAULT_SETTINGS;
  const members = [...Object.keys(others), 'corsOrigins', ...Object.keys(repeat)];
  expect(members.filter((name) => !explained.has(name))).toEqual([]);
  for (const [name, value] of Object.entries(load)) {
    expect(page).toMatch(new RegExp(`\\| \`load\\.${name}\` .*\\| ${value} +\\|`));
  }
  const { cards, feedback, access, comments } = retention;
  expect(page).toMatch(new RegExp(`\`retention\\.cards\`.*\\| ${cards}, ${feedback}, ${access} +\\|`));
  expect(page).toMatch(new RegExp(`\`retention\\.comments\`.*\\| ${comments} +\\|`));
});

test('every program it names is a script of the package', () => {
  const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
    read('package.json'),
  );
  const named = [...page.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('every file it links to or names exists', () => {
  const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => join('docs', path));
  const named = [...page.matchAll(/`(deploy\/[^`]+)`/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(3);
  expect([...links, ...named].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
