/** Every number of a rule is tried on both sides by vignettes, and every cause meets missing, old, failed and unusable data. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderOf, rulesOf } from '#knowledge/load';
import { VignetteRunner } from '#review/run';
import { readVignettes } from '#review/vignette';
import { Evaluation, leavesOf, type Expr, type Leaf, type Part, type Rule } from '#rules';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

const runner = new VignetteRunner(knowledge, AS_OF);

type Numbered = Extract<
  Leaf,
  { op: 'measure' | 'measure-by-age' | 'counted' | 'multiple' | 'age' | 'changed' }
>;

function expressionsOf(rule: Rule): readonly Expr<string>[] {
  const expr = (part: Part<string> | undefined): readonly Expr<string>[] =>
    part === undefined || typeof part === 'string' ? [] : [part];
  if (rule.kind === 'relief')
    return [...rule.helps, ...rule.blocks, ...rule.holds].flatMap((gate) => expr(gate.when));
  if (rule.kind === 'order-check') return rule.warnings.flatMap((one) => expr(one.when));
  if (rule.kind === 'flags') return rule.flags.flatMap((flag) => flag.levels.map((level) => level.when));
  const tiers: readonly (Part<string> | undefined)[] = Object.values(rule.tiers);
  return [...Object.values(rule.criteria).map((one) => one.when), ...tiers.flatMap(expr)];
}

/** The numbers a rule decides with, in its own expressions and in the findings it uses; each limit once. */
function numbersOf(rule: Rule): ReadonlyMap<string, Numbered> {
  const found = new Map<string, Numbered>();
  for (const leaf of expressionsOf(rule).flatMap((one) => [...leavesOf(one)])) {
    if (leaf.op === 'measure' || leaf.op === 'multiple')
      found.set(`${leaf.measure.name} ${JSON.stringify(leaf.limit)}`, leaf);
    if (leaf.op === 'measure-by-age') found.set(`${leaf.measure.name} by age ${JSON.stringify(leaf)}`, leaf);
    if (leaf.op === 'counted') found.set(`${leaf.item} ${JSON.stringify(leaf.limit)}`, leaf);
    if (leaf.op === 'changed') found.set(`${leaf.measure.name} ${leaf.way} by ${leaf.by}`, leaf);
  }
  return found;
}

const rules = rulesOf(knowledge);
const runs = new Map(
  rules.map((rule) => [
    rule.id,
    readVignettes(join(ROOT, 'cds-hooks', folderOf(rule), 'vignettes.yaml')).map((one) => runner.run(one)),
  ]),
);

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  // A number in a shared finding stands once; a vignette of any rule may try it.
  test('each of its numbers is tried on either side by some vignette', () => {
    const open: string[] = [];
    const evaluations = [...runs.values()].flat().map((run) => new Evaluation(run.chart, knowledge.units));
    for (const [name, leaf] of numbersOf(rule)) {
      const answers = new Set(
        evaluations.flatMap((one) => [
          one.answer(leaf).is,
          one.answer(leaf, {}, 'left').is,
          one.answer(leaf, {}, 'right').is,
        ]),
      );
      if (!answers.has('met')) open.push(`${name}: no vignette meets it`);
      if (!answers.has('not-met')) open.push(`${name}: no vignette lies beyond it`);
    }
    expect(open).toEqual([]);
  });

  if (rule.kind === 'relief') {
    test('each of its gates is closed by some vignette, and it is offered in one unless it never is', () => {
      const verdicts = (runs.get(id) ?? []).flatMap((run) =>
        run.reasoning.reliefs.filter((one) => one.relief.id === id),
      );
      const seen = new Set(verdicts.map((one) => one.gate?.id));
      expect(
        [...rule.blocks, ...rule.holds].map((gate) => gate.id).filter((gate) => !seen.has(gate)),
      ).toEqual([]);
      const never = rule.blocks.some((gate) => gate.when === undefined && gate.cause === undefined);
      expect(verdicts.some((one) => one.state === 'offered')).toBe(!never);
    });
  }

  if (rule.kind === 'cause') {
    test('has vignettes for data not recorded, too old, not read and not usable', () => {
      const own = (runs.get(id) ?? []).flatMap((run) =>
        run.reasoning.candidates.filter((one) => one.cause.id === id),
      );
      const whys = new Set(own.flatMap((one) => one.missing.map((line) => line.why)));
      expect([...whys].sort()).toEqual(['fetch-failed', 'not-recorded', 'too-old', 'unusable']);
    });
  }
});
