/** Asks the service for the report, anew for every change of the filters. */
import { useEffect, useState } from 'react';
import { fetchJson } from '../parts/json.ts';
import { queryOf, type Filters } from './filters.ts';
import { readReport, type Report } from './report.ts';

export const PLACE = '/review/overrides';

/** The service says in the document which mode it runs in (src/http/pages.ts). */
export const NEEDS_TOKEN = document.documentElement.dataset['mode'] === 'production';

export type Loading =
  | { readonly state: 'loading' }
  | { readonly state: 'refused' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'loaded' };

/** The last report stays while the next is loading. */
export interface Reading {
  readonly loading: Loading;
  readonly report: Report | undefined;
}

export const bearer = (token: string): Readonly<Record<string, string>> =>
  token === '' ? {} : { Authorization: `Bearer ${token}` };

/** @param attempt raised by one to ask again; @param wanted false while the token is not known yet */
export function useReport(filters: Filters, token: string, attempt: number, wanted: boolean): Reading {
  const [reading, setReading] = useState<Reading>({ loading: { state: 'loading' }, report: undefined });
  useEffect(() => {
    let gone = false;
    // Figures that came with a token go with it.
    setReading((last) => ({ loading: { state: 'loading' }, report: wanted ? last.report : undefined }));
    if (!wanted) return;
    void ask(filters, token).then((answer) => {
      if (!gone) setReading((last) => ({ report: last.report, ...answer }));
    });
    return () => {
      gone = true;
    };
  }, [filters, token, attempt, wanted]);
  return reading;
}

async function ask(filters: Filters, token: string): Promise<Partial<Reading> & Pick<Reading, 'loading'>> {
  const query = queryOf(filters);
  query.set('format', 'json');
  const got = await fetchJson(`${PLACE}?${query.toString()}`, { headers: bearer(token) });
  if (!got.ok) {
    if (got.status === 401) return { loading: { state: 'refused' }, report: undefined };
    return { loading: { state: 'failed', why: got.why } };
  }
  const report = readReport(got.body);
  if (report === undefined) return { loading: { state: 'failed', why: 'the answer is no report' } };
  return { loading: { state: 'loaded' }, report };
}
