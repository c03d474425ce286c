/** Every kind of expression over a chart: met, not met, and each reason for not knowing; legs never mixed. */
import { describe, expect, test } from '@jest/globals';
import type { Side } from '#chart';
import { exam, labs } from '#findings';
import {
  age,
  all,
  any,
  answered,
  atLeast,
  bothLegs,
  days,
  eitherLeg,
  Evaluation,
  everRecorded,
  fell,
  finding,
  hours,
  inFamily,
  known,
  latest,
  latestByAge,
  months,
  not,
  notRuledOut,
  observed,
  performed,
  points,
  recorded,
  scored,
  sex,
  takes,
  unanswered,
  unless,
  type Expr,
} from '#rules';
import { knowledge } from '../knowledge.ts';
import {
  answer,
  chartOf,
  coding,
  condition,
  ICD,
  intake,
  LOINC,
  observation,
  quantity,
  said,
  SNOMED,
  type Json,
} from '../chart/record.ts';

type Chart = ReturnType<typeof chartOf>;

const patient = (more: Json): Json => ({ resourceType: 'Patient', id: 'p', ...more });
const lab = (code: string, value: number, unit: string, more: Json = {}): Json =>
  observation(coding(LOINC, code), { ...quantity(value, unit), ...more });
const on = (day: string): Json => ({ effectiveDateTime: day });

const yes = recorded('cond-pad');
const no = recorded('cond-diabetes-type2', { absentUnlessRecorded: true });
const open = latest(labs.ferritin).atMost(75);
const padOnly = chartOf([condition(coding(SNOMED, '399957001', 'Peripheral arterial occlusive disease'))]);

/** `met`, `not-met` or the reason, for the body and for each leg. */
function legs(expr: Expr, chart: Chart): Readonly<Record<'left' | 'right' | 'either', string>> {
  return { left: said(expr, chart, 'left'), right: said(expr, chart, 'right'), either: said(expr, chart) };
}

describe('connectives over a real chart', () => {
  test.each<[string, Expr, string]>([
    ['yes', yes, 'met'],
    ['no', no, 'not-met'],
    ['open', open, 'not-recorded'],
    ['all yes', all(yes, not(no)), 'met'],
    ['all with one no', all(yes, open, no), 'not-met'],
    ['all with one open', all(yes, open), 'not-recorded'],
    ['any with one yes', any(no, open, yes), 'met'],
    ['any with one open', any(no, open), 'not-recorded'],
    ['any of no', any(no, no), 'not-met'],
    ['at least 2 of 3', atLeast(2, yes, not(no), open), 'met'],
    ['at least 2, one open', atLeast(2, yes, open, no), 'not-recorded'],
    ['not open', not(open), 'not-recorded'],
    ['unless open: holds', unless(open), 'met'],
    ['unless yes', unless(yes), 'not-met'],
    ['unless no', unless(no), 'met'],
    ['not ruled out: open', notRuledOut(open), 'met'],
    ['not ruled out: no', notRuledOut(no), 'not-met'],
    ['not ruled out: yes', notRuledOut(yes), 'met'],
    ['known: yes', known(yes), 'met'],
    ['known: no', known(no), 'met'],
    ['known: open', known(open), 'not-met'],
    ['unanswered: open', unanswered(open), 'met'],
    ['a finding is what it stands for', finding('peripheral artery disease', yes), 'met'],
  ])('%s', (_, expr, expected) => {
    expect(said(expr, padOnly)).toBe(expected);
  });
  test('a criterion name means the criterion, and an unknown name is an error of ours', () => {
    const evaluation = new Evaluation(padOnly, knowledge.units);
    const named: Expr<'artery'> = { op: 'criterion', name: 'artery' };
    expect(evaluation.answer(named, { artery: { when: yes } }).is).toBe('met');
    expect(() =>
      new Evaluation(padOnly, knowledge.units).answer({ op: 'criterion', name: 'toString' }),
    ).toThrow('no criterion named toString');
  });
  test('one expression is answered once', () => {
    const evaluation = new Evaluation(padOnly, knowledge.units);
    expect(evaluation.answer(yes)).toBe(evaluation.answer(yes));
  });
});

