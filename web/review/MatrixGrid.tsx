/** The table of the matrix: rows are redrawn only when the reader enters or leaves them. */
import { memo } from 'react';
import { signOf, type MatrixGroup, type MatrixRow } from '#review/matrix';
import type { Cause } from '#rules';
import type { At } from './Matrix.tsx';
import { ruleHref } from './place.ts';

interface GridProps {
  readonly causes: readonly Cause[];
  readonly groups: readonly MatrixGroup[];
  /** The one cell that Tab reaches. */
  readonly current: At | undefined;
  readonly goTo: (at: At) => void;
}

export function Grid({ causes, groups, current, goTo }: GridProps) {
  const starts = groups.map((_group, i) =>
    groups.slice(0, i).reduce((sum, before) => sum + before.rows.length, 0),
  );
  return (
    <table className="matrix">
      <caption className="hidden">
        Findings down, causes across: plus speaks for, minus against, three signs strong, one weak
      </caption>
      <thead>
        <tr>
          <th scope="col">Finding</th>
          {causes.map((cause) => (
            <th key={cause.id} scope="col" className="cause">
              <a href={ruleHref(cause.id)} title={cause.name}>
                <span>{cause.name.replace(/ \(.*\)$/, '')}</span>
              </a>
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group, i) => (
        <tbody key={group.subject}>
          <tr>
            <th scope="rowgroup" colSpan={causes.length + 1} className="subject">
              <span>{group.subject}</span>
            </th>
          </tr>
          {group.rows.map((row, n) => (
            <Row
              key={row.finding}
              row={row}
              index={(starts[i] ?? 0) + n}
              causes={causes}
              here={current?.row === row ? current.cell.cause.id : undefined}
              goTo={goTo}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface RowProps {
  readonly row: MatrixRow;
  readonly index: number;
  readonly causes: readonly Cause[];
  readonly here: string | undefined;
  readonly goTo: (at: At) => void;
}

const Row = memo(function Row({ row, index, causes, here, goTo }: RowProps) {
  return (
    <tr>
      <th scope="row">{row.finding}</th>
      {causes.map(({ id, name }) => {
        const cell = row.cells.get(id);
        if (cell === undefined) return <td key={id} />;
        const { direction, weight } = cell.criterion;
        return (
          <td key={id} className={`${direction} ${weight}`}>
            <a
              id={`cell-${index}-${id}`}
              href={ruleHref(id, `criterion-${cell.name}`)}
              tabIndex={here === id ? 0 : -1}
              aria-label={`${row.finding}: ${direction} ${name}, ${weight}`}
              onFocus={() => goTo({ row, cell })}
              onMouseEnter={() => goTo({ row, cell })}
            >
              {signOf(cell.criterion)}
            </a>
          </td>
        );
      })}
    </tr>
  );
});
