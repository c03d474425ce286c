/** Opens pages and figures of the operator to those who hold an operator token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Unauthenticated } from './caller.ts';
import { bearerOf } from './token.ts';

/**
 * Lets a request through that carries one Authorization header with a Bearer token whose SHA-256 is listed.
 * @param sums SHA-256 of the tokens, 64 hexadecimal digits each; none: nobody gets in
 * @param open whether everyone gets in, as in sandbox mode
 * @throws Unauthenticated (to the error handler), the same for every cause
 */
export function operatorsOnly(sums: readonly string[], open: boolean): RequestHandler {
  const known = sums.map((sum) => Buffer.from(sum, 'hex'));
  return (req, _res, next) => {
    if (!open && !isOperator(req.headersDistinct.authorization ?? [], known)) {
      throw new Unauthenticated('operator-token');
    }
    next();
  };
}

/** All sums are compared, and each in constant time: how long it takes says nothing of the token. */
function isOperator(authorization: readonly string[], known: readonly Buffer[]): boolean {
  const sum = createHash('sha256').update(bearerOf(authorization)).digest();
  return known.filter((one) => one.length === sum.length && timingSafeEqual(one, sum)).length > 0;
}
