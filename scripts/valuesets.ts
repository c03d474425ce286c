/** `npm run valuesets`: writes valuesets/*.json and manifest.json from the terminology table, or an overlay from a terminology server. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compose, readCompositions, readRows, shippable, verdict } from './terminology.ts';
import type { Code, Row } from './terminology.ts';
import { TxError } from './tx-client.ts';
import { txServer } from './tx-options.ts';
import { writeOverlay } from './tx-overlay.ts';
import { VERSION, idOf, titleOf, valueSetJson } from './valueset-json.ts';

const HELP = `Writes the value sets of this repository, or an operator's overlay of them.

  npm run valuesets -- --from FILE [--to FOLDER] [--check]

  --from FILE   the terminology table: concept_key, system, code, display, include, verified, note (tab-separated)
  --to FOLDER   where the sets stand; it also holds additions.tsv, composed.yaml and text-names.tsv
                (default: valuesets)
  --check       compare with what stands there, write nothing; exit code 1 when they differ
  --help        this text

Shipped: ICD-10-CM, LOINC, RxNorm, and SNOMED CT rows marked GPS-2020-09. Withheld, and counted in
manifest.json: ATC, all other SNOMED CT, and rows nobody has verified.

  npm run valuesets -- --tx URL [--header "Name: value"] [--to FOLDER] [--from FILE] [--deadline SECONDS] [--check]

  --tx URL      FHIR R4 base of a terminology server with your licensed SNOMED CT: asks it for the subtypes of the
                specific SNOMED CT codes of each set, and writes those we do not ship as an overlay
  --header H    sent with each request, for example "Authorization: Bearer ..."; may be given several times;
                never written, never shown
  --to FOLDER   the overlay to write (default: valuesets/overlay, which the service reads when it starts)
  --from FILE   the terminology table, if you have it: its marks on codes we may not ship are kept
  --deadline S  seconds for all of it (default: 1800; one answer has at most 60)
  --check       ask and compare, write nothing; exit code 1 when they differ

Left out and named: codes of the arm in a set of the leg, codes that our tables file under another set, and
sets with over 2,000 subtypes. Progress goes to stderr.
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

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  tx: { type: 'string' },
  header: { type: 'string', multiple: true, default: [] as string[] },
  deadline: { type: 'string', default: '1800' },
  check: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function options(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch {
    // The parser's own words quote what it stumbled over, which may be half of a header.
    throw new TxError('These options cannot be read: see --help. Put a header in quotes.');
  }
}

type Options = ReturnType<typeof options>;

/** @throws TxError with a sentence for the operator */
async function overlay(address: string, values: Options, now: () => number): Promise<number> {
  const { base, headers, warning } = txServer(address, values.header);
  const seconds = Number(values.deadline);
  if (!(seconds > 0)) throw new TxError('--deadline must be a number of seconds.');
  if (warning !== undefined) console.error(warning);
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
  return writeOverlay({
    server: { base, headers, perRequestMs: 60_000, until: now() + seconds * 1000, now, sleep },
    from: 'valuesets',
    to: values.to ?? join('valuesets', 'overlay'),
    check: values.check,
    rows: values.from === undefined ? [] : readRows(readFileSync(values.from, 'utf8')),
    progress: (line) => console.error(line),
    say: (line) => console.log(line),
  });
}

function shippedSets(from: string, to: string, check: boolean): number {
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

async function main(args: readonly string[]): Promise<number> {
  const values = options(args);
  const { from, to, tx, check, help } = values;
  if (help) {
    console.log(HELP);
    return 0;
  }
  if (tx !== undefined) return overlay(tx, values, () => Date.now());
  if (from !== undefined) return shippedSets(from, to ?? 'valuesets', check);
  console.log(HELP);
  return 2;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof TxError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
