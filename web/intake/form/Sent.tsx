/** After sending: what happens next. */
import { useEffect, useRef } from 'react';
import type { Answers } from '../questions/answers.ts';
import type { Who } from '../questions/selection.ts';
import { Urgent } from './Urgent.tsx';

export interface SentProps {
  readonly answers: Answers;
  readonly who: Who;
  readonly onChange: () => void;
}

export function Sent({ answers, who, onChange }: SentProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <section className="panel check" aria-labelledby="sent">
      <h2 id="sent" ref={heading} tabIndex={-1}>
        The answers were sent
      </h2>
      <Urgent answers={answers} who={who} />
      {who === 'patient' ? (
        <p>
          They are in your chart now. Your care team sees them, and what they may mean, when your chart is
          next opened; nobody is alerted in between. If it gets worse, call your doctor; in an emergency call
          emergency services.
        </p>
      ) : (
        <p>
          They are in the chart now. Load the chart again: its cards are then worked out anew from these
          answers.
        </p>
      )}
      <p>You can close this page.</p>
      <p className="actions">
        <button type="button" onClick={onChange}>
          Change the answers
        </button>
      </p>
    </section>
  );
}
