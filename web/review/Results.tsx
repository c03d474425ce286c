/** What a search found, grouped: limits with the passages they rest on, findings, drugs, codes, sources, words. */
import { useMemo, useState, type ReactNode } from 'react';
import { systemName } from '#review/code-search';
import type { CodeHit, Passage, ReadHit, SearchIndex, SourceHit, WordHit } from '#review/search';
import { sayWindowOf, type Measure, type Rule } from '#rules';
import type { Loaded } from './loading.ts';
import { ruleHref } from './place.ts';

const SHOWN = 25;
const TAGS = { S: 'stored copy seen', K: 'named guideline, not re-read', P: 'proposal of this project' };

export function Results({
  index,
  query,
  loaded,
}: {
  readonly index: () => SearchIndex;
  readonly query: string;
  readonly loaded: Loaded;
}) {
  const found = useMemo(() => index().search(query), [index, query]);
  const measures = [
    ...new Map(
      found.limits.flatMap(({ measure }) =>
        measure !== undefined && measure.name.toLowerCase().includes(query.toLowerCase())
          ? [[measure.id, measure]]
          : [],
      ),
    ).values(),
  ];
  const rules = new Set(
    [...found.limits, ...found.findings, ...found.drugs, ...found.names, ...found.words].map(
      (one) => one.rule,
    ),
  );
  const total = Object.values(found).reduce((sum, list) => sum + list.length, 0);
  return (
    <>
      <p role="status" className="quiet">
        {total === 0
          ? `Nothing reads or says “${query}”. Try a shorter word, the generic name of a drug, or a code without its last digits.`
          : `“${query}”: ${total} places in ${rules.size} ${rules.size === 1 ? 'rule' : 'rules'}.`}
      </p>
      <Group name="Rules and flags" key={`names ${query}`} list={found.names} row={Named} />
      {measures.map((one) => (
        <MeasureFacts key={one.id} measure={one} />
      ))}
      <Reads name="Limits and values" query={query} list={found.limits} />
      <Reads name="Drugs" query={query} list={found.drugs} />
      <Reads name="Findings, answers and diagnoses" query={query} list={found.findings} />
      <Group
        name="Codes"
        key={`codes ${query}`}
        list={found.codes}
        row={(hit: CodeHit) => <Code hit={hit} title={loaded.wording.set(hit.set)} />}
      />
      <Group
        name="Sources"
        key={`sources ${query}`}
        list={found.sources}
        row={(hit: SourceHit) => <Cited hit={hit} />}
      />
      <Group name="What is said" key={`words ${query}`} list={found.words} row={Named} />
    </>
  );
}

interface GroupProps<T> {
  readonly name: string;
  readonly list: readonly T[];
  readonly row: (hit: T) => ReactNode;
}

function Group<T>({ name, list, row }: GroupProps<T>) {
  const [all, setAll] = useState(false);
  if (list.length === 0) return null;
  return (
    <section className="panel found">
      <h2>
        {name} ({list.length})
      </h2>
      <ul>
        {list.slice(0, all ? undefined : SHOWN).map((hit, i) => (
          <li key={i}>{row(hit)}</li>
        ))}
      </ul>
      <More list={list} all={all} show={() => setAll(true)} />
    </section>
  );
}

function More({
  list,
  all,
  show,
}: {
  readonly list: readonly unknown[];
  readonly all: boolean;
  readonly show: () => void;
}) {
  return all || list.length <= SHOWN ? null : (
    <p>
      <button type="button" onClick={show}>
        Show all {list.length}
      </button>
    </p>
  );
}

function Named({ rule, anchor, why }: WordHit) {
  return (
    <>
      <a href={ruleHref(rule.id, anchor)}>{rule.name}</a>: {why}
    </>
  );
}

function MeasureFacts({ measure }: { readonly measure: Measure }) {
  const also = measure.also === undefined ? '' : `; also taken in ${Object.keys(measure.also).join(', ')}`;
  return (
    <p>
      <strong>{measure.name}</strong> is compared in {measure.unit}
      {also} and counts for {sayWindowOf(measure.within)} unless a rule says otherwise. Values outside{' '}
      {measure.plausible[0]} to {measure.plausible[1]} are refused.
    </p>
  );
}

