-- First tables: answers and cards issued, feedback, token ids seen, access.
-- No clinical values, no names: patients, users and encounters stand as keyed hashes only.

CREATE TABLE answer (
  id uuid PRIMARY KEY,
  issued_at timestamptz NOT NULL,
  realm text NOT NULL,
  service text NOT NULL,
  hook text NOT NULL,
  as_of timestamptz NOT NULL,
  knowledge_version text NOT NULL,
  knowledge_hash text NOT NULL,
  value_sets_hash text NOT NULL,
  patient_hash text NOT NULL,
  user_hash text NOT NULL,
  encounter_hash text,
  -- [{key, outcome, reason?, from?, resources: [{reference, version?, digest}]}]
  inputs jsonb NOT NULL,
  -- Keyed digest of what only the request knew (drafts, problems just recorded); null where there was none.
  context_digest text
);
CREATE INDEX answer_issued_at ON answer (issued_at);

CREATE TABLE card (
  id uuid PRIMARY KEY,
  answer_id uuid NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
  issued_at timestamptz NOT NULL,
  service text NOT NULL,
  kind text NOT NULL,
  indicator text NOT NULL,
  urgency text NOT NULL,
  rules text[] NOT NULL,
  patient_hash text NOT NULL,
  user_hash text NOT NULL,
  encounter_hash text,
  -- Keyed digest of the evidence: the same card with the same evidence has the same.
  evidence_key text NOT NULL,
  -- What was used: "rule|criterion|reference".
  evidence text[] NOT NULL,
  -- Keyed digest of all that the reader sees, without uuids, links and extensions.
  text_digest text NOT NULL,
  -- [{id, label}]
  suggestions jsonb NOT NULL
);
CREATE INDEX card_patient ON card (patient_hash, issued_at DESC);
CREATE INDEX card_issued_at ON card (issued_at);
CREATE INDEX card_answer ON card (answer_id);

CREATE TABLE feedback (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Digest of service, card, outcome, suggestions, reason and time: a repeat of the same feedback has the same.
  same text NOT NULL UNIQUE,
  received_at timestamptz NOT NULL,
  realm text NOT NULL,
  service text NOT NULL,
  card_id text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'overridden')),
  outcome_at timestamptz NOT NULL,
  accepted_suggestions text[] NOT NULL,
  reason_system text,
  reason_code text,
  -- Free text of a clinician: may hold patient data, is never logged and is removed after its retention.
  user_comment text
);
-- The latest outcome of a card counts.
CREATE INDEX feedback_card ON feedback (card_id, outcome_at DESC, id DESC);
CREATE INDEX feedback_received_at ON feedback (received_at);
CREATE INDEX feedback_comment ON feedback (received_at) WHERE user_comment IS NOT NULL;

-- Token ids (jti) seen, so that a token is used once over all copies.
CREATE TABLE token_seen (
  issuer text NOT NULL,
  token_id text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, token_id)
);
CREATE INDEX token_seen_expires_at ON token_seen (expires_at);

CREATE TABLE access (
  -- Made by the copy that writes the line, so that a repeated write is one line.
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  request_id text NOT NULL,
  realm text NOT NULL,
  service text NOT NULL,
  what text NOT NULL,
  patient_hash text,
  user_hash text,
  status integer NOT NULL,
  cards integer
);
CREATE INDEX access_at ON access (at);

-- Records a copy had to drop because its queue was full, by day.
CREATE TABLE dropped (
  day date NOT NULL,
  kind text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (day, kind)
);
