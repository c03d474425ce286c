/** Sets a card aside: with a reason where the service offers reasons, and a comment if one wishes. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Card, Reason } from './read.ts';

export interface DismissalProps {
  readonly card: Card;
  readonly onDismiss: (reason: Reason | undefined, comment: string) => void;
}

export function Dismissal({ card, onDismiss }: DismissalProps) {
  const [open, setOpen] = useState(false);
  if (open) return <Form card={card} onDismiss={onDismiss} onKeep={() => setOpen(false)} />;
  return (
    <button type="button" onClick={() => setOpen(true)}>
      Dismiss…<span className="hidden"> {card.summary}</span>
    </button>
  );
}

function Form({ card, onDismiss, onKeep }: DismissalProps & { readonly onKeep: () => void }) {
  const reasons = card.overrideReasons;
  const [chosen, setChosen] = useState(0);
  const [comment, setComment] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDismiss(reasons[chosen], comment.trim());
  };
  return (
    <form className="dismissal" ref={form} onSubmit={submit}>
      {reasons.length === 0 ? null : (
        <label>
          Why is this card dismissed?
          <select name="reason" value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
            {reasons.map((reason, index) => (
              <option key={reason.code} value={index}>
                {reason.display}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Comment (optional; do not name the patient)
        <input
          name="comment"
          maxLength={200}
          autoComplete="off"
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </label>
      <div className="buttons">
        <button type="submit" className="main">
          Dismiss card
        </button>
        <button type="button" onClick={onKeep}>
          Keep it
        </button>
      </div>
    </form>
  );
}

export interface DismissedProps {
  readonly card: Card;
  readonly reason: Reason | undefined;
  /** What became of the feedback. */
  readonly said: string;
  readonly onUndo: () => void;
}

export function Dismissed({ card, reason, said, onUndo }: DismissedProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <article className="card dismissed" aria-label="Dismissed card">
      <p role="status">
        Dismissed: <em>{card.summary}</em>
        {reason === undefined ? '' : ` (${reason.display})`}. {said}
      </p>
      <button type="button" ref={back} onClick={onUndo}>
        Show it again
      </button>
    </article>
  );
}
