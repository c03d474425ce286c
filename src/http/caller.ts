/** Who calls, once known: what the rest of the service may know of the client behind a request. */
import { NocturneError } from '#errors';

export interface Caller {
  /** Who vouches for the ids in the call: issuer, or issuer and tenant; `sandbox` where anyone may call. */
  readonly realm: string;
  /** FHIR base URLs this caller may name; absent in sandbox mode, where the settings of the sandbox hold. */
  readonly fhirServers?: readonly string[];
  /**
   * Notes the token's id when it is first called, and always gives the same promise. It must settle before the answer
   * may leave, and is not called for what is not worked on (a full or stopping copy): a balancer sends that on with the
   * same token. Rejects with `unauthenticated` when the token was used before, with
   * `overloaded` when that cannot be known and the settings say to refuse. Absent where no token is asked for.
   */
  readonly firstUse?: () => Promise<void>;
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

/** Why a caller was refused: for our log and never for an answer. */
export type RefusalReason =
  | 'no-token'
  | 'several-headers'
  | 'not-bearer'
  | 'token-too-long'
  | 'token-malformed'
  | 'issuer-unknown'
  | 'algorithm'
  | 'type'
  | 'kid'
  | 'jku-unlisted'
  | 'keys-unavailable'
  | 'key-unknown'
  | 'signature'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'lifetime'
  | 'tenant'
  | 'token-id'
  | 'claims'
  | 'unverifiable'
  | 'replayed'
  | 'operator-token';

/** What a log may hold of a token: `iss` when it is listed, the others when the signature held. */
export interface TokenTrace {
  readonly iss?: string;
  readonly tenant?: string;
  readonly jti?: string;
}

/** The refusal of a caller: one answer for every cause, and the cause beside it for the log. */
export class Unauthenticated extends NocturneError {
  readonly reason: RefusalReason;
  readonly trace: TokenTrace;

  constructor(reason: RefusalReason, trace: TokenTrace = {}) {
    super('unauthenticated');
    this.reason = reason;
    this.trace = trace;
  }
}
