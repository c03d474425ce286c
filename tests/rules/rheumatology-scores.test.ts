/** Rheumatology criteria against their published tables (neuro-msk 8B, 8D, 9), and against the mis-transcriptions in circulation. */
import { describe, expect, test } from '@jest/globals';
import { met, notMet, unknown } from '#clinical/answer';
import { rheumatologyScores as scores, widespread } from '#findings';
import { scored, scoreRange, type Score } from '#rules';
import {
  answer,
  chartOf,
  coding,
  condition,
  ICD,
  intake,
  LOINC,
  observation,
  said,
} from '../chart/record.ts';

type Says = (label: string) => 'met' | 'not-met' | 'unknown';
/** A score with every item answered by its label. */
function range(score: Score, says: Says): ReturnType<typeof scoreRange> {
  return scoreRange(score, (expr) => {
    const label = score.items.find((item) => item.when === expr)?.label ?? '';
    const state = says(label);
    return state === 'met' ? met() : state === 'not-met' ? notMet() : unknown('not-recorded');
  });
}
const sum = (score: Score, ...labels: readonly RegExp[]): number =>
  range(score, (label) => (labels.some((one) => one.test(label)) ? 'met' : 'not-met')).min;

const AS_DATED = '2026-03-10T09:00:00Z';
/** A blood test with the laboratory's own upper limit. */
const test1 = (code: string, value: number, unit: string, upper: number): ReturnType<typeof observation> =>
  observation(coding(LOINC, code), {
    effectiveDateTime: AS_DATED,
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
    referenceRange: [{ high: { value: upper, unit } }],
  });
const crp = (value: number): ReturnType<typeof observation> => test1('1988-5', value, 'mg/L', 5);
const esr = (value: number): ReturnType<typeof observation> => test1('4537-7', value, 'mm/h', 20);
const rf = (value: number): ReturnType<typeof observation> => test1('11572-5', value, '[IU]/mL', 14);
const ccp = (value: number): ReturnType<typeof observation> => test1('33935-8', value, 'U/mL', 20);
const count = (name: string, value: number): ReturnType<typeof observation> =>
  observation(
    { coding: [{ system: 'urn:local', code: name, display: name }], text: name },
    {
      effectiveDateTime: AS_DATED,
      valueQuantity: { value, unit: '{count}', system: 'http://unitsofmeasure.org', code: '{count}' },
      category: [coding('http://terminology.hl7.org/CodeSystem/observation-category', 'exam')],
    },
  );
const born = (year: number): Readonly<Record<string, unknown>> => ({
  resourceType: 'Patient',
  id: 'p',
  birthDate: `${year}-01-01`,
});

