/** Before the questions: whose answers these are, who fills them in, and how many questions there is time for. */
import type { Patient } from '../record/record.ts';
import type { Answers } from '../questions/answers.ts';
import { selected, type Choice, type Extent } from '../questions/selection.ts';

export interface SetupProps {
  readonly patient: Patient;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly answers: Answers;
  /** When the answers that are already filled in were given. */
  readonly begun?: string;
  readonly onAfresh: () => void;
  /** Opens the first question; the one-page form has its questions below. */
  readonly onStart?: () => void;
}

const EXTENTS: Readonly<Record<Extent, string>> = {
  card: 'Only what the card asks',
  short: 'Short: the questions that matter most',
  all: 'All questions',
};

export function Setup(props: SetupProps) {
  const { patient, choice, onChoice, answers, begun, onAfresh, onStart } = props;
  const count = Object.keys(answers).length;
  const extents = (['card', 'short', 'all'] as const)
    .map((extent) => ({ extent, questions: selected({ ...choice, extent }, answers).length }))
    .filter((one) => one.questions > 0);
  return (
    <section className="panel setup" aria-labelledby="whose">
      <h2 id="whose">
        {patient.name}
        {patient.born === undefined ? null : <span className="quiet"> born {patient.born}</span>}
      </h2>
      {choice.who === 'patient' ? (
        <p>Is this not you? Then close this page and tell your care team.</p>
      ) : null}
      {begun === undefined || count === 0 ? null : (
        <p className="begun">
          {count === 1 ? '1 answer' : `${count} answers`} from {begun.slice(0, 10)}{' '}
          {count === 1 ? 'is' : 'are'} filled in; go on where you stopped.{' '}
          <button type="button" onClick={onAfresh}>
            Begin again with nothing filled in
          </button>
        </p>
      )}
      <div className="choices">
        <fieldset>
          <legend>Who fills this in?</legend>
          {(['patient', 'clinician'] as const).map((who) => (
            <label key={who} className="option">
              <input
                type="radio"
                name="who"
                checked={choice.who === who}
                onChange={() => onChoice({ ...choice, who })}
              />
              <span>{who === 'patient' ? 'I am the patient' : 'I am the clinician'}</span>
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>How many questions?</legend>
          {extents.map(({ extent, questions }) => (
            <label key={extent} className="option">
              <input
                type="radio"
                name="extent"
                checked={choice.extent === extent}
                onChange={() => onChoice({ ...choice, extent })}
              />
              <span>
                {EXTENTS[extent]} ({questions})
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      {onStart === undefined ? null : (
        <p className="actions">
          <button type="button" className="main" onClick={onStart}>
            {count === 0 ? 'Start' : 'Continue'}
          </button>
        </p>
      )}
      <p className="quiet">
        Answers are saved as you go, in your chart. You may leave any question out. In an emergency call
        emergency services; nobody reads this while you type.
      </p>
    </section>
  );
}
