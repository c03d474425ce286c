/** The real knowledge and a fixed clock for tests: loaded once per test file. */
import { fileURLToPath } from 'node:url';
import { loadKnowledge } from '#knowledge/load';

/** The project folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** A late-winter night: not a month's end, not a leap day, not midnight. */
export const AS_OF = '2026-03-12T22:40:00Z';

export const knowledge = loadKnowledge(ROOT);