describe('rheumatoid arthritis, ACR/EULAR 2010', () => {
  const ra = scores.rheumatoid2010;
  const SMALL = /1 to 3 small/;
  const FOUR = /4 to 10 small/;
  const MANY = /more than 10/;
  const LOW = /low positive/;
  const HIGH = /high positive/;

  // Domain A: 0, 1, 2, 3, 5. B: 0, 2, 3. C: 0, 1. D: 0, 1.
  test.each<[string, number, readonly RegExp[]]>([
    ['1 large joint', 0, []],
    ['2 to 10 large joints', 1, [/large joints/]],
    ['1 to 3 small joints: 2, not the 3 of a faulty graphic', 2, [SMALL]],
    ['4 to 10 small joints', 3, [SMALL, FOUR]],
    ['more than 10 joints, one small', 5, [SMALL, FOUR, MANY]],
    ['low positive serology', 2, [LOW]],
    ['high positive serology', 3, [LOW, HIGH]],
    ['abnormal CRP or ESR', 1, [/CRP/]],
    ['six weeks or more', 1, [/6 weeks/]],
  ])('%s is %i', (_, points, labels) => {
    expect(sum(ra, ...labels)).toBe(points);
  });
  test('runs from 0 to 10 of one table', () => {
    expect(sum(ra, SMALL, FOUR, MANY, LOW, HIGH, /CRP/, /6 weeks/)).toBe(10);
  });
  test('definite from 6, not at 5', () => {
    const six = range(ra, (label) => (/1 to 3|low|CRP|6 weeks/.test(label) ? 'met' : 'not-met'));
    const five = range(ra, (label) => (/1 to 3|low|CRP/.test(label) ? 'met' : 'not-met'));
    expect([six.min, five.min]).toEqual([6, 5]);
    expect(six.against({ is: 'atLeast', n: 6 }).is).toBe('met');
    expect(five.against({ is: 'atLeast', n: 6 }).is).toBe('not-met');
  });

  const long = { onset: 'over-6-months' };
  const seropositive = [rf(60), ccp(12), crp(22)];
  test('from a record: small-joint synovitis, high rheumatoid factor, CRP, months: 7 at least, definite', () => {
    const chart = chartOf([intake({ ...long, 'exam.synovitis': 'small-joints' }), ...seropositive]);
    const one = scoreRange(ra, (expr) => answer(expr, chart));
    expect([one.min, one.max]).toEqual([7, 10]);
    expect(said(scores.rheumatoidDefinite, chart)).toBe('met');
  });
  test.each([
    ['no synovitis found', { 'exam.synovitis': 'none' }, 'not-met'],
    ['joints not examined', {}, 'not-recorded'],
  ])('entry: %s, so the same blood is no diagnosis', (_, exam, expected) => {
    const chart = chartOf([intake({ ...long, ...exam }), ...seropositive]);
    expect(said(scores.rheumatoidDefinite, chart)).toBe(expected);
  });
  test('the knee is a large joint: one swollen knee with high serology, CRP and months is 5, not definite', () => {
    const chart = chartOf([
      intake({ ...long, 'exam.synovitis': 'large-joints' }),
      ...seropositive,
      count('Swollen large joint count', 1),
    ]);
    const one = scoreRange(ra, (expr) => answer(expr, chart));
    expect([one.min, one.max]).toEqual([5, 5]);
    expect(said(scores.rheumatoidDefinite, chart)).toBe('not-met');
  });
  test.each([
    [1, 5, 'not-met'],
    [2, 6, 'met'],
  ])('%i large joints: %i points, %s', (n, points, expected) => {
    const chart = chartOf([
      intake({ ...long, 'exam.synovitis': 'large-joints' }),
      ...seropositive,
      count('Swollen large joint count', n),
    ]);
    expect(scoreRange(ra, (expr) => answer(expr, chart)).min).toBe(points);
    expect(said(scores.rheumatoidDefinite, chart)).toBe(expected);
  });
  test.each([
    [3, 2],
    [4, 3],
  ])('%i small joints counted: %i points of domain A', (n, points) => {
    const chart = chartOf([
      intake({ 'exam.synovitis': 'small-joints' }),
      count('Swollen small joint count', n),
      count('Swollen joint count', n),
    ]);
    const one = scoreRange({ ...ra, items: ra.items.slice(0, 4) }, (expr) => answer(expr, chart));
    expect([one.min, one.max]).toEqual([points, points]);
  });
  test.each([
    [10, 2],
    [11, 5],
  ])('%i joints in all, one small at least: %i points or more', (n, points) => {
    const chart = chartOf([intake({ 'exam.synovitis': 'small-joints' }), count('Swollen joint count', n)]);
    const one = scoreRange({ ...ra, items: ra.items.slice(0, 4) }, (expr) => answer(expr, chart));
    expect(one.min).toBe(points);
  });
  test.each([
    ['both negative', 14, 20, 0],
    ['low: just above the limit', 15, 20, 2],
    ['low: exactly 3 times the limit', 42, 20, 2],
    ['high: above 3 times', 43, 20, 3],
    ['high anti-CCP alone', 14, 61, 3],
  ])('serology %s (RF %i of 14, CCP %i of 20): %i', (_, factor, antibody, points) => {
    const chart = chartOf([rf(factor), ccp(antibody)]);
    const one = scoreRange({ ...ra, items: ra.items.slice(4, 6) }, (expr) => answer(expr, chart));
    expect([one.min, one.max]).toEqual([points, points]);
  });
  test('one antibody negative and the other not measured is not "negative"', () => {
    const one = scoreRange({ ...ra, items: ra.items.slice(4, 6) }, (expr) => answer(expr, chartOf([rf(5)])));
    expect([one.min, one.max]).toEqual([0, 3]);
  });
  test.each([
    ['under-2-weeks', 0, 0],
    ['2-to-12-weeks', 0, 1],
    ['3-to-6-months', 1, 1],
  ])('began %s: %i to %i', (onset, min, max) => {
    const one = scoreRange({ ...ra, items: ra.items.slice(7) }, (expr) =>
      answer(expr, chartOf([intake({ onset })])),
    );
    expect([one.min, one.max]).toEqual([min, max]);
  });
  test('"2 to 12 weeks" with knee pain recorded 7 weeks ago is six weeks', () => {
    const chart = chartOf([
      intake({ onset: '2-to-12-weeks' }),
      condition(coding(ICD, 'M25.561'), { onsetDateTime: '2026-01-20', recordedDate: '2026-01-20' }),
    ]);
    expect(scoreRange({ ...ra, items: ra.items.slice(7) }, (expr) => answer(expr, chart)).min).toBe(1);
  });
});

