/** `npm run valuesets`: writes valuesets/*.json and manifest.json from the terminology table, or checks them. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compose, readCompositions, readRows, shippable, verdict } from './terminology.ts';
import type { Code, Row } from './terminology.ts';
import { VERSION, idOf, titleOf, valueSetJson } from './valueset-json.ts';

const HELP = `Writes the value sets of this repository.

  npm run valuesets -- --from FILE [--to FOLDER] [--check]

  --from FILE   the terminology table: concept_key, system, code, display, include, verified, note (tab-separated)
  --to FOLDER   where the sets stand; it also holds additions.tsv, composed.yaml and text-names.tsv
                (default: valuesets)
  --check       compare with what stands there, write nothing; exit code 1 when they differ
  --help        this text

Shipped: ICD-10-CM, LOINC, RxNorm, and SNOMED CT rows marked GPS-2020-09. Withheld, and counted in
manifest.json: ATC, all other SNOMED CT, and rows nobody has verified.
`;

const INPUTS = ['additions.tsv', 'composed.yaml', 'text-names.tsv'] as const;
const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  SNOMED: 'SNOMED CT',
  ICD10CM: 'ICD-10-CM',
  LOINC: 'LOINC',
  RXNORM: 'RxNorm',
  ATC: 'ATC',
};

interface Draft {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly codes: readonly Code[];
  readonly withheld: Withheld;
}

interface Withheld {
  readonly licence: Readonly<Record<string, number>>;
  readonly unverified: Readonly<Record<string, number>>;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function counts(values: readonly string[]): Record<string, number> {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withheldOf(rows: readonly Row[]): Withheld {
  const systems = (reason: string): string[] =>
    [...new Map(rows.map((row) => [`${row.system}|${row.code}`, row])).values()]
      .filter((row) => verdict(row) === reason)
      .map((row) => row.system);
  return { licence: counts(systems('licence')), unverified: counts(systems('unverified')) };
}

function phrase(numbers: Readonly<Record<string, number>>): string {
  return Object.entries(numbers)
    .map(([system, count]) => `${count} ${SYSTEM_NAMES[system] ?? system}`)
    .join(', ');
}

function describe(draft: Draft): string {
  const { licence, unverified } = draft.withheld;
  const sentences = [draft.note, `${draft.codes.length} codes.`];
  if (Object.keys(licence).length > 0) {
    sentences.push(`Part of the concept only: withheld by licence: ${phrase(licence)}.`);
  }
  if (Object.keys(unverified).length > 0) {
    sentences.push(`Withheld because no source was read: ${phrase(unverified)}.`);
  }
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function unique(codes: readonly Code[]): readonly Code[] {
  const found = new Map<string, Code>();
  for (const code of codes) {
    const id = `${code.system}|${code.code}`;
    const before = found.get(id);
    // An addition may mark a code of the table as nonspecific; anything else said twice is a mistake.
    if (before !== undefined && (before.nonspecific || !code.nonspecific)) {
      throw new Error(`${id} stands twice in one set; remove it from additions.tsv.`);
    }
    found.set(id, before === undefined ? code : { ...before, nonspecific: true });
  }
  return [...found.values()];
}

function drafts(rows: readonly Row[], compositions: string): { sets: Draft[]; empty: Draft[] } {
  const keys = [...new Set(rows.map((row) => row.key))];
  const plain = keys.map((key): Draft => {
    const own = rows.filter((row) => row.key === key);
    const codes = unique(own.flatMap((row) => shippable(row) ?? []));
    return { id: idOf(key), key, title: titleOf(key), note: '', codes, withheld: withheldOf(own) };
  });
  const byKey = new Map(plain.map((draft) => [draft.key, draft]));
  const composed = readCompositions(compositions).map((composition): Draft => {
    const members = new Set(composition.members.map((member) => member.set));
    return {
      id: composition.id,
      key: composition.id,
      title: composition.title,
      note: composition.description,
      codes: compose(composition, (key) => byKey.get(key)?.codes),
      withheld: withheldOf(rows.filter((row) => members.has(row.key))),
    };
  });
  const all = [...plain, ...composed].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    sets: all.filter((draft) => draft.codes.length > 0),
    empty: all.filter((draft) => draft.codes.length === 0),
  };
}

/** Every generated file by name. */
export function generate(table: string, read: (input: string) => string): ReadonlyMap<string, string> {
  const rows = [...readRows(table), ...readRows(read('additions.tsv'))];
  const { sets, empty } = drafts(rows, read('composed.yaml'));
  const files = new Map<string, string>();
  const entries = sets.map((draft) => {
    const text = valueSetJson({ ...draft, description: describe(draft) });
    files.set(`${draft.id}.json`, text);
    return {
      id: draft.id,
      key: draft.key,
      version: VERSION,
      sha256: sha256(text),
      codes: counts(draft.codes.map((code) => code.system)),
      withheld: draft.withheld,
      sources: counts(draft.codes.map((code) => code.source)),
    };
  });
  const manifest = {
    version: VERSION,
    table: sha256(table),
    inputs: Object.fromEntries(INPUTS.map((name) => [name, sha256(read(name))])),
    sets: entries,
    nothingShippable: empty.map((draft) => ({ id: draft.id, key: draft.key, withheld: draft.withheld })),
  };
  files.set('manifest.json', `${JSON.stringify(manifest, null, 1)}\n`);
  return files;
}

function main(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      to: { type: 'string', default: 'valuesets' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { from, to, check, help } = values;
  if (help || from === undefined) {
    console.log(HELP);
    return help ? 0 : 2;
  }
  const files = generate(readFileSync(from, 'utf8'), (name) => readFileSync(join(to, name), 'utf8'));
  const standing = readdirSync(to).filter((name) => name.endsWith('.json'));
  const stale = standing.filter((name) => !files.has(name));
  const changed = [...files].filter(
    ([name, text]) => !standing.includes(name) || readFileSync(join(to, name), 'utf8') !== text,
  );
  for (const name of stale) console.log(`${check ? 'not generated' : 'removed'}: ${name}`);
  for (const [name] of changed) console.log(`${check ? 'differs' : 'written'}: ${name}`);
  if (check) return stale.length + changed.length > 0 ? 1 : 0;
  for (const name of stale) rmSync(join(to, name));
  for (const [name, text] of changed) writeFileSync(join(to, name), text);
  console.log(`${files.size - 1} sets in ${to}.`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
