/** Examinations: the ankle-brachial index by side, then all other measurements and signs. */
import type { Observation } from 'fhir/r4';
import { conceptText, valueText } from '../fhir/words.ts';
import { resultDate, resultName, sideOf } from './results.ts';
import { Rows, When } from './Section.tsx';

interface ByDay {
  readonly date: string | undefined;
  readonly right: readonly Observation[];
  readonly left: readonly Observation[];
  readonly other: readonly Observation[];
}

function byDay(index: readonly Observation[]): readonly ByDay[] {
  const days = [...new Set(index.map((one) => (resultDate(one) ?? '').slice(0, 10)))];
  return days.map((day) => {
    const those = index.filter((one) => (resultDate(one) ?? '').slice(0, 10) === day);
    const of = (side: string | undefined) => those.filter((one) => sideOf(one) === side);
    return { date: day === '' ? undefined : day, right: of('right'), left: of('left'), other: of(undefined) };
  });
}

const values = (those: readonly Observation[]): string =>
  those.length === 0 ? 'not recorded' : those.map(valueText).join(', ');

export function AnkleIndex({
  index,
  asOf,
}: {
  readonly index: readonly Observation[];
  readonly asOf: string;
}) {
  const days = byDay(index);
  const sideless = days.some(({ other }) => other.length > 0);
  return (
    <table className="results">
      <caption>Ankle-brachial index</caption>
      <thead>
        <tr>
          <th scope="col">Right leg</th>
          <th scope="col">Left leg</th>
          {sideless ? <th scope="col">Side not said</th> : null}
          <th scope="col">Date</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ date, right, left, other }) => (
          <tr key={date ?? 'no date'}>
            <td className="value">{values(right)}</td>
            <td className="value">{values(left)}</td>
            {sideless ? <td className="value">{other.length === 0 ? '' : values(other)}</td> : null}
            <td className="row-date">
              <When date={date} asOf={asOf} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Exams({ exams, asOf }: { readonly exams: readonly Observation[]; readonly asOf: string }) {
  return (
    <Rows
      what="examinations"
      asOf={asOf}
      rows={exams.map((one) => ({
        key: one.id ?? resultName(one),
        name: `${resultName(one)}${one.bodySite === undefined ? '' : `, ${conceptText(one.bodySite)}`}: ${valueText(one)}`,
        status: one.status === 'final' ? undefined : one.status,
        date: resultDate(one),
      }))}
    />
  );
}
