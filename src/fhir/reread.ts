/** Reads again what was once used: the recorded version where the server keeps it, else the current one if it is the same. */
import type { FhirResource } from 'fhir/r4';
import { Errand } from './errand.ts';
import type { ErrandSettings } from './errand.ts';
import { isFhirId } from './identifier.ts';

export interface Recorded {
  /** `Observation/123`. */
  readonly reference: string;
  readonly version?: string;
}

/** What came of it. `reason` is in our own words and names no value. */
export type Reread =
  { readonly ok: true; readonly resource: FhirResource } | { readonly ok: false; readonly reason: string };

/** Reads under way at once: an operator's look back must not be a burst on a server that is caring for patients. */
const AT_ONCE = 8;

/**
 * Reads each record once, within the limits of the settings; the total deadline is one for all.
 * @param isSame whether a resource has the contents that were used
 * @returns one result per record, in their order
 */
export async function reread<T extends Recorded>(
  records: readonly T[],
  isSame: (record: T, resource: FhirResource) => boolean,
  settings: ErrandSettings,
): Promise<readonly Reread[]> {
  const errand = new Errand(settings);
  const results: Reread[] = [];
  const rest = records.entries();
  const worker = async (): Promise<void> => {
    for (const [at, record] of rest) results[at] = await readOne(errand, record, isSame);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    errand.close();
  }
  return results;
}

async function readOne<T extends Recorded>(
  errand: Errand,
  record: T,
  isSame: (record: T, resource: FhirResource) => boolean,
): Promise<Reread> {
  const path = pathOf(record.reference);
  if (path === undefined) return { ok: false, reason: 'it had no id' };
  const { version } = record;
  const former = version !== undefined && isFhirId(version);
  const then = former ? await errand.get(`${path}/_history/${version}`) : undefined;
  if (then?.ok === true && isSame(record, then.resource)) return then;
  const now = await errand.get(path);
  if (now.ok && isSame(record, now.resource)) return now;
  const current = now.ok ? 'the current one differs' : `the current one: ${now.reason}`;
  if (then === undefined) return { ok: false, reason: `no version was kept, ${current}` };
  return {
    ok: false,
    reason: then.ok
      ? 'the server gives other contents for its version than were used'
      : `its version: ${then.reason}, ${current}`,
  };
}

/** Only what has the form of a reference goes into a URL: the record may have been made from anything. */
function pathOf(reference: string): string | undefined {
  const [type = '', id = '', ...more] = reference.split('/');
  return /^[A-Z][A-Za-z]{1,63}$/.test(type) && isFhirId(id) && more.length === 0 ? reference : undefined;
}
