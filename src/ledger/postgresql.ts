/** The database of production: PostgreSQL through a small pool that outlives a server that stops and comes back. */
import pg from 'pg';
import { DatabaseAway, StoreRefused, asFailure, sqlState } from './database.ts';
import type { Database, Query } from './database.ts';

/** In milliseconds. A statement of ours takes a few; these are for servers that hang. */
const CONNECT_MS = 2000;
const STATEMENT_MS = 5000;
/** Later than the server's own limit, for a server that does not answer at all. */
const READ_MS = 6000;
const IDLE_MS = 30_000;
const CONNECTIONS = 10;

/** What the pool and a connection have in common. */
interface Runs {
  query(config: pg.QueryConfig & { query_timeout?: number }): Promise<pg.QueryResult>;
}

function queryOf(runs: Runs, limitMs?: number): Query {
  return async <Row extends object>(text: string, values?: readonly unknown[]) => {
    try {
      const answer: unknown = await runs.query({
        text,
        ...(values === undefined ? {} : { values: [...values] }),
        ...(limitMs === undefined ? {} : { query_timeout: limitMs }),
      });
      return { rows: rowsOf<Row>(answer) };
    } catch (thrown) {
      throw asFailure(thrown);
    }
  };
}

/** Several statements give several results; the last counts. The statement says what its rows are. */
function rowsOf<Row>(answer: unknown): readonly Row[] {
  const last: unknown = Array.isArray(answer) ? answer.at(-1) : answer;
  return (last as pg.QueryResult<Row & pg.QueryResultRow>).rows;
}

/**
 * Opens a pool. No connection is made yet.
 * @param url DATABASE_URL: `postgres://user:password@host:port/database`
 * @throws StoreRefused when it is no such URL
 */
export function openPostgresql(url: string): Database {
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new StoreRefused('DATABASE_URL must look like postgres://user:password@host:5432/database.');
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: READ_MS,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'nocturne',
  });
  // An idle connection that breaks: the pool has already let it go, the next statement makes a new one.
  pool.on('error', () => undefined);
  return {
    kind: 'postgresql',
    query: queryOf(pool),
    transaction: (work, limitMs) => inTransaction(pool, work, limitMs),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (query: Query) => Promise<T>,
  limitMs?: number,
): Promise<T> {
  const client = await connected(pool);
  // A connection that breaks between two statements says so here, and would end the process if nobody listened.
  const broke = (): void => undefined;
  client.on('error', broke);
  const query = queryOf(client, limitMs);
  try {
    await query('BEGIN');
    if (limitMs !== undefined) await query(`SET LOCAL statement_timeout = ${Math.round(limitMs)}`);
    const result = await work(query);
    await query('COMMIT');
    client.release();
    return result;
  } catch (thrown) {
    // After a failed rollback the connection is in an unknown state: the pool must not keep it.
    const rolledBack = await query('ROLLBACK').then(
      () => true,
      () => false,
    );
    client.release(!rolledBack || thrown instanceof DatabaseAway);
    throw thrown;
  } finally {
    client.off('error', broke);
  }
}

async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (thrown) {
    throw asFailure(thrown);
  }
}

/**
 * Whether the server lets us in.
 * @throws StoreRefused when it answers and refuses user, password or database; DatabaseAway when it does not answer
 */
export async function tryPostgresql(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (thrown) {
    const state = sqlState(thrown) ?? '';
    if (/^(?:28|3D)/.test(state)) {
      throw new StoreRefused(
        `PostgreSQL refuses what DATABASE_URL names (SQLSTATE ${state}): check user, password and database.`,
      );
    }
    throw asFailure(thrown);
  } finally {
    await client.end().catch(() => undefined);
  }
}
