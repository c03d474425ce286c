/** What is already ordered, booked, advised or resulted is said, not suggested again. */
import { placeInWindow, weeks } from '#clinical/time';
import type { Chart, OrderEntry } from '#chart';
import type { DraftWords, Evaluation, Order } from '#rules';
import { hasWord } from './drafts.ts';

export interface InHand {
  readonly order: Order;
  readonly how: 'requested' | 'booked' | 'advised' | 'resulted';
  readonly reference: string;
  readonly status?: string;
  readonly date?: string;
}

/** An open order older than this was forgotten, not in hand. [P] */
const STALE_ORDER = weeks(26);

const HOW: Readonly<Record<OrderEntry['kind'], InHand['how']>> = {
  order: 'requested',
  appointment: 'booked',
  task: 'requested',
  advice: 'advised',
};

const KINDS: Readonly<Record<Order['resource'], readonly OrderEntry['kind'][]>> = {
  ServiceRequest: ['order', 'appointment'],
  Task: ['task'],
  CommunicationRequest: ['advice'],
};

/** The open order, booking or current result that makes an order needless; undefined when there is none. */
export function inHand(order: Order, chart: Chart, evaluation: Evaluation): InHand | undefined {
  const open = chart.orders.find((entry) => matches(order, entry, chart));
  if (open !== undefined) {
    return {
      order,
      how: HOW[open.kind],
      reference: open.reference,
      status: open.status,
      ...(open.date === undefined ? {} : { date: open.date.text }),
    };
  }
  const results = order.inHand.results ?? [];
  if (results.length === 0) return undefined;
  const answers = results.map((measure) => evaluation.answer(evaluation.program.onFile(measure)));
  // Only when every result of the order is there is it needless; half an iron panel is not an iron panel.
  if (!answers.every((answer) => answer.is === 'met')) return undefined;
  const evidence = answers.flatMap((answer) => answer.evidence)[0];
  return {
    order,
    how: 'resulted',
    reference: evidence?.reference ?? 'Observation',
    ...(evidence?.date === undefined ? {} : { date: evidence.date }),
  };
}

/** A test or referral in these words is ordered, booked or drafted; `but` names the drafts it stands beside. */
export function isOrdered(words: DraftWords, chart: Chart, but: readonly string[]): boolean {
  return chart.orders.some(
    (entry) =>
      KINDS.ServiceRequest.includes(entry.kind) &&
      !but.includes(entry.reference) &&
      !isStale(entry, chart) &&
      (words.sets?.some((set) => entry.sets.get(set) === false) === true ||
        words.words?.some((group) => group.every((word) => hasWord(entry.words, word))) === true),
  );
}

const isStale = (entry: OrderEntry, chart: Chart): boolean =>
  entry.date !== undefined && placeInWindow(entry.date.span, chart.asOf, STALE_ORDER) === 'older';

function matches(order: Order, entry: OrderEntry, chart: Chart): boolean {
  if (!KINDS[order.resource].includes(entry.kind)) return false;
  if (isStale(entry, chart)) return false;
  if (order.coding?.some((coding) => entry.codes.has(`${coding.system}|${coding.code}`)) === true)
    return true;
  if (order.inHand.sets?.some((set) => entry.sets.has(set)) === true) return true;
  const words = [...(order.inHand.words ?? []), [order.text.toLowerCase()]];
  return words.some((group) => group.every((word) => entry.words.includes(word)));
}
