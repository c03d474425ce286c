/** The tables of the report as CSV: the service writes them, so that no cell becomes a formula. */
import { useState } from 'react';
import { download } from '../parts/download.ts';
import { queryOf, type Filters } from './filters.ts';
import { bearer, PLACE } from './loading.ts';

const TABLES = {
  rules: 'By rule',
  kinds: 'By kind of card',
  periods: 'Over time',
  reasons: 'Reasons',
  unmatched: 'Feedback that fits no card',
  dropped: 'Records lost',
} as const;

export function Download({ filters, token }: { readonly filters: Filters; readonly token: string }) {
  const [table, setTable] = useState('rules');
  const [said, setSaid] = useState('');
  const load = async (): Promise<void> => {
    setSaid('Loading the file…');
    const query = queryOf(filters);
    query.set('format', 'csv');
    query.set('table', table);
    try {
      const response = await fetch(`${PLACE}?${query.toString()}`, {
        headers: bearer(token),
        redirect: 'error',
      });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const name = `overrides-${table}.csv`;
      download(name, await response.text(), 'text/csv');
      setSaid(`${name} was downloaded.`);
    } catch (error) {
      setSaid(`The file could not be loaded: ${error instanceof TypeError ? 'no answer' : String(error)}.`);
    }
  };
  return (
    <section className="panel">
      <h2>Take the numbers along</h2>
      <form
        className="download"
        onSubmit={(event) => {
          event.preventDefault();
          void load();
        }}
      >
        <label>
          Table
          <select value={table} onChange={(event) => setTable(event.target.value)}>
            {Object.entries(TABLES).map(([one, name]) => (
              <option key={one} value={one}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Download CSV</button>
        <span role="status">{said}</span>
      </form>
    </section>
  );
}
