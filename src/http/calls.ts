/** One call of a service: from the request to its cards. */
import type { RequestHandler } from 'express';
import type { CdsResponse, MadeCard } from '#cards/card';
import type { HookCall } from '#chart/gathered';
import { NocturneError } from '#errors';
import type { Admission } from './admission.ts';
import type { BodyReader } from './body.ts';
import type { Caller } from './caller.ts';
import type { ServiceEntry } from './discovery.ts';
import type { Metrics } from './metrics.ts';
import type { RequestLog } from './requestlog.ts';
import type { Validator } from './validate.ts';

/** What the floors below hand back for one call. */
export interface Answered {
  readonly response: CdsResponse;
  /** Milliseconds per stage, for Server-Timing. */
  readonly timing?: Readonly<Record<string, number>>;
  /** The cards of the response with what they were made from, to be counted. */
  readonly made?: readonly MadeCard[];
  /** Done once the answer has been sent. */
  readonly sent?: () => void;
}

export interface CallDeps {
  readonly serviceOf: (id: string) => ServiceEntry;
  readonly readBody: BodyReader;
  readonly validate: Validator;
  readonly answer: (call: HookCall, caller: Caller) => Promise<Answered>;
  readonly callerOf: Admission['callerOf'];
  readonly requests: RequestLog;
  readonly metrics: Pick<Metrics, 'stages' | 'cards'>;
  /** Milliseconds after which a validated call is given up. */
  readonly deadlineMs: number;
}

function serverTiming(stages: Readonly<Record<string, number>>): string {
  return Object.entries(stages)
    .map(([stage, ms]) => `${stage};dur=${ms.toFixed(2)}`)
    .join(', ');
}

/** Each stage keeps its own time; this holds when one of them hangs all the same. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NocturneError('overloaded')), ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Answers POST on a service. The order is part of the contract: service, caller, media type, JSON, schema, hook, answer. */
export function createCallHandler(deps: CallDeps): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const began = performance.now();
    const service = deps.serviceOf(req.params.id);
    deps.requests.note(res, { service: service.id });
    const caller = deps.callerOf(res);
    // Begun beside everything else, and awaited last.
    const first = caller.firstUse?.();
    first?.catch(() => undefined);
    const call = deps.validate(service, await deps.readBody(req, res));
    const request = performance.now() - began;
    deps.requests.audit(res, { patientId: call.patientId, userId: call.userId });
    const work = deps.answer(call, caller);
    const { response, timing, made = [], sent } = await within(deps.deadlineMs, work);
    await within(deps.deadlineMs, Promise.resolve(first));
    deps.requests.note(res, { cards: response.cards.length });
    // After the first use is settled: a replayed token got no answer that could be recorded.
    if (sent !== undefined) res.once('finish', sent);
    const stages = { request, ...timing, total: performance.now() - began };
    res.set('Server-Timing', serverTiming(stages)).json(response);
    deps.metrics.stages(stages);
    deps.metrics.cards(made);
  };
}
