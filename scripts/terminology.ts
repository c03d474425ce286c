/** The rows value sets are made of, and which of them an open repository may ship. */
import { parse as parseYaml } from 'yaml';

export const SYSTEM_URLS = {
  SNOMED: 'http://snomed.info/sct',
  ICD10CM: 'http://hl7.org/fhir/sid/icd-10-cm',
  LOINC: 'http://loinc.org',
  RXNORM: 'http://www.nlm.nih.gov/research/umls/rxnorm',
} as const;

export type System = keyof typeof SYSTEM_URLS;

export interface Row {
  readonly key: string;
  /** As the table names it; ATC rows are read too, so that they can be counted as withheld. */
  readonly system: string;
  readonly code: string;
  readonly display: string;
  readonly include: string;
  /** The stored file, or the dossier section, that names the code. */
  readonly source: string;
  readonly note: string;
}

/** A row that may be shipped, with what the note says about matching it. */
export interface Code {
  readonly system: System;
  readonly code: string;
  readonly display: string;
  readonly prefix: boolean;
  readonly nonspecific: boolean;
  readonly ingredient: boolean;
  readonly combination: boolean;
  readonly source: string;
}

export type Verdict = 'ship' | 'licence' | 'unverified';

/** Reads a tab-separated table with the seven columns of terminology.tsv or additions.tsv. */
export function readRows(text: string): Row[] {
  const [head, ...lines] = text.split('\n').filter((line) => line !== '');
  const columns = head?.split('\t') ?? [];
  const source = columns.includes('provenance') ? 'provenance' : 'verified';
  const at = (name: string): number => {
    const index = columns.indexOf(name);
    if (index < 0) throw new Error(`The table has no column "${name}".`);
    return index;
  };
  const place = {
    key: at('concept_key'),
    system: at('system'),
    code: at('code'),
    display: at('display'),
    include: at('include'),
    source: at(source),
    note: at('note'),
  };
  return lines.map((line, number) => {
    const cells = line.split('\t');
    const cell = (index: number): string => cells[index]?.trim() ?? '';
    if (cells.length !== columns.length) {
      throw new Error(`Row ${number + 2} has ${cells.length} cells, not ${columns.length}.`);
    }
    return {
      key: cell(place.key),
      system: cell(place.system),
      code: cell(place.code),
      display: cell(place.display),
      include: cell(place.include),
      source: cell(place.source),
      note: cell(place.note),
    };
  });
}

function isSystem(name: string): name is System {
  return Object.hasOwn(SYSTEM_URLS, name);
}

/** May this row be shipped? ATC and SNOMED CT outside the CC BY Global Patient Set may not. */
export function verdict(row: Row): Verdict {
  if (!isSystem(row.system)) return 'licence';
  if (row.system === 'SNOMED' && !/\bGPS-2020-09\b/.test(row.note)) return 'licence';
  return row.source === 'unverified-memory' ? 'unverified' : 'ship';
}

/** The shippable form of a row; undefined when it must be withheld. */
export function shippable(row: Row): Code | undefined {
  if (!isSystem(row.system) || verdict(row) !== 'ship') return undefined;
  return {
    system: row.system,
    code: row.code,
    display: row.display,
    // Only ICD-10-CM has a string hierarchy; SNOMED "descendants" would need a licensed terminology server.
    prefix: row.system === 'ICD10CM' && row.include === 'prefix',
    nonspecific: row.note.startsWith('NONSPECIFIC:'),
    ingredient: row.system === 'RXNORM' && row.note.includes('ingredient'),
    combination: row.system === 'RXNORM' && row.note.includes('combination'),
    source: row.source,
  };
}

export interface Member {
  readonly set: string;
  readonly only: readonly string[] | undefined;
  readonly without: readonly string[];
  readonly siteNeeded: readonly string[] | 'all';
  readonly siteStated: readonly string[];
}

export interface Composition {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly members: readonly Member[];
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown, where: string): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new Error(`${where} must be a list of codes in quotes.`);
  }
  return value;
}

function member(value: unknown, id: string): Member {
  if (!isMapping(value) || typeof value['set'] !== 'string')
    throw new Error(`${id}: a member without "set".`);
  const set = value['set'];
  const where = `${id}, member ${set}`;
  return {
    set,
    only: value['only'] === undefined ? undefined : strings(value['only'], where),
    without: strings(value['without'], where),
    siteNeeded: value['siteNeeded'] === 'all' ? 'all' : strings(value['siteNeeded'], where),
    siteStated: strings(value['siteStated'], where),
  };
}

/** Reads composed.yaml: the sets that are made of other sets. */
export function readCompositions(text: string): Composition[] {
  const document: unknown = parseYaml(text);
  if (!isMapping(document)) throw new Error('composed.yaml must be a mapping of set ids.');
  return Object.entries(document).map(([id, entry]) => {
    if (!isMapping(entry) || !Array.isArray(entry['members']))
      throw new Error(`${id} has no list of members.`);
    return {
      id,
      title: String(entry['title'] ?? id),
      description: String(entry['description'] ?? ''),
      members: entry['members'].map((item) => member(item, id)),
    };
  });
}

/** The codes of a composed set, marked nonspecific where no member states a leg site. */
export function compose(
  composition: Composition,
  codesOf: (key: string) => readonly Code[] | undefined,
): readonly Code[] {
  const found = new Map<string, Code>();
  for (const part of composition.members) {
    const codes = codesOf(part.set);
    const where = `${composition.id}, member ${part.set}`;
    if (codes === undefined) throw new Error(`${where}: no such set.`);
    const known = new Set(codes.map((code) => code.code));
    const named = [
      ...(part.only ?? []),
      ...part.without,
      ...(part.siteNeeded === 'all' ? [] : part.siteNeeded),
      ...part.siteStated,
    ];
    const stray = named.find((code) => !known.has(code));
    if (stray !== undefined) throw new Error(`${where}: ${stray} is not a shippable code of that set.`);
    for (const code of codes) {
      if (part.only !== undefined && !part.only.includes(code.code)) continue;
      if (part.without.includes(code.code)) continue;
      const needed = part.siteNeeded === 'all' || part.siteNeeded.includes(code.code);
      const marked = needed || (code.nonspecific && !part.siteStated.includes(code.code));
      const id = `${code.system}|${code.code}`;
      const before = found.get(id);
      found.set(id, {
        ...code,
        prefix: code.prefix || before?.prefix === true,
        nonspecific: marked && before?.nonspecific !== false,
        source: `composed from ${part.set}`,
      });
    }
  }
  return [...found.values()];
}
