/** The way to the database that may not be open yet, may go away and may come back; and the state it is in. */
import { DatabaseAway } from './database.ts';
import type { Database, Query } from './database.ts';
import type { DatabaseState } from './ledger.ts';
import type { Timers } from './timers.ts';

/** How often a database that is away is looked for, in milliseconds. */
const LOOK_MS = 1000;

/** Stands for the database from before it is open until after it is closed. */
export class Door implements Pick<Database, 'query' | 'transaction'> {
  private database: Database | undefined;
  private known: DatabaseState = 'opening';
  private closed = false;
  private looking: (() => void) | undefined;

  constructor(
    private readonly timers: Timers,
    private readonly changed: (state: DatabaseState) => void,
  ) {}

  get state(): DatabaseState {
    return this.known;
  }

  readonly query: Query = (text, values) => this.through((database) => database.query(text, values));

  transaction<T>(work: (query: Query) => Promise<T>, limitMs?: number): Promise<T> {
    return this.through((database) => database.transaction(work, limitMs));
  }

  /** The database is there from now on. */
  open(database: Database): void {
    this.database = database;
    this.become('ready');
  }

  /** It was looked for and not found. */
  away(): void {
    this.become('away');
  }

  /** Lets nothing through any more and closes the database. */
  async close(): Promise<void> {
    this.closed = true;
    this.looking?.();
    this.become('away');
    await this.database?.close();
  }

  private async through<T>(work: (database: Database) => Promise<T>): Promise<T> {
    if (this.database === undefined || this.closed) throw new DatabaseAway();
    try {
      const result = await work(this.database);
      if (!this.closed) this.become('ready');
      return result;
    } catch (thrown) {
      if (thrown instanceof DatabaseAway) this.lost();
      throw thrown;
    }
  }

  // Without calls nobody would notice that it is back.
  private lost(): void {
    this.become('away');
    if (this.looking !== undefined || this.closed) return;
    this.looking = this.timers.after(LOOK_MS, () => {
      this.looking = undefined;
      this.query('SELECT 1').catch(() => undefined);
    });
  }

  private become(state: DatabaseState): void {
    if (state === this.known) return;
    this.known = state;
    this.changed(state);
  }
}
