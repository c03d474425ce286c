/** A FHIR search: the query read, the resources chosen, sorted and cut into pages. */
import { DEFINITIONS } from './definitions.ts';
import { itemsOf } from './json.ts';
import { compile, sortKey } from './matching.ts';
import { FhirProblem, outcome } from './problem.ts';
import type { Resource } from './json.ts';
import type { Test } from './matching.ts';

const PAGE = 100;
const LARGEST_PAGE = 1000;
/** Accepted and without effect here: the answer is always JSON, complete, with an exact total. */
const WITHOUT_EFFECT = new Set(['_format', '_pretty', '_total']);

interface Order {
  readonly name: string;
  readonly descending: boolean;
}

export interface Search {
  readonly type: string;
  readonly tests: readonly Test[];
  readonly orders: readonly Order[];
  readonly count: number;
  readonly countOnly: boolean;
  readonly offset: number;
  /** The parameters that had an effect, for the self link and the page token. */
  readonly used: readonly (readonly [string, string])[];
  /** Parameters that were ignored, each as a sentence (lenient handling, R4 3.1.1.1.2). */
  readonly ignored: readonly string[];
  /** Ids of the patients the search names, for faults made on purpose. */
  readonly patients: readonly string[];
}

function readCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new FhirProblem(400, 'value', '_count is a whole number of 0 or more.');
  return Math.min(Number(text), LARGEST_PAGE);
}

function readOrders(text: string, type: string, ignore: (sentence: string) => void): Order[] {
  const search = DEFINITIONS[type]?.search ?? {};
  return text.split(',').flatMap((part) => {
    const descending = part.startsWith('-');
    const name = descending ? part.slice(1) : part;
    if (Object.hasOwn(search, name)) return [{ name, descending }];
    ignore(`_sort: ${type} is not sorted by "${name}" here.`);
    return [];
  });
}

function patientIds(value: string): string[] {
  return value.split(',').flatMap((part) => /(?:^|\/)([A-Za-z0-9\-.]{1,64})$/.exec(part)?.[1] ?? []);
}

/**
 * Reads a query into a search.
 * @throws FhirProblem 400 for what cannot be used, and with `strict` also for what would be ignored
 */
export function readSearch(
  type: string,
  query: URLSearchParams,
  base: string,
  strict: boolean,
  offset = 0,
): Search {
  const definitions = DEFINITIONS[type]?.search ?? {};
  const tests: Test[] = [];
  const used: [string, string][] = [];
  const ignored: string[] = [];
  const patients: string[] = [];
  let orders: Order[] = [];
  let count = PAGE;
  let countOnly = false;

  for (const [key, value] of query) {
    const [name = '', modifier] = key.split(':', 2);
    const parameter = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (WITHOUT_EFFECT.has(key)) continue;
    if (value === '') {
      ignored.push(`"${name}" has no value and was ignored.`);
    } else if (key === '_count') {
      count = readCount(value);
      used.push([key, value]);
    } else if (key === '_sort') {
      orders = readOrders(value, type, (sentence) => ignored.push(sentence));
      used.push([key, value]);
    } else if (key === '_summary' && (value === 'count' || value === 'false')) {
      countOnly = value === 'count';
      used.push([key, value]);
    } else if (parameter === undefined) {
      ignored.push(`${type} is not searched by "${name}" here; the parameter was ignored.`);
    } else {
      tests.push(compile(name, modifier, value, parameter, base));
      used.push([key, value]);
      const named =
        parameter.target === 'Patient' || name === 'subject' || (type === 'Patient' && name === '_id');
      if (named) patients.push(...patientIds(value));
    }
  }
  if (strict && ignored.length > 0) throw new FhirProblem(400, 'not-supported', ignored.join(' '));
  return { type, tests, orders, count, countOnly: countOnly || count === 0, offset, used, ignored, patients };
}

function compare(a: Resource, b: Resource, search: Search): number {
  const definitions = DEFINITIONS[search.type]?.search ?? {};
  for (const { name, descending } of search.orders) {
    const parameter = definitions[name];
    if (parameter === undefined) continue;
    const left = sortKey(a, parameter);
    const right = sortKey(b, parameter);
    if (left === right) continue;
    // Resources without a value come last in both directions.
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return (left < right ? -1 : 1) * (descending ? -1 : 1);
  }
  return 0;
}

/** An opaque page token: the search and where its next page starts. A write between two pages may shift them. */
function pageToken(search: Search, offset: number): string {
  return Buffer.from(JSON.stringify([offset, search.used])).toString('base64url');
}

/**
 * The search a page token stands for.
 * @throws FhirProblem 400 when the token was not made here
 */
export function readPage(type: string, token: string, base: string): Search {
  const refuse = new FhirProblem(400, 'value', '_page is not a page token of this server.');
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw refuse;
  }
  const [offset, used] = itemsOf(content);
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0 || !Array.isArray(used))
    throw refuse;
  const query = new URLSearchParams();
  for (const pair of used) {
    const [key, value] = itemsOf(pair);
    if (typeof key !== 'string' || typeof value !== 'string') throw refuse;
    query.append(key, value);
  }
  return readSearch(type, query, base, false, offset);
}

/** The searchset Bundle for a search over `resources`. */
export function runSearch(
  search: Search,
  resources: readonly Resource[],
  base: string,
  stamp: { readonly id: string; readonly now: string },
): Readonly<Record<string, unknown>> {
  const found = resources
    .filter((resource) => search.tests.every((test) => test(resource)))
    .sort((a, b) => compare(a, b, search));
  const end = search.offset + search.count;
  const page = search.countOnly ? [] : found.slice(search.offset, end);
  const address = `${base}/${search.type}`;
  const self = new URLSearchParams(search.used.map(([key, value]): [string, string] => [key, value]));
  const link = [{ relation: 'self', url: `${address}${self.size > 0 ? `?${self.toString()}` : ''}` }];
  if (!search.countOnly && end < found.length) {
    link.push({ relation: 'next', url: `${address}?_page=${pageToken(search, end)}` });
  }
  const entry: unknown[] = page.map((resource) => ({
    fullUrl: `${address}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  }));
  if (search.ignored.length > 0 && !search.countOnly) {
    entry.push({
      resource: outcome('warning', 'not-supported', ...search.ignored),
      search: { mode: 'outcome' },
    });
  }
  return {
    resourceType: 'Bundle',
    id: stamp.id,
    meta: { lastUpdated: stamp.now },
    type: 'searchset',
    total: found.length,
    link,
    ...(entry.length > 0 ? { entry } : {}),
  };
}
