/** The evidence matrix as a picture that is a table: findings down, causes across, sign and colour for the weight. */
import { useMemo, useState, type KeyboardEvent } from 'react';
import { matrixOf, type MatrixCell, type MatrixGroup, type MatrixRow } from '#review/matrix';
import type { Cause } from '#rules';
import type { Loaded } from './loading.ts';
import { MatrixFilter, type Wanted } from './MatrixFilter.tsx';
import { Grid } from './MatrixGrid.tsx';
import { MatrixText } from './MatrixText.tsx';

/** The cell the reader is at. */
export interface At {
  readonly row: MatrixRow;
  readonly cell: MatrixCell;
}

export function Matrix({ loaded }: { readonly loaded: Loaded }) {
  const all = useMemo(() => matrixOf(loaded.carried.causes, loaded.wording), [loaded]);
  const [wanted, setWanted] = useState<Wanted>({ text: '', causes: new Set(), shared: false, as: 'picture' });
  const { causes, groups } = useMemo(
    () => narrowed(all, loaded.carried.causes, wanted),
    [all, loaded, wanted],
  );
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0);
  return (
    <>
      <h2>Evidence matrix</h2>
      <p className="quiet">
        What speaks for (+) and against (−) each cause; three signs are strong, two moderate, one weak.{' '}
        <span className="noprint">Move with the arrow keys; Enter opens the criterion in its rule.</span>
      </p>
      <MatrixFilter causes={loaded.carried.causes} wanted={wanted} change={setWanted} />
      <p role="status" className="quiet">
        {rows === 0
          ? 'No finding matches. Clear the text or choose more causes.'
          : `${rows} findings, ${causes.length} ${causes.length === 1 ? 'cause' : 'causes'}.`}
      </p>
      {rows === 0 ? null : wanted.as === 'text' ? (
        <MatrixText causes={causes} groups={groups} />
      ) : (
        <Picture loaded={loaded} causes={causes} groups={groups} />
      )}
    </>
  );
}

function narrowed(
  all: readonly MatrixGroup[],
  everyCause: readonly Cause[],
  { text, causes: chosen, shared }: Wanted,
): { readonly causes: readonly Cause[]; readonly groups: readonly MatrixGroup[] } {
  const terms = text.toLowerCase().split(/\s+/).filter(Boolean);
  const causes = chosen.size === 0 ? everyCause : everyCause.filter((one) => chosen.has(one.id));
  const fits = (row: MatrixRow): boolean => {
    const about = `${row.finding} ${row.meaning ?? ''}`.toLowerCase();
    const cells = causes.filter((one) => row.cells.has(one.id)).length;
    return cells >= (shared ? 2 : 1) && terms.every((term) => about.includes(term));
  };
  const groups = all
    .map((group) => ({ ...group, rows: group.rows.filter(fits) }))
    .filter((group) => group.rows.length > 0);
  return { causes, groups };
}

interface PictureProps {
  readonly loaded: Loaded;
  readonly causes: readonly Cause[];
  readonly groups: readonly MatrixGroup[];
}

function Picture({ loaded, causes, groups }: PictureProps) {
  const [at, setAt] = useState<At>();
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const find = (row: MatrixRow, cause: Cause | undefined): At | undefined => {
    const cell = cause === undefined ? undefined : row.cells.get(cause.id);
    return cell === undefined ? undefined : { row, cell };
  };
  const first = (list: readonly MatrixRow[], of: readonly Cause[]): At | undefined => {
    for (const row of list)
      for (const cause of of) {
        const found = find(row, cause);
        if (found !== undefined) return found;
      }
    return undefined;
  };
  const still = at !== undefined && rows.includes(at.row) && causes.includes(at.cell.cause) ? at : undefined;
  const current = still ?? first(rows, causes);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (current === undefined) return;
    const r = rows.indexOf(current.row);
    const c = causes.indexOf(current.cell.cause);
    const column = [current.cell.cause];
    const ways: Readonly<Record<string, () => At | undefined>> = {
      ArrowRight: () => first([current.row], causes.slice(c + 1)),
      ArrowLeft: () => first([current.row], causes.slice(0, c).reverse()),
      ArrowDown: () => first(rows.slice(r + 1), column) ?? first(rows.slice(r + 1), causes),
      ArrowUp: () => first(rows.slice(0, r).reverse(), column),
      Home: () => first([current.row], causes),
      End: () => first([current.row], [...causes].reverse()),
    };
    const target = ways[event.key]?.();
    if (target === undefined) return;
    event.preventDefault();
    setAt(target);
    const id = `cell-${rows.indexOf(target.row)}-${target.cell.cause.id}`;
    // The cell is there already; only which one takes part in tabbing changes with the next drawing.
    document.getElementById(id)?.focus();
  };
  return (
    <>
      <div className="wide matrix-frame" onKeyDown={onKeyDown}>
        <Grid causes={causes} groups={groups} current={current} goTo={setAt} />
      </div>
      <aside className="panel matrix-says" tabIndex={0} aria-live="polite" aria-label="The cell in words">
        {still === undefined ? (
          <p className="quiet">Point at a cell, or move to one with the keyboard, to read it.</p>
        ) : (
          <Words at={still} loaded={loaded} />
        )}
      </aside>
    </>
  );
}

function Words({ at: { row, cell }, loaded }: { readonly at: At; readonly loaded: Loaded }) {
  const { cause, name, criterion } = cell;
  return (
    <>
      <p>
        <strong>{row.finding}</strong> speaks <strong>{criterion.direction}</strong>{' '}
        {cause.name.toLowerCase()}, {criterion.weight}
        {criterion.ratio === undefined ? '' : `, ${criterion.ratio}`} (criterion {name})
      </p>
      {row.meaning === undefined ? null : <p className="small quiet">{row.meaning}</p>}
      {criterion.cites.map((cite) => {
        const [source = '', anchor = 'main'] = cite.split('#');
        const found = loaded.carried.sources[cause.id]?.[source];
        return found === undefined ? null : (
          <p key={cite} className="small">
            {found.says[anchor]} <cite>{found.title}</cite> ({found.tag})
          </p>
        );
      })}
    </>
  );
}
