/** The way from a place of a rule to what another value there would do. */
import { sayNumbers } from '#review/numbers';
import type { Rule, Wording } from '#rules';
import { ruleHref } from '../place.ts';
import { handToChange } from '../tools/change/handover.ts';
import { useReading } from './Said.tsx';

const changeable = new WeakMap<Rule, ReadonlySet<string>>();

function anchorsOf(rule: Rule, wording: Wording): ReadonlySet<string> {
  const known = changeable.get(rule);
  if (known !== undefined) return known;
  const found = new Set(sayNumbers(rule, wording).map((one) => one.anchor));
  changeable.set(rule, found);
  return found;
}

/** Nothing where there is no number. */
export function ChangeLink({ anchor, of }: { readonly anchor: string; readonly of: string }) {
  const { loaded, rule, live } = useReading();
  if (!live || !anchorsOf(rule, loaded.wording).has(anchor)) return null;
  return (
    <div className="small noprint">
      <a href={ruleHref(rule.id, 'change')} onClick={() => handToChange(rule.id, anchor)}>
        What would another value do?<span className="hidden"> {of}</span>
      </a>
    </div>
  );
}
