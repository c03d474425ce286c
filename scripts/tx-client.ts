/** Asks a FHIR R4 terminology server for the subtypes of SNOMED CT codes: pages, waits when told to, and says plainly what went wrong. */

export const SNOMED = 'http://snomed.info/sct';
/** A set with more subtypes than this was asked for with a code too broad to mean one thing. */
export const TOO_BROAD = 2000;
const PAGE = 500;
const TRIES = 6;
const LONGEST_WAIT = 120_000;
const HEADER_HINT = ' Give the right header with --header.';

/** A sentence for the operator; never holds a header or credentials. */
export class TxError extends Error {}

export interface Concept {
  readonly code: string;
  readonly display: string;
}

export type Expanded =
  | { readonly is: 'whole'; readonly concepts: readonly Concept[]; readonly version: string | undefined }
  | { readonly is: 'too broad'; readonly why: string };

export interface TxSettings {
  /** FHIR base without credentials and without a slash at its end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for one answer, and the instant by which all must be done. */
  readonly perRequestMs: number;
  readonly until: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mappings(value: unknown): readonly Mapping[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}

/** Text of a server for a terminal: one line, no control characters, not endless. */
function line(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 300);
}

interface Refused {
  readonly status: number;
  readonly code: string;
  readonly text: string;
}

function refusalOf(status: number, body: Mapping): Refused {
  const issues = mappings(body['issue']);
  const code = issues.map((issue) => issue['code']).find((one) => typeof one === 'string') ?? '';
  const words = issues.flatMap((issue) => {
    const { details, diagnostics } = issue;
    const said = isMapping(details) && typeof details['text'] === 'string' ? details['text'] : diagnostics;
    return typeof said === 'string' ? [said] : [];
  });
  return { status, code, text: line(words.join('; ')) || 'no reason given' };
}

/** One server, asked by several callers at once. */
export class TxClient {
  constructor(private readonly settings: TxSettings) {}

  /** Whether there is SNOMED CT to be asked at all; throws when there is none, or no server. */
  async probe(code: string): Promise<void> {
    const { base } = this.settings;
    const answer = await this.#page([code], 0, 10);
    const silent = 'refused' in answer ? answer.refused : undefined;
    if (silent !== undefined && isAboutSystem(silent))
      throw new TxError(`${base} has no SNOMED CT: ${silent.text}. Use a server that holds your edition.`);
    if (silent !== undefined) throw this.#refusal(silent);
    if (!('page' in answer) || answer.page.concepts.length === 0)
      throw new TxError(
        `${base} has no SNOMED CT: it does not know ${code}. Use a server that holds your edition.`,
      );
  }

  /** The codes and all their subtypes, by pages. */
  async expand(codes: readonly string[]): Promise<Expanded> {
    const found = new Map<string, Concept>();
    let version: string | undefined;
    for (let offset = 0; ;) {
      const answer = await this.#page(codes, offset, PAGE);
      if ('refused' in answer) {
        if (answer.refused.code === 'too-costly') return { is: 'too broad', why: answer.refused.text };
        throw this.#refusal(answer.refused);
      }
      const { concepts, total } = answer.page;
      version ??= answer.page.version;
      const before = found.size;
      for (const concept of concepts) found.set(concept.code, concept);
      const size = Math.max(total ?? 0, found.size);
      if (size > TOO_BROAD) return { is: 'too broad', why: `${size} codes or more` };
      offset += concepts.length;
      // Without a total the first page that is not full is the last; some servers send all at once.
      const last = total === undefined ? concepts.length !== PAGE : found.size >= total;
      if (last) return { is: 'whole', concepts: [...found.values()], version };
      if (found.size === before)
        throw new TxError(
          `${this.settings.base} announces ${total ?? 'more'} codes and sends ${found.size}: it does not page by offset.`,
        );
    }
  }

