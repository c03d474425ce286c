/** A call as JSON and as a curl command; an access token never leaves by copying. */
import type { Exchange } from '../hooks/exchange.ts';

const HIDDEN = '(access token)';

export const asJson = (value: unknown): string =>
  JSON.stringify(
    value,
    (key, inner: unknown) => (key === 'access_token' && typeof inner === 'string' ? HIDDEN : inner),
    2,
  ) ?? '';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

export function asCurl({ method, url, request, kind }: Exchange): string {
  const type = kind === 'write' ? 'application/fhir+json' : 'application/json';
  return [
    `curl -X ${method} ${quoted(url)}`,
    `-H ${quoted(`Accept: ${type}`)}`,
    ...(request === undefined
      ? []
      : [`-H ${quoted(`Content-Type: ${type}`)}`, `--data-binary ${quoted(asJson(request))}`]),
  ].join(' \\\n  ');
}

export const sizeText = (bytes: number): string =>
  bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`;
