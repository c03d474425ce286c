/** One card as a clinician sees it: indicator in word and colour, summary, why, suggestions, links, source, dismissal. */
import { useState } from 'react';
import { Markdown } from '../../parts/Markdown.tsx';
import { MOMENTS, type Hook } from '../hooks/context.ts';
import { sendFeedback, type Feedback } from '../hooks/service.ts';
import { carryOut, type Actors, type Result } from './actions.ts';
import { Differential } from './Differential.tsx';
import { Dismissal, Dismissed } from './Dismissal.tsx';
import { Links, Outside, type Launching } from './Links.tsx';
import type { Card, Reason, Suggestion } from './read.ts';
import { Suggestions } from './Suggestions.tsx';

const INDICATORS: Readonly<Record<string, { readonly word: string; readonly mark: string }>> = {
  critical: { word: 'Critical', mark: '◆' },
  warning: { word: 'Warning', mark: '▲' },
  info: { word: 'Information', mark: '●' },
};

/** A detail of this many characters is opened at a glance; a longer one only where the card presses. */
const SHORT = 700;

export interface CardSetting {
  readonly cds: string;
  readonly actors: Actors;
  readonly launching: Launching;
  /** The record was changed. */
  readonly onChange: () => void;
}

export interface CardViewProps extends CardSetting {
  readonly card: Card;
  readonly service: string;
  readonly hook: Hook;
}

function Detail({ card }: { readonly card: Card }) {
  if (card.detail === '') return null;
  const text = <Markdown text={card.detail} />;
  if (card.detail.length <= SHORT) return text;
  return (
    <details className="detail" open={card.indicator !== 'info'}>
      <summary>Why: details and evidence</summary>
      {text}
    </details>
  );
}

interface Aside {
  readonly reason: Reason | undefined;
  readonly said: string;
}

function feedbackOf(card: string, reason: Reason | undefined, comment: string): Feedback {
  const overrideReason = {
    ...(reason === undefined
      ? {}
      : { reason: { code: reason.code, ...(reason.system === undefined ? {} : { system: reason.system }) } }),
    ...(comment === '' ? {} : { userComment: comment }),
  };
  return {
    card,
    outcome: 'overridden',
    ...(Object.keys(overrideReason).length > 0 ? { overrideReason } : {}),
  };
}

export function CardView({ card, service, hook, cds, actors, launching, onChange }: CardViewProps) {
  const [aside, setAside] = useState<Aside>();
  const accept = async (suggestion: Suggestion): Promise<readonly Result[]> => {
    const results = await carryOut(suggestion, actors);
    if (!results.some(({ done }) => done)) return results;
    onChange();
    if (card.uuid === undefined || suggestion.uuid === undefined) return results;
    const why = await sendFeedback(
      cds,
      service,
      { card: card.uuid, outcome: 'accepted', acceptedSuggestions: [{ id: suggestion.uuid }] },
      actors.log,
    );
    return why === undefined ? results : [...results, { done: true, text: `Done, but ${why}.` }];
  };
  const dismiss = async (reason: Reason | undefined, comment: string) => {
    setAside({ reason, said: '' });
    if (card.uuid === undefined) return;
    const why = await sendFeedback(cds, service, feedbackOf(card.uuid, reason, comment), actors.log);
    setAside({ reason, said: why === undefined ? 'Feedback sent.' : `Done, but ${why}.` });
  };
  if (aside !== undefined) {
    return <Dismissed card={card} {...aside} onUndo={() => setAside(undefined)} />;
  }
  const { word, mark } = INDICATORS[card.indicator] ?? { word: card.indicator || 'No indicator', mark: '○' };
  return (
    <article className={`card panel is-${card.indicator}`}>
      <p className="card-top">
        <span className={`indicator ${card.indicator}`}>
          <span aria-hidden="true">{mark}</span> {word}
        </span>
        <span className="quiet small">{MOMENTS[hook]}</span>
      </p>
      <h3>{card.summary}</h3>
      <Detail card={card} />
      <Suggestions suggestions={card.suggestions} one={card.one} onAccept={accept} />
      <Differential extension={card.extension} base={cds} />
      <Links links={card.links} launching={launching} />
      <footer>
        <p className="small">
          Source: <Outside url={card.source.url} label={card.source.label} />
          {card.source.topic === '' ? null : <span className="quiet"> on {card.source.topic}</span>}
        </p>
        <Dismissal card={card} onDismiss={(reason, comment) => void dismiss(reason, comment)} />
      </footer>
    </article>
  );
}
