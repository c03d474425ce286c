/** Makes an answer again from its record and says whether the card comes out the same. The way is that of a live call. */
import type { Card, MadeCard } from '#cards/card';
import type { HookCall } from '#chart/gathered';
import type { ErrandSettings } from '#fhir/errand';
import type { Query } from '#ledger/database';
import { WHAT, shownText } from '#ledger/digests';
import type { Hashes } from '#ledger/hashes';
import { findCard } from '#ledger/lookup';
import type { FoundCard } from '#ledger/lookup';
import type { Knowledge } from '#reason/knowledge';
import { createAnswer } from './answer.ts';
import { NotReplayable, restoreContext, restoreEncounter, restoreInputs } from './replay-inputs.ts';

export interface ReplayDeps {
  readonly query: Query;
  readonly hashes: Hashes;
  readonly knowledge: Knowledge;
  /** The FHIR server to read from; its base is in the form that `allowedBase` gives. */
  readonly server: ErrandSettings;
  readonly publicUrl: string;
  readonly newId: () => string;
}

export interface ReplayAsked {
  /** UUID of the card. */
  readonly card: string;
  readonly patientId: string;
  readonly encounterId?: string;
  /** The hook call as it was sent, or its context; needed where the card rests on what only the request knew. */
  readonly request?: unknown;
}

/** Of which answer, in words fit for a terminal: no ids but those typed. */
export interface Recorded {
  readonly service: string;
  readonly kind: string;
  readonly issuedAt: string;
  readonly asOf: string;
  readonly knowledge: { readonly version: string; readonly hash: string };
}

export type Replay =
  | { readonly verdict: 'same'; readonly recorded: Recorded; readonly card: Card }
  | {
      readonly verdict: 'different';
      readonly recorded: Recorded;
      /** What differs: kind, indicator, urgency, rules, evidence, or the words alone. */
      readonly differs: readonly string[];
      /** The card as it is made now, where one of its kind is made. */
      readonly card?: Card;
    }
  | {
      readonly verdict: 'not-replayable';
      readonly reason: string;
      /** `Observation/123: why`. */
      readonly resources: readonly string[];
      readonly recorded?: Recorded;
      /** Set when the answer was made with other knowledge than is loaded. */
      readonly otherKnowledge?: true;
    };

/**
 * Replays the answer of a card.
 * @throws DatabaseAway
 */
export async function replay(deps: ReplayDeps, asked: ReplayAsked): Promise<Replay> {
  const found = await findCard(deps.query, asked.card);
  const refused = (reason: string) => ({ verdict: 'not-replayable' as const, reason, resources: [] });
  if (found === undefined) {
    return refused('no record of this card: never issued here, dropped, or older than the retention.');
  }
  const { answer } = found;
  // First, and without a word on the card: whoever asks for the wrong patient learns nothing.
  if (!deps.hashes.all(answer.realm, 'patient', asked.patientId).includes(answer.patient)) {
    return refused('the card is not about this patient (or its hash key is not among the hashKeys).');
  }
  const recorded = recordedOf(found);
  if (answer.knowledge.hash !== deps.knowledge.hash) {
    return { ...refused('it was made with other knowledge.'), recorded, otherKnowledge: true };
  }
  try {
    return await madeAgain(deps, asked, found, recorded);
  } catch (thrown) {
    if (!(thrown instanceof NotReplayable)) throw thrown;
    return { ...refused(thrown.message), resources: thrown.resources, recorded };
  }
}

function recordedOf({ answer, card }: FoundCard): Recorded {
  const { service, issuedAt, asOf, knowledge } = answer;
  return { service, kind: card.kind, issuedAt, asOf, knowledge };
}