describe('a measured value', () => {
  const low = latest(labs.ferritin).atMost(75);
  test.each<[string, Chart, string]>([
    ['within the window, low', chartOf([lab('2276-4', 20, 'ng/mL')]), 'met'],
    ['within the window, high', chartOf([lab('2276-4', 200, 'ng/mL')]), 'not-met'],
    ['exactly at the limit', chartOf([lab('2276-4', 75, 'ng/mL')]), 'met'],
    ['on the last day of the window', chartOf([lab('2276-4', 20, 'ng/mL', on('2025-09-12'))]), 'met'],
    ['a day before it', chartOf([lab('2276-4', 20, 'ng/mL', on('2025-09-11'))]), 'too-old'],
    ['in a year that straddles it', chartOf([lab('2276-4', 20, 'ng/mL', on('2025'))]), 'too-old'],
    ['an unknown unit', chartOf([lab('2276-4', 20, 'furlong')]), 'unusable'],
    ['an implausible value', chartOf([lab('2276-4', 0, 'ng/mL')]), 'unusable'],
    ['never measured', chartOf([]), 'not-recorded'],
    [
      'not read',
      chartOf([], {
        failed: knowledge.plan.map((entry) => entry.key).filter((key) => key.startsWith('labs')),
      }),
      'fetch-failed',
    ],
  ])('%s: %s', (_, chart, expected) => {
    expect(said(low, chart)).toBe(expected);
  });
  test('the newest usable value counts, in whatever order they came', () => {
    const old = lab('2276-4', 20, 'ng/mL', on('2026-01-05'));
    const newer = lab('2276-4', 150, 'ng/mL', on('2026-02-05'));
    const broken = lab('2276-4', 30, 'furlong', on('2026-03-05'));
    expect(said(low, chartOf([old, newer, broken]))).toBe('not-met');
    expect(said(low, chartOf([broken, newer, old]))).toBe('not-met');
  });
  test('a "less than" that may lie on either side is open, on one side it decides', () => {
    const below = (n: number): Chart =>
      chartOf([observation(coding(LOINC, '2276-4'), quantity(n, 'ng/mL', '<'))]);
    expect(said(low, below(30))).toBe('met');
    expect(said(low, below(100))).toBe('unusable');
  });
  test('what was set aside is kept with its reason, for the card', () => {
    const chart = chartOf([lab('2276-4', 20, 'furlong')]);
    said(low, chart);
    expect([...chart.setAside.values()]).toMatchObject([
      { label: 'ferritin', reason: 'unit not understood' },
    ]);
  });
  test('a fall is counted between two readings near enough', () => {
    const drop = fell(labs.hba1c, 2, months(3));
    const series = (...values: (readonly [number, string])[]): Chart =>
      chartOf(values.map(([value, day]) => lab('4548-4', value, '%', on(day))));
    expect(said(drop, series([10, '2026-01-05'], [8, '2026-03-05']))).toBe('met');
    expect(said(drop, series([9.9, '2026-01-05'], [8, '2026-03-05']))).toBe('not-met');
    expect(said(drop, series([8, '2026-01-05'], [10, '2026-03-05']))).toBe('not-met');
    expect(said(drop, series([8, '2026-03-05']))).toBe('not-recorded');
    expect(said(drop, series([10, '2025-11-20'], [8, '2026-03-05']))).toBe('not-recorded');
    expect(said(drop, chartOf([]))).toBe('not-recorded');
  });
  test('a D-dimer limit grows with age, and an unknown age leaves open what age would decide (trap 7)', () => {
    const positive = latestByAge(labs.dDimerDdu, { floor: 250, over: 50, factor: 5 }).atLeast();
    const dimer = (value: number, birth?: string): Chart =>
      chartOf([
        patient(birth === undefined ? {} : { birthDate: birth }),
        lab('48066-5', value, 'ng/mL{DDU}', on('2026-03-12T08:00:00Z')),
      ]);
    expect(said(positive, dimer(420, '1954-01-01'))).toBe('met');
    expect(said(positive, dimer(355, '1954-01-01'))).toBe('not-met');
    expect(said(positive, dimer(260, '1980-01-01'))).toBe('met');
    expect(said(positive, dimer(355))).toBe('unusable');
    expect(said(positive, dimer(240))).toBe('not-met');
    expect(said(positive, dimer(700))).toBe('met');
  });
  test('the limit begins to grow over 50 years, not at 50, and never falls below its floor', () => {
    const positive = latestByAge(labs.dDimerFeu, { floor: 500, over: 50, factor: 10 }).atLeast();
    const negative = latestByAge(labs.dDimerFeu, { floor: 500, over: 50, factor: 10 }).below();
    const dimer = (value: number, birth: string, unit = 'ug/L'): Chart =>
      chartOf([patient({ birthDate: birth }), lab('48065-7', value, unit, on('2026-03-12T08:00:00Z'))]);
    expect(said(positive, dimer(505, '1975-06-01'))).toBe('met'); // 50 years
    expect(said(positive, dimer(505, '1974-06-01'))).toBe('not-met'); // 51 years: 510
    expect(said(negative, dimer(505, '1974-06-01'))).toBe('met');
    expect(said(negative, dimer(510, '1974-06-01'))).toBe('not-met');
    expect(said(positive, dimer(0.51, '1974-06-01', 'mg/L'))).toBe('met');
  });
  test('an assay named in the unit that the code denies is not believed', () => {
    const positive = latestByAge(labs.dDimerFeu, { floor: 500, over: 50, factor: 10 }).atLeast();
    const chart = chartOf([
      patient({ birthDate: '1980-01-01' }),
      lab('48065-7', 300, 'ng/mL{DDU}', on('2026-03-12T08:00:00Z')),
    ]);
    expect(said(positive, chart)).toBe('unusable');
  });
});

