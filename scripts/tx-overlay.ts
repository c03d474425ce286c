/** `npm run valuesets -- --tx URL`: writes an operator's overlay with the SNOMED CT subtypes of the codes we ship. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadValueSets } from '#knowledge/valuesets';
import { filedElsewhere, sift } from './overlay-sets.ts';
import type { SetAsked, Sifted, Tables } from './overlay-sets.ts';
import type { Row } from './terminology.ts';
import { SNOMED, TxClient, TxError } from './tx-client.ts';
import type { TxSettings } from './tx-client.ts';
import { BASE, MATCH_EXTENSION } from './valueset-json.ts';

const AT_ONCE = 4;
const MANIFEST = 'manifest.json';

export interface TxRun {
  readonly server: TxSettings;
  /** The folder of our own sets, and the overlay to write. */
  readonly from: string;
  readonly to: string;
  readonly check: boolean;
  /** Rows of the terminology table, for the marks of codes that we may not ship; empty without the table. */
  readonly rows: readonly Row[];
  readonly progress: (line: string) => void;
  readonly say: (line: string) => void;
}

type Outcome =
  | ({ readonly is: 'whole'; readonly id: string; readonly version: string | undefined } & Sifted)
  | { readonly is: 'too broad'; readonly id: string; readonly why: string };

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function setsAndTables(folder: string, rows: readonly Row[]): { asked: readonly SetAsked[]; tables: Tables } {
  const homes = new Map<string, Set<string>>();
  const nonspecific = new Set(
    rows
      .filter((row) => row.system === 'SNOMED' && row.note.startsWith('NONSPECIFIC:'))
      .map((row) => row.code),
  );
  const asked: SetAsked[] = [];
  for (const set of loadValueSets(folder).sets.values()) {
    const own = set.codes.filter((code) => code.system === 'snomed');
    for (const { code, nonspecific: marked } of own) {
      homes.set(code, (homes.get(code) ?? new Set<string>()).add(set.id));
      if (marked) nonspecific.add(code);
    }
    const specific = own.filter((code) => !code.nonspecific).map((code) => code.code);
    if (specific.length > 0)
      asked.push({ id: set.id, shipped: new Set(own.map((code) => code.code)), asked: specific });
  }
  return { asked, tables: { homes, nonspecific } };
}

