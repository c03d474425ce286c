/** The ankle-brachial index in every shape a record gives it: four LOINC codes, panels, body sites, local names, units, comparators. */
import { describe, expect, test } from '@jest/globals';
import { exam } from '#findings';
import { latest } from '#rules';
import { answer, chartOf, coding, LOINC, observation, quantity, said, SNOMED, type Json } from './record.ts';

const LOCAL = 'https://hospital.example/flowsheet';
const index = latest(exam.ankleBrachialIndex);
const LOW = index.atMost(0.9);

/** The answer per leg, left then right. */
const legs = (expr: typeof LOW, ...resources: readonly Json[]): string =>
  `${said(expr, chartOf(resources), 'left')}, ${said(expr, chartOf(resources), 'right')}`;
const local = (text: string, code = '1234'): Json => ({ ...coding(LOCAL, code), text });
const reading = (code: Json, n: number, more: Json = {}): Json =>
  observation(code, { ...quantity(n, '1'), ...more });
const part = (code: Json, n: number, unit = '1'): Json => ({ code, ...quantity(n, unit) });
const site = (text: string): Json => ({ bodySite: { text } });

const LEFT = 'met, not-recorded';
const RIGHT = 'not-recorded, met';
const BOTH = 'met, met';

describe('by its LOINC code', () => {
  test.each<[string, Json, string]>([
    ['77194-9', {}, BOTH],
    ['8579-5', {}, LEFT],
    ['8580-3', {}, RIGHT],
    ['8581-1', {}, BOTH],
    ['77194-9', site('Left lower limb'), LEFT],
    ['77194-9', site('Right leg'), RIGHT],
    ['8581-1', site('left ankle'), LEFT],
    ['8581-1', { bodySite: coding(SNOMED, '32153003', 'Left lower limb structure') }, LEFT],
    ['77194-9', { bodySite: coding(SNOMED, '62175007', 'Structure of right lower limb') }, RIGHT],
  ])('%s with %j: %s', (code, more, expected) => {
    expect(legs(LOW, reading(coding(LOINC, code), 0.7, more))).toBe(expected);
  });

  test('the side in a display or in a text', () => {
    expect(legs(LOW, reading(coding(LOINC, '77194-9', 'Ankle-brachial index, left'), 0.7))).toBe(LEFT);
    expect(legs(LOW, reading({ ...coding(LOINC, '77194-9'), text: 'ABI R' }, 0.7))).toBe(RIGHT);
  });

  test('the ratio of one vessel is no index of the leg', () => {
    const proper = latest(exam.ankleBrachialIndexProper).atMost(0.9);
    expect(legs(proper, reading(coding(LOINC, '77194-9', 'left'), 0.7))).toBe(LEFT);
    for (const code of ['8579-5', '8580-3', '8581-1'])
      expect(legs(proper, reading(coding(LOINC, code), 0.7))).toBe('not-recorded, not-recorded');
  });
});

describe('as a component of a panel', () => {
  const panel = (code: Json, components: readonly Json[], more: Json = {}): Json =>
    observation(code, { category: [coding(undefined, 'exam')], component: components, ...more });
  const SEVERE = index.below(0.4);
  const split = (left: Json, right: Json): readonly Json[] => [
    { code: left, ...quantity(0.38, '1') },
    { code: right, ...quantity(1.05, '1') },
  ];
  const shapes: readonly [string, Json, readonly Json[], Json][] = [
    ['LOINC sides', local('Vascular study'), split(coding(LOINC, '8579-5'), coding(LOINC, '8580-3')), {}],
    [
      'LOINC index, sides in words',
      local('Vascular study'),
      split(coding(LOINC, '77194-9', 'ABI left'), coding(LOINC, '77194-9', 'ABI right')),
      {},
    ],
    [
      'LOINC vessel, sides in words',
      local('Vascular study'),
      split({ ...coding(LOINC, '8581-1'), text: 'Left' }, { ...coding(LOINC, '8581-1'), text: 'Right' }),
      {},
    ],
    [
      'sides alone',
      coding(LOINC, '77194-9', 'Ankle-brachial index'),
      split({ text: 'Left' }, { text: 'Right' }),
      {},
    ],
    ['sides alone, local panel', local('ABI'), split({ text: 'Left' }, { text: 'Right' }), {}],
    ['local names', local('Vascular study'), split(local('ABI left', 'a'), local('ABI right', 'b')), {}],
    [
      'a body site that says both legs',
      local('Ankle brachial index'),
      split({ text: 'Left' }, { text: 'Right' }),
      site('both legs'),
    ],
  ];
  test.each(shapes)('%s', (_name, code, components, more) => {
    const whole = panel(code, components, more);
    expect(legs(SEVERE, whole)).toBe('met, not-met');
    expect(legs(index.between(1, 1.4), whole)).toBe('not-met, met');
  });

  test.each<[string, Json]>([
    ['8579-5', {}],
    ['77194-9', site('left leg')],
    ['8581-1', site('left leg')],
  ])('%s with %j on the whole is the left leg', (code, more) => {
    expect(legs(LOW, panel(local('Vascular study'), [part(coding(LOINC, code), 0.7)], more))).toBe(LEFT);
  });

  test('two vessels of one leg: the higher counts', () => {
    const vessels = [part(local('DP', 'd'), 0.35), part(local('PT', 'p'), 0.88)];
    expect(legs(SEVERE, panel(local('Ankle brachial index left'), vessels))).toBe('not-met, not-recorded');
    expect(legs(LOW, panel(local('Ankle brachial index'), vessels, site('left leg')))).toBe(LEFT);
  });
});