describe('polymyalgia rheumatica, EULAR/ACR 2012 without ultrasound', () => {
  const pmr = scores.polymyalgia2012;
  test.each<[string, number, readonly RegExp[]]>([
    ['stiffness over 45 minutes', 2, [/stiffness/]],
    ['hip pain or limited movement', 1, [/hip pain/]],
    ['both antibodies absent', 2, [/absent/]],
    ['no other joint', 1, [/no other/]],
    ['all of it', 6, [/./]],
  ])('%s is %i', (_, points, labels) => {
    expect(sum(pmr, ...labels)).toBe(points);
  });
  test('met from 4, not at 3', () => {
    expect(
      range(pmr, (label) => (/stiffness|absent/.test(label) ? 'met' : 'not-met')).against({
        is: 'atLeast',
        n: 4,
      }).is,
    ).toBe('met');
    expect(
      range(pmr, (label) => (/stiffness|no other/.test(label) ? 'met' : 'not-met')).against({
        is: 'atLeast',
        n: 4,
      }).is,
    ).toBe('not-met');
  });

  const picture = {
    'stiffness.both-shoulders': 'yes',
    'stiffness.duration': 'over-60-min',
    'stiffness.swollen-joint': 'no',
    site: ['thigh-front'],
  };
  const blood = [crp(38), rf(5), ccp(5)];
  test('over 60 minutes counts as over 45: the picture with both antibodies absent is met', () => {
    expect(said(scores.polymyalgiaMet, chartOf([born(1950), intake(picture), ...blood]))).toBe('met');
  });
  test.each([
    ['45 to 60 minutes', 'over-45-min', 'met'],
    ['30 to 45 minutes', '30-to-45-min', 'not-met'],
  ])('stiffness of %s without antibodies measured: %s', (_, duration, expected) => {
    const chart = chartOf([
      born(1950),
      intake({ ...picture, 'stiffness.duration': duration }),
      crp(38),
      rf(30),
      ccp(5),
    ]);
    expect(said(scores.polymyalgiaMet, chart)).toBe(expected);
  });
  test.each([
    ['49 years old', born(1977), { ...picture }, blood, 'not-met'],
    ['50 years old', born(1976), { ...picture }, blood, 'met'],
    ['one shoulder only', born(1950), { ...picture, 'stiffness.both-shoulders': 'no' }, blood, 'not-met'],
    ['shoulders not asked', born(1950), { 'stiffness.duration': 'over-60-min' }, blood, 'not-recorded'],
    ['CRP and ESR normal', born(1950), picture, [crp(4), esr(18), rf(5), ccp(5)], 'not-met'],
    ['raised ESR alone enters', born(1950), picture, [crp(4), esr(52), rf(5), ccp(5)], 'met'],
    ['no CRP or ESR', born(1950), picture, [rf(5), ccp(5)], 'not-recorded'],
  ])('entry: %s', (_, who, answers, labs, expected) => {
    expect(said(scores.polymyalgiaMet, chartOf([who, intake(answers), ...labs]))).toBe(expected);
  });
  test('an ESR of 15 days ago is too old to enter', () => {
    const old = { ...esr(70), effectiveDateTime: '2026-02-25T09:00:00Z' };
    expect(said(scores.polymyalgiaEntry, chartOf([born(1950), intake(picture), old]))).toBe('too-old');
  });
  test('without a limit of the laboratory an ESR of 40 stays open and one of 41 counts', () => {
    const bare = (value: number): ReturnType<typeof observation> => ({ ...esr(value), referenceRange: [] });
    expect(said(scores.polymyalgiaEntry, chartOf([born(1950), intake(picture), bare(40)]))).toBe('unusable');
    expect(said(scores.polymyalgiaEntry, chartOf([born(1950), intake(picture), bare(41)]))).toBe('met');
  });
});

