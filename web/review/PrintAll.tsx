/** Every rule on one page, each beginning a new sheet: for reading on paper. */
import { useEffect, useState } from 'react';
import type { Rule } from '#rules';
import type { Loaded } from './loading.ts';
import { openForPrint } from './rule/printing.ts';
import { RuleText } from './rule/RulePage.tsx';

const KINDS: readonly (readonly [Rule['kind'], string])[] = [
  ['cause', 'causes'],
  ['flags', 'red flags'],
  ['relief', 'relief measures'],
  ['order-check', 'order checks'],
];
/** Rules put on the page between two looks at the screen. */
const AT_A_TIME = 4;

export function PrintAll({ loaded }: { readonly loaded: Loaded }) {
  const [kinds, setKinds] = useState<ReadonlySet<Rule['kind']>>(new Set(KINDS.map(([kind]) => kind)));
  const rules = loaded.rules.filter((rule) => kinds.has(rule.kind));
  const [ready, setReady] = useState(AT_A_TIME);
  const counted = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
  const shown = Math.min(ready, rules.length);
  useEffect(() => openForPrint(), []);
  useEffect(() => {
    if (ready >= loaded.rules.length) return;
    const next = setTimeout(() => setReady(ready + AT_A_TIME));
    return () => clearTimeout(next);
  }, [ready, loaded]);
  const toggle = (kind: Rule['kind']): void => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };
  return (
    <>
      <div className="noprint panel">
        <h2>Print all rules</h2>
        <p>
          Each rule begins a new sheet; lists of codes are left out. In the print window choose “Save as PDF”
          for a file.
        </p>
        <fieldset>
          <legend>Which</legend>
          {KINDS.map(([kind, name]) => (
            <label key={kind}>
              <input type="checkbox" checked={kinds.has(kind)} onChange={() => toggle(kind)} /> {name}
            </label>
          ))}
        </fieldset>
        <p>
          <button
            type="button"
            className="main"
            disabled={rules.length === 0 || shown < rules.length}
            onClick={() => window.print()}
          >
            Print {counted}
          </button>{' '}
          <span role="status">
            {shown < rules.length ? `Setting ${shown} of ${counted}…` : `Ready: ${counted}.`}
          </span>
        </p>
      </div>
      {rules.slice(0, shown).map((rule) => (
        <RuleText key={rule.id} loaded={loaded} rule={rule} />
      ))}
    </>
  );
}
