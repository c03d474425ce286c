/** How a code that somebody types is compared with codes of value sets: with or without dot, whole or its beginning. */
import type { CodeEntry } from '#chart/codes';

const LOINC = /^\d{1,7}-\d?$/;
const NUMBER = /^\d{3,18}$/;
const ICD = /^[a-z]\d[0-9a-z](?:\.?[0-9a-z]{0,4})?$/i;

/** True for what can be a code: G25.81, g2581, 2276-4, 32914008. */
export const codeLike = (text: string): boolean =>
  [LOINC, NUMBER, ICD].some((form) => form.test(text.trim()));

/** Without dot and in capitals. */
export const plainCode = (code: string): string => code.trim().replace('.', '').toUpperCase();

/** An entry is meant when it is the code, begins with it, or is a class that counts for all codes below it. */
export function matchesCode(entry: CodeEntry, asked: string): boolean {
  const own = plainCode(entry.code);
  return own.startsWith(asked) || (entry.prefix && asked.startsWith(own));
}

const SYSTEMS: Readonly<Record<CodeEntry['system'], string>> = {
  snomed: 'SNOMED CT',
  'icd-10-cm': 'ICD-10-CM',
  loinc: 'LOINC',
  rxnorm: 'RxNorm',
  atc: 'ATC',
};

export const systemName = (system: CodeEntry['system']): string => SYSTEMS[system];