/** Works through a list with a few workers; the first failure ends all. */
async function eachOf<T, R>(list: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = list.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [at, item] of queue) {
      if (failed) return;
      try {
        results[at] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

async function ask(client: TxClient, set: SetAsked, tables: Tables): Promise<Outcome> {
  const { id } = set;
  try {
    const expanded = await client.expand(set.asked);
    if (expanded.is === 'too broad') return { ...expanded, id };
    const foreign = filedElsewhere(set, expanded.concepts, tables);
    const below = foreign.length === 0 ? undefined : await client.expand(foreign);
    if (below?.is === 'too broad') return { ...below, id };
    const elsewhere = new Set([...foreign, ...(below?.concepts ?? []).map(({ code }) => code)]);
    return {
      is: 'whole',
      id,
      version: expanded.version,
      ...sift(set, expanded.concepts, elsewhere, tables),
    };
  } catch (error) {
    throw error instanceof TxError ? new TxError(`${id}: ${error.message}`) : error;
  }
}

function fileOf({ id, added }: { readonly id: string; readonly added: Sifted['added'] }): string {
  const concept = added.map(({ code, display, nonspecific }) => ({
    ...(nonspecific ? { extension: [{ url: MATCH_EXTENSION, valueCode: 'nonspecific' }] } : {}),
    code,
    display,
  }));
  const valueSet = {
    resourceType: 'ValueSet',
    id,
    url: `${BASE}/ValueSet/${id}`,
    status: 'draft',
    description: `Overlay: ${added.length} subtypes of the SNOMED CT codes shipped in ${id}.`,
    copyright: 'SNOMED CT, used under the licence of the operator. Not for redistribution.',
    compose: { include: [{ system: SNOMED, concept }] },
  };
  return `${JSON.stringify(valueSet, null, 1)}\n`;
}

function jsonOf(path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // A file that is no JSON names no set; the service says so when it starts.
  }
  return {};
}

/** The files an earlier run wrote; throws where a file of the operator's own already speaks for one of the sets. */
function ownFiles(folder: string, ids: ReadonlySet<string>): readonly string[] {
  if (!existsSync(folder)) return [];
  const { files } = jsonOf(join(folder, MANIFEST));
  const listed = Array.isArray(files)
    ? (files as readonly { readonly file?: unknown }[])
        .map(({ file }) => file)
        .filter((one) => typeof one === 'string')
    : [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json') && one !== MANIFEST)) {
    if (listed.includes(name)) continue;
    const { id, url } = jsonOf(join(folder, name));
    const named = [id, name.slice(0, -'.json'.length), String(url).split('/').at(-1)?.split('|')[0]];
    const set = named.find((one) => typeof one === 'string' && ids.has(one));
    if (set !== undefined)
      throw new TxError(
        `${join(folder, name)} is a file of your own for ${String(set)}. Move it away, or write elsewhere with --to and merge the two.`,
      );
  }
  return listed.filter((name) => /^[a-z0-9-]+\.json$/.test(name));
}

function report(run: TxRun, outcomes: readonly Outcome[]): void {
  for (const one of outcomes) {
    if (one.is === 'too broad') {
      run.say(`${one.id}: refused as too broad (${one.why}).`);
      continue;
    }
    if (one.added.length + one.leftOut.length === 0) continue;
    run.say(`${one.id}: ${one.added.length} codes added, ${one.leftOut.length} left out.`);
    for (const { code, display, why } of one.leftOut) run.say(`  left out, ${why}: ${code} ${display}`);
  }
}

/** Asks, and writes or compares; the exit code. @throws TxError with a sentence for the operator */
export async function writeOverlay(run: TxRun): Promise<number> {
  const { asked, tables } = setsAndTables(run.from, run.rows);
  const before = ownFiles(run.to, new Set(asked.map((set) => set.id)));
  const client = new TxClient(run.server);
  await client.probe(asked[0]?.asked[0] ?? '');
  let done = 0;
  const outcomes = await eachOf(asked, async (set) => {
    const outcome = await ask(client, set, tables);
    done += 1;
    const size = outcome.is === 'whole' ? `${outcome.added.length} more codes` : outcome.is;
    run.progress(`[${done}/${asked.length}] ${set.id}: ${size}`);
    return outcome;
  });
  const whole = outcomes.flatMap((one) => (one.is === 'whole' ? [one] : []));
  const versions = [...new Set(whole.flatMap((one) => one.version ?? []))];
  if (versions.length > 1)
    throw new TxError(
      `${run.server.base} answered from several editions: ${versions.join(', ')}. Ask again.`,
    );
  const grown = whole.filter((one) => one.added.length > 0);
  const files = new Map(grown.map((one) => [`${one.id}.json`, fileOf(one)]));
  report(run, outcomes);
  const stale = before.filter((name) => !files.has(name) && existsSync(join(run.to, name)));
  const changed = [...files].filter(
    ([name, text]) => !existsSync(join(run.to, name)) || readFileSync(join(run.to, name), 'utf8') !== text,
  );
  if (run.check) {
    for (const name of [...changed.map(([one]) => one), ...stale]) run.say(`differs: ${name}`);
    return changed.length + stale.length > 0 ? 1 : 0;
  }
  const manifest = {
    server: run.server.base,
    codeSystem: SNOMED,
    version: versions[0] ?? 'not stated by the server',
    date: new Date(run.server.now()).toISOString(),
    files: grown.map((one) => ({
      file: `${one.id}.json`,
      codes: one.added.length,
      sha256: sha256(files.get(`${one.id}.json`) ?? ''),
    })),
    tooBroad: outcomes.flatMap((one) => (one.is === 'too broad' ? [one.id] : [])),
  };
  mkdirSync(run.to, { recursive: true });
  // First: when the rest is interrupted, the service refuses the folder instead of reading half of it.
  writeFileSync(join(run.to, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
  for (const name of stale) rmSync(join(run.to, name));
  for (const [name, text] of files) writeFileSync(join(run.to, name), text);
  const { overlay } = loadValueSets(run.from, run.to);
  run.say(`${run.to} now adds ${overlay?.codes ?? 0} codes to ${overlay?.sets ?? 0} sets.`);
  return 0;
}
