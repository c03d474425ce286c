/** The last look before sending: every question with its answer, each to be changed. */
import { useEffect, useRef } from 'react';
import { sayAnswer, type Answers } from '../questions/answers.ts';
import type { Question } from '../questions/questionnaire.ts';
import type { Who } from '../questions/selection.ts';
import { Urgent } from './Urgent.tsx';

export interface ReviewProps {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly who: Who;
  readonly sending: boolean;
  /** Why the last try to send failed. */
  readonly failure?: string;
  readonly onChange: (linkId: string) => void;
  /** Asks more than the card did. */
  readonly onMore?: () => void;
  readonly onSend: () => void;
}

export function Review(props: ReviewProps) {
  const { questions, answers, who, sending, failure, onChange, onMore, onSend } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  const nothing = Object.keys(answers).length === 0;
  return (
    <section className="panel check" aria-labelledby="check">
      <h2 id="check" ref={heading} tabIndex={-1}>
        Check the answers
      </h2>
      <Urgent answers={answers} who={who} />
      <dl className="answers">
        {questions.map((question) => (
          <div key={question.linkId}>
            <dt>{question.text}</dt>
            <dd>
              {sayAnswer(question, answers) ?? <span className="quiet">Not answered</span>}
              <button
                type="button"
                aria-label={`Change: ${question.text}`}
                onClick={() => onChange(question.linkId)}
              >
                Change
              </button>
            </dd>
          </div>
        ))}
      </dl>
      {failure === undefined ? null : (
        <p role="alert" className="failure">
          The answers were not sent: {failure}. They are still on this page; keep it open and try again.
        </p>
      )}
      {nothing ? <p>Nothing is answered yet.</p> : null}
      <p className="actions">
        {onMore === undefined ? null : (
          <button type="button" onClick={onMore}>
            Answer more questions
          </button>
        )}
        <button
          type="button"
          className="main"
          aria-disabled={sending || nothing}
          onClick={() => (sending || nothing ? undefined : onSend())}
        >
          {sending ? 'Sending…' : failure === undefined ? 'Send' : 'Try again'}
        </button>
      </p>
    </section>
  );
}
