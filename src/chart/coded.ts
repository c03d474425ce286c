/** Turns a CodeableConcept into the value sets it belongs to and a label for people. */
import type { CodeIndex } from './codes.ts';
import type { Sets } from './entries.ts';
import { objects, text, type Raw } from './read.ts';
import { sideOfConcept, sideOfText, type Sides } from './side.ts';

const NO_SETS: Sets = new Map();

/**
 * Membership of every coding, always by system and code. A specific code beats a nonspecific one in the same set.
 * @param counts leaves out codings by their system
 */
export function setsOf(
  concepts: readonly (Raw | undefined)[],
  codes: CodeIndex,
  counts?: (system: string | undefined) => boolean,
): Sets {
  let found: Map<string, boolean> | undefined;
  for (const concept of concepts) {
    if (concept === undefined) continue;
    for (const coding of objects(concept, 'coding')) {
      const system = text(coding, 'system');
      if (counts?.(system) === false) continue;
      for (const one of codes.membership(system, text(coding, 'code'))) {
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

/** True when a body site names the leg, by code or in words. "Left" alone is a side of anything. */
export function namesLeg(sites: readonly (Raw | undefined)[], codes: CodeIndex): boolean {
  return sites.some(
    (site) =>
      site !== undefined &&
      (objects(site, 'coding').some((coding) => isLegSite(coding, codes)) ||
        LEG_WORDS.test(labelOf(site).slice(0, 200))),
  );
}

function isLegSite(coding: Raw, codes: CodeIndex): boolean {
  const system = text(coding, 'system');
  const code = text(coding, 'code');
  return (
    codes.membership(system, code).some((one) => one.set === 'bodysite-leg') &&
    codes.titleOf(system, code)?.includes('qualifier') !== true
  );
}

/**
 * The leg a resource speaks of: its body sites first, then what its codes say, own before parent.
 * Two sites of different sides mean both.
 */
export function sidesOf(
  sites: readonly (Raw | undefined)[],
  concepts: readonly (Raw | undefined)[],
  codes: CodeIndex,
): Sides {
  const sited = new Set(sites.map((site) => sideOfCoded(site, codes)));
  sited.delete('unstated');
  if (sited.size > 1) return 'both';
  for (const side of sited) return side;
  for (const concept of concepts) {
    const side = sideOfCoded(concept, codes);
    if (side !== 'unstated') return side;
  }
  return 'unstated';
}

// The record's own words, else the title our value sets have for a code that came without them.
function sideOfCoded(concept: Raw | undefined, codes: CodeIndex): Sides {
  if (concept === undefined) return 'unstated';
  const own = sideOfConcept(concept);
  if (own !== 'unstated') return own;
  for (const coding of objects(concept, 'coding')) {
    const title = codes.titleOf(text(coding, 'system'), text(coding, 'code'));
    const side = title === undefined ? 'unstated' : sideOfText(title);
    if (side !== 'unstated') return side;
  }
  return 'unstated';
}
