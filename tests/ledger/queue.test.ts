/** The queue: bounded in number and size, oldest out first, nothing lost in between. */
import { expect, test } from '@jest/globals';
import { Queue } from '#ledger/queue';

const queueOf = (items: number, bytes = 1000): Queue<number> => new Queue({ items, bytes }, () => 10);

test('gives out in order, in batches, and counts what is out as waiting', () => {
  const queue = queueOf(10);
  [1, 2, 3].forEach((item) => queue.push(item));
  expect(queue.take(2)).toEqual([1, 2]);
  expect([queue.length, queue.all()]).toEqual([3, [1, 2, 3]]);
  queue.written();
  expect(queue.all()).toEqual([3]);
});

test('what could not be written waits again, at the front', () => {
  const queue = queueOf(10);
  [1, 2, 3].forEach((item) => queue.push(item));
  queue.take(2);
  queue.putBack();
  expect(queue.take(5)).toEqual([1, 2, 3]);
});

test('stops before the first that is not ready', () => {
  const queue = queueOf(10);
  [1, 2, 3].forEach((item) => queue.push(item));
  expect(queue.take(3, (item) => item !== 2)).toEqual([1]);
  queue.written();
  expect(queue.all()).toEqual([2, 3]);
});

test.each([
  ['number', queueOf(3)],
  ['size', queueOf(100, 30)],
])('past its bound on %s the oldest go, and are counted', (_what, queue) => {
  [1, 2, 3, 4, 5].forEach((item) => queue.push(item));
  expect([queue.all(), queue.dropped]).toEqual([[3, 4, 5], 2]);
  queue.take(3);
  queue.written();
  queue.push(6);
  expect([queue.all(), queue.dropped]).toEqual([[6], 2]);
});

test('a batch that is out is not dropped under the writer, only what waits', () => {
  const queue = queueOf(3);
  [1, 2, 3].forEach((item) => queue.push(item));
  queue.take(2);
  queue.push(4);
  expect(queue.all()).toEqual([1, 2, 4]);
  queue.putBack();
  queue.push(5);
  expect(queue.all()).toEqual([2, 4, 5]);
});

test('drops are handed over once to be written down, and again when that failed', () => {
  const queue = queueOf(1);
  [1, 2, 3].forEach((item) => queue.push(item));
  expect(queue.takeDropped()).toBe(2);
  expect(queue.takeDropped()).toBe(0);
  queue.putBackDropped(2);
  expect(queue.takeDropped()).toBe(2);
  expect(queue.dropped).toBe(2);
});
