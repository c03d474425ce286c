/** The must-not-miss lane: runs before and apart from the ranking; unknown never clears a flag. */
import type { Answer, Evidence } from '#clinical/answer';
import type { Chart } from '#chart';
import type { Evaluation, Expr, FlagFolder, Question, RedFlag, Urgency } from '#rules';
import { urgencyRank } from './candidates.ts';
import { askableNow } from './questions.ts';

export interface RaisedFlag {
  readonly folder: FlagFolder;
  readonly flag: RedFlag;
  readonly urgency: Urgency;
  /** `open`: cannot be excluded, the deciding items are not recorded. */
  readonly state: 'raised' | 'open';
  readonly evidence: readonly Evidence[];
  /** The named findings that made it, each with what it rests on. */
  readonly because: readonly { readonly text: string; readonly evidence: readonly Evidence[] }[];
  /** Day of a report too old to act on as it stands: confirm it. */
  readonly confirm?: string;
}

/** Evaluates every letter of every flag; most urgent first, raised before open, then catalogue order. */
export function redFlags(folders: readonly FlagFolder[], evaluation: Evaluation): readonly RaisedFlag[] {
  const found: RaisedFlag[] = [];
  for (const folder of folders) {
    for (const flag of folder.flags) {
      const one = judge(folder, flag, evaluation);
      if (one !== undefined) found.push(one);
    }
  }
  return found.sort(
    (a, b) =>
      Number(a.state === 'open') - Number(b.state === 'open') ||
      urgencyRank(b.urgency) - urgencyRank(a.urgency),
  );
}

function judge(folder: FlagFolder, flag: RedFlag, evaluation: Evaluation): RaisedFlag | undefined {
  if (flag.excludedBy !== undefined && evaluation.is(flag.excludedBy) === 'met') return undefined;
  let undecided: Urgency | undefined;
  for (const level of flag.levels) {
    const is = evaluation.is(level.when);
    if (is === 'met')
      return raised(
        folder,
        flag,
        level.urgency,
        evaluation.answer(level.when),
        because(level.when, evaluation),
      );
    if (is === 'unknown') undecided ??= level.urgency;
  }
  if (undecided === undefined || flag.openWhen === undefined) return undefined;
  if (evaluation.is(flag.openWhen) !== 'met') return undefined;
  const suspicion = evaluation.answer(flag.openWhen);
  return {
    folder,
    flag,
    urgency: undecided,
    state: 'open',
    evidence: suspicion.evidence,
    because: because(flag.openWhen, evaluation),
  };
}

function raised(
  folder: FlagFolder,
  flag: RedFlag,
  urgency: Urgency,
  answer: Answer,
  reasons: RaisedFlag['because'],
): RaisedFlag {
  const confirm = answer.is === 'met' ? answer.confirm : undefined;
  // A report of 3 to 14 days ago gives same-day, "reported on DATE, confirm" (DECISIONS).
  const level: Urgency = confirm !== undefined && urgency === 'emergency' ? 'same-day' : urgency;
  return {
    folder,
    flag,
    urgency: level,
    state: 'raised',
    evidence: answer.evidence,
    because: reasons,
    ...(confirm === undefined ? {} : { confirm }),
  };
}

// The named findings that hold, in the order the rule has them; what is denied or unknown is not a reason.
function because(expr: Expr, evaluation: Evaluation): RaisedFlag['because'] {
  const found = new Map<string, RaisedFlag['because'][number]>();
  const walk = (part: Expr): void => {
    switch (part.op) {
      case 'finding': {
        const answer = evaluation.answer(part);
        if (answer.is === 'met') found.set(part.label, { text: part.label, evidence: answer.evidence });
        return;
      }
      case 'all':
      case 'any':
      case 'at-least':
        part.of.forEach(walk);
        return;
      case 'either-leg':
      case 'both-legs':
        walk(part.of);
        return;
      default:
    }
  };
  walk(expr);
  return [...found.values()];
}

/** The questions of the flags shown that nobody has answered, most urgent first, each once, at most `most`. */
export function flagQuestions(flags: readonly RaisedFlag[], chart: Chart, most: number): readonly Question[] {
  const seen = new Set<string>();
  const questions: Question[] = [];
  for (const { flag } of flags) {
    for (const one of flag.ask) {
      if (questions.length < most && !seen.has(one.question) && askableNow(one.question, chart)) {
        seen.add(one.question);
        questions.push(one);
      }
    }
  }
  return questions;
}
