/** The answers of the intake, question by question; what is answered stands in the closed line. */
import { useMemo, useState } from 'react';
import type { IntakeAnswer } from '#chart';
import type { IntakeItem } from '#review/intake-items';
import type { GivenAnswer } from '#review/record-changes';
import type { RecordLines } from '#review/record-lines';
import { Counts, DateOf, PatientPart } from './Lines.tsx';
import { NumberField } from './NumberField.tsx';
import type { Changing } from './state.ts';

type Answers = ReadonlyMap<string, IntakeAnswer>;

export interface IntakeProps {
  readonly items: readonly IntakeItem[];
  readonly answers: Answers;
  readonly lines: RecordLines;
  readonly change: Changing;
}

export function Intake({ items, answers, lines, change }: IntakeProps) {
  const groups = useMemo(() => [...new Set(items.map((one) => one.group))], [items]);
  return (
    <PatientPart id="intake" title="Intake answers" empty={false}>
      {answers.size === 0 ? <p className="quiet">Nothing is answered.</p> : null}
      <ul className="entries">
        {lines.responses.map((one) => (
          <li key={one.reference} className={one.out ? 'entry out' : 'entry'}>
            <Counts of={{ ...one, label: 'Answers sent on' }} change={change} />
            <DateOf of={{ ...one, label: 'Answers' }} what="sent on" change={change} />
          </li>
        ))}
      </ul>
      <ul className="questions">
        {groups.map((group) => (
          <li key={group}>
            <Group items={items.filter((one) => one.group === group)} answers={answers} change={change} />
          </li>
        ))}
      </ul>
    </PatientPart>
  );
}

function Group({ items, answers, change }: Pick<IntakeProps, 'items' | 'answers' | 'change'>) {
  const [open, setOpen] = useState(false);
  const said = items.flatMap((one) => sayAnswer(one, answers.get(one.linkId)) ?? []);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {items[0]?.groupText}
        {said.length === 0 ? null : <strong className="said"> {said.join('; ')}</strong>}
      </summary>
      {open
        ? items.map((one) => (
            <Question
              key={one.linkId}
              item={one}
              answer={answers.get(one.linkId)}
              to={(answer) =>
                change(`${one.text} ${sayGiven(one, answer)}`, { kind: 'answer', item: one, answer })
              }
            />
          ))
        : null}
    </details>
  );
}

const optionText = (item: IntakeItem, code: string): string =>
  item.options.find((one) => one.code === code)?.text ?? code;

function sayAnswer(item: IntakeItem, answer: IntakeAnswer | undefined): string | undefined {
  if (answer === undefined) return undefined;
  if (answer.number !== undefined) return String(answer.number);
  return [...answer.codes].map((code) => optionText(item, code)).join(', ');
}

function sayGiven(item: IntakeItem, answer: GivenAnswer): string {
  if (answer === undefined) return 'not asked';
  if (typeof answer === 'number') return String(answer);
  return answer.length === 0 ? 'not asked' : answer.map((code) => optionText(item, code)).join(', ');
}

interface QuestionProps {
  readonly item: IntakeItem;
  readonly answer: IntakeAnswer | undefined;
  readonly to: (answer: GivenAnswer) => void;
}

function Question({ item, answer, to }: QuestionProps) {
  const given = [...(answer?.codes ?? [])];
  switch (item.kind) {
    case 'number':
      return (
        <p>
          <label>
            {item.text} <NumberField value={answer?.number} to={to} />
          </label>
        </p>
      );
    case 'one-of':
      return (
        <p>
          <label>
            {item.text}{' '}
            <select
              value={given[0] ?? ''}
              onChange={({ target }) => to(target.value === '' ? undefined : [target.value])}
            >
              <option value="">not asked</option>
              {item.options.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.text}
                </option>
              ))}
            </select>
          </label>
        </p>
      );
    case 'any-of':
      return (
        <fieldset>
          <legend>{item.text}</legend>
          {item.options.map(({ code, text }) => (
            <label key={code}>
              <input
                type="checkbox"
                checked={given.includes(code)}
                onChange={({ target }) =>
                  to(target.checked ? [...given, code] : given.filter((one) => one !== code))
                }
              />{' '}
              {text}
            </label>
          ))}
        </fieldset>
      );
  }
}
