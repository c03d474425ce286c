/** The override page: asks for a token where one is needed, loads what the filters name, and shows it. */
import { useEffect, useMemo, useState } from 'react';
import { Frame } from '../parts/Frame.tsx';
import { AskToken } from './AskToken.tsx';
import { Figures } from './Figures.tsx';
import { FilterBar } from './FilterBar.tsx';
import { filtersOf, queryOf, type Filters } from './filters.ts';
import { NEEDS_TOKEN, PLACE, useReport } from './loading.ts';
import { dateOf, many } from './words.ts';
import type { Report } from './report.ts';

export function Overrides() {
  const [filters, setFilters] = useState<Filters>(() => filtersOf(window.location.search, new Date()));
  // In memory only: it is gone when the page is.
  const [token, setToken] = useState('');
  const [attempt, setAttempt] = useState(0);
  const { loading, report } = useReport(filters, token, attempt, !NEEDS_TOKEN || token !== '');
  const rules = useRulesSeen(report, filters.rule);

  const change = (next: Filters): void => {
    setFilters(next);
    window.history.replaceState(null, '', `${PLACE}?${queryOf(next).toString()}`);
  };

  const asking = NEEDS_TOKEN && (token === '' || loading.state === 'refused');
  return (
    <Frame page="overrides" title="What became of the cards">
      <p className="lead">
        Which cards clinicians accepted, which they dismissed and why. Counts only: nothing here names a
        patient or a clinician.
      </p>
      {asking ? (
        <AskToken refused={token !== ''} onToken={setToken} />
      ) : (
        <>
          <FilterBar filters={filters} rules={rules} onChange={change} />
          <div className="state">
            <p role="status">{saying(loading.state, report)}</p>
            <button type="button" onClick={() => setAttempt(attempt + 1)}>
              Load again
            </button>
            {NEEDS_TOKEN ? (
              <button type="button" onClick={() => setToken('')}>
                Forget the token
              </button>
            ) : null}
          </div>
          {loading.state === 'failed' ? (
            <p role="alert" className="failure">
              The figures could not be loaded: {loading.why}. They are kept; choose “Load again” in a moment.
            </p>
          ) : null}
          {report === undefined ? null : (
            <div aria-busy={loading.state === 'loading'}>
              <Figures
                report={report}
                filters={filters}
                token={token}
                onRule={(rule) => change({ ...filters, rule })}
              />
            </div>
          )}
        </>
      )}
    </Frame>
  );
}

function saying(state: string, report: Report | undefined): string {
  if (state === 'loading') return 'Loading the figures…';
  if (report === undefined) return '';
  const until = dateOf(new Date(Date.parse(report.to) - 1));
  return `${many(report.total.shown, 'card')} shown, ${dateOf(report.from)} to ${until} (UTC). Made ${new Date(report.madeAt).toISOString().slice(11, 16)} UTC.`;
}

/** A report that is narrowed to one rule names no other: what was seen before can still be chosen. */
function useRulesSeen(report: Report | undefined, chosen: string): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([]);
  useEffect(() => {
    const named = (report?.rules ?? []).flatMap(({ rule }) => (rule === null ? [] : [rule]));
    setSeen((before) => [...new Set([...before, ...named])].sort());
  }, [report]);
  return useMemo(() => (chosen === '' || seen.includes(chosen) ? seen : [chosen, ...seen]), [seen, chosen]);
}
