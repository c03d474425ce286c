/** `npm run review`: regenerates cds-hooks/index.ts and every REVIEW.md; with --check says what would change. */
import { writeContentIndex } from './content-index.ts';

const check = process.argv.includes('--check');
const same = await writeContentIndex(check);
if (check && !same) {
  console.error('cds-hooks/index.ts is not as the folders say: run npm run review');
  process.exit(1);
}
