/** One question with its options: radio buttons, boxes to tick, or a number. */
import { codesOf, numberOf, toggled, withNumber, withoutAnswer, type Answers } from '../questions/answers.ts';
import type { Question } from '../questions/questionnaire.ts';
import { RANGES } from '../questions/selection.ts';

export interface FieldProps {
  readonly question: Question;
  readonly answers: Answers;
  readonly onAnswers: (answers: Answers) => void;
  /** The question is the heading of the screen. */
  readonly alone?: boolean;
}

/** Up to here a number is a row of buttons, quicker than a keyboard. */
const MOST_BUTTONS = 10;

export function Field({ question, answers, onAnswers, alone = false }: FieldProps) {
  const { linkId, text, kind } = question;
  const level =
    question.inside.filter((one) => one !== 'exam').length > 0 && !alone ? 'question below' : 'question';
  return (
    <fieldset className={level}>
      <legend>
        {alone ? (
          <h2 id="current" tabIndex={-1}>
            {text}
          </h2>
        ) : (
          text
        )}
      </legend>
      {kind === 'many' && !text.includes('Tick all') ? <p className="quiet">Tick all that apply.</p> : null}
      <Inputs question={question} answers={answers} onAnswers={onAnswers} />
      {kind !== 'many' && answers[linkId] !== undefined ? (
        <button
          type="button"
          className="clear"
          aria-label={`Clear the answer to: ${text}`}
          onClick={() => onAnswers(withoutAnswer(answers, linkId))}
        >
          Clear
        </button>
      ) : null}
    </fieldset>
  );
}

function Inputs({ question, answers, onAnswers }: Omit<FieldProps, 'alone'>) {
  if (question.kind === 'number') return <Numbers {...{ question, answers, onAnswers }} />;
  const codes = codesOf(answers, question.linkId);
  return (
    <div className="options">
      {question.options.map(({ code, display }) => (
        <label key={code} className="option">
          <input
            type={question.kind === 'many' ? 'checkbox' : 'radio'}
            name={question.linkId}
            value={code}
            checked={codes.includes(code)}
            onChange={() => onAnswers(toggled(answers, question, code))}
          />
          <span>{display}</span>
        </label>
      ))}
    </div>
  );
}

function Numbers({ question, answers, onAnswers }: Omit<FieldProps, 'alone'>) {
  const { linkId, text, decimal } = question;
  const [min, max] = RANGES[linkId] ?? [0, 100];
  const value = numberOf(answers, linkId);
  if (!decimal && max <= MOST_BUTTONS)
    return (
      <div className="options row">
        {Array.from({ length: max - min + 1 }, (_none, index) => min + index).map((one) => (
          <label key={one} className="option">
            <input
              type="radio"
              name={linkId}
              value={one}
              checked={value === one}
              onChange={() => onAnswers(withNumber(answers, linkId, one))}
            />
            <span>{one}</span>
          </label>
        ))}
      </div>
    );
  return (
    <input
      type="number"
      aria-label={text}
      inputMode="decimal"
      min={min}
      max={max}
      step={decimal ? 0.1 : 1}
      value={value ?? ''}
      onChange={({ target }) => {
        const typed = target.valueAsNumber;
        // Half-typed and out of range is no answer.
        if (Number.isNaN(typed) || typed < min || typed > max) onAnswers(withoutAnswer(answers, linkId));
        else onAnswers(withNumber(answers, linkId, typed));
      }}
    />
  );
}
