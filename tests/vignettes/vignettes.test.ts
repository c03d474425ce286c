/** Every vignette of every rule, the whole way from FHIR resources to cards. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderOf, rulesOf } from '#knowledge/load';
import { differences } from '#review/check';
import { VignetteRunner } from '#review/run';
import { readVignettes } from '#review/vignette';
import { expectValidResponse } from '../http/response-schema.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

const runner = new VignetteRunner(knowledge, AS_OF);
const files = [
  ...rulesOf(knowledge).map((rule) => ({
    name: rule.id,
    path: join(ROOT, 'cds-hooks', folderOf(rule), 'vignettes.yaml'),
    subject: rule.kind === 'cause' ? rule.id : undefined,
  })),
  { name: 'sandbox stories', path: join(ROOT, 'sandbox', 'stories.yaml'), subject: undefined },
  { name: 'whole charts', path: join(ROOT, 'tests', 'vignettes', 'charts.yaml'), subject: undefined },
  { name: 'silent charts', path: join(ROOT, 'tests', 'vignettes', 'silent.yaml'), subject: undefined },
  {
    name: 'charts without intake',
    path: join(ROOT, 'tests', 'vignettes', 'no-intake.yaml'),
    subject: undefined,
  },
  {
    name: 'problems just recorded',
    path: join(ROOT, 'tests', 'vignettes', 'just-recorded.yaml'),
    subject: undefined,
  },
];

for (const { name, path, subject } of files.filter((file) => existsSync(file.path))) {
  describe(name, () => {
    for (const vignette of readVignettes(path)) {
      test(`${vignette.id}: ${vignette.says}`, () => {
        const run = runner.run(vignette);
        expect(differences(vignette, run, subject)).toEqual([]);
        expectValidResponse({ cards: run.cards });
      });
    }
  });
}

test('no rule is without vignettes', () => {
  expect(files.filter((file) => !existsSync(file.path)).map((file) => file.path)).toEqual([]);
});
