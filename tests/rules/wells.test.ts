/** The Wells DVT score against the published 10-item two-level table, and against the mis-transcriptions in circulation. */
import { describe, expect, test } from '@jest/globals';
import { met, notMet, unknown } from '#clinical/answer';
import { scores } from '#findings';
import { scoreRange } from '#rules';

// NICE NG158, two-level, as in vascular-redflags section 4.
const PUBLISHED: readonly (readonly [points: number, says: RegExp])[] = [
  [1, /active cancer/],
  [1, /paralysis, paresis or recent plaster/],
  [1, /bedridden for 3 days, or major surgery within 12 weeks/],
  [1, /tender along the deep veins/],
  [1, /entire leg swollen/],
  [1, /calf at least 3 cm larger/],
  [1, /pitting oedema of the symptomatic leg only/],
  [1, /collateral superficial veins/],
  [1, /previous DVT/],
  [-2, /another diagnosis at least as likely/],
];
const { items } = scores.wellsDvt;

test('has the ten items of the 2003 version with its points', () => {
  expect(items).toHaveLength(PUBLISHED.length);
  items.forEach((item, index) => {
    const [points, says] = PUBLISHED[index] ?? [0, /nothing/];
    expect(item.label).toMatch(says);
    expect(item.points).toBe(points);
  });
});

test('gives the calf one point, not the two of a faulty calculator', () => {
  expect(items.find((item) => /calf/.test(item.label))?.points).toBe(1);
});

describe('as a span over what is unknown', () => {
  const range = (says: (label: string) => 'met' | 'not-met' | 'unknown') =>
    scoreRange(scores.wellsDvt, (expr) => {
      const item = items.find((one) => one.when === expr);
      const answer = says(item?.label ?? '');
      return answer === 'met' ? met() : answer === 'not-met' ? notMet() : unknown('not-recorded');
    });

  test('runs from -2 to 9 when nothing is recorded', () => {
    const all = range(() => 'unknown');
    expect([all.min, all.max]).toEqual([-2, 9]);
    expect(all.against({ is: 'atLeast', n: 2 }).is).toBe('unknown');
  });
  test('is -2 to 9 at its ends when everything is recorded', () => {
    expect(range((label) => (/another diagnosis/.test(label) ? 'not-met' : 'met'))).toMatchObject({
      min: 9,
      max: 9,
    });
    expect(range((label) => (/another diagnosis/.test(label) ? 'met' : 'not-met'))).toMatchObject({
      min: -2,
      max: -2,
    });
  });
  test('is "likely" from two points and "unlikely" at one', () => {
    const two = range((label) => (/active cancer|previous DVT/.test(label) ? 'met' : 'not-met'));
    const one = range((label) => (/active cancer/.test(label) ? 'met' : 'not-met'));
    expect(two.against({ is: 'atLeast', n: 2 }).is).toBe('met');
    expect(one.against({ is: 'atLeast', n: 2 }).is).toBe('not-met');
    expect(one.against({ is: 'atMost', n: 1 }).is).toBe('met');
  });
  test('stays open while an unrecorded alternative could take two points away', () => {
    const open = range((label) =>
      /active cancer|previous DVT|calf/.test(label) ? 'met' : /another/.test(label) ? 'unknown' : 'not-met',
    );
    expect([open.min, open.max]).toEqual([1, 3]);
    expect(open.against({ is: 'atLeast', n: 2 }).is).toBe('unknown');
  });
});
