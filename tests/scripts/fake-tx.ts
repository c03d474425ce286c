/** A terminology server on the loopback: a made-up hierarchy below real codes, and every way of not answering. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const SNOMED = 'http://snomed.info/sct';

export interface Asked {
  readonly codes: readonly string[];
  readonly offset: number;
  readonly headers: IncomingMessage['headers'];
}

export interface FakeTx {
  readonly base: string;
  readonly asked: Asked[];
  /** Code -> further codes below it, with their words. */
  below: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Answers in place of the expansion; false to let it be expanded. */
  instead: (asked: Asked, res: ServerResponse, n: number) => boolean;
  total: boolean;
  atOnce: number;
  close(): Promise<void>;
}

/** So many made-up subtypes. */
export const many = (n: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: n }, (_, at) => [String(77_000_000 + at), `subtype ${at}`]));

export function outcome(res: ServerResponse, status: number, code: string, text: string): true {
  const issue = [{ severity: 'error', code, details: { text } }];
  res.writeHead(status, { 'Content-Type': 'application/fhir+json' });
  res.end(JSON.stringify({ resourceType: 'OperationOutcome', issue }));
  return true;
}

interface Parameter {
  readonly name: string;
  readonly valueInteger?: number;
  readonly resource?: {
    readonly compose: {
      readonly include: readonly { readonly filter: readonly { readonly value: string }[] }[];
    };
  };
}

function askedOf(req: IncomingMessage, body: string): Asked & { count: number } {
  const { parameter } = JSON.parse(body) as { parameter: readonly Parameter[] };
  const of = (name: string): Parameter | undefined => parameter.find((one) => one.name === name);
  return {
    codes: (of('valueSet')?.resource?.compose.include ?? []).flatMap((one) =>
      one.filter.map((filter) => filter.value),
    ),
    offset: of('offset')?.valueInteger ?? 0,
    count: of('count')?.valueInteger ?? 0,
    headers: req.headers,
  };
}

export async function startFakeTx(): Promise<FakeTx> {
  let now = 0;
  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    now += 1;
    fake.atOnce = Math.max(fake.atOnce, now);
    res.on('close', () => (now -= 1));
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const one = askedOf(req, Buffer.concat(parts).toString('utf8'));
      fake.asked.push(one);
      // A moment, so that requests overlap as they do over a network.
      setTimeout(() => answer(one, res), 3);
    });
  });
  function answer(one: Asked & { count: number }, res: ServerResponse): void {
    if (fake.instead(one, res, fake.asked.length)) return;
    const found = new Map(
      one.codes.flatMap((code) => [
        [code, `concept ${code}`] as const,
        ...Object.entries(fake.below[code] ?? {}),
      ]),
    );
    const contains = [...found]
      .slice(one.offset, one.offset + one.count)
      .map(([code, display]) => ({ system: SNOMED, code, display }));
    res.writeHead(200, { 'Content-Type': 'application/fhir+json' });
    res.end(
      JSON.stringify({
        resourceType: 'ValueSet',
        expansion: {
          ...(fake.total ? { total: found.size } : {}),
          parameter: [
            { name: 'version', valueUri: `${SNOMED}|${SNOMED}/900000000000207008/version/20260801` },
          ],
          contains,
        },
      }),
    );
  }
  const fake: FakeTx = {
    base: '',
    asked: [],
    below: {},
    instead: () => false,
    total: true,
    atOnce: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(fake, { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir` });
}
