/** The replay command: reads its arguments and files, opens the ledger, prints the verdict, says how it ends. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '#config';
import type { Config } from '#config';
import { NocturneError } from '#errors';
import { allowedBase } from '#fhir/fences';
import { replay } from '#http/replay';
import type { Replay } from '#http/replay';
import { loadKnowledge } from '#knowledge/load';
import { OverlayError } from '#knowledge/overlay';
import { DatabaseAway, StoreRefused, sqlState } from '#ledger/database';
import type { Database } from '#ledger/database';
import { Hashes } from '#ledger/hashes';
import { isCardId } from '#ledger/lookup';
import type { Knowledge } from '#reason/knowledge';
import { findKnowledge } from './find-knowledge.ts';
import type { Search, SearchDeps } from './find-knowledge.ts';

export const EXIT = { same: 0, different: 1, notReplayable: 2, usage: 3 } as const;

/** Beyond a live call: an operator waits, and a record may have hundreds of resources. */
const PATIENCE = { perQueryMs: 10_000, totalMs: 120_000 };
const COMMITS = 100;

export const HELP = `Makes a card again from its record and says whether it comes out the same.

  npm run replay -- --card UUID --fhir URL --patient ID [--encounter ID] [--request FILE] [--token-file FILE] [--show]
  npm run replay -- --find-knowledge HASH [--before INSTANT] [--commits N]

  --card UUID            uuid of the card, as it was sent
  --fhir URL             base URL of the FHIR server to read the record's resources from
  --patient ID           id of the patient on that server; checked against the record, which holds a hash of it
  --encounter ID         id of the encounter, where it is not found among the inputs
  --request FILE         the hook call as JSON, where the card rests on drafts or on problems just recorded
  --token-file FILE      a bearer token for the FHIR server
  --show                 print the card as it is made now (patient data)
  --find-knowledge HASH  only name the commit whose knowledge has this hash
  --before INSTANT       look at commits before it first
  --commits N            look at so many commits (${COMMITS})
  --help                 this text

The ledger is that of the settings (DATABASE_URL, or the folder NOCTURNE_DATA; NOCTURNE_CONFIG for the hash keys). The
embedded folder belongs to one process: stop the service first. Nothing is written, but the folder is opened.

Prints "same", "different" or "not replayable: why". Ends with ${EXIT.same} same, ${EXIT.different} different, ${EXIT.notReplayable} not replayable, ${EXIT.usage} usage or settings.
`;

/** A mistake in the arguments or settings: one sentence that says what to do. */
class UsageError extends Error {}

export interface CommandDeps {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly openDatabase: (config: Config, say: (sentence: string) => void) => Promise<Database>;
  readonly loadKnowledge?: () => Knowledge;
  readonly findKnowledge?: (hash: string, deps: SearchDeps) => Promise<Search>;
}

/** Runs the command. @returns the exit code */
export async function replayCommand(words: readonly string[], deps: CommandDeps): Promise<number> {
  try {
    const options = optionsOf(words);
    if (options.help === true) {
      deps.out(HELP);
      return EXIT.same;
    }
    const hash = options['find-knowledge'];
    if (hash !== undefined) return await nameCommit(hash, options, deps);
    return await replayCard(options, deps);
  } catch (thrown) {
    deps.err(sentenceOf(thrown));
    return EXIT.usage;
  }
}

function optionsOf(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...words],
      options: {
        card: text,
        fhir: text,
        patient: text,
        encounter: text,
        request: text,
        'token-file': text,
        show: flag,
        'find-knowledge': text,
        before: text,
        commits: text,
        help: flag,
      },
    }).values;
  } catch {
    throw new UsageError('These arguments are not understood; see npm run replay -- --help.');
  }
}

type Options = ReturnType<typeof optionsOf>;

