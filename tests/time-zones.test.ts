/** The same answers wherever the server stands: dates and vignettes once more on the clocks of New York and Kolkata. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { ROOT } from './root.ts';

const run = promisify(execFile);
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
// Half an hour off the hour, and summer time: the two things that UTC never shows.
const ZONES = ['America/New_York', 'Asia/Kolkata'] as const;

interface Outcome {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly failed: readonly string[];
}

/** Runs a program on the clock of a zone and hands back what it printed, also when it failed. */
async function inZone(zone: string, args: readonly string[]): Promise<{ code: number; printed: string }> {
  const options = { cwd: ROOT, env: { ...process.env, TZ: zone }, maxBuffer: 64 * 1024 * 1024 };
  try {
    return { code: 0, printed: (await run(process.execPath, args, options)).stdout };
  } catch (error) {
    const { code, stdout } = error as { readonly code?: number; readonly stdout?: string };
    return { code: code ?? -1, printed: stdout ?? '' };
  }
}

async function testsIn(zone: string): Promise<Outcome & { readonly code: number }> {
  const { code, printed } = await inZone(zone, [
    '--experimental-vm-modules',
    JEST,
    'tests/clinical',
    'tests/vignettes/vignettes.test.ts',
    '--selectProjects',
    'node',
    '--runInBand',
    '--silent',
    '--json',
  ]);
  const start = printed.indexOf('{"');
  if (start < 0) throw new Error(`no result from the tests in ${zone}`);
  const report = JSON.parse(printed.slice(start)) as Outcome & {
    readonly testResults: readonly {
      readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
    }[];
  };
  const failed = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((one) => one.status === 'failed')
    .map((one) => one.fullName);
  const { numTotalTests, numPassedTests, numFailedTests } = report;
  return { code, numTotalTests, numPassedTests, numFailedTests, failed };
}

test('a zone reaches the program', async () => {
  const offsets = await Promise.all(
    ZONES.map(async (zone) => {
      const { printed } = await inZone(zone, ['-p', 'new Date(Date.UTC(2026, 6, 1)).getTimezoneOffset()']);
      return Number(printed);
    }),
  );
  expect(offsets).toEqual([240, -330]);
});

test('every test of dates and every vignette passes there too', async () => {
  const outcomes = await Promise.all(ZONES.map(testsIn));
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ code: 0, numFailedTests: 0, failed: [] });
    expect(outcome.numPassedTests).toBe(outcome.numTotalTests);
    expect(outcome.numTotalTests).toBeGreaterThan(600);
  }
  expect(new Set(outcomes.map((outcome) => outcome.numTotalTests)).size).toBe(1);
}, 400_000);
