/** Turns a CodeableConcept into the value sets it belongs to and a label for people. */
import type { CodeIndex } from './codes.ts';
import type { Sets } from './entries.ts';
import { objects, text, type Raw } from './read.ts';

const NO_SETS: Sets = new Map();

/** Membership of every coding, always by system and code. A specific code beats a nonspecific one in the same set. */
export function setsOf(concepts: readonly (Raw | undefined)[], codes: CodeIndex): Sets {
  let found: Map<string, boolean> | undefined;
  for (const concept of concepts) {
    if (concept === undefined) continue;
    for (const coding of objects(concept, 'coding')) {
      for (const one of codes.membership(text(coding, 'system'), text(coding, 'code'))) {
        found ??= new Map();
        const before = found.get(one.set);
        found.set(one.set, before === undefined ? one.nonspecific : before && one.nonspecific);
      }
    }
  }
  return found ?? NO_SETS;
}

/** The same sets with every membership specific: a leg stands beside the code. */
export function specific(sets: Sets): Sets {
  for (const nonspecific of sets.values()) {
    if (nonspecific) return new Map([...sets.keys()].map((set) => [set, false]));
  }
  return sets;
}

/** What a person would call it: text, else the first display, else the first code. */
export function labelOf(concept: Raw | undefined): string {
  const own = text(concept, 'text');
  if (own !== undefined) return own;
  const coding = objects(concept, 'coding');
  for (const one of coding) {
    const display = text(one, 'display');
    if (display !== undefined) return display;
  }
  return text(coding[0], 'code') ?? 'unnamed entry';
}

const LEG_WORDS =
  /\b(?:legs?|calf|calves|foot|feet|thighs?|ankles?|toes?|knees?|shins?|heels?|lower (?:limb|extremity)|lower leg)\b/i;

/** True when a body site names the leg, by code or in words. */
export function namesLeg(sites: readonly (Raw | undefined)[], codes: CodeIndex): boolean {
  return sites.some(
    (site) =>
      site !== undefined &&
      (setsOf([site], codes).has('bodysite-leg') || LEG_WORDS.test(labelOf(site).slice(0, 200))),
  );
}

/** The titles our value sets have for the codes of a concept: they name the side where the record's own text does not. */
export function titlesOf(concept: Raw, codes: CodeIndex): readonly string[] {
  const titles: string[] = [];
  for (const coding of objects(concept, 'coding')) {
    const system = text(coding, 'system');
    const code = text(coding, 'code');
    const set = codes.membership(system, code)[0]?.set;
    if (set === undefined || system === undefined || code === undefined) continue;
    const title = codes.displayOf(set, system, code);
    if (title !== undefined) titles.push(title);
  }
  return titles;
}
