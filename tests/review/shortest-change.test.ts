/** Why not: the fewest changes are found, are true when they are made, and say what would be different. */
import { expect, test } from '@jest/globals';
import { tierRank } from '#reason/candidates';
import { runRecord } from '#review/patient-record';
import { shortestChanges, type Progress, type Question } from '#review/shortest-change';
import { knowledge } from '../knowledge.ts';
import { book, items, patient, runner, tierIn } from './tools.ts';

const searching = { knowledge, prepared: runner.reasoner.prepared, book, items };

function search(id: string, cause: string, atLeast: Question['atLeast']): Progress {
  let last: Progress | undefined;
  for (const progress of shortestChanges({ record: patient(id), cause, atLeast }, searching)) last = progress;
  if (last === undefined) throw new Error('nothing was tried');
  return last;
}

const saying = (progress: Progress): string =>
  progress.ways.flatMap((way) => way.changes.map((one) => one.says)).join('\n');

test('a value just beyond the limit, in words with the value now', () => {
  const found = search('pad-toes-above-070', 'peripheral-artery-disease', 'possible');
  expect(found.size).toBe(1);
  expect(saying(found)).toMatch(/toe-brachial index of the left leg were at most 0\.7 \(now 0\.71 left\)/);
});

test('one answer, before a diagnosis', () => {
  const found = search('pad-high-with-toe', 'restless-legs-syndrome', 'possible');
  expect(found.ways[0]?.changes[0]?.says).toMatch(/were answered “Yes” today \(now not answered\)$/);
  expect(found.ways.at(-1)?.changes[0]?.says).toContain('were recorded');
});

test('two together where one does not suffice', () => {
  const found = search('rls-classic', 'gout', 'possible');
  expect(found.size).toBe(2);
  expect(found.ways.every((way) => way.changes.length === 2)).toBe(true);
});

test('every way is true when it is made, for every cause of two patients', () => {
  let ways = 0;
  for (const id of ['rls-classic', 'pad-background-cramp']) {
    const record = patient(id);
    for (const { cause, tier } of runRecord(runner, record).reasoning.candidates) {
      for (const atLeast of ['possible', 'probable'] as const) {
        if (tierRank(tier) >= tierRank(atLeast)) continue;
        for (const way of search(id, cause.id, atLeast).ways) {
          ways += 1;
          const changes = way.changes.map((one) => one.change);
          expect([cause.id, tierIn(record, cause.id, ...changes)]).toEqual([cause.id, way.tier]);
          expect(tierRank(way.tier)).toBeGreaterThanOrEqual(tierRank(atLeast));
        }
      }
    }
  }
  expect(ways).toBeGreaterThan(100);
});

test('ends where nothing suffices, and tells how far it is', () => {
  const record = patient('rls-classic');
  let steps = 0;
  let last: Progress | undefined;
  for (const progress of shortestChanges({ record, cause: 'fibromyalgia', atLeast: 'probable' }, searching)) {
    steps += 1;
    expect(progress.done).toBeLessThanOrEqual(progress.of);
    last = progress;
  }
  expect(steps).toBeGreaterThan(50);
  expect(last?.ways).toEqual([]);
});
