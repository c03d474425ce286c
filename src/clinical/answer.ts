/** A clinical question has three answers: met, not met, or unknown for a stated reason. */

/** Why an answer is unknown. The order is also the order in which one reason is shown when several apply. */
export type Why = 'fetch-failed' | 'unusable' | 'too-old' | 'not-recorded';

/** What an answer rests on: `Type/id` of the resource, its date and the value that was read, as text. */
export interface Evidence {
  readonly reference: string;
  readonly date?: string;
  readonly value?: string;
  /** A remark the clinician must see beside the value: "preliminary", "from text", "refuted". */
  readonly note?: string;
}

export interface Met {
  readonly is: 'met';
  readonly evidence: readonly Evidence[];
  /** Date of a report that is too old to drive an emergency: "reported on DATE, confirm" (DECISIONS, life of an answer). */
  readonly confirm?: string;
}

export interface NotMet {
  readonly is: 'not-met';
  readonly evidence: readonly Evidence[];
  /** True where absence from a completely read list was taken as absence (closed world). */
  readonly assumed?: true;
}

export interface Unknown {
  readonly is: 'unknown';
  readonly why: Why;
  readonly evidence: readonly Evidence[];
}

export type Answer = Met | NotMet | Unknown;

const NONE: readonly Evidence[] = Object.freeze([]);
const WHY_ORDER: readonly Why[] = ['fetch-failed', 'unusable', 'too-old', 'not-recorded'];
const UNKNOWN: Readonly<Record<Why, Unknown>> = {
  'fetch-failed': { is: 'unknown', why: 'fetch-failed', evidence: NONE },
  unusable: { is: 'unknown', why: 'unusable', evidence: NONE },
  'too-old': { is: 'unknown', why: 'too-old', evidence: NONE },
  'not-recorded': { is: 'unknown', why: 'not-recorded', evidence: NONE },
};

export function met(evidence: readonly Evidence[] = NONE, confirm?: string): Met {
  return confirm === undefined ? { is: 'met', evidence } : { is: 'met', evidence, confirm };
}

export function notMet(evidence: readonly Evidence[] = NONE): NotMet {
  return { is: 'not-met', evidence };
}

/** Not met because a list that was read completely does not hold it. */
export const ASSUMED_ABSENT: NotMet = { is: 'not-met', evidence: NONE, assumed: true };

export function unknown(why: Why, evidence: readonly Evidence[] = NONE): Unknown {
  return evidence.length === 0 ? UNKNOWN[why] : { is: 'unknown', why, evidence };
}

/** Of several reasons the one to show. */
export function worstWhy(reasons: readonly Why[]): Why {
  return WHY_ORDER.find((why) => reasons.includes(why)) ?? 'not-recorded';
}

function gatherEvidence(answers: readonly Answer[]): readonly Evidence[] {
  let first: Answer | undefined;
  let several = false;
  for (const answer of answers) {
    if (answer.evidence.length === 0) continue;
    if (first === undefined) first = answer;
    else if (answer.evidence !== first.evidence) several = true;
  }
  if (!several) return first?.evidence ?? NONE;
  const seen = new Set<string>();
  const all: Evidence[] = [];
  for (const answer of answers) {
    for (const one of answer.evidence) {
      const key = `${one.reference}|${one.value ?? ''}`;
      if (!seen.has(key)) {
        seen.add(key);
        all.push(one);
      }
    }
  }
  return all;
}

function unknownOf(answers: readonly Answer[]): Unknown {
  const open = answers.filter((answer) => answer.is === 'unknown');
  return unknown(
    worstWhy(open.map((answer) => answer.why)),
    gatherEvidence(answers.filter((answer) => answer.is !== 'not-met')),
  );
}

function metOf(answers: readonly Met[], confirm: string | undefined): Met {
  return met(gatherEvidence(answers), confirm);
}

/** Kleene and: not met as soon as one part is not met; met only when all are. */
export function allOf(answers: readonly Answer[]): Answer {
  const opposing = answers.filter((answer) => answer.is === 'not-met');
  if (opposing.length > 0) {
    const assumed = opposing.every((answer) => answer.assumed === true);
    const evidence = gatherEvidence(opposing);
    return assumed ? { is: 'not-met', evidence, assumed: true } : { is: 'not-met', evidence };
  }
  const holding = answers.filter((answer) => answer.is === 'met');
  if (holding.length < answers.length) return unknownOf(answers);
  // A conjunction that needs one stale report is as stale as that report.
  return metOf(
    holding,
    holding.map((answer) => answer.confirm).find((date) => date !== undefined),
  );
}

/** Kleene or: met as soon as one part is met; not met only when all are known not to be. */
export function anyOf(answers: readonly Answer[]): Answer {
  const holding = answers.filter((answer) => answer.is === 'met');
  if (holding.length > 0) {
    const fresh = holding.some((answer) => answer.confirm === undefined);
    return metOf(holding, fresh ? undefined : holding[0]?.confirm);
  }
  if (answers.some((answer) => answer.is === 'unknown')) return unknownOf(answers);
  const denied = answers.filter((answer) => answer.is === 'not-met');
  const assumed = denied.length > 0 && denied.every((answer) => answer.assumed === true);
  return assumed
    ? { is: 'not-met', evidence: gatherEvidence(denied), assumed: true }
    : notMet(gatherEvidence(denied));
}

/** Kleene not: unknown stays unknown. */
export function negate(answer: Answer): Answer {
  switch (answer.is) {
    case 'met':
      return notMet(answer.evidence);
    case 'not-met':
      return met(answer.evidence);
    case 'unknown':
      return answer;
  }
}

/** At least `n` of the parts, in Kleene logic. */
export function atLeastOf(n: number, answers: readonly Answer[]): Answer {
  const holding = answers.filter((answer) => answer.is === 'met');
  if (holding.length >= n) {
    const fresh = holding.filter((answer) => answer.confirm === undefined);
    return metOf(
      holding,
      fresh.length >= n ? undefined : holding.find((a) => a.confirm !== undefined)?.confirm,
    );
  }
  const open = answers.filter((answer) => answer.is === 'unknown');
  if (holding.length + open.length >= n) return unknownOf(answers);
  return notMet(gatherEvidence(answers.filter((answer) => answer.is === 'not-met')));
}
