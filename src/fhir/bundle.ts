/** Reads a prefetch value or a search answer: what counts, what is unusable, and whether more exists. */
import type { FhirResource } from 'fhir/r4';
import type { PlanEntry } from '#chart/gathered';
import { isObject, isResource } from './resource.ts';
import type { Sight } from './sight.ts';

/** Where a value came from; the words of a failure depend on it. */
export type Source = 'prefetch' | 'fhir';

/**
 * `page` is usable (maybe empty); `failed` was declared failed by whoever answered, so asking again is pointless;
 * `unsatisfied` is not an answer to what was asked.
 */
export type Reading =
  | Page
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unsatisfied'; readonly reason: string };

/** The usable resources of one value or page. */
export interface Page {
  readonly kind: 'page';
  readonly resources: FhirResource[];
  /** `Bundle.link[relation=next].url`, as written. */
  readonly next: string | undefined;
  /** Why something of this page is missing although it was answered. */
  readonly flaw: string | undefined;
  /** Without a next link: whether `_count` or `total` says that more exist. */
  readonly capped: boolean;
}

const OUTCOME_WORDS: Record<Source, string> = {
  prefetch: 'OperationOutcome in prefetch',
  fhir: 'OperationOutcome from the server',
};

/** Issue codes by which a server says, as a mere warning, that it left something out. */
const WITHHELD = new Set(['incomplete', 'suppressed', 'forbidden', 'timeout', 'throttled', 'too-costly']);

/**
 * Reads one value under a key; `sight` is shown every resource, used or not.
 * @throws NocturneError patient-mismatch from `sight`
 */
export function readValue(value: unknown, entry: PlanEntry, source: Source, sight: Sight): Reading {
  if (!isResource(value)) return { kind: 'unsatisfied', reason: 'wrong resource type' };
  if (value.resourceType === 'OperationOutcome') return { kind: 'failed', reason: OUTCOME_WORDS[source] };
  if (value.resourceType === 'Bundle') return readBundle(value, entry, source, sight);
  sight.see(value, `prefetch.${entry.key}`);
  return value.resourceType === entry.resourceType
    ? { kind: 'page', resources: [value], next: undefined, flaw: undefined, capped: false }
    : { kind: 'unsatisfied', reason: 'wrong resource type' };
}

function readBundle(bundle: object, entry: PlanEntry, source: Source, sight: Sight): Reading {
  const { entry: rows, link, total } = membersOf(bundle);
  if (!Array.isArray(rows)) return { kind: 'unsatisfied', reason: 'malformed Bundle' };
  const resources: FhirResource[] = [];
  let matches = 0;
  let others = 0;
  let unreadable = 0;
  let flaw: string | undefined;
  let outcomes = 0;
  for (const row of rows) {
    if (!isObject(row) || !isResource(row.resource)) {
      unreadable += 1;
      flaw ??= 'unreadable entries skipped';
      continue;
    }
    const { resource } = row;
    const mode = isObject(row.search) ? row.search.mode : undefined;
    if (resource.resourceType === 'OperationOutcome') {
      outcomes += 1;
      const weight = weigh(resource.issue, mode);
      if (weight === 'failure') return { kind: 'failed', reason: OUTCOME_WORDS[source] };
      if (weight === 'withheld') flaw = OUTCOME_WORDS[source];
      continue;
    }
    sight.see(resource, `prefetch.${entry.key}`, row.fullUrl);
    if (resource.resourceType !== entry.resourceType) {
      others += 1;
      continue;
    }
    resources.push(resource);
    if (mode !== 'include') matches += 1;
  }
  if (resources.length === 0 && outcomes > 0) return { kind: 'failed', reason: OUTCOME_WORDS[source] };
  if (resources.length === 0 && others > 0) return { kind: 'unsatisfied', reason: 'wrong resource type' };
  const reached = entry.count !== undefined && matches >= entry.count;
  const capped = typeof total === 'number' ? total > matches + unreadable : reached;
  return { kind: 'page', resources, next: nextLink(link), flaw, capped };
}

/** The members of a Bundle as they came: none of them can be trusted to have its type. */
function membersOf(bundle: object): { entry: unknown; link: unknown; total: unknown } {
  const entry: unknown = Reflect.get(bundle, 'entry');
  const link: unknown = Reflect.get(bundle, 'link');
  const total: unknown = Reflect.get(bundle, 'total');
  return { entry: entry ?? [], link, total };
}

/** Beside real entries only a warning or information marked as search outcome is harmless (2.32). */
function weigh(issues: unknown, mode: unknown): 'failure' | 'withheld' | 'remark' {
  if (mode !== 'outcome' || !Array.isArray(issues) || issues.length === 0) return 'failure';
  let weight: 'withheld' | 'remark' = 'remark';
  for (const issue of issues) {
    if (!isObject(issue)) return 'failure';
    if (issue.severity !== 'warning' && issue.severity !== 'information') return 'failure';
    if (typeof issue.code === 'string' && WITHHELD.has(issue.code)) weight = 'withheld';
  }
  return weight;
}

function nextLink(links: unknown): string | undefined {
  if (!Array.isArray(links)) return undefined;
  for (const link of links) {
    if (isObject(link) && link.relation === 'next' && typeof link.url === 'string') return link.url;
  }
  return undefined;
}
