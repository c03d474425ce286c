/** Suggestions of a card: one button each that really changes the record, and says what came of it. */
import { useState } from 'react';
import type { Result } from './actions.ts';
import type { Suggestion } from './read.ts';

export interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[];
  readonly one: boolean;
  readonly onAccept: (suggestion: Suggestion) => Promise<readonly Result[]>;
}

interface OfferProps {
  readonly suggestion: Suggestion;
  readonly locked: boolean;
  readonly onAccept: () => Promise<readonly Result[]>;
}

function Offer({ suggestion, locked, onAccept }: OfferProps) {
  const [results, setResults] = useState<readonly Result[]>();
  const [busy, setBusy] = useState(false);
  const accepted = results !== undefined && results.some(({ done }) => done);
  const accept = async () => {
    if (busy || accepted || locked) return;
    setBusy(true);
    setResults(await onAccept());
    setBusy(false);
  };
  const described = suggestion.actions.map(({ description }) => description).filter(Boolean);
  return (
    <li>
      <div className="suggestion">
        <div>
          <strong>{suggestion.label}</strong>
          {suggestion.isRecommended ? <span className="status"> recommended</span> : null}
          {described.map((text) => (
            <p key={text} className="quiet small">
              {text}
            </p>
          ))}
        </div>
        <button
          type="button"
          className="main"
          aria-disabled={busy || accepted || locked}
          onClick={() => void accept()}
        >
          {accepted ? 'Accepted' : busy ? 'Working…' : 'Accept'}
          <span className="hidden"> {suggestion.label}</span>
        </button>
      </div>
      <div role="status">
        {(results ?? []).map(({ done, text }) => (
          <p key={text} className={done ? 'done' : 'failure'}>
            {text}
          </p>
        ))}
      </div>
    </li>
  );
}

export function Suggestions({ suggestions, one, onAccept }: SuggestionsProps) {
  const [taken, setTaken] = useState<Suggestion>();
  if (suggestions.length === 0) return null;
  const accept = async (suggestion: Suggestion) => {
    const results = await onAccept(suggestion);
    if (results.some(({ done }) => done)) setTaken(suggestion);
    return results;
  };
  return (
    <section className="suggestions">
      <h4>
        Suggestions{' '}
        <span className="quiet">{one ? '(choose at most one)' : '(drafts; nothing is signed)'}</span>
      </h4>
      <ul>
        {suggestions.map((suggestion, index) => (
          <Offer
            key={suggestion.uuid ?? index}
            suggestion={suggestion}
            locked={one && taken !== undefined && taken !== suggestion}
            onAccept={() => accept(suggestion)}
          />
        ))}
      </ul>
    </section>
  );
}
