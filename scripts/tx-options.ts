/** The server and headers of `--tx`, checked; a credential never appears in a message. */
import { TxError } from './tx-client.ts';

export interface TxServer {
  /** Without credentials, query and a slash at the end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly warning?: string;
}

const HEADER = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)$/;

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new TxError('The credentials in --tx cannot be read. Give them with --header.');
  }
}

/**
 * Reads an address and `Name: value` headers. Credentials in the address become an Authorization header.
 * @throws TxError for an address or header that cannot be used
 */
export function txServer(address: string, given: readonly string[]): TxServer {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new TxError('--tx must be the http(s) base URL of a FHIR R4 terminology server.');
  if (url.search !== '' || url.hash !== '')
    throw new TxError('--tx must be a base URL without "?" and "#". A key belongs in --header.');
  const headers: Record<string, string> = {};
  for (const one of given) {
    const [, name, value] = HEADER.exec(one) ?? [];
    if (name === undefined || value === undefined)
      throw new TxError('--header must be "Name: value" in quotes, in one line of plain characters.');
    headers[name.toLowerCase()] = value;
  }
  if (url.username !== '' || url.password !== '') {
    if (headers['authorization'] !== undefined)
      throw new TxError('Give credentials once: in the address, or with --header.');
    const pair = [url.username, url.password].map(plain).join(':');
    headers['authorization'] = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
    url.username = '';
    url.password = '';
  }
  const base = url.href.replace(/\/+$/, '');
  const loopback = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname);
  const bare = url.protocol === 'http:' && !loopback && Object.keys(headers).length > 0;
  return {
    base,
    headers,
    ...(bare ? { warning: `${base} is not https: the header is sent unprotected.` } : {}),
  };
}
