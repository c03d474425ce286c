/** Which home measures may be advised, which must not, and which wait for a check (RF-00: none passes without its gates). */
import type { Evidence } from '#clinical/answer';
import type { Evaluation, Gate, Relief } from '#rules';
import { isLikely, tierRank, urgencyRank, type Candidate } from './candidates.ts';
import type { RaisedFlag } from './red-flags.ts';

export interface ReliefVerdict {
  readonly relief: Relief;
  readonly state: 'offered' | 'held' | 'blocked';
  /** The cause it would help, where one is in play. */
  readonly helps?: Candidate;
  /** What closed it; absent when offered, or when a flag comes first. */
  readonly gate?: Gate;
  readonly evidence: readonly Evidence[];
}

/**
 * Judges every measure that a likely cause asks for, and names those that people do unasked where it would harm.
 * Nothing is offered while an emergency or same-day flag is raised.
 */
export function reliefs(
  measures: readonly Relief[],
  candidates: readonly Candidate[],
  flags: readonly RaisedFlag[],
  evaluation: Evaluation,
): readonly ReliefVerdict[] {
  const first = flags.some(
    (one) => one.state === 'raised' && one.flag.lane && urgencyRank(one.urgency) >= urgencyRank('same-day'),
  );
  return measures.flatMap((relief): readonly ReliefVerdict[] => {
    const helps = helped(relief, candidates, evaluation);
    const blocked = closed(relief.blocks, candidates, evaluation);
    if (blocked !== undefined)
      return helps !== undefined || blocked.gate.warn === true
        ? [{ relief, state: 'blocked', ...blocked, ...(helps === undefined ? {} : { helps }) }]
        : [];
    if (helps === undefined) return [];
    const held = closed(relief.holds, candidates, evaluation);
    if (held !== undefined) return [{ relief, state: 'held', helps, ...held }];
    return [{ relief, state: first ? 'held' : 'offered', helps, evidence: [] }];
  });
}

function helped(
  relief: Relief,
  candidates: readonly Candidate[],
  evaluation: Evaluation,
): Candidate | undefined {
  return candidates.find(
    (one) =>
      isLikely(one.tier) &&
      one.explains !== 'background' &&
      relief.helps.some(
        (help) =>
          help.cause === one.cause.id && (help.when === undefined || evaluation.is(help.when) === 'met'),
      ),
  );
}

function closed(
  gates: readonly Gate[],
  candidates: readonly Candidate[],
  evaluation: Evaluation,
): { readonly gate: Gate; readonly evidence: readonly Evidence[] } | undefined {
  for (const gate of gates) {
    const evidence = closedBy(gate, candidates, evaluation);
    if (evidence !== undefined) return { gate, evidence };
  }
  return undefined;
}

function closedBy(
  gate: Gate,
  candidates: readonly Candidate[],
  evaluation: Evaluation,
): readonly Evidence[] | undefined {
  if (gate.when === undefined && gate.cause === undefined) return [];
  if (gate.cause !== undefined) {
    const found = candidates.find((one) => one.cause.id === gate.cause);
    if (found !== undefined && tierRank(found.tier) >= tierRank(gate.least ?? 'probable')) return [];
  }
  if (gate.when === undefined) return undefined;
  const answer = evaluation.answer(gate.when);
  if (answer.is === 'met') return answer.evidence;
  return answer.is === 'unknown' && gate.orUnknown === true ? answer.evidence : undefined;
}
