/** The CDS service, asked as CDS Hooks 2.0.1 says: discovery, call, feedback. */
import { fetchJson } from './fhir.js';
import { gatherPrefetch } from './prefetch.js';

const CALL_DEADLINE_MS = 15_000;
const ORDER = ['critical', 'warning', 'info'];

/** A random UUID; `crypto.randomUUID` is missing on plain http. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const post = (url, body, deadline) =>
  fetchJson(
    url,
    { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body },
    deadline,
  );

const rank = (card) => (ORDER.indexOf(card.indicator) + ORDER.length + 1) % (ORDER.length + 1);

/** Cards in the order a clinician must see them: critical, warning, info; anything else last. */
export function sortCards(cards) {
  return [...cards].sort((a, b) => rank(a) - rank(b));
}

/** One call: what was sent, what came back, how long each part took. */
export async function callService(service, context, { record, fhirServer, withPrefetch }) {
  const started = performance.now();
  const prefetch = withPrefetch ? await gatherPrefetch(service.prefetch, context, record) : {};
  const prefetchMs = Math.round(performance.now() - started);
  const request = {
    hook: service.hook,
    hookInstance: uuid(),
    fhirServer,
    context,
    ...(Object.keys(prefetch).length > 0 ? { prefetch } : {}),
  };
  const url = `/cds-services/${encodeURIComponent(service.id)}`;
  const answer = await post(url, JSON.stringify(request), CALL_DEADLINE_MS);
  return { service, url, request, answer, prefetchMs, keys: Object.keys(prefetch) };
}

/** Feedback on one card; a service without the endpoint answers 404, which is no fault of the clinician's. */
export async function sendFeedback(service, item) {
  const feedback = [{ ...item, outcomeTimestamp: new Date().toISOString() }];
  const url = `/cds-services/${encodeURIComponent(service.id)}/feedback`;
  const answer = await post(url, JSON.stringify({ feedback }));
  return answer.ok || answer.status === 404 ? undefined : answer;
}
