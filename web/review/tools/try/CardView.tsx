/** A card as an EHR shows it: summary, detail, what it suggests, where it leads. */
import { lazy, Suspense } from 'react';
import type { Card, Link } from '#cards/card';

// A sixth of the script of the page, and nothing to look at hangs on it.
const Markdown = lazy(async () => ({ default: (await import('../../../parts/Markdown.tsx')).Markdown }));

const WORDS = { info: 'Info', warning: 'Warning', critical: 'Critical' } as const;

export function CardView({ card, isNew }: { readonly card: Card; readonly isNew: boolean }) {
  const { summary, indicator, detail, source, suggestions = [], links = [] } = card;
  return (
    <article className={`card ${indicator}-card`}>
      <h4>
        <span className={`indicator ${indicator}`}>{WORDS[indicator]}</span> {summary}
        {isNew ? <span className="chip">new</span> : null}
      </h4>
      {detail === undefined ? null : (
        <Suspense fallback={<p className="quiet">…</p>}>
          <Markdown text={detail} />
        </Suspense>
      )}
      {suggestions.length === 0 ? null : (
        <ul className="suggestions" aria-label="Suggestions">
          {suggestions.map((one) => (
            <li key={one.uuid}>{one.label}</li>
          ))}
        </ul>
      )}
      <p className="quiet small">
        Source: {source.label}
        {links.map((link) => (
          <span key={`${link.label} ${link.url}`}>
            {' · '}
            <a href={hereOf(link)}>{link.label}</a>
          </span>
        ))}
      </p>
    </article>
  );
}

// Links of the rules lead to the service's public address: these pages.
function hereOf({ url }: Link): string {
  const { pathname, hash } = new URL(url);
  return `${pathname}${hash}`;
}
