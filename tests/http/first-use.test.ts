/** A token is used once: by the shared store, and by this process while that is away. */
import { describe, expect, test } from '@jest/globals';
import { NocturneError } from '#errors';
import { Unauthenticated } from '#http/caller';
import { TokenMemory, createFirstUse } from '#http/first-use';
import type { FirstUseDeps } from '#http/first-use';
import { DatabaseAway } from '#ledger/database';
import { ISS, NOW, SERVICE, keySet, signingKey, tokenOf, world } from './tokens.ts';

const LATER = NOW + 360_000;
const awayStore = { firstUse: () => Promise.reject(new DatabaseAway()) };

function checking(change: Partial<FirstUseDeps>) {
  const state = { now: NOW, away: 0 };
  const firstUse = createFirstUse({
    store: { firstUse: async () => true },
    away: 'per-process',
    now: () => state.now,
    onAway: () => void (state.away += 1),
    ...change,
  });
  return { state, firstUse };
}

describe('the first use', () => {
  test('is what the store says, which is told issuer, id and end', async () => {
    const asked: unknown[] = [];
    const { firstUse, state } = checking({
      store: {
        firstUse: async (...noted) => {
          asked.push(noted);
          return false;
        },
      },
    });
    expect(await firstUse(ISS, 'a', LATER)).toBe(false);
    expect(asked).toEqual([[ISS, 'a', new Date(LATER)]]);
    expect(state.away).toBe(0);
  });

  test('is known here before the store is asked, for each issuer by itself', async () => {
    const { firstUse } = checking({});
    expect(await firstUse(ISS, 'a', LATER)).toBe(true);
    expect(await firstUse(ISS, 'a', LATER)).toBe(false);
    expect(await firstUse('https://other.example', 'a', LATER)).toBe(true);
  });

  test('of an id is not confused by what is in it', async () => {
    const { firstUse } = checking({});
    expect(await firstUse('a', 'b","c', LATER)).toBe(true);
    expect(await firstUse('a","b', 'c', LATER)).toBe(true);
  });

  test('is known to this process alone while the store is away, and that is counted', async () => {
    const { firstUse, state } = checking({ store: awayStore });
    expect(await firstUse(ISS, 'a', LATER)).toBe(true);
    expect(await firstUse(ISS, 'b', LATER)).toBe(true);
    expect(await firstUse(ISS, 'a', LATER)).toBe(false);
    expect(state.away).toBe(2);
  });

  test('is not waited for when the store hangs', async () => {
    const { firstUse, state } = checking({
      store: { firstUse: () => new Promise<boolean>(() => undefined) },
      patienceMs: 5,
    });
    expect(await firstUse(ISS, 'a', LATER)).toBe(true);
    expect(state.away).toBe(1);
  });

  test('cannot be known when the settings say so: 503, and the token is good for another try', async () => {
    const answers = [Promise.reject(new DatabaseAway()), Promise.resolve(true)];
    answers[0]?.catch(() => undefined);
    const store = { firstUse: () => answers.shift() ?? Promise.resolve(false) };
    const { firstUse, state } = checking({ store, away: 'refuse' });
    await expect(firstUse(ISS, 'a', LATER)).rejects.toMatchObject({ code: 'overloaded', status: 503 });
    expect(state.away).toBe(1);
    expect(await firstUse(ISS, 'a', LATER)).toBe(true);
    expect(await firstUse(ISS, 'a', LATER)).toBe(false);
  });
});

describe('the memory of a process', () => {
  test('forgets a token when it has expired', () => {
    let now = NOW;
    const memory = new TokenMemory(10, () => now);
    expect(memory.firstUse('a', NOW + 10)).toBe(true);
    now = NOW + 10;
    expect(memory.firstUse('a', NOW + 10)).toBe(false);
    now = NOW + 11;
    expect(memory.firstUse('b', NOW + 100)).toBe(true);
    expect(memory.size).toBe(1);
  });

  test('holds no more than its bound; the oldest goes', () => {
    const memory = new TokenMemory(3, () => NOW);
    for (const key of ['a', 'b', 'c', 'd']) expect(memory.firstUse(key, LATER)).toBe(true);
    expect(memory.size).toBe(3);
    expect(['b', 'c', 'd'].map((key) => memory.firstUse(key, LATER))).toEqual([false, false, false]);
  });
});

describe('a caller', () => {
  const SERVICE_AUDIENCE = { for: 'service', service: SERVICE } as const;

  test('comes once with a token, and from then on is refused like any stranger', async () => {
    const key = await signingKey('k');
    const { identify } = world(keySet(key));
    const authorization = [`Bearer ${await tokenOf(key)}`];
    const first = await identify(authorization, SERVICE_AUDIENCE);
    await first.firstUse?.();
    const second = await identify(authorization, SERVICE_AUDIENCE);
    const refusal: unknown = await second.firstUse?.().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Unauthenticated);
    expect(refusal).toMatchObject({
      code: 'unauthenticated',
      reason: 'replayed',
      where: [],
      note: undefined,
    });
  });

  test('is noted until the end of the token and the leeway, and only when the signature holds', async () => {
    const key = await signingKey('k');
    const forged = await signingKey('k');
    const noted: unknown[] = [];
    const store = {
      firstUse: async (...one: readonly unknown[]) => {
        noted.push(one);
        return true;
      },
    };
    const { identify } = world(keySet(key), {}, { store });
    const claims = { jti: 'j-1', exp: NOW / 1000 + 100 };
    await expect(
      identify([`Bearer ${await tokenOf(forged, { claims })}`], SERVICE_AUDIENCE),
    ).rejects.toBeInstanceOf(NocturneError);
    expect(noted).toEqual([]);
    const caller = await identify([`Bearer ${await tokenOf(key, { claims })}`], SERVICE_AUDIENCE);
    await caller.firstUse?.();
    expect(noted).toEqual([[ISS, 'j-1', new Date(NOW + 160_000)]]);
  });
});
