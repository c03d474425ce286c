/** What the authorization server remembers for a short while, each under an id that nobody can guess. */

export interface KeepOptions {
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly lifeMs: number;
  /** When full, the oldest gives way: a flood cannot take memory. */
  readonly capacity: number;
}

export interface Keep<T> {
  /** Keeps a value and names it. */
  readonly add: (value: T) => string;
  /** The value, which stays. */
  readonly look: (id: string) => T | undefined;
  /** The value, which is then gone. */
  readonly take: (id: string) => T | undefined;
}

/** Makes an empty keep. */
export function createKeep<T>({ newId, now, lifeMs, capacity }: KeepOptions): Keep<T> {
  // In the order of adding, so the first is the oldest.
  const kept = new Map<string, { readonly value: T; readonly until: number }>();
  const look = (id: string): T | undefined => {
    const found = kept.get(id);
    if (found !== undefined && found.until > now()) return found.value;
    kept.delete(id);
    return undefined;
  };
  return {
    add: (value) => {
      for (const [id, { until }] of kept) {
        if (until > now() && kept.size < capacity) break;
        kept.delete(id);
      }
      const id = newId();
      kept.set(id, { value, until: now() + lifeMs });
      return id;
    },
    look,
    take: (id) => {
      const value = look(id);
      kept.delete(id);
      return value;
    },
  };
}
