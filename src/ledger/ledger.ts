/** What the service asks of the ledger. Nothing here makes a hook call fail, and only feedback and reports wait for it. */
import type { MadeCard } from '#cards/card';
import type { Gathered, HookCall } from '#chart/gathered';
import type { OverrideQuestion, OverrideReport } from './overrides.ts';
import type { AccessEntry, FeedbackEntry } from './records.ts';

/** Whose record is opened, by whom: hashed before anything is stored. */
export interface Asked {
  readonly realm: string;
  readonly service: string;
  readonly patientId: string;
  readonly userId: string;
  readonly encounterId?: string;
}

/** What one call made, handed over after the answer was sent. */
export interface Answered {
  readonly realm: string;
  readonly call: HookCall;
  readonly gathered: Gathered;
  /** ISO instant the record was read at. */
  readonly asOf: string;
  readonly made: readonly MadeCard[];
}

/** What repeat control knows of a patient: started beside the FHIR round, ready when the cards are made. */
export interface Recall {
  /**
   * Leaves out what was overridden with the same evidence, and what the other of patient-view and encounter-start
   * showed this user within 15 minutes. Waits at most 50 ms in all since it was started; then everything is shown.
   */
  shown(made: readonly MadeCard[], gathered: Gathered): Promise<readonly MadeCard[]>;
}

export type DatabaseState = 'ready' | 'opening' | 'away';

/** What the ledger tells of itself, by kind of record. */
export interface LedgerCounters {
  /** Records not yet written. */
  readonly queued: Readonly<Record<'answer' | 'access', number>>;
  /** Records dropped since the start. */
  readonly dropped: Readonly<Record<'answer' | 'access', number>>;
  readonly state: DatabaseState;
}

export interface Ledger {
  /** One indexed statement, started at once. Never rejects. */
  recall(asked: Asked): Recall;
  /** Queues the record of an answer. Never throws; past its bound it drops and counts. */
  issued(answered: Answered): void;
  /** Queues a line of the audit trail. Never throws; past its bound it drops and counts. */
  access(entry: Omit<AccessEntry, 'patient' | 'user'> & Partial<Pick<Asked, 'patientId' | 'userId'>>): void;
  /** Stores a whole feedback call or nothing. @throws DatabaseAway */
  feedback(entries: readonly FeedbackEntry[]): Promise<void>;
  /** Notes a token id. @throws DatabaseAway */
  firstUse(issuer: string, tokenId: string, expiresAt: Date): Promise<boolean>;
  /** What became of the cards shown. @throws DatabaseAway */
  overrides(question: OverrideQuestion): Promise<OverrideReport>;
  state(): DatabaseState;
  counters(): LedgerCounters;
  /** Writes what is queued, within the time given, and closes. */
  close(withinMs: number): Promise<void>;
}
