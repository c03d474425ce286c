/** The record of an answer: made after the answer was sent, its inputs digested in pauses. */
import type { MadeCard } from '#cards/card';
import type { Gathered } from '#chart/gathered';
import { WHAT, contextDigest, evidenceOf, textDigest, usedKeys } from './digests.ts';
import type { Hashes } from './hashes.ts';
import type { Answered } from './ledger.ts';
import type { WaitingCard } from './recall.ts';
import type { IssuedAnswer, IssuedCard, UsedKey } from './records.ts';

/** A record on its way: without inputs as long as they are being digested. */
export interface Waiting {
  readonly record: Omit<IssuedAnswer, 'inputs'>;
  /** Bytes it takes while it waits, about. */
  readonly bytes: number;
  inputs: readonly UsedKey[] | undefined;
}

/** What a record takes of memory: a used resource is an id, a version and a digest. */
const RECORD_BYTES = 2000;
const RESOURCE_BYTES = 250;
const LINE_BYTES = 150;

/** Makes the record of an answer, with everything but its inputs. */
export function recordOf(
  hashes: Hashes,
  { realm, call, gathered, asOf, made }: Answered,
  { id, at, knowledge }: { id: string; at: Date; knowledge: IssuedAnswer['knowledge'] },
): Waiting {
  const context = contextDigest(hashes, call);
  const evidence = evidenceOf(hashes, made, gathered);
  const lines = made.reduce((sum, one) => sum + one.evidence.length, 0);
  return {
    record: {
      id,
      issuedAt: at.toISOString(),
      realm,
      service: call.service,
      hook: call.hook,
      asOf,
      knowledge,
      patient: hashes.of(realm, 'patient', call.patientId),
      user: hashes.of(realm, 'user', call.userId),
      ...(call.encounterId === undefined
        ? {}
        : { encounter: hashes.of(realm, 'encounter', call.encounterId) }),
      ...(context === undefined ? {} : { contextDigest: context }),
      cards: made.map((one, index) => issuedCard(hashes, one, evidence[index])),
    },
    bytes: RECORD_BYTES + RESOURCE_BYTES * resourcesIn(gathered) + LINE_BYTES * lines,
    inputs: undefined,
  };
}

function issuedCard(hashes: Hashes, made: MadeCard, evidence: object | undefined): IssuedCard {
  const { card, kind, urgency, rules } = made;
  return {
    id: card.uuid,
    kind,
    indicator: card.indicator,
    urgency,
    rules,
    evidenceKey: hashes.digest(WHAT.evidence, evidence),
    evidence: made.evidence,
    textDigest: textDigest(hashes, card),
    suggestions: (card.suggestions ?? []).map(({ uuid, label }) => ({ id: uuid, label })),
  };
}

function resourcesIn(gathered: Gathered): number {
  return Object.values(gathered.keys).reduce(
    (sum, key) => sum + key.resources.length,
    Object.keys(gathered.referenced).length,
  );
}

/** The cards of a record that is not written yet, as repeat control wants them. */
export function waitingCards({ record }: Waiting): readonly WaitingCard[] {
  return record.cards.map((card) => ({
    id: card.id,
    patient: record.patient,
    service: record.service,
    kind: card.kind,
    evidenceKey: card.evidenceKey,
    user: record.user,
    ...(record.encounter === undefined ? {} : { encounter: record.encounter }),
    issuedAt: Date.parse(record.issuedAt),
  }));
}

/** Resources digested before other work gets its turn: well under a millisecond each. */
const AT_ONCE = 20;
/** Records whose data may be held at once; beyond it digesting no longer pauses. */
const MOST_HELD = 64;

/**
 * Digests the inputs of records, a few resources at a time, so that calls being answered do not wait for a long record.
 * The data of a patient is held no longer than that takes.
 */
export class Digesting {
  private readonly held: { readonly record: Waiting; readonly steps: ReturnType<typeof usedKeys> }[] = [];
  private running = false;

  constructor(
    private readonly hashes: Hashes,
    /** Lets other work go first. */
    private readonly pause: (work: () => void) => void,
    /** Told whenever a record has its inputs. */
    private readonly digested: () => void,
  ) {}

  add(record: Waiting, gathered: Gathered): void {
    this.held.push({ record, steps: usedKeys(this.hashes, gathered) });
    while (this.held.length > MOST_HELD) this.step(Infinity);
    this.run();
  }

  /** Digests everything without a pause: before the end. */
  finish(): void {
    while (this.held.length > 0) this.step(Infinity);
  }

  private run(): void {
    if (this.running || this.held.length === 0) return;
    this.running = true;
    this.pause(() => {
      this.running = false;
      this.step(AT_ONCE);
      this.run();
    });
  }

  private step(most: number): void {
    const [first] = this.held;
    if (first === undefined) return;
    for (let count = 0; count < most; count += 1) {
      const inputs = advance(first.steps);
      if (inputs === undefined) continue;
      first.record.inputs = inputs;
      this.held.shift();
      this.digested();
      return;
    }
  }
}

/** @returns the inputs when all are digested; none when they cannot be: the cards of the record still count */
function advance(steps: ReturnType<typeof usedKeys>): readonly UsedKey[] | undefined {
  try {
    const next = steps.next();
    return next.done === true ? next.value : undefined;
  } catch {
    return [];
  }
}
