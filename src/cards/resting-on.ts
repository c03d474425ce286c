/** What a card rests on, as sorted keys `rule|criterion|reference`: equal keys mean that nothing new speaks for it. */
import type { Evidence } from '#clinical/answer';
import type { Question } from '#rules';
import type { Candidate } from '#reason/candidates';
import type { MetConflict } from '#reason/reason';
import type { CheckVerdict } from '#reason/order-checks';
import type { RaisedFlag } from '#reason/red-flags';

type Keys = readonly string[];

const sorted = (keys: Keys): Keys => [...new Set(keys)].sort();

function lines(rule: string, criterion: string, evidence: readonly Evidence[]): Keys {
  return [`${rule}|${criterion}|`, ...evidence.map((one) => `${rule}|${criterion}|${one.reference}`)];
}

/** A flag that became more urgent is new evidence, and so is each finding behind it. */
export function laneEvidence(raised: readonly RaisedFlag[]): Keys {
  return sorted(
    raised.flatMap((one) => [
      `${one.flag.id}|${one.urgency}|`,
      ...lines(one.flag.id, 'level', one.evidence),
      ...one.because.flatMap((reason) => lines(one.flag.id, reason.text, reason.evidence)),
    ]),
  );
}

/** Tiers and what speaks for or against each likely cause; missing items are no evidence. */
export function differentialEvidence(likely: readonly Candidate[], open: RaisedFlag | undefined): Keys {
  return sorted([
    ...likely.flatMap((one) => [
      `${one.cause.id}|${one.variant?.id ?? 'tier'}:${one.tier}|`,
      ...[...one.for, ...one.against].flatMap((line) => lines(one.cause.id, line.criterion, line.evidence)),
    ]),
    ...(open === undefined ? [] : [`${open.flag.id}|open|`]),
  ]);
}

export function safetyEvidence(conflicts: readonly MetConflict[]): Keys {
  return sorted(conflicts.flatMap((one) => lines(one.cause.id, one.conflict.id, one.evidence)));
}

export function intakeEvidence(questions: readonly Question[]): Keys {
  return sorted(questions.map((one) => `intake|${one.question}|`));
}

/** The drug or service ordered is part of it, not the id of the draft: the same order written anew is the same. */
export function orderEvidence({ check, warnings }: CheckVerdict): Keys {
  return sorted(
    warnings.flatMap(({ warning, drafts, evidence }) => [
      ...lines(check.id, warning.id, evidence),
      ...drafts.map((one) => `${check.id}|${warning.id}:${[...one.sets.keys()].sort().join('+')}|`),
    ]),
  );
}
