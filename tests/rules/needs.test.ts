/** A rule reads only what was asked for: every leaf of every real rule has a prefetch key that delivers its data. */
import { describe, expect, test } from '@jest/globals';
import { exam, labs } from '#findings';
import { rulesOf } from '#knowledge/load';
import { needsOf } from '#knowledge/plan';
import {
  addNeeds,
  all,
  answered,
  inFamily,
  latest,
  noNeeds,
  not,
  observed,
  performed,
  points,
  recorded,
  scored,
  takes,
} from '#rules';
import { leaves } from './expressions.ts';
import { knowledge } from '../knowledge.ts';

const planned = new Set(knowledge.plan.map((entry) => entry.key));
const needs = needsOf(rulesOf(knowledge));

describe('every leaf of the real rules', () => {
  test('there are leaves of many kinds', () => {
    expect(leaves.length).toBeGreaterThan(200);
    expect(new Set(leaves.map((leaf) => leaf.op)).size).toBeGreaterThan(8);
  });
  test('has a prefetch key for the kind of its data', () => {
    const kind = {
      answered: 'intake',
      counted: 'intake',
      'symptomatic-leg': 'intake',
      condition: 'condition',
      drug: 'drug',
      procedure: 'procedure',
      family: 'family',
    } as const;
    const without = leaves.filter((leaf) => {
      if (!(leaf.op in kind)) return false;
      const keys = knowledge.keysOf.kinds[kind[leaf.op as keyof typeof kind]] ?? [];
      return keys.length === 0 || !keys.every((key) => planned.has(key));
    });
    expect(without).toEqual([]);
  });
  test('that reads an observation has a key for each value set with codes', () => {
    const sets = new Set(
      leaves.flatMap((leaf) =>
        leaf.op === 'coded' ? leaf.sets : 'measure' in leaf ? leaf.measure.sets : [],
      ),
    );
    expect(sets.size).toBeGreaterThan(15);
    const without = [...sets].filter((set) => {
      const keys = knowledge.keysOf.observationSets.get(set) ?? [];
      return keys.length === 0 || !keys.every((key) => planned.has(key));
    });
    expect(without).toEqual([]);
  });
  test('is among the needs the plan was made from', () => {
    const missing = leaves.flatMap((leaf): readonly string[] => {
      switch (leaf.op) {
        case 'answered':
        case 'counted':
          return needs.items.has(leaf.item) ? [] : [leaf.item];
        case 'condition':
          return leaf.sets.filter((set) => !needs.conditions.has(set));
        case 'drug':
          return leaf.sets.filter((set) => !needs.drugs.has(set));
        case 'procedure':
          return leaf.sets.filter((set) => !needs.procedures.has(set));
        case 'family':
          return leaf.sets.filter((set) => !needs.family.has(set));
        case 'coded':
          return leaf.sets.filter((set) => !needs.observations.has(set));
        default:
          return 'measure' in leaf ? leaf.measure.sets.filter((set) => !needs.observations.has(set)) : [];
      }
    });
    expect(missing).toEqual([]);
  });
  test('an observation of the codes asked for is found again under its set', () => {
    const asked = knowledge.plan
      .filter((entry) => entry.resourceType === 'Observation')
      .flatMap((entry) => /[?&]code=([^&]*)/.exec(entry.template)?.[1]?.split(',') ?? []);
    expect(asked.length).toBeGreaterThan(50);
    const lost = asked.filter((token) => {
      const [system, code] = token.split('|');
      return !knowledge.codes.membership(system, code).some((one) => needs.observations.has(one.set));
    });
    expect(lost).toEqual([]);
  });
});

describe('the needs of one expression', () => {
  test('go through every connective, and into the items of a score', () => {
    const found = noNeeds();
    addNeeds(
      all(
        not(recorded(['cond-pad'])),
        takes('drug-statin'),
        performed('proc-le-amputation'),
        inFamily('cond-rls'),
        observed('obs-smoking-status', 'soc-tobacco-current'),
        scored({
          id: 's',
          name: 's',
          version: '1',
          items: [points(1, 'x', answered('urge', 'yes'))],
          cites: [],
        }).atLeast(1),
      ),
      found,
    );
    expect([...found.conditions]).toEqual(['cond-pad']);
    expect([...found.drugs]).toEqual(['drug-statin']);
    expect([...found.procedures]).toEqual(['proc-le-amputation']);
    expect([...found.family]).toEqual(['cond-rls']);
    expect([...found.observations]).toEqual(['obs-smoking-status']);
    expect([...found.items]).toEqual(['urge']);
  });
  test('of a measure are also those it is computed from and those that void it', () => {
    const found = noNeeds();
    addNeeds(
      all(latest(exam.toeBrachialIndex).atMost(0.7), latest(labs.transferrinSaturation).below(20)),
      found,
    );
    expect([...found.observations].sort()).toEqual([
      'lab-iron',
      'lab-tibc',
      'lab-tsat',
      'obs-brachial-systolic',
      'obs-toe-brachial-index',
      'obs-toe-systolic-pressure',
    ]);
    expect([...found.procedures]).toEqual(['proc-le-revascularization']);
  });
});
