/** `npm run fuzz`: throws made-up and broken requests at the real app and stops at the first answer that is wrong. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { loadKnowledge } from '#knowledge/load';
import { readCharts } from './fuzz-charts.ts';
import { CANARY, inputsOf } from './fuzz-inputs.ts';
import { startFuzzed } from './fuzz-service.ts';
import { AS_OF } from './outcomes.ts';

const HELP = `npm run fuzz -- [--runs N] [--seed S] [--path P]
  --runs N  how many requests (default 100000)
  --seed S  repeats a run; printed first
  --path P  with the seed: goes straight to a failure, as printed with it
Never a 5xx, never a crash, never an answer outside the response schema, nothing of what was sent in a refusal, the log
or the console, and a heap that does not grow. Exit code 1 on the first fault, with the smallest request that shows it.
`;
/** MiB the heap may grow after the first tenth. Tables of labels and compiled code fill during that. */
const GROWTH_MIB = 32;
const PROGRESS_MS = 5000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const numRuns = Number(values.runs);
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`seed ${seed}, ${numRuns} requests`);

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
function heapMib(): number {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const console_ = { leaked: false, crash: '' };
for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  console[name] = (...args: unknown[]) => {
    console_.leaked ||= args.map(String).join(' ').includes(CANARY);
  };
}
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    console_.crash = error instanceof Error ? `${error.stack}` : String(error);
  });
}

const root = fileURLToPath(new URL('..', import.meta.url));
const knowledge = loadKnowledge(root);
const service = await startFuzzed(knowledge, AS_OF);
const charts = await readCharts(root, knowledge.plan, AS_OF);
const nativeFetch = globalThis.fetch;
const outbound = { count: 0 };
globalThis.fetch = (...args) => {
  outbound.count += 1;
  return nativeFetch(...args);
};

const began = performance.now();
const run = { done: 0, baseline: NaN, said: began };
const progress = (): void => {
  const seconds = (performance.now() - began) / 1000;
  const statuses = [...service.statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`);
  say(
    `${run.done} in ${seconds.toFixed(0)} s (${(run.done / seconds).toFixed(0)}/s), heap ${heapMib().toFixed(0)} MiB, ${statuses.join(', ')}, cards: ${service.cards()}`,
  );
};

const outcome = await fc.check(
  fc.asyncProperty(inputsOf(service.services, knowledge.plan, charts), async (input) => {
    const fault =
      (await service.fault(input)) ??
      (console_.leaked ? 'The console holds what was sent.' : undefined) ??
      (outbound.count > 0 ? 'A request left the process.' : undefined) ??
      (console_.crash === '' ? undefined : `Thrown outside a request: ${console_.crash}`);
    console_.leaked = false;
    console_.crash = '';
    outbound.count = 0;
    run.done += 1;
    if (run.done === Math.ceil(numRuns / 10)) run.baseline = heapMib();
    if (performance.now() - run.said > PROGRESS_MS) {
      run.said = performance.now();
      progress();
    }
    if (fault !== undefined) throw new Error(fault);
  }),
  { numRuns, seed, ...(values.path === undefined ? {} : { path: values.path }) },
);
progress();
service.stop();

const grown = heapMib() - run.baseline;
if (outcome.failed) {
  const [input] = outcome.counterexample ?? [];
  say(`FAILED after ${outcome.numRuns} requests and ${outcome.numShrinks} steps of shrinking.`);
  say(`repeat with: npm run fuzz -- --seed ${seed} --path ${outcome.counterexamplePath}`);
  say(outcome.errorInstance instanceof Error ? outcome.errorInstance.message : String(outcome.errorInstance));
  say(`${input?.what}\nPOST ${input?.path}\n${input?.body}`);
} else {
  say(`heap ${grown >= 0 ? '+' : ''}${grown.toFixed(1)} MiB since the first tenth (bound ${GROWTH_MIB})`);
}
process.exit(outcome.failed || grown > GROWTH_MIB ? 1 : 0);
