/** The writer: what waits is written in batches, after the answers; while the database is away it waits, within bounds. */
import { DatabaseAway } from './database.ts';
import type { Database } from './database.ts';
import type { Waiting } from './issue.ts';
import { Queue } from './queue.ts';
import type { IssuedAnswer } from './records.ts';
import type { Timers } from './timers.ts';
import { writeAccess, writeAnswers, writeDropped } from './write.ts';
import type { AccessLine } from './write.ts';

const ANSWERS = { items: 1000, bytes: 64 * 1024 * 1024 };
const ACCESS = { items: 5000, bytes: 8 * 1024 * 1024 };
const LINE_BYTES = 400;

const BATCH = { answers: 50, access: 500 };
/** How long a record waits for company, in milliseconds. */
const SOON_MS = 200;
/** How long until a database that is away is tried again, in milliseconds. */
const AGAIN_MS = 1000;

export type RecordKind = 'answer' | 'access';

export interface WriterDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly now: () => Date;
  readonly timers: Timers;
  /** Told when a database refuses a record for what it is; its text may quote the record and is not passed on. */
  readonly refused: (kind: RecordKind) => void;
}

/** Holds what waits and writes it. */
export class Writer {
  readonly answers = new Queue<Waiting>(ANSWERS, ({ bytes }) => bytes);
  readonly access = new Queue<AccessLine>(ACCESS, () => LINE_BYTES);
  private timer: { readonly cancel: () => void; readonly away: boolean } | undefined;
  private writing: Promise<void> | undefined;
  /** How many records are to be written singly, to find the one that was refused. */
  private singly = 0;
  private back = false;

  constructor(private readonly deps: WriterDeps) {}

  /** Sees to it that what waits is written soon, and at once when a batch is full. */
  soon(): void {
    if (this.writing !== undefined || this.timer?.away === true) return;
    if (this.answers.length >= BATCH.answers || this.access.length >= BATCH.access) void this.write();
    else this.later(SOON_MS, false);
  }

  /** Writes what waits, as far as the database takes it. Never rejects. */
  write(): Promise<void> {
    this.stop();
    this.writing ??= this.writeAll().then((taken) => {
      this.writing = undefined;
      const back = this.back;
      this.back = false;
      if (!taken) this.later(back ? SOON_MS : AGAIN_MS, !back);
      // What came while the last batch was written.
      else if (this.answers.length + this.access.length > 0) this.later(SOON_MS, false);
    });
    return this.writing;
  }

  /** The database is back; a write under way may not have found it yet. */
  databaseIsBack(): void {
    this.back = true;
    void this.write();
  }

  /** Ends the waiting. What is not written by then is lost. */
  stop(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }

  private later(ms: number, away: boolean): void {
    if (this.timer !== undefined) return;
    const cancel = this.deps.timers.after(ms, () => {
      this.timer = undefined;
      void this.write();
    });
    this.timer = { cancel, away };
  }

  /** @returns whether the database took what there was */
  private async writeAll(): Promise<boolean> {
    try {
      while (await this.batch());
      return true;
    } catch {
      return false;
    }
  }

  /** @returns whether there was anything to write */
  private async batch(): Promise<boolean> {
    const single = this.singly > 0;
    const answers = this.answers.take(single ? 1 : BATCH.answers, isDigested);
    const access = single && answers.length > 0 ? [] : this.access.take(single ? 1 : BATCH.access);
    const lost = { answer: this.answers.takeDropped(), access: this.access.takeDropped() };
    const count = answers.length + access.length;
    this.singly = count === 0 ? 0 : Math.max(0, this.singly - count);
    if (count + lost.answer + lost.access === 0) return false;
    try {
      await this.store(answers, access, lost);
    } catch (thrown) {
      this.answers.putBackDropped(lost.answer);
      this.access.putBackDropped(lost.access);
      if (thrown instanceof DatabaseAway || count === 0) {
        this.putBack();
        throw thrown;
      }
      if (count > 1) {
        // One record that no database takes must not hold up the others.
        this.putBack();
        this.singly = count;
        return true;
      }
      this.answers.drop(answers.length);
      this.access.drop(access.length);
      this.deps.refused(answers.length > 0 ? 'answer' : 'access');
    }
    this.answers.written();
    this.access.written();
    return true;
  }

  private putBack(): void {
    this.answers.putBack();
    this.access.putBack();
  }

  private store(
    answers: readonly Waiting[],
    access: readonly AccessLine[],
    lost: Readonly<Record<RecordKind, number>>,
  ): Promise<void> {
    const now = this.deps.now();
    return this.deps.database.transaction(async (query) => {
      await writeAnswers(query, answers.map(finished));
      await writeAccess(query, access);
      await writeDropped(query, now, 'answer', lost.answer);
      await writeDropped(query, now, 'access', lost.access);
    });
  }
}

const isDigested = ({ inputs }: Waiting): boolean => inputs !== undefined;

const finished = ({ record, inputs }: Waiting): IssuedAnswer => ({ ...record, inputs: inputs ?? [] });
