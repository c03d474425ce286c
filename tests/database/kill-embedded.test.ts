/** Kill -9 of a process with the embedded database, and two processes on one folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { post, runCopy, startCopy } from './copy.ts';
import { expectNothingLost } from './killing.ts';

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'nocturne-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('ten kills in the middle of feedback lose nothing and double nothing', async () => {
  await expectNothingLost({ NOCTURNE_DATA: join(folder, 'killed') });
});

async function untilOpen(base: string): Promise<void> {
  const told = {
    feedback: [{ card: 'c1', outcome: 'overridden', outcomeTimestamp: '2026-03-12T22:40:00Z' }],
  };
  const url = `${base}/cds-services/leg-pain-patient-view/feedback`;
  while ((await post(url, told)).status === 503) await setTimeout(100);
}

test('a second process on the same folder stops and says what to do', async () => {
  const env = { NOCTURNE_DATA: join(folder, 'held') };
  const first = await startCopy(env);
  await untilOpen(first.base);
  const second = await runCopy(env);
  expect(second.code).toBe(1);
  expect(second.said).toContain(
    `Another Nocturne uses the folder ${env.NOCTURNE_DATA}. Stop it, give this one a folder of its own with NOCTURNE_DATA, or let both use PostgreSQL with DATABASE_URL.`,
  );
  expect(second.said).not.toMatch(/\n\s+at /);
  expect(await first.stop()).toBe(0);
});
