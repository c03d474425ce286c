/** All cards of a chart in the order of their urgency, and what is to be said when there are none. */
import { Guard } from '../Guard.tsx';
import type { Hook } from '../hooks/context.ts';
import { CardView, type CardSetting } from './CardView.tsx';
import { rankOf, type Card } from './read.ts';

/** The last answer of one service. */
export interface Run {
  readonly service: string;
  readonly hook: Hook;
  readonly at: number;
  readonly busy: boolean;
  readonly cards: readonly Card[];
  /** Why there are none, when the call failed. */
  readonly why?: string;
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The state of all calls in one line. */
export function sayRuns(runs: readonly Run[]): string {
  if (runs.some(({ busy }) => busy)) return 'Asking the service…';
  if (runs.length === 0) return 'The service was not asked.';
  const cards = runs.flatMap((run) => run.cards);
  const critical = cards.filter(({ indicator }) => indicator === 'critical').length;
  const failed = runs.some(({ why }) => why !== undefined);
  if (cards.length === 0) return failed ? 'The service answered with an error.' : 'No cards.';
  return `${plural(cards.length, 'card')}${critical > 0 ? `, ${critical} critical` : ''}${failed ? ', and an error' : ''}.`;
}

export function Cards({ runs, ...setting }: CardSetting & { readonly runs: readonly Run[] }) {
  const failed = runs.filter(({ why }) => why !== undefined);
  const shown = runs
    .flatMap((run) => run.cards.map((card, index) => ({ card, run, index })))
    .toSorted((a, b) => rankOf(a.card) - rankOf(b.card) || b.run.at - a.run.at || a.index - b.index);
  const silent =
    runs.length > 0 && shown.length === 0 && failed.length === 0 && !runs.some(({ busy }) => busy);
  return (
    <>
      {failed.map(({ service, why }) => (
        <p key={service} className="failure">
          <strong>{service} gave no cards:</strong> {why}
        </p>
      ))}
      {silent ? (
        <p className="panel">
          <strong>No cards.</strong> The service found nothing in this record to speak about. That is not a
          finding about the patient.
        </p>
      ) : null}
      {shown.map(({ card, run, index }) => (
        <Guard key={card.uuid ?? `${run.service} ${run.at} ${index}`} what={card.summary}>
          <CardView card={card} service={run.service} hook={run.hook} {...setting} />
        </Guard>
      ))}
    </>
  );
}
