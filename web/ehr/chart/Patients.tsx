/** The list of patients, to be searched by name, number or story. */
import { useState } from 'react';
import type { Patient } from 'fhir/r4';
import type { Part } from '../fhir/server.ts';
import { ageText, nameText } from '../fhir/words.ts';
import { storyOf } from './story.ts';

export interface PatientsProps {
  readonly list: Part<Patient> | undefined;
  readonly chosen: string | undefined;
  readonly asOf: string;
  readonly where: string;
  readonly onChoose: (patient: Patient) => void;
}

function matches(patient: Patient, query: string): boolean {
  const words = [nameText(patient), patient.id, storyOf(patient), patient.gender].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

function Found({ list, query, chosen, asOf, onChoose }: PatientsProps & { readonly query: string }) {
  const found = (list?.resources ?? []).filter((patient) => matches(patient, query.trim()));
  return (
    <>
      <p className="quiet" role="status">
        {found.length === 1 ? '1 patient' : `${found.length} patients`}
        {found.length === 0 && query !== '' ? `: nobody matches “${query}”. Try part of a name.` : ''}
      </p>
      <ul className="patient-list">
        {found.map((patient) => (
          <li key={patient.id}>
            <button
              type="button"
              aria-current={patient.id === chosen ? 'true' : undefined}
              onClick={() => onChoose(patient)}
            >
              <span className="name">{nameText(patient)}</span>{' '}
              <span className="quiet">
                {[patient.gender, ageText(patient.birthDate, asOf)].filter(Boolean).join(', ')}
              </span>
              {storyOf(patient) === undefined ? null : <span className="story">{storyOf(patient)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Patients(props: PatientsProps) {
  const { list, where } = props;
  const [query, setQuery] = useState('');
  return (
    <>
      <label className="search">
        Search by name, number or story
        <input
          type="search"
          value={query}
          autoComplete="off"
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      {list?.failed === undefined ? null : (
        <p className="failure">
          <strong>The patients could not be read</strong> from {where}: {list.failed}
        </p>
      )}
      {list === undefined ? <p role="status">Reading the patients…</p> : <Found {...props} query={query} />}
    </>
  );
}
