/** Cards and what became of them, a line for each rule or kind: pictures in the cells, numbers beside them. */
import { useMemo, useState, type ReactNode } from 'react';
import type { Fates } from './report.ts';
import { ShareBar } from './ShareBar.tsx';

export interface FateLine extends Fates {
  readonly key: string;
  readonly name: ReactNode;
  readonly under?: string;
}

export interface FateTableProps {
  readonly title: string;
  /** Head of the first column. */
  readonly first: string;
  readonly lines: readonly FateLine[];
}

const ORDERS = {
  shown: 'shown',
  overridden: 'dismissed',
  share: 'dismissed share (its lower limit)',
} as const;
type Order = keyof typeof ORDERS;

// By the lower limit: one card of one would otherwise come first.
const WEIGHT: Readonly<Record<Order, (line: Fates) => number>> = {
  shown: (line) => line.shown,
  overridden: (line) => line.overridden,
  share: (line) => line.overrideRate.low ?? -1,
};

export function FateTable({ title, first, lines }: FateTableProps) {
  const [order, setOrder] = useState<Order>('shown');
  const sorted = useMemo(
    () => [...lines].sort((a, b) => WEIGHT[order](b) - WEIGHT[order](a)),
    [lines, order],
  );
  return (
    <section className="panel">
      <div className="head">
        <h2>{title}</h2>
        {lines.length < 2 ? null : (
          <label>
            Order by{' '}
            <select
              value={order}
              onChange={(event) => {
                const chosen = event.target.value;
                if (chosen === 'shown' || chosen === 'overridden' || chosen === 'share') setOrder(chosen);
              }}
            >
              {Object.entries(ORDERS).map(([one, name]) => (
                <option key={one} value={one}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div className="wide" tabIndex={0} role="region" aria-label={`${title}: table`}>
        <table className="fates">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              <th scope="col">Dismissed</th>
              <th scope="col">Accepted</th>
              {['Shown', 'No response', 'Open', 'Taken up'].map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((line) => (
              <tr key={line.key}>
                <th scope="row">
                  {line.name}
                  {line.under === undefined ? null : <small className="quiet">{line.under}</small>}
                </th>
                <td data-name="Dismissed">
                  <ShareBar
                    share={line.overrideRate}
                    fate="overridden"
                    part={line.overridden}
                    whole={line.shown - line.open}
                  />
                </td>
                <td data-name="Accepted">
                  <ShareBar
                    share={line.acceptanceRate}
                    fate="accepted"
                    part={line.accepted}
                    whole={line.shown - line.open}
                  />
                </td>
                <td data-name="Shown" className="number">
                  {line.shown}
                </td>
                <td data-name="No response" className="number">
                  {line.ignored}
                </td>
                <td data-name="Open" className="number">
                  {line.open}
                </td>
                <td data-name="Suggestions taken up" className="number">
                  {line.acceptedSuggestions}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
