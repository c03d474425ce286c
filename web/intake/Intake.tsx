/** The intake around its form: how the reader arrived, whose chart it is, what was begun before. */
import { useEffect, useState } from 'react';
import { Frame } from '../parts/Frame.tsx';
import type { Arrival } from './arrival/arrive.ts';
import { ChoosePatient } from './arrival/ChoosePatient.tsx';
import { Start } from './arrival/Start.tsx';
import { Form, type FormProps } from './form/Form.tsx';
import { fromItems } from './questions/response.ts';
import { readClock } from './record/clock.ts';
import { readPatient, readUnfinished } from './record/record.ts';
import { forgetSession, keepChosen, type Session } from './record/session.ts';

export function Intake({ arriving }: { readonly arriving: Promise<Arrival> }) {
  const [arrival, setArrival] = useState<Arrival>();
  useEffect(() => {
    void arriving.then(setArrival);
  }, [arriving]);
  return (
    <Frame page="intake" title="Leg pain at night: questions">
      {arrival === undefined ? (
        <p role="status">Opening…</p>
      ) : (
        <Place arrival={arrival} onArrival={setArrival} />
      )}
    </Frame>
  );
}

interface PlaceProps {
  readonly arrival: Arrival;
  readonly onArrival: (arrival: Arrival) => void;
}

function Place({ arrival, onArrival }: PlaceProps) {
  switch (arrival.at) {
    case 'start':
      return (
        <Start
          settings={arrival.settings}
          onOpen={(base) => onArrival({ at: 'choose', base, settings: arrival.settings })}
        />
      );
    case 'choose':
      return (
        <ChoosePatient
          base={arrival.base}
          settings={arrival.settings}
          onChosen={(patient) => {
            keepChosen(arrival.base, patient);
            onArrival({ at: 'session', session: { base: arrival.base, patient, asked: [] } });
          }}
        />
      );
    case 'session':
      return <Chart session={arrival.session} />;
    case 'failed':
      return (
        <div role="alert" className="failure">
          <p>{arrival.why}</p>
          <p>Open the page again from the chart, or start by hand.</p>
          <p>
            <StartByHand />
          </p>
        </div>
      );
  }
}

function StartByHand() {
  return (
    <button
      type="button"
      onClick={() => {
        forgetSession();
        window.location.assign('/intake');
      }}
    >
      Start by hand
    </button>
  );
}

type Chart =
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'read'; readonly form: Omit<FormProps, 'session'>; readonly lost?: string };

async function readChart(session: Session): Promise<Chart> {
  const [patient, unfinished, now] = await Promise.all([
    readPatient(session),
    readUnfinished(session),
    readClock(),
  ]);
  if (!patient.ok) return { state: 'failed', why: patient.why };
  const found = unfinished.ok ? unfinished.value : undefined;
  return {
    state: 'read',
    form: {
      patient: patient.value,
      now,
      ...(found?.id === undefined
        ? {}
        : { begun: { id: found.id, authored: found.authored ?? '', answers: fromItems(found.item) } }),
    },
    ...(unfinished.ok ? {} : { lost: unfinished.why }),
  };
}

function Chart({ session }: { readonly session: Session }) {
  const [chart, setChart] = useState<Chart>({ state: 'reading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    setChart({ state: 'reading' });
    void readChart(session).then((read) => {
      if (!gone) setChart(read);
    });
    return () => {
      gone = true;
    };
  }, [session, attempt]);
  if (chart.state === 'reading') return <p role="status">Opening the chart…</p>;
  if (chart.state === 'failed')
    return (
      <div role="alert" className="failure">
        <p>The chart could not be opened: {chart.why}.</p>
        <p className="actions">
          <button type="button" onClick={() => setAttempt(attempt + 1)}>
            Try again
          </button>
          <StartByHand />
        </p>
      </div>
    );
  return (
    <>
      {chart.lost === undefined ? null : (
        <p role="alert" className="failure">
          Whether something was begun before could not be read: {chart.lost}.
        </p>
      )}
      <Form session={session} {...chart.form} />
    </>
  );
}
