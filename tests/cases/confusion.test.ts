/** The confusion matrix of first places over charts with known truth, and the aims it has to meet. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { urgencyRank, isLikely, type Candidate } from '#reason/candidates';
import { VignetteRunner, type VignetteRun } from '#review/run';
import type { Urgency } from '#rules';
import { CAUSES, readCases, type Case } from '../../scripts/case-file.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

interface Outcome {
  readonly one: Case;
  readonly run: VignetteRun;
  readonly listed: readonly Candidate[];
}

/** Missed on the record as it is; nothing may join them. */
const KNOWN_MISSES: Readonly<Record<string, readonly string[]>> = {};

const runner = new VignetteRunner(knowledge, AS_OF);
const form = join(ROOT, 'cds-hooks', 'intake', 'questionnaire.json');
const read = (file: string, withIntake: boolean): readonly Outcome[] =>
  readCases(join(ROOT, 'tests', 'cases', file), form).map((one) => {
    const { intake, ...chart } = one;
    const run = runner.run({
      ...chart,
      ...(withIntake && intake !== undefined ? { intake } : {}),
      expect: {},
    });
    return { one, run, listed: run.reasoning.candidates.filter((candidate) => isLikely(candidate.tier)) };
  });

const urgent = (urgency: Urgency): boolean => urgencyRank(urgency) >= urgencyRank('same-day');
const among = ({ one, listed }: Outcome, places: number): boolean =>
  listed
    .slice(0, places)
    .some(({ cause }) => [one.truth.cause, ...(one.truth.acceptable ?? [])].includes(cause.id as never));
const share = (list: readonly Outcome[], holds: (one: Outcome) => boolean): number =>
  list.filter(holds).length / list.length;

/** Rows are truths, columns what stood first; printed when the test fails, and by `npm run cases`. */
function matrixOf(outcomes: readonly Outcome[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const matrix = new Map<string, Map<string, number>>();
  for (const outcome of outcomes) {
    const row = matrix.get(outcome.one.truth.cause) ?? new Map<string, number>();
    matrix.set(outcome.one.truth.cause, row);
    const first = among(outcome, 1) ? outcome.one.truth.cause : (outcome.listed[0]?.cause.id ?? 'nothing');
    row.set(first, (row.get(first) ?? 0) + 1);
  }
  return matrix;
}

describe.each(['cases.yaml', 'all-causes.yaml', 'second-author.yaml'])('%s', (file) => {
  const outcomes = read(file, true);
  const complaints = outcomes.filter(({ one }) => one.truth.silent !== true);
  const named = complaints.filter(({ one }) => one.truth.cause !== 'none');
  const dangerous = complaints.filter(({ one }) => urgent(one.truth.urgency));
  const benign = complaints.filter(({ one }) => one.truth.urgency === 'routine');

  test('first place is right in at least 75 %, first three in at least 93 %', () => {
    expect(share(named, (one) => among(one, 1))).toBeGreaterThanOrEqual(0.75);
    expect(share(named, (one) => among(one, 3))).toBeGreaterThanOrEqual(0.93);
  });

  test('no cause is right in fewer than half of its cases', () => {
    const matrix = matrixOf(named);
    const poor = CAUSES.flatMap((cause) => {
      const row = matrix.get(cause) ?? new Map<string, number>();
      const all = [...row.values()].reduce((sum, n) => sum + n, 0);
      const right = row.get(cause) ?? 0;
      return all > 0 && right * 2 < all
        ? [`${cause}: ${[...row].map(([id, n]) => `${id} ${n}`).join(', ')}`]
        : [];
    });
    expect(poor).toEqual([]);
  });

  test('what must not be missed is raised, and few benign cases are', () => {
    const missed = dangerous.filter(({ run }) => !urgent(run.reasoning.urgency)).map(({ one }) => one.id);
    expect(missed).toEqual(KNOWN_MISSES[file] ?? []);
    expect(share(benign, ({ run }) => urgent(run.reasoning.urgency))).toBeLessThanOrEqual(0.1);
  });

  test('urgency is exact in at least 80 % and less safe in at most 5 %', () => {
    expect(
      share(complaints, ({ one, run }) => run.reasoning.urgency === one.truth.urgency),
    ).toBeGreaterThanOrEqual(0.8);
    expect(
      share(
        complaints,
        ({ one, run }) => urgencyRank(run.reasoning.urgency) < urgencyRank(one.truth.urgency),
      ),
    ).toBeLessThanOrEqual(0.05);
  });

  test('nobody without a leg complaint gets a card', () => {
    const talked = outcomes.filter(({ one, run }) => one.truth.silent === true && run.cards.length > 0);
    expect(talked.map(({ one }) => one.id)).toEqual([]);
  });

  test('no suggestion is on the never list of the true cause', () => {
    const never = new Map(
      knowledge.causes.map((cause) => [cause.id, new Set(cause.never.map((one) => one.id))]),
    );
    const wrong = complaints.flatMap(({ one, run }) =>
      run.reasoning.offered
        .filter((offered) => never.get(one.truth.cause)?.has(offered.order.id) === true)
        .map((offered) => `${one.id}: ${offered.order.id}`),
    );
    expect(wrong).toEqual([]);
  });

  test('without the intake form nothing is certain that the chart does not say', () => {
    const certain = read(file, false).flatMap(({ one, listed }) =>
      listed
        .filter(
          ({ cause, tier, explains, for: lines }) =>
            tier === 'established' &&
            explains === 'yes' &&
            // A diagnosis of these days is what the chart says, right or wrong.
            !lines.some((line) => line.criterion === 'recorded') &&
            ![one.truth.cause, ...(one.truth.acceptable ?? [])].includes(cause.id as never),
        )
        .map(({ cause }) => `${one.id}: ${cause.id}`),
    );
    expect(certain).toEqual([]);
  });
});
