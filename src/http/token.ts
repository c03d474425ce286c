/** From Authorization headers to a token that can be looked at: form and size only, nothing in it is believed yet. */
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { Unauthenticated } from './caller.ts';

/** Longest token that is decoded, in characters. */
const TOKEN_CHARACTERS = 16 * 1024;

/**
 * Bytes of all headers together that the server should take (`maxHeaderSize` of node:http). Node answers 431 by itself
 * beyond it, so there is room for a token that is far too long to be answered 401 like any other.
 */
export const HEADER_BYTES = 128 * 1024;

const BEARER = /^Bearer +(\S+)$/i;
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** A token whose parts decode to JSON objects. */
export interface UnverifiedToken {
  readonly text: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** base64url has spare bits at its end: only one spelling of the same bytes is taken, so that a token has one text. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}

/** The credentials of the one Authorization header. @throws Unauthenticated */
export function bearerOf(authorization: readonly string[]): string {
  const [value, ...more] = authorization;
  if (value === undefined) throw new Unauthenticated('no-token');
  if (more.length > 0) throw new Unauthenticated('several-headers');
  if (value.length > TOKEN_CHARACTERS) throw new Unauthenticated('token-too-long');
  const text = BEARER.exec(value)?.[1];
  if (text === undefined) throw new Unauthenticated('not-bearer');
  return text;
}

/** Decodes a compact JWS without verifying it. @throws Unauthenticated */
export function unverified(text: string): UnverifiedToken {
  if (!COMPACT.test(text) || !text.split('.').every(isCanonical)) {
    throw new Unauthenticated('token-malformed');
  }
  try {
    return { text, header: { ...decodeProtectedHeader(text) }, claims: decodeJwt(text) };
  } catch {
    throw new Unauthenticated('token-malformed');
  }
}
