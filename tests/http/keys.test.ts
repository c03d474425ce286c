/** Keys of an issuer over time: fetched seldom, renewed, replaced, withdrawn, and what happens when they cannot be had. */
import { describe, expect, test } from '@jest/globals';
import { Unauthenticated } from '#http/caller';
import { JKU, SERVICE, down, keySet, signingKey, tokenOf, world } from './tokens.ts';
import type { Endpoint, SigningKey } from './tokens.ts';

const MINUTE = 60_000;
const first = await signingKey('k-1');
const second = await signingKey('k-2');

type World = ReturnType<typeof world>;

/** `in`, or why not. */
async function call({ identify, state }: World, key: SigningKey): Promise<string> {
  const token = await tokenOf(key, { at: state.now });
  try {
    const caller = await identify([`Bearer ${token}`], { for: 'service', service: SERVICE });
    await caller.firstUse?.();
    return 'in';
  } catch (error) {
    if (error instanceof Unauthenticated) return error.reason;
    throw error;
  }
}

/** Lets a fetch that runs beside the calls end. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('keys', () => {
  test('are fetched once for many calls, also when these come at once', async () => {
    const there = world(keySet(first));
    expect(await Promise.all(Array.from({ length: 20 }, () => call(there, first)))).toEqual(
      Array.from({ length: 20 }, () => 'in'),
    );
    there.state.now += 9 * MINUTE;
    expect(await call(there, first)).toBe('in');
    expect(there.state.fetched).toEqual([JKU]);
  });

  test('are renewed after ten minutes beside the call that notices', async () => {
    const there = world(keySet(first));
    await call(there, first);
    there.state.now += 11 * MINUTE;
    expect(await call(there, first)).toBe('in');
    await settled();
    expect(there.state.fetched).toHaveLength(2);
  });

  test('that are new are found by their kid', async () => {
    const there = world(keySet(first));
    await call(there, first);
    there.state.endpoint = keySet(first, second);
    there.state.now += MINUTE;
    expect(await call(there, second)).toBe('in');
    expect(await call(there, first)).toBe('in');
    expect(there.state.fetched).toHaveLength(2);
  });

  test('that were withdrawn stop working with the renewal', async () => {
    const there = world(keySet(first, second));
    expect(await call(there, first)).toBe('in');
    there.state.endpoint = keySet(second);
    there.state.now += 11 * MINUTE;
    await call(there, second);
    await settled();
    expect(await call(there, first)).toBe('key-unknown');
  });

  test('with made-up kids are asked for at most every 30 s', async () => {
    const there = world(keySet(first));
    await call(there, first);
    for (let seconds = 0; seconds < 120; seconds += 1) {
      there.state.now += 1000;
      expect(await call(there, second)).toBe('key-unknown');
    }
    expect(there.state.fetched).toHaveLength(1 + 4);
  });
});

describe('while the key endpoint is down', () => {
  test('the last keys go on working, and it is asked at most every 30 s', async () => {
    const there = world(keySet(first));
    await call(there, first);
    there.state.endpoint = down;
    there.state.now += 11 * MINUTE;
    for (let seconds = 0; seconds < 60; seconds += 1) {
      there.state.now += 1000;
      expect(await call(there, first)).toBe('in');
      await settled();
    }
    expect(there.state.fetched).toHaveLength(1 + 2);
  });

  test('they work for a day and no longer', async () => {
    const there = world(keySet(first));
    await call(there, first);
    there.state.endpoint = down;
    there.state.now += 24 * 60 * MINUTE;
    expect(await call(there, first)).toBe('in');
    await settled();
    there.state.now += MINUTE;
    expect(await call(there, first)).toBe('keys-unavailable');
    there.state.endpoint = keySet(first);
    there.state.now += MINUTE;
    expect(await call(there, first)).toBe('in');
  });

  test('nobody gets in without keys; it is asked again after 5 s', async () => {
    const there = world(down);
    expect(await call(there, first)).toBe('keys-unavailable');
    there.state.endpoint = keySet(first);
    there.state.now += 4999;
    expect(await call(there, first)).toBe('keys-unavailable');
    expect(there.state.fetched).toHaveLength(1);
    there.state.now += 1;
    expect(await call(there, first)).toBe('in');
  });
});

describe('a key endpoint is not believed when it', () => {
  const answers: readonly (readonly [string, Endpoint])[] = [
    ['fails', () => new Response('{}', { status: 500 })],
    [
      'leads elsewhere',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
    ],
    ['sends a page', () => new Response('<html></html>')],
    ['sends no set', () => new Response('{"keys":{}}')],
    ['sends an empty set', () => new Response('{"keys":[]}')],
    ['sends nothing', () => new Response(null)],
    [
      'sends more than 256 kB',
      () => new Response(JSON.stringify({ pad: 'x'.repeat(300_000), keys: [first.jwk] })),
    ],
    [
      'sends a shared secret',
      () => new Response(JSON.stringify({ keys: [{ kty: 'oct', kid: 'k-1', k: 'c2VjcmV0' }] })),
    ],
    ['sends a key that is none', () => new Response(JSON.stringify({ keys: [{ ...first.jwk, x: 'AA' }] }))],
  ];
  test.each(answers)('%s', async (_what, endpoint) => {
    const there = world(endpoint);
    expect(await call(there, first)).toMatch(/^(?:keys-unavailable|key-unknown|unverifiable)$/);
    expect(there.state.fetched).toEqual([JKU]);
  });

  test('is told not to redirect, to be quick, and gets no credentials', async () => {
    const seen: RequestInit[] = [];
    const there = world((init) => {
      seen.push(init ?? {});
      return keySet(first)(init);
    });
    await call(there, first);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ redirect: 'error', method: 'GET', signal: expect.any(AbortSignal) });
    expect([...new Headers(seen[0]?.headers).keys()].sort()).toEqual(['accept', 'user-agent']);
  });
});
