/** What is different between two runs of a patient: places and tiers of causes, flags, cards. Pure. */
import type { Explains, Tier, Urgency } from '#rules';
import { isLikely, nameOf, tierRank, type Candidate } from '#reason/candidates';
import type { VignetteRun } from './run.ts';

export interface Standing {
  readonly place: number;
  readonly tier: Tier;
  readonly explains: Explains;
}

export interface Moved {
  readonly cause: string;
  readonly name: string;
  readonly before?: Standing;
  readonly after?: Standing;
  /** Up: a higher tier or, where the tier stayed, a better place. */
  readonly way: 'up' | 'down' | 'same';
}

export interface RunDifference {
  /** Causes that moved, by id; what stands still is left out. */
  readonly moved: ReadonlyMap<string, Moved>;
  readonly flags: {
    readonly raised: readonly string[];
    readonly gone: readonly string[];
  };
  readonly cards: { readonly added: readonly string[]; readonly gone: readonly string[] };
  readonly urgency?: { readonly before: Urgency; readonly after: Urgency };
}

export function differenceOf(before: VignetteRun, after: VignetteRun): RunDifference {
  const then = standings(before);
  const now = standings(after);
  const moved = new Map<string, Moved>();
  for (const id of new Set([...then.keys(), ...now.keys()])) {
    const one = movedOf(id, then.get(id), now.get(id));
    if (one !== undefined) moved.set(id, one);
  }
  const { urgency } = before.reasoning;
  return {
    moved,
    flags: {
      raised: without(flagsOf(after), flagsOf(before)),
      gone: without(flagsOf(before), flagsOf(after)),
    },
    cards: {
      added: without(summaries(after), summaries(before)),
      gone: without(summaries(before), summaries(after)),
    },
    ...(urgency === after.reasoning.urgency
      ? {}
      : { urgency: { before: urgency, after: after.reasoning.urgency } }),
  };
}

/** True where nobody would see a difference. */
export const isSame = ({ moved, flags, cards, urgency }: RunDifference): boolean =>
  moved.size === 0 &&
  [flags.raised, flags.gone, cards.added, cards.gone].every((one) => one.length === 0) &&
  urgency === undefined;

type Placed = Standing & { readonly candidate: Candidate };

const standings = ({ reasoning }: VignetteRun): ReadonlyMap<string, Placed> =>
  new Map(
    reasoning.candidates.map((candidate, i) => [
      candidate.cause.id,
      { place: i + 1, tier: candidate.tier, explains: candidate.explains, candidate },
    ]),
  );

function movedOf(cause: string, before: Placed | undefined, after: Placed | undefined): Moved | undefined {
  const one = after ?? before;
  if (one === undefined || (before !== undefined && after !== undefined && stands(before, after)))
    return undefined;
  const by =
    tierRank(after?.tier ?? 'not-assessable') - tierRank(before?.tier ?? 'not-assessable') ||
    (before?.place ?? 0) - (after?.place ?? 0);
  return {
    cause,
    name: nameOf(one.candidate),
    ...(before === undefined ? {} : { before: plain(before) }),
    ...(after === undefined ? {} : { after: plain(after) }),
    way: by > 0 ? 'up' : by < 0 ? 'down' : 'same',
  };
}

// Among causes that are not shown the place says nothing.
const stands = (a: Placed, b: Placed): boolean =>
  a.tier === b.tier && a.explains === b.explains && (a.place === b.place || !isLikely(a.tier));

const plain = ({ place, tier, explains }: Placed): Standing => ({ place, tier, explains });

const flagsOf = ({ reasoning }: VignetteRun): readonly string[] =>
  reasoning.flags.map(({ flag, state, urgency }) => `${flag.id} ${flag.name}: ${state}, ${urgency}`);

const summaries = ({ cards }: VignetteRun): readonly string[] => cards.map((card) => card.summary);

const without = (all: readonly string[], but: readonly string[]): readonly string[] =>
  all.filter((one) => !but.includes(one));
