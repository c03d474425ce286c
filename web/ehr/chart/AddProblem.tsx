/** Adds a problem to the list: in words, with a code from a short list, or both. */
import { useState, type FormEvent } from 'react';
import type { Condition } from 'fhir/r4';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';

/** Leg complaints that a problem list often holds. */
const CODES: readonly (readonly [string, string])[] = [
  ['G25.81', 'Restless legs syndrome'],
  ['G47.62', 'Sleep related leg cramps'],
  ['R25.2', 'Cramp and spasm'],
  ['M79.604', 'Pain in right leg'],
  ['M79.605', 'Pain in left leg'],
  ['I70.229', 'Atherosclerosis of native arteries of extremities with rest pain, unspecified extremity'],
  ['I73.9', 'Peripheral vascular disease, unspecified'],
  ['G62.9', 'Polyneuropathy, unspecified'],
  ['M54.31', 'Sciatica, right side'],
  ['R60.0', 'Localized edema'],
];

export interface AddProblemProps {
  readonly patientId: string;
  readonly asOf: string;
  /** Saves it; what went wrong in words, undefined when it is on the list. */
  readonly onAdd: (condition: Condition) => Promise<string | undefined>;
}

function conditionOf(patientId: string, asOf: string, text: string, code: string): Condition {
  const display = CODES.find(([known]) => known === code)?.[1];
  const hl7 = 'http://terminology.hl7.org/CodeSystem/';
  return {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: `${hl7}condition-clinical`, code: 'active' }] },
    verificationStatus: { coding: [{ system: `${hl7}condition-ver-status`, code: 'confirmed' }] },
    category: [{ coding: [{ system: `${hl7}condition-category`, code: 'problem-list-item' }] }],
    code: {
      ...(display === undefined ? {} : { coding: [{ system: ICD, code, display }] }),
      text: text === '' ? (display ?? '') : text,
    },
    subject: { reference: `Patient/${patientId}` },
    recordedDate: asOf,
  };
}

export function AddProblem({ patientId, asOf, onAdd }: AddProblemProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [code, setCode] = useState('');
  const [said, setSaid] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' && code === '') {
      setSaid('Say what the problem is, in words or by a code.');
      return;
    }
    setSaid('Saving…');
    const why = await onAdd(conditionOf(patientId, asOf, text.trim(), code));
    setSaid(why === undefined ? 'On the list.' : `Not saved: ${why}`);
    if (why !== undefined) return;
    setText('');
    setCode('');
    setOpen(false);
  };
  return (
    <div className="add-problem">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        Add a problem
      </button>
      {open ? (
        <form onSubmit={(event) => void save(event)}>
          <label>
            Problem in words
            <input
              value={text}
              autoComplete="off"
              maxLength={200}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <label>
            Code (optional)
            <select value={code} onChange={(event) => setCode(event.target.value)}>
              <option value="">no code</option>
              {CODES.map(([known, display]) => (
                <option key={known} value={known}>
                  {known} {display}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="main">
            Save the problem
          </button>
        </form>
      ) : null}
      <p role="status" className="quiet">
        {said}
      </p>
    </div>
  );
}
