/** `npm run signatures`: says of every rule whether a clinician has signed it as it stands; fails on a file that cannot be read. */
import { fileURLToPath } from 'node:url';
import { loadKnowledge, loadWords, rulesOf } from '#knowledge/load';
import { ContentHasher } from '#review/content-hash';
import { sayStanding } from '#review/signature';
import { readAllSignatures } from '#review/signatures';

const root = fileURLToPath(new URL('..', import.meta.url));
const knowledge = loadKnowledge(root);
const rules = rulesOf(knowledge);
const hasher = new ContentHasher({
  ...loadWords(root),
  sources: knowledge.sources,
  wording: knowledge.wording,
});
const { signatures, signatureFaults } = readAllSignatures(root, rules);
for (const rule of rules) {
  const hash = hasher.hash(rule);
  console.log(`${rule.id}  ${hash}  ${sayStanding(signatures[rule.id] ?? [], hash)}`);
}
for (const fault of signatureFaults) console.error(fault);
if (signatureFaults.length > 0) process.exit(1);
