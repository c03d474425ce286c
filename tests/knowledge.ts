/** The real knowledge and a fixed clock for tests: loaded once per test file. */
import { loadKnowledge } from '#knowledge/load';
import { ROOT } from './root.ts';

export { ROOT };
/** A late-winter night: not a month's end, not a leap day, not midnight. */
export const AS_OF = '2026-03-12T22:40:00Z';

export const knowledge = loadKnowledge(ROOT);
