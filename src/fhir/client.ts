/** The one door to a FHIR server: fhir-kit-client behind a fence, a size cap and reasons in our own words. */
import type { FhirResource } from 'fhir/r4';
import { Client } from 'fhir-kit-client';
import { insideBase } from './fences.ts';
import { isResource } from './resource.ts';

/** What a GET came to. `reason` is fit for a card; `retryMs` is set when a second try is worth making. */
export type Answer = { readonly ok: true; readonly resource: FhirResource } | Refusal;

interface Refusal {
  readonly ok: false;
  readonly reason: string;
  readonly status?: number;
  readonly retryMs?: number;
}

/** Reads from one FHIR base URL. */
export interface FhirDoor {
  /** GET of a path relative to the base, or of an absolute page link inside it. Never throws. */
  get(link: string, signal: AbortSignal): Promise<Answer>;
}

export interface DoorSettings {
  readonly base: string;
  readonly token: string | undefined;
  readonly responseBytes: number;
  readonly now: () => number;
}

const BREATHER_MS = 25;
/** All answers to one call together may be this many times as long as one: they are held until it is answered. */
const ANSWERS_PER_CALL = 2;
/** Bytes an answer may have even when the others used the room up: one key that is flooded must not cost the rest. */
const SMALL_ANSWER = 512 * 1024;
const RESET = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']);

/** What the answers to one call may still bring; shared by all its reads. */
interface Room {
  bytes: number;
}

class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Omit<Refusal, 'ok'>) {
    super(refusal.reason);
    this.refusal = { ok: false, ...refusal };
  }
}

/**
 * Opens the door. fhir-kit-client 2.0.3 reads whole bodies without a limit, has no timeout, follows redirects and
 * puts URLs with patient ids in its messages. So its transport is replaced by a bounded one, and the token stays
 * here: the library cannot send to another host what it never held.
 */
export function openDoor(settings: DoorSettings): FhirDoor {
  const client = new Client({ baseUrl: settings.base });
  const room = { bytes: ANSWERS_PER_CALL * settings.responseBytes };
  client.httpClient.request = async (_method, link, options) => {
    const signal = options?.signal;
    const url = insideBase(settings.base, link);
    if (url === null || !(signal instanceof AbortSignal)) {
      throw new RefusedError({ reason: 'link outside the FHIR server' });
    }
    const body = await fetchBounded(url, signal, settings, room);
    if (!isResource(body)) throw new RefusedError({ reason: 'wrong resource type' });
    return { ...body };
  };
  return {
    get: async (link, signal) => {
      try {
        const resource: unknown = await client.request(link, { options: { signal } });
        if (!isResource(resource)) return { ok: false, reason: 'wrong resource type' };
        if (resource.resourceType === 'OperationOutcome') {
          return { ok: false, reason: 'OperationOutcome from the server' };
        }
        return { ok: true, resource };
      } catch (error) {
        return refusalOf(error, signal);
      }
    },
  };
}

async function fetchBounded(
  url: string,
  signal: AbortSignal,
  settings: DoorSettings,
  room: Room,
): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/fhir+json' };
  if (settings.token !== undefined) headers.authorization = `Bearer ${settings.token}`;
  // Strict servers (Tomcat) answer 400 to a bare "|", which the URL parser leaves alone.
  const response = await fetch(url.replaceAll('|', '%7C'), { headers, redirect: 'error', signal });
  if (!response.ok) {
    await abandon(response);
    throw new RefusedError(statusRefusal(response, settings.now));
  }
  const type = response.headers.get('content-type');
  if (type !== null && !/json/i.test(type)) {
    await abandon(response);
    throw new RefusedError({ reason: 'not JSON', status: response.status });
  }
  const text = await boundedText(response, settings.responseBytes, room);
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    throw new RefusedError({ reason: 'not JSON', status: response.status });
  }
}

/** Content-Length may be absent, wrong or of the compressed body: what counts is the bytes that arrive. */
async function boundedText(response: Response, cap: number, room: Room): Promise<string> {
  const tooLarge = new RefusedError({ reason: 'too large', status: response.status });
  if (response.body === null) return '';
  if (Number(response.headers.get('content-length')) > cap) {
    await abandon(response);
    throw tooLarge;
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop by an exception cancels the stream and so drops the connection.
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    room.bytes -= chunk.byteLength;
    if (bytes > cap || (room.bytes < 0 && bytes > SMALL_ANSWER)) {
      room.bytes += bytes; // dropped, so no longer held
      throw tooLarge;
    }
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Drops a body unread. That it is already broken changes nothing. */
async function abandon(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

function statusRefusal(response: Response, now: () => number): Omit<Refusal, 'ok'> {
  const { status } = response;
  const retry =
    status === 429 || status === 503
      ? { retryMs: retryAfter(response.headers.get('retry-after'), now) ?? BREATHER_MS }
      : {};
  return { reason: statusWords(status), status, ...retry };
}

function statusWords(status: number): string {
  if (status === 401 || status === 403) return `refused (${status})`;
  if (status === 404 || status === 410) return `not found (${status})`;
  if (status === 429) return 'too many requests (429)';
  return status >= 500 ? `server error (${status})` : `rejected (${status})`;
}

function retryAfter(header: string | null, now: () => number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}

function refusalOf(error: unknown, signal: AbortSignal): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  if (signal.aborted) return { ok: false, reason: 'timed out' };
  const { code, message } = causeOf(error);
  if (RESET.has(code)) return { ok: false, reason: 'connection reset', retryMs: 0 };
  if (UNREACHED.has(code)) return { ok: false, reason: 'not reachable' };
  if (message === 'unexpected redirect') return { ok: false, reason: 'redirect refused' };
  return { ok: false, reason: 'connection failed' };
}

/** fetch hides what happened in `cause`; only its code and message are looked at, and neither is passed on. */
function causeOf(error: unknown): { code: string; message: string } {
  const cause: unknown =
    error !== null && typeof error === 'object' && 'cause' in error ? error.cause : error;
  if (cause === null || typeof cause !== 'object') return { code: '', message: '' };
  return {
    code: 'code' in cause && typeof cause.code === 'string' ? cause.code : '',
    message: 'message' in cause && typeof cause.message === 'string' ? cause.message : '',
  };
}
