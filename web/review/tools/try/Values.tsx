/** Every result of the patient with a slider over the numbers the rules care about, and a way to add one. */
import { useId, useState } from 'react';
import { resultOf } from '#review/additions';
import { inUnit, readingKey, readingsOf, type LimitedMeasure } from '#review/measure-limits';
import type { RecordLines, ResultLine } from '#review/record-lines';
import type { VignetteRun } from '#review/run';
import type { Measure } from '#rules';
import type { TryEngine } from './engine.ts';
import { Counts, DateOf, PatientPart } from './Lines.tsx';
import { NumberField } from './NumberField.tsx';
import type { Changing } from './state.ts';

export interface ValuesProps {
  readonly engine: TryEngine;
  readonly results: RecordLines['results'];
  readonly today: string;
  readonly run: VignetteRun;
  readonly change: Changing;
}

export function Values({ engine, results, today, run, change }: ValuesProps) {
  const readings = readingsOf(engine.measures, run.chart);
  // Where one result holds several numbers, the tick stands at the first.
  const first = new Set(results.filter((one, i) => results[i - 1]?.reference !== one.reference));
  return (
    <PatientPart id="values" title="Results" empty={results.length === 0}>
      <ul className="entries">
        {results.map((one) => (
          <li key={`${one.reference} ${one.part ?? ''}`} className={one.out ? 'out' : undefined}>
            <div className="entry">
              {first.has(one) ? <Counts of={one} change={change} /> : <span>{one.label}</span>}
              {one.note === undefined ? null : <span className="warning small">{one.note}</span>}
              {first.has(one) ? <DateOf of={one} what="date" change={change} /> : null}
            </div>
            {one.value === undefined ? (
              <p className="small">{one.words ?? 'no value'}</p>
            ) : (
              <Value
                line={one}
                value={one.value}
                known={readings.get(readingKey(one.reference, one.name, one.value))}
                engine={engine}
                change={change}
              />
            )}
          </li>
        ))}
      </ul>
      <AddResult engine={engine} today={today} change={change} />
    </PatientPart>
  );
}

interface ValueProps {
  readonly line: ResultLine;
  readonly value: number;
  readonly known: LimitedMeasure | undefined;
  readonly engine: TryEngine;
  readonly change: Changing;
}

function Value({ line, value, known, engine, change }: ValueProps) {
  const ticks = useId();
  const { unit } = line;
  const limits =
    known === undefined
      ? []
      : known.limits.flatMap((n) => inUnit(n, unit, known.measure, engine.knowledge.units) ?? []);
  const to = (n: number): void => {
    const { reference, part } = line;
    change(`${line.label}: ${n} ${shown(unit)}`.trim(), {
      kind: 'value',
      reference,
      value: n,
      ...(part === undefined ? {} : { part }),
    });
  };
  const span = spanOf(limits, value);
  return (
    <div className="value">
      {span === undefined ? null : (
        <>
          <input
            type="range"
            aria-label={`${line.label}: slide`}
            min={span.least}
            max={span.most}
            step={span.step}
            value={value}
            list={ticks}
            disabled={line.out}
            onChange={({ target }) => to(target.valueAsNumber)}
          />
          <datalist id={ticks}>
            {limits.map((n) => (
              <option key={n} value={n} />
            ))}
          </datalist>
        </>
      )}
      <NumberField
        label={`${line.label}: value`}
        value={value}
        disabled={line.out}
        to={(n) => n === undefined || to(n)}
      />{' '}
      <span className="unit">
        {line.comparator === undefined ? '' : `recorded as ${line.comparator} `}
        {shown(unit)}
      </span>
      {limits.length === 0 ? null : (
        <span className="quiet small limits">rules ask at {limits.join(', ')}</span>
      )}
    </div>
  );
}

const shown = (unit: string | undefined): string =>
  unit === undefined || unit === '1' || /^\{.*\}$/.test(unit) ? '' : unit;

// From half the lowest limit to one and a half times the highest, the value always inside.
function spanOf(limits: readonly number[], value: number) {
  const [low] = limits;
  const high = limits.at(-1);
  if (low === undefined || high === undefined) return undefined;
  const most = Math.max(high * 1.5, value);
  const step = 10 ** (Math.floor(Math.log10(Math.max(most, 0.01))) - 2);
  const whole = (n: number, round: (n: number) => number): number =>
    Number((round(n / step) * step).toPrecision(10));
  return { least: whole(Math.min(low * 0.5, value), Math.floor), most: whole(most, Math.ceil), step };
}

function AddResult({ engine, today, change }: Omit<ValuesProps, 'run' | 'results'>) {
  const [chosen, setChosen] = useState('');
  const [value, setValue] = useState('');
  const [id = '', side] = chosen.split('|');
  const measure = engine.measures.find((one) => one.measure.id === id)?.measure;
  const n = Number(value);
  const ready = measure !== undefined && value !== '' && Number.isFinite(n);
  const add = (): void => {
    if (!ready) return;
    const of = side === 'left' || side === 'right' ? ({ side } as const) : {};
    change(`Added: ${nameIn(measure, side)} ${n}`, {
      kind: 'add',
      resource: resultOf(measure, n, today, engine.book, of),
    });
    setValue('');
  };
  return (
    <form
      className="adding"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label>
        Add a result of today
        <select value={chosen} onChange={({ target }) => setChosen(target.value)}>
          <option value="">choose…</option>
          {engine.measures.flatMap((one) =>
            (one.measure.sided === true ? ['left', 'right'] : ['']).map((leg) => (
              <option key={`${one.measure.id}|${leg}`} value={`${one.measure.id}|${leg}`}>
                {nameIn(one.measure, leg)}
              </option>
            )),
          )}
        </select>
      </label>
      <label>
        Value {measure === undefined || measure.unit === '{ratio}' ? '' : `in ${measure.unit}`}
        <input type="number" step="any" value={value} onChange={({ target }) => setValue(target.value)} />
      </label>
      <button type="submit" disabled={!ready}>
        Add
      </button>
    </form>
  );
}

const nameIn = (measure: Measure, side: string | undefined): string =>
  side === undefined || side === '' ? measure.name : `${measure.name}, ${side} leg`;
