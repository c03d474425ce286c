/** One run of the overlay command against the fake terminology server, in a folder of its own, by a fixed clock. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect } from '@jest/globals';
import { loadValueSets } from '#knowledge/valuesets';
import { writeOverlay, type TxRun } from '../../scripts/tx-overlay.ts';
import { ROOT } from '../root.ts';
import { startFakeTx, type FakeTx } from './fake-tx.ts';

export const SHIPPED = join(ROOT, 'valuesets');
export const SNOMED = 'http://snomed.info/sct';
export const NOW = Date.parse('2026-03-12T22:40:00Z');
export const sets = loadValueSets(SHIPPED);

export interface Scene {
  readonly fake: FakeTx;
  readonly folder: string;
  readonly said: readonly string[];
  readonly slept: readonly number[];
  run(more?: Partial<TxRun>, server?: Partial<TxRun['server']>): Promise<number>;
  /** Sets of a code with the overlay, and whether it says too little by itself. */
  marks(code: string): Record<string, boolean>;
  manifest(): Record<string, unknown>;
}

/** The first code of a set that is asked for. */
export function specific(set: string): string {
  const found = sets.sets.get(set)?.codes.find((one) => one.system === 'snomed' && !one.nonspecific);
  if (found === undefined) throw new Error(`${set} has no specific SNOMED CT code`);
  return found.code;
}

/** A fresh scene for each test of a file. */
export function useScene(): () => Scene {
  const top = mkdtempSync(join(tmpdir(), 'tx-'));
  const plainFetch = globalThis.fetch;
  let scene: Scene | undefined;
  beforeEach(async () => {
    // No network beyond the loopback, whatever the code under test believes.
    globalThis.fetch = (input, init) => {
      expect(String(input)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
      return plainFetch(input, init);
    };
    scene = sceneOf(await startFakeTx(), mkdtempSync(join(top, 'overlay-')));
  });
  afterEach(async () => {
    globalThis.fetch = plainFetch;
    await scene?.fake.close();
  });
  afterAll(() => rmSync(top, { recursive: true, force: true }));
  return () => {
    if (scene === undefined) throw new Error('a scene exists inside a test only');
    return scene;
  };
}

function sceneOf(fake: FakeTx, folder: string): Scene {
  const said: string[] = [];
  const slept: number[] = [];
  return {
    fake,
    folder,
    said,
    slept,
    run: (more = {}, server = {}) =>
      writeOverlay({
        server: {
          base: fake.base,
          headers: {},
          perRequestMs: 5000,
          until: NOW + 600_000,
          now: () => NOW,
          sleep: (ms) => {
            slept.push(ms);
            return Promise.resolve();
          },
          ...server,
        },
        from: SHIPPED,
        to: folder,
        check: false,
        rows: [],
        progress: (line) => said.push(line),
        say: (line) => said.push(line),
        ...more,
      }),
    marks: (code) =>
      Object.fromEntries(
        loadValueSets(SHIPPED, folder)
          .index.membership(SNOMED, code)
          .map((one) => [one.set, one.nonspecific]),
      ),
    manifest: () =>
      JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>,
  };
}
