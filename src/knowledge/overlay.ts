/** Reads the value sets an operator lays over ours, and refuses a file that cannot be read whole. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemKey } from '#chart/codes';
import type { CodeEntry, SystemKey } from '#chart/codes';
import { marksOf } from './marks.ts';

/** An overlay that cannot be used: says which file, and what to do. */
export class OverlayError extends Error {}

export interface Overlay {
  /** sha256 over names and bytes of all its sets. */
  readonly hash: string;
  /** The codes as its files give them, some of them ours already. */
  readonly codes: readonly CodeEntry[];
}

const MANIFEST = 'manifest.json';
const CANONICAL = 'https://nocturne.example/fhir/ValueSet/';
const MARKS = new Set(['prefix', 'nonspecific', 'ingredient', 'combination']);
// What a code of each system looks like; a name or a range in its place would match nothing, silently.
const FORMS: Readonly<Record<SystemKey, RegExp>> = {
  snomed: /^\d{6,18}$/,
  'icd-10-cm': /^[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?$/i,
  loinc: /^\d{1,7}-\d$/,
  rxnorm: /^\d{1,8}$/,
  atc: /^[A-Z]\d\d(?:[A-Z](?:[A-Z](?:\d\d)?)?)?$/i,
};

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(file: string, problem: string, remedy: string): never {
  throw new OverlayError(`Value set overlay, ${file}: ${problem} ${remedy}`);
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function bytesOf(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch {
    return refuse(file, 'cannot be read.', 'Make it readable for the service, or remove it.');
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return refuse(folder, 'is no folder that can be read.', 'Make it one, or remove it.');
  }
}

function documentOf(file: string, bytes: Buffer): Mapping {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (isMapping(value)) return value;
  } catch {
    // Said below: the parser's own words would quote the file.
  }
  return refuse(file, 'is not a JSON object.', 'Mend it, or remove it from the overlay.');
}

function listOf(value: unknown, file: string, what: string): readonly Mapping[] {
  if (Array.isArray(value) && value.every(isMapping)) return value;
  return refuse(file, `${what} is not a list of objects.`, 'Write it as FHIR R4 ValueSet JSON.');
}

/** Which of our sets a file means: by its id, else by its canonical url. */
function setOf(document: Mapping, file: string, known: ReadonlySet<string>): string {
  if (document['resourceType'] !== 'ValueSet')
    refuse(file, 'is no ValueSet.', 'Keep only FHIR R4 ValueSet files in this folder.');
  const { id, url } = document;
  const byUrl =
    typeof url === 'string' && url.startsWith(CANONICAL)
      ? url.slice(CANONICAL.length).split('|')[0]
      : undefined;
  const byId = typeof id === 'string' && known.has(id) ? id : undefined;
  if (byId !== undefined && byUrl !== undefined && byId !== byUrl)
    refuse(file, `is ${byId} by its id and ${byUrl} by its url.`, 'Let both name the same set.');
  if (byId !== undefined) return byId;
  if (byUrl !== undefined && known.has(byUrl)) return byUrl;
  const named = typeof id === 'string' ? `"${id.slice(0, 80)}"` : 'no set';
  return refuse(
    file,
    `names ${named}, which is none of our sets.`,
    'Use the id of a set that valuesets/manifest.json lists, such as "cond-pad".',
  );
}

function entryOf(item: Mapping, system: unknown, set: string, file: string): CodeEntry {
  const { code, display } = item;
  const key = typeof system === 'string' ? systemKey(system) : undefined;
  if (key === undefined)
    refuse(
      file,
      `has a code of the system ${typeof system === 'string' ? `"${system.slice(0, 80)}"` : 'nobody states'}, which we do not read.`,
      'Use SNOMED CT, ICD-10-CM, LOINC, RxNorm or ATC, or leave these codes out.',
    );
  if (typeof code !== 'string' || !FORMS[key].test(code))
    refuse(file, `has ${JSON.stringify(code)?.slice(0, 40)}, which is no ${key} code.`, 'Correct the code.');
  const marks = marksOf(item['extension']);
  const strange = [...(marks ?? ['unreadable'])].find((mark) => !MARKS.has(mark));
  if (marks === undefined || strange !== undefined)
    refuse(file, `marks ${code} as "${strange}".`, `Use one of: ${[...MARKS].join(', ')}.`);
  if (marks.has('prefix') && key !== 'icd-10-cm' && key !== 'atc')
    refuse(file, `marks ${code} as a prefix.`, `A ${key} code has no prefixes: list the codes one by one.`);
  return {
    set,
    system: key,
    code,
    display: typeof display === 'string' && display !== '' ? display : code,
    // An ATC class is meant with all products below it.
    prefix: marks.has('prefix') || key === 'atc',
    nonspecific: marks.has('nonspecific'),
    ingredient: key === 'rxnorm' && marks.has('ingredient') && typeof display === 'string',
  };
}

function* flat(items: readonly Mapping[], file: string): Generator<Mapping> {
  for (const item of items) {
    if (item['abstract'] !== true) yield item;
    if (item['contains'] !== undefined) yield* flat(listOf(item['contains'], file, 'contains'), file);
  }
}

const EXPAND = 'Expand it with your terminology server and save the expansion.';

function codesOf(document: Mapping, set: string, file: string): readonly CodeEntry[] {
  const { expansion, compose } = document;
  if (isMapping(expansion) && expansion['contains'] !== undefined) {
    const items = [...flat(listOf(expansion['contains'], file, 'expansion.contains'), file)];
    const { total } = expansion;
    if (typeof total === 'number' && total > items.length)
      refuse(file, `holds ${items.length} of ${total} codes.`, 'Save all pages of the expansion.');
    return items.map((item) => entryOf(item, item['system'], set, file));
  }
  const include = isMapping(compose) ? compose['include'] : undefined;
  if (include === undefined) return refuse(file, 'has no expansion and no compose.include.', EXPAND);
  if (isMapping(compose) && compose['exclude'] !== undefined)
    refuse(file, 'excludes codes, which only a terminology server can resolve.', EXPAND);
  return listOf(include, file, 'compose.include').flatMap((part) => {
    if (part['concept'] === undefined || part['filter'] !== undefined || part['valueSet'] !== undefined)
      refuse(file, 'does not list its codes one by one.', EXPAND);
    return listOf(part['concept'], file, 'concept').map((item) => entryOf(item, part['system'], set, file));
  });
}

// The manifest vouches for the files that the command wrote; files put there by hand need none.
function checkManifest(folder: string, files: readonly string[]): void {
  const document = documentOf(MANIFEST, bytesOf(folder, MANIFEST));
  const rewrite = 'Write the overlay anew with "npm run valuesets -- --tx URL", or restore the file.';
  for (const one of listOf(document['files'], MANIFEST, 'files')) {
    const { file, sha256: expected } = one;
    if (typeof file !== 'string' || typeof expected !== 'string')
      return refuse(MANIFEST, 'lists a file without name or sha256.', rewrite);
    if (!files.includes(file)) refuse(file, `is listed in ${MANIFEST} and is not there.`, rewrite);
    if (sha256(bytesOf(folder, file)) !== expected)
      refuse(file, `is not the file that ${MANIFEST} lists (sha256 differs).`, rewrite);
  }
}

/**
 * Reads a folder of FHIR R4 ValueSet files; undefined when there is none, or none in it.
 * @param known ids of our sets, those without a shippable code too
 * @throws OverlayError naming the file and the remedy
 */
export function readOverlay(folder: string, known: ReadonlySet<string>): Overlay | undefined {
  if (!existsSync(folder)) return undefined;
  const names = namesIn(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  const files = names.filter((name) => name !== MANIFEST).sort();
  if (names.includes(MANIFEST)) checkManifest(folder, files);
  const from = new Map<string, string>();
  const codes: CodeEntry[] = [];
  const hash = createHash('sha256');
  for (const file of files) {
    const bytes = bytesOf(folder, file);
    const document = documentOf(file, bytes);
    const set = setOf(document, file, known);
    const other = from.get(set);
    if (other !== undefined)
      refuse(file, `is a second file for ${set}, beside ${other}.`, 'Merge the two into one file.');
    from.set(set, file);
    codes.push(...codesOf(document, set, file));
    hash.update(`${file} ${sha256(bytes)}\n`);
  }
  return files.length === 0 ? undefined : { hash: hash.digest('hex'), codes };
}
