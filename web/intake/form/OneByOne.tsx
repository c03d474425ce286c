/** One question at a time, for a phone: back, next, how far. */
import { useEffect, useRef } from 'react';
import type { Answers } from '../questions/answers.ts';
import type { Question } from '../questions/questionnaire.ts';
import type { Who } from '../questions/selection.ts';
import { Field } from './Field.tsx';
import { Urgent } from './Urgent.tsx';

export interface OneByOneProps {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly onAnswers: (answers: Answers) => void;
  readonly who: Who;
  /** The question on the screen; answers may open and close others around it. */
  readonly at: string;
  readonly onAt: (linkId: string) => void;
  readonly onSetup: () => void;
  readonly onReview: () => void;
}

export function OneByOne(props: OneByOneProps) {
  const { questions, answers, onAnswers, who, at, onAt, onSetup, onReview } = props;
  const index = Math.max(
    questions.findIndex((question) => question.linkId === at),
    0,
  );
  const question = questions[index];
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A new question is a new screen: to its top, and read out.
    place.current?.querySelector<HTMLElement>('#current')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [at]);
  if (question === undefined) return null;
  const before = questions[index - 1];
  const after = questions[index + 1];
  const next = (): void => (after === undefined ? onReview() : onAt(after.linkId));
  return (
    <form
      ref={place}
      className="one"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <p className="progress">
        <label htmlFor="progress">
          Question {index + 1} of {questions.length}
        </label>
        <progress id="progress" value={index + 1} max={questions.length} />
      </p>
      <Field key={question.linkId} question={question} answers={answers} onAnswers={onAnswers} alone />
      <div className="foot">
        {/* The reasons stand where they are ticked; further on what to do is enough. */}
        <Urgent answers={answers} who={who} most={question.linkId === 'red-flags' ? 2 : 0} />
        <p className="actions">
          <button type="button" onClick={() => (before === undefined ? onSetup() : onAt(before.linkId))}>
            Back
          </button>
          <button type="submit" className="main">
            {after === undefined ? 'Check answers' : answers[question.linkId] === undefined ? 'Skip' : 'Next'}
          </button>
        </p>
      </div>
    </form>
  );
}
