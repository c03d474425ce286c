/** One change that a search may try, and what it looks at to find them. Pure. */
import type { Evidence } from '#clinical/answer';
import type { Limit } from '#clinical/quantity';
import type { Knowledge } from '#reason/knowledge';
import type { Evaluation } from '#rules';
import type { CodeBook } from './code-book.ts';
import type { IntakeItem } from './intake-items.ts';
import type { PatientRecord } from './patient-record.ts';
import type { Change } from './record-changes.ts';

export interface Possible {
  /** What it is about: two changes of one thing are never combined. */
  readonly about: string;
  /** After "if": "the ankle-brachial index of the left leg were at most 0.9 (now 1.05)". */
  readonly says: string;
  readonly change: Change;
  /** A question is asked sooner than a vessel is measured, and nobody grows older at will. */
  readonly effort: number;
}

export const EFFORT = {
  question: 1,
  exam: 1.5,
  reading: 2,
  test: 3,
  standing: 4,
  entry: 4,
  without: 6,
  age: 9,
  sex: 10,
} as const;

/** What a search looks at. */
export interface Searched {
  readonly record: PatientRecord;
  readonly knowledge: Knowledge;
  readonly book: CodeBook;
  readonly items: readonly IntakeItem[];
  /** Of the record as it is. */
  readonly evaluation: Evaluation;
}

/** Numbers just inside a limit, or just outside it where `inside` is false. */
export function numbersFor(limit: Limit, step: number, inside: boolean): readonly number[] {
  const round = (n: number): number => Number(n.toPrecision(10));
  switch (limit.is) {
    case 'atMost':
      return [inside ? limit.n : round(limit.n + step)];
    case 'below':
      return [inside ? round(limit.n - step) : limit.n];
    case 'atLeast':
      return [inside ? limit.n : round(limit.n - step)];
    case 'above':
      return [inside ? round(limit.n + step) : limit.n];
    case 'between':
      return inside ? [limit.n, limit.m] : [round(limit.n - step), round(limit.m + step)];
  }
}

/** "now 1.05", "now too old: 1.05 of 2023-04-01", "none recorded". */
export function sayNow(evidence: Evidence | undefined, why?: string): string {
  if (evidence?.value === undefined) return 'none recorded';
  const of = why === undefined || evidence.date === undefined ? '' : ` of ${evidence.date}`;
  return `now ${why === undefined ? '' : `${why}: `}${evidence.value}${of}`;
}
