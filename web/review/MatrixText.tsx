/** The matrix in words, cause by cause: for a screen reader, for copying, for narrow screens. */
import type { MatrixGroup } from '#review/matrix';
import type { Cause } from '#rules';
import { ruleHref } from './place.ts';

export function MatrixText({
  causes,
  groups,
}: {
  readonly causes: readonly Cause[];
  readonly groups: readonly MatrixGroup[];
}) {
  const rows = groups.flatMap((group) => group.rows);
  return causes.map((cause) => (
    <section key={cause.id} className="panel">
      <h3>
        <a href={ruleHref(cause.id)}>{cause.name}</a>
      </h3>
      {(['for', 'against'] as const).map((direction) => {
        const lines = rows.flatMap((row) => {
          const cell = row.cells.get(cause.id);
          return cell === undefined || cell.criterion.direction !== direction ? [] : [{ row, cell }];
        });
        return lines.length === 0 ? null : (
          <div key={direction}>
            <h4>{direction === 'for' ? 'For' : 'Against'}</h4>
            <ul>
              {lines.map(({ row, cell }) => (
                <li key={row.finding}>
                  {cell.criterion.weight}: {row.finding}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  ));
}
