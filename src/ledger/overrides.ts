/** The override report: what became of the cards that were shown, counted in the database. */
import { OVERRIDE_REASONS } from '#cards/override-reasons';
import type { CardKind } from '#cards/card';
import type { Query } from './database.ts';
import { wilson } from './wilson.ts';
import type { Share } from './wilson.ts';

/** Which cards are counted, and how the time is cut. All times are UTC. */
export interface OverrideQuestion {
  /** Cards issued from this instant on. */
  readonly from: Date;
  /** Cards issued before this instant. */
  readonly to: Date;
  readonly by: 'day' | 'week';
  /** Leading rule: its folder's id. */
  readonly rule?: string;
  readonly kind?: CardKind;
  readonly service?: string;
}

/** Numbers of cards. `shown` is the sum of the four that follow. */
export interface Fates {
  readonly shown: number;
  /** Without feedback and younger than an hour: it may still come. */
  readonly open: number;
  readonly accepted: number;
  readonly overridden: number;
  /** Without feedback for an hour or more. */
  readonly ignored: number;
  /** Suggestions of these cards that were accepted, each once however often that was said. */
  readonly acceptedSuggestions: number;
}

/** With shares of the cards that are no longer open. */
export interface Judged extends Fates {
  readonly overrideRate: Share;
  readonly acceptanceRate: Share;
}

export interface RuleLine extends Judged {
  readonly service: string;
  readonly kind: string;
  /** Id of the leading rule; null for a card without one (intake). */
  readonly rule: string | null;
}

/** All cards of a kind, over services and rules. */
export interface KindLine extends Judged {
  readonly kind: string;
}

export interface PeriodLine extends Judged {
  /** First day, `2026-03-02`; of a week its Monday. */
  readonly start: string;
  /** ISO week, `2026-W10`; null where the time is cut by days. */
  readonly week: string | null;
}

export interface ReasonLine {
  readonly service: string;
  readonly kind: string;
  readonly rule: string | null;
  /** `code` a coded reason; `words` a comment without a code; `none` neither; `odd` a code that does not look like one. */
  readonly given: 'code' | 'words' | 'none' | 'odd';
  readonly system: string | null;
  readonly code: string | null;
  /** Our wording, where the code is one we offer. */
  readonly display: string | null;
  readonly count: number;
}

export interface OverrideReport {
  readonly from: string;
  readonly to: string;
  readonly by: 'day' | 'week';
  /** When it was made, by the clock. */
  readonly madeAt: string;
  readonly total: Judged;
  /** Most frequent first. */
  readonly kinds: readonly KindLine[];
  readonly rules: readonly RuleLine[];
  /** Most frequent first; no more than 500 lines. */
  readonly reasons: readonly ReasonLine[];
  /** Periods in which no card was shown are left out. */
  readonly periods: readonly PeriodLine[];
  /** Feedback that names no card of ours for over an hour, by day of receipt; `rule` and `kind` do not narrow it. */
  readonly unmatched: readonly { readonly service: string; readonly day: string; readonly count: number }[];
  /** Records that were dropped because the database was away too long: so many cards more may have been shown. */
  readonly dropped: readonly { readonly kind: string; readonly day: string; readonly count: number }[];
}

interface Row {
  readonly report: {
    readonly rules: readonly (Fates & Pick<RuleLine, 'service' | 'kind' | 'rule'>)[] | null;
    readonly periods: readonly (Fates & { readonly start: string; readonly week: string })[] | null;
    readonly reasons: readonly Omit<ReasonLine, 'display'>[] | null;
    readonly unmatched: OverrideReport['unmatched'] | null;
    readonly dropped: OverrideReport['dropped'] | null;
  };
}

const REASONS = 500;

const COUNTS = `count(*) AS shown,
      count(*) FILTER (WHERE fate = 'open') AS open,
      count(*) FILTER (WHERE fate = 'accepted') AS accepted,
      count(*) FILTER (WHERE fate = 'overridden') AS overridden,
      count(*) FILTER (WHERE fate = 'ignored') AS ignored,
      coalesce(sum(suggestions), 0) AS "acceptedSuggestions"`;

