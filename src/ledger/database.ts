/** The one SQL door: what the rest of the ledger may ask of a database, whichever it is. */

export interface Rows<Row> {
  readonly rows: readonly Row[];
}

/** Runs one statement, or several where no values are given. @throws DatabaseAway, or the refusal of the database */
export type Query = <Row extends object = Record<string, unknown>>(
  text: string,
  values?: readonly unknown[],
) => Promise<Rows<Row>>;

export interface Database {
  readonly kind: 'postgresql' | 'embedded';
  readonly query: Query;
  /**
   * Runs all or nothing. What the work throws is thrown on after the rollback.
   * @param limitMs how long one statement may take, where that is more than the few seconds of every statement
   */
  transaction<T>(work: (query: Query) => Promise<T>, limitMs?: number): Promise<T>;
  close(): Promise<void>;
}

/** Thrown by every operation while the database is not reachable or not open yet. */
export class DatabaseAway extends Error {
  constructor() {
    super('The database is away.');
    this.name = 'DatabaseAway';
  }
}

/** The store cannot be used as it is set up: one sentence that says what to do. The service must not start. */
export class StoreRefused extends Error {}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The SQLSTATE of what a database said, or nothing when it was not the database that spoke. */
export function sqlState(thrown: unknown): string | undefined {
  const code = property(thrown, 'code');
  return typeof code === 'string' && typeof property(thrown, 'severity') === 'string' ? code : undefined;
}

// Connection, login, database gone, transaction lost, resources, operator, system; and a server that only reads.
const AWAY = /^(?:08|28|3D|40|53|57|58|25006)/;

/**
 * What a driver threw, as the ledger sees it: a refusal of the statement stays what it is; everything else (no connection,
 * a server that stops, a time-out) is DatabaseAway. Texts of drivers hold addresses and values and go no further.
 */
export function asFailure(thrown: unknown): unknown {
  const state = sqlState(thrown);
  return state === undefined || AWAY.test(state) ? new DatabaseAway() : thrown;
}