describe('legs are never mixed', () => {
  const abi = latest(exam.ankleBrachialIndex);
  const reading = (value: number, side: string, more: Json = {}): Json =>
    observation(coding(LOINC, '77194-9', `Ankle-brachial index ${side}`), {
      ...quantity(value, '{ratio}'),
      ...more,
    });
  const ulcer = condition(coding(ICD, 'L97.519', 'Non-pressure chronic ulcer of other part of right foot'));

  test('trap 9a: left 0.38, right 1.05, ulcer on the right', () => {
    const chart = chartOf([reading(0.38, 'left'), reading(1.05, 'right'), ulcer]);
    expect(legs(abi.below(0.4), chart)).toEqual({ left: 'met', right: 'not-met', either: 'met' });
    const wound = recorded('cond-nonhealing-ulcer', { perLeg: true });
    expect(legs(wound, chart)).toEqual({ left: 'not-recorded', right: 'met', either: 'met' });
    // The left leg's index is never paired with the right leg's wound.
    expect(said(all(wound, abi.below(0.4)), chart, 'right')).toBe('not-met');
    expect(said(eitherLeg(all(wound, abi.below(0.4))), chart)).toBe('not-recorded');
    expect(said(eitherLeg(all(wound, abi.atMost(1.4))), chart)).toBe('met');
    // Nor are they averaged: 0.72 is the index of no leg.
    expect(legs(abi.between(0.7, 0.75), chart)).toEqual({
      left: 'not-met',
      right: 'not-met',
      either: 'not-met',
    });
    expect(said(bothLegs(abi.below(0.9)), chart)).toBe('not-met');
  });
  test('trap 9b: one leg, two vessels of one day: the higher counts', () => {
    const chart = chartOf([reading(0.35, 'left DP'), reading(0.88, 'left PT')]);
    expect(legs(abi.below(0.4), chart)).toEqual({
      left: 'not-met',
      right: 'not-recorded',
      either: 'not-recorded',
    });
    expect(legs(abi.atMost(0.9), chart)).toEqual({ left: 'met', right: 'not-recorded', either: 'met' });
    expect(answer(abi.atMost(0.9), chart, 'left').evidence.map((one) => one.value)).toEqual(['0.88 left']);
  });
  test("yesterday's better reading does not stand beside today's", () => {
    const chart = chartOf([
      reading(0.95, 'left', on('2026-03-11T20:00:00Z')),
      reading(0.35, 'left', on('2026-03-12T18:00:00Z')),
    ]);
    expect(said(abi.below(0.4), chart, 'left')).toBe('met');
  });
  test('the newest day counts, also where an older one was worse', () => {
    const chart = chartOf([reading(0.35, 'left', on('2026-01-10')), reading(0.95, 'left', on('2026-03-10'))]);
    expect(said(abi.below(0.4), chart, 'left')).toBe('not-met');
  });
  test('a leg condition of the other leg does not count, of both or of no stated side does', () => {
    const cold = (display: string): Chart => chartOf([condition(coding(ICD, 'L97.519', display))]);
    const wound = recorded('cond-nonhealing-ulcer', { perLeg: true });
    const sides = (display: string): string[] => [
      said(wound, cold(display), 'left'),
      said(wound, cold(display), 'right'),
    ];
    expect(sides('ulcer of left foot')).toEqual(['met', 'not-recorded']);
    expect(sides('ulcers of both feet')).toEqual(['met', 'met']);
  });
  test('one wound coded twice, once without a side, is the wound of the side that is named (trap 9a)', () => {
    const WOUNDS = ['cond-diabetic-foot-ulcer', 'cond-nonhealing-ulcer'] as const;
    const wound = recorded(WOUNDS, { perLeg: true, sidedFirst: true });
    const diabetic = condition(coding(ICD, 'E11.621', 'Type 2 diabetes mellitus with foot ulcer'));
    const left = condition(coding(ICD, 'L97.529', 'Non-pressure chronic ulcer of other part of left foot'));
    expect(legs(wound, chartOf([diabetic, ulcer]))).toEqual({
      left: 'not-recorded',
      right: 'met',
      either: 'met',
    });
    expect(legs(wound, chartOf([diabetic]))).toEqual({ left: 'met', right: 'met', either: 'met' });
    expect(legs(wound, chartOf([diabetic, ulcer, left]))).toEqual({
      left: 'met',
      right: 'met',
      either: 'met',
    });
  });
});

