/** All questions on one page under headings, for a wide screen. */
import type { Answers } from '../questions/answers.ts';
import type { Question } from '../questions/questionnaire.ts';
import { sections, type Choice } from '../questions/selection.ts';
import { Field } from './Field.tsx';
import { Urgent } from './Urgent.tsx';

export interface OnePageProps {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly onAnswers: (answers: Answers) => void;
  readonly choice: Choice;
  readonly onReview: () => void;
}

export function OnePage({ questions, answers, onAnswers, choice, onReview }: OnePageProps) {
  const answered = questions.filter((question) => answers[question.linkId] !== undefined).length;
  return (
    <form
      className="whole"
      onSubmit={(event) => {
        event.preventDefault();
        onReview();
      }}
    >
      {sections(choice, questions).map((section, index) => (
        <section key={section.title} className="panel" aria-labelledby={`section-${index}`}>
          <h2 id={`section-${index}`}>{section.title}</h2>
          <div className="fields">
            {section.questions.map((question) => (
              <Field key={question.linkId} question={question} answers={answers} onAnswers={onAnswers} />
            ))}
          </div>
        </section>
      ))}
      <div className="foot">
        <Urgent answers={answers} who={choice.who} most={2} />
        <p className="actions">
          <span>
            {answered} of {questions.length} answered
          </span>
          <button type="submit" className="main">
            Check answers
          </button>
        </p>
      </div>
    </form>
  );
}
