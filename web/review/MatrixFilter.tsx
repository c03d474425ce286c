/** Which findings and causes the matrix shows, and whether as a picture or as text. */
import type { Cause } from '#rules';

export interface Wanted {
  readonly text: string;
  /** Cause ids; none chosen means all. */
  readonly causes: ReadonlySet<string>;
  /** Only findings that several causes share: what tells them apart. */
  readonly shared: boolean;
  readonly as: 'picture' | 'text';
}

interface MatrixFilterProps {
  readonly causes: readonly Cause[];
  readonly wanted: Wanted;
  readonly change: (wanted: Wanted) => void;
}

export function MatrixFilter({ causes, wanted, change }: MatrixFilterProps) {
  const toggle = (id: string): void => {
    const next = new Set(wanted.causes);
    if (!next.delete(id)) next.add(id);
    change({ ...wanted, causes: next });
  };
  return (
    <form className="panel noprint matrix-filter" onSubmit={(event) => event.preventDefault()}>
      <label>
        Findings with{' '}
        <input
          type="search"
          value={wanted.text}
          onChange={(event) => change({ ...wanted, text: event.target.value })}
        />
      </label>
      <label>
        <input
          type="checkbox"
          checked={wanted.shared}
          onChange={(event) => change({ ...wanted, shared: event.target.checked })}
        />{' '}
        only what two or more of the causes share
      </label>
      <label>
        Show as{' '}
        <select
          value={wanted.as}
          onChange={(event) => change({ ...wanted, as: event.target.value === 'text' ? 'text' : 'picture' })}
        >
          <option value="picture">picture</option>
          <option value="text">text</option>
        </select>
      </label>
      <button type="button" onClick={() => window.print()}>
        Print
      </button>
      <details>
        <summary>Causes: {wanted.causes.size === 0 ? 'all' : `${wanted.causes.size} chosen`}</summary>
        <fieldset>
          <legend>Show only</legend>
          {causes.map((one) => (
            <label key={one.id}>
              <input type="checkbox" checked={wanted.causes.has(one.id)} onChange={() => toggle(one.id)} />{' '}
              {one.name}
            </label>
          ))}
        </fieldset>
        <button type="button" onClick={() => change({ ...wanted, causes: new Set() })}>
          Show all causes
        </button>
      </details>
    </form>
  );
}
