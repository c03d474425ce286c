/** Controls that several kinds of entries share: whether one counts, and its date. */
import type { ReactNode } from 'react';
import type { Changing } from './state.ts';

export interface Entry {
  readonly reference: string;
  readonly label: string;
  readonly date?: string;
  readonly out: boolean;
}

/** A tick: the entry is part of the record. */
export function Counts({ of, change }: { readonly of: Entry; readonly change: Changing }) {
  return (
    <label className="counts">
      <input
        type="checkbox"
        checked={!of.out}
        onChange={({ target }) =>
          change(`${of.label}: ${target.checked ? 'recorded' : 'left out'}`, {
            kind: 'leave-out',
            reference: of.reference,
            out: !target.checked,
          })
        }
      />{' '}
      {of.label}
    </label>
  );
}

export function DateOf({
  of,
  what,
  change,
}: {
  readonly of: Entry;
  readonly what: string;
  readonly change: Changing;
}) {
  const whole = of.date?.length === 10;
  return (
    <span className="dated">
      {whole || of.date === undefined ? null : <span className="small">{of.date} </span>}
      <input
        type="date"
        aria-label={`${of.label}: ${what}`}
        value={whole ? of.date : ''}
        disabled={of.out}
        onChange={({ target }) => {
          if (target.value !== '')
            change(`${of.label}: ${what} ${target.value}`, {
              kind: 'date',
              reference: of.reference,
              date: target.value,
            });
        }}
      />
    </span>
  );
}

/** A titled part of the patient; says so where it is empty. */
export function PatientPart({
  id,
  title,
  empty,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly empty: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className="panel" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      {empty ? <p className="quiet">None recorded.</p> : null}
      {children}
    </section>
  );
}
