/** What the settings file (NOCTURNE_CONFIG) can say: who may call, keys, repeat control, retention, limits. */
import type { CardKind } from '#cards/card';

/** A party whose tokens are trusted. It has `jku` or `keys`; with both, `keys` are used and nothing is fetched. */
export interface Issuer {
  readonly iss: string;
  /** URL of its JWK Set; fetched from nowhere else. A token that names another is refused. */
  readonly jku?: string;
  /** Its JWK Set, exchanged out of band. */
  readonly keys?: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  readonly algorithms: readonly string[];
  /** Values of `aud` accepted beside the URL of the endpoint. */
  readonly audiences: readonly string[];
  /** Tenants accepted; empty: any, and none. */
  readonly tenants: readonly string[];
  /** FHIR base URLs its calls may name. */
  readonly fhirServers: readonly string[];
  /** Longest accepted `exp` - `iat`, in seconds. */
  readonly longestTokenSeconds: number;
}

/** For how long an override keeps the same card with the same evidence away, and from whom. */
export interface Repeat {
  /** 0: always show. */
  readonly hours: number;
  readonly from: 'user' | 'patient';
}

export interface Settings {
  readonly issuers: readonly Issuer[];
  /** Exact origins of browser clients; absent: any in sandbox mode, none in production. */
  readonly corsOrigins?: readonly string[];
  /** SHA-256 (hex) of the tokens that open `/metrics` and `/review/overrides`. */
  readonly operatorTokens: readonly string[];
  /** Keys of the hashes in the ledger, base64; the first makes new hashes, all find old ones. */
  readonly hashKeys: readonly { readonly id: string; readonly key: string }[];
  /** While the database is away: `per-process` notes token ids in this copy only, `refuse` answers 503. */
  readonly tokenStoreAway: 'per-process' | 'refuse';
  readonly repeat: Readonly<Record<CardKind, Repeat>>;
  /** In days. */
  readonly retention: {
    readonly cards: number;
    readonly feedback: number;
    readonly comments: number;
    readonly access: number;
  };
  /** No clients: cards do not link the intake in production. */
  readonly intake: Intake;
  readonly load: {
    /** Hook calls worked on at once; more are answered 503. */
    readonly concurrentCalls: number;
    /** Requests a minute and client address; more are answered 429. */
    readonly requestsPerMinute: number;
    /** Milliseconds a stop waits for what was accepted. */
    readonly stopMs: number;
  };
}

/** The intake page as a SMART app of the EHRs it is registered with. */
export interface Intake {
  readonly clients: readonly {
    /** FHIR base URL that launches name as `iss`. */
    readonly fhirServer: string;
    /** The public client that the EHR knows it as. */
    readonly clientId: string;
  }[];
  /** Origins of authorization servers that are not those of the FHIR servers. */
  readonly mayCall: readonly string[];
}

/** What an issuer has that says no more than who it is. */
export const DEFAULT_ISSUER: Omit<Issuer, 'iss'> = {
  algorithms: ['ES384', 'RS384'],
  audiences: [],
  tenants: [],
  fhirServers: [],
  longestTokenSeconds: 900,
};

/** Defaults of everything that is no secret. Hours of repeat control are proposals [P]. */
export const DEFAULT_SETTINGS: Settings = {
  issuers: [],
  operatorTokens: [],
  hashKeys: [],
  tokenStoreAway: 'per-process',
  repeat: {
    'must-not-miss': { hours: 24, from: 'user' },
    differential: { hours: 30 * 24, from: 'patient' },
    safety: { hours: 30 * 24, from: 'user' },
    intake: { hours: 7 * 24, from: 'patient' },
    order: { hours: 24, from: 'user' },
    'outside-scope': { hours: 30 * 24, from: 'patient' },
  },
  retention: { cards: 730, feedback: 730, comments: 90, access: 365 },
  intake: { clients: [], mayCall: [] },
  load: { concurrentCalls: 64, requestsPerMinute: 6000, stopMs: 10_000 },
};
