/** The fast verdicts and the answers with evidence say the same of every expression of the rules, for every patient we have. */
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { folderOf, rulesOf } from '#knowledge/load';
import { Program, Evaluation, verdictOf, whyOf } from '#rules';
import { VignetteRunner } from '#review/run';
import { readVignettes } from '#review/vignette';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';
import { expressionsIn } from './expressions.ts';

test('verdict and answer agree, whichever is asked first', () => {
  const program = new Program();
  for (const rule of rulesOf(knowledge)) {
    const names = rule.kind === 'cause' ? rule.criteria : {};
    for (const expr of expressionsIn(rule)) program.node(expr, names);
  }
  const runner = new VignetteRunner(knowledge, AS_OF);
  const differs: string[] = [];
  for (const rule of rulesOf(knowledge)) {
    const vignettes = readVignettes(join(ROOT, 'cds-hooks', folderOf(rule), 'vignettes.yaml'));
    for (const vignette of vignettes.slice(0, 6)) {
      const { chart } = runner.run(vignette);
      const codes = new Evaluation(chart, knowledge.units, program);
      const answers = new Evaluation(chart, knowledge.units, program);
      for (const id of program.nodes.keys()) {
        for (const leg of [0, 1, 2] as const) {
          const answer = answers.answerOf(id, leg);
          const code = codes.code(id, leg);
          const why = answer.is === 'unknown' ? answer.why : undefined;
          if (verdictOf(code) !== answer.is || whyOf(code) !== why)
            differs.push(`${vignette.id} node ${id} leg ${leg}: ${answer.is} ${why ?? ''}, code ${code}`);
        }
      }
    }
  }
  expect(differs.slice(0, 5)).toEqual([]);
  expect(program.nodes.length).toBeGreaterThan(1000);
});
