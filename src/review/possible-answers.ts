/** Answers of the intake that would make a finding hold, or take it away. Pure. */
import type { IntakeAnswer } from '#chart';
import type { Leaf } from '#rules';
import { DENIALS, OPEN } from '#rules/intake-leaves';
import type { IntakeItem } from './intake-items.ts';
import { EFFORT, numbersFor, type Possible, type Searched } from './possible.ts';
import type { GivenAnswer } from './record-changes.ts';

type LeafOf<O extends Leaf['op']> = Extract<Leaf, { op: O }>;

/** @param wanted whether the finding is to hold */
export function answersFor(leaf: LeafOf<'answered'>, wanted: boolean, at: Searched): readonly Possible[] {
  const ends = leaf.perLeg === true ? ['', '-left', '-right'] : [''];
  return ends
    .flatMap((end) => at.items.filter((item) => item.linkId === leaf.item + end))
    .flatMap((item) => {
      const now = at.evaluation.chart.intake.get(item.linkId);
      const given = wanted ? holding(leaf, item, now) : denying(leaf, item, now);
      return given.map((answer) => possible(item, answer, now));
    });
}

/** The leg that hurts, said in the intake. */
export function legsFor(at: Searched): readonly Possible[] {
  return at.items
    .filter((item) => item.linkId === 'side.which')
    .flatMap((item) => {
      const now = at.evaluation.chart.intake.get(item.linkId);
      return ['left', 'right'].map((leg) => possible(item, [leg], now));
    });
}

export function countsFor(leaf: LeafOf<'counted'>, wanted: boolean, at: Searched): readonly Possible[] {
  return at.items
    .filter((item) => item.linkId === leaf.item)
    .flatMap((item) => {
      const now = at.evaluation.chart.intake.get(item.linkId);
      return numbersFor(leaf.limit, 1, wanted)
        .filter((n) => n >= 0)
        .map((n) => possible(item, n, now));
    });
}

function holding(
  leaf: LeafOf<'answered'>,
  item: IntakeItem,
  now: IntakeAnswer | undefined,
): readonly (readonly string[])[] {
  const codes = leaf.codes.filter((code) => item.options.some((one) => one.code === code));
  if (item.kind === 'one-of') return codes.map((code) => [code]);
  const kept = [...(now?.codes ?? [])].filter((code) => !DENIALS.has(code) && !OPEN.has(code));
  return codes.map((code) => (DENIALS.has(code) ? [code] : [...new Set([...kept, code])]));
}

function denying(
  leaf: LeafOf<'answered'>,
  item: IntakeItem,
  now: IntakeAnswer | undefined,
): readonly (readonly string[])[] {
  const others = item.options.map((one) => one.code).filter((code) => !leaf.codes.includes(code));
  if (item.kind === 'one-of') {
    const no = others.filter((code) => code === 'no' || DENIALS.has(code));
    return (no.length > 0 ? no : others.filter((code) => !OPEN.has(code))).slice(0, 2).map((code) => [code]);
  }
  const kept = [...(now?.codes ?? [])].filter((code) => !leaf.codes.includes(code));
  const none = others.filter((code) => DENIALS.has(code)).map((code) => [code]);
  return kept.length < (now?.codes.size ?? 0) ? [kept, ...none] : none;
}

function possible(item: IntakeItem, answer: GivenAnswer, now: IntakeAnswer | undefined): Possible {
  return {
    about: `item ${item.linkId}`,
    says: `${sayAnswer(item, answer, now)} (now ${sayBefore(item, now)})`,
    change: { kind: 'answer', item, answer },
    effort: item.group === 'exam' ? EFFORT.exam : EFFORT.question,
  };
}

const wordsOf = (item: IntakeItem, codes: Iterable<string>): string =>
  [...codes].map((code) => `“${item.options.find((one) => one.code === code)?.text ?? code}”`).join(' and ');

function sayAnswer(item: IntakeItem, answer: GivenAnswer, now: IntakeAnswer | undefined): string {
  const question = `“${item.text}”`;
  if (typeof answer === 'number') return `${question} were answered ${answer} today`;
  const codes = answer ?? [];
  if (item.kind === 'one-of') return `${question} were answered ${wordsOf(item, codes)} today`;
  const more = codes.filter((code) => now?.codes.has(code) !== true);
  if (more.length > 0) return `${wordsOf(item, more)} were ticked today under ${question}`;
  const gone = [...(now?.codes ?? [])].filter((code) => !codes.includes(code));
  return `${wordsOf(item, gone)} were not ticked under ${question}`;
}

function sayBefore(item: IntakeItem, now: IntakeAnswer | undefined): string {
  if (now === undefined) return 'not answered';
  const said = now.number === undefined ? wordsOf(item, now.codes) : String(now.number);
  return `${said}, ${now.authored.text}`;
}
