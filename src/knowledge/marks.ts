/** How a code in a value set file is marked: one extension for each property that changes how it is matched. */

const MATCH_EXTENSION = 'https://nocturne.example/fhir/StructureDefinition/code-match';

/** The marks of a code; undefined when what stands there is no list of extensions. */
export function marksOf(extensions: unknown): ReadonlySet<string> | undefined {
  const marks = new Set<string>();
  if (extensions === undefined) return marks;
  if (!Array.isArray(extensions)) return undefined;
  for (const extension of extensions as readonly unknown[]) {
    if (typeof extension !== 'object' || extension === null) return undefined;
    if (!('url' in extension) || extension.url !== MATCH_EXTENSION) continue;
    if (!('valueCode' in extension) || typeof extension.valueCode !== 'string') return undefined;
    marks.add(extension.valueCode);
  }
  return marks;
}
