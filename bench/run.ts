/** Measures the service beside a bare Express handler, and its waiting on a slow FHIR server: `npm run bench`. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '#knowledge/load';
import { benchChart, prefetchBody, serverBody, type BenchChart } from './charts.ts';
import { Caller, median, quantile, table, type Called } from './calls.ts';
import { QUERY_MS, startRole, type Running } from './servers.ts';

const HELP = `npm run bench [-- --quick]

Measures in one run, on this machine, over keep-alive HTTP on 127.0.0.1:
  1. charts of 17, 165 and 1360 resources with full prefetch: median and 99th percentile, beside a bare Express
     handler (express.json with the same limit) that parses the same body and returns the same cards;
  2. a FHIR server that takes ${QUERY_MS} ms for every query, no prefetch: total beside the slowest query;
  3. eight clients at once, 165 resources.
Service, handler and FHIR server each run in a process of their own. Calls alternate in rounds, so that a slow spell
of the machine meets both alike. Nothing fails the run: it prints figures beside the aims.

  --quick   a tenth of the calls: for a look, not for a claim
  --help    this text`;

const SERVICE = '/cds-services/leg-pain-patient-view';
const SIZES = [17, 165, 1360] as const;
const STAGES = ['request', 'gather', 'chart', 'reason', 'cards'] as const;
const CLIENTS = 8;

const { values: given } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});

interface Extent {
  readonly rounds: number;
  readonly perRound: number;
  readonly warmUp: number;
  readonly waits: number;
  readonly parallel: number;
}

const FULL: Extent = { rounds: 25, perRound: 20, warmUp: 300, waits: 25, parallel: 1600 };
const QUICK: Extent = { rounds: 5, perRound: 10, warmUp: 60, waits: 5, parallel: 160 };

const ms = (value: number): string => value.toFixed(2);
const times = (value: number): string => `${value.toFixed(2)}x`;

interface Cell {
  readonly chart: BenchChart;
  readonly body: Uint8Array;
  readonly service: Called[];
  readonly floor: Called[];
}

async function prefetched(service: Running, floor: Running, extent: Extent): Promise<Uint8Array> {
  const { plan } = loadKnowledge(ROOT);
  const callers = { service: new Caller(service.port), floor: new Caller(floor.port) };
  const cells: Cell[] = SIZES.map((size) => {
    const chart = benchChart(ROOT, plan, size);
    return { chart, body: Buffer.from(prefetchBody(chart, plan)), service: [], floor: [] };
  });
  const own = async (cell: Cell): Promise<Called> =>
    demand(await callers.service.call('POST', SERVICE, cell.body));
  const bare = async (cell: Cell): Promise<Called> =>
    demand(await callers.floor.call('POST', `/${cell.chart.size}`, cell.body));
  for (const cell of cells) {
    const { body } = await own(cell);
    await callers.floor.call('PUT', `/${cell.chart.size}`, Buffer.from(body));
    if (!body.includes('"summary"')) throw new Error('The service has no card for the benchmark patient.');
    for (let n = 0; n < extent.warmUp; n += 1) await Promise.all([own(cell), bare(cell)]);
  }
  for (let round = 0; round < extent.rounds; round += 1) {
    for (const cell of cells) {
      for (let n = 0; n < extent.perRound; n += 1) cell.service.push(await own(cell));
      for (let n = 0; n < extent.perRound; n += 1) cell.floor.push(await bare(cell));
    }
  }
  for (const caller of Object.values(callers)) caller.close();
  printPrefetched(cells);
  const middle = cells.find((cell) => cell.chart.size === 165);
  return middle?.body ?? new Uint8Array();
}

function printPrefetched(cells: readonly Cell[]): void {
  const all = (calls: readonly Called[]): readonly number[] => calls.map((one) => one.ms);
  const rows = cells.map(({ chart, body, service, floor }) => [
    `${chart.size} resources, ${Math.round(body.length / 1024)} kB`,
    ms(median(all(service))),
    ms(quantile(all(service), 0.99)),
    ms(median(all(floor))),
    ms(quantile(all(floor), 0.99)),
    times(median(all(service)) / median(all(floor))),
  ]);
  console.log(`\n1. Full prefetch, milliseconds, ${cells[0]?.service.length ?? 0} calls per cell\n`);
  console.log(table(['chart', 'median', 'p99', 'floor median', 'floor p99', 'ratio'], rows));
  console.log('   aim: at most 1.50x the floor at 165 resources');
  console.log('\n   Stages of the median call, milliseconds (rest: HTTP, headers, writing the answer)\n');
  const stage = (calls: readonly Called[], name: string): number =>
    median(calls.map((one) => one.stages.get(name) ?? 0));
  const split = cells.map(({ chart, service }) => {
    const own = STAGES.map((name) => stage(service, name));
    const rest = median(all(service)) - own.reduce((sum, one) => sum + one, 0);
    return [`${chart.size} resources`, ...[...own, rest].map(ms)];
  });
  console.log(table(['chart', ...STAGES, 'rest'], split));
}

async function waiting(service: Running, fhir: Running, extent: Extent): Promise<void> {
  const { plan } = loadKnowledge(ROOT);
  const chart = benchChart(ROOT, plan, 165);
  const callers = { service: new Caller(service.port), fhir: new Caller(fhir.port) };
  const rows: string[][] = [];
  for (const [name, path, aim] of [
    ['one round', 'one', '1.30x'],
    ['pages and references', 'two', '2.30x'],
  ] as const) {
    const body = Buffer.from(serverBody(chart, `http://127.0.0.1:${fhir.port}/${path}`));
    const totals: number[] = [];
    const slowest: number[] = [];
    for (let n = 0; n < extent.waits + 2; n += 1) {
      await callers.fhir.call('GET', '/slowest');
      const { ms: total } = demand(await callers.service.call('POST', SERVICE, body));
      const { body: query } = await callers.fhir.call('GET', '/slowest');
      if (n < 2) continue; // connections are opened by the first calls
      totals.push(total);
      slowest.push(Number(query));
    }
    const ratio = median(totals.map((total, n) => total / (slowest[n] ?? NaN)));
    rows.push([name, ms(median(totals)), ms(quantile(totals, 0.99)), ms(median(slowest)), times(ratio), aim]);
  }
  for (const caller of Object.values(callers)) caller.close();
  console.log(
    `\n2. No prefetch, a FHIR server that takes ${QUERY_MS} ms per query, ${extent.waits} calls, milliseconds\n`,
  );
  console.log(table(['', 'median', 'p99', 'slowest query', 'ratio', 'aim'], rows));
}

async function parallel(service: Running, floor: Running, body: Uint8Array, extent: Extent): Promise<void> {
  const rows: string[][] = [];
  for (const [name, port, path] of [
    ['service', service.port, SERVICE],
    ['floor', floor.port, '/165'],
  ] as const) {
    const callers = Array.from({ length: CLIENTS }, () => new Caller(port));
    const took: number[] = [];
    const client = async (caller: Caller): Promise<void> => {
      for (let n = 0; n < extent.parallel / CLIENTS; n += 1) {
        took.push(demand(await caller.call('POST', path, body)).ms);
      }
    };
    const began = performance.now();
    await Promise.all(callers.map(client));
    const seconds = (performance.now() - began) / 1000;
    for (const caller of callers) caller.close();
    rows.push([name, (took.length / seconds).toFixed(0), ms(median(took)), ms(quantile(took, 0.99))]);
  }
  console.log(`\n3. ${CLIENTS} clients at once, 165 resources, ${extent.parallel} calls each\n`);
  console.log(table(['', 'calls per second', 'median ms', 'p99 ms'], rows));
}

function demand(called: Called): Called {
  if (called.status !== 200) throw new Error(`A call was answered with ${called.status}.`);
  return called;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

if (given.help) console.log(HELP);
else {
  const extent = given.quick ? QUICK : FULL;
  const roles = await Promise.all([startRole('service'), startRole('floor'), startRole('fhir')]);
  const [service, floor, fhir] = roles;
  try {
    console.log(`Node ${process.version}, ${given.quick ? 'quick look' : 'full run'}`);
    const body = await prefetched(service, floor, extent);
    await waiting(service, fhir, extent);
    await parallel(service, floor, body, extent);
  } finally {
    for (const role of roles) role.stop();
  }
}
