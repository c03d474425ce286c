/** A FHIR server as the chart uses it: reads, page by page, and writes; failures are values. */
import type { Bundle, FhirResource } from 'fhir/r4';
import { fetchJson, type Got } from '../../parts/json.ts';

/** How an answer was got, and how long it took. */
export type Timed = Got & { readonly ms: number };

/** All that a search found, and why it may not be all. */
export interface Part<T = FhirResource> {
  readonly resources: readonly T[];
  readonly failed?: string;
}

const PAGES = 5;

export async function timed(url: string, init: RequestInit): Promise<Timed> {
  const started = performance.now();
  const got = await fetchJson(url, init);
  return { ...got, ms: Math.round(performance.now() - started) };
}

const isOutcome = (body: unknown): boolean =>
  (body as { readonly resourceType?: unknown } | undefined)?.resourceType === 'OperationOutcome';

export class FhirServer {
  /** @param base without a slash at its end */
  constructor(
    readonly base: string,
    private readonly token: string,
  ) {}

  headers(): Record<string, string> {
    return {
      Accept: 'application/fhir+json',
      ...(this.token === '' ? {} : { Authorization: `Bearer ${this.token}` }),
    };
  }

  /** A read or search below the base. Some servers say a failure with 200 and an OperationOutcome. */
  async get(path: string): Promise<Timed> {
    const got = await timed(`${this.base}/${path}`, { headers: this.headers() });
    return got.ok && isOutcome(got.body)
      ? {
          ok: false,
          status: got.status,
          body: got.body,
          why: 'the server answered with an error',
          ms: got.ms,
        }
      : got;
  }

  /** All resources of a search, page by page; a next page elsewhere is not followed, for it would get the token. */
  async list<T extends FhirResource>(query: string): Promise<Part<T>> {
    const found: T[] = [];
    const [type = ''] = query.split('?', 1);
    let path: string | undefined = query;
    for (let page = 0; page < PAGES && path !== undefined; page += 1) {
      const got: Timed = await this.get(path);
      if (!got.ok) return { resources: found, failed: got.why };
      const bundle = got.body as Bundle | undefined;
      for (const { resource, search } of bundle?.entry ?? []) {
        if (search?.mode !== 'outcome' && resource?.resourceType === type) found.push(resource as T);
      }
      path = this.below(bundle?.link?.find(({ relation }) => relation === 'next')?.url);
    }
    return { resources: found };
  }

  private below(url: string | undefined): string | undefined {
    if (url === undefined || !URL.canParse(url, `${this.base}/`)) return undefined;
    const { href } = new URL(url, `${this.base}/`);
    return href.startsWith(`${this.base}/`) || href.startsWith(`${this.base}?`)
      ? href.slice(this.base.length).replace(/^\//, '')
      : undefined;
  }

  write(method: 'POST' | 'PUT' | 'DELETE', path: string, resource?: FhirResource): Promise<Timed> {
    return timed(`${this.base}/${path}`, {
      method,
      headers: { ...this.headers(), 'Content-Type': 'application/fhir+json' },
      ...(resource === undefined ? {} : { body: JSON.stringify(resource) }),
    });
  }
}
