/** Writing orders: choose one, look at what the service says of it, sign. Until then drafts are in this panel only. */
import { useState, type FormEvent } from 'react';
import type { FhirResource } from 'fhir/r4';
import { refOf } from '../fhir/resource.ts';
import { conceptText } from '../fhir/words.ts';
import { CATALOGUE, type Item, type Kind } from './catalogue.ts';

export interface OrderPanelProps {
  readonly drafts: readonly FhirResource[];
  readonly onSelect: (item: Item, reason: string) => void;
  readonly onRemove: (reference: string) => void;
  /** Asks the service about signing; the number of cards it gave. */
  readonly onCheck: () => Promise<number>;
  /** Writes them to the record; what went wrong, in words. */
  readonly onSign: () => Promise<readonly string[]>;
}

const OTHER = 'other';
const ITEMS = Object.values(CATALOGUE).flat();

export function draftName(draft: FhirResource): string {
  if (draft.resourceType === 'MedicationRequest') return conceptText(draft.medicationCodeableConcept);
  if (draft.resourceType === 'ServiceRequest') return conceptText(draft.code);
  return draft.resourceType;
}

const reasonOf = (draft: FhirResource): string =>
  'reasonCode' in draft && Array.isArray(draft.reasonCode)
    ? draft.reasonCode.map(conceptText).join('; ')
    : '';

/** The form with which an order is chosen. */
function Choice({ onSelect }: Pick<OrderPanelProps, 'onSelect'>) {
  const [chosen, setChosen] = useState('');
  const [text, setText] = useState('');
  const [kind, setKind] = useState<Kind>('medicine');
  const [reason, setReason] = useState('');
  const select = (event: FormEvent) => {
    event.preventDefault();
    const item = chosen === OTHER ? { kind, text: text.trim() } : ITEMS.find((one) => one.text === chosen);
    if (item === undefined || item.text === '') return;
    onSelect(item, reason.trim());
    setChosen('');
    setText('');
  };
  return (
    <form className="order-form" onSubmit={select}>
      <label>
        Order
        <select value={chosen} required onChange={(event) => setChosen(event.target.value)}>
          <option value="">Choose…</option>
          {Object.entries(CATALOGUE).map(([group, items]) => (
            <optgroup key={group} label={group}>
              {items.map((item) => (
                <option key={item.text} value={item.text}>
                  {item.text}
                </option>
              ))}
            </optgroup>
          ))}
          <option value={OTHER}>Something else, in words…</option>
        </select>
      </label>
      {chosen === OTHER ? (
        <>
          <label>
            In words
            <input required value={text} maxLength={200} onChange={(event) => setText(event.target.value)} />
          </label>
          <label>
            It is a
            <select
              value={kind}
              onChange={(event) => setKind(event.target.value === 'service' ? 'service' : 'medicine')}
            >
              <option value="medicine">medicine</option>
              <option value="service">test, therapy or aid</option>
            </select>
          </label>
        </>
      ) : null}
      <label>
        Reason (optional)
        <input
          value={reason}
          maxLength={200}
          placeholder="leg cramps"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <button type="submit">Select the order</button>
    </form>
  );
}

/** Signing is refused for as long as nobody has looked at the cards it brought. */
type Step = 'writing' | 'checking' | 'warned' | 'signing';

export function OrderPanel({ drafts, onSelect, onRemove, onCheck, onSign }: OrderPanelProps) {
  const [step, setStep] = useState<Step>('writing');
  const [said, setSaid] = useState<readonly string[]>([]);
  const write = async () => {
    setStep('signing');
    const failed = await onSign();
    setSaid(failed.length > 0 ? failed : ['Signed and written to the record.']);
    setStep('writing');
  };
  const sign = async () => {
    setSaid([]);
    if (step === 'warned') return write();
    setStep('checking');
    const cards = await onCheck();
    if (cards === 0) return write();
    setSaid([
      `${cards === 1 ? '1 card' : `${cards} cards`} about these orders. Look at them, then sign or take an order back.`,
    ]);
    setStep('warned');
  };
  const busy = step === 'checking' || step === 'signing';
  return (
    <section className="panel orders" aria-labelledby="orders-heading">
      <h2 id="orders-heading">Write orders</h2>
      <Choice
        onSelect={(item, reason) => {
          setStep('writing');
          setSaid([]);
          onSelect(item, reason);
        }}
      />
      {drafts.length === 0 ? (
        <p className="quiet">No order selected. A selected order stays in this panel until it is signed.</p>
      ) : (
        <>
          <ul className="drafts">
            {drafts.map((draft) => (
              <li key={refOf(draft)}>
                <span>
                  {draftName(draft)}
                  {reasonOf(draft) === '' ? null : <span className="quiet"> for {reasonOf(draft)}</span>}{' '}
                  <span className="status draft">draft, in this panel only</span>
                </span>
                <button type="button" onClick={() => onRemove(refOf(draft))}>
                  Remove<span className="hidden"> {draftName(draft)}</span>
                </button>
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="main"
            aria-disabled={busy}
            onClick={() => (busy ? undefined : void sign())}
          >
            {step === 'warned'
              ? 'Sign all the same'
              : `Sign ${drafts.length === 1 ? 'the order' : `${drafts.length} orders`}`}
          </button>{' '}
          {step === 'warned' ? <a href="#cards">See the cards</a> : null}
        </>
      )}
      <div role="status">
        {step === 'checking' ? <p>Asking the service…</p> : null}
        {said.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  );
}
