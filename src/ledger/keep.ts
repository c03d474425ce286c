/** The ledger itself: recall before the cards, records after the answer, feedback and token ids when they come. */
import { Door } from './door.ts';
import { DatabaseAway } from './database.ts';
import type { Database } from './database.ts';
import { Hashes } from './hashes.ts';
import { Digesting, recordOf, waitingCards } from './issue.ts';
import type { DatabaseState, Ledger } from './ledger.ts';
import { overrideReport } from './overrides.ts';
import type { OverrideQuestion, OverrideReport } from './overrides.ts';
import { startRecall } from './recall.ts';
import type { RecallDeps, WaitingCard } from './recall.ts';
import type { IssuedAnswer, KeyedHash } from './records.ts';
import { retain } from './retention.ts';
import type { Settings } from '../settings.ts';
import type { Timers } from './timers.ts';
import { writeFeedback, writeTokenId } from './write.ts';
import { Writer } from './writer.ts';
import type { RecordKind } from './writer.ts';

/** What the ledger says of itself. Fit for a log: no ids, no texts of a database. */
export type LedgerEvent =
  | { readonly database: DatabaseState }
  | { readonly removed: number }
  | { readonly refused: RecordKind }
  | { readonly unwritten: number };

export interface LedgerDeps {
  /**
   * Opens the database and brings its tables up to date.
   * @throws StoreRefused when that will never work, DatabaseAway when it may later
   */
  readonly openDatabase: () => Promise<Database>;
  readonly settings: Pick<Settings, 'hashKeys' | 'repeat' | 'retention'>;
  /** What answers are made with. */
  readonly knowledge: IssuedAnswer['knowledge'];
  readonly now: () => Date;
  /** Makes UUIDs. */
  readonly newId: () => string;
  readonly timers: Timers;
  /** Lets other work go first. */
  readonly pause: (work: () => void) => void;
  readonly log: (event: LedgerEvent) => void;
}

/** A ledger that has to be opened. Before that, and while the database is away, everything is shown. */
export interface OpenableLedger extends Ledger {
  /**
   * Opens the database, and goes on trying while it is away.
   * @throws StoreRefused when the store cannot be used as it is set up
   */
  open(): Promise<void>;
}

const AGAIN_MS = 1000;
const RETENTION_MS = 3_600_000;
/** A report over years of cards may take longer than a statement of a call; cut off, it would count as a database away. */
const REPORT_MS = 60_000;

/** Makes a ledger; nothing is opened yet. */
export function createLedger(deps: LedgerDeps): OpenableLedger {
  return new Kept(deps);
}

class Kept implements OpenableLedger {
  private readonly hashes: Hashes;
  private readonly door: Door;
  private readonly writer: Writer;
  private readonly digesting: Digesting;
  private readonly recallDeps: RecallDeps;
  private closing = false;
  private cancelRetention: (() => void) | undefined;

  constructor(private readonly deps: LedgerDeps) {
    const { settings, timers, now, pause, log } = deps;
    this.hashes = new Hashes(settings.hashKeys);
    this.door = new Door(timers, (database) => {
      log({ database });
      if (database === 'ready') this.writer.databaseIsBack();
    });
    this.writer = new Writer({
      database: this.door,
      now,
      timers,
      refused: (kind) => log({ refused: kind }),
    });
    this.digesting = new Digesting(this.hashes, pause, () => this.writer.soon());
    this.recallDeps = {
      query: this.door.query,
      hashes: this.hashes,
      repeat: settings.repeat,
      now,
      timers,
      pause,
      waiting: (patient) => this.waiting(patient),
    };
  }

  async open(): Promise<void> {
    while (!this.closing) {
      try {
        const database = await this.deps.openDatabase();
        if (this.closing) await database.close();
        else this.opened(database);
        return;
      } catch (thrown) {
        if (!(thrown instanceof DatabaseAway)) throw thrown;
        this.door.away();
        await new Promise<void>((resolve) => this.deps.timers.after(AGAIN_MS, resolve));
      }
    }
  }

  private opened(database: Database): void {
    this.door.open(database);
    this.retention();
  }

  recall(asked: Parameters<Ledger['recall']>[0]) {
    return startRecall(this.recallDeps, asked);
  }

  issued(answered: Parameters<Ledger['issued']>[0]): void {
    if (answered.made.length === 0) return;
    const { newId, now, knowledge, log } = this.deps;
    try {
      const record = recordOf(this.hashes, answered, { id: newId(), at: now(), knowledge });
      this.writer.answers.push(record);
      this.digesting.add(record, answered.gathered);
    } catch {
      // The answer is out; a record that cannot be made is one that is missing.
      this.writer.answers.drop(1);
      log({ refused: 'answer' });
    }
  }

  access({ patientId, userId, ...entry }: Parameters<Ledger['access']>[0]): void {
    const { realm } = entry;
    this.writer.access.push({
      id: this.deps.newId(),
      ...entry,
      ...(patientId === undefined ? {} : { patient: this.hashes.of(realm, 'patient', patientId) }),
      ...(userId === undefined ? {} : { user: this.hashes.of(realm, 'user', userId) }),
    });
    this.writer.soon();
  }

  async feedback(entries: Parameters<Ledger['feedback']>[0]): Promise<void> {
    if (entries.length === 0) return;
    const at = this.deps.now();
    await this.door.transaction((query) => writeFeedback(query, entries, at));
  }

  firstUse(issuer: string, tokenId: string, expiresAt: Date): Promise<boolean> {
    return writeTokenId(this.door.query, issuer, tokenId, expiresAt);
  }

  overrides(question: OverrideQuestion): Promise<OverrideReport> {
    return this.door.transaction((query) => overrideReport(query, question, this.deps.now()), REPORT_MS);
  }

  state(): DatabaseState {
    return this.door.state;
  }

  counters() {
    const { answers, access } = this.writer;
    return {
      queued: { answer: answers.length, access: access.length },
      dropped: { answer: answers.dropped, access: access.dropped },
      state: this.door.state,
    };
  }

  async close(withinMs: number): Promise<void> {
    this.closing = true;
    this.cancelRetention?.();
    this.digesting.finish();
    await this.within(withinMs, this.flushed());
    this.writer.stop();
    const left = this.writer.answers.length + this.writer.access.length;
    if (left > 0) this.deps.log({ unwritten: left });
    await this.within(withinMs, this.door.close());
  }

  private async flushed(): Promise<void> {
    await this.writer.write();
    // What came while the last batch was under way.
    await this.writer.write();
  }

  private async within(ms: number, work: Promise<void>): Promise<void> {
    let cancel = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      cancel = this.deps.timers.after(ms, resolve);
    });
    await Promise.race([work.catch(() => undefined), over]);
    cancel();
  }

  private waiting(patient: readonly KeyedHash[]): readonly WaitingCard[] {
    return this.writer.answers
      .all()
      .filter(({ record }) => patient.includes(record.patient))
      .flatMap(waitingCards);
  }

  private retention(): void {
    const { settings, now, timers, log } = this.deps;
    const again = (): void => {
      this.cancelRetention = timers.after(RETENTION_MS, () => this.retention());
    };
    retain(this.door, settings.retention, now()).then(
      (removed) => {
        if (removed > 0) log({ removed });
        if (!this.closing) again();
      },
      () => {
        if (!this.closing) again();
      },
    );
  }
}