  #refusal({ status, text }: Refused): TxError {
    const hint = status === 401 || status === 403 ? HEADER_HINT : '';
    return new TxError(`${this.settings.base} refused (${status}): ${text}.${hint}`);
  }

  async #page(codes: readonly string[], offset: number, count: number) {
    const response = await this.#post({
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'valueSet',
          resource: {
            resourceType: 'ValueSet',
            status: 'active',
            compose: {
              include: codes.map((value) => ({
                system: SNOMED,
                filter: [{ property: 'concept', op: 'is-a', value }],
              })),
            },
          },
        },
        // The arm is told from the leg by the words.
        { name: 'displayLanguage', valueCode: 'en' },
        { name: 'offset', valueInteger: offset },
        { name: 'count', valueInteger: count },
      ],
    });
    const { base } = this.settings;
    const { status, body } = response;
    if (body['resourceType'] === 'OperationOutcome') return { refused: refusalOf(status, body) };
    if (status !== 200 || body['resourceType'] !== 'ValueSet' || !isMapping(body['expansion']))
      throw new TxError(
        `${base} answered ${status} without an expansion. Is it a FHIR R4 terminology server?`,
      );
    return { page: this.#expansionOf(body['expansion']) };
  }

  #expansionOf(expansion: Mapping) {
    const concepts: Concept[] = [];
    const open = [...mappings(expansion['contains'])];
    for (let item = open.shift(); item !== undefined; item = open.shift()) {
      const { system, code, display, contains } = item;
      if (system !== SNOMED || typeof code !== 'string' || !/^\d{6,18}$/.test(code))
        throw new TxError(`${this.settings.base} sent a code that is none of SNOMED CT.`);
      concepts.push({ code, display: typeof display === 'string' ? line(display) : code });
      open.unshift(...mappings(contains));
    }
    const { total } = expansion;
    const version = mappings(expansion['parameter'])
      .filter((one) => /^(?:used-codesystem|version)$/.test(String(one['name'])))
      .map((one) => one['valueUri'] ?? one['valueString'])
      .find((one) => typeof one === 'string' && one.startsWith(SNOMED));
    return {
      concepts,
      total: typeof total === 'number' ? total : undefined,
      version: typeof version === 'string' ? line(version.slice(version.indexOf('|') + 1)) : undefined,
    };
  }

  async #post(parameters: Mapping): Promise<{ status: number; body: Mapping }> {
    const { base, now, sleep, until } = this.settings;
    for (let tries = 1; ; tries += 1) {
      const { status, type, text, retryAfter } = await this.#once(parameters);
      if (status !== 429 && status !== 503) {
        try {
          const body: unknown = JSON.parse(text);
          if (isMapping(body)) return { status, body };
        } catch {
          // Said below, without what was sent.
        }
        const hint = status === 401 || status === 403 ? HEADER_HINT : ' Is this the FHIR base?';
        throw new TxError(
          `${base} answered ${status} with ${line(type ?? 'something')} that is not FHIR JSON.${hint}`,
        );
      }
      const wait = waitOf(retryAfter, now()) ?? 1000 * 2 ** (tries - 1);
      if (tries === TRIES || wait > LONGEST_WAIT || now() + wait > until)
        throw new TxError(`${base} is too busy (${status}), also after ${tries} tries. Try again later.`);
      await sleep(wait);
    }
  }

  async #once(parameters: Mapping) {
    const { base, perRequestMs, now, until } = this.settings;
    const left = until - now();
    if (left <= 0) throw new TxError(`${base} was not done by the deadline. Give more time with --deadline.`);
    // Ours last: a header of the operator must not change what is sent.
    const headers = new Headers(this.settings.headers);
    headers.set('Content-Type', 'application/fhir+json');
    headers.set('Accept', 'application/fhir+json');
    try {
      const response = await fetch(`${base}/ValueSet/$expand`, {
        method: 'POST',
        headers,
        body: JSON.stringify(parameters),
        // Followed, a header with credentials would go wherever the server points.
        redirect: 'manual',
        signal: AbortSignal.timeout(Math.min(perRequestMs, left)),
      });
      const { status } = response;
      const place = response.headers.get('location');
      if (status >= 300 && status < 400)
        throw new TxError(`${base} redirects to ${line(place ?? 'nowhere')}. Give that base with --tx.`);
      return {
        status,
        type: response.headers.get('content-type'),
        text: await response.text(),
        retryAfter: response.headers.get('retry-after'),
      };
    } catch (error) {
      if (error instanceof TxError) throw error;
      if (isMapping(error) && error['name'] === 'TimeoutError')
        throw new TxError(`${base} did not answer in time. Give more time with --deadline, or try later.`);
      const cause = isMapping(error) ? error['cause'] : undefined;
      const code = isMapping(cause) && typeof cause['code'] === 'string' ? ` (${cause['code']})` : '';
      throw new TxError(`${base} cannot be reached${code}. Check the address and that the server runs.`);
    }
  }
}

function isAboutSystem({ code, text }: Refused): boolean {
  return code === 'not-found' || code === 'not-supported' || /code ?system|snomed/i.test(text);
}

/** Milliseconds that Retry-After asks for, in seconds or as a date. */
function waitOf(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
