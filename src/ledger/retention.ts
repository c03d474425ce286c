/** Retention: what is older than the settings allow is removed, in small steps, by one copy at a time. */
import type { Settings } from '../settings.ts';
import type { Database } from './database.ts';
import { LOCKS } from './migrate.ts';

const DAY_MS = 86_400_000;
/** Rows a step removes: few enough that nobody waits for it. */
const STEP = 1000;
/** Token ids are kept a little beyond their expiry, for clocks that differ. */
const TOKEN_LEEWAY_MS = 300_000;

interface Rule {
  readonly sql: string;
  readonly keepMs: number;
}

const oldest = (table: string, column: string, more = ''): string =>
  `ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${column} < $1 ${more} LIMIT ${STEP}))`;

function rulesOf(retention: Settings['retention']): readonly Rule[] {
  return [
    {
      sql: `UPDATE feedback SET user_comment = NULL WHERE ${oldest('feedback', 'received_at', 'AND user_comment IS NOT NULL')} RETURNING 1`,
      keepMs: retention.comments * DAY_MS,
    },
    {
      sql: `DELETE FROM feedback WHERE ${oldest('feedback', 'received_at')} RETURNING 1`,
      keepMs: retention.feedback * DAY_MS,
    },
    // Takes its cards along.
    {
      sql: `DELETE FROM answer WHERE ${oldest('answer', 'issued_at')} RETURNING 1`,
      keepMs: retention.cards * DAY_MS,
    },
    {
      sql: `DELETE FROM access WHERE ${oldest('access', 'at')} RETURNING 1`,
      keepMs: retention.access * DAY_MS,
    },
    {
      sql: `DELETE FROM token_seen WHERE ${oldest('token_seen', 'expires_at')} RETURNING 1`,
      keepMs: TOKEN_LEEWAY_MS,
    },
  ];
}

/**
 * Removes what is too old.
 * @returns how many rows were removed or emptied
 * @throws DatabaseAway; what was removed until then stays removed
 */
export async function retain(
  database: Pick<Database, 'transaction'>,
  retention: Settings['retention'],
  now: Date,
): Promise<number> {
  let removed = 0;
  for (const { sql, keepMs } of rulesOf(retention)) {
    const before = new Date(now.getTime() - keepMs).toISOString();
    for (let step = STEP; step === STEP; removed += step) {
      step = await database.transaction(async (query) => {
        const { rows } = await query<{ mine: boolean }>(
          `SELECT pg_try_advisory_xact_lock(${LOCKS.retention}) AS mine`,
        );
        return rows[0]?.mine === true ? (await query(sql, [before])).rows.length : 0;
      });
    }
  }
  return removed;
}
