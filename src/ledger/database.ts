/** The one SQL door: what the rest of the ledger may ask of a database, whichever it is. */

export interface Rows<Row> {
  readonly rows: readonly Row[];
}

/** Runs one statement. */
export type Query = <Row extends object = Record<string, unknown>>(
  text: string,
  values?: readonly unknown[],
) => Promise<Rows<Row>>;

export interface Database {
  readonly kind: 'postgresql' | 'embedded';
  readonly query: Query;
  /** Runs all or nothing. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Thrown by every operation while the database is not reachable or not open yet. */
export class DatabaseAway extends Error {}
