/** Reads the value sets of a folder, refuses any file the manifest does not vouch for, adds an operator's own, and indexes their codes. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CodeIndex, systemKey } from '#chart/codes';
import type { CodeEntry, TextRule } from '#chart/codes';
import { marksOf } from './marks.ts';
import { readOverlay } from './overlay.ts';

const REMEDY = 'Restore the folder from the repository, or write it anew with "npm run valuesets".';
const TEXT_NAMES = 'text-names.tsv';

export interface ValueSetInfo {
  readonly id: string;
  readonly url: string;
  readonly version: string;
  readonly title: string;
  readonly sha256: string;
  /** True when rows of the concept were left out by licence or for want of a source. */
  readonly partial: boolean;
  readonly codes: readonly CodeEntry[];
}

export interface OverlayInfo {
  readonly hash: string;
  /** Sets that got codes, and codes that we do not ship, each counted once per set. */
  readonly sets: number;
  readonly codes: number;
}

export interface ValueSets {
  readonly version: string;
  /** sha256 of the manifest: it stands for every byte of every set. */
  readonly hash: string;
  readonly sets: ReadonlyMap<string, ValueSetInfo>;
  /** Ids of concepts whose every code is withheld: known, and always without codes. */
  readonly withheld: ReadonlySet<string>;
  readonly index: CodeIndex;
  /** How drugs are known in text. */
  readonly textRules: readonly TextRule[];
  /** What an operator's overlay added; undefined without one. */
  readonly overlay: OverlayInfo | undefined;
  displayOf(set: string, system: string, code: string): string | undefined;
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(what: string): never {
  throw new Error(`Value sets: ${what} ${REMEDY}`);
}

function mapping(value: unknown, where: string): Mapping {
  return isMapping(value) ? value : refuse(`${where} is not an object.`);
}

function text(value: unknown, where: string): string {
  return typeof value === 'string' ? value : refuse(`${where} is not a string.`);
}

function list(value: unknown, where: string): readonly unknown[] {
  return Array.isArray(value) ? value : refuse(`${where} is not a list.`);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function json(bytes: Buffer, where: string): Mapping {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return mapping(value, where);
  } catch (cause) {
    if (cause instanceof SyntaxError) refuse(`${where} is not JSON.`);
    throw cause;
  }
}

function read(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch {
    return refuse(`${file} cannot be read.`);
  }
}

function verified(folder: string, file: string, expected: string): Buffer {
  const bytes = read(folder, file);
  if (sha256(bytes) !== expected) {
    refuse(`${file} is not the file that manifest.json lists (sha256 differs).`);
  }
  return bytes;
}

function entryOf(value: unknown, set: string): CodeEntry {
  const where = `a code of ${set}.json`;
  const item = mapping(value, where);
  const system = systemKey(text(item['system'], where));
  if (system === undefined || system === 'atc') refuse(`${where} has a system that may not be shipped.`);
  const marks = marksOf(item['extension']) ?? refuse(`${where} has an extension that cannot be read.`);
  return {
    set,
    system,
    code: text(item['code'], where),
    display: text(item['display'], where),
    prefix: marks.has('prefix'),
    nonspecific: marks.has('nonspecific'),
    ingredient: marks.has('ingredient'),
  };
}

function readSet(folder: string, listed: Mapping): ValueSetInfo {
  const id = text(listed['id'], 'an id in manifest.json');
  const hash = text(listed['sha256'], `${id} in manifest.json`);
  const document = json(verified(folder, `${id}.json`, hash), `${id}.json`);
  if (document['id'] !== id) refuse(`${id}.json says it is another set.`);
  const expansion = mapping(document['expansion'], `${id}.json`);
  const withheld = mapping(listed['withheld'], `${id} in manifest.json`);
  return {
    id,
    url: text(document['url'], `${id}.json`),
    version: text(document['version'], `${id}.json`),
    title: text(document['title'], `${id}.json`),
    sha256: hash,
    partial: Object.values(withheld).some((counts) => isMapping(counts) && Object.keys(counts).length > 0),
    codes: list(expansion['contains'], `${id}.json`).map((item) => entryOf(item, id)),
  };
}

function textRules(table: string, known: (set: string) => boolean): TextRule[] {
  const [, ...lines] = table.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [set = '', kind = '', words = ''] = line.split('\t');
    if (set !== '*' && !known(set)) refuse(`${TEXT_NAMES} names ${set}, which is no set.`);
    if (kind !== 'name' && kind !== 'lone' && kind !== 'not-with') {
      return refuse(`${TEXT_NAMES} has a row of kind "${kind}".`);
    }
    return { set, kind, words };
  });
}