describe('fibromyalgia, 2016 revision', () => {
  const wpi = scores.widespreadPainIndex;
  const sss = scores.symptomSeverity;
  const AREAS = wpi.items.map((item) => item.label.replaceAll(' ', '-'));

  test('the index has 19 areas of one point: 14 paired and 5 of the trunk', () => {
    expect(wpi.items).toHaveLength(19);
    expect(new Set(wpi.items.map((item) => item.points))).toEqual(new Set([1]));
    expect(AREAS.filter((area) => /-(?:left|right)$/.test(area))).toHaveLength(14);
    expect(AREAS.filter((area) => !/-(?:left|right)$/.test(area))).toEqual([
      'neck',
      'upper-back',
      'lower-back',
      'chest',
      'abdomen',
    ]);
  });
  test('the severity scale runs to 12: three times 0 to 3 and three symptoms', () => {
    expect(sss.items.reduce((total, item) => total + item.points, 0)).toBe(12);
    for (const name of [/fatigue/, /unrefreshed/, /thinking/])
      expect(sss.items.filter((item) => name.test(item.label))).toHaveLength(3);
    for (const name of [/headaches/, /abdominal/, /depression/])
      expect(sss.items.filter((item) => name.test(item.label))).toHaveLength(1);
  });
  test.each([0, 1, 2, 3])('a grading of %i is so many points', (grade) => {
    const chart = chartOf([
      intake({
        'widespread.fatigue': grade,
        'widespread.unrefreshed': 0,
        'widespread.cognitive': 0,
        'widespread.somatic': ['none'],
      }),
    ]);
    const one = scoreRange(sss, (expr) => answer(expr, chart));
    expect([one.min, one.max]).toEqual([grade, grade]);
  });
  test('an area that is not ticked is unknown, so the index keeps its upper end', () => {
    const one = scoreRange(wpi, (expr) =>
      answer(expr, chartOf([intake({ 'widespread.areas': ['neck', 'hip-left'] })])),
    );
    expect([one.min, one.max]).toEqual([2, 19]);
  });

  /** The severity as three gradings and symptoms. */
  const severity = (n: number): Record<string, string | number | string[]> => {
    const grades = [0, 1, 2].map((i) => Math.max(0, Math.min(3, n - 3 * i)));
    const rest = Math.max(0, n - 9);
    return {
      'widespread.fatigue': grades[0] ?? 0,
      'widespread.unrefreshed': grades[1] ?? 0,
      'widespread.cognitive': grades[2] ?? 0,
      'widespread.somatic': rest === 0 ? ['none'] : ['headache', 'abdominal', 'depression'].slice(0, rest),
    };
  };
  // Every pair of the published table, read from a record.
  test.each([0, 3, 4, 6, 7, 8, 19])('pain index %i with every severity', (areas) => {
    for (let points = 0; points <= 12; points += 1) {
      const chart = chartOf([intake({ 'widespread.areas': AREAS.slice(0, areas), ...severity(points) })]);
      const published = (areas >= 7 && points >= 5) || (areas >= 4 && areas <= 6 && points >= 9);
      expect(`${points}: ${said(scores.fibromyalgiaPoints, chart) === 'met'}`).toBe(
        `${points}: ${published}`,
      );
    }
  });
  test('an index of 3 is not enough, as it was in 2011', () => {
    const known: Says = (label) => (['neck', 'chest', 'jaw left'].includes(label) ? 'met' : 'not-met');
    expect(range(wpi, known).min).toBe(3);
    expect(range(wpi, known).against({ is: 'atLeast', n: 4 }).is).toBe('not-met');
    expect(said(scored(wpi).atLeast(4), chartOf([intake({ 'widespread.areas': AREAS.slice(0, 3) })]))).toBe(
      'not-recorded',
    );
  });

  const four = ['shoulder-left', 'upper-arm-right', 'hip-left', 'lower-leg-right'];
  test('five regions, four are enough; jaw, chest and abdomen make none', () => {
    const regions = (areas: readonly string[]): string =>
      said(widespread.fourRegions, chartOf([intake({ 'widespread.areas': [...areas] })]));
    expect(regions(four)).toBe('met');
    expect(regions([...four.slice(0, 3), 'neck'])).toBe('met');
    expect(regions(four.slice(0, 3))).toBe('not-recorded');
    expect(regions([...four.slice(0, 3), 'jaw-right', 'chest', 'abdomen'])).toBe('not-recorded');
    expect(regions(['hip-left', 'upper-leg-left', 'lower-leg-left', 'hip-right', 'upper-leg-right'])).toBe(
      'not-recorded',
    );
  });
  test.each([
    ['yes', 'met'],
    ['no', 'not-met'],
    ['unsure', 'not-recorded'],
  ])('three months answered %s: %s', (answerGiven, expected) => {
    const chart = chartOf([
      intake({
        'widespread.pain-3-months': answerGiven,
        'widespread.areas': [...four, 'neck', 'lower-back', 'upper-leg-left'],
        ...severity(5),
      }),
    ]);
    expect(said(scores.fibromyalgia2016, chart)).toBe(expected);
  });
});
