/** The codes of all value sets, by set and by words: for choosing one to put into a record. Pure. */
import type { CodeEntry } from '#chart/codes';
import type { CodeableConcept } from 'fhir/r4';
import { codeLike, matchesCode, plainCode } from './code-search.ts';
import { SYSTEMS } from './shorthand.ts';

const URIS: Readonly<Record<CodeEntry['system'], string>> = {
  snomed: SYSTEMS.snomed,
  'icd-10-cm': SYSTEMS.icd,
  loinc: SYSTEMS.loinc,
  rxnorm: SYSTEMS.rxnorm,
  atc: 'http://www.whocc.no/atc',
};
/** Which system a reader knows best comes first. */
const PREFERRED: readonly CodeEntry['system'][] = ['rxnorm', 'loinc', 'icd-10-cm', 'snomed', 'atc'];

export class CodeBook {
  private readonly bySet = new Map<string, CodeEntry[]>();

  constructor(private readonly entries: readonly CodeEntry[]) {
    for (const entry of entries) {
      const known = this.bySet.get(entry.set);
      if (known === undefined) this.bySet.set(entry.set, [entry]);
      else known.push(entry);
    }
  }

  /** A code that puts a resource into the set for certain; `fits` looks at its words. */
  choose(set: string, fits: (display: string) => boolean = () => true): CodeEntry | undefined {
    const usable = (this.bySet.get(set) ?? []).filter((one) => !one.prefix && !one.nonspecific);
    const rank = (one: CodeEntry): number =>
      PREFERRED.indexOf(one.system) -
      (one.ingredient ? 1 : 0) +
      (fits(one.display) ? 0 : PREFERRED.length) +
      // Of several the plainest name.
      Math.min(one.display.length, 999) / 1000;
    return usable.reduce<CodeEntry | undefined>(
      (best, one) => (best === undefined || rank(one) < rank(best) ? one : best),
      undefined,
    );
  }

  /** Codes of these kinds of sets that hold all the words, or that begin with the code typed; each code once. */
  find(query: string, kinds: readonly string[], most: number): readonly CodeEntry[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const asked = codeLike(query) ? plainCode(query) : undefined;
    const found = new Map<string, CodeEntry>();
    for (const one of this.entries) {
      if (one.prefix || found.has(`${one.system}|${one.code}`)) continue;
      if (!kinds.some((kind) => one.set.startsWith(kind))) continue;
      const display = one.display.toLowerCase();
      if (asked === undefined ? !words.every((word) => display.includes(word)) : !matchesCode(one, asked))
        continue;
      found.set(`${one.system}|${one.code}`, one);
    }
    const first = (one: CodeEntry): number =>
      (one.display.toLowerCase().startsWith(words[0] ?? '') ? 0 : 10) + PREFERRED.indexOf(one.system);
    return [...found.values()]
      .sort((a, b) => first(a) - first(b) || a.display.length - b.display.length)
      .slice(0, most);
  }
}

/** An entry as a concept of a resource. */
export const conceptOf = ({ system, code, display }: CodeEntry): CodeableConcept => ({
  coding: [{ system: URIS[system], code, display }],
  text: display,
});
