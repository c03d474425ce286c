/** GET /review/overrides: what became of the cards, for operators, as JSON or CSV. */
import express from 'express';
import type { RequestHandler, Router } from 'express';
import type { CardKind } from '#cards/card';
import { NocturneError } from '#errors';
import { DatabaseAway } from '#ledger/database';
import type { Ledger } from '#ledger/ledger';
import type { OverrideQuestion } from '#ledger/overrides';
import { TABLES, tableOf } from './override-tables.ts';
import type { Table } from './override-tables.ts';

export interface OverridesDeps {
  /** Lets operators through. */
  readonly guard: RequestHandler;
  readonly ledger: Pick<Ledger, 'overrides'>;
  readonly services: readonly string[];
  readonly now: () => Date;
  /** The page for people: it asks for the figures by itself, with the operator's token. */
  readonly page: RequestHandler;
}

/** Seconds after which a report that could not be made may be asked for again. */
const RETRY_AFTER = '5';
const DAY_MS = 86_400_000;
/** What is reported when no period is named. */
const USUAL_DAYS = 30;
/** Records are kept two years unless the settings say otherwise. */
const LONGEST_DAYS = 732;

const FORMATS = ['json', 'csv'] as const;
const KINDS: readonly CardKind[] = [
  'must-not-miss',
  'differential',
  'safety',
  'intake',
  'order',
  'outside-scope',
];
const NAMES = ['from', 'to', 'by', 'rule', 'kind', 'service', 'format', 'table'] as const;
type Name = (typeof NAMES)[number];

/** Serves the report at the path it is mounted at. Mount it before the review pages: they take the segment as a rule. */
export function createOverrides({ guard, ledger, services, now, page }: OverridesDeps): Router {
  const router = express.Router({ caseSensitive: true });
  // The page holds no figures, so it needs no guard. A browser names text/html; curl, which takes anything, gets JSON.
  router.get('/', (req, res, next) => {
    res.vary('Accept');
    const wanted = req.query['format'] === undefined && req.accepts(['json', 'text/csv', 'html']) === 'html';
    if (wanted) void page(req, res, next);
    else next();
  });
  router.get('/', guard, async (req, res) => {
    res.set({ 'Cache-Control': 'no-store', Vary: 'Accept, Authorization' });
    const asked = readQuery(new URLSearchParams(req.originalUrl.split('?')[1] ?? ''), services, now());
    try {
      const report = await ledger.overrides(asked.question);
      const format = asked.format ?? (req.accepts(['json', 'text/csv']) === 'text/csv' ? 'csv' : 'json');
      if (format === 'json') {
        res.json(report);
        return;
      }
      res.set('Content-Disposition', `attachment; filename="overrides-${asked.table}.csv"`);
      res.type('text/csv; charset=utf-8; header=present').send(tableOf(report, asked.table));
    } catch (thrown) {
      if (!(thrown instanceof DatabaseAway)) throw thrown;
      res.set('Retry-After', RETRY_AFTER);
      throw new NocturneError('overloaded', [], 'The report could not be made; ask again.');
    }
  });
  router.all('/', (_req, res) => {
    res.set('Allow', 'GET, HEAD');
    throw new NocturneError('method-not-allowed');
  });
  return router;
}

interface Query {
  readonly question: OverrideQuestion;
  readonly format: (typeof FORMATS)[number] | undefined;
  readonly table: Table;
}

/** @throws NocturneError query-invalid that names the members and says what each must be, never what it was */
function readQuery(query: URLSearchParams, services: readonly string[], now: Date): Query {
  const wrong = new Map<string, string>();
  const refuse = (name: Name, wanted: string): undefined => {
    wrong.set(name, `${name} must be ${wanted}.`);
  };
  const known = new Set<string>(NAMES);
  if ([...query.keys()].some((name) => !known.has(name))) {
    wrong.set('query', `Only these members are known: ${NAMES.join(', ')}.`);
  }
  const textOf = (name: Name): string | undefined => {
    const [value, ...more] = query.getAll(name);
    return more.length > 0 ? refuse(name, 'given once') : value;
  };
  const oneOf = <T extends string>(name: Name, values: readonly T[]): T | undefined => {
    const text = textOf(name);
    if (text === undefined) return undefined;
    return values.find((value) => value === text) ?? refuse(name, `one of ${values.join(', ')}`);
  };
  const instant = (name: Name): Date | undefined => {
    const text = textOf(name);
    if (text === undefined) return undefined;
    return (
      instantOf(text) ?? refuse(name, 'a day such as 2026-03-01 or an instant such as 2026-03-01T08:00:00Z')
    );
  };
  const to = instant('to') ?? now;
  const from = instant('from') ?? new Date(to.getTime() - USUAL_DAYS * DAY_MS);
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days <= 0 && !wrong.has('to')) refuse('from', 'before to');
  if (days > LONGEST_DAYS) refuse('from', `at most ${LONGEST_DAYS} days before to`);
  const rule = textOf('rule');
  if (rule !== undefined && !/^[a-z0-9-]{1,80}$/.test(rule)) refuse('rule', 'the id of a rule');
  const kind = oneOf('kind', KINDS);
  const service = oneOf('service', services);
  const by = oneOf('by', ['day', 'week'] as const) ?? 'day';
  const format = oneOf('format', FORMATS);
  const table = oneOf('table', TABLES) ?? 'rules';
  if (wrong.size > 0)
    throw new NocturneError('query-invalid', [...wrong.keys()], [...wrong.values()].join(' '));
  return {
    question: {
      from,
      to,
      by,
      ...(rule === undefined ? {} : { rule }),
      ...(kind === undefined ? {} : { kind }),
      ...(service === undefined ? {} : { service }),
    },
    format,
    table,
  };
}

/** A UTC day or an instant with an offset. A day that the calendar lacks is refused, not moved. */
function instantOf(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text))
    return undefined;
  const day = text.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1 ? undefined : at;
}
