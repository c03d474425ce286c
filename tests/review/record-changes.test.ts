/** A patient that is changed in a tool comes out as one whose record says so. */
import { describe, expect, test } from '@jest/globals';
import { resultOf } from '#review/additions';
import { differenceOf, isSame } from '#review/run-difference';
import { linesOf } from '#review/record-lines';
import { limitedMeasures, inUnit, readingsOf, readingKey } from '#review/measure-limits';
import { outcomeOf } from '#review/outcome';
import { recordOf, runRecord } from '#review/patient-record';
import { changeAll, changed, type Change } from '#review/record-changes';
import { AS_OF, knowledge } from '../knowledge.ts';
import { book, files, item, patient, runner, tierIn } from './tools.ts';

const PAD = 'peripheral-artery-disease';

test('a patient of the bank comes out of its record as out of the vignette', () => {
  for (const vignette of files.slice(0, 12).flatMap((file) => file.vignettes)) {
    expect(outcomeOf(runRecord(runner, recordOf(vignette, AS_OF)))).toEqual(outcomeOf(runner.run(vignette)));
  }
});

describe('a result', () => {
  const record = patient('pad-toes-above-070');
  const [left] = linesOf(record, knowledge.codes).results;
  const to = (value: number): Change => ({ kind: 'value', reference: left?.reference ?? '', value });

  test('moved over a limit moves the tier, and the record before stays as it was', () => {
    expect(tierIn(record, PAD)).toBe('unlikely');
    expect(tierIn(record, PAD, to(0.4))).not.toBe('unlikely');
    expect(tierIn(record, PAD)).toBe('unlikely');
  });

  test('left out is unknown, and comes back', () => {
    const reference = left?.reference ?? '';
    const without = changed(record, { kind: 'leave-out', reference, out: true });
    expect(tierIn(without, PAD)).not.toBe('unlikely');
    expect(tierIn(without, PAD, { kind: 'leave-out', reference, out: false })).toBe('unlikely');
  });

  test('grows too old with the day', () => {
    expect(tierIn(record, PAD, { kind: 'as-of', asOf: '2036-03-12T22:40:00Z' })).not.toBe('unlikely');
  });

  test('that is added counts', () => {
    const measure = limitedMeasures(knowledge).find(
      (one) => one.measure.id === 'ankle-brachial-index',
    )?.measure;
    if (measure === undefined) throw new Error('no ankle-brachial index');
    const resource = resultOf(measure, 0.5, record.asOf, book, { side: 'left' });
    expect(tierIn(record, PAD, { kind: 'add', resource })).toBe('established');
  });

  test('is said with its limits in its own unit', () => {
    const measures = limitedMeasures(knowledge);
    const { chart } = runRecord(runner, record);
    const known = readingsOf(measures, chart).get(readingKey(left?.reference ?? '', left?.name ?? '', 0.71));
    expect(known?.limits).toContain(0.7);
    const ferritin = measures.find((one) => one.measure.id === 'ferritin')?.measure;
    if (ferritin === undefined) throw new Error('no ferritin');
    expect(inUnit(75, 'ug/L', ferritin, knowledge.units)).toBe(75);
    expect(inUnit(75, 'mm[Hg]', ferritin, knowledge.units)).toBeUndefined();
  });
});

test('an answer is given today: older ones of the same question are gone', () => {
  const record = patient('rls-classic');
  const urge = (code: string): Change => ({ kind: 'answer', item: item('urge'), answer: [code] });
  expect(tierIn(record, 'restless-legs-syndrome')).toBe('probable');
  expect(tierIn(record, 'restless-legs-syndrome', urge('no'))).toBe('unlikely');
  const later: Change = { kind: 'as-of', asOf: '2026-05-12T22:40:00Z' };
  const again = runRecord(runner, changeAll(record, [later, urge('no')])).chart.intake.get('urge');
  expect([...(again?.codes ?? [])]).toEqual(['no']);
  expect(again?.authored.text).toBe('2026-05-12');
  const cleared = changeAll(record, [{ kind: 'answer', item: item('urge'), answer: undefined }]);
  expect(runRecord(runner, cleared).chart.intake.has('urge')).toBe(false);
});

test('a diagnosis is taken back, ended, or refuted', () => {
  const record = patient('pad-background-cramp');
  const reference =
    linesOf(record, knowledge.codes).conditions.find((one) => /claudication/i.test(one.label))?.reference ??
    '';
  expect(tierIn(record, PAD)).toBe('established');
  expect(tierIn(record, PAD, { kind: 'leave-out', reference, out: true })).not.toBe('established');
  expect(tierIn(record, PAD, { kind: 'standing', reference, standing: 'refuted' })).not.toBe('established');
  expect(tierIn(record, PAD, { kind: 'standing', reference, standing: 'active' })).toBe('established');
});

test('age and sex are the ones chosen', () => {
  const record = changeAll(patient('rls-classic'), [
    { kind: 'age', years: 33 },
    { kind: 'sex', sex: 'male' },
  ]);
  expect(linesOf(record, knowledge.codes)).toMatchObject({ age: 33, sex: 'male' });
  const child = runRecord(runner, changed(record, { kind: 'age', years: 12 }));
  expect(child.reasoning.child).toBe(true);
});

test('two runs differ in places, tiers, flags and cards, and a run not from itself', () => {
  const record = patient('rls-classic');
  const before = runRecord(runner, record);
  const after = runRecord(
    runner,
    changed(record, { kind: 'answer', item: item('red-flags'), answer: ['saddle-numbness'] }),
  );
  const difference = differenceOf(before, after);
  expect(difference.flags.raised.join()).toContain('emergency');
  expect(difference.urgency).toEqual({ before: 'routine', after: 'emergency' });
  expect(difference.moved.get('cauda-equina-syndrome')).toMatchObject({ way: 'up' });
  expect(difference.cards.added.length).toBeGreaterThan(0);
  expect(isSame(differenceOf(before, before))).toBe(true);
});
