/** Chooses the patient on an open server. */
import { useEffect, useState } from 'react';
import { findPatients, type Found } from '../record/record.ts';
import { clientIdFor, type Settings } from './settings.ts';
import { signIn } from './smart.ts';

export interface ChoosePatientProps {
  readonly base: string;
  readonly settings: Settings;
  readonly onChosen: (patient: string) => void;
}

export function ChoosePatient({ base, settings, onChosen }: ChoosePatientProps) {
  const [name, setName] = useState('');
  const [asked, setAsked] = useState('');
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let gone = false;
    setFound(undefined);
    void findPatients({ base }, asked).then((one) => {
      if (!gone) setFound(one);
    });
    return () => {
      gone = true;
    };
  }, [base, asked]);
  return (
    <section className="panel start" aria-labelledby="choose">
      <h2 id="choose">Whose answers are these?</h2>
      <form
        role="search"
        className="find"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(name.trim());
        }}
      >
        <label htmlFor="name">Name of the patient</label>
        <input id="name" value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        <button type="submit">Search</button>
      </form>
      <div aria-live="polite">
        {found === undefined ? <p>Loading the patients…</p> : null}
        {found?.ok === true && found.value.length === 0 ? (
          <p>No patient of that name. Try a part of the name, or leave it empty for all.</p>
        ) : null}
        {found?.ok === false ? (
          <Failed
            found={found}
            onSignIn={() => void signIn({ base, clientId: clientIdFor(settings, base) })}
          />
        ) : null}
      </div>
      {found?.ok === true && found.value.length > 0 ? (
        <ul className="patients">
          {found.value.map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => onChosen(one.id)}>
                <strong>{one.name}</strong>
                {one.born === undefined ? null : <span className="quiet"> born {one.born}</span>}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Failed({
  found,
  onSignIn,
}: {
  readonly found: Found & { ok: false };
  readonly onSignIn: () => void;
}) {
  const closed = found.status === 401 || found.status === 403;
  return (
    <div className="failure">
      <p>
        {closed ? 'This server wants you to sign in.' : `The patients could not be loaded: ${found.why}.`}
      </p>
      {closed ? (
        <p>
          <button type="button" onClick={onSignIn}>
            Sign in
          </button>
        </p>
      ) : null}
    </div>
  );
}
