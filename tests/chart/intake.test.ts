/** How long an answer lives, and what a tick, an empty box and "none" mean: DECISIONS row by row. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { answered, answeredPerLeg, counted, eitherLeg, hours, symptomaticLeg, type Expr } from '#rules';
import { ROOT } from '../knowledge.ts';
import { answer, chartOf, hoursAgo, intake, INTAKE, said, type Json } from './record.ts';

const saddle = answered('red-flags', 'saddle-numbness');
const burning = answered('quality', 'burning');
const urge = answered('urge', 'yes');
const worst = counted('impact.worst-pain').atLeast(7);

const given = (answers: Parameters<typeof intake>[0], more: Json = {}): ReturnType<typeof chartOf> =>
  chartOf([intake(answers, more)]);
const daysAgo = (days: number): string => hoursAgo(days * 24);

describe('which responses are read', () => {
  test.each([
    ['completed', 'met'],
    ['amended', 'met'],
    ['in-progress', 'not-recorded'],
    ['entered-in-error', 'not-recorded'],
    ['stopped', 'not-recorded'],
    [undefined, 'not-recorded'],
  ])('%s: %s', (status, expected) => {
    expect(said(urge, given({ urge: 'yes' }, { status }))).toBe(expected);
  });
  test.each([
    [INTAKE, 'met'],
    [`${INTAKE}|1.0.0`, 'met'],
    [`${INTAKE}|1.4.2`, 'met'],
    [`${INTAKE}|1`, 'met'],
    [`${INTAKE}|2.0.0`, 'not-recorded'],
    [`${INTAKE}|10.0.0`, 'not-recorded'],
    [`${INTAKE}|`, 'not-recorded'],
    [`${INTAKE}-other|1.0.0`, 'not-recorded'],
    ['https://other.example/Questionnaire/leg-pain-intake|1.0.0', 'not-recorded'],
    [undefined, 'not-recorded'],
    [7, 'not-recorded'],
  ])('questionnaire %s: %s', (questionnaire, expected) => {
    expect(said(urge, given({ urge: 'yes' }, { questionnaire }))).toBe(expected);
  });
  test('an intake that could not be read is named as such', () => {
    expect(said(urge, chartOf([], { failed: ['intake'] }))).toBe('fetch-failed');
  });
});

describe('several responses', () => {
  const older = intake({ urge: 'no', quality: ['burning'] }, { authored: daysAgo(20) });
  const newer = intake({ urge: 'yes' }, { authored: daysAgo(2) });
  test.each([
    ['newest first', [newer, older]],
    ['oldest first', [older, newer]],
  ])('the newest answer to each question counts (%s)', (_, responses) => {
    const chart = chartOf(responses);
    expect(said(urge, chart)).toBe('met');
    expect(said(burning, chart)).toBe('met');
    expect(chart.intake.get('quality')?.authored.text).toBe(daysAgo(20).slice(0, 10));
  });
  test('a question left blank in the newest response keeps its older answer', () => {
    const blank = intake({ urge: [] }, { authored: daysAgo(1) });
    expect(said(urge, chartOf([blank, newer]))).toBe('met');
  });
  test('ticks of two responses are never added up', () => {
    const first = intake({ quality: ['burning'] }, { authored: daysAgo(20) });
    const second = intake({ quality: ['cramp'] }, { authored: daysAgo(2) });
    expect(said(burning, chartOf([first, second]))).toBe('not-recorded');
  });
});

describe('acute items: red flags, onset, examination', () => {
  test.each([
    [0, 'met', undefined],
    [71, 'met', undefined],
    [73, 'met', 'confirm'],
    [13 * 24, 'met', 'confirm'],
    [15 * 24, 'too-old', undefined],
  ])('ticked %i hours ago: %s, %s', (age, expected, confirm) => {
    const authored = hoursAgo(age);
    const chart = given({ 'red-flags': ['saddle-numbness'] }, { authored });
    const one = answer(saddle, chart);
    expect(one.is === 'unknown' ? one.why : one.is).toBe(expected);
    expect(one.is === 'met' ? one.confirm : undefined).toBe(
      confirm === undefined ? undefined : authored.slice(0, 10),
    );
  });
  test.each([
    ['onset.when', 'under-48-hours'],
    ['onset.still-present', 'yes'],
    ['exam.pulses', 'both-absent'],
  ])('%s lives as long', (item, code) => {
    const expr = answered(item, code);
    const at = (age: number): string => {
      const one = answer(expr, given({ [item]: code }, { authored: hoursAgo(age) }));
      return one.is === 'met' ? (one.confirm === undefined ? 'fresh' : 'confirm') : one.is;
    };
    expect([at(71), at(73), at(13 * 24), at(15 * 24)]).toEqual(['fresh', 'confirm', 'confirm', 'unknown']);
  });
  test('a rule that asks for its own window has no grace', () => {
    const within = answered('exam.power', 'normal', { within: hours(24) });
    expect(said(within, given({ 'exam.power': 'normal' }, { authored: hoursAgo(23) }))).toBe('met');
    expect(said(within, given({ 'exam.power': 'normal' }, { authored: hoursAgo(25) }))).toBe('too-old');
  });
});

describe('pattern items', () => {
  test.each([
    [89, 'met'],
    [91, 'too-old'],
  ])('said %i days ago: %s', (age, expected) => {
    expect(said(burning, given({ quality: ['burning'] }, { authored: daysAgo(age) }))).toBe(expected);
    expect(said(urge, given({ urge: 'yes' }, { authored: daysAgo(age) }))).toBe(expected);
  });
  test('an old "no" is as old as an old "yes"', () => {
    expect(said(urge, given({ urge: 'no' }, { authored: daysAgo(91) }))).toBe('too-old');
    expect(said(urge, given({ urge: 'no' }, { authored: daysAgo(89) }))).toBe('not-met');
  });
});

describe('what a tick says, and what its absence does not', () => {
  test.each<[string, readonly string[], string]>([
    ['ticked', ['saddle-numbness'], 'met'],
    ['ticked beside others', ['fever', 'saddle-numbness'], 'met'],
    ['not ticked', ['fever'], 'not-recorded'],
    ['"none" alone', ['none'], 'not-met'],
    ['"none" beside another tick is ignored', ['none', 'fever'], 'not-recorded'],
    ['"none" beside the tick itself is ignored', ['none', 'saddle-numbness'], 'met'],
    ['unsure', ['unsure'], 'not-recorded'],
    ['"none" and unsure', ['none', 'unsure'], 'not-recorded'],
  ])('%s: %s is %s', (_, codes, expected) => {
    expect(said(saddle, given({ 'red-flags': codes }))).toBe(expected);
  });
  test('the conflict of "none" with a tick is shown', () => {
    const one = answer(saddle, given({ 'red-flags': ['none', 'saddle-numbness'] }));
    expect(one.evidence.map((evidence) => evidence.note)).toEqual(['"none" was ticked as well']);
  });
  test('"none" is met only when it stands alone', () => {
    const none = answered('red-flags', 'none', { within: hours(24) });
    expect(said(none, given({ 'red-flags': ['none'] }))).toBe('met');
    expect(said(none, given({ 'red-flags': ['none', 'fever'] }))).toBe('not-recorded');
  });
  test.each([
    [23, 'not-met'],
    [25, 'too-old'],
    [71, 'too-old'],
  ])('"none" of %i hours ago clears a red flag: %s', (age, expected) => {
    expect(said(saddle, given({ 'red-flags': ['none'] }, { authored: hoursAgo(age) }))).toBe(expected);
  });
  test('"none" dated by a day clears only if all of that day is within 24 hours', () => {
    expect(said(saddle, given({ 'red-flags': ['none'] }, { authored: '2026-03-12' }))).toBe('not-met');
    expect(said(saddle, given({ 'red-flags': ['none'] }, { authored: '2026-03-11' }))).toBe('too-old');
  });
  test.each([
    ['yes', 'met'],
    ['no', 'not-met'],
    ['unsure', 'not-recorded'],
  ])('a single question answered "%s": %s', (code, expected) => {
    expect(said(urge, given({ urge: code }))).toBe(expected);
  });
  test('every repeating question of the form is read as ticks, and no other', () => {
    interface Item {
      readonly linkId: string;
      readonly repeats?: boolean;
      readonly item?: readonly Item[];
      readonly answerOption?: readonly { readonly valueCoding: { readonly code: string } }[];
    }
    const form = JSON.parse(
      readFileSync(join(ROOT, 'cds-hooks', 'intake', 'questionnaire.json'), 'utf8'),
    ) as Item;
    const walk = (item: Item): readonly Item[] => [item, ...(item.item ?? []).flatMap(walk)];
    const wrong = walk(form).flatMap((item) => {
      const codes = (item.answerOption ?? [])
        .map((option) => option.valueCoding.code)
        .filter((code) => !['none', 'normal', 'no-pain', 'unsure', 'not-tested'].includes(code));
      const [ticked, other] = codes;
      if (ticked === undefined || other === undefined) return [];
      const got = said(answered(item.linkId, other, { life: 'pattern' }), given({ [item.linkId]: [ticked] }));
      return got === (item.repeats === true ? 'not-recorded' : 'not-met') ? [] : [item.linkId];
    });
    expect(wrong).toEqual([]);
  });
});

describe('the shapes of answers', () => {
  const shaped = (item: unknown, more: Json = {}): ReturnType<typeof chartOf> =>
    chartOf([intake({}, { item, ...more })]);
  test.each<[string, unknown]>([
    ['a coding', [{ linkId: 'urge', answer: [{ valueCoding: { code: 'yes' } }] }]],
    ['a boolean', [{ linkId: 'urge', answer: [{ valueBoolean: true }] }]],
    ['a string', [{ linkId: 'urge', answer: [{ valueString: 'Yes' }] }]],
    ['in a group', [{ linkId: 'page-1', item: [{ linkId: 'urge', answer: [{ valueBoolean: true }] }] }]],
    [
      'below an answer',
      [
        {
          linkId: 'site',
          answer: [
            { valueCoding: { code: 'calf' }, item: [{ linkId: 'urge', answer: [{ valueBoolean: true }] }] },
          ],
        },
      ],
    ],
    [
      'the item repeated',
      [
        { linkId: 'urge', answer: [] },
        { linkId: 'urge', answer: [{ valueBoolean: true }] },
      ],
    ],
  ])('%s', (_, item) => {
    expect(said(urge, shaped(item))).toBe('met');
  });
  test('ticks as repeated items are ticks of one question', () => {
    const chart = shaped([
      { linkId: 'quality', answer: [{ valueCoding: { code: 'burning' } }] },
      { linkId: 'quality', answer: [{ valueCoding: { code: 'cramp' } }] },
    ]);
    expect([said(burning, chart), said(answered('quality', 'cramp'), chart)]).toEqual(['met', 'met']);
  });
  test.each<[string, Json, string]>([
    ['an integer', { valueInteger: 8 }, 'met'],
    ['a decimal', { valueDecimal: 7.0 }, 'met'],
    ['a quantity', { valueQuantity: { value: 9 } }, 'met'],
    ['too few', { valueInteger: 6 }, 'not-met'],
    ['a negative one', { valueInteger: -1 }, 'unusable'],
    ['words', { valueString: 'eight' }, 'not-recorded'],
    ['a number as words', { valueInteger: '8' }, 'not-recorded'],
  ])('a number as %s: %s', (_, one, expected) => {
    expect(said(worst, shaped([{ linkId: 'impact.worst-pain', answer: [one] }]))).toBe(expected);
  });
  test('a thousand levels deep is read, not an overflow', () => {
    let item: Json = { linkId: 'urge', answer: [{ valueBoolean: true }] };
    for (let level = 0; level < 1000; level += 1) item = { linkId: 'g', item: [item] };
    expect(said(urge, shaped([item]))).toBe('met');
  });
  test.each<[string, unknown]>([
    ['no items', undefined],
    ['items that are none', [null, 7, 'x', []]],
    ['an answer without a value', [{ linkId: 'urge', answer: [{}] }]],
    ['an answer that is no list', [{ linkId: 'urge', answer: { valueBoolean: true } }]],
    ['an item without linkId', [{ answer: [{ valueBoolean: true }] }]],
  ])('%s: not recorded', (_, item) => {
    expect(said(urge, shaped(item))).toBe('not-recorded');
  });
  test.each<[string, Json, string]>([
    ['with the day the server stored it', { authored: undefined, meta: { lastUpdated: hoursAgo(2) } }, 'met'],
    ['with an old such day', { authored: undefined, meta: { lastUpdated: daysAgo(100) } }, 'too-old'],
    ['with no date at all', { authored: undefined }, 'not-recorded'],
    ['with a date in the future', { authored: '2026-09-01T00:00:00Z' }, 'not-recorded'],
    ['with an impossible date', { authored: '2026-02-30' }, 'not-recorded'],
  ])('a response %s: %s', (_, more, expected) => {
    expect(said(urge, given({ urge: 'yes' }, more))).toBe(expected);
  });
});

describe('answers per leg', () => {
  const absent = answeredPerLeg('exam.pulses', ['absent', 'both-absent']);
  const ofPainfulLeg: Expr = eitherLeg(absent);
  const legs = (answers: Parameters<typeof intake>[0]): string[] => {
    const chart = given(answers);
    return [said(absent, chart, 'left'), said(absent, chart, 'right'), said(ofPainfulLeg, chart)];
  };
  test.each<[string, Parameters<typeof intake>[0], readonly string[]]>([
    ['left only', { 'exam.pulses-left': 'absent' }, ['met', 'not-recorded', 'met']],
    [
      'left palpable, right absent',
      { 'exam.pulses-left': 'both-palpable', 'exam.pulses-right': 'absent' },
      ['not-met', 'met', 'met'],
    ],
    [
      'without a side, the right leg hurts',
      { 'side.which': 'right', 'exam.pulses': 'both-absent' },
      ['not-recorded', 'met', 'met'],
    ],
    ['without a side, no leg named', { 'exam.pulses': 'both-absent' }, ['met', 'met', 'met']],
    [
      'a palpable side does not deny the other',
      { 'exam.pulses-left': 'both-palpable' },
      ['not-met', 'not-recorded', 'not-recorded'],
    ],
  ])('%s', (_, answers, expected) => {
    expect(legs(answers)).toEqual(expected);
  });
  test.each<[string, Parameters<typeof intake>[0], string]>([
    ['one side palpable, the other not examined', { 'exam.pulses-left': 'both-palpable' }, 'not-recorded'],
    [
      'both sides palpable',
      { 'exam.pulses-left': 'both-palpable', 'exam.pulses-right': 'both-palpable' },
      'not-met',
    ],
    ['palpable, no side named', { 'exam.pulses': 'both-palpable' }, 'not-met'],
    ['one side absent', { 'exam.pulses-left': 'both-palpable', 'exam.pulses-right': 'absent' }, 'met'],
  ])('absent pulses in any leg: %s', (_, answers, expected) => {
    expect(said(absent, given(answers))).toBe(expected);
  });
  test('which leg hurts is known as long as a pattern is', () => {
    const which = (age: number): string[] => {
      const chart = given({ 'side.which': 'left' }, { authored: daysAgo(age) });
      return [said(symptomaticLeg, chart, 'left'), said(symptomaticLeg, chart, 'right')];
    };
    expect(which(10)).toEqual(['met', 'not-met']);
    // Last year's left leg says nothing of the right one tonight.
    expect(which(400)).toEqual(['not-recorded', 'not-recorded']);
  });
  test('a leg named before the newest answer on sides belongs to an earlier complaint', () => {
    const chart = chartOf([
      intake({ side: 'one-leg', 'side.which': 'left' }, { authored: daysAgo(60) }),
      intake({ side: 'one-leg' }, { authored: daysAgo(1) }),
    ]);
    expect(said(symptomaticLeg, chart, 'right')).toBe('not-recorded');
  });
  test('both legs hurt: neither is ruled out', () => {
    const chart = given({ side: 'both-unequal', 'side.which': 'left' });
    expect([said(symptomaticLeg, chart, 'left'), said(symptomaticLeg, chart, 'right')]).toEqual([
      'met',
      'met',
    ]);
  });
});
