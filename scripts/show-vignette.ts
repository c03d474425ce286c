/** Prints the cards of one vignette: `npm run vignette -- FOLDER ID` (FOLDER as in differential/restless-legs-syndrome). */
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { loadKnowledge } from '#knowledge/load';
import { differences } from '#review/check';
import { VignetteRunner } from '#review/run';
import { readVignettes } from '#review/vignette';

const [folder, id] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
if (folder === undefined) {
  console.error('Usage: npm run vignette -- differential/restless-legs-syndrome [vignette-id]');
  process.exit(2);
}
const knowledge = loadKnowledge(root);
const runner = new VignetteRunner(knowledge, '2026-03-12T22:40:00Z');
const subject = folder.startsWith('differential/') ? folder.split('/')[1] : undefined;
for (const vignette of readVignettes(join(root, 'cds-hooks', folder, 'vignettes.yaml'))) {
  if (id !== undefined && vignette.id !== id) continue;
  const run = runner.run(vignette);
  console.log(`\n# ${vignette.id}: ${vignette.says}`);
  console.log(
    `urgency ${run.reasoning.urgency}; ${run.reasoning.candidates.map((one) => `${one.cause.id} ${one.tier}/${one.explains} ${one.weight}`).join('; ')}`,
  );
  console.log(
    `flags ${run.reasoning.flags.map((one) => `${one.flag.id} ${one.state} ${one.urgency}`).join('; ') || 'none'}`,
  );
  for (const card of run.cards) {
    console.log(
      `\n[${card.indicator}] ${card.summary}\n${card.detail ?? ''}\nsuggestions: ${(card.suggestions ?? []).map((one) => one.label).join('; ')}`,
    );
  }
  const wrong = differences(vignette, run, subject);
  if (wrong.length > 0) console.log(`\nDIFFERS: ${wrong.join('; ')}`);
}
