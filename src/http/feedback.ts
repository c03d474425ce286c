/** Feedback: what became of cards, stored as a whole call or not at all. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { RequestHandler, Response } from 'express';
import { NocturneError } from '#errors';
import { DatabaseAway } from '#ledger/database';
import type { Ledger } from '#ledger/ledger';
import type { FeedbackEntry } from '#ledger/records';
import feedback from '#schemas/feedback' with { type: 'json' };
import type { BodyReader } from './body.ts';
import type { ServiceEntry } from './discovery.ts';
import type { RequestLog } from './requestlog.ts';
import { misfits } from './validate.ts';

/** Most bytes of a feedback call: some hundred cards with comments. */
export const FEEDBACK_BYTES = 512 * 1024;
/** Most UTF-16 units of a comment. */
const COMMENT = 10_000;
/** Seconds after which a client may send again what could not be stored. */
const RETRY_AFTER = '5';

export interface FeedbackDeps {
  readonly serviceOf: (id: string) => ServiceEntry;
  readonly readBody: BodyReader;
  readonly ledger: Pick<Ledger, 'feedback'>;
  /** Who vouches for the caller of the request that `res` answers. */
  readonly realmOf: (res: Response) => string;
  readonly requests: RequestLog;
  /** Told what was stored, to be counted. */
  readonly stored?: (entries: readonly FeedbackEntry[]) => void;
}

interface Reason {
  readonly reason?: { readonly code?: string | null; readonly system?: string | null } | null;
  readonly userComment?: string | null;
}

/** What feedback.json promises. */
interface Body {
  readonly feedback: readonly (Pick<FeedbackEntry, 'card' | 'outcome'> & {
    readonly outcomeTimestamp: string;
    readonly acceptedSuggestions?: readonly { readonly id: string }[];
    readonly overrideReason?: Reason | null;
  })[];
}

/** Answers POST on the feedback of a service: 200 once all of it is stored; unknown cards and codes are stored too. */
export function createFeedbackHandler(deps: FeedbackDeps): RequestHandler<{ id: string }> {
  const read = createFeedbackReader();
  return async (req, res) => {
    const service = deps.serviceOf(req.params.id);
    deps.requests.note(res, { service: service.id });
    const entries = read(await deps.readBody(req, res), deps.realmOf(res), service.id);
    try {
      await deps.ledger.feedback(entries);
    } catch (thrown) {
      if (!(thrown instanceof DatabaseAway)) throw thrown;
      res.set('Retry-After', RETRY_AFTER);
      throw new NocturneError('overloaded', [], 'The feedback was not stored; send it again.');
    }
    deps.stored?.(entries);
    res.json({});
  };
}

type Reader = (body: unknown, realm: string, service: string) => readonly FeedbackEntry[];

function createFeedbackReader(): Reader {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, strictRequired: false });
  formats.default(ajv, ['date-time']);
  const isFeedback = ajv.compile<Body>(feedback);
  return (body, realm, service) => {
    if (!isFeedback(body)) throw misfits(isFeedback.errors);
    return body.feedback.map((one, index) => {
      const accepted = one.outcome === 'accepted';
      const at = `feedback.${index}`;
      return {
        realm,
        service,
        card: one.card,
        outcome: one.outcome,
        outcomeAt: inUtc(one.outcomeTimestamp, `${at}.outcomeTimestamp`),
        acceptedSuggestions: accepted ? (one.acceptedSuggestions ?? []).map(({ id }) => id) : [],
        ...(accepted ? {} : reasonOf(one.overrideReason, `${at}.overrideReason`)),
      };
    });
  };
}

function reasonOf(
  given: Reason | null | undefined,
  at: string,
): Pick<FeedbackEntry, 'reason' | 'userComment'> {
  const { code, system } = given?.reason ?? {};
  const comment = given?.userComment;
  if (comment && comment.length > COMMENT) {
    throw new NocturneError(
      'body-too-large',
      [`${at}.userComment`],
      `A userComment may have ${COMMENT} characters.`,
    );
  }
  return {
    ...(code ? { reason: { code, ...(system ? { system } : {}) } } : {}),
    ...(comment ? { userComment: comment } : {}),
  };
}

/** RFC 3339 with any offset, as an instant in UTC. A leap second counts as the second before it. */
function inUtc(text: string, at: string): string {
  const time = Date.parse(
    text
      .toUpperCase()
      .replace(' ', 'T')
      .replace(/:60(?=[.Z+-])/, ':59'),
  );
  const utc = Number.isNaN(time) ? '' : new Date(time).toISOString();
  // The offset may carry a time out of the years that a database holds.
  if (!/^\d{4}-/.test(utc) || utc.startsWith('0000')) {
    throw new NocturneError('request-invalid', [at], `${at} must be a time of the years 1 to 9999.`);
  }
  return utc;
}
