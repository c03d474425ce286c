/** An authorization request: read, checked, and refused in the way its redirect URI deserves (RFC 6749 4.1.2.1). */
import { grantable } from './scopes.ts';
import type { Parameters } from './parameters.ts';

export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  /** Granted of what was asked. */
  readonly scopes: readonly string[];
  /** BASE64URL(SHA256(code_verifier)). */
  readonly challenge: string;
  /** Handed over by the EHR; absent: the app was started by itself. */
  readonly launch?: string;
}

/** Why not, as the redirect says it. */
export interface Refusal {
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly error: string;
  readonly description: string;
}

export type RequestReading =
  | { readonly request: AuthorizationRequest }
  /** Whom to send back to is not sure, so a person reads this sentence. */
  | { readonly untrusted: string }
  | { readonly refusal: Refusal };

export interface Expected {
  /** The one app that is registered, a public client. */
  readonly clientId: string;
  readonly redirectUri: string;
  /** The FHIR base URL. */
  readonly audience: string;
}

const STATE_LENGTH = 1000;
const S256 = /^[A-Za-z0-9_-]{43}$/;

const trimmed = (url: string | undefined): string | undefined => url?.replace(/\/+$/, '');

/** What is wrong with a request whose redirect URI is trusted, as error code and sentence; undefined when it is right. */
function fault({ get, repeated }: Parameters, { audience }: Expected): readonly [string, string] | undefined {
  const state = get('state');
  if (repeated !== undefined) return ['invalid_request', 'A parameter is there more than once.'];
  if (get('response_type') !== 'code') return ['unsupported_response_type', 'response_type must be code.'];
  if (state === undefined || state.length > STATE_LENGTH)
    return ['invalid_request', `state must be there, with at most ${STATE_LENGTH} characters.`];
  if (trimmed(get('aud')) !== audience)
    return ['invalid_request', 'aud must be the base URL of the sandbox FHIR server.'];
  if (get('code_challenge_method') !== 'S256' || !S256.test(get('code_challenge') ?? ''))
    return ['invalid_request', 'code_challenge must be there, with code_challenge_method=S256.'];
  const scopes = grantable(get('scope') ?? '');
  if (scopes.length === 0) return ['invalid_scope', 'None of the scopes can be granted here.'];
  if (get('launch') !== undefined && !scopes.includes('launch'))
    return ['invalid_scope', 'A launch from the EHR needs the scope launch.'];
  if (get('launch') === undefined && scopes.includes('launch'))
    return ['invalid_request', 'The scope launch needs the launch parameter that the EHR handed over.'];
  return undefined;
}

/** Reads one authorization request. */
export function readRequest(parameters: Parameters, expected: Expected): RequestReading {
  const { get } = parameters;
  if (get('client_id') !== expected.clientId)
    return { untrusted: 'The app that sent you here is not registered: its client_id is not known.' };
  const redirectUri = get('redirect_uri');
  if (redirectUri === undefined || redirectUri !== expected.redirectUri)
    return { untrusted: 'The app that sent you here gave an address to return to that is not registered.' };
  const state = get('state');
  const wrong = fault(parameters, expected);
  if (wrong !== undefined) {
    const [error, description] = wrong;
    const returned = state !== undefined && state.length <= STATE_LENGTH ? state : undefined;
    return { refusal: { redirectUri, state: returned, error, description } };
  }
  const launch = get('launch');
  return {
    request: {
      clientId: expected.clientId,
      redirectUri,
      state: state ?? '',
      scopes: grantable(get('scope') ?? ''),
      challenge: get('code_challenge') ?? '',
      ...(launch === undefined ? {} : { launch }),
    },
  };
}
