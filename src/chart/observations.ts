/** Observations and their components: status, value, comparator, side, spoiled specimens, the laboratory's own limit. */
import type { CodeIndex } from './codes.ts';
import { labelOf, setsOf, sidesOf } from './coded.ts';
import type { ObservationEntry, ObservedValue, Sets } from './entries.ts';
import type { Sides } from './side.ts';
import { codes as codesOf, firstDate, number, object, objects, referenceOf, text, type Raw } from './read.ts';

const USABLE = new Set(['final', 'amended', 'corrected']);
const SPOILED = /\bha?emoly[sz]|\bcontaminated\b/i;
/** "No visible hemolysis", "not haemolysed", "hemolysis: none", "hemolysis index 0". */
const UNSPOILED =
  /\b(?:no|not|non|without|nil|negative for)\b[\s-]+(?:\w+\s+){0,2}(?:ha?emoly[sz]|contaminated)|\bha?emolysis(?:\s+index)?\s*[:=]?\s*(?:none|negative|absent|nil|0)\b/i;

const NOT_A_WORD = /[^a-z0-9]+/g;

/** Observations known by name where their code is local: lower-case words that must all stand in the label -> value set. */
export interface NamedObservation {
  readonly words: readonly string[];
  readonly set: string;
}

/**
 * Reads one Observation as one entry for itself and one per component.
 * Cancelled, registered, unknown and erroneous ones are dropped; preliminary ones are marked (vascular-redflags 0.3).
 */
export function readObservation(
  resource: Raw,
  asOf: number,
  codes: CodeIndex,
  named: readonly NamedObservation[],
): readonly ObservationEntry[] {
  const status = text(resource, 'status');
  if (status === undefined || !(USABLE.has(status) || status === 'preliminary')) return [];
  const entries: ObservationEntry[] = [];
  const own = entry(resource, resource, asOf, codes, named);
  if (own !== undefined) entries.push(own);
  for (const component of objects(resource, 'component')) {
    const part = entry(resource, component, asOf, codes, named);
    if (part !== undefined) entries.push(part);
  }
  return entries;
}

function entry(
  resource: Raw,
  part: Raw,
  asOf: number,
  codes: CodeIndex,
  named: readonly NamedObservation[],
): ObservationEntry | undefined {
  const code = object(part, 'code');
  if (code === undefined) return undefined;
  const coded = setsOf([code], codes);
  const byName = coded.size === 0 ? setsByName(labelOf(code), object(resource, 'code'), named) : undefined;
  const sets = byName ?? coded;
  if (sets.size === 0) return undefined;
  const date = firstDate(
    resource,
    ['effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'issued'],
    asOf,
  );
  const limit = limitOf(part);
  return {
    reference: referenceOf(resource),
    label: labelOf(code),
    sets,
    ...(date === undefined ? {} : { date }),
    value: valueOf(part, codes),
    sides: isBlood(sets) ? 'unstated' : sidesOfPart(resource, part, code, codes),
    preliminary: text(resource, 'status') === 'preliminary',
    spoiled: isSpoiled(resource),
    ...limit,
    fromText: byName !== undefined,
  };
}

// Blood has no side, and most results are of blood: the search for one would be the dearest part of reading a chart.
function isBlood(sets: Sets): boolean {
  for (const set of sets.keys()) if (!set.startsWith('lab-')) return false;
  return true;
}

// A component says its own side, whatever site the panel names ("both legs"); "DP" says none, and the whole's counts.
function sidesOfPart(resource: Raw, part: Raw, code: Raw, codes: CodeIndex): Sides {
  const own = part === resource ? 'unstated' : sidesOf([], [code], codes);
  if (own !== 'unstated') return own;
  return sidesOf([object(resource, 'bodySite')], [code, object(resource, 'code')], codes);
}

// "Ankle brachial index" typed as a number under a local code is the common case in real charts (terminology.md section 5).
function setsByName(
  label: string,
  parent: Raw | undefined,
  named: readonly NamedObservation[],
): Sets | undefined {
  const said = `${label} ${parent === undefined ? '' : labelOf(parent)}`.slice(0, 300).toLowerCase();
  // Whole words: a "disability index" of 0 to 3 holds the letters of ABI, and would pass for one.
  const words = ` ${said.replaceAll(NOT_A_WORD, ' ')} `;
  const hit = named.find((one) => one.words.every((word) => words.includes(` ${word} `)));
  return hit === undefined ? undefined : new Map([[hit.set, false]]);
}

function valueOf(part: Raw, codes: CodeIndex): ObservedValue {
  // A reason for absence beside a value takes the value back (R4 obs-6): missing, not negative.
  if (object(part, 'dataAbsentReason') !== undefined) return { kind: 'none' };
  const quantity = object(part, 'valueQuantity');
  if (quantity !== undefined) {
    const n = number(quantity, 'value');
    if (n === undefined) return { kind: 'none' };
    const unit = text(quantity, 'code') ?? text(quantity, 'unit');
    const comparator = text(quantity, 'comparator');
    return {
      kind: 'quantity',
      n,
      ...(unit === undefined ? {} : { unit }),
      ...(comparator === undefined ? {} : { comparator }),
    };
  }
  const concept = object(part, 'valueCodeableConcept');
  if (concept !== undefined)
    return { kind: 'coded', sets: setsOf([concept], codes), label: labelOf(concept) };
  const whole = number(part, 'valueInteger');
  if (whole !== undefined) return { kind: 'quantity', n: whole };
  const words = text(part, 'valueString');
  if (words !== undefined) return { kind: 'text', text: words };
  if (typeof part.valueBoolean === 'boolean') return { kind: 'text', text: part.valueBoolean ? 'yes' : 'no' };
  return { kind: 'none' };
}

function limitOf(part: Raw): Pick<ObservationEntry, 'upperLimit' | 'upperLimitUnit'> {
  for (const range of objects(part, 'referenceRange')) {
    // A therapeutic or critical range is no limit of normal.
    const types = codesOf(object(range, 'type'));
    if (types.length > 0 && !types.includes('normal')) continue;
    const high = object(range, 'high');
    const upperLimit = number(high, 'value');
    if (upperLimit === undefined || !(upperLimit > 0)) continue;
    const upperLimitUnit = text(high, 'code') ?? text(high, 'unit');
    return upperLimitUnit === undefined ? { upperLimit } : { upperLimit, upperLimitUnit };
  }
  return {};
}

function isSpoiled(resource: Raw): boolean {
  const specimens = objects(resource, 'contained').filter((one) => one.resourceType === 'Specimen');
  const coded = [
    ...objects(resource, 'interpretation'),
    ...specimens.flatMap((one) => objects(one, 'condition')),
  ];
  if (coded.some((one) => codesOf(one).includes('HEM') || saysSpoiled(labelOf(one)))) return true;
  return objects(resource, 'note').some((note) => saysSpoiled(text(note, 'text') ?? ''));
}

function saysSpoiled(words: string): boolean {
  return words
    .slice(0, 500)
    .split(/[.,;\n]|\bbut\b/)
    .some((sentence) => SPOILED.test(sentence) && !UNSPOILED.test(sentence));
}
