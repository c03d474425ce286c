/** Observations told apart: laboratory series by code, examinations, and the ankle-brachial index by side. */
import type { Observation } from 'fhir/r4';
import { conceptText } from '../fhir/words.ts';

/** Names of common results whose codes came without words. */
const NAMES: Readonly<Record<string, string>> = {
  '4548-4': 'Hemoglobin A1c',
  '2132-9': 'Vitamin B12',
  '2276-4': 'Ferritin',
  '2823-3': 'Potassium',
  '2951-2': 'Sodium',
  '19123-9': 'Magnesium',
  '17861-6': 'Calcium',
  '2160-0': 'Creatinine',
  '2157-6': 'Creatine kinase',
  '1988-5': 'C-reactive protein',
  '4537-7': 'Erythrocyte sedimentation rate',
  '30341-2': 'Erythrocyte sedimentation rate',
  '3016-3': 'Thyrotropin (TSH)',
  '718-7': 'Hemoglobin',
  '777-3': 'Platelets',
  '6768-6': 'Alkaline phosphatase',
  '11572-5': 'Rheumatoid factor',
  '33935-8': 'Anti-CCP',
  '77194-9': 'Ankle-brachial index',
};

// The ankle-brachial index itself; other forms are known by their words.
const INDEX = '77194-9';

const EXAM_CATEGORIES = new Set(['exam', 'procedure', 'imaging', 'vital-signs', 'survey']);

export const resultDate = (one: Observation): string | undefined =>
  one.effectiveDateTime ?? one.effectiveInstant ?? one.effectivePeriod?.end ?? one.effectivePeriod?.start;

const codesOf = (one: Observation): readonly string[] =>
  (one.code?.coding ?? []).flatMap(({ code }) => code ?? []);

export const resultName = (one: Observation): string =>
  one.code?.text ||
  (one.code?.coding ?? []).find(({ display }) => display)?.display ||
  codesOf(one)
    .map((code) => NAMES[code])
    .find(Boolean) ||
  conceptText(one.code) ||
  'Unnamed result';

export const isIndex = (one: Observation): boolean =>
  codesOf(one).includes(INDEX) || /ankle[- ]brachial/i.test(resultName(one));

/** The side of a measurement, where the body site or the name says it. */
export function sideOf(one: Observation): 'right' | 'left' | undefined {
  const words = `${conceptText(one.bodySite)} ${resultName(one)}`;
  const right = /\bright\b/i.test(words);
  const left = /\bleft\b/i.test(words);
  return right === left ? undefined : right ? 'right' : 'left';
}

const isExam = (one: Observation): boolean =>
  isIndex(one) ||
  one.bodySite !== undefined ||
  (one.category ?? []).some(({ coding }) =>
    (coding ?? []).some(({ code }) => EXAM_CATEGORIES.has(code ?? '')),
  );

/** All measurements of one code and unit, newest first. */
export interface Series {
  readonly key: string;
  readonly name: string;
  readonly results: readonly Observation[];
}

export interface Sorted {
  readonly labs: readonly Series[];
  readonly index: readonly Observation[];
  readonly exams: readonly Observation[];
}

const byDate = (a: Observation, b: Observation): number =>
  (resultDate(b) ?? '').localeCompare(resultDate(a) ?? '');

/** Entries made in error are no results. */
export function sortResults(observations: readonly Observation[]): Sorted {
  const valid = observations.filter(({ status }) => status !== 'entered-in-error').toSorted(byDate);
  const groups = new Map<string, Observation[]>();
  for (const one of valid.filter((result) => !isExam(result))) {
    const key = `${codesOf(one)[0] ?? resultName(one)} ${one.valueQuantity?.unit ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return {
    labs: [...groups].map(([key, results]) => ({
      key,
      name: results[0] === undefined ? '' : resultName(results[0]),
      results,
    })),
    index: valid.filter(isIndex),
    exams: valid.filter((one) => isExam(one) && !isIndex(one)),
  };
}
