/** Which value sets a coding, or the text of a medication, belongs to: always by system and code. */
import { DrugText } from './drug-text.ts';
import type { IngredientName, TextRule } from './drug-text.ts';

export type { IngredientName, TextRule };

export type SystemKey = 'snomed' | 'icd-10-cm' | 'loinc' | 'rxnorm' | 'atc';

export interface CodeEntry {
  readonly set: string;
  readonly system: SystemKey;
  readonly code: string;
  readonly prefix: boolean;
  /** The code alone does not state what the set is about (no site, no onset, a diagnosis for a symptom). */
  readonly nonspecific: boolean;
  readonly ingredient: boolean;
  readonly display: string;
}

export interface Membership {
  readonly set: string;
  readonly nonspecific: boolean;
}

const NONE: readonly Membership[] = Object.freeze([]);

const SYSTEMS: ReadonlyMap<string, SystemKey> = new Map<string, SystemKey>([
  ['http://snomed.info/sct', 'snomed'],
  ['urn:oid:2.16.840.1.113883.6.96', 'snomed'],
  ['2.16.840.1.113883.6.96', 'snomed'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'icd-10-cm'],
  ['urn:oid:2.16.840.1.113883.6.90', 'icd-10-cm'],
  ['2.16.840.1.113883.6.90', 'icd-10-cm'],
  ['http://loinc.org', 'loinc'],
  ['urn:oid:2.16.840.1.113883.6.1', 'loinc'],
  ['2.16.840.1.113883.6.1', 'loinc'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'rxnorm'],
  ['urn:oid:2.16.840.1.113883.6.88', 'rxnorm'],
  ['2.16.840.1.113883.6.88', 'rxnorm'],
  ['http://www.whocc.no/atc', 'atc'],
  ['urn:oid:2.16.840.1.113883.6.73', 'atc'],
  ['2.16.840.1.113883.6.73', 'atc'],
]);

const SNOMED_EDITION = 'http://snomed.info/sct/';

