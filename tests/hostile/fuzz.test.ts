/** A short fuzz of the real app, another one at each run: `npm run fuzz` is the long one. */
import { afterAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { changed, placesOf } from '../../scripts/fuzz-changes.ts';
import { readCharts } from '../../scripts/fuzz-charts.ts';
import { CANARY, inputsOf } from '../../scripts/fuzz-inputs.ts';
import { createJudge, startFuzzed } from '../../scripts/fuzz-service.ts';
import type { Reply } from '../../scripts/fuzz-service.ts';
import { CARD } from '../http/running.ts';
import { AS_OF, knowledge, ROOT } from '../knowledge.ts';

const RUNS = 1500;
const service = await startFuzzed(knowledge, AS_OF);
const charts = await readCharts(ROOT, knowledge.plan, AS_OF);
afterAll(() => service.stop());

test(`${RUNS} odd requests: no 5xx, no answer outside the schema, no echo`, async () => {
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    jest.spyOn(console, name).mockImplementation(() => undefined),
  );
  const outcome = await fc.check(
    fc.asyncProperty(inputsOf(service.services, knowledge.plan, charts), async (input) => {
      const fault = await service.fault(input);
      if (fault !== undefined) throw new Error(`${fault} ${input.what}`);
    }),
    { numRuns: RUNS },
  );
  const printed = spies.flatMap((spy) => spy.mock.calls.map((args) => args.map(String).join(' ')));
  for (const spy of spies) spy.mockRestore();
  // Written, not printed by a reporter: jest shows it whatever happens.
  process.stdout.write(`fuzz seed ${outcome.seed}\n`);
  expect(printed.filter((line) => line.includes(CANARY))).toEqual([]);
  expect(fc.defaultReportMessage(outcome)).toBeUndefined();
  // Most of what is sent gets past the door: else this would test the parser only.
  expect(service.statuses.get(200) ?? 0).toBeGreaterThan(RUNS / 4);
  expect(service.cards()).toBeGreaterThan(RUNS / 10);
}, 120_000);

test('the judge sees what is wrong', async () => {
  const { faultOf } = createJudge();
  const reply = (status: number, body: object): Reply => ({
    status,
    type: 'application/json',
    text: JSON.stringify(body),
  });
  const outcome = { resourceType: 'OperationOutcome' };
  expect(faultOf(reply(200, { cards: [CARD] }))).toBeUndefined();
  expect(faultOf(reply(400, outcome))).toBeUndefined();
  expect(faultOf(reply(503, outcome))).toBe('The answer is 503.');
  expect(faultOf(reply(400, { ...outcome, id: CANARY }))).toMatch(/echoes/);
  expect(faultOf(reply(404, {}))).toMatch(/no OperationOutcome/);
  expect(faultOf({ ...reply(200, {}), type: 'text/html' })).toMatch(/not JSON/);
  expect(faultOf(reply(200, { cards: [{ ...CARD, detail: '<b>x</b>' }] }))).toMatch(/schema: \/cards\/0/);
  expect(faultOf(reply(200, { cards: [{ ...CARD, summary: '\u{1F9B5}'.repeat(70) }] }))).toMatch(/139/);
  expect(await service.fault({ what: '', path: 'no path', body: '' })).toMatch(/^No answer/);
});

test('changes touch only what lies on the way', () => {
  const value = { a: [1, { b: 'x' }], c: { d: 2 } };
  const places = placesOf(value);
  const at = (path: string): number => places.findIndex((one) => one.join('.') === path);
  const once = (path: string, change: Parameters<typeof changed>[2][number]['change']) =>
    changed(value, places, [{ at: at(path), change }]);
  expect(once('a.1.b', { how: 'remove' })).toEqual({ a: [1, {}], c: { d: 2 } });
  expect(once('a.0', { how: 'remove' })).toEqual({ a: [{ b: 'x' }], c: { d: 2 } });
  expect(once('a.0', { how: 'repeat', times: 2 })).toEqual({ a: [1, { b: 'x' }, 1, 1], c: { d: 2 } });
  expect(once('c', { how: 'rename', name: 'e' })).toEqual({ a: [1, { b: 'x' }], e: { d: 2 } });
  expect(once('c.d', { how: 'nest', depth: 2 })).toEqual({ a: [1, { b: 'x' }], c: { d: [[2]] } });
  expect(once('c', { how: 'wrap' })).toEqual({ a: [1, { b: 'x' }], c: { value: { d: 2 } } });
  expect(value).toEqual({ a: [1, { b: 'x' }], c: { d: 2 } });
});
