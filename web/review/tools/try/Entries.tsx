/** Diagnoses, drugs and everything else of the record: on or off, how they stand, since when; and more of them by code. */
import { useId, useState } from 'react';
import type { FhirResource } from 'fhir/r4';
import type { CodeEntry } from '#chart/codes';
import { diagnosisOf, drugOf, procedureOf } from '#review/additions';
import { systemName } from '#review/code-search';
import type { CodeBook } from '#review/code-book';
import type { RecordLines } from '#review/record-lines';
import type { Standing } from '#review/record-changes';
import { Counts, DateOf, PatientPart } from './Lines.tsx';
import type { Changing } from './state.ts';

const STANDINGS: readonly Standing[] = ['active', 'resolved', 'unconfirmed', 'refuted'];
const SHOWN = 8;

export interface EntriesProps {
  readonly lines: RecordLines;
  readonly book: CodeBook;
  /** The day on which something added begins. */
  readonly today: string;
  readonly change: Changing;
}

export function Diagnoses({ lines, book, today, change }: EntriesProps) {
  return (
    <PatientPart id="diagnoses" title="Diagnoses and symptoms" empty={lines.conditions.length === 0}>
      <ul className="entries">
        {lines.conditions.map((one) => (
          <li key={one.reference} className={one.out ? 'entry out' : 'entry'}>
            <Counts of={one} change={change} />
            <select
              aria-label={`${one.label}: how it stands`}
              value={one.standing}
              disabled={one.out}
              onChange={({ target }) => {
                const standing = STANDINGS.find((each) => each === target.value) ?? 'active';
                change(`${one.label}: ${standing}`, {
                  kind: 'standing',
                  reference: one.reference,
                  standing,
                });
              }}
            >
              {STANDINGS.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
            <DateOf of={one} what="since" change={change} />
          </li>
        ))}
      </ul>
      <AddByCode
        what="a diagnosis or symptom"
        kinds={['cond-', 'sx-', 'soc-', 'leg-']}
        book={book}
        made={(entry) => diagnosisOf(entry, today)}
        change={change}
      />
    </PatientPart>
  );
}

export function Drugs({ lines, book, today, change }: EntriesProps) {
  return (
    <PatientPart id="drugs" title="Drugs" empty={lines.drugs.length === 0}>
      <ul className="entries">
        {lines.drugs.map((one) => (
          <li key={one.reference} className={one.out ? 'entry out' : 'entry'}>
            <Counts of={one} change={change} />
            {one.note === undefined ? null : <span className="warning small">{one.note}</span>}
            <DateOf of={one} what="start" change={change} />
          </li>
        ))}
      </ul>
      <AddByCode
        what="a drug"
        kinds={['drug-']}
        book={book}
        made={(entry) => drugOf(entry, today)}
        change={change}
      />
    </PatientPart>
  );
}

export function Others({ lines, book, today, change }: EntriesProps) {
  return (
    <PatientPart
      id="others"
      title="Procedures, encounters, orders, relatives"
      empty={lines.others.length === 0}
    >
      <ul className="entries">
        {lines.others.map((one) => (
          <li key={one.reference} className={one.out ? 'entry out' : 'entry'}>
            <Counts of={one} change={change} />
            <span className="quiet small">{one.kind}</span>
            {one.kind === 'Relative' || one.kind === 'Appointment' ? null : (
              <DateOf of={one} what="date" change={change} />
            )}
          </li>
        ))}
      </ul>
      <AddByCode
        what="a procedure"
        kinds={['proc-', 'therapy-']}
        book={book}
        made={(entry) => procedureOf(entry, today)}
        change={change}
      />
    </PatientPart>
  );
}

interface AddByCodeProps {
  readonly what: string;
  readonly kinds: readonly string[];
  readonly book: CodeBook;
  readonly made: (entry: CodeEntry) => FhirResource;
  readonly change: Changing;
}

function AddByCode({ what, kinds, book, made, change }: AddByCodeProps) {
  const [query, setQuery] = useState('');
  const id = useId();
  const found = book.find(query, kinds, SHOWN);
  return (
    <div className="adding by-code">
      <label htmlFor={id}>Add {what}</label>
      <input
        id={id}
        type="search"
        value={query}
        placeholder="words or a code"
        onChange={({ target }) => setQuery(target.value)}
      />
      <div role="status" className="small quiet">
        {query !== '' && found.length === 0 ? `No rule reads “${query}”.` : null}
      </div>
      {found.length === 0 ? null : (
        <ul className="choices">
          {found.map((entry) => (
            <li key={`${entry.system} ${entry.code}`}>
              <button
                type="button"
                onClick={() => {
                  change(`Added: ${entry.display}`, { kind: 'add', resource: made(entry) });
                  setQuery('');
                }}
              >
                {entry.display}{' '}
                <span className="quiet small">
                  {systemName(entry.system)} {entry.code}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
