/** The made-up patients of the sandbox: collection Bundles in a folder, their dates made relative to the clock. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from './json.ts';
import { resolveRelativeDates } from './relative-dates.ts';
import type { Bundle } from 'fhir/r4';

/** Only the envelope is checked: what is inside may be flawed on purpose. */
function isCollection(value: unknown): value is Bundle {
  return (
    isRecord(value) &&
    value.resourceType === 'Bundle' &&
    value.type === 'collection' &&
    Array.isArray(value.entry)
  );
}

/**
 * Reads every `*.json` in the folder, in the order of the file names.
 * @param asOf the instant that `@asOf` stands for
 * @throws Error that names the file that is not a collection Bundle or holds a malformed relative date
 */
export function loadPatients(folder: string, asOf: string): Bundle[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return files.map((name) => {
    const problem = (reason: unknown): Error =>
      new Error(`Sandbox patient ${name}: ${reason instanceof Error ? reason.message : String(reason)}`);
    try {
      const bundle = resolveRelativeDates(JSON.parse(readFileSync(join(folder, name), 'utf8')), asOf);
      if (!isCollection(bundle)) throw new Error('is not a Bundle of type collection.');
      return bundle;
    } catch (error) {
      throw problem(error);
    }
  });
}