describe('an index from before the leg was repaired', () => {
  const low = latest(exam.ankleBrachialIndex).atMost(0.9);
  const index = (day: string, side = 'left'): Json =>
    observation(coding(LOINC, '77194-9', `ABI ${side}`), { ...quantity(0.6, '{ratio}'), ...on(day) });
  const stent = (more: Json): Json => ({
    resourceType: 'Procedure',
    id: 'stent',
    status: 'completed',
    code: coding(ICD, 'Z98.62', 'Peripheral vascular angioplasty'),
    ...more,
  });
  test.each<[string, readonly Json[], string]>([
    ['no repair', [index('2025-10-01')], 'met'],
    [
      'repaired after it (trap 12)',
      [index('2025-10-01'), stent({ performedDateTime: '2026-01-10' })],
      'too-old',
    ],
    ['measured after the repair', [index('2026-02-01'), stent({ performedDateTime: '2026-01-10' })], 'met'],
    ['measured on the day of it', [index('2026-01-10'), stent({ performedDateTime: '2026-01-10' })], 'met'],
    [
      'repaired some day of a year that holds both',
      [index('2026-02-01'), stent({ performedDateTime: '2026' })],
      'too-old',
    ],
    [
      'the other leg was repaired',
      [index('2025-10-01'), stent({ performedDateTime: '2026-01-10', bodySite: [{ text: 'right leg' }] })],
      'met',
    ],
    [
      'a repair that was not done',
      [index('2025-10-01'), stent({ performedDateTime: '2026-01-10', status: 'not-done' })],
      'met',
    ],
    [
      'coded as a condition',
      [index('2025-10-01'), condition(coding(ICD, 'Z95.820'), { recordedDate: '2026-01-10' })],
      'too-old',
    ],
  ])('%s: %s', (_, resources, expected) => {
    expect(said(low, chartOf(resources), 'left')).toBe(expected);
  });
});