// One statement, so that all parts tell of one moment. Feedback and cards are joined here and not on arrival, for either
// may come first. The latest feedback of a card counts: accepted, then overridden, is legal. A realm speaks for its own
// cards only. Reasons are a client's text: what does not look like a code is counted, not repeated.
const REPORT = `
WITH shown AS (
  SELECT card.id::text AS id, answer.realm, card.issued_at, card.service, card.kind, card.rules[1] AS rule,
    card.suggestions AS offered
  FROM card JOIN answer ON answer.id = card.answer_id
  WHERE card.issued_at >= $1::timestamptz AND card.issued_at < $2::timestamptz
    AND ($3::text IS NULL OR card.rules[1] = $3) AND ($4::text IS NULL OR card.kind = $4)
    AND ($5::text IS NULL OR card.service = $5)
), judged AS MATERIALIZED (
  SELECT shown.service, shown.kind, shown.rule, shown.issued_at AT TIME ZONE 'UTC' AS at,
    CASE WHEN latest.outcome IS NOT NULL THEN latest.outcome
      WHEN shown.issued_at > $6::timestamptz THEN 'open' ELSE 'ignored' END AS fate,
    CASE WHEN latest.reason_code IS NULL THEN CASE WHEN latest.worded THEN 'words' ELSE 'none' END
      WHEN latest.reason_code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'
        AND coalesce(latest.reason_system, 'urn:x') ~ '^(https?|urn):[^[:space:]?#]{1,199}$' THEN 'code'
      ELSE 'odd' END AS given,
    latest.reason_system AS system, latest.reason_code AS code,
    CASE WHEN latest.outcome IS NULL THEN 0 ELSE (
      SELECT count(DISTINCT taken.id) FROM feedback, unnest(feedback.accepted_suggestions) AS taken (id)
      WHERE feedback.card_id = shown.id AND feedback.realm = shown.realm AND feedback.outcome = 'accepted'
        AND shown.offered @> jsonb_build_array(jsonb_build_object('id', taken.id))
    ) END AS suggestions
  FROM shown LEFT JOIN LATERAL (
    SELECT outcome, reason_system, reason_code, user_comment IS NOT NULL AS worded FROM feedback
    WHERE feedback.card_id = shown.id AND feedback.realm = shown.realm
    ORDER BY outcome_at DESC, feedback.id DESC LIMIT 1
  ) latest ON true
)
SELECT json_build_object(
  'rules', (SELECT json_agg(line) FROM (
    SELECT service, kind, rule, ${COUNTS}
    FROM judged GROUP BY service, kind, rule ORDER BY count(*) DESC, service, kind, rule) line),
  'periods', (SELECT json_agg(line) FROM (
    SELECT to_char(date_trunc($7, at), 'YYYY-MM-DD') AS start, to_char(date_trunc($7, at), 'IYYY-"W"IW') AS week, ${COUNTS}
    FROM judged GROUP BY date_trunc($7, at) ORDER BY date_trunc($7, at)) line),
  'reasons', (SELECT json_agg(line) FROM (
    SELECT service, kind, rule, given, CASE given WHEN 'code' THEN system END AS system,
      CASE given WHEN 'code' THEN code END AS code, count(*) AS count
    FROM judged WHERE fate = 'overridden'
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY count(*) DESC, 1, 2, 3, 4, 5, 6 LIMIT ${REASONS}) line),
  'unmatched', (SELECT json_agg(line) FROM (
    SELECT feedback.service, to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*) AS count
    FROM feedback WHERE received_at >= $1::timestamptz AND received_at < least($2::timestamptz, $6::timestamptz)
      AND ($5::text IS NULL OR feedback.service = $5)
      AND NOT EXISTS (SELECT 1 FROM card JOIN answer ON answer.id = card.answer_id
        WHERE card.id = CASE WHEN card_id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN card_id::uuid END
          AND card.id::text = card_id AND answer.realm = feedback.realm)
    GROUP BY 1, 2 ORDER BY 2, 1) line),
  'dropped', (SELECT json_agg(line) FROM (
    SELECT kind, to_char(day, 'YYYY-MM-DD') AS day, count FROM dropped
    WHERE day >= ($1::timestamptz AT TIME ZONE 'UTC')::date AND day < $2::timestamptz AT TIME ZONE 'UTC'
    ORDER BY day, kind) line)
) AS report`;

const HOUR_MS = 3_600_000;

/**
 * Makes the report.
 * @param now the clock: what is younger than an hour is open, and feedback younger than an hour may still find its card
 * @throws DatabaseAway
 */
export async function overrideReport(
  query: Query,
  question: OverrideQuestion,
  now: Date,
): Promise<OverrideReport> {
  const { from, to, by, rule, kind, service } = question;
  const hourAgo = new Date(now.getTime() - HOUR_MS).toISOString();
  const { rows } = await query<Row>(REPORT, [
    from.toISOString(),
    to.toISOString(),
    rule ?? null,
    kind ?? null,
    service ?? null,
    hourAgo,
    by,
  ]);
  const found = rows[0]?.report;
  const rules = found?.rules ?? [];
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    by,
    madeAt: now.toISOString(),
    total: judged(summed(rules)),
    kinds: kindsOf(rules),
    rules: rules.map(({ service, kind, rule, ...fates }) => ({ service, kind, rule, ...judged(fates) })),
    reasons: (found?.reasons ?? []).map((line) => ({ ...line, display: displayOf(line) })),
    periods: (found?.periods ?? []).map(({ start, week, ...fates }) => ({
      start,
      week: by === 'week' ? week : null,
      ...judged(fates),
    })),
    unmatched: found?.unmatched ?? [],
    dropped: found?.dropped ?? [],
  };
}

/** Open cards are left out of the shares: nothing became of them yet. */
function judged(fates: Fates): Judged {
  const { shown, open, accepted, overridden, ignored, acceptedSuggestions } = fates;
  return {
    shown,
    open,
    accepted,
    overridden,
    ignored,
    acceptedSuggestions,
    overrideRate: wilson(overridden, shown - open),
    acceptanceRate: wilson(accepted, shown - open),
  };
}

function kindsOf(lines: readonly (Fates & { readonly kind: string })[]): readonly KindLine[] {
  return [...new Set(lines.map(({ kind }) => kind))]
    .map((kind) => ({ kind, ...judged(summed(lines.filter((line) => line.kind === kind))) }))
    .sort((a, b) => b.shown - a.shown || (a.kind < b.kind ? -1 : 1));
}

function summed(lines: readonly Fates[]): Fates {
  const sum = (of: (line: Fates) => number): number => lines.reduce((total, line) => total + of(line), 0);
  return {
    shown: sum((line) => line.shown),
    open: sum((line) => line.open),
    accepted: sum((line) => line.accepted),
    overridden: sum((line) => line.overridden),
    ignored: sum((line) => line.ignored),
    acceptedSuggestions: sum((line) => line.acceptedSuggestions),
  };
}

// CDS Hooks 2.0.1 lets a client send the code without its system; a code of ours is then still known.
function displayOf({ system, code }: Pick<ReasonLine, 'system' | 'code'>): string | null {
  const known = OVERRIDE_REASONS.find(
    (one) => one.code === code && (system === null || one.system === system),
  );
  return known?.display ?? null;
}
