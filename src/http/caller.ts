/** Who calls, once known: what the rest of the service may know of the client behind a request. */

export interface Caller {
  /** Who vouches for the ids in the call: issuer, or issuer and tenant; `sandbox` where anyone may call. */
  readonly realm: string;
  /** FHIR base URLs this caller may name; absent in sandbox mode, where the settings of the sandbox hold. */
  readonly fhirServers?: readonly string[];
  /**
   * Settles before the answer may leave: rejects with `unauthenticated` when the token was used before, with
   * `overloaded` when that cannot be known and the settings say to refuse. Absent where no token is asked for.
   */
  readonly firstUse?: Promise<void>;
}

/** What a token must have been made for. */
export type Audience =
  | { readonly for: 'discovery' }
  | { readonly for: 'service'; readonly service: string }
  | { readonly for: 'feedback'; readonly service: string };

/**
 * Finds out who calls.
 * @param authorization every Authorization header of the request
 * @throws NocturneError unauthenticated, the same for every cause
 */
export type Identify = (authorization: readonly string[], audience: Audience) => Promise<Caller>;

/** Sandbox mode: anyone, said loudly at start. */
export const anyone: Identify = () => Promise.resolve({ realm: 'sandbox' });
