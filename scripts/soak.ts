/** `npm run soak`: mixed load on the real program for some time, and whether it leaks or slows down. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serviceEntries } from '#http/discovery';
import { loadKnowledge } from '#knowledge/load';
import { readCharts } from './fuzz-charts.ts';
import { AS_OF } from './outcomes.ts';
import { percentile, thirds, trendOf, verdict } from './soak-figures.ts';
import type { Point, Timed } from './soak-figures.ts';
import { createLoad, failingFhir } from './soak-load.ts';
import type { Outgoing } from './soak-load.ts';

const HELP = `npm run soak -- [--minutes M] [--rate R] [--seed S]
  --minutes M  how long (default 30)
  --rate R     requests a second, whatever the answers take (default 20)
  --seed S     of the odd requests (printed first)
All services, with full prefetch, none, from the sandbox FHIR server and from one that fails; odd requests, feedback,
pages. On a machine that is busy otherwise the figures say nothing: leave it a core. Exit code 1 when the heap after collection grows, p99 of calls with prefetch gets worse, or a request fails.
`;
const REPORT_MS = 30_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '20' },
    seed: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const minutes = Number(values.minutes);
const rate = Number(values.rate);
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`seed ${seed}, ${minutes} minutes at ${rate} requests a second`);

const root = fileURLToPath(new URL('..', import.meta.url));
const knowledge = loadKnowledge(root);

// The program names its port in the URL of its sandbox, so the port is chosen before it starts.
const scout = createServer().listen(0, '127.0.0.1');
await once(scout, 'listening');
const place = scout.address();
const port = typeof place === 'object' && place !== null ? place.port : 0;
scout.close();
const data = mkdtempSync(join(tmpdir(), 'nocturne-soak-'));
const child = fork(join(root, 'src', 'main.ts'), {
  cwd: root,
  env: {
    PATH: process.env.PATH,
    PORT: String(port),
    NOCTURNE_DATA: data,
    NOCTURNE_NOW: AS_OF,
    LOG_LEVEL: 'info',
  },
  execArgv: ['--expose-gc', '--import', 'tsx', '--import', './scripts/soak-probe.ts'],
  // Its log is the load on a real disk or pipe; here it is read and dropped.
  stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
});
const exit = once(child, 'exit');
process.once('exit', () => child.kill('SIGKILL'));
child.stdout?.resume();
child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk));

const agent = new Agent({ keepAlive: true });
type Reply = { readonly status: number; readonly text: string };
/** One try; `again` when a kept connection was closed as it was taken up, which says nothing of the service. */
function attempt(out: Pick<Outgoing, 'method' | 'path' | 'body'>): Promise<Reply | 'again'> {
  return new Promise((resolve) => {
    const length = out.body === undefined ? {} : { 'Content-Length': Buffer.byteLength(out.body) };
    const headers = { 'Content-Type': 'application/json', ...length };
    const { method, path } = out;
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', () => resolve({ status: 0, text: 'cut off' }));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const stale = error.code === 'ECONNRESET' && outgoing.reusedSocket;
      resolve(stale ? 'again' : { status: 0, text: error.code ?? 'no code' });
    });
    outgoing.end(out.body);
  });
}
async function send(out: Pick<Outgoing, 'method' | 'path' | 'body'>): Promise<Reply> {
  for (;;) {
    const reply = await attempt(out);
    if (reply !== 'again') return reply;
  }
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
while ((await send({ method: 'GET', path: '/readyz' })).status !== 200) await pause(200);

const charts = await readCharts(root, knowledge.plan, AS_OF);
const failing = await failingFhir();
const next = createLoad({
  services: serviceEntries(knowledge.plan),
  plan: knowledge.plan,
  charts,
  sandbox: `http://127.0.0.1:${port}/sandbox/fhir`,
  failing: failing.base,
  seed,
});

const began = performance.now();
const minute = (): number => (performance.now() - began) / 60_000;
const heap: Point[] = [];
const calls: Timed[] = [];
const cards: string[] = [];
const run = { sent: 0, open: 0, failures: 0, statuses: new Map<string, number>() };

async function one(): Promise<void> {
  const out = next(run.sent, cards);
  run.sent += 1;
  run.open += 1;
  const sentAt = minute();
  const start = performance.now();
  const { status, text } = await send(out);
  const ms = performance.now() - start;
  run.open -= 1;
  const key = `${out.kind} ${status === 0 ? text : status}`;
  run.statuses.set(key, (run.statuses.get(key) ?? 0) + 1);
  if (status === 0 || (status >= 500 && status !== 503)) run.failures += 1;
  if (out.kind !== 'prefetch') return;
  if (status === 200) calls.push({ minute: sentAt, ms });
  for (const [, uuid] of text.matchAll(/"uuid":"([0-9a-f-]{36})"/g)) if (uuid !== undefined) cards.push(uuid);
  cards.splice(0, cards.length - 200);
}

async function memory(): Promise<NodeJS.MemoryUsage> {
  child.send('memory');
  const [usage]: [NodeJS.MemoryUsage] = await new Promise((resolve) =>
    child.once('message', (message: NodeJS.MemoryUsage) => resolve([message])),
  );
  return usage;
}

async function report(from: number): Promise<void> {
  const { heapUsed, rss } = await memory();
  heap.push({ minute: minute(), mib: heapUsed / 2 ** 20 });
  const lately = calls
    .filter((call) => call.minute >= from)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(lately, share).toFixed(0));
  const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
  say(
    `${minute().toFixed(1)} min: ${run.sent} sent, ${run.open} open, ${run.failures} failed; with prefetch p50 ${p50} p95 ${p95} p99 ${p99} ms; heap ${mib(heapUsed)} MiB, rss ${mib(rss)} MiB`,
  );
}

const ticking = setInterval(() => {
  // Open loop: what is late is sent at once, so that a slow answer does not lessen the load.
  const due = Math.floor(((performance.now() - began) / 1000) * rate);
  while (run.sent < due) void one();
}, 5);
for (let reported = 0; minute() < minutes; reported = minute()) {
  await pause(Math.min(REPORT_MS, Math.max(0, (minutes - minute()) * 60_000)));
  await report(Math.max(0, reported - 0.5));
}
clearInterval(ticking);
while (run.open > 0) await pause(50);
child.kill('SIGTERM');
const [code] = await exit;
agent.destroy();
failing.server.closeAllConnections();
failing.server.close();
rmSync(data, { recursive: true, force: true });

say(
  [...run.statuses]
    .sort()
    .map(([key, count]) => `${key}: ${count}`)
    .join(', '),
);
const warm = heap.filter(({ minute: at }) => at >= minutes / 5);
const { perMinute, grown } = trendOf(warm);
const [first, last] = thirds(calls, minutes);
say(
  `heap after collection from minute ${(minutes / 5).toFixed(1)} on: ${warm.map(({ mib }) => mib.toFixed(1)).join(' ')} MiB`,
);
say(
  `trend ${perMinute.toFixed(3)} MiB a minute, ${grown.toFixed(2)} MiB in all; p99 ${first.toFixed(0)} ms in the first third, ${last.toFixed(0)} ms in the last`,
);
const wrong = [
  ...verdict({ heap: warm, calls, minutes, failures: run.failures }),
  ...(code === 0 ? [] : [`The program ended with ${code}.`]),
];
say(wrong.length === 0 ? 'It held.' : wrong.join('\n'));
process.exit(wrong.length === 0 ? 0 : 1);
