/** From an authorization code to what the token endpoint answers (RFC 6749 4.1.3 and 5, RFC 7636 4.6). */
import { createHash } from 'node:crypto';
import type { AuthorizationRequest } from './request.ts';
import type { Keep } from './keep.ts';
import type { Parameters } from './parameters.ts';

/** What a code stands for. */
export interface Grant {
  readonly request: AuthorizationRequest;
  readonly patient: string;
  readonly encounter?: string;
  readonly appContext?: string;
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Redeeming {
  readonly clientId: string;
  readonly codes: Keep<Grant>;
  readonly newToken: () => string;
}

const TOKEN_SECONDS = 3600;
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

function refusal(error: string, description: string, status = 400): TokenAnswer {
  return { status, body: { error, error_description: description } };
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/**
 * Redeems a code. It is gone after the first try, right or wrong: a second use gets nothing. There is no token to take
 * back then, for the FHIR server is open and keeps none.
 */
export function redeem({ get, repeated }: Parameters, { clientId, codes, newToken }: Redeeming): TokenAnswer {
  if (repeated !== undefined) return refusal('invalid_request', 'A parameter is there more than once.');
  const type = get('grant_type');
  if (type === undefined) return refusal('invalid_request', 'grant_type is missing.');
  if (type !== 'authorization_code')
    return refusal('unsupported_grant_type', 'grant_type must be authorization_code.');
  if (get('client_id') !== clientId) return refusal('invalid_client', 'client_id is not known.', 401);
  const [code, verifier, redirectUri] = [get('code'), get('code_verifier'), get('redirect_uri')];
  if (code === undefined || verifier === undefined || redirectUri === undefined)
    return refusal('invalid_request', 'code, code_verifier and redirect_uri must be there.');
  const grant = codes.take(code);
  if (grant === undefined)
    return refusal('invalid_grant', 'The code is not known: it was used, or is older than a minute.');
  const { request, patient, encounter, appContext } = grant;
  if (redirectUri !== request.redirectUri)
    return refusal('invalid_grant', 'redirect_uri is not the one of the authorization request.');
  if (!VERIFIER.test(verifier) || challengeOf(verifier) !== request.challenge)
    return refusal('invalid_grant', 'code_verifier does not belong to the code_challenge.');
  return {
    status: 200,
    body: {
      access_token: newToken(),
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
      scope: request.scopes.join(' '),
      patient,
      need_patient_banner: true,
      ...(encounter === undefined ? {} : { encounter }),
      ...(appContext === undefined ? {} : { appContext }),
    },
  };
}
