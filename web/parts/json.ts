/** Reads JSON over HTTP and says a failure in words. */

export type Got =
  | { readonly ok: true; readonly status: number; readonly body: unknown; readonly headers: Headers }
  | { readonly ok: false; readonly status?: number; readonly body?: unknown; readonly why: string };

const TIMEOUT_MS = 15_000;

/** Never throws. An error body that is an OperationOutcome speaks for itself. */
export async function fetchJson(url: string, init: RequestInit = {}): Promise<Got> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error', ...init });
  } catch (error) {
    const slow = error instanceof DOMException && error.name === 'TimeoutError';
    return {
      ok: false,
      why: slow ? 'no answer within 15 s' : 'the server cannot be reached (or refuses this origin)',
    };
  }
  const text = await response.text();
  const body = parsed(text);
  if (!response.ok)
    return { ok: false, status: response.status, body, why: sayFailure(response.status, body) };
  if (body === undefined && text !== '')
    return { ok: false, status: response.status, why: 'the answer is no JSON' };
  return { ok: true, status: response.status, body, headers: response.headers };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function sayFailure(status: number, body: unknown): string {
  const outcome = body as
    | {
        readonly issue?: readonly {
          readonly details?: { readonly text?: string };
          readonly diagnostics?: string;
        }[];
      }
    | undefined;
  const said = Array.isArray(outcome?.issue)
    ? outcome.issue.map((one) => [one.details?.text, one.diagnostics].filter(Boolean).join(' ')).join(' ')
    : '';
  return said === '' ? `status ${status}` : `${said} (status ${status})`;
}
