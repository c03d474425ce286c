/** Loads everything the service knows from the project's own folders, once, at start. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Units } from '#clinical/quantity';
import { causes, flagFolders, orderChecks, reliefs } from '#content';
import { door } from '#findings';
import type { NamedObservation } from '#chart/observations';
import type { Knowledge } from '#reason/knowledge';
import type { Needs } from '#rules';
import type { CarriedWords } from './carried.ts';
import { folderOf, rulesOf } from './folders.ts';
import { needsOf, planOf } from './plan.ts';
import { readSources, type Sources } from './sources.ts';
import { loadValueSets, titlesOf } from './valuesets.ts';
import { wordingOf } from './words.ts';

export { folderOf, rulesOf } from './folders.ts';

/**
 * Loads rules, sources, value sets and wording.
 * @param root the project folder
 * @param overlay the folder of an operator's own value sets; left out by tests and pages, which are about what we ship
 * @throws Error naming the file that is missing, changed or malformed
 */
export function loadKnowledge(root: string, overlay?: string): Knowledge {
  const sets = loadValueSets(join(root, 'valuesets'), overlay);
  const rules = rulesOf({ causes, flagFolders, reliefs, orderChecks });
  const sources: Record<string, Sources> = {};
  for (const rule of rules) sources[rule.id] = readSources(join(root, 'cds-hooks', folderOf(rule)));
  const needs = needsOf(rules);
  const plan = planOf(needs, sets);
  const version = packageVersion(root);
  const wording = wordingOf(readQuestionnaire(root), titlesOf(sets));
  const overlaid = sets.overlay === undefined ? [] : [sets.overlay.hash];
  const hash = createHash('sha256')
    .update(JSON.stringify([version, rules, sources, door, sets.version, sets.hash, ...overlaid]))
    .digest('hex');
  return {
    version,
    hash,
    valueSetsHash: [sets.hash, ...overlaid].join('+'),
    causes,
    flagFolders,
    reliefs,
    orderChecks,
    door,
    sources,
    wording,
    codes: sets.index,
    ...(sets.overlay === undefined ? {} : { overlay: sets.overlay }),
    units: new Units(),
    named: namedObservations(needs),
    plan: plan.entries,
    keysOf: plan.keysOf,
  };
}

/** What the JSON for pages needs beside the knowledge; read when a page first asks. */
export function loadWords(root: string, overlay?: string): CarriedWords {
  const sets = loadValueSets(join(root, 'valuesets'), overlay);
  return {
    questionnaire: readQuestionnaire(root),
    titles: titlesOf(sets),
    codes: [...sets.sets.values()].flatMap((set) => set.codes),
    textRules: sets.textRules,
  };
}

/** The frozen questionnaire of the intake. */
export function readQuestionnaire(root: string): unknown {
  return JSON.parse(readFileSync(join(root, 'cds-hooks', 'intake', 'questionnaire.json'), 'utf8'));
}

function packageVersion(root: string): string {
  const raw: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (typeof raw === 'object' && raw !== null && 'version' in raw && typeof raw.version === 'string')
    return raw.version;
  throw new Error('package.json has no version');
}

// The longest name first: "toe brachial" must not be taken for an ankle index.
function namedObservations(needs: Needs): readonly NamedObservation[] {
  const named: NamedObservation[] = [];
  for (const measure of needs.measures) {
    const set = measure.sets[0];
    for (const words of measure.words ?? []) if (set !== undefined) named.push({ words, set });
  }
  return named.sort((a, b) => b.words.join('').length - a.words.join('').length);
}