describe('a ratio is computed where it is not reported', () => {
  const iron = (value: number, day: string, unit = 'ug/dL'): Json => lab('2498-4', value, unit, on(day));
  const tibc = (value: number, day: string, unit = 'ug/dL'): Json => lab('2500-7', value, unit, on(day));
  const saturation = latest(labs.transferrinSaturation).below(20);
  test.each<[string, readonly Json[], string]>([
    ['iron and binding capacity of one day', [iron(54, '2026-03-01'), tibc(300, '2026-03-01')], 'met'],
    ['in different units', [iron(10.8, '2026-03-01', 'umol/L'), tibc(300, '2026-03-01')], 'not-met'],
    ['of two days', [iron(54, '2026-03-02'), tibc(300, '2026-03-01')], 'not-recorded'],
    ['iron alone', [iron(54, '2026-03-01')], 'not-recorded'],
    [
      'reported as well: the report counts',
      [iron(54, '2026-03-01'), tibc(300, '2026-03-01'), lab('2502-3', 31, '%')],
      'not-met',
    ],
    ['an implausible quotient', [iron(900, '2026-03-01'), tibc(60, '2026-03-01')], 'not-recorded'],
  ])('transferrin saturation, %s: below 20 %% is %s', (_, resources, expected) => {
    expect(said(saturation, chartOf(resources))).toBe(expected);
  });
  test('a computed value says so', () => {
    const chart = chartOf([iron(54, '2026-03-01'), tibc(300, '2026-03-01')]);
    expect(answer(saturation, chart).evidence).toMatchObject([
      { value: '18', note: 'computed', date: '2026-03-01' },
    ]);
  });

  const toe = (value: number, day: string, code = '8555-5'): Json => lab(code, value, 'mm[Hg]', on(day));
  const arm = (value: number, day: string): Json => lab('8480-6', value, 'mm[Hg]', on(day));
  const tbi = latest(exam.toeBrachialIndex).atMost(0.7);
  test.each<[string, readonly Json[], string, string]>([
    ['toe and arm of one day', [toe(60, '2026-03-01'), arm(120, '2026-03-01')], 'met', 'not-recorded'],
    [
      'the higher arm counts',
      [toe(90, '2026-03-01'), arm(120, '2026-03-01'), arm(140, '2026-03-01')],
      'met',
      'not-recorded',
    ],
    [
      'an arm of the day before',
      [toe(60, '2026-03-02'), arm(120, '2026-03-01')],
      'not-recorded',
      'not-recorded',
    ],
    [
      'an arm of the evening before, by the hour',
      [toe(60, '2026-03-02T08:00:00Z'), arm(120, '2026-03-01T20:00:00Z')],
      'not-recorded',
      'not-recorded',
    ],
    [
      'both toes',
      [toe(60, '2026-03-01'), toe(110, '2026-03-01', '8556-3'), arm(120, '2026-03-01')],
      'met',
      'not-met',
    ],
  ])('toe-brachial index, %s: left %s, right %s', (_, resources, left, right) => {
    const got = legs(tbi, chartOf(resources));
    expect([got.left, got.right]).toEqual([left, right]);
  });
  test('a pressure with "less than" makes no quotient', () => {
    const weak = observation(coding(LOINC, '8555-5'), {
      ...quantity(30, 'mm[Hg]', '<'),
      ...on('2026-03-01'),
    });
    expect(said(tbi, chartOf([weak, arm(120, '2026-03-01')]), 'left')).toBe('not-recorded');
  });
});

