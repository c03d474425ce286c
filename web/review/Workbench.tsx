/** The workbench around its views: loads the knowledge, shows the view the address names, moves the focus with it. */
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { FlagFolder, Rule } from '#rules';
import { Frame } from '../parts/Frame.tsx';
import { List } from './List.tsx';
import { useKnowledge, type Loaded } from './loading.ts';
import { Matrix } from './Matrix.tsx';
import { follow, placeOf, useAddress, type Place } from './place.ts';
import { PrintAll } from './PrintAll.tsx';
import { RulePage } from './rule/RulePage.tsx';
import { Tabs } from './Tabs.tsx';

const ToolPlace = lazy(() => import('./ToolPlace.tsx'));

export function Workbench() {
  const address = useAddress();
  const place = useMemo(() => {
    // An anchor may hold a second #: it names the sentence of a source.
    const [path = '', ...rest] = address.split('#');
    return placeOf(path, rest.join('#'));
  }, [address]);
  const [attempt, setAttempt] = useState(0);
  const loading = useKnowledge(attempt);
  useEffect(() => {
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, []);
  return (
    <Frame page="review" title="Rules for review">
      <Tabs place={place} />
      {loading.state === 'loading' ? <Progress bytes={loading.bytes} of={loading.of} /> : null}
      {loading.state === 'failed' ? (
        <div role="alert" className="failure">
          <p>The rules could not be loaded: {loading.why}. Is the service still running?</p>
          <p>
            <button type="button" onClick={() => setAttempt(attempt + 1)}>
              Try again
            </button>
          </p>
        </div>
      ) : null}
      {loading.state === 'loaded' ? <View loaded={loading.loaded} place={place} /> : null}
    </Frame>
  );
}

function Progress({ bytes, of }: { readonly bytes: number; readonly of: number | undefined }) {
  const said = `${(bytes / 1e6).toFixed(1)} MB${of === undefined ? '' : ` of ${(of / 1e6).toFixed(1)} MB`}`;
  return (
    <p className="loading">
      <label htmlFor="loading">Loading all rules, codes and sources…</label>{' '}
      <progress id="loading" {...(of === undefined ? {} : { value: bytes, max: of })} /> <span>{said}</span>
    </p>
  );
}

/** The rule of an id, or the folder of a flag's letter. */
export function ruleNamed(rules: readonly Rule[], id: string): Rule | undefined {
  const letter = id.toUpperCase();
  const folders = rules.filter((rule): rule is FlagFolder => rule.kind === 'flags');
  return (
    rules.find((rule) => rule.id === id) ??
    folders.find((folder) => folder.flags.some((flag) => flag.id.toUpperCase() === letter))
  );
}

function letterOf(rule: Rule, asked: string): string {
  const flags = rule.kind === 'flags' ? rule.flags : [];
  return flags.find((flag) => flag.id.toUpperCase() === asked.toUpperCase())?.id ?? '';
}

function View({ loaded, place }: { readonly loaded: Loaded; readonly place: Place }): ReactNode {
  const rule = 'rule' in place && place.rule !== undefined ? ruleNamed(loaded.rules, place.rule) : undefined;
  const title =
    rule !== undefined
      ? rule.name
      : {
          list: 'Rules for review',
          matrix: 'Evidence matrix',
          print: 'All rules',
          tool: 'Tools',
          rule: 'Rule',
        }[place.view];
  useEffect(() => {
    document.title = `${title} · Nocturne`;
  }, [title]);
  switch (place.view) {
    case 'list':
      return <List loaded={loaded} />;
    case 'matrix':
      return <Matrix loaded={loaded} />;
    case 'print':
      return <PrintAll loaded={loaded} />;
    case 'tool':
      return (
        <Suspense fallback={<p>Loading the engine…</p>}>
          <ToolPlace tool={place.tool} loaded={loaded} {...(rule === undefined ? {} : { rule: rule.id })} />
        </Suspense>
      );
    case 'rule':
      return rule === undefined ? (
        <p className="failure">
          There is no rule “{place.rule}”. <a href="/review">All rules</a>
        </p>
      ) : (
        <RulePage
          key={rule.id}
          loaded={loaded}
          rule={rule}
          // A card of a red flag links by its letter.
          anchor={place.anchor === '' && place.rule !== rule.id ? letterOf(rule, place.rule) : place.anchor}
        />
      );
  }
}
