/** The record, read and written as an EHR does: FHIR over HTTP with a deadline, failures kept as values. */
import { outcomeText } from './words.js';

const DEADLINE_MS = 4000;
const PAGES = 5;

/** Fetches JSON; never rejects. `status` is 0 when there was no answer. */
export async function fetchJson(url, options = {}, deadline = DEADLINE_MS) {
  const started = performance.now();
  const done = (answer) => ({ ...answer, ms: Math.round(performance.now() - started) });
  try {
    const response = await fetch(url, { ...options, signal: AbortSignal.timeout(deadline) });
    const text = await response.text();
    let body;
    try {
      body = text === '' ? undefined : JSON.parse(text);
    } catch {
      return done({
        status: response.status,
        ok: false,
        text,
        headers: response.headers,
        problem: 'no JSON',
      });
    }
    const ok = response.ok && body?.resourceType !== 'OperationOutcome';
    return done({ status: response.status, ok, body, text, headers: response.headers });
  } catch (error) {
    const problem = error.name === 'TimeoutError' ? `no answer in ${deadline / 1000} s` : 'no connection';
    return done({ status: 0, ok: false, problem });
  }
}

/** Why a request failed, in words. */
export function failureText(answer) {
  if (answer.status === 0) return answer.problem;
  return `HTTP ${answer.status}. ${outcomeText(answer.body, answer.problem ?? '')}`.trim();
}

const JSON_HEADERS = { Accept: 'application/fhir+json', 'Content-Type': 'application/fhir+json' };

/** The FHIR server at `base`. Next links are followed by their query alone: the page stays on its own origin. */
export function createRecord(base) {
  const get = (path) => fetchJson(`${base}/${path}`, { headers: { Accept: 'application/fhir+json' } });
  return {
    get,
    /** A search without its pages; a long one goes by POST. */
    search: (query) => {
      const [type, parameters = ''] = query.split('?', 2);
      return query.length < 1500
        ? get(query)
        : fetchJson(`${base}/${type}/_search`, {
            method: 'POST',
            headers: { Accept: 'application/fhir+json', 'Content-Type': 'application/x-www-form-urlencoded' },
            body: parameters,
          });
    },
    /** All resources of a search, page by page: `{ resources }` or `{ failed: why }`. */
    list: async (query) => {
      const [type] = query.split('?', 1);
      const resources = [];
      let path = query;
      for (let page = 0; page < PAGES && path !== undefined; page += 1) {
        const answer = await get(path);
        if (!answer.ok) return { resources, failed: failureText(answer) };
        for (const entry of answer.body.entry ?? []) {
          if (entry.search?.mode !== 'outcome' && entry.resource) resources.push(entry.resource);
        }
        const next = answer.body.link?.find((link) => link.relation === 'next')?.url;
        path = next === undefined ? undefined : `${type}${new URL(next, location.href).search}`;
      }
      return { resources };
    },
    create: (resource) =>
      fetchJson(`${base}/${resource.resourceType}`, {
        method: 'POST',
        headers: JSON_HEADERS,
        body: JSON.stringify(resource),
      }),
    update: (resource) =>
      fetchJson(`${base}/${resource.resourceType}/${encodeURIComponent(resource.id)}`, {
        method: 'PUT',
        headers: JSON_HEADERS,
        body: JSON.stringify(resource),
      }),
  };
}