async function replayCard(options: Options, deps: CommandDeps): Promise<number> {
  const { card, fhir, patient } = options;
  if (card === undefined || fhir === undefined || patient === undefined) {
    throw new UsageError('--card, --fhir and --patient are needed; see npm run replay -- --help.');
  }
  if (!isCardId(card)) throw new UsageError('--card must be a UUID, as the card had it.');
  const base = URL.canParse(fhir) ? allowedBase(fhir, { bases: [fhir], loopback: false }) : null;
  if (base === null) throw new UsageError('--fhir must be an http(s) base URL without query.');
  const token =
    options['token-file'] === undefined ? undefined : fileOf('--token-file', options['token-file']).trim();
  const request = options.request === undefined ? undefined : jsonOf('--request', options.request);
  const config = readConfig(deps.env);
  const knowledge = (deps.loadKnowledge ?? (() => knowledgeOf(deps.root)))();
  const database = await opened(config, deps);
  try {
    const limits = { ...config.limits, ...PATIENCE };
    const result = await replay(
      {
        query: database.query,
        hashes: new Hashes(config.settings.hashKeys),
        knowledge,
        server: { base, token, limits, now: () => Date.now() },
        publicUrl: config.publicUrl,
        newId: randomUUID,
      },
      {
        card,
        patientId: patient.replace(/^Patient\//, ''),
        ...(options.encounter === undefined
          ? {}
          : { encounterId: options.encounter.replace(/^Encounter\//, '') }),
        request,
      },
    );
    print(result, options, deps);
    await nameOther(result, options, deps);
    return result.verdict === 'same'
      ? EXIT.same
      : result.verdict === 'different'
        ? EXIT.different
        : EXIT.notReplayable;
  } finally {
    await database.close();
  }
}

const knowledgeOf = (root: string): Knowledge => loadKnowledge(root, join(root, 'valuesets', 'overlay'));

async function opened(config: Config, deps: CommandDeps): Promise<Database> {
  // Opening would make an empty one.
  if (config.databaseUrl === undefined && !existsSync(config.dataDir)) {
    throw new UsageError(
      `There is no ledger in ${config.dataDir}. Name its folder with NOCTURNE_DATA, or its database with DATABASE_URL.`,
    );
  }
  return deps.openDatabase(config, deps.err);
}

function print(result: Replay, { show }: Options, { out }: CommandDeps): void {
  if (result.verdict === 'not-replayable') {
    out(`not replayable: ${result.reason}`);
    for (const line of result.resources) out(`  ${line}`);
  } else {
    out(result.verdict);
    if (result.verdict === 'different') for (const line of result.differs) out(`  ${line}`);
  }
  const { recorded } = result;
  if (recorded !== undefined) {
    const { service, kind, issuedAt, asOf, knowledge } = recorded;
    out(`record: ${kind} card of ${service}, issued ${issuedAt}, as of ${asOf}`);
    out(`knowledge: version ${knowledge.version}, hash ${knowledge.hash}`);
  }
  if (show === true && 'card' in result) out(JSON.stringify(result.card, null, 2));
}

async function nameOther(result: Replay, options: Options, deps: CommandDeps): Promise<void> {
  if (result.verdict !== 'not-replayable' || result.otherKnowledge !== true || result.recorded === undefined)
    return;
  const { issuedAt, knowledge } = result.recorded;
  const search = await lookFor(knowledge.hash, { ...options, before: options.before ?? issuedAt }, deps);
  deps.out(
    search.found
      ? `check out commit ${search.commit} (${search.date}) and replay there`
      : `no commit to check out: ${search.reason}`,
  );
}

async function nameCommit(hash: string, options: Options, deps: CommandDeps): Promise<number> {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new UsageError('--find-knowledge must be 64 hexadecimal digits.');
  const search = await lookFor(hash, options, deps);
  deps.out(
    search.found ? `${search.commit} ${search.date} ${search.subject}` : `not found: ${search.reason}`,
  );
  return search.found ? EXIT.same : EXIT.notReplayable;
}

function lookFor(hash: string, { commits, before }: Options, deps: CommandDeps): Promise<Search> {
  const most = Number(commits ?? COMMITS);
  if (!Number.isInteger(most) || most < 1) throw new UsageError('--commits must be a whole number from 1.');
  if (before !== undefined && Number.isNaN(Date.parse(before))) {
    throw new UsageError('--before must be an instant such as 2026-03-01T08:00:00Z.');
  }
  return (deps.findKnowledge ?? findKnowledge)(hash, {
    root: deps.root,
    most,
    ...(before === undefined ? {} : { before: new Date(before).toISOString() }),
    say: deps.err,
  });
}

function fileOf(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`The file of ${option} cannot be read.`);
  }
}

function jsonOf(option: string, path: string): unknown {
  try {
    const value: unknown = JSON.parse(fileOf(option, path));
    return value;
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    // The message of a SyntaxError quotes the file.
    throw new UsageError(`The file of ${option} is not JSON.`);
  }
}

function sentenceOf(thrown: unknown): string {
  if (thrown instanceof UsageError || thrown instanceof ConfigError || thrown instanceof OverlayError) {
    return thrown.message;
  }
  if (thrown instanceof NocturneError) return thrown.message;
  if (thrown instanceof StoreRefused) {
    return `${thrown.message} Replay opens the ledger of the service itself: with the embedded database, stop the service first.`;
  }
  if (thrown instanceof DatabaseAway) return 'The database does not answer; see DATABASE_URL.';
  const state = sqlState(thrown);
  // Texts of a database can quote values.
  if (state !== undefined) return `The database refused to read the ledger (SQLSTATE ${state}).`;
  return `Replay failed (${thrown instanceof Error ? thrown.constructor.name : 'not an error'}).`;
}
