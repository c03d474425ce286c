/** What every card says of the record: what is in hand, what could not be read, what was set aside, and that it is a draft. */
import type { Chart } from '#chart';
import type { InHand } from '#reason/in-hand';
import { quoted, sayKey } from './wording.ts';

export const DRAFT = '*Draft knowledge, not clinically reviewed.*';
const LINES = 5;

const HOW: Readonly<Record<InHand['how'], string>> = {
  requested: 'already requested',
  booked: 'already booked',
  advised: 'already advised',
  resulted: 'result on file',
};

/** What is already ordered, booked, advised or resulted. */
export function handled(inHand: readonly InHand[]): readonly string[] {
  if (inHand.length === 0) return [];
  const said = inHand.map((one) => {
    const day = one.date === undefined ? '' : ` ${one.date}`;
    const draft = one.status === 'draft' ? ', still a draft' : '';
    return `${one.order.text}: ${HOW[one.how]}${day}${draft}`;
  });
  return [`In hand: ${said.join('; ')}.`];
}

/** What could not be read, or not completely. Never "no history of". */
export function gaps(chart: Chart): readonly string[] {
  const found = chart.gaps();
  if (found.length === 0) return [];
  // The laboratory is asked in handfuls of codes; a reader wants to know that results are missing, once.
  const said = (outcome: string): string =>
    [
      ...new Set(
        found.filter((one) => one.outcome === outcome).map((one) => `${sayKey(one.key)} (${one.reason})`),
      ),
    ].join(', ');
  const failed = said('failed');
  const partial = said('partial');
  return [
    ...(failed === '' ? [] : [`Could not be read, so unknown, not absent: ${failed}.`]),
    ...(partial === '' ? [] : [`Incomplete: ${partial}.`]),
  ];
}

/** Values that no rule could use, with the reason. */
export function setAside(chart: Chart): readonly string[] {
  const values = [...chart.setAside.values()].slice(0, LINES);
  if (values.length === 0) return [];
  return [
    `Set aside: ${values.map((one) => `${one.label} (${quoted(one.reference)}: ${one.reason})`).join('; ')}.`,
  ];
}

/** A Markdown list. */
export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
