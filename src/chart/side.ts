/** Which leg a resource speaks of, read from its body site, its codes' titles and the LOINC codes that carry a side. */
import { objects, text, type Raw } from './read.ts';

export type Side = 'left' | 'right';
export type Sides = 'left' | 'right' | 'both' | 'unstated';

// LOINC pressures, pulses and indices whose side is in the code; titles as in terminology.tsv.
const LOINC_SIDE: Readonly<Record<string, Side>> = {
  '8579-5': 'left',
  '8580-3': 'right',
  '8555-5': 'left',
  '8556-3': 'right',
  '8565-4': 'left',
  '8566-2': 'right',
  '8550-6': 'left',
  '8551-4': 'right',
  '8902-9': 'left',
  '8908-6': 'right',
  '8909-4': 'left',
  '8918-5': 'left',
  '8924-3': 'right',
  '8925-0': 'left',
};

const LEFT = /\bleft\b|\b(?:lt|l)\b(?=\s*(?:leg|foot|calf|thigh|toe|abi|lower|ankle))/i;
const RIGHT = /\bright\b|\b(?:rt|r)\b(?=\s*(?:leg|foot|calf|thigh|toe|abi|lower|ankle))/i;
const BOTH = /\bbilateral\b|\bboth\b/i;

function sideOfText(text: string): Sides {
  if (text.length > 400) return 'unstated';
  const left = LEFT.test(text);
  const right = RIGHT.test(text);
  if (BOTH.test(text) || (left && right)) return 'both';
  if (left) return 'left';
  return right ? 'right' : 'unstated';
}

function sideOfConcept(concept: Raw | undefined): Sides {
  if (concept === undefined) return 'unstated';
  for (const coding of objects(concept, 'coding')) {
    const code = text(coding, 'code');
    if (code !== undefined && Object.hasOwn(LOINC_SIDE, code)) return LOINC_SIDE[code] ?? 'unstated';
    const side = sideOfText(text(coding, 'display') ?? '');
    if (side !== 'unstated') return side;
  }
  return sideOfText(text(concept, 'text') ?? '');
}

/** The side of a resource: its body sites first, then what its code says, then the title our value set has for the code. */
export function sideOf(
  bodySites: readonly (Raw | undefined)[],
  code: Raw | undefined,
  titles: readonly string[],
): Sides {
  for (const site of bodySites) {
    const side = sideOfConcept(site);
    if (side !== 'unstated') return side;
  }
  const own = sideOfConcept(code);
  if (own !== 'unstated') return own;
  for (const title of titles) {
    const side = sideOfText(title);
    if (side !== 'unstated') return side;
  }
  return 'unstated';
}

/** True when a finding of these sides may be used for one leg: its own side, both, or no side stated. */
export function mayBe(sides: Sides, leg: Side): boolean {
  return sides === leg || sides === 'both' || sides === 'unstated';
}