describe('conditions, drugs, procedures, results in codes, relatives, age, sex', () => {
  const old = condition(coding(SNOMED, '399957001'), { onsetDateTime: '2020-01-01' });
  test('within and older than', () => {
    expect(said(recorded('cond-pad', { within: days(14) }), chartOf([old]))).toBe('not-recorded');
    expect(said(everRecorded('cond-pad', { olderThan: days(14) }), chartOf([old]))).toBe('met');
  });
  test('every source that fails is named as failed, not as absent', () => {
    const failed = { failed: knowledge.plan.map((entry) => entry.key) };
    const exprs: readonly Expr[] = [
      yes,
      no,
      open,
      takes('drug-statin'),
      performed('proc-le-amputation'),
      performed('proc-le-amputation', { absentUnlessRecorded: true }),
      inFamily('cond-rls'),
      observed('obs-smoking-status', 'soc-tobacco-current'),
      answered('urge', 'yes'),
      latest(exam.ankleBrachialIndex).atMost(0.9),
    ];
    for (const expr of exprs) expect(said(expr, chartOf([], failed))).toBe('fetch-failed');
  });
  test('an empty medication list is no proof that nothing is taken', () => {
    expect(said(takes('drug-statin'), chartOf([]))).toBe('not-recorded');
  });
  test('a procedure absent from a complete list is absent only where the rule says so', () => {
    const amputation = performed('proc-le-amputation', { absentUnlessRecorded: true });
    expect(answer(amputation, chartOf([]))).toMatchObject({ is: 'not-met', assumed: true });
    expect(said(amputation, chartOf([], { partial: ['procedures'] }))).toBe('fetch-failed');
    expect(said(performed('proc-le-amputation'), chartOf([]))).toBe('not-recorded');
  });
  test('a coded result: one of the values, another value, a value of no set, too old', () => {
    const smokes = observed('obs-smoking-status', 'soc-tobacco-current', { within: months(12) });
    const status = (value: Json, more: Json = {}): Chart =>
      chartOf([observation(coding(LOINC, '72166-2'), { valueCodeableConcept: value, ...more })]);
    const daily = coding(SNOMED, '449868002');
    expect(said(smokes, status(daily))).toBe('met');
    expect(said(smokes, status(coding(SNOMED, '266919005', 'Never smoked tobacco')))).toBe('not-met');
    expect(said(smokes, status({ text: 'ask again' }))).toBe('unusable');
    expect(said(smokes, status(daily, on('2024-01-01')))).toBe('too-old');
  });
  test.each<[string | undefined, string]>([
    ['1966-03-12', 'met'],
    ['1966-03-13', 'not-met'],
    ['1966', 'unusable'],
    ['1965', 'met'],
    ['1967', 'not-met'],
    ['2030-01-01', 'unusable'],
    ['0001-01-01', 'not-recorded'],
    [undefined, 'not-recorded'],
  ])('born %s, at least 60: %s', (birthDate, expected) => {
    expect(said(age.atLeast(60), chartOf([patient({ birthDate })]))).toBe(expected);
  });
  test.each([
    ['female', 'met'],
    ['male', 'not-met'],
    ['other', 'not-met'],
    ['unknown', 'not-recorded'],
    [undefined, 'not-recorded'],
  ])('sex recorded as %s, asked for female: %s', (gender, expected) => {
    expect(said(sex('female'), chartOf([patient({ gender })]))).toBe(expected);
  });
  test('a score inside an expression is answered by its range', () => {
    const score = scored({
      id: 's',
      name: 's',
      version: '1',
      items: [points(1, 'artery', yes), points(1, 'iron', open)],
      cites: [],
    });
    expect(said(score.atLeast(1), padOnly)).toBe('met');
    expect(said(score.atLeast(2), padOnly)).toBe('not-recorded');
  });
});

describe('a stale report makes no fresh conclusion', () => {
  const saddle = answered('red-flags', 'saddle-numbness');
  const chart = chartOf([intake({ 'red-flags': ['saddle-numbness'] }, { authored: '2026-03-06T08:00:00Z' })]);
  test.each<[string, Expr, string | undefined]>([
    ['alone', saddle, '2026-03-06'],
    ['as a part', all(saddle, not(sex('male'))), undefined],
    ['through a name', finding('saddle numbness', saddle), '2026-03-06'],
    ['in either leg', eitherLeg(saddle), '2026-03-06'],
  ])('%s', (_, expr, confirm) => {
    const one = answer(expr, chart);
    expect(one.is === 'met' ? one.confirm : undefined).toBe(confirm);
  });
  test('asked within hours, it is too old', () => {
    expect(said(answered('red-flags', 'saddle-numbness', { within: hours(72) }), chart)).toBe('too-old');
  });
});

test('left and right are exchanged by exchanging the record, for every leg-wise rule', () => {
  const mirror = (side: Side): Chart =>
    chartOf([
      observation(coding(LOINC, '77194-9', `ABI ${side}`), quantity(0.3, '1')),
      intake({ 'side.which': side, [`exam.pulses-${side}`]: 'absent', [`exam.foot-${side}`]: ['cold'] }),
    ]);
  const exprs: readonly Expr[] = [
    latest(exam.ankleBrachialIndex).below(0.4),
    exam.pulsesAbsent,
    exam.footCold,
    exam.pulsesPalpable,
  ];
  for (const expr of exprs) {
    expect(said(expr, mirror('left'), 'left')).toBe(said(expr, mirror('right'), 'right'));
    expect(said(expr, mirror('left'), 'right')).toBe(said(expr, mirror('right'), 'left'));
  }
});
