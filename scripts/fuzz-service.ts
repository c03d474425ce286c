/** The service that fuzzing calls: the real app over HTTP with a fixed clock and no FHIR server; and what it must never do. */
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { pino } from 'pino';
import { readConfig } from '#config';
import { createAnswer } from '#http/answer';
import { createApp } from '#http/app';
import { serviceEntries } from '#http/discovery';
import type { ServiceEntry } from '#http/discovery';
import type { Knowledge } from '#reason/knowledge';
import schema from '#schemas/response' with { type: 'json' };
import { CANARY } from './fuzz-inputs.ts';
import type { Input } from './fuzz-inputs.ts';

export interface FuzzedService {
  readonly services: readonly ServiceEntry[];
  /** Sends one input. @returns what is wrong with the answer, in one sentence; nothing when all is well */
  readonly fault: (input: Input) => Promise<string | undefined>;
  /** Answers so far, by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Cards in all answers so far. */
  readonly cards: () => number;
  readonly stop: () => void;
}

/** An answer as it came. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Says whether an answer is one this service may give. */
export interface Judge {
  /** What is wrong with it, in one sentence; nothing when all is well. */
  readonly faultOf: (reply: Reply) => string | undefined;
  /** Cards in all answers judged so far. */
  readonly cards: () => number;
}

export function createJudge(): Judge {
  const isResponse = new Ajv2020({ allowUnionTypes: true, strictTypes: false }).compile(schema);
  let cards = 0;
  return {
    cards: () => cards,
    faultOf: ({ status, type, text }) => {
      if (status >= 500) return `The answer is ${status}.`;
      if (!type.startsWith('application/json')) return 'The answer is not JSON.';
      if (status !== 200) {
        if (text.includes(CANARY)) return `A refusal (${status}) echoes what was sent.`;
        return text.includes('"resourceType":"OperationOutcome"')
          ? undefined
          : 'A refusal is no OperationOutcome.';
      }
      if (text === '{}') return undefined; // feedback
      const body: unknown = JSON.parse(text);
      if (!isResponse(body)) {
        const [error] = isResponse.errors ?? [];
        return `The answer does not fit the schema: ${error?.instancePath} ${error?.message}.`;
      }
      const made: { summary: string }[] = Object(body).cards;
      cards += made.length;
      return made.some(({ summary }) => summary.length > 139)
        ? 'A summary is longer than 139 units.'
        : undefined;
    },
  };
}

function post(agent: Agent, port: number, { path, body }: Input): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const outgoing = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Starts the app on loopback. Calls name servers that are not allowed, so nothing leaves the process. */
export async function startFuzzed(knowledge: Knowledge, asOf: string): Promise<FuzzedService> {
  let leaked = false;
  let ids = 0;
  const statuses = new Map<number, number>();
  const config = readConfig({});
  const services = serviceEntries(knowledge.plan);
  const newId = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const judge = createJudge();
  const log = pino(
    { level: 'trace', base: null },
    { write: (line: string) => void (leaked ||= line.includes(CANARY)) },
  );
  const app = createApp({
    config,
    services,
    answer: createAnswer({
      knowledge,
      fhir: { allowed: { bases: [], loopback: false }, limits: config.limits, now: () => performance.now() },
      asOf: () => asOf,
      newId,
      publicUrl: config.publicUrl,
    }),
    log,
    newId,
    banner: 'draft knowledge, not clinically reviewed',
    // Takes everything and keeps nothing: what is tried is the way there.
    ledger: { feedback: () => Promise.resolve() },
    operations: { load: { concurrentCalls: 10, requestsPerMinute: Number.MAX_SAFE_INTEGER } },
  });
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  return {
    services,
    statuses,
    cards: judge.cards,
    fault: async (input) => {
      leaked = false;
      try {
        const reply = await post(agent, port, input);
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
        return leaked ? 'The log holds what was sent.' : judge.faultOf(reply);
      } catch (error) {
        return `No answer: ${error instanceof Error ? error.message : String(error)}.`;
      }
    },
    stop: () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
