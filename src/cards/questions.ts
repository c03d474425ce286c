/** The questions a card asks: its text says them, and its link opens the intake at them. */
import type { Chart } from '#chart';
import type { Question } from '#rules';
import { urgencyRank } from '#reason/candidates';
import type { NextBest } from '#reason/next-best';
import { flagQuestions, type RaisedFlag } from '#reason/red-flags';
import type { Reasoning } from '#reason/reason';

const QUESTIONS = 3;

/** What would settle these flags. */
export function questionsOf(flags: readonly RaisedFlag[], chart: Chart): readonly Question[] {
  return flagQuestions(flags, chart, QUESTIONS);
}

/** The flags nobody could exclude: those that press stand above the causes, the others below. */
export function openFlagsOf({
  flags,
}: Reasoning): Readonly<Record<'pressing' | 'others', readonly RaisedFlag[]>> {
  const open = flags.filter((one) => one.state === 'open');
  const pressing = open.filter((one) => urgencyRank(one.urgency) >= urgencyRank('same-day'));
  return { pressing, others: open.filter((one) => !pressing.includes(one)) };
}

/** The next step, unless a flag on this answer asks the same. */
export function nextStep({ nextBest, flags }: Reasoning, chart: Chart): NextBest | undefined {
  const asked = (state: RaisedFlag['state']): readonly Question[] =>
    questionsOf(
      flags.filter((one) => one.state === state && one.flag.lane && one.urgency !== 'routine'),
      chart,
    );
  const said = [...asked('raised'), ...asked('open')];
  return said.some((one) => one.question === nextBest?.id) ? undefined : nextBest;
}

/** The items of the intake that the differential card asks for, in the order of its text. */
export function differentialItems(reasoning: Reasoning, chart: Chart): readonly string[] {
  const { pressing, others } = openFlagsOf(reasoning);
  const next = nextStep(reasoning, chart);
  const items = [...questionsOf(pressing, chart), ...questionsOf(others, chart)].map((one) => one.question);
  return [...new Set(next?.kind === 'question' ? [...items, next.id] : items)];
}
