/** Which cards are counted: period, rule, kind, service. A change is loaded at once. */
import { useState } from 'react';
import { services } from '#services';
import { byFor, KIND_NAMES, lastDays, periodFault, type Filters } from './filters.ts';
import { ruleName } from './words.ts';

export interface FilterBarProps {
  readonly filters: Filters;
  /** Ids that can be chosen. */
  readonly rules: readonly string[];
  readonly onChange: (next: Filters) => void;
}

const PERIODS = [
  [7, 'Last 7 days'],
  [30, 'Last 30 days'],
  [90, 'Last 90 days'],
  [365, 'Last 12 months'],
] as const;

export function FilterBar({ filters, rules, onChange }: FilterBarProps) {
  return (
    <form className="panel filters" aria-label="Which cards" onSubmit={(event) => event.preventDefault()}>
      <Period filters={filters} onChange={onChange} />
      <Choice
        label="Rule"
        value={filters.rule}
        options={rules.map((rule) => [rule, ruleName(rule)])}
        onChoose={(rule) => onChange({ ...filters, rule })}
      />
      <Choice
        label="Kind of card"
        value={filters.kind}
        options={Object.entries(KIND_NAMES)}
        onChoose={(kind) => onChange({ ...filters, kind })}
      />
      <Choice
        label="Service"
        value={filters.service}
        options={services.map(({ id }) => [id, id])}
        onChoose={(service) => onChange({ ...filters, service })}
      />
      {filters.rule + filters.kind + filters.service === '' ? null : (
        <button type="button" onClick={() => onChange({ ...filters, rule: '', kind: '', service: '' })}>
          All cards
        </button>
      )}
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">All</option>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Period({ filters, onChange }: Pick<FilterBarProps, 'filters' | 'onChange'>) {
  // Days while they are being typed: half a date is no question to the service.
  const [draft, setDraft] = useState<Pick<Filters, 'from' | 'to'>>();
  const now = new Date();
  const preset = PERIODS.find(([days]) => {
    const { from, to } = lastDays(days, now);
    return from === filters.from && to === filters.to;
  });
  const { from, to } = draft ?? filters;
  const fault = draft === undefined ? undefined : periodFault(draft);
  const type = (next: Pick<Filters, 'from' | 'to'>): void => {
    const wrong = periodFault(next) !== undefined;
    setDraft(wrong ? next : undefined);
    if (!wrong) onChange({ ...filters, ...next, by: byFor(next.from, next.to) });
  };
  return (
    <>
      <label>
        Period
        <select
          value={preset === undefined ? '' : String(preset[0])}
          onChange={(event) => {
            setDraft(undefined);
            if (event.target.value !== '')
              onChange({ ...filters, ...lastDays(Number(event.target.value), now) });
          }}
        >
          {preset === undefined ? <option value="">As dated</option> : null}
          {PERIODS.map(([days, name]) => (
            <option key={days} value={days}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        First day
        <input type="date" value={from} onChange={(event) => type({ from: event.target.value, to })} />
      </label>
      <label>
        Last day
        <input type="date" value={to} onChange={(event) => type({ from, to: event.target.value })} />
      </label>
      <label>
        Bars
        <select
          value={filters.by}
          onChange={(event) => onChange({ ...filters, by: event.target.value === 'week' ? 'week' : 'day' })}
        >
          <option value="day">by day</option>
          <option value="week">by week</option>
        </select>
      </label>
      {fault === undefined ? null : (
        <p role="alert" className="failure">
          {fault}
        </p>
      )}
    </>
  );
}
