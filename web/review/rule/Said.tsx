/** Parts of a rule in English: expressions with what stands behind them, and the passages they cite. */
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { meaningsOf, placesOf } from '#review/uses';
import { say, type Part, type Rule } from '#rules';
import type { Loaded } from '../loading.ts';
import { ruleHref } from '../place.ts';

export interface Reading {
  readonly loaded: Loaded;
  readonly rule: Rule;
  /** False on paper and in the print of all rules: patients are listed, not run. */
  readonly live: boolean;
}

export const ReadingContext = createContext<Reading | undefined>(undefined);

export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (reading === undefined) throw new Error('a rule is read outside its page');
  return reading;
}

/** "holds" as a sentence; criterion names lead to their row, findings open to what they mean. */
export function Said({ part }: { readonly part: Part<string> }) {
  const { loaded, rule } = useReading();
  const text = typeof part === 'string' ? `"${part}"` : say(part, loaded.wording);
  return (
    <>
      <Linked text={text} rule={rule} />
      <Meanings part={part} />
    </>
  );
}

/** What named findings stand for; `but` is left out, being shown already. On paper the glossary says it once. */
export function Meanings({ part, but }: { readonly part: Part<string>; readonly but?: string }) {
  const { loaded } = useReading();
  const [open, setOpen] = useState(false);
  const meanings = meaningsOf(part, loaded.wording).filter(([label]) => label !== but);
  if (meanings.length === 0) return null;
  return (
    <details className="meanings noprint" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>what this means</summary>
      {open ? <Glossed meanings={meanings} /> : null}
    </details>
  );
}

function Glossed({ meanings }: { readonly meanings: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {meanings.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Every named finding of the rule with what it means: on paper only, where nothing can be opened. */
export function Glossary() {
  const { loaded, rule } = useReading();
  const meanings = useMemo(
    () => [...new Map(placesOf(rule).flatMap((place) => meaningsOf(place.expr, loaded.wording)))],
    [loaded, rule],
  );
  if (meanings.length === 0) return null;
  return (
    <section className="glossary meanings">
      <h3>What the findings mean</h3>
      <Glossed meanings={meanings.sort(([a], [b]) => a.localeCompare(b))} />
    </section>
  );
}

function Linked({ text, rule }: { readonly text: string; readonly rule: Rule }): ReactNode {
  if (rule.kind !== 'cause') return text;
  return text.split(/("[A-Za-z0-9]+")/).map((piece, i) => {
    const name = /^"([A-Za-z0-9]+)"$/.exec(piece)?.[1];
    return name !== undefined && Object.hasOwn(rule.criteria, name) ? (
      <a key={i} href={ruleHref(rule.id, `criterion-${name}`)}>
        {name}
      </a>
    ) : (
      piece
    );
  });
}

/** Citations as links to the sentences below. */
export function Cites({ ids }: { readonly ids: readonly string[] }) {
  const { rule } = useReading();
  return ids.map((id) => (
    <span key={id} className="cite">
      {' '}
      [<a href={ruleHref(rule.id, id)}>{id}</a>]
    </span>
  ));
}

/** The cited sentences themselves. */
export function Sentences({ ids }: { readonly ids: readonly string[] }) {
  const { loaded, rule } = useReading();
  return ids.map((id) => {
    const [source = '', anchor = 'main'] = id.split('#');
    return (
      <p key={id}>
        {loaded.carried.sources[rule.id]?.[source]?.says[anchor] ?? 'The sentence is missing.'}
        <Cites ids={[id]} />
      </p>
    );
  });
}

/** A titled part of the page. Where many rules stand on one page the ids would not be unique: there are none. */
export function Part({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { live } = useReading();
  return (
    <section {...(live ? { id, tabIndex: -1 } : {})} className="panel">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

export function Lines<T>({
  of,
  keyOf,
  line,
  idOf,
}: {
  readonly of: readonly T[];
  readonly keyOf: (one: T, index: number) => string;
  readonly line: (one: T) => ReactNode;
  readonly idOf?: (one: T) => string;
}) {
  return (
    <ul>
      {of.map((one, i) => (
        <li key={keyOf(one, i)} {...(idOf === undefined ? {} : { id: idOf(one), tabIndex: -1 })}>
          {line(one)}
        </li>
      ))}
    </ul>
  );
}
