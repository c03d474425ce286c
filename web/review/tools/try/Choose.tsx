/** Chooses the patient: one of the bank by its words, or what somebody pastes. */
import { useDeferredValue, useMemo, useState } from 'react';
import type { PlanEntry } from '#chart';
import { recordOf } from '#review/patient-record';
import { readPasted, type Pasted } from '#review/pasted';
import type { Vignette } from '#review/vignette-shape';
import { AS_OF } from '../../engine.ts';
import type { Bank } from '../../loading.ts';
import { forgetHanded } from './handover.ts';
import { chosenPatient, type Trying } from './state.ts';

const SHOWN = 10;

export interface ChooseProps {
  readonly bank: Bank;
  readonly plan: readonly PlanEntry[];
  /** Whose patients are listed before anything is typed. */
  readonly rule: string | undefined;
  readonly chosen: (patient: Trying) => void;
}

export function Choose({ bank, plan, rule, chosen }: ChooseProps) {
  const choose = (patient: Trying): void => {
    forgetHanded();
    chosen(patient);
  };
  return (
    <div className="choosing">
      <details className="panel">
        <summary>Choose another patient</summary>
        <FromBank bank={bank} rule={rule} chosen={choose} />
      </details>
      <details className="panel">
        <summary>Paste a Bundle or a CDS Hooks request</summary>
        <FromText plan={plan} chosen={choose} />
      </details>
    </div>
  );
}

/** A patient of the bank as it stands there. */
export const ofBank = (rule: string, vignette: Vignette): Trying =>
  chosenPatient(vignette.says, recordOf(vignette, AS_OF), `${rule} ${vignette.id}`);

type Chosen = ChooseProps['chosen'];

function FromBank({ bank, rule, chosen }: Omit<ChooseProps, 'plan'>) {
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query);
  const found = useMemo(() => search(bank, rule, asked), [bank, rule, asked]);
  return (
    <>
      <p>
        <label htmlFor="patient-search">Find a made-up patient by words, rule or id</label>
        <input
          id="patient-search"
          type="search"
          className="full"
          value={query}
          placeholder="claudication, gout, statin…"
          onChange={(event) => setQuery(event.target.value)}
        />
      </p>
      <p role="status" className="quiet small">
        {found.length === 0
          ? `No patient has “${asked}”. Try one word less.`
          : `${found.length} patients${found.length > SHOWN ? `; the first ${SHOWN} are shown` : ''}.`}
      </p>
      <ul className="choices">
        {found.slice(0, SHOWN).map(({ of, vignette }) => (
          <li key={`${of} ${vignette.id}`}>
            <button type="button" onClick={() => chosen(ofBank(of, vignette))}>
              {vignette.says} <span className="quiet small">{of}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Hit {
  readonly of: string;
  readonly vignette: Vignette;
}

function search(bank: Bank, rule: string | undefined, query: string): readonly Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return bank
    .filter((one) => words.length > 0 || rule === undefined || one.rule === rule)
    .flatMap(({ rule: of, vignettes }) => vignettes.map((vignette) => ({ of, vignette })))
    .filter(({ of, vignette }) => {
      const text = `${of} ${vignette.id} ${vignette.says}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
}

function FromText({ plan, chosen }: { readonly plan: readonly PlanEntry[]; readonly chosen: Chosen }) {
  const [text, setText] = useState('');
  const [read, setRead] = useState<Pasted>();
  const look = (): void => {
    const now = reading(text, plan);
    setRead(now);
    if (now.ok) chosen(chosenPatient('Pasted patient', now.record));
  };
  return (
    <>
      <p>
        <label htmlFor="pasted">
          A FHIR R4 Bundle of one patient, or a CDS Hooks request with its prefetch. It stays in this page: it
          is sent nowhere and kept nowhere.
        </label>
        <textarea
          id="pasted"
          className="full"
          rows={8}
          spellCheck={false}
          value={text}
          aria-describedby="pasted-said"
          aria-invalid={read?.ok === false}
          onChange={(event) => setText(event.target.value)}
        />
      </p>
      <p>
        <button type="button" className="main" onClick={look}>
          Read it
        </button>
      </p>
      <div id="pasted-said" role="status">
        {read === undefined ? null : read.ok ? (
          <ul className="small">
            {read.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        ) : (
          <p className="failure">{read.why}</p>
        )}
      </div>
    </>
  );
}

function reading(text: string, plan: readonly PlanEntry[]): Pasted {
  try {
    return readPasted(text, new Date().toISOString(), plan);
  } catch {
    return { ok: false, why: 'This cannot be read: it is nested too deeply.' };
  }
}
