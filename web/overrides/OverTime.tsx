/** Cards over time: how many, what became of them, and the dismissed share with its interval. The numbers stand beside. */
import { useMemo, type ReactNode } from 'react';
import { FATES } from './fates.ts';
import type { Report } from './report.ts';
import { slotsOf, type Slot } from './slots.ts';
import { dateOf, interval, many, percent } from './words.ts';

export function OverTime({ report }: { readonly report: Report }) {
  const slots = useMemo(() => slotsOf(report), [report]);
  const most = Math.max(1, ...report.periods.map(({ shown }) => shown));
  const unit = report.by === 'week' ? 'week' : 'day';
  return (
    <section className="panel">
      <h2>Over time</h2>
      <div className="beside">
        <div>
          <Picture slots={slots} title={`Cards by ${unit}`} top={String(most)} bottom="0">
            <Stacks slots={slots} most={most} />
          </Picture>
          <Picture slots={slots} title={`Dismissed share by ${unit}`} top="100 %" bottom="0 %">
            <Shares slots={slots} />
          </Picture>
        </div>
        <Numbers report={report} unit={unit} />
      </div>
    </section>
  );
}

interface PictureProps {
  readonly slots: readonly Slot[];
  readonly title: string;
  readonly top: string;
  readonly bottom: string;
  readonly children: ReactNode;
}

/** The words stand outside the SVG: it is stretched to the width there is. */
function Picture({ slots, title, top, bottom, children }: PictureProps) {
  const [first, last] = [slots[0], slots.at(-1)];
  return (
    <figure className="picture">
      <figcaption>{title}</figcaption>
      <span className="top-mark">{top}</span>
      <svg
        role="img"
        aria-label={`${title}; the numbers are in the table`}
        viewBox={`0 0 ${Math.max(1, slots.length)} 100`}
        preserveAspectRatio="none"
      >
        <path className="rule" d={`M0 0H${slots.length}M0 50H${slots.length}M0 100H${slots.length}`} />
        {children}
      </svg>
      <span className="bottom-mark">{bottom}</span>
      <span className="ends">
        <span>{first === undefined ? '' : dateOf(first.start)}</span>
        <span>{last === undefined ? '' : dateOf(last.start)}</span>
      </span>
    </figure>
  );
}

function Stacks({ slots, most }: { readonly slots: readonly Slot[]; readonly most: number }) {
  return slots.map(({ start, line }, at) => {
    if (line === undefined) return null;
    return FATES.map(([fate], layer) => {
      const below = FATES.slice(0, layer).reduce((sum, [other]) => sum + line[other], 0);
      const height = (line[fate] / most) * 100;
      return height === 0 ? null : (
        <rect
          key={`${start} ${fate}`}
          className={fate}
          x={at + 0.1}
          width={0.8}
          y={100 - (below / most) * 100 - height}
          height={height}
        />
      );
    });
  });
}

function Shares({ slots }: { readonly slots: readonly Slot[] }) {
  return slots.map(({ start, line }, at) => {
    const { rate, low, high } = line?.overrideRate ?? { rate: null, low: null, high: null };
    if (rate === null || low === null || high === null) return null;
    const middle = at + 0.5;
    return (
      <g key={start}>
        <path
          className="whisker"
          d={`M${middle} ${100 - low * 100}V${100 - high * 100}M${at + 0.3} ${100 - low * 100}h0.4M${at + 0.3} ${100 - high * 100}h0.4`}
        />
        {/* No length and a round end: a dot that stretching leaves round. */}
        <path className="dot" d={`M${middle} ${100 - rate * 100}h0`} />
      </g>
    );
  });
}

function Numbers({ report, unit }: { readonly report: Report; readonly unit: string }) {
  return (
    <div className="numbers" tabIndex={0} role="region" aria-label="Over time: table">
      <table>
        <caption className="quiet">
          {many(report.periods.length, unit)} with cards; the others had none
        </caption>
        <thead>
          <tr>
            <th scope="col">{unit === 'week' ? 'Week of' : 'Day'}</th>
            <th scope="col" className="number">
              Shown
            </th>
            <th scope="col" className="number">
              Accepted
            </th>
            <th scope="col" className="number">
              Dismissed
            </th>
            <th scope="col">Share (95 %)</th>
          </tr>
        </thead>
        <tbody>
          {[...report.periods].reverse().map((line) => (
            <tr key={line.start}>
              <th scope="row">{dateOf(line.start)}</th>
              <td className="number">{line.shown}</td>
              <td className="number">{line.accepted}</td>
              <td className="number">{line.overridden}</td>
              <td>
                {percent(line.overrideRate)} <small className="quiet">{interval(line.overrideRate)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
