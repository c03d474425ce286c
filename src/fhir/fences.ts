/** Which FHIR server may be called, and which links stay inside it: `fhirServer` is chosen by the caller (5.16). */
import { NocturneError } from '#errors';

/** The servers calls may name: configured base URLs and, in sandbox mode, plain http on loopback. */
export interface AllowedServers {
  readonly bases: readonly string[];
  readonly loopback: boolean;
}

function normalised(url: URL): string {
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function isLoopback(url: URL): boolean {
  // The URL parser has already turned 0x7f.1 or 2130706433 into dotted form.
  return (
    url.protocol === 'http:' && /^(?:localhost|\[::1\]|127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/.test(url.hostname)
  );
}

/**
 * The normalised base URL (no trailing slash) when this server may be called, else null: then the call is
 * treated as if it had named no server.
 * @throws NocturneError fhir-server-not-url when it is no http(s) URL, or holds a user name or password
 */
export function allowedBase(fhirServer: string, allowed: AllowedServers): string | null {
  const url = URL.canParse(fhirServer) ? new URL(fhirServer) : null;
  if (
    url === null ||
    (url.protocol !== 'https:' && url.protocol !== 'http:') ||
    url.username !== '' ||
    url.password !== ''
  ) {
    throw new NocturneError('fhir-server-not-url', ['fhirServer']);
  }
  if (url.search !== '' || url.hash !== '') return null;
  const base = normalised(url);
  const configured = allowed.bases.some((one) => URL.canParse(one) && normalised(new URL(one)) === base);
  return configured || (allowed.loopback && isLoopback(url)) ? base : null;
}

/**
 * The absolute form of a link (a page link, or a query of ours) when it stays on the origin and under the path of
 * `base`, else null. An encoded slash could climb out of the path on a server that decodes it, so it is refused.
 */
export function insideBase(base: string, link: string): string | null {
  if (!URL.canParse(link, `${base}/`)) return null;
  const url = new URL(link, `${base}/`);
  const root = new URL(base);
  const path = normalised(root).slice(root.origin.length);
  const inside =
    url.origin === root.origin &&
    url.username === '' &&
    url.password === '' &&
    (url.pathname === path || url.pathname.startsWith(`${path}/`)) &&
    !/%2f|%5c/i.test(url.pathname);
  if (!inside) return null;
  url.hash = '';
  return url.href;
}
