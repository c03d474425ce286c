/** `npm run review`: regenerates cds-hooks/index.ts, every REVIEW.md and the outcomes of the bank; with --check says what would change and fails. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeContentIndex } from './content-index.ts';

if (process.argv.includes('--help')) {
  console.log(
    'npm run review            write cds-hooks/index.ts, every REVIEW.md and tests/vignettes/outcomes.txt\nnpm run review -- --check  write nothing; exit 1 if one would change',
  );
  process.exit(0);
}
const check = process.argv.includes('--check');
const root = fileURLToPath(new URL('..', import.meta.url));
const stale: string[] = [];
if (!(await writeContentIndex(check))) stale.push('cds-hooks/index.ts');

// The index must be written before the knowledge that imports it is loaded.
const { folderOf, loadKnowledge, rulesOf } = await import('#knowledge/load');
const { reviewIndex } = await import('#review/indexes');
const { reviewPage } = await import('#review/page');
const { readVignettes } = await import('#review/vignette');
const { writeOutcomes } = await import('./outcomes.ts');

const knowledge = loadKnowledge(root);
for (const rule of rulesOf(knowledge)) {
  const folder = join(root, 'cds-hooks', folderOf(rule));
  const page = reviewPage(rule, {
    sources: knowledge.sources[rule.id] ?? {},
    vignettes: readVignettes(join(folder, 'vignettes.yaml')),
    wording: knowledge.wording,
    version: knowledge.version,
  });
  const path = join(folder, 'REVIEW.md');
  if (existsSync(path) && readFileSync(path, 'utf8') === page) continue;
  stale.push(join(folderOf(rule), 'REVIEW.md'));
  if (!check) writeFileSync(path, page);
}
const indexPath = join(root, 'cds-hooks', 'REVIEW.md');
const index = reviewIndex(knowledge, (rule) => `${folderOf(rule)}/REVIEW.md`);
if (!existsSync(indexPath) || readFileSync(indexPath, 'utf8') !== index) {
  stale.push('cds-hooks/REVIEW.md');
  if (!check) writeFileSync(indexPath, index);
}
if (!writeOutcomes(root, knowledge, check)) stale.push('tests/vignettes/outcomes.txt');
if (stale.length > 0) console.log(`${check ? 'Would change' : 'Written'}: ${stale.join(', ')}`);
else console.log('Review pages are as the rules say.');
if (check && stale.length > 0) process.exit(1);
