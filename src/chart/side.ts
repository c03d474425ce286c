/** Which leg a resource speaks of, read from its body site, its codes' titles and the LOINC codes that carry a side. */
import { systemKey } from './codes.ts';
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

// ICD-10-CM codes of the leg that carry a side: I70.2- to I70.7- by the last character, with ulceration (-3-, -4-) by
// the one before it, L97.- by the fifth.
const ICD_SIDE =
  /^(?:I70\.?[2-7](?:[01269](?:(?<right>1)|(?<left>2)|(?<both>3))$|(?<right2>3)|(?<left2>4))|L97\.?[1-9](?:(?<right3>1)|(?<left3>2)))/i;

const LEG = 'leg|foot|calf|thigh|toe|abi|abpi|tbi|lower|ankle|great|dorsalis|posterior|dp|pt|le';
const AFTER = 'abi|abpi|tbi|index|leg|foot|toe|ankle|pressure|dp|pt|le';
const LEFT = sided('left', 'lt|l');
const RIGHT = sided('right', 'rt|r');
const BOTH = /\bbilateral\b|\bboth\b|\bright and left\b|\bleft and right\b/i;

// The word anywhere; its abbreviation only beside a word of the leg: "R ABI", "ABI (Lt)", "foot, L".
function sided(word: string, short: string): RegExp {
  return new RegExp(
    `\\b${word}\\b|\\b(?:${short})\\b\\.?(?=\\s*(?:${LEG})s?\\b)|\\b(?:${AFTER})\\b[\\s,:(-]{1,3}(?:${short})\\b(?!\\/)`,
    'i',
  );
}

/** The side that words state. */
export function sideOfText(text: string): Sides {
  if (text.length > 400) return 'unstated';
  const left = LEFT.test(text);
  const right = RIGHT.test(text);
  if (BOTH.test(text) || (left && right)) return 'both';
  if (left) return 'left';
  return right ? 'right' : 'unstated';
}

/** The side that a concept states by LOINC or ICD-10-CM code, in a display, or in its text. */
export function sideOfConcept(concept: Raw): Sides {
  for (const coding of objects(concept, 'coding')) {
    const code = text(coding, 'code') ?? '';
    if (Object.hasOwn(LOINC_SIDE, code)) return LOINC_SIDE[code] ?? 'unstated';
    const side = sideOfText(text(coding, 'display') ?? '');
    if (side !== 'unstated') return side;
    const icd = isIcd(coding) ? sideOfIcd(code) : 'unstated';
    if (icd !== 'unstated') return icd;
  }
  return sideOfText(text(concept, 'text') ?? '');
}

function sideOfIcd(code: string): Sides {
  const groups = ICD_SIDE.exec(code)?.groups ?? {};
  const named = Object.keys(groups).find((name) => groups[name] !== undefined);
  if (named === undefined) return 'unstated';
  return named.startsWith('right') ? 'right' : named.startsWith('left') ? 'left' : 'both';
}

function isIcd(coding: Raw): boolean {
  return systemKey(text(coding, 'system')) === 'icd-10-cm';
}

/** True when a finding of these sides may be used for one leg: its own side, both, or no side stated. */
export function mayBe(sides: Sides, leg: Side): boolean {
  return sides === leg || sides === 'both' || sides === 'unstated';
}
