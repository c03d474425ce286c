/** Which intake questions can still be asked: not answered yet, and open where they hang on another answer. */
import type { Chart } from '#chart';

/** Questions the form shows only after a certain answer (enableWhen of the frozen questionnaire). */
const OPENED_BY: Readonly<Record<string, readonly [item: string, code: string]>> = {
  'urge.worse-at-rest': ['urge', 'yes'],
  'urge.worse-in-evening': ['urge', 'yes'],
  'urge.returns-when-still': ['urge', 'yes'],
  'urge.whole-body': ['urge', 'yes'],
  'relief.dangle-still': ['relief', 'dangle'],
};

/** True when an intake item has no answer, or only "unsure" or "not tested", on either side. */
export function unansweredItem(item: string, chart: Chart): boolean {
  return ['', '-left', '-right'].every((end) => {
    const answer = chart.intake.get(item + end);
    if (answer === undefined) return true;
    if (answer.number !== undefined) return false;
    return [...answer.codes].every((code) => code === 'unsure' || code === 'not-tested');
  });
}

/** True when the question is unanswered and the form would show it. */
export function askableNow(item: string, chart: Chart): boolean {
  if (!unansweredItem(item, chart)) return false;
  const gate = Object.hasOwn(OPENED_BY, item) ? OPENED_BY[item] : undefined;
  return gate === undefined || chart.intake.get(gate[0])?.codes.has(gate[1]) === true;
}
