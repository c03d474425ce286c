/** The search finds every rule that reads a thing, by any of its names, and says why; the matrix has every criterion. */
import { describe, expect, test } from '@jest/globals';
import { loadWords, rulesOf } from '#knowledge/load';
import { matrixOf, signOf } from '#review/matrix';
import { SearchIndex } from '#review/search';
import { placesOf, usesAt } from '#review/uses';
import { expressionsOf, leavesOf, say } from '#rules';
import { knowledge, ROOT } from '../knowledge.ts';

const rules = rulesOf(knowledge);
const index = new SearchIndex({
  rules,
  sources: knowledge.sources,
  codes: loadWords(ROOT).codes,
  wording: knowledge.wording,
});

test('what is listed as read is all a rule reads', () => {
  const missing = rules.flatMap((rule) => {
    const listed = new Set(
      placesOf(rule).flatMap((place) => usesAt(place, knowledge.wording).map((use) => use.sentence)),
    );
    return expressionsOf(rule)
      .flatMap((expr) => [...leavesOf(expr)])
      .map((leaf) => say(leaf, knowledge.wording))
      .filter((sentence) => !listed.has(sentence))
      .map((sentence) => `${rule.id}: ${sentence}`);
  });
  expect(missing).toEqual([]);
});

describe('searching', () => {
  test('a test gives each limit with its window, unit and the passage it rests on', () => {
    const [first] = index.search('ferritin').limits;
    expect(first).toMatchObject({ rule: { id: 'restless-legs-syndrome' }, anchor: 'criterion-lowIron' });
    expect(first?.why).toBe('reads ferritin at most 75 ng/mL within 6 months');
    expect(first?.passages[0]).toMatchObject({
      cite: 'aasm-2025#iron',
      text: expect.stringContaining('at most 75 ng/mL'),
      source: { tag: 'S' },
    });
    const measures = index.search('ferritin').limits.filter((one) => one.measure?.id === 'ferritin');
    const reading = rules.filter((rule) =>
      expressionsOf(rule).some((expr) =>
        [...leavesOf(expr)].some((leaf) => 'measure' in leaf && leaf.measure.id === 'ferritin'),
      ),
    );
    expect(new Set(measures.map((one) => one.rule))).toEqual(new Set(reading));
  });

  test.each(['G25.81', 'g25.81', 'G2581', '32914008'])('a code, %s, leads to what reads it', (code) => {
    const found = index.search(code);
    expect(found.codes.map((one) => one.entry.display).join()).toMatch(/restless/i);
    expect(found.findings.map((one) => one.rule.id)).toContain('restless-legs-syndrome');
    expect(found.findings[0]?.why).toMatch(/^reads .* is among /);
  });

  test('a code below a class that counts whole is found by the class', () => {
    const { codes } = index.search('C79.51');
    expect(codes.some((one) => one.entry.prefix && 'C7951'.startsWith(one.entry.code.replace('.', '')))).toBe(
      true,
    );
  });

  test('a drug is found by its own name, a source by its author, nothing by nonsense', () => {
    expect(index.search('mirtazapine').drugs.map((one) => one.rule.id)).toContain('restless-legs-syndrome');
    expect(index.search('winkelman').sources.length).toBeGreaterThan(0);
    expect(Object.values(index.search('xyzzy')).flat()).toEqual([]);
  });
});

test('the matrix has every criterion of every cause once', () => {
  const cells = matrixOf(knowledge.causes, knowledge.wording)
    .flatMap((group) => group.rows)
    .flatMap((row) => [...row.cells.values()]);
  const labels = knowledge.causes.flatMap((one) =>
    [
      ...new Set(
        Object.values(one.criteria).map(({ when }) =>
          when.op === 'finding' ? when.label : say(when, knowledge.wording),
        ),
      ),
    ].map((label) => `${one.id} ${label}`),
  );
  expect(cells).toHaveLength(labels.length);
  expect(cells.map((one) => signOf(one.criterion))).toContain('+++');
});
