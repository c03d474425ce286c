/** Whom the change moves: progress, how many, filters, and each patient before and after. */
import { useEffect, useRef, useState } from 'react';
import type { Affected } from '#review/bank-change';
import { KINDS, type Kind } from '#review/standing';
import { AffectedTable } from './AffectedTable.tsx';
import type { Running } from './running.ts';

export interface EffectProps {
  readonly running: Running;
  /** The change in words. */
  readonly said: string;
  readonly nameOf: (rule: string) => string;
  readonly stopped: boolean;
  readonly stop: () => void;
}

const ALL = Object.keys(KINDS) as readonly Kind[];
const NOBODY: readonly Affected[] = [];

/** No longer as expected, and was before. */
export const breaks = (one: Affected): boolean =>
  one.unexpected.length > 0 && one.unexpectedBefore.length === 0;

export function Effect({ running, said, nameOf, stopped, stop }: EffectProps) {
  const affected = running.state === 'idle' ? NOBODY : running.affected;
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone or far up: here is what it did.
  useEffect(() => heading.current?.focus(), [said, stopped]);
  return (
    <section className="panel change" aria-labelledby="change-effect">
      <h3 id="change-effect" tabIndex={-1} ref={heading}>
        Who is affected
      </h3>
      <p>{said}</p>
      {running.state === 'running' ? <Progress running={running} stop={stop} /> : null}
      <p role="status" className="sum">
        {sumOf(running, stopped)}
      </p>
      {running.state === 'done' ? (
        <p className="quiet">
          These patients were made up to test the rules. How many of your own the change would move they
          cannot tell.
        </p>
      ) : null}
      {affected.length === 0 ? null : <Filtered affected={affected} nameOf={nameOf} />}
    </section>
  );
}

function sumOf(running: Running, stopped: boolean): string {
  if (stopped) return 'Stopped. “See who is affected” starts again.';
  if (running.state !== 'done') return '';
  const { affected, of } = running;
  if (affected.length === 0)
    return `None of the ${of} patients comes out otherwise. No patient lies between the two values, or other findings decide.`;
  const broken = affected.filter(breaks).length;
  return `${affected.length} of ${of} patients ${affected.length === 1 ? 'comes' : 'come'} out otherwise; ${
    broken === 0 ? 'all still as expected' : `${broken} no longer as expected`
  }.`;
}

function Progress({
  running,
  stop,
}: {
  readonly running: Extract<Running, { state: 'running' }>;
  readonly stop: () => void;
}) {
  const { phase, done, of } = running;
  return (
    <p className="loading">
      <label htmlFor="change-progress">
        {phase === 'before'
          ? 'Running the patients with the rules as they are…'
          : 'Running them with the change…'}
      </label>{' '}
      <progress id="change-progress" value={done} max={of} />{' '}
      <span>
        {done} of {of}
      </span>{' '}
      <button type="button" onClick={stop}>
        Cancel
      </button>
    </p>
  );
}

function Filtered({
  affected,
  nameOf,
}: {
  readonly affected: readonly Affected[];
  readonly nameOf: (rule: string) => string;
}) {
  const [off, setOff] = useState<ReadonlySet<Kind>>(new Set());
  const [broken, setBroken] = useState(false);
  const [rule, setRule] = useState('');
  const rules = [...new Set(affected.map((one) => one.patient.rule))];
  const count = (kind: Kind): number =>
    affected.filter((one) => one.shifts.some((shift) => shift.kind === kind)).length;
  const shown = affected.filter(
    (one) =>
      (one.shifts.length === 0 || one.shifts.some((shift) => !off.has(shift.kind))) &&
      (!broken || breaks(one)) &&
      (rule === '' || one.patient.rule === rule),
  );
  const turn = (kind: Kind): void => {
    const next = new Set(off);
    if (!next.delete(kind)) next.add(kind);
    setOff(next);
  };
  return (
    <>
      <fieldset>
        <legend>Show patients whose</legend>
        {ALL.filter((kind) => count(kind) > 0).map((kind) => (
          <label key={kind}>
            <input type="checkbox" checked={!off.has(kind)} onChange={() => turn(kind)} /> {KINDS[kind]}{' '}
            changes ({count(kind)})
          </label>
        ))}
      </fieldset>
      <p className="filters">
        <label>
          <input type="checkbox" checked={broken} onChange={(event) => setBroken(event.target.checked)} />{' '}
          only those no longer as expected ({affected.filter(breaks).length})
        </label>
        <label>
          Patients of{' '}
          <select value={rule} onChange={(event) => setRule(event.target.value)}>
            <option value="">all rules</option>
            {rules.map((id) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </select>
        </label>
      </p>
      {shown.length === 0 ? (
        <p>No affected patient fits these filters.</p>
      ) : (
        <AffectedTable affected={shown} off={off} nameOf={nameOf} />
      )}
    </>
  );
}
