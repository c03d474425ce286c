/** Raw requests: what no well-behaved client library would send. */
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export interface Sent {
  readonly method: string;
  readonly path: string;
  /** A list sends the header once for each value. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends exactly these bytes to a loopback port, on a connection of its own. */
export function send(port: number, { method, path, headers, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    // Node writes the body of a GET or DELETE without saying how long it is: garbage after a request, not its body.
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const sent = { host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, agent: false };
    const outgoing = request(sent, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
