/** One call of a service: from the request to its cards. */
import type { RequestHandler } from 'express';
import type { CdsResponse } from '#cards/card';
import type { HookCall } from '#chart/gathered';
import type { BodyReader } from './body.ts';
import type { ServiceEntry } from './discovery.ts';
import type { RequestLog } from './requestlog.ts';
import type { Validator } from './validate.ts';

/** What the floors below hand back for one call. */
export interface Answered {
  readonly response: CdsResponse;
  /** Milliseconds per stage, for Server-Timing. */
  readonly timing?: Readonly<Record<string, number>>;
  /** Done once the answer has been sent. */
  readonly sent?: () => void;
}

export interface CallDeps {
  readonly serviceOf: (id: string) => ServiceEntry;
  readonly readBody: BodyReader;
  readonly validate: Validator;
  readonly answer: (call: HookCall) => Promise<Answered>;
  readonly requests: RequestLog;
}

function serverTiming(stages: Readonly<Record<string, number>>): string {
  return Object.entries(stages)
    .map(([stage, ms]) => `${stage};dur=${ms.toFixed(2)}`)
    .join(', ');
}

/** Answers POST on a service. The order is part of the contract: service, media type, JSON, schema, hook, answer. */
export function createCallHandler(deps: CallDeps): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const began = performance.now();
    const service = deps.serviceOf(req.params.id);
    deps.requests.note(res, { service: service.id });
    const call = deps.validate(service, await deps.readBody(req, res));
    const request = performance.now() - began;
    const { response, timing, sent } = await deps.answer(call);
    deps.requests.note(res, { cards: response.cards.length });
    if (sent !== undefined) res.once('finish', sent);
    res.set('Server-Timing', serverTiming({ request, ...timing })).json(response);
  };
}
