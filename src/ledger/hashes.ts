/** Keyed hashes: how ids and contents stand in the ledger without being there. */
import { createHmac } from 'node:crypto';
import type { Settings } from '../settings.ts';
import { canonical } from './canonical.ts';
import type { KeyedHash } from './records.ts';

export type IdKind = 'patient' | 'user' | 'encounter';

interface HashKey {
  readonly id: string;
  readonly bytes: Buffer;
}

// Sandbox mode without keys: made-up patients only, so a key that everybody knows protects nobody. Production demands keys.
const SANDBOX_KEY: HashKey = { id: 'sandbox', bytes: Buffer.from('nocturne sandbox: made-up patients only') };

/** Whether a value is what a stored digest was made of; `no-key` when its key is no longer among the settings. */
export type Comparison = 'same' | 'different' | 'no-key';

/** Makes and compares keyed hashes (`keyId:base64url` of HMAC-SHA-256). The first key makes new ones, all find old ones. */
export class Hashes {
  private readonly first: HashKey;
  private readonly keys: readonly HashKey[];

  /** @param keys as in the settings; none: the public key of the sandbox */
  constructor(keys: Settings['hashKeys']) {
    const known = keys.map(({ id, key }) => ({ id, bytes: Buffer.from(key, 'base64') }));
    this.first = known[0] ?? SANDBOX_KEY;
    this.keys = known.length === 0 ? [SANDBOX_KEY] : known;
  }

  /** The hash under which an id is stored. The same id of another realm or kind has another. */
  of(realm: string, kind: IdKind, id: string): KeyedHash {
    return keyed(this.first, idText(realm, kind, id));
  }

  /** Every hash under which an id may have been stored, by all keys. */
  all(realm: string, kind: IdKind, id: string): readonly KeyedHash[] {
    return this.keys.map((key) => keyed(key, idText(realm, kind, id)));
  }

  /** Digest of a value; `what` keeps equal values of different meaning apart. */
  digest(what: string, value: unknown): KeyedHash {
    return keyed(this.first, digestText(what, value));
  }

  /** The digests a value may have been stored under, by all keys. */
  digests(what: string, value: unknown): readonly KeyedHash[] {
    const text = digestText(what, value);
    return this.keys.map((key) => keyed(key, text));
  }

  /** Compares a value with a stored digest, by the key that made it. */
  compare(stored: KeyedHash, what: string, value: unknown): Comparison {
    const key = this.keys.find(({ id }) => stored.startsWith(`${id}:`));
    if (key === undefined) return 'no-key';
    return keyed(key, digestText(what, value)) === stored ? 'same' : 'different';
  }
}

const idText = (realm: string, kind: IdKind, id: string): string => `${realm}\n${kind}\n${id}`;
const digestText = (what: string, value: unknown): string => `${what}\n${canonical(value)}`;

function keyed({ id, bytes }: HashKey, text: string): KeyedHash {
  return `${id}:${createHmac('sha256', bytes).update(text).digest('base64url')}`;
}