describe('by its name under a local code', () => {
  test.each<[string, Json, string]>([
    ['Ankle Brachial Index Left', {}, LEFT],
    ['ABPI (R)', {}, RIGHT],
    ['ABI left', {}, LEFT],
    ['Right ABI', {}, RIGHT],
    ['ABI, Rt', {}, RIGHT],
    ['L ABI', {}, LEFT],
    ['ABI', site('left leg'), LEFT],
    ['ABI', {}, BOTH],
    ['Resting ABI ratio', site('right foot'), RIGHT],
  ])('"%s" with %j: %s', (text, more, expected) => {
    const chart = chartOf([reading(local(text), 0.7, more)]);
    expect(`${said(LOW, chart, 'left')}, ${said(LOW, chart, 'right')}`).toBe(expected);
    expect(answer(LOW, chart).evidence[0]?.note).toBe('matched by name');
  });

  test('SNOMED CT 446841001, which we may not ship, is found by its words', () => {
    const words = 'Ankle brachial pressure index';
    expect(legs(LOW, reading(coding(SNOMED, '446841001', words), 0.7, site('left leg')))).toBe(LEFT);
  });

  test.each([
    ['Disability index'],
    ['Habitual gait'],
    ['ABILITY score'],
    ['Brachial index'],
    ['Ankle index'],
  ])('"%s" is none', (text) => {
    expect(legs(LOW, reading(local(text), 0.7))).toBe('not-recorded, not-recorded');
  });
});

describe('in every unit', () => {
  const SEVERE = index.below(0.4);
  test.each<[number, string | undefined, string]>([
    [0.38, '1', 'met'],
    [0.38, '{ratio}', 'met'],
    [0.38, 'ratio', 'met'],
    [0.38, undefined, 'met'],
    [38, '%', 'met'],
    [40, '%', 'not-met'],
    [3.1, '%', 'met'],
    [3, '%', 'unusable'],
    [0.38, '%', 'unusable'],
    [1.1, '%', 'unusable'],
    [38, '1', 'unusable'],
    [38, undefined, 'unusable'],
    [0.38, 'mm[Hg]', 'unusable'],
  ])('%s %s below 0.4: %s', (n, unit, expected) => {
    for (const code of ['77194-9', '8579-5'])
      expect(said(SEVERE, chartOf([observation(coding(LOINC, code), quantity(n, unit))]), 'left')).toBe(
        expected,
      );
    const inPanel = observation(local('Vascular study'), {
      component: [{ code: coding(LOINC, '8579-5'), ...quantity(n, unit) }],
    });
    expect(said(SEVERE, chartOf([inPanel]), 'left')).toBe(expected);
    expect(said(SEVERE, chartOf([observation(local('ABI left'), quantity(n, unit))]), 'left')).toBe(expected);
  });
});

describe('with a comparator', () => {
  const verdicts = (comparator: string, n: number, unit = '1'): string =>
    [index.below(0.4), index.atMost(0.9), index.above(1.4)]
      .map((expr) =>
        said(expr, chartOf([observation(coding(LOINC, '8579-5'), quantity(n, unit, comparator))]), 'left'),
      )
      .join(', ');
  test.each<[string, number, string, string]>([
    ['<', 0.4, '1', 'met, met, not-met'],
    ['<', 40, '%', 'met, met, not-met'],
    ['<=', 0.4, '1', 'unusable, met, not-met'],
    ['<', 0.9, '1', 'unusable, met, not-met'],
    ['>', 1.4, '1', 'not-met, not-met, met'],
    ['>=', 1.4, '1', 'not-met, not-met, unusable'],
    ['>', 1.3, '1', 'not-met, not-met, unusable'],
    ['>', 140, '%', 'not-met, not-met, met'],
    ['~', 0.3, '1', 'unusable, unusable, unusable'],
  ])('%s%s %s is below 0.4, at most 0.9, above 1.4: %s', (comparator, n, unit, expected) => {
    expect(verdicts(comparator, n, unit)).toBe(expected);
  });
});
