/** What a soak sends: the calls of a working day, and those of a bad one, in fixed shares. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import fc from 'fast-check';
import type { PlanEntry } from '#chart/gathered';
import type { ServiceEntry } from '#http/discovery';
import { callOf, MIXED } from './fuzz-charts.ts';
import type { Charts, Json } from './fuzz-charts.ts';
import { inputsOf } from './fuzz-inputs.ts';

export interface Outgoing {
  readonly kind: 'prefetch' | 'fhir' | 'nothing' | 'failing-fhir' | 'odd' | 'feedback' | 'page';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

const FAULTS = ['hang', 'reset', '500', '403', 'html', 'half'] as const;
const ODD_ONES = 2000;
const PAGES = [
  '/',
  '/review',
  '/healthz',
  '/readyz',
  '/metrics',
  '/cds-services',
  '/intake',
  '/no-such-page',
];
/** Of twenty requests so many are of each kind. */
const SHARES: readonly (readonly [Outgoing['kind'], number])[] = [
  ['prefetch', 8],
  ['fhir', 3],
  ['nothing', 1],
  ['failing-fhir', 1],
  ['odd', 4],
  ['feedback', 2],
  ['page', 1],
];

/** A FHIR server that is wrong by what its first path segment says. */
export async function failingFhir(): Promise<{ readonly server: Server; readonly base: string }> {
  const server = createServer((req, res) => {
    const fault = (req.url ?? '').split('/')[1] ?? '';
    if (fault === 'hang') return;
    if (fault === 'reset') req.socket.destroy();
    else if (fault === 'html') res.writeHead(200, { 'Content-Type': 'text/html' }).end('<html></html>');
    else if (fault === 'half') {
      res
        .writeHead(200, { 'Content-Type': 'application/fhir+json', 'Content-Length': '1000' })
        .write('{"resourceType":');
      setTimeout(() => req.socket.destroy(), 50);
    } else res.writeHead(Number(fault)).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    server,
    base: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
  };
}

export interface LoadSettings {
  readonly services: readonly ServiceEntry[];
  readonly plan: readonly PlanEntry[];
  readonly charts: Charts;
  /** Base URL of the program's own sandbox, and of a server that fails. */
  readonly sandbox: string;
  readonly failing: string;
  readonly seed: number;
}

/** Makes the requests one by one; `cards` are ids of cards that were answered, for feedback. */
export function createLoad(settings: LoadSettings): (n: number, cards: readonly string[]) => Outgoing {
  const { services, charts, plan } = settings;
  const kinds = SHARES.flatMap(([kind, share]) => Array.from({ length: share }, () => kind));
  const odd = fc.sample(inputsOf(services, plan, charts), { numRuns: ODD_ONES, seed: settings.seed });
  const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];

  const call = (
    n: number,
    kind: Outgoing['kind'],
    change: (body: Record<string, Json>) => object,
  ): Outgoing => {
    // The kind repeats every twenty: the service moves on, so that each kind meets them all.
    const service = pick(services, n + Math.floor(n / 20));
    const picture = pick(charts.pictures, Math.floor(n / 7));
    if (service === undefined || picture === undefined) throw new Error('There is no service or no patient.');
    const drafts = [pick(charts.loose, n), pick(charts.loose, n * 31)].flatMap((one): Json[] =>
      one === undefined
        ? []
        : [JSON.parse(one.text.replaceAll(`Patient/${MIXED}"`, `Patient/${picture.patientId}"`))],
    );
    const body = { ...callOf(service, picture, drafts) };
    return { kind, method: 'POST', path: `/cds-services/${service.id}`, body: JSON.stringify(change(body)) };
  };

  return (n, cards) => {
    // A stride that is prime to twenty mixes the kinds.
    const kind = pick(kinds, n * 7) ?? 'page';
    switch (kind) {
      case 'prefetch':
        return call(n, kind, (body) => body);
      case 'fhir':
        return call(n, kind, ({ prefetch: _none, ...body }) => ({ ...body, fhirServer: settings.sandbox }));
      case 'nothing':
        return call(n, kind, ({ prefetch: _none, ...body }) => body);
      case 'failing-fhir':
        return call(n, kind, ({ prefetch: _none, ...body }) => ({
          ...body,
          fhirServer: `${settings.failing}/${pick(FAULTS, Math.floor(n / 20))}`,
        }));
      case 'odd': {
        const input = pick(odd, Math.floor(n / 3));
        return { kind, method: 'POST', path: input?.path ?? '/', body: input?.body ?? '' };
      }
      case 'feedback': {
        const card = pick(cards, n) ?? '3f5c1a52-7d1f-4c34-8f7d-0c4f2c9d3a10';
        const outcomeTimestamp = new Date(1_773_000_000_000 + n * 1000).toISOString();
        const entry = n % 3 === 0 ? { outcome: 'accepted', acceptedSuggestions: [{ id: card }] } : OVERRIDDEN;
        const body = JSON.stringify({ feedback: [{ card, outcomeTimestamp, ...entry }] });
        return { kind, method: 'POST', path: `/cds-services/${pick(services, n)?.id}/feedback`, body };
      }
      case 'page':
        return { kind, method: 'GET', path: pick(PAGES, Math.floor(n / 20)) ?? '/' };
    }
  };
}

const OVERRIDDEN = {
  outcome: 'overridden',
  overrideReason: { reason: { code: 'action-completed' }, userComment: 'Seen and discussed.' },
};
