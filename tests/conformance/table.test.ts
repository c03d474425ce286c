/** docs/conformance.md: no SHALL without a line, no line without a test that exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from '../root.ts';
import { SHARED, testShared } from '../shared.ts';

interface Line {
  readonly id: string;
  readonly file: string;
  readonly title: string;
}

const [, shall = '', own = ''] = readFileSync(join(ROOT, 'docs', 'conformance.md'), 'utf8').split(/^## /m);

function linesOf(section: string): readonly Line[] {
  return section
    .split('\n')
    .filter((line) => /^\| *(?!id|row|-)\S/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, id = '', , file = '', title = '']) => ({ id, file: file.replaceAll('`', ''), title }));
}

/** The title as a string of the source, however it is quoted. */
function holds(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`));
}

const required = linesOf(shall);
const chosen = linesOf(own);

testShared('every SHALL and SHALL NOT for a service has one line, and no other number has', () => {
  const rows = readFileSync(join(SHARED, 'cds-hooks', 'requirements-2.0.tsv'), 'utf8')
    .trim()
    .split('\n');
  const ids = rows
    .map((row) => row.split('\t'))
    .filter(([, level = '', actors = '']) => /^SHALL/.test(level) && actors.includes('Service'))
    .map(([id]) => id);
  expect(ids.length).toBe(73);
  expect(required.map(({ id }) => id)).toEqual(ids);
});

test('both tables were read', () => {
  expect(required.length).toBeGreaterThan(70);
  expect(chosen.length).toBeGreaterThan(40);
  expect(holds("test('a b', () => {})", 'a')).toBe(false);
});

describe.each([...new Set([...required, ...chosen].map(({ file }) => file))])('%s', (file) => {
  const lines = [...required, ...chosen].filter((line) => line.file === file);
  test('holds the tests that the page names', () => {
    if (file === 'not ours') {
      // Why stands in place of the title.
      expect(lines.filter(({ title }) => title.split(' ').length < 6)).toEqual([]);
      return;
    }
    const path = join(ROOT, file);
    expect(existsSync(path) ? '' : `${file} is missing`).toBe('');
    const source = readFileSync(path, 'utf8');
    expect(lines.filter(({ title }) => !holds(source, title))).toEqual([]);
  });
});
