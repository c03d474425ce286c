/** Whether a token is used for the first time (5.10): asked of the shared store, and of this process while that is away. */
import { NocturneError } from '#errors';
import type { Settings } from '#config';
import type { Ledger } from '#ledger/ledger';

/** Longest wait for the shared store, in milliseconds; after it the store counts as away. */
const PATIENCE_MS = 250;
/**
 * Tokens this process remembers. Only verified tokens get in, so that nobody but a listed issuer can push others out;
 * beyond the bound the oldest goes.
 */
const REMEMBERED = 50_000;

export interface FirstUseDeps {
  readonly store: Pick<Ledger, 'firstUse'>;
  readonly away: Settings['tokenStoreAway'];
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Called each time the shared store could not be asked. */
  readonly onAway?: () => void;
  readonly patienceMs?: number;
}

/**
 * Whether this token id of this issuer was never seen before. `expiresAt` in milliseconds of the epoch, leeway included.
 * @throws NocturneError overloaded when the store is away and the settings say to refuse
 */
export type FirstUse = (issuer: string, tokenId: string, expiresAt: number) => Promise<boolean>;

/** Makes the check of one process. What this process saw is refused at once, whatever becomes of the store. */
export function createFirstUse(deps: FirstUseDeps): FirstUse {
  const { store, away, now, onAway, patienceMs = PATIENCE_MS } = deps;
  const memory = new TokenMemory(REMEMBERED, now);
  return async (issuer, tokenId, expiresAt) => {
    const key = JSON.stringify([issuer, tokenId]);
    if (!memory.firstUse(key, expiresAt)) return false;
    try {
      return await within(patienceMs, store.firstUse(issuer, tokenId, new Date(expiresAt)));
    } catch {
      // Whatever ails the store: callers must not fare differently by its kind.
      onAway?.();
      if (away === 'per-process') return true;
      // Nothing is answered, so the caller may try again with the same token.
      memory.forget(key);
      throw new NocturneError('overloaded');
    }
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The token store did not answer in time.')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Token ids until they expire, at most `most`. */
export class TokenMemory {
  readonly #expiry = new Map<string, number>();
  readonly #most: number;
  readonly #now: () => number;

  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
  }

  get size(): number {
    return this.#expiry.size;
  }

  /** Notes a key until `expiresAt`, in milliseconds of the epoch; false when it is noted already. */
  firstUse(key: string, expiresAt: number): boolean {
    const known = this.#expiry.get(key);
    if (known !== undefined && known >= this.#now()) return false;
    this.#expiry.delete(key);
    this.#makeRoom();
    this.#expiry.set(key, expiresAt);
    return true;
  }

  forget(key: string): void {
    this.#expiry.delete(key);
  }

  /** From the oldest on: what has expired goes, and one more when that is not enough. */
  #makeRoom(): void {
    for (const [key, expiresAt] of this.#expiry) {
      if (expiresAt >= this.#now() && this.#expiry.size < this.#most) return;
      this.#expiry.delete(key);
    }
  }
}
