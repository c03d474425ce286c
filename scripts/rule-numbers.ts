/** Prints every number of every rule as loaded, as JSON: how `npm run proposal` sees what an edit did. */
import { loadKnowledge, rulesOf } from '#knowledge/load';
import { numbersOf } from '#review/numbers';
import { fileURLToPath } from 'node:url';

const rules = rulesOf(loadKnowledge(fileURLToPath(new URL('..', import.meta.url))));
const numbers = rules.flatMap(numbersOf).map(({ rule, path, value }) => [`${rule} ${path}`, value] as const);
console.log(JSON.stringify(Object.fromEntries(numbers)));