/** The system behind a URI or an OID; undefined when it is none of ours (a local system, none stated). */
export function systemKey(system: string | undefined): SystemKey | undefined {
  if (system === undefined) return undefined;
  const known = SYSTEMS.get(system);
  if (known !== undefined) return known;
  const trimmed = system.trim();
  const plain = trimmed.endsWith('/') ? trimmed.slice(0, -1) : trimmed;
  if (plain.startsWith(SNOMED_EDITION)) return 'snomed';
  return SYSTEMS.get(plain) ?? SYSTEMS.get(plain.toLowerCase());
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

// What begins with a class or a category belongs to it: true of these two systems only.
function isHierarchical(system: SystemKey): boolean {
  return system === 'icd-10-cm' || system === 'atc';
}

/** An ICD-10-CM or ATC code without dot and in capitals; empty when the text has not the form of such a code. */
function plainHierarchical(code: string): string {
  const plain = code.trim().replace('.', '').toUpperCase();
  if (plain.length < 3 || plain.length > 7) return '';
  const letter = plain.charCodeAt(0);
  return letter >= 65 && letter <= 90 && isDigit(plain.charCodeAt(1)) ? plain : '';
}

function normal(system: SystemKey, code: string): string {
  return isHierarchical(system) ? plainHierarchical(code) : code.trim();
}

/** A prefix row may be one letter (C: any malignant neoplasm), which is no code of its own. */
function plainStem(code: string): string {
  return code.replace('.', '').toUpperCase();
}

const LONGEST_STEM = 7;

type Marks = Map<string, boolean>;

class Shelf {
  readonly exact = new Map<string, readonly Membership[]>();
  readonly stems = new Map<string, readonly Membership[]>();
}

function own(marks: Map<string, Marks>, code: string): Marks {
  const found = marks.get(code);
  if (found !== undefined) return found;
  const fresh: Marks = new Map();
  marks.set(code, fresh);
  return fresh;
}

/** Codes of all sets, arranged once so that a lookup is a few map reads and allocates nothing. */
export class CodeIndex {
  readonly #shelves: ReadonlyMap<SystemKey, Shelf>;
  readonly #displays = new Map<string, string>();
  readonly #titles = new Map<string, string>();
  readonly #text: DrugText;

  constructor(entries: Iterable<CodeEntry>, textRules: readonly TextRule[] = []) {
    const shelves = new Map<SystemKey, Shelf>();
    const exact = new Map<SystemKey, Map<string, Marks>>();
    const stems = new Map<SystemKey, Map<string, Marks>>();
    const ingredients: { set: string; name: string }[] = [];
    const combinations = new Map<string, string>();
    for (const entry of entries) {
      const { set, system, code } = entry;
      if (!shelves.has(system)) {
        shelves.set(system, new Shelf());
        exact.set(system, new Map());
        stems.set(system, new Map());
      }
      const plain = isHierarchical(system) ? plainStem(code) : code;
      const marks = (entry.prefix ? stems : exact).get(system);
      if (marks !== undefined) own(marks, plain).set(set, entry.nonspecific);
      this.#displays.set(`${set}|${system}|${plain}`, entry.display);
      // The first stays: our sets come before an operator's, and a side may be read from these words.
      const title = `${system}|${plain}`;
      if (!this.#titles.has(title)) this.#titles.set(title, entry.display);
      if (entry.ingredient) ingredients.push({ set, name: entry.display });
      else if (system === 'rxnorm' && entry.display.includes(' / ')) combinations.set(code, entry.display);
    }
    this.#text = new DrugText(ingredients, textRules);
    // A combination is listed under the drug it was collected for; its other ingredients stand in its name.
    for (const [code, display] of combinations) {
      const marks = own(exact.get('rxnorm') ?? new Map<string, Marks>(), code);
      for (const set of this.#text.setsIn(display)) if (!marks.has(set)) marks.set(set, false);
    }
    const shared = new Map<string, Membership>();
    const list = (marks: Marks): readonly Membership[] =>
      Object.freeze(
        [...marks].map(([set, nonspecific]) => {
          const id = `${set}|${nonspecific}`;
          const membership = shared.get(id) ?? Object.freeze({ set, nonspecific });
          shared.set(id, membership);
          return membership;
        }),
      );
    for (const [system, shelf] of shelves) {
      const stemMarks = stems.get(system) ?? new Map<string, Marks>();
      // The longest matching row decides for its set: I70.228 (arm) overrules the stem I70.22.
      const merged = (code: string, last: Marks | undefined): Marks => {
        const marks: Marks = new Map();
        for (let length = 1; length <= code.length; length += 1) {
          for (const [set, mark] of stemMarks.get(code.slice(0, length)) ?? []) marks.set(set, mark);
        }
        for (const [set, mark] of last ?? []) marks.set(set, mark);
        return marks;
      };
      for (const stem of stemMarks.keys()) shelf.stems.set(stem, list(merged(stem, undefined)));
      for (const [code, marks] of exact.get(system) ?? []) {
        const memberships = list(isHierarchical(system) ? merged(code, marks) : marks);
        shelf.exact.set(code, memberships);
        if (system === 'icd-10-cm' && code.length > 3) {
          shelf.exact.set(`${code.slice(0, 3)}.${code.slice(3)}`, memberships);
        }
      }
    }
    this.#shelves = shelves;
  }

  /** The sets a coding belongs to; an empty list for an unknown system, no code, or a code of no set. */
  membership(system: string | undefined, code: string | undefined): readonly Membership[] {
    if (code === undefined) return NONE;
    const key = systemKey(system);
    return key === undefined ? NONE : this.membershipIn(key, code);
  }

  /** The same for a system that is already known by its key. */
  membershipIn(key: SystemKey, code: string): readonly Membership[] {
    const shelf = this.#shelves.get(key);
    if (shelf === undefined) return NONE;
    const found = shelf.exact.get(code);
    if (found !== undefined) return found;
    const plain = normal(key, code);
    if (plain === '') return NONE;
    const again = plain === code ? undefined : shelf.exact.get(plain);
    if (again !== undefined) return again;
    for (let length = Math.min(plain.length, LONGEST_STEM); length > 0 && shelf.stems.size > 0; length -= 1) {
      const stem = shelf.stems.get(plain.slice(0, length));
      if (stem !== undefined) return stem;
    }
    return NONE;
  }

  /** The words of the set for this code (or for the stem that holds it), for pages. */
  displayOf(set: string, system: string, code: string): string | undefined {
    const key = systemKey(system);
    if (key === undefined) return undefined;
    const plain = normal(key, code);
    const exact = this.#displays.get(`${set}|${key}|${plain}`);
    if (exact !== undefined || !isHierarchical(key)) return exact;
    for (let length = plain.length - 1; length > 0; length -= 1) {
      const stem = this.#displays.get(`${set}|${key}|${plain.slice(0, length)}`);
      if (stem !== undefined) return stem;
    }
    return undefined;
  }

  /** The words any set has for exactly this code, for example to read a side from them. */
  titleOf(system: string | undefined, code: string | undefined): string | undefined {
    const key = systemKey(system);
    return key === undefined || code === undefined
      ? undefined
      : this.#titles.get(`${key}|${normal(key, code)}`);
  }

  /** The names looked for in medication text, longest first, each with its sets. */
  ingredientNames(): readonly IngredientName[] {
    return this.#text.names;
  }

  /** The drug sets a medication's text names, for charts without codes: text evidence, to be shown as such. */
  drugSetsInText(text: string | undefined): readonly string[] {
    return text === undefined ? [] : this.#text.setsIn(text);
  }
}
