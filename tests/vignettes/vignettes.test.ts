/** Every vignette of every rule, the whole way from FHIR resources to cards. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderOf } from '#knowledge/load';
import { differences } from '#review/check';
import { VignetteRunner } from '#review/run';
import { readVignettes } from '#review/vignette';
import { expectValidResponse } from '../http/response-schema.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

const runner = new VignetteRunner(knowledge, AS_OF);
const folders = [
  ...[...knowledge.causes, ...knowledge.flagFolders].map((rule) => ({
    name: rule.id,
    path: folderOf(rule),
    subject: rule.kind === 'cause' ? rule.id : undefined,
  })),
];

for (const folder of folders) {
  describe(folder.name, () => {
    const path = join(ROOT, 'cds-hooks', folder.path, 'vignettes.yaml');
    if (!existsSync(path)) {
      test('has vignettes', () => expect(path).toBe('a file'));
      return;
    }
    for (const vignette of readVignettes(path)) {
      test(`${vignette.id}: ${vignette.says}`, () => {
        const run = runner.run(vignette);
        expect(differences(vignette, run, folder.subject)).toEqual([]);
        expectValidResponse({ cards: run.cards });
      });
    }
  });
}
