/** One call as it went over the wire, for the developer drawer. */
import type { Timed } from '../fhir/server.ts';
import { uuid } from './uuid.ts';

export interface Exchange {
  readonly id: string;
  readonly kind: 'hook' | 'feedback' | 'write' | 'discovery' | 'launch';
  readonly title: string;
  readonly method: string;
  readonly url: string;
  readonly request?: unknown;
  readonly status?: number;
  readonly why?: string;
  readonly response?: unknown;
  readonly ms: number;
  readonly serverTiming?: string;
  readonly prefetch?: {
    readonly ms: number;
    readonly bytes: number;
    readonly keys: number;
    readonly failed: readonly string[];
    readonly leftOut: readonly string[];
  };
}

export type Log = (exchange: Exchange) => void;

type Call = Pick<Exchange, 'kind' | 'title' | 'method' | 'url' | 'request' | 'prefetch'>;

export function exchangeOf(call: Call, answer: Timed): Exchange {
  const timing = answer.ok ? answer.headers.get('Server-Timing') : null;
  return {
    ...call,
    id: uuid(),
    ms: answer.ms,
    ...(answer.status === undefined ? {} : { status: answer.status }),
    ...(answer.ok ? {} : { why: answer.why }),
    ...(answer.body === undefined ? {} : { response: answer.body }),
    ...(timing === null ? {} : { serverTiming: timing }),
  };
}
