/** Chooses a rule, by kind. */
import type { Rule } from '#rules';

const KINDS: readonly (readonly [Rule['kind'], string])[] = [
  ['cause', 'Causes'],
  ['flags', 'Red flags'],
  ['relief', 'Relief measures'],
  ['order-check', 'Order checks'],
];

export function RuleSelect({
  rules,
  value,
  choose,
}: {
  readonly rules: readonly Rule[];
  readonly value: string;
  readonly choose: (id: string) => void;
}) {
  return (
    <p className="field">
      <label htmlFor="change-rule">Rule</label>
      <select id="change-rule" value={value} onChange={(event) => choose(event.target.value)}>
        {value === '' ? <option value="">Choose a rule…</option> : null}
        {KINDS.map(([kind, name]) => (
          <optgroup key={kind} label={name}>
            {rules
              .filter((rule) => rule.kind === kind)
              .map((rule) => (
                <option key={rule.id} value={rule.id}>
                  {rule.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </p>
  );
}