function Reads({
  name,
  query,
  list,
}: {
  readonly name: string;
  readonly query: string;
  readonly list: readonly ReadHit[];
}) {
  const [shownFor, setShownFor] = useState('');
  if (list.length === 0) return null;
  const all = shownFor === query;
  const shown = list.slice(0, all ? undefined : SHOWN);
  const rules = [...new Set(shown.map((hit) => hit.rule))];
  return (
    <section className="panel found">
      <h2>
        {name} ({list.length})
      </h2>
      {rules.map((rule) => (
        <OfRule key={rule.id} rule={rule} hits={shown.filter((hit) => hit.rule === rule)} query={query} />
      ))}
      <More list={list} all={all} show={() => setShownFor(query)} />
    </section>
  );
}

function OfRule({
  rule,
  hits,
  query,
}: {
  readonly rule: Rule;
  readonly hits: readonly ReadHit[];
  readonly query: string;
}) {
  return (
    <>
      <h3>
        <a href={ruleHref(rule.id)}>{rule.name}</a>
      </h3>
      <ul>
        {hits.map((hit) => (
          <li key={hit.why}>
            <a href={ruleHref(rule.id, hit.anchor)}>{hit.why}</a>
            <ul className="where quiet">
              {hit.where.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
            <Passages rule={rule} hit={hit} query={query} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The passage that names what was searched with its number comes first; the others are a click away. */
function Passages({
  rule,
  hit,
  query,
}: {
  readonly rule: Rule;
  readonly hit: ReadHit;
  readonly query: string;
}) {
  const { passages } = hit;
  if (passages.length === 0) return <p className="quiet small">Rests on the criteria it combines.</p>;
  const number = /(?:at most|at least|below|above|from) ([\d.]+)/.exec(hit.why)?.[1];
  const names = ({ text }: Passage): boolean => text.toLowerCase().includes(query.toLowerCase());
  const counts = ({ text }: Passage): boolean =>
    number !== undefined && new RegExp(`(?<![\\d.])${number.replace('.', '\\.')}(?![\\d]|\\.\\d)`).test(text);
  const best = [
    passages.filter((one) => names(one) && counts(one)),
    passages.filter(names),
    passages.slice(0, 1),
  ];
  const shown = best.find((list) => list.length > 0) ?? [];
  const others = passages.filter((one) => !shown.includes(one));
  return (
    <>
      {shown.map((one) => (
        <Quote key={one.cite} rule={rule} passage={one} />
      ))}
      {others.length === 0 ? null : (
        <details>
          <summary>
            {others.length} more {others.length === 1 ? 'passage' : 'passages'}
          </summary>
          {others.map((one) => (
            <Quote key={one.cite} rule={rule} passage={one} />
          ))}
        </details>
      )}
    </>
  );
}

function Quote({ rule, passage }: { readonly rule: Rule; readonly passage: Passage }) {
  return (
    <blockquote>
      {passage.text}{' '}
      <cite>
        <a href={ruleHref(rule.id, passage.cite)}>{passage.source.title}</a>, {passage.source.citation} (
        {TAGS[passage.source.tag]})
      </cite>
    </blockquote>
  );
}

function Code({ hit, title }: { readonly hit: CodeHit; readonly title: string }) {
  const { entry, rules } = hit;
  return (
    <>
      <code>{entry.code}</code> {systemName(entry.system)}: {entry.display}
      {entry.prefix ? ' and all codes below it' : ''}
      {entry.nonspecific ? ' (unspecific)' : ''}, in <strong>{title}</strong>
      {rules.length === 0 ? ', read by no criterion (it may say what is in hand)' : ': read by '}
      {rules.map((rule, i) => (
        <span key={rule.id}>
          {i > 0 ? ', ' : ''}
          <a href={ruleHref(rule.id, `set-${hit.set}`)}>{rule.name}</a>
        </span>
      ))}
    </>
  );
}

function Cited({ hit }: { readonly hit: SourceHit }) {
  return (
    <>
      <strong>{hit.source.title}</strong>. {hit.source.citation} ({TAGS[hit.source.tag]})
      <ul>
        {hit.uses.map(({ rule, passages }) => (
          <li key={rule.id}>
            <a href={ruleHref(rule.id)}>{rule.name}</a>
            {passages.map((one) => (
              <Quote key={one.cite} rule={rule} passage={one} />
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
