/** The language of order checks: what stands beside a draft, and how fast a report of days ago may be. */
import { describe, expect, test } from '@jest/globals';
import { VignetteRunner } from '#review/run';
import type { OrderShort, Vignette } from '#review/vignette';
import { orderCheck, type OrderWarning } from '#rules';
import { symptoms } from '#findings';
import { AS_OF, knowledge } from '../knowledge.ts';

function run(warnings: readonly OrderWarning[], record: Omit<Vignette, 'id' | 'says' | 'expect'>) {
  const check = orderCheck({
    id: 'made-up',
    name: 'Made up',
    status: 'draft',
    revised: '2026-11-24',
    about: { kinds: ['service'], words: [['scan', 'vein']] },
    warnings,
    never: [],
  });
  const runner = new VignetteRunner({ ...knowledge, orderChecks: [check] }, AS_OF);
  return runner.run({ id: 'made-up', says: 'A scan is ordered.', expect: {}, ...record });
}

const warning = (more: Partial<OrderWarning>): OrderWarning => ({
  id: 'one',
  urgency: 'days',
  text: 'Something.',
  independent: true,
  cites: [],
  ...more,
});

describe('alone', () => {
  const alone = warning({ alone: { words: [['scan'], ['ankle', 'brachial']] } });
  const scan = { as: 'service', text: 'Scan of the leg veins' } as const;
  const warned = (orders: readonly OrderShort[], beside: Vignette['drafts'] = []) =>
    (run([alone], { orders, drafts: [scan, ...beside] }).orders?.verdicts.length ?? 0) > 0;

  test('does not count the draft itself', () => {
    expect(warned([])).toBe(true);
  });
  test('ends with an open order, a booking, or another draft, selected or not', () => {
    expect(warned([{ text: 'Ankle-brachial index' }])).toBe(false);
    expect(warned([{ text: 'Ankle-brachial index', kind: 'appointment' }])).toBe(false);
    expect(warned([], [{ as: 'service', text: 'Ankle-brachial index', selected: false }])).toBe(false);
  });
  test('does not end with a task, a forgotten order or a revoked one', () => {
    expect(warned([{ text: 'Ankle-brachial index', kind: 'task' }])).toBe(true);
    expect(warned([{ text: 'Ankle-brachial index', ago: '8mo' }])).toBe(true);
    expect(warned([{ text: 'Ankle-brachial index', status: 'revoked' }])).toBe(true);
  });
});

describe('a report of days ago', () => {
  const urgent = warning({ urgency: 'emergency', when: symptoms.flagSaddle });
  const cardOf = (intakeAgo: string) =>
    run([urgent], {
      intake: { site: ['calf'], 'red-flags': ['saddle-numbness'] },
      intakeAgo,
      drafts: [{ as: 'service', text: 'Scan of the leg veins' }],
    });

  test('is an emergency up to 72 hours', () => {
    expect(cardOf('70h').orders?.verdicts[0]?.urgency).toBe('emergency');
  });
  test('is same-day from 3 to 14 days, and asks to confirm it', () => {
    const old = cardOf('5d');
    expect(old.orders?.verdicts[0]?.urgency).toBe('same-day');
    expect(old.cards[0]?.indicator).toBe('warning');
    expect(old.cards[0]?.detail).toMatch(/Reported \d{4}-\d{2}-\d{2}: confirm/);
  });
});

test('two warnings that ask for the same change offer it once', () => {
  const change = { label: 'Raise it', priority: 'same-day' } as const;
  const { cards } = run([warning({ change }), warning({ id: 'two', change })], {
    drafts: [{ as: 'service', text: 'Scan of the leg veins' }],
  });
  expect(cards[0]?.suggestions?.filter((one) => one.label === 'Raise it')).toHaveLength(1);
});

describe('priorityBelow', () => {
  const slow = warning({
    urgency: 'emergency',
    draft: { priorityBelow: 'emergency' },
    when: symptoms.flagSaddle,
    change: { label: 'Raise it', priority: 'emergency' },
  });
  const ordered = (priority?: string, intakeAgo = '1h') =>
    run([slow], {
      intake: { site: ['calf'], 'red-flags': ['saddle-numbness'] },
      intakeAgo,
      drafts: [{ as: 'service', text: 'Scan of the leg veins', ...(priority && { priority }) }],
    });
  const raisedTo = (one: ReturnType<typeof ordered>) => {
    const action = one.cards[0]?.suggestions?.[0]?.actions?.[0];
    if (action?.type !== 'update') return undefined;
    return (action.resource as { priority?: string }).priority;
  };

  test('speaks of an order that is not urgent enough, and raises it', () => {
    expect(raisedTo(ordered())).toBe('stat');
    expect(raisedTo(ordered('urgent'))).toBe('stat');
  });
  test('is silent where it is', () => {
    expect(ordered('stat').cards).toEqual([]);
  });
  test('raises no further than a report of days ago may', () => {
    expect(raisedTo(ordered(undefined, '5d'))).toBe('asap');
    expect(raisedTo(ordered('asap', '5d'))).toBe('asap');
  });
});
