/** Try a patient, and why not: one patient that is changed and asked about, kept while the reader goes from one to the other. */
import { useEffect, useReducer, useState } from 'react';
import { linesOf } from '#review/record-lines';
import type { Way } from '#review/shortest-change';
import type { Bank } from '../../loading.ts';
import { go } from '../../place.ts';
import type { ToolsProps } from '../Tools.tsx';
import '../tools.css';
import { Choose, ofBank } from './Choose.tsx';
import { engineFor, type TryEngine } from './engine.ts';
import { Diagnoses, Drugs, Others } from './Entries.tsx';
import { handedOver } from './handover.ts';
import { Intake } from './Intake.tsx';
import { InShort, Outcome } from './Outcome.tsx';
import { Person } from './Person.tsx';
import { recordIn, trying, type Changing, type Trying } from './state.ts';
import { Values } from './Values.tsx';
import { WhyNot } from './WhyNot.tsx';

export function TryAndWhyNot({ knowledge, carried, bank, rule, tool }: ToolsProps) {
  const engine = engineFor(knowledge, carried);
  const [state, dispatch] = useReducer(trying, undefined, () => firstPatient(engine, bank, rule));
  const [cause, setCause] = useState(() => engine.kept.cause ?? rule);
  useEffect(() => {
    engine.kept.trying = state;
    if (cause !== undefined) engine.kept.cause = cause;
  }, [engine, state, cause]);
  const record = recordIn(state);
  const before = state.steps.at(-2)?.record ?? state.origin;
  const now = engine.evaluate(record);
  const origin = engine.evaluate(state.origin);
  const previous = engine.evaluate(before);
  const change: Changing = (says, ...changes) => dispatch({ type: 'change', changes, says });
  const apply = (way: Way): void => {
    change(way.changes.map((one) => one.says).join(' and '), ...way.changes.map((one) => one.change));
    show('try');
  };
  const lines = linesOf(record, knowledge.codes);
  const shared = { lines, change, today: record.asOf, book: engine.book };
  return (
    <>
      <h2>{tool === 'try' ? 'Try a patient' : 'Why not'}</h2>
      <p className="quiet">
        {tool === 'try'
          ? 'Move anything of a patient and watch what comes out: the rules run in this page.'
          : 'Ask why a cause did not come up for this patient, and what would bring it up.'}
      </p>
      <Subject
        state={state}
        undo={() => dispatch({ type: 'undo' })}
        restart={() => dispatch({ type: 'restart' })}
      />
      <Choose
        bank={bank}
        plan={knowledge.plan}
        rule={rule}
        chosen={(chosen) => dispatch({ type: 'choose', chosen })}
      />
      {!now.ok || !origin.ok || !previous.ok ? (
        <p role="alert" className="failure">
          This patient could not be run: {now.ok ? 'it could not be read' : now.why}. Undo the last change, or
          choose another patient.
        </p>
      ) : tool === 'why-not' ? (
        <WhyNot
          engine={engine}
          record={record}
          run={now.run}
          origin={origin.run}
          cause={cause}
          choose={setCause}
          apply={apply}
        />
      ) : (
        <div className="trying">
          <div className="patient">
            <Person record={record} lines={lines} change={change} />
            <Values
              engine={engine}
              results={lines.results}
              today={record.asOf}
              run={now.run}
              change={change}
            />
            <Diagnoses {...shared} />
            <Drugs {...shared} />
            <Intake items={engine.items} answers={now.run.chart.intake} lines={lines} change={change} />
            <Others {...shared} />
          </div>
          <Outcome
            engine={engine}
            run={now.run}
            origin={origin.run}
            previous={state.steps.length === 0 ? now.run : previous.run}
            ms={now.ms}
            whyNot={(asked) => {
              setCause(asked);
              show('why-not');
            }}
          />
          <InShort run={now.run} ms={now.ms} />
        </div>
      )}
    </>
  );
}

const show = (tool: 'try' | 'why-not'): void => {
  go(`${window.location.pathname}#${tool}`);
  window.scrollTo(0, 0);
};

/** The one handed over, the one being tried, one of the rule, or any. */
function firstPatient(engine: TryEngine, bank: Bank, rule: string | undefined): Trying {
  const { trying: kept } = engine.kept;
  const handed = handedOver();
  const found = bank
    .find((one) => one.rule === handed?.rule)
    ?.vignettes.find((one) => one.id === handed?.vignette);
  if (handed !== undefined && found !== undefined) {
    const patient = ofBank(handed.rule, found);
    return kept !== undefined && kept.of === patient.of ? kept : patient;
  }
  if (kept !== undefined) return kept;
  const [own] = [...bank.filter((one) => one.rule === rule), ...bank];
  const [patient] = own?.vignettes ?? [];
  if (own === undefined || patient === undefined) throw new Error('there are no patients');
  return ofBank(own.rule, patient);
}

interface SubjectProps {
  readonly state: Trying;
  readonly undo: () => void;
  readonly restart: () => void;
}

function Subject({ state, undo, restart }: SubjectProps) {
  const { name, of, steps } = state;
  return (
    <section className="panel subject" aria-label="Patient">
      <p>
        <strong>{name}</strong> {of === undefined ? null : <code>{of}</code>}
      </p>
      {steps.length === 0 ? (
        <p className="quiet">Nothing is changed yet.</p>
      ) : (
        <>
          <ol className="steps" aria-label="Changes">
            {steps.map((one, i) => (
              <li key={i}>{one.says}</li>
            ))}
          </ol>
          <p className="actions">
            <button type="button" onClick={undo}>
              Undo the last
            </button>
            <button type="button" onClick={restart}>
              Back to the start
            </button>
          </p>
        </>
      )}
    </section>
  );
}
