/** Laboratory results: the newest value of each with unit, range and date, and its course as a small line. */
import type { Observation, ObservationReferenceRange } from 'fhir/r4';
import { dateText, quantityText, valueText } from '../fhir/words.ts';
import { resultDate, type Series } from './results.ts';
import { Status, When } from './Section.tsx';

const WIDTH = 96;
const HEIGHT = 28;
const EDGE = 4;

interface Point {
  readonly at: number;
  readonly value: number;
}

function pointsOf(results: readonly Observation[]): readonly Point[] {
  return results
    .flatMap((one) => {
      const at = Date.parse(resultDate(one) ?? '');
      const value = one.valueQuantity?.value;
      return typeof value === 'number' && !Number.isNaN(at) ? [{ at, value }] : [];
    })
    .reverse();
}

function rangeText(range: ObservationReferenceRange | undefined): string {
  if (range === undefined) return '';
  const { low, high, text } = range;
  if (text !== undefined) return text;
  if (low !== undefined && high !== undefined) return `${low.value ?? ''} to ${quantityText(high)}`;
  if (high !== undefined) return `up to ${quantityText(high)}`;
  return low === undefined ? '' : `from ${quantityText(low)}`;
}

const FLAGS: Readonly<Record<string, string>> = {
  H: 'high',
  HH: 'critically high',
  L: 'low',
  LL: 'critically low',
  A: 'abnormal',
  AA: 'critical',
};

/** What the laboratory said, else what its own range says. */
function flagOf(one: Observation): string | undefined {
  const code = one.interpretation?.[0]?.coding?.[0]?.code;
  if (code !== undefined) return FLAGS[code];
  const value = one.valueQuantity?.value;
  const range = one.referenceRange?.[0];
  if (value === undefined || one.valueQuantity?.comparator !== undefined) return undefined;
  if (range?.low?.value !== undefined && value < range.low.value) return 'low';
  if (range?.high?.value !== undefined && value > range.high.value) return 'high';
  return undefined;
}

/** From the oldest to the newest value; the range as a band behind it where it is known. */
export function Trend({ series }: { readonly series: Series }) {
  const points = pointsOf(series.results);
  const [first] = points;
  const last = points.at(-1);
  if (points.length < 2 || first === undefined || last === undefined) return null;
  const range = series.results[0]?.referenceRange?.[0];
  const bounds = [range?.low?.value, range?.high?.value].filter((one) => one !== undefined);
  const values = [...points.map(({ value }) => value), ...bounds];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (at: number): number => EDGE + ((at - first.at) / (last.at - first.at || 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number): number =>
    HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
  const top = y(range?.high?.value ?? high);
  const said = `${series.name}: ${points.length} values, from ${first.value} on ${dateText(new Date(first.at).toISOString())} to ${last.value} on ${dateText(new Date(last.at).toISOString())}`;
  return (
    <svg className="trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={said}>
      {bounds.length > 0 ? (
        <rect className="range" x={0} y={top} width={WIDTH} height={y(range?.low?.value ?? low) - top} />
      ) : null}
      <polyline points={points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')} />
      <circle cx={x(last.at)} cy={y(last.value)} r={2.5} />
    </svg>
  );
}

function Earlier({ series, asOf }: { readonly series: Series; readonly asOf: string }) {
  if (series.results.length < 2) return null;
  return (
    <details>
      <summary>{series.results.length - 1} earlier</summary>
      <ul className="earlier">
        {series.results.slice(1).map((one) => (
          <li key={one.id}>
            {valueText(one)}, <When date={resultDate(one)} asOf={asOf} />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface LabRowProps {
  readonly series: Series;
  readonly asOf: string;
  readonly course: boolean;
}

function LabRow({ series, asOf, course }: LabRowProps) {
  const [newest] = series.results;
  if (newest === undefined) return null;
  const flag = flagOf(newest);
  const range = rangeText(newest.referenceRange?.[0]);
  return (
    <tr>
      <th scope="row">
        {series.name} {newest.status === 'final' ? null : <Status text={newest.status} />}
        <Earlier series={series} asOf={asOf} />
      </th>
      <td>
        <span className="value">{valueText(newest)}</span>
        {flag === undefined ? null : <strong className="warning"> {flag}</strong>}
        {range === '' ? null : <span className="row-note">range {range}</span>}
      </td>
      {course ? (
        <td>
          <Trend series={series} />
        </td>
      ) : null}
      <td className="row-date">
        <When date={resultDate(newest)} asOf={asOf} />
      </td>
    </tr>
  );
}

export function Labs({ labs, asOf }: { readonly labs: readonly Series[]; readonly asOf: string }) {
  const course = labs.some(({ results }) => pointsOf(results).length > 1);
  return (
    <table className="results">
      <thead>
        <tr>
          <th scope="col">Test</th>
          <th scope="col">Newest value</th>
          {course ? <th scope="col">Course</th> : null}
          <th scope="col">Date</th>
        </tr>
      </thead>
      <tbody>
        {labs.map((series) => (
          <LabRow key={series.key} series={series} asOf={asOf} course={course} />
        ))}
      </tbody>
    </table>
  );
}
