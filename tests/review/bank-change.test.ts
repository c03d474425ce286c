/** Running the bank before and after a change: says of each patient what shifted, misses none, and an unchanged rule moves nobody. */
import { describe, expect, test } from '@jest/globals';
import { rulesOf } from '#knowledge/load';
import type { Knowledge } from '#reason/knowledge';
import { BankAfter, BankBefore, type BankPatient } from '#review/bank-change';
import { sayNumbers, withNumber, type Value } from '#review/numbers';
import { outcomeOf } from '#review/outcome';
import { VignetteRunner } from '#review/run';
import { sharedNumbers } from '#review/shared-numbers';
import { shiftsBetween, SILENT, standingOf } from '#review/standing';
import { AS_OF, bank } from '../../scripts/outcomes.ts';
import { knowledge, ROOT } from '../knowledge.ts';

const TOLD = ['restless-legs-syndrome', 'dopamine-agonist-for-rls', 'gout', 'electrolyte-disturbance'];
const patients: readonly BankPatient[] = bank(ROOT, knowledge)
  .filter(({ name }) => TOLD.includes(name) || name.startsWith('rf-15'))
  .flatMap(({ name, subject, vignettes }) =>
    vignettes.map((vignette) => ({ rule: name, vignette, ...(subject === undefined ? {} : { subject }) })),
  );
const before = new BankBefore(knowledge, patients, AS_OF);
while (!before.complete) before.step();

function after(changed: Knowledge, first: readonly string[] = []): BankAfter {
  const made = new BankAfter(before, changed, new Set(first));
  while (!made.complete) made.step();
  return made;
}

function changed(rule: string, criterion: string, old: Value, value: Value): Knowledge {
  const rules = rulesOf(knowledge);
  const number = rules
    .filter((one) => one.id === rule)
    .flatMap((one) => sayNumbers(one, knowledge.wording))
    .find((one) => one.path.startsWith(`criteria.${criterion}.`) && one.value === old);
  const home = sharedNumbers(ROOT, rules).find(({ at }) =>
    at.some((one) => one.rule === rule && one.path === number?.path),
  );
  if (home === undefined) throw new Error('no such number');
  return withNumber(knowledge, home.at, value);
}

test('the rules as they are move nobody, and all come out as expected', () => {
  // By their ids: a chart in a message would fill a screen a thousand times.
  expect(after({ ...knowledge }).affected.map((one) => one.patient.vignette.id)).toEqual([]);
  const unexpected = before.known.filter((one) => one.standing.unexpected.length > 0);
  expect(unexpected.map((one) => one.patient.vignette.id)).toEqual([]);
});

describe('ferritin at most 50 instead of 75', () => {
  const knowledgeAfter = changed('restless-legs-syndrome', 'lowIron', 75, 50);
  const { affected, done } = after(knowledgeAfter, ['dopamine-agonist-for-rls']);

  test('moves those between, in both rules that share it, and says whose expectation fails', () => {
    expect(done).toBe(patients.length);
    const ids = affected.map((one) => one.patient.vignette.id);
    expect(ids).toEqual(expect.arrayContaining(['rls-ferritin-75', 'rls-saturation-45']));
    expect(new Set(affected.map((one) => one.patient.rule))).toEqual(
      new Set(['dopamine-agonist-for-rls', 'restless-legs-syndrome']),
    );
    // The rules asked for come first.
    expect(affected[0]?.patient.rule).toBe('dopamine-agonist-for-rls');
    const one = affected.find(({ patient }) => patient.vignette.id === 'rls-ferritin-75');
    expect(one?.shifts).toContainEqual({
      kind: 'evidence',
      gone: ['Restless legs syndrome: for, lowIron'],
      come: [],
    });
    expect(one?.unexpectedBefore).toEqual([]);
    expect(one?.unexpected).toContain('criterion lowIron is not met (not met)');
  });

  test('is what running every patient from the beginning says', () => {
    const moved = new Set(affected.map((one) => one.patient.vignette.id));
    const missed: string[] = [];
    const [plain, other] = [new VignetteRunner(knowledge, AS_OF), new VignetteRunner(knowledgeAfter, AS_OF)];
    for (const patient of patients) {
      const [was, is] = [plain, other].map((runner) => outcomeOf(runner.run(patient.vignette)).join('\n'));
      if (was !== is && !moved.has(patient.vignette.id)) missed.push(patient.vignette.id);
    }
    expect(missed).toEqual([]);
  });
});

test('a weight can change the rank alone', () => {
  const { affected } = after(changed('restless-legs-syndrome', 'urge', 'strong', 'weak'));
  expect(affected.flatMap((one) => one.shifts.map((shift) => shift.kind))).toContain('rank');
});

test('a patient who cannot be run hides nobody else', () => {
  const [first, second] = patients;
  if (first === undefined || second === undefined) throw new Error('no patients');
  const broken = { ...first, vignette: { ...first.vignette, conditions: [{ icd: 'G25.81', ago: 'soon' }] } };
  const run = new BankBefore(knowledge, [broken, second], AS_OF);
  while (!run.complete) run.step();
  expect(run.known[0]?.standing.unexpected[0]).toMatch(/^could not be run: /);
  expect(run.known[1]?.standing.unexpected).toEqual([]);
});

test('shifts are the lines that went and came, by kind', () => {
  expect(
    shiftsBetween(
      { ...SILENT, rank: ['1. Gout', '2. Cramp'] },
      { ...SILENT, rank: ['1. Cramp'], flag: ['RF-09'] },
    ),
  ).toEqual([
    { kind: 'rank', gone: ['1. Gout', '2. Cramp'], come: ['1. Cramp'] },
    { kind: 'flag', gone: [], come: ['RF-09'] },
  ]);
  const [one] = patients;
  if (one === undefined) throw new Error('no patients');
  const run = new VignetteRunner(knowledge, AS_OF).run(one.vignette);
  expect(shiftsBetween(standingOf(run, one.vignette, one.subject), SILENT).length).toBeGreaterThan(2);
});
