/** A section of the chart: says in words what could not be read, for an empty list must never stand for a failed one. */
import { useState, type ReactNode } from 'react';
import type { Part } from '../fhir/server.ts';
import { agoText, dateText, idText } from '../fhir/words.ts';
import { Guard } from '../Guard.tsx';

export interface SectionProps {
  readonly title: string;
  /** Those it is made of; undefined is still being read. */
  readonly parts: readonly (Part | undefined)[];
  readonly count: number;
  readonly empty: string;
  /** Left out altogether when there is nothing and nothing failed. */
  readonly optional?: boolean;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, parts, count, empty, optional = false, action, children }: SectionProps) {
  const failed = [...new Set(parts.flatMap((part) => part?.failed ?? []))];
  const loading = parts.some((part) => part === undefined);
  if (optional && count === 0 && failed.length === 0) return null;
  return (
    <section className="chart-part">
      <div className="part-head">
        <h3>{title}</h3>
        {action}
      </div>
      {failed.map((why) => (
        <p key={why} className="failure">
          <strong>Could not be read, so unknown, not absent:</strong> {why}
        </p>
      ))}
      {count === 0 ? null : <Guard what={title}>{children}</Guard>}
      {loading && count === 0 ? <p className="quiet">Reading…</p> : null}
      {count === 0 && !loading && failed.length === 0 ? <p className="quiet">{empty}</p> : null}
    </section>
  );
}

export function When({ date, asOf }: { readonly date: string | undefined; readonly asOf: string }) {
  if (date === undefined || dateText(date) === '') return <span className="quiet">no date</span>;
  return (
    <>
      <time dateTime={date}>{dateText(date)}</time> <span className="quiet">{agoText(date, asOf)}</span>
    </>
  );
}

export const Status = ({ text }: { readonly text: string | undefined }) =>
  text === undefined || text === '' ? null : (
    <span className={`status ${text === 'draft' ? 'draft' : ''}`}>{idText(text).toLowerCase()}</span>
  );

export interface Row {
  readonly key: string;
  readonly name: string;
  readonly status?: string | undefined;
  readonly note?: string | undefined;
  readonly date?: string | undefined;
  readonly action?: ReactNode;
}

const START = 12;

/** A long list starts short; a button opens the rest. */
export function Rows({ rows, asOf, what }: RowsProps) {
  const [open, setOpen] = useState(false);
  const shown = open ? rows : rows.slice(0, START);
  return (
    <>
      <ul className="rows">
        {shown.map(({ key, name, status, note, date, action }) => (
          <li key={key}>
            <span className="row-name">
              {name} <Status text={status} />
              {note === undefined || note === '' ? null : <span className="row-note">{note}</span>}
              {action}
            </span>
            <span className="row-date">
              <When date={date} asOf={asOf} />
            </span>
          </li>
        ))}
      </ul>
      {rows.length > shown.length ? (
        <button type="button" onClick={() => setOpen(true)}>
          Show all {rows.length} {what}
        </button>
      ) : null}
    </>
  );
}

export interface RowsProps {
  readonly rows: readonly Row[];
  readonly asOf: string;
  readonly what: string;
}
