/** Chooses a number of the rule and gives it another value; says where it is written and what else it moves. */
import { useState, type FormEvent } from 'react';
import { FIELDS, refusalOf, WEIGHTS, type SaidNumber, type Value } from '#review/numbers';
import type { Measure } from '#rules';
import { ruleHref } from '../../place.ts';
import { namesSaying, rulesTouched, twinsOf, type Choice } from './choices.ts';

export interface NumberFormProps {
  readonly choices: readonly Choice[];
  readonly choice: Choice;
  readonly nameOf: (rule: string) => string;
  readonly busy: boolean;
  readonly choose: (path: string) => void;
  readonly start: (value: Value) => void;
}

export function NumberForm({ choices, choice, nameOf, busy, choose, start }: NumberFormProps) {
  const { number } = choice;
  const [text, setText] = useState(String(number.value));
  const [wrong, setWrong] = useState<string>();
  const places = [...new Set(choices.map((one) => one.number.place))];
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (busy) return;
    const value = valueOf(number, text);
    const why =
      refusalOf(number.field, value) ??
      (value === number.value ? `it is ${String(value)} now: give another value` : undefined);
    setWrong(why);
    if (why === undefined) start(value as Value);
  };
  return (
    <form onSubmit={submit} noValidate>
      <p className="field">
        <label htmlFor="change-number">Number or weight</label>
        <select id="change-number" value={number.path} onChange={(event) => choose(event.target.value)}>
          {places.map((place) => (
            <optgroup key={place} label={place}>
              {choices
                .filter((one) => one.number.place === place)
                .map((one) => (
                  <option key={one.number.path} value={one.number.path}>
                    {optionText(one.number)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </p>
      <Home choice={choice} choices={choices} nameOf={nameOf} />
      <p className="field">
        <label htmlFor="change-value">
          {FIELDS[number.field]} {String(number.value)}
          {unitOf(number)} becomes
        </label>
        {number.field === 'weight' ? (
          <select id="change-value" value={text} onChange={(event) => setText(event.target.value)}>
            {WEIGHTS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        ) : (
          <input
            id="change-value"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            aria-invalid={wrong !== undefined}
            aria-describedby="change-wrong"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </p>
      <p id="change-wrong" role="alert" className={wrong === undefined ? 'hidden' : 'failure'}>
        {wrong === undefined ? '' : `Not possible: ${wrong}.`}
      </p>
      <Hint number={number} text={text} />
      <p>
        <button type="submit" className="main" aria-disabled={busy}>
          See who is affected
        </button>
      </p>
    </form>
  );
}

function optionText({ field, sentence, value }: SaidNumber): string {
  if (field === 'weight') return `weight: ${String(value)}`;
  return field === 'limit.n' ? sentence : `${sentence} (${FIELDS[field]}: ${String(value)})`;
}

function valueOf({ field }: SaidNumber, text: string): unknown {
  if (field === 'weight') return text;
  // A comma is how half of Europe writes a decimal point.
  const plain = text.trim().replace(',', '.');
  return plain === '' ? text : Number(plain);
}

const measureOf = ({ holder }: SaidNumber): Measure | undefined =>
  'measure' in holder ? (holder.measure as Measure) : undefined;

function unitOf(number: SaidNumber): string {
  const inUnit = number.field.startsWith('limit') && 'op' in number.holder && number.holder.op === 'measure';
  const unit = measureOf(number)?.unit;
  return inUnit && unit !== undefined && !unit.startsWith('{') ? ` ${unit}` : '';
}

function Home({
  choice,
  choices,
  nameOf,
}: {
  readonly choice: Choice;
  readonly choices: readonly Choice[];
  readonly nameOf: (rule: string) => string;
}) {
  const { home, number, places } = choice;
  const others = rulesTouched(choice).filter((id) => id !== number.rule);
  const twins = twinsOf(choice, choices);
  const names = namesSaying(choice);
  return (
    <ul className="home">
      <li>
        Written in <code>{home.file}</code>
        {home.finding === undefined ? null : (
          <>
            , finding <code>{home.finding}</code>
          </>
        )}
        {others.length === 0 ? '; only this rule reads it.' : null}
      </li>
      {others.length === 0 ? null : (
        <li>
          <strong>Other rules share it and change with it:</strong>{' '}
          {others.map((id, i) => (
            <span key={id}>
              {i > 0 ? ', ' : ''}
              <a href={ruleHref(id)}>{nameOf(id)}</a>
            </span>
          ))}
          .
        </li>
      )}
      {places.length > 1 ? (
        <li>In this rule it counts at: {[...new Set(places.map((one) => one.place))].join('; ')}.</li>
      ) : null}
      {twins.length > 0 ? (
        <li>
          Stays as it is, though it names the same value:{' '}
          {twins.map((one) => `${one.number.sentence} (${one.number.place})`).join('; ')}.
        </li>
      ) : null}
      {names.length > 0 ? (
        <li>
          Texts that would still say {String(number.value)}: {names.map((name) => `“${name}”`).join('; ')}.
        </li>
      ) : null}
    </ul>
  );
}

/** Not wrong, but worth a second look. */
function Hint({ number, text }: { readonly number: SaidNumber; readonly text: string }) {
  const value = valueOf(number, text);
  const plausible = measureOf(number)?.plausible;
  if (typeof value !== 'number' || plausible === undefined || unitOf(number) === '') return null;
  if (value >= plausible[0] && value <= plausible[1]) return null;
  return (
    <p className="quiet">
      No value outside {plausible[0]} to {plausible[1]} is believed, so this limit would decide nothing.
    </p>
  );
}
