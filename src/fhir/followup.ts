/** The second and last round: next pages and referenced Medications that the first round or prefetch revealed. */
import type { FhirResource } from 'fhir/r4';
import type { PlanEntry } from '#chart/gathered';
import { readValue, type Page } from './bundle.ts';
import type { FhirDeps } from './deps.ts';
import type { Errand } from './errand.ts';
import { insideBase } from './fences.ts';
import type { Sight } from './sight.ts';
import type { Slot } from './slot.ts';

const MEDICATION_USES = new Set([
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
]);
const NO_SERVER = 'no FHIR server allowed';

/**
 * Completes the slots in place; what cannot be completed is kept and marked partial. Without an errand nothing is
 * read and the gaps are only named.
 * @param drafts orders being written; a Medication they refer to is read too
 */
export async function secondRound(
  slots: readonly Slot[],
  errand: Errand | null,
  deps: FhirDeps,
  sight: Sight,
  drafts: readonly FhirResource[] = [],
): Promise<void> {
  const uses = slots.filter((slot) => MEDICATION_USES.has(slot.entry.resourceType));
  const paths = [drafts, ...uses.map((slot) => slot.resources)].flatMap((resources) =>
    sight.missingMedications(resources).flatMap(({ path }) => path ?? []),
  );
  const unread = new Map<string, string>();
  if (errand === null) {
    for (const slot of slots) if (slot.next !== undefined) slot.setPartial(`more pages exist; ${NO_SERVER}`);
  } else {
    const tasks = slots.flatMap((slot) =>
      slot.next === undefined ? [] : followPages(slot, slot.next, errand, deps, sight),
    );
    if (paths.length > 0) tasks.push(readMedications(new Set(paths), errand, deps, sight, unread));
    if (tasks.length > 0) await Promise.all(tasks);
  }
  // An unread Medication may be the very drug a rule asks about: the list must not look complete.
  for (const slot of uses) {
    for (const { path } of sight.missingMedications(slot.resources)) {
      const late = errand === null ? NO_SERVER : 'found too late';
      const why = path === undefined ? 'reference not followed' : (unread.get(path) ?? late);
      slot.setPartial(`a Medication was not read: ${why}`);
    }
  }
}

async function followPages(
  slot: Slot,
  first: string,
  errand: Errand,
  deps: FhirDeps,
  sight: Sight,
): Promise<void> {
  const started = deps.now();
  const gap = await appendPages(slot, first, errand, deps.limits.pages, sight);
  if (gap !== undefined) slot.setPartial(gap);
  deps.log?.({ key: slot.entry.key, outcome: slot.outcome, ms: deps.now() - started });
}

/** Appends page after page; the answer is why it stopped early, if it did. */
async function appendPages(
  slot: Slot,
  first: string,
  errand: Errand,
  cap: number,
  sight: Sight,
): Promise<string | undefined> {
  const seen = new Set([slot.query === undefined ? null : insideBase(errand.base, slot.query)]);
  let next: string | undefined = first;
  for (let pages = 1; next !== undefined; pages += 1) {
    const url = insideBase(errand.base, next);
    if (url === null) return 'next page is on another server';
    if (seen.has(url)) return 'page links repeat';
    if (pages >= cap) return `more than ${cap} pages`;
    seen.add(url);
    const answer = await errand.get(url);
    if (!answer.ok) return `next page: ${answer.reason}`;
    const page = readPage(answer.resource, slot.entry, sight);
    if (typeof page === 'string') return `next page: ${page}`;
    slot.append(page);
    next = page.next;
  }
  return undefined;
}

function readPage(
  resource: { readonly resourceType: string },
  entry: PlanEntry,
  sight: Sight,
): Page | string {
  if (resource.resourceType !== 'Bundle') return 'wrong resource type';
  const reading = readValue(resource, entry, 'fhir', sight);
  return reading.kind === 'page' ? reading : reading.reason;
}

/** Reads each Medication once; why one could not be read goes into `unread`. */
async function readMedications(
  paths: ReadonlySet<string>,
  errand: Errand,
  deps: FhirDeps,
  sight: Sight,
  unread: Map<string, string>,
): Promise<void> {
  const started = deps.now();
  const read = async (path: string, index: number): Promise<void> => {
    if (index >= deps.limits.references) {
      unread.set(path, 'too many to read');
      return;
    }
    const answer = await errand.get(path);
    if (answer.ok && answer.resource.resourceType === 'Medication')
      sight.keepMedication(path, answer.resource);
    else unread.set(path, answer.ok ? 'wrong resource type' : answer.reason);
  };
  await Promise.all([...paths].map(read));
  const outcome = unread.size === 0 ? 'have' : 'partial';
  deps.log?.({ key: 'referenced', outcome, ms: deps.now() - started });
}
