/** When the complaint began, as far as the record says: what decides whether a drug can have caused it. */
import { back, days, hours, months, weeks, type Span, type Window } from '#clinical/time';
import type { Chart } from '#chart';

/** The questions that say it; the first has precedence. */
export const ONSET_ITEMS = ['onset.when', 'onset'] as const;
/** The value set of coded leg complaints. */
export const COMPLAINT = 'leg-complaint';

/** Each answer as [at most, at least] ago; without "at most" it may have been any time before. */
// A map: the answers come from outside, and an object would know `constructor`.
const AGO: ReadonlyMap<string, readonly [Window | undefined, Window]> = new Map<
  string,
  readonly [Window | undefined, Window]
>([
  ['under-48-hours', [hours(48), hours(0)]],
  ['under-2-weeks', [weeks(2), hours(0)]],
  ['2-to-14-days', [days(14), days(2)]],
  ['2-to-12-weeks', [weeks(12), weeks(2)]],
  ['3-to-6-months', [months(6), months(3)]],
  ['over-6-months', [undefined, months(6)]],
]);

/**
 * The span in which the complaint began; undefined when nothing says so. The intake goes before a coded symptom; an
 * older diagnosis of one of the sets `since` goes before both.
 */
export function complaintBegan(chart: Chart, since: readonly string[]): Span | undefined {
  const told = byIntake(chart) ?? firstOf(chart, [COMPLAINT]);
  const diagnosed = firstOf(chart, since);
  if (told === undefined || diagnosed === undefined) return told ?? diagnosed;
  return diagnosed.to < told.to ? diagnosed : told;
}

function byIntake(chart: Chart): Span | undefined {
  for (const item of ONSET_ITEMS) {
    const answer = chart.intake.get(item);
    const code = [...(answer?.codes ?? [])].find((one) => AGO.has(one));
    const [most, least] = (code === undefined ? undefined : AGO.get(code)) ?? [undefined, undefined];
    if (answer === undefined || least === undefined) continue;
    const { from, to } = answer.authored.span;
    return { from: most === undefined ? -Infinity : back(from, most), to: back(to, least), exact: false };
  }
  return undefined;
}

function firstOf(chart: Chart, sets: readonly string[]): Span | undefined {
  return sets
    .flatMap((set) => chart.conditions(set))
    .filter((entry) => entry.state === 'current' && entry.verification !== 'refuted')
    .flatMap((entry) => (entry.date === undefined ? [] : [entry.date.span]))
    .sort((a, b) => a.from - b.from)[0];
}
