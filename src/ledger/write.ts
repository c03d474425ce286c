/** Writing down: the statements that store answers, access, feedback, token ids and what was dropped. */
import { createHash } from 'node:crypto';
import { canonical, storable, storableJson } from './canonical.ts';
import type { Query } from './database.ts';
import type { AccessEntry, FeedbackEntry, IssuedAnswer } from './records.ts';

// Rows travel as one JSON list: any number of them is one statement with one value, the same for both databases.
// Everything but token ids may be sent twice, after a commit whose answer was lost: ON CONFLICT makes it one.

const ANSWERS = `
INSERT INTO answer (id, issued_at, realm, service, hook, as_of, knowledge_version, knowledge_hash, value_sets_hash,
  patient_hash, user_hash, encounter_hash, inputs, context_digest)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, issued_at timestamptz, realm text, service text, hook text,
  as_of timestamptz, knowledge_version text, knowledge_hash text, value_sets_hash text, patient_hash text,
  user_hash text, encounter_hash text, inputs jsonb, context_digest text)
ON CONFLICT (id) DO NOTHING`;

const CARDS = `
INSERT INTO card (id, answer_id, issued_at, service, kind, indicator, urgency, rules, patient_hash, user_hash,
  encounter_hash, evidence_key, evidence, text_digest, suggestions)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, answer_id uuid, issued_at timestamptz, service text,
  kind text, indicator text, urgency text, rules text[], patient_hash text, user_hash text, encounter_hash text,
  evidence_key text, evidence text[], text_digest text, suggestions jsonb)
ON CONFLICT (id) DO NOTHING`;

/** Stores answers with their cards. Call it in a transaction. */
export async function writeAnswers(query: Query, answers: readonly IssuedAnswer[]): Promise<void> {
  const rows = answers.map((answer) => ({
    id: answer.id,
    issued_at: answer.issuedAt,
    realm: answer.realm,
    service: answer.service,
    hook: answer.hook,
    as_of: answer.asOf,
    knowledge_version: answer.knowledge.version,
    knowledge_hash: answer.knowledge.hash,
    value_sets_hash: answer.knowledge.valueSets,
    patient_hash: answer.patient,
    user_hash: answer.user,
    encounter_hash: answer.encounter,
    inputs: answer.inputs,
    context_digest: answer.contextDigest,
  }));
  const cards = answers.flatMap((answer) =>
    answer.cards.map((card) => ({
      id: card.id,
      answer_id: answer.id,
      issued_at: answer.issuedAt,
      service: answer.service,
      kind: card.kind,
      indicator: card.indicator,
      urgency: card.urgency,
      rules: card.rules,
      patient_hash: answer.patient,
      user_hash: answer.user,
      encounter_hash: answer.encounter,
      evidence_key: card.evidenceKey,
      evidence: card.evidence,
      text_digest: card.textDigest,
      suggestions: card.suggestions,
    })),
  );
  if (rows.length > 0) await query(ANSWERS, [storableJson(rows)]);
  if (cards.length > 0) await query(CARDS, [storableJson(cards)]);
}

/** A line of the audit trail with an id of its own. */
export interface AccessLine extends AccessEntry {
  readonly id: string;
}

const ACCESS = `
INSERT INTO access (id, at, request_id, realm, service, what, patient_hash, user_hash, status, cards)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, at timestamptz, request_id text, realm text, service text,
  what text, patient_hash text, user_hash text, status integer, cards integer)
ON CONFLICT (id) DO NOTHING`;

/** Stores lines of the audit trail. */
export async function writeAccess(query: Query, lines: readonly AccessLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(({ requestId, patient, user, ...line }) => ({
    ...line,
    request_id: requestId,
    patient_hash: patient,
    user_hash: user,
  }));
  await query(ACCESS, [storableJson(rows)]);
}

/** Adds to the count of dropped records of a day. */
export async function writeDropped(query: Query, at: Date, kind: string, count: number): Promise<void> {
  if (count === 0) return;
  await query(
    `INSERT INTO dropped (day, kind, count) VALUES ($1::date, $2, $3)
     ON CONFLICT (day, kind) DO UPDATE SET count = dropped.count + excluded.count`,
    [at.toISOString().slice(0, 10), kind, count],
  );
}

const FEEDBACK = `
INSERT INTO feedback (same, received_at, realm, service, card_id, outcome, outcome_at, accepted_suggestions,
  reason_system, reason_code, user_comment)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (same text, received_at timestamptz, realm text, service text,
  card_id text, outcome text, outcome_at timestamptz, accepted_suggestions text[], reason_system text,
  reason_code text, user_comment text)
ON CONFLICT (same) DO NOTHING`;

/**
 * Stores a feedback call in one statement. A repeat of the same feedback is stored once; its comment is the first one's.
 * The rows are sorted, so that two copies with the same feedback cannot wait for each other.
 */
export async function writeFeedback(
  query: Query,
  entries: readonly FeedbackEntry[],
  at: Date,
): Promise<void> {
  const rows = entries
    .map((entry) => ({
      same: sameness(entry),
      received_at: at.toISOString(),
      realm: entry.realm,
      service: entry.service,
      card_id: entry.card,
      outcome: entry.outcome,
      outcome_at: entry.outcomeAt,
      accepted_suggestions: entry.acceptedSuggestions,
      reason_system: entry.reason?.system,
      reason_code: entry.reason?.code,
      user_comment: entry.userComment,
    }))
    .sort((a, b) => (a.same < b.same ? -1 : 1));
  await query(FEEDBACK, [storableJson(rows)]);
}

/** No comment in it: a digest of a few words could be guessed, and outlives them. */
function sameness({ realm, service, card, outcome, outcomeAt, acceptedSuggestions, reason }: FeedbackEntry) {
  const told = { realm, service, card, outcome, outcomeAt, acceptedSuggestions, reason };
  return createHash('sha256').update(canonical(told)).digest('base64url');
}

/** Notes a token id. @returns true when it was not there */
export async function writeTokenId(
  query: Query,
  issuer: string,
  tokenId: string,
  expiresAt: Date,
): Promise<boolean> {
  const { rows } = await query(
    `INSERT INTO token_seen (issuer, token_id, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING issuer`,
    [storable(issuer), storable(tokenId), expiresAt.toISOString()],
  );
  return rows.length === 1;
}
