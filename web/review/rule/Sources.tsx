/** What a rule reads, the sources it cites with their sentences, and the thirteen source attributes. */
import { useMemo } from 'react';
import { attributesOf } from '#review/attributes';
import { addNeeds, expressionsOf, noNeeds, sayWindowOf } from '#rules';
import { Part, useReading } from './Said.tsx';

const TAGS = {
  S: 'a stored copy was seen',
  K: 'named guideline, not re-read',
  P: 'proposal of this project',
} as const;

export function DataRead() {
  const { loaded, rule } = useReading();
  const { measures, items } = useMemo(() => {
    const needs = noNeeds();
    for (const expr of expressionsOf(rule)) addNeeds(expr, needs);
    return {
      measures: [...new Map([...needs.measures].map((one) => [one.id, one])).values()].sort((a, b) =>
        a.name.localeCompare(b.name),
      ),
      items: [...needs.items].sort(),
    };
  }, [rule]);
  if (measures.length === 0 && items.length === 0) return null;
  return (
    <Part id="data" title="Tests and questions it reads">
      {measures.length === 0 ? null : (
        <ul>
          {measures.map((one) => (
            <li key={one.id}>
              <strong>{one.name}</strong> in {one.unit}
              {one.also === undefined ? '' : `; also ${Object.keys(one.also).join(', ')}`}; plausible{' '}
              {one.plausible[0]} to {one.plausible[1]}; counts for {sayWindowOf(one.within)}
            </li>
          ))}
        </ul>
      )}
      {items.length === 0 ? null : (
        <details data-print>
          <summary>{items.length} questions of the intake</summary>
          <ul>
            {items.map((item) => (
              <li key={item}>
                <code>{item}</code> {loaded.wording.question(item)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Part>
  );
}

export function Sources() {
  const { loaded, rule } = useReading();
  const sources = Object.entries(loaded.carried.sources[rule.id] ?? {});
  return (
    <Part id="sources" title="Sources">
      <ul>
        {sources.map(([id, source]) => (
          <li key={id} {...(source.says['main'] === undefined ? { id, tabIndex: -1 } : {})}>
            <strong>{source.title}</strong>. {source.citation}. {source.tag}: {TAGS[source.tag]};{' '}
            {source.dossier}.
            <ul>
              {Object.entries(source.says).map(([anchor, text]) => {
                const cite = anchor === 'main' ? id : `${id}#${anchor}`;
                return (
                  <li key={anchor} id={cite} tabIndex={-1}>
                    <code>{cite}</code> {text}
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Attributes() {
  const { loaded, rule } = useReading();
  const attributes = attributesOf(rule, {
    sources: loaded.carried.sources[rule.id] ?? {},
    version: loaded.carried.version,
  });
  return (
    <Part id="source-attributes" title="Source attributes">
      <p className="quiet small">
        As asked of evidence-based decision support interventions by US certification (ONC HTI-1, 45 CFR
        170.315(b)(11)(iv)(A)). What is used is read off the rule itself.
      </p>
      <ol>
        {attributes.map(({ name, text }) => (
          <li key={name}>
            <strong>{name}</strong>: {text.replaceAll('`', '')}
          </li>
        ))}
      </ol>
    </Part>
  );
}
