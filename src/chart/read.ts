/** Reads members of JSON that came from outside: never throws, never trusts a type. The chart's one parsing file. */
import { isFuture, parseDate, type Span } from '#clinical/time';

export type Raw = Readonly<Record<string, unknown>>;

const EMPTY: readonly Raw[] = Object.freeze([]);

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(raw: Raw | undefined, member: string): string | undefined {
  const value = raw?.[member];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(raw: Raw | undefined, member: string): number | undefined {
  const value = raw?.[member];
  return typeof value === 'number' ? value : undefined;
}

export function object(raw: Raw | undefined, member: string): Raw | undefined {
  const value = raw?.[member];
  return isRaw(value) ? value : undefined;
}

export function objects(raw: Raw | undefined, member: string): readonly Raw[] {
  const value = raw?.[member];
  if (!Array.isArray(value)) return EMPTY;
  for (const one of value) if (!isRaw(one)) return value.filter(isRaw);
  return value;
}

/** The codes of a CodeableConcept member, e.g. the verification status. */
export function codes(concept: Raw | undefined): readonly string[] {
  return objects(concept, 'coding')
    .map((coding) => text(coding, 'code'))
    .filter((code) => code !== undefined);
}

/** A status as its codes in small letters: of a CodeableConcept, its words where it has no code, or the plain code of older versions. */
export function statuses(raw: Raw, member: string): readonly string[] {
  const plain = text(raw, member);
  const concept = object(raw, member);
  const coded = codes(concept);
  const words = coded.length > 0 ? coded : [plain ?? text(concept, 'text') ?? ''];
  return words.filter((word) => word !== '').map((word) => word.trim().toLowerCase().replaceAll(' ', '-'));
}

/** `Type/id` of a resource, or `Type/unknown` when it has no usable id (context-only data). */
export function referenceOf(resource: Raw): string {
  const type = text(resource, 'resourceType') ?? 'Resource';
  const id = text(resource, 'id');
  return `${type}/${id !== undefined && /^[A-Za-z0-9\-.]{1,64}$/.test(id) ? id : 'unknown'}`;
}

/** A date with its text as recorded: what a rule compares and what a card prints. */
export interface Dated {
  readonly span: Span;
  /** `YYYY-MM-DD`, or shorter where the record is vaguer. */
  readonly text: string;
}

/** A FHIR date that lies in the past, else undefined: a future date is a typing error and proves nothing. */
export function past(value: unknown, asOf: number): Dated | undefined {
  const span = parseDate(value);
  if (span === null || typeof value !== 'string' || isFuture(span, asOf)) return undefined;
  return { span, text: value.slice(0, 10) };
}

/** First member that holds a usable past date; Periods by their start. */
export function firstDate(raw: Raw, members: readonly string[], asOf: number): Dated | undefined {
  for (const member of members) {
    const value = raw[member];
    const found = past(isRaw(value) ? value.start : value, asOf);
    if (found !== undefined) return found;
  }
  return undefined;
}
