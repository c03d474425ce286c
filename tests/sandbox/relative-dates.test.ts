/** Sandbox patients keep their age: dates relative to the clock are resolved when they are loaded. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadPatients } from '../../sandbox/patients.ts';
import { resolveRelativeDates } from '../../sandbox/relative-dates.ts';

describe('a relative date', () => {
  test.each([
    ['@asOf', '2024-03-31T22:30:15.250Z', '2024-03-31T22:30:15Z'],
    ['@asOf-2h', '2024-03-31T22:30:00Z', '2024-03-31T20:30:00Z'],
    ['@asOf-45min', '2024-03-31T22:30:00Z', '2024-03-31T21:45:00Z'],
    ['@asOf-1d', '2024-03-01T00:10:00Z', '2024-02-29T00:10:00Z'],
    ['@asOf-2w:date', '2024-03-14T22:00:00Z', '2024-02-29'],
    ['@asOf+3d:date', '2024-12-30T22:00:00Z', '2025-01-02'],
    ['@asOf-1mo:date', '2024-03-31T22:00:00Z', '2024-02-29'],
    ['@asOf-1mo:date', '2023-03-31T22:00:00Z', '2023-02-28'],
    ['@asOf+1mo:date', '2024-01-31T22:00:00Z', '2024-02-29'],
    ['@asOf-13mo:month', '2024-01-15T22:00:00Z', '2022-12'],
    ['@asOf-1y:date', '2024-02-29T12:00:00Z', '2023-02-28'],
    ['@asOf-52y:date', '2024-02-29T12:00:00Z', '1972-02-29'],
    ['@asOf-10y:year', '2024-06-01T00:00:00Z', '2014'],
    ['@asOf-0d:date', '2024-03-31T23:30:00-02:00', '2024-04-01'],
  ])('%s at %s is %s', (text, asOf, expected) => {
    expect(resolveRelativeDates(text, asOf)).toBe(expected);
  });

  test('is found at any depth, and everything else is left as it was', () => {
    const resource = {
      id: 'x',
      n: 3,
      on: true,
      none: null,
      note: 'see @asOf',
      at: [{ when: '@asOf-1d:date' }],
    };
    expect(resolveRelativeDates(resource, '2024-03-02T00:00:00Z')).toEqual({
      ...resource,
      at: [{ when: '2024-03-01' }],
    });
  });

  test.each(['@asOf-30', '@asOf 30d', '@asOf-3m', '@asOf-1.5d', '@asOf:day', '@asOf-1d:date:year'])(
    '%s is refused rather than stored as text',
    (text) => {
      expect(() => resolveRelativeDates({ effectiveDateTime: text }, '2024-03-02T00:00:00Z')).toThrow(text);
    },
  );
});

describe('the patient folder', () => {
  const place = { folder: '' };
  beforeEach(() => {
    place.folder = mkdtempSync(join(tmpdir(), 'patients-'));
  });
  afterEach(() => rmSync(place.folder, { recursive: true }));
  const write = (name: string, content: unknown): void =>
    writeFileSync(join(place.folder, name), JSON.stringify(content));

  test('is read in the order of the file names, dates resolved, other files left alone', () => {
    const bundle = (id: string): object => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: { resourceType: 'Patient', id, birthDate: '@asOf-60y:date' } }],
    });
    write('b.json', bundle('second'));
    write('a.json', bundle('first'));
    writeFileSync(join(place.folder, 'notes.md'), 'not a patient');
    const resources = loadPatients(place.folder, '2026-03-01T22:00:00Z').map(
      ({ entry }) => entry?.[0]?.resource,
    );
    expect(resources).toEqual([
      { resourceType: 'Patient', id: 'first', birthDate: '1966-03-01' },
      { resourceType: 'Patient', id: 'second', birthDate: '1966-03-01' },
    ]);
  });

  test('a file that cannot be used stops the start with its name', () => {
    write('odd.json', { resourceType: 'Bundle', type: 'searchset', entry: [] });
    expect(() => loadPatients(place.folder, '2026-03-01T22:00:00Z')).toThrow('odd.json');
    write('odd.json', { resourceType: 'Bundle', type: 'collection', entry: [{ d: '@asOf-3m' }] });
    expect(() => loadPatients(place.folder, '2026-03-01T22:00:00Z')).toThrow('odd.json');
  });
});
