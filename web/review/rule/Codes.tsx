/** The codes that count: every value set a rule names, opened and searched on demand. */
import { useMemo, useState } from 'react';
import { codeLike, matchesCode, plainCode, systemName } from '#review/code-search';
import type { CodeEntry } from '#chart/codes';
import { Part, useReading } from './Said.tsx';

const SHOWN = 200;

export function Codes() {
  const { loaded, rule } = useReading();
  const [query, setQuery] = useState('');
  const sets = useMemo(() => {
    const wanted = new Map(loaded.hasher.setsOf(rule).map((id): [string, CodeEntry[]] => [id, []]));
    for (const entry of loaded.carried.codes) wanted.get(entry.set)?.push(entry);
    return [...wanted].sort(([a], [b]) => loaded.wording.set(a).localeCompare(loaded.wording.set(b)));
  }, [loaded, rule]);
  if (sets.length === 0) return null;
  const shown = sets
    .map(([id, codes]) => ({ id, all: codes.length, codes: codes.filter((one) => matches(one, query)) }))
    .filter((one) => query.trim() === '' || one.codes.length > 0);
  const box = `codes-${rule.id}`;
  return (
    <Part id="codes" title={`Codes that count (${sets.length} value sets)`}>
      <p className="noprint">
        <label htmlFor={box}>Find a code or a name in them</label>{' '}
        <input id={box} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      </p>
      {shown.length === 0 ? <p role="status">No code of this rule matches “{query}”.</p> : null}
      {shown.map(({ id, all, codes }) => (
        <CodeSet
          key={`${id} ${query.trim() === '' ? '' : 'sought'}`}
          id={id}
          title={loaded.wording.set(id)}
          all={all}
          codes={codes}
          sought={query.trim() !== ''}
        />
      ))}
    </Part>
  );
}

function matches(entry: CodeEntry, query: string): boolean {
  const asked = query.trim();
  if (asked === '') return true;
  if (codeLike(asked) && matchesCode(entry, plainCode(asked))) return true;
  const text = `${entry.display} ${entry.code} ${entry.set}`.toLowerCase();
  return asked
    .toLowerCase()
    .split(/\s+/)
    .every((term) => text.includes(term));
}

interface CodeSetProps {
  readonly id: string;
  readonly title: string;
  readonly all: number;
  readonly codes: readonly CodeEntry[];
  readonly sought: boolean;
}

function CodeSet({ id, title, all, codes, sought }: CodeSetProps) {
  const [open, setOpen] = useState(sought);
  const [more, setMore] = useState(false);
  return (
    <details
      id={`set-${id}`}
      tabIndex={-1}
      className="codes"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {title} <code>{id}</code> ({sought ? `${codes.length} of ${all}` : all} {all === 1 ? 'code' : 'codes'}
        )
      </summary>
      {open ? (
        <div className="wide">
          <table className="small">
            <thead>
              <tr>
                <th scope="col">System</th>
                <th scope="col">Code</th>
                <th scope="col">Name</th>
                <th scope="col">Counts as</th>
              </tr>
            </thead>
            <tbody>
              {codes.slice(0, more ? undefined : SHOWN).map((one) => (
                <tr key={`${one.system}|${one.code}`}>
                  <td>{systemName(one.system)}</td>
                  <td>
                    <code>{one.code}</code>
                  </td>
                  <td>{one.display}</td>
                  <td>
                    {[
                      one.prefix ? 'with all codes below it' : '',
                      one.nonspecific ? 'unspecific' : '',
                      one.ingredient ? 'also by its name in text' : '',
                    ]
                      .filter(Boolean)
                      .join('; ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {more || codes.length <= SHOWN ? null : (
            <button type="button" onClick={() => setMore(true)}>
              Show all {codes.length}
            </button>
          )}
        </div>
      ) : null}
    </details>
  );
}