/** Titles by id. */
export const titlesOf = (sets: ValueSets): ReadonlyMap<string, string> =>
  new Map([...sets.sets].map(([id, set]) => [id, set.title]));

/** What an overlay adds: a code that a set of ours already has keeps the mark we gave it. */
function addedTo(sets: ReadonlyMap<string, ValueSetInfo>, given: readonly CodeEntry[]): readonly CodeEntry[] {
  const ours = new CodeIndex([...sets.values()].flatMap((set) => set.codes));
  const added = new Map<string, CodeEntry>();
  for (const entry of given) {
    const { set, system, code } = entry;
    const known = ours.membershipIn(system, code).find((one) => one.set === set);
    if (known !== undefined && !entry.prefix) continue;
    const id = `${set}|${system}|${code.replace('.', '').toUpperCase()}|${entry.prefix}`;
    const nonspecific = known?.nonspecific ?? (entry.nonspecific || added.get(id)?.nonspecific === true);
    added.set(id, { ...entry, nonspecific });
  }
  for (const { set, system, code, prefix } of [...sets.values()].flatMap((one) => one.codes))
    if (prefix) added.delete(`${set}|${system}|${code.replace('.', '').toUpperCase()}|true`);
  return [...added.values()];
}

function withAdded(set: ValueSetInfo | undefined, id: string, added: readonly CodeEntry[]): ValueSetInfo {
  const own = added.filter((entry) => entry.set === id);
  if (set !== undefined) return own.length === 0 ? set : { ...set, codes: [...set.codes, ...own] };
  const title = id.slice(id.indexOf('-') + 1).replaceAll('-', ' ');
  const url = `https://nocturne.example/fhir/ValueSet/${id}`;
  return { id, url, version: '', title, sha256: '', partial: true, codes: own };
}

/**
 * Reads and checks the whole folder.
 * @param overlay the folder of an operator's own value sets; it need not exist
 * @throws Error that names the file and what to do
 */
export function loadValueSets(folder: string, overlay?: string): ValueSets {
  const bytes = read(folder, 'manifest.json');
  const manifest = json(bytes, 'manifest.json');
  const listed = list(manifest['sets'], 'sets in manifest.json').map((set) => mapping(set, 'manifest.json'));
  const shipped = new Map<string, ValueSetInfo>();
  for (const entry of listed) {
    const set = readSet(folder, entry);
    shipped.set(set.id, set);
  }
  const stray = readdirSync(folder).find(
    (file) =>
      file.endsWith('.json') && file !== 'manifest.json' && !shipped.has(file.slice(0, -'.json'.length)),
  );
  if (stray !== undefined) refuse(`${stray} is not listed in manifest.json.`);
  const empty = list(manifest['nothingShippable'], 'nothingShippable in manifest.json').map((entry) =>
    text(mapping(entry, 'manifest.json')['id'], 'an id in manifest.json'),
  );
  const ids = new Set([...shipped.keys(), ...empty]);
  const inputs = mapping(manifest['inputs'], 'inputs in manifest.json');
  const names = verified(folder, TEXT_NAMES, text(inputs[TEXT_NAMES], 'inputs in manifest.json'));
  const rules = textRules(names.toString('utf8'), (id) => ids.has(id));
  const laid = overlay === undefined ? undefined : readOverlay(overlay, ids);
  const added = laid === undefined ? [] : addedTo(shipped, laid.codes);
  const grown = new Set(added.map((entry) => entry.set));
  const sets = new Map(
    [...new Set([...shipped.keys(), ...grown])].map((id) => [id, withAdded(shipped.get(id), id, added)]),
  );
  // Ours first: where two say the same of a code, the first words stay.
  const all = [...[...shipped.values()].flatMap((set) => set.codes), ...added];
  const index = new CodeIndex(all, rules);
  return {
    version: text(manifest['version'], 'version in manifest.json'),
    hash: sha256(bytes),
    sets,
    withheld: new Set(empty.filter((id) => !grown.has(id))),
    index,
    textRules: rules,
    overlay: laid === undefined ? undefined : { hash: laid.hash, sets: grown.size, codes: added.length },
    displayOf: (set, system, code) => index.displayOf(set, system, code),
  };
}
