/** A CDS service, asked as CDS Hooks 2.0.1 says: discovery, call, feedback. */
import { timed, type FhirServer } from '../fhir/server.ts';
import type { Context, Hook } from './context.ts';
import { exchangeOf, type Exchange, type Log } from './exchange.ts';
import { gatherPrefetch, type FailedAs, type PrefetchMode } from './prefetch.ts';
import { uuid } from './uuid.ts';

/** A service of the discovery document. */
export interface Service {
  readonly id: string;
  readonly hook: string;
  readonly title: string;
  readonly prefetch: Readonly<Record<string, string>>;
}

export type Discovery =
  { readonly ok: true; readonly services: readonly Service[] } | { readonly ok: false; readonly why: string };

const JSON_HEADERS = { Accept: 'application/json', 'Content-Type': 'application/json' };

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function serviceOf(value: unknown): Service | undefined {
  const { id, hook, title, prefetch } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (!isText(id) || !isText(hook)) return undefined;
  const templates = typeof prefetch === 'object' && prefetch !== null ? Object.entries(prefetch) : [];
  return {
    id,
    hook,
    title: isText(title) ? title : id,
    prefetch: Object.fromEntries(templates.filter((pair): pair is [string, string] => isText(pair[1]))),
  };
}

/** What cross-origin trouble looks like from a page: no status at all. */
export const sayUnreachable = (base: string, why: string): string =>
  new URL(base).origin === window.location.origin
    ? why
    : `${why}. If it runs, it must allow this page by CORS: answer preflight requests and send ` +
      `"Access-Control-Allow-Origin: ${window.location.origin}".`;

export async function discover(base: string, log: Log): Promise<Discovery> {
  const url = `${base}/cds-services`;
  const got = await timed(url, { headers: { Accept: 'application/json' } });
  log(exchangeOf({ kind: 'discovery', title: 'Discovery', method: 'GET', url }, got));
  if (!got.ok) {
    return { ok: false, why: got.status === undefined ? sayUnreachable(base, got.why) : got.why };
  }
  const listed = (got.body as { readonly services?: unknown } | undefined)?.services;
  if (!Array.isArray(listed)) return { ok: false, why: 'the answer holds no list of services' };
  return { ok: true, services: listed.flatMap((one) => serviceOf(one) ?? []) };
}

export interface Calling {
  readonly base: string;
  readonly server: FhirServer;
  readonly mode: PrefetchMode;
  readonly failedAs: FailedAs;
  /** Handed to the service so that it can read the FHIR server itself. */
  readonly token?: string;
}

/** One call of one service. */
export async function callService(
  service: Service,
  hook: Hook,
  context: Context,
  calling: Calling,
): Promise<Exchange> {
  const { base, server, mode, token } = calling;
  const gathered =
    mode === 'none' ? undefined : await gatherPrefetch(service.prefetch, context, server, calling);
  const prefetch = gathered?.prefetch ?? {};
  const keys = Object.keys(prefetch).length;
  const request = {
    hookInstance: uuid(),
    hook,
    fhirServer: server.base,
    ...(token === undefined
      ? {}
      : {
          fhirAuthorization: {
            access_token: token,
            token_type: 'Bearer',
            expires_in: 300,
            scope: 'user/*.read',
            subject: 'ehr-sandbox',
          },
        }),
    context,
    ...(keys > 0 ? { prefetch } : {}),
  };
  const url = `${base}/cds-services/${encodeURIComponent(service.id)}`;
  const body = JSON.stringify(request);
  const got = await timed(url, { method: 'POST', headers: JSON_HEADERS, body });
  return exchangeOf(
    {
      kind: 'hook',
      title: `${hook}: ${service.id}`,
      method: 'POST',
      url,
      request,
      prefetch: {
        ms: gathered?.ms ?? 0,
        bytes: keys > 0 ? new TextEncoder().encode(JSON.stringify(prefetch)).length : 0,
        keys,
        failed: gathered?.failed ?? [],
        leftOut: gathered?.leftOut ?? Object.keys(service.prefetch),
      },
    },
    got,
  );
}

export interface Feedback {
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly acceptedSuggestions?: readonly { readonly id: string }[];
  readonly overrideReason?: {
    readonly reason?: { readonly code: string; readonly system?: string };
    readonly userComment?: string;
  };
}

/** Sends feedback on a card; what went wrong in words, undefined when it was taken. */
export async function sendFeedback(
  base: string,
  serviceId: string,
  feedback: Feedback,
  log: Log,
): Promise<string | undefined> {
  const url = `${base}/cds-services/${encodeURIComponent(serviceId)}/feedback`;
  const request = { feedback: [{ ...feedback, outcomeTimestamp: new Date().toISOString() }] };
  const got = await timed(url, { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify(request) });
  log(
    exchangeOf(
      { kind: 'feedback', title: `Feedback: ${feedback.outcome}`, method: 'POST', url, request },
      got,
    ),
  );
  if (got.ok) return undefined;
  return got.status === 404 ? 'this service takes no feedback' : `the feedback was not taken: ${got.why}`;
}
