/** Recall: what was shown for a patient and set aside lately, asked for while the record is being read. */
import type { Settings } from '../settings.ts';
import type { Query } from './database.ts';
import { WHAT, evidenceOf } from './digests.ts';
import type { Hashes } from './hashes.ts';
import type { Asked, Recall } from './ledger.ts';
import type { KeyedHash } from './records.ts';
import { HOUR_MS, SAME_VISIT_MS, isLeftOut } from './repeat.ts';
import type { Asking, KnownCard } from './repeat.ts';
import type { Timers } from './timers.ts';

/** In milliseconds, from the start of the call. */
const PATIENCE_MS = 50;
/** A card may lie open for days before it is set aside. */
const OPEN_MS = 7 * 24 * HOUR_MS;
/** Cards of one patient looked at, newest first: what is beyond is shown. */
const MOST = 1000;

// Two parts: cards of this patient that were set aside or just shown, and the outcomes of cards not yet written.
const RECALL = `
SELECT c.id::text AS id, c.service, c.kind, c.evidence_key, c.user_hash, c.encounter_hash, c.issued_at,
  f.received_at AS overridden_at, f.reasoned
FROM (SELECT * FROM card WHERE patient_hash = ANY($1::text[]) AND issued_at > $3::timestamptz
      ORDER BY issued_at DESC LIMIT ${MOST}) c
LEFT JOIN LATERAL (
  SELECT outcome, received_at, reason_code IS NOT NULL OR user_comment IS NOT NULL AS reasoned FROM feedback
  WHERE card_id = c.id::text AND realm = $2 ORDER BY outcome_at DESC, id DESC LIMIT 1
) f ON f.outcome = 'overridden' AND f.received_at > $4::timestamptz
WHERE f.outcome IS NOT NULL OR c.issued_at > $5::timestamptz
UNION ALL
SELECT p.id, NULL, NULL, NULL, NULL, NULL, NULL, f.received_at, f.reasoned
FROM unnest($6::text[]) AS p (id)
JOIN LATERAL (
  SELECT outcome, received_at, reason_code IS NOT NULL OR user_comment IS NOT NULL AS reasoned FROM feedback
  WHERE card_id = p.id AND realm = $2 ORDER BY outcome_at DESC, id DESC LIMIT 1
) f ON f.outcome = 'overridden'`;

/** One row of the statement: the members of the card are null for one that waits in this process. */
interface Row {
  readonly id: string;
  readonly service: string | null;
  readonly kind: string | null;
  readonly evidence_key: string | null;
  readonly user_hash: string | null;
  readonly encounter_hash: string | null;
  readonly issued_at: Date | null;
  readonly overridden_at: Date | null;
  readonly reasoned: boolean | null;
}

/** A card that is not in the database yet. */
export interface WaitingCard extends KnownCard {
  readonly id: string;
  readonly patient: KeyedHash;
}

export interface RecallDeps {
  readonly query: Query;
  readonly hashes: Hashes;
  readonly repeat: Settings['repeat'];
  readonly now: () => Date;
  readonly timers: Timers;
  /** Lets other work go first. */
  readonly pause: (work: () => void) => void;
  /** Cards of a patient that wait to be written. */
  readonly waiting: (patient: readonly KeyedHash[]) => readonly WaitingCard[];
}

/** Starts the statement at once. The result never rejects, and neither does what it left running. */
export function startRecall(deps: RecallDeps, asked: Asked): Recall {
  const { hashes, repeat } = deps;
  const at = deps.now();
  const patient = hashes.all(asked.realm, 'patient', asked.patientId);
  const asking: Asking = {
    at: at.getTime(),
    service: asked.service,
    user: hashes.all(asked.realm, 'user', asked.userId),
    encounter: asked.encounterId === undefined ? [] : hashes.all(asked.realm, 'encounter', asked.encounterId),
  };
  const known = withPatience(knownCards(deps, asked.realm, patient, asking), deps);
  return {
    shown: async (made, gathered) => {
      const before = made.length === 0 ? [] : await known();
      if (before.length === 0) return made;
      try {
        const evidence = evidenceOf(hashes, made, gathered);
        return made.filter(({ kind, urgency }, index) => {
          const evidenceKeys = hashes.digests(WHAT.evidence, evidence[index]);
          return !isLeftOut({ kind, urgency, evidenceKeys }, before, asking, repeat);
        });
      } catch {
        return made;
      }
    },
  };
}

/** What came in time, or nothing: asked later than the patience lasts, it is what has come by then. */
function withPatience(
  work: Promise<readonly KnownCard[]>,
  { timers, pause }: Pick<RecallDeps, 'timers' | 'pause'>,
): () => Promise<readonly KnownCard[]> {
  let come: readonly KnownCard[] | undefined;
  const over = new Promise<void>((resolve) => {
    // After a long piece of work timers go off before sockets are read: what is there already must be read first.
    const cancel = timers.after(PATIENCE_MS, () => pause(resolve));
    work.then(
      (known) => {
        come = known;
        cancel();
        resolve();
      },
      () => {
        come = [];
        cancel();
        resolve();
      },
    );
  });
  return async () => {
    if (come === undefined) await over;
    return come ?? [];
  };
}

async function knownCards(
  { query, repeat, waiting }: RecallDeps,
  realm: string,
  patient: readonly KeyedHash[],
  { at }: Asking,
): Promise<readonly KnownCard[]> {
  const pending = waiting(patient);
  const longest = Math.max(0, ...Object.values(repeat).map(({ hours }) => hours * HOUR_MS));
  const since = (ms: number): string => new Date(at - ms).toISOString();
  const { rows } = await query<Row>(RECALL, [
    patient,
    realm,
    since(longest + OPEN_MS),
    since(longest),
    since(SAME_VISIT_MS),
    pending.map(({ id }) => id),
  ]);
  const waitingById = new Map(pending.map((card) => [card.id, card]));
  const cards = rows.flatMap((row) => knownCard(row, waitingById) ?? []);
  return [...cards, ...pending];
}

function knownCard(row: Row, waiting: ReadonlyMap<string, WaitingCard>): KnownCard | undefined {
  const card = row.issued_at === null ? waiting.get(row.id) : written(row, row.issued_at);
  if (card === undefined || row.overridden_at === null) return card;
  return { ...card, overridden: { at: row.overridden_at.getTime(), reasoned: row.reasoned === true } };
}

function written(row: Row, issuedAt: Date): KnownCard {
  return {
    service: row.service ?? '',
    kind: row.kind ?? '',
    evidenceKey: row.evidence_key ?? '',
    user: row.user_hash ?? '',
    ...(row.encounter_hash === null ? {} : { encounter: row.encounter_hash }),
    issuedAt: issuedAt.getTime(),
  };
}
