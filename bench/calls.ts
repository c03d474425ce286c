/** Timed calls over kept-alive connections, and the figures made of them. */
import { Agent, request } from 'node:http';

export interface Called {
  /** From the first byte sent to the last byte read. */
  readonly ms: number;
  readonly status: number;
  readonly body: string;
  /** Milliseconds per stage, from Server-Timing. */
  readonly stages: ReadonlyMap<string, number>;
}

/** One client: one connection, kept alive. */
export class Caller {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly port: number) {}

  /** Sends one request and waits for the whole answer. */
  call(method: 'GET' | 'POST' | 'PUT', path: string, body: Uint8Array = new Uint8Array()): Promise<Called> {
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      const options = { host: '127.0.0.1', port: this.port, method, path, headers, agent: this.#agent };
      const outgoing = request(options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({
            ms: performance.now() - began,
            status: answer.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            stages: stagesOf(answer.headers['server-timing']),
          }),
        );
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function stagesOf(header: string | string[] | undefined): ReadonlyMap<string, number> {
  return new Map(
    [...String(header ?? '').matchAll(/([a-z]+);dur=([\d.]+)/g)].map(([, stage = '', ms]) => [
      stage,
      Number(ms),
    ]),
  );
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Prints rows under a header, columns aligned to the right but for the first. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
