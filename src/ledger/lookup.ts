/** Finds the record of an answer by one of its cards. */
import type { Query } from './database.ts';
import type { IssuedAnswer, IssuedCard } from './records.ts';

/** What is known of a card: the answer it came in, and itself. */
export interface FoundCard {
  readonly answer: Omit<IssuedAnswer, 'cards'>;
  readonly card: Omit<IssuedCard, 'suggestions'>;
}

interface Row {
  readonly answer: FoundCard['answer'];
  readonly card: FoundCard['card'];
}

// Times in the form of toISOString, which the service wrote: they stand in the drafts of a card, and drivers differ.
const CARD = `
SELECT json_strip_nulls(json_build_object(
    'id', answer.id, 'realm', realm, 'service', answer.service, 'hook', hook,
    'issuedAt', to_char(answer.issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'asOf', to_char(as_of AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'knowledge', json_build_object('version', knowledge_version, 'hash', knowledge_hash, 'valueSets', value_sets_hash),
    'patient', answer.patient_hash, 'user', answer.user_hash, 'encounter', answer.encounter_hash,
    'inputs', inputs, 'contextDigest', context_digest)) AS answer,
  json_build_object('id', card.id, 'kind', kind, 'indicator', indicator, 'urgency', urgency, 'rules', rules,
    'evidenceKey', evidence_key, 'evidence', evidence, 'textDigest', text_digest) AS card
FROM card JOIN answer ON answer.id = card.answer_id WHERE card.id = $1::uuid`;

/** Whether a text can be the id of a card. */
export function isCardId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/**
 * The record of a card, or nothing where there is none (never issued, dropped, or older than the retention).
 * @param id a UUID
 * @throws DatabaseAway
 */
export async function findCard(query: Query, id: string): Promise<FoundCard | undefined> {
  return (await query<Row>(CARD, [id])).rows[0];
}