async function madeAgain(
  deps: ReplayDeps,
  asked: ReplayAsked,
  found: FoundCard,
  recorded: Recorded,
): Promise<Replay> {
  const { hashes } = deps;
  const context = restoreContext(found.answer, asked.request, hashes);
  const encounterId = restoreEncounter(found.answer, asked.encounterId, asked.request, hashes);
  const call = callOf(found, asked, encounterId, context);
  const { gathered, unsure } = await restoreInputs(found.answer, call, hashes, deps.server);
  const made = await answered(deps, call, found, gathered);
  const same = made.find((one) => textOf(one, found, hashes) === 'same');
  if (same !== undefined) return { verdict: 'same', recorded, card: same.card };
  if (unsure) {
    throw new NotReplayable('a Medication was found under an address of its Bundle, which is not stored.');
  }
  const now = nearest(made, found.card);
  return {
    verdict: 'different',
    recorded,
    differs: differences(found.card, now),
    ...(now === undefined ? {} : { card: now.card }),
  };
}

function textOf({ card, kind }: MadeCard, found: FoundCard, hashes: Hashes): 'same' | 'different' {
  const comparison = hashes.compare(found.card.textDigest, WHAT.text, shownText(card));
  if (comparison === 'no-key') {
    throw new NotReplayable('the hash key of this record is not among the hashKeys of the settings.');
  }
  return kind === found.card.kind ? comparison : 'different';
}

function callOf(
  { answer }: FoundCard,
  { patientId }: ReplayAsked,
  encounterId: string | undefined,
  context: Readonly<Record<string, unknown>>,
): HookCall {
  // Who asked is stored as a hash only, and no card depends on it beyond being a clinician.
  const ids = {
    patientId,
    userId: 'Practitioner/replay',
    ...(encounterId === undefined ? {} : { encounterId }),
  };
  const { service, hook } = answer;
  return { service, hook, hookInstance: 'replay', ...ids, context: { ...context, ...ids }, prefetch: {} };
}

/** All cards of the answer, before repeat control: that one was left out then says nothing of the others. */
async function answered(
  deps: ReplayDeps,
  call: HookCall,
  { answer }: FoundCard,
  gathered: Awaited<ReturnType<typeof restoreInputs>>['gathered'],
): Promise<readonly MadeCard[]> {
  const made: MadeCard[] = [];
  const answerCall = createAnswer({
    knowledge: deps.knowledge,
    fhir: { allowed: { bases: [], loopback: false }, limits: deps.server.limits, now: deps.server.now },
    asOf: () => answer.asOf,
    newId: deps.newId,
    publicUrl: deps.publicUrl,
    gather: () => Promise.resolve(gathered),
    ledger: {
      recall: () => ({ shown: (all) => Promise.resolve(all) }),
      issued: (one) => void made.push(...one.made),
    },
  });
  (await answerCall(call, { realm: answer.realm })).sent?.();
  return made;
}

const NEAR = ['kind', 'rules', 'indicator'] as const;

/** The card of now that is most like the recorded one; of another kind none is. */
function nearest(made: readonly MadeCard[], then: FoundCard['card']): MadeCard | undefined {
  const likeness = (one: MadeCard): number => {
    const now = { kind: one.kind, rules: one.rules, indicator: one.card.indicator };
    return NEAR.filter((part) => String(now[part]) === String(then[part])).length;
  };
  return made
    .filter(({ kind }) => kind === then.kind)
    .reduce<MadeCard | undefined>(
      (best, one) => (best === undefined || likeness(one) > likeness(best) ? one : best),
      undefined,
    );
}

function differences(then: FoundCard['card'], now: MadeCard | undefined): readonly string[] {
  if (now === undefined) return [`no ${then.kind} card is made now`];
  const told: string[] = [];
  const compare = (what: string, before: string, after: string): void => {
    if (before !== after) told.push(`${what}: was ${before || 'none'}, now ${after || 'none'}`);
  };
  compare('indicator', then.indicator, now.card.indicator);
  compare('urgency', then.urgency, now.urgency);
  compare('rules', then.rules.join(', '), now.rules.join(', '));
  const before = new Set(then.evidence);
  const after = new Set(now.evidence);
  told.push(...then.evidence.filter((line) => !after.has(line)).map((line) => `evidence no longer: ${line}`));
  told.push(...now.evidence.filter((line) => !before.has(line)).map((line) => `evidence new: ${line}`));
  return told.length > 0
    ? told
    : ['only the words: kind, indicator, urgency, rules and evidence are the same'];
}
