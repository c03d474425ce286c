/** The list of all rules under the search: status, signature and number of patients of each. */
import { useDeferredValue, useMemo, useState } from 'react';
import { sayStanding, standing } from '#review/signature';
import { SearchIndex } from '#review/search';
import type { Rule } from '#rules';
import { useBank, type Loaded } from './loading.ts';
import { ruleHref } from './place.ts';
import { Results } from './Results.tsx';

const KINDS: readonly (readonly [Rule['kind'], string])[] = [
  ['cause', 'Causes'],
  ['flags', 'Red flags'],
  ['relief', 'Relief measures'],
  ['order-check', 'Order checks'],
];
const EXAMPLES = ['ferritin', 'G25.81', 'mirtazapine', 'ankle-brachial', '2276-4', 'AASM'];

export function List({ loaded }: { readonly loaded: Loaded }) {
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query.trim());
  const index = useIndex(loaded);
  const searching = asked.length >= 2;
  return (
    <>
      <form role="search" className="search noprint" onSubmit={(event) => event.preventDefault()}>
        <label htmlFor="query">
          Search every rule: a drug, a code, a finding, a test and its limits, a source, a word
        </label>
        <input
          id="query"
          type="search"
          value={query}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setQuery(event.target.value)}
        />
        <p className="examples">
          For example{' '}
          {EXAMPLES.map((one) => (
            <button key={one} type="button" onClick={() => setQuery(one)}>
              {one}
            </button>
          ))}
        </p>
      </form>
      {searching ? <Results index={index} query={asked} loaded={loaded} /> : <All loaded={loaded} />}
    </>
  );
}

/** Built with the first search, not with the list. */
function useIndex(loaded: Loaded): () => SearchIndex {
  return useMemo(() => {
    const made: { index?: SearchIndex } = {};
    return () =>
      (made.index ??= new SearchIndex({
        rules: loaded.rules,
        sources: loaded.carried.sources,
        codes: loaded.carried.codes,
        wording: loaded.wording,
      }));
  }, [loaded]);
}

function All({ loaded }: { readonly loaded: Loaded }) {
  const { carried, rules } = loaded;
  const loading = useBank();
  const counts = useMemo(
    () =>
      loading.state === 'loaded'
        ? new Map(loading.bank.map((one) => [one.rule, one.vignettes.length]))
        : undefined,
    [loading],
  );
  const signed = rules.filter((rule) => {
    const signatures = loaded.signaturesOf(rule);
    return signatures.length > 0 && standing(signatures, loaded.hasher.hash(rule)) === 'signed';
  }).length;
  return (
    <>
      <p className="quiet">
        {rules.length} rules,{' '}
        {signed === 0
          ? 'none of them signed: all are drafts until a named clinician signs'
          : `${signed} signed; the others are drafts until a named clinician signs`}
        . Version {carried.version}, knowledge {carried.hash.slice(0, 12)}.
      </p>
      {(carried.signatureFaults ?? []).map((fault) => (
        <p key={fault} className="failure">
          {fault}
        </p>
      ))}
      {KINDS.map(([kind, name]) => {
        const list = rules.filter((rule) => rule.kind === kind);
        return (
          <section key={kind} aria-labelledby={`list-${kind}`}>
            <h2 id={`list-${kind}`}>
              {name} ({list.length})
            </h2>
            <div className="wide panel">
              <table className="rules">
                <thead>
                  <tr>
                    <th scope="col">Rule</th>
                    <th scope="col">Status</th>
                    <th scope="col">Signature</th>
                    <th scope="col">Patients</th>
                    <th scope="col">Revised</th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((rule) => (
                    <Row key={rule.id} rule={rule} loaded={loaded} count={counts?.get(rule.id)} />
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        );
      })}
    </>
  );
}

function Row({
  rule,
  loaded,
  count,
}: {
  readonly rule: Rule;
  readonly loaded: Loaded;
  readonly count: number | undefined;
}) {
  const signatures = loaded.signaturesOf(rule);
  const hash = signatures.length === 0 ? '' : loaded.hasher.hash(rule);
  const state = standing(signatures, hash);
  return (
    <tr>
      <th scope="row">
        <a href={ruleHref(rule.id)}>{rule.name}</a>
        {rule.kind === 'flags' ? (
          <ul className="letters">
            {rule.flags.map((flag) => (
              <li key={flag.id}>
                <a href={ruleHref(flag.id)}>{flag.id}</a> {flag.name}
              </li>
            ))}
          </ul>
        ) : null}
        {rule.seed === undefined ? null : <span className="quiet small"> “{rule.seed}”</span>}
      </th>
      <td>{state === 'signed' ? 'reviewed' : rule.status === 'retired' ? 'retired' : 'draft'}</td>
      <td className={`standing ${state}`}>{sayStanding(signatures, hash)}</td>
      <td className="count">{count ?? '…'}</td>
      <td className="date">{rule.revised}</td>
    </tr>
  );
}
