/** The read-only inputs beside the project (dossiers, terminology table, foreign patients). A clone without them skips what compares with them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';
import { ROOT } from './root.ts';

export const SHARED = join(ROOT, '..', 'shared');

const present = existsSync(join(SHARED, 'terminology', 'terminology.tsv'));

/** `describe` and `test` that run only where the inputs are; jest reports them as skipped elsewhere. */
export const describeShared = present ? describe : describe.skip;
export const testShared = present ? test : test.skip;
