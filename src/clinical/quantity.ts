/** Measured values: one canonical unit per measure, conversions that are listed or dimensional, never guessed. */
import ucum from '@lhncbc/ucum-lhc';

/** A linear conversion into the canonical unit: canonical = value * factor + offset. */
export interface Conversion {
  readonly factor: number;
  readonly offset?: number;
}

/** What a measure is counted in and what can be true of a living patient. */
export interface UnitRule {
  /** Canonical unit, UCUM. `{ratio}` stands for a pure ratio, which may also arrive without a unit. */
  readonly unit: string;
  /** Conversions UCUM cannot know (molar mass, NGSP/IFCC, equivalents), by UCUM unit. */
  readonly also?: Readonly<Record<string, Conversion>>;
  /** Values outside are typing errors or another unit: refused and named. */
  readonly plausible: readonly [number, number];
}

/** A value as an interval in the canonical unit: `<0.4` is everything below 0.4. */
export interface Measured {
  readonly low: number;
  readonly high: number;
}

export type Reading =
  { readonly ok: true; readonly value: Measured } | { readonly ok: false; readonly reason: string };

// Spellings that are the same unit for every reader; anything else must be valid UCUM.
const SAME: Readonly<Record<string, string>> = {
  mmHg: 'mm[Hg]',
  'mEq/L': 'meq/L',
  'MEQ/L': 'meq/L',
  'µg/L': 'ug/L',
  'μg/L': 'ug/L',
  'mcg/L': 'ug/L',
  'µmol/L': 'umol/L',
  'μmol/L': 'umol/L',
  'mmol/l': 'mmol/L',
  'mg/dl': 'mg/dL',
  'ng/ml': 'ng/mL',
  'pg/ml': 'pg/mL',
  'ug/l': 'ug/L',
  'umol/l': 'umol/L',
  'mg/l': 'mg/L',
  'u/l': 'U/L',
  'IU/L': 'U/L',
  '[IU]/L': 'U/L',
  'µkat/L': 'ukat/L',
  degC: 'Cel',
  '°C': 'Cel',
  '10^3/uL': '10*3/uL',
  '10^9/L': '10*9/L',
  'K/uL': '10*3/uL',
  kg: 'kg',
  years: 'a',
};

/** Unit arithmetic with a bounded memory of the pairs it has met; made once at start and passed in. */
export class Units {
  private readonly known = new Map<string, Conversion | null>();
  private readonly library = ucum.UcumLhcUtils.getInstance();

  /** How `from` becomes `to`, or null when it cannot be known. Annotations in braces carry no meaning, so they never convert. */
  conversion(from: string, to: string): Conversion | null {
    if (from === to) return { factor: 1 };
    if (from.length > 40 || from.includes('{') || to.includes('{')) return null;
    const key = `${from}>${to}`;
    const met = this.known.get(key);
    if (met !== undefined) return met;
    const found = this.ask(from, to);
    if (this.known.size < 512) this.known.set(key, found);
    return found;
  }

  private ask(from: string, to: string): Conversion | null {
    const zero = this.library.convertUnitTo(from, 0, to);
    const one = this.library.convertUnitTo(from, 1, to);
    if (zero.status !== 'succeeded' || one.status !== 'succeeded') return null;
    if (typeof zero.toVal !== 'number' || typeof one.toVal !== 'number') return null;
    return { factor: one.toVal - zero.toVal, offset: zero.toVal };
  }

  /**
   * Reads a number with its unit into the canonical unit of a measure.
   * @param unit UCUM code if there is one, else the printed unit; undefined when the record has none
   * @param comparator FHIR comparator: `<`, `<=`, `>`, `>=`
   */
  read(value: number, unit: string | undefined, comparator: string | undefined, rule: UnitRule): Reading {
    if (!Number.isFinite(value)) return { ok: false, reason: 'not a number' };
    const conversion = this.toCanonical(value, unit, rule);
    if (conversion === null) {
      return { ok: false, reason: unit === undefined ? 'no unit' : 'unit not understood' };
    }
    // Rounded to 10 digits: 14.0 mg/dL must not become 3.5000000000000004 on its way to a threshold.
    const canonical = Number((value * conversion.factor + (conversion.offset ?? 0)).toPrecision(10));
    const [least, most] = rule.plausible;
    if (canonical < least || canonical > most) return { ok: false, reason: 'not plausible' };
    return interval(canonical, comparator);
  }

  private toCanonical(value: number, unit: string | undefined, rule: UnitRule): Conversion | null {
    if (rule.unit === '{ratio}') {
      if (unit === undefined || unit === '' || unit === '1' || /^\{[^}]*\}$/.test(unit)) return { factor: 1 };
      // "88 %" for an index of 0.88; "1.1 %" would be a typing error and stays unusable.
      return unit === '%' && value > 3 ? { factor: 0.01 } : null;
    }
    if (unit === undefined) return null;
    const spelled = Object.hasOwn(SAME, unit) ? (SAME[unit] ?? unit) : unit;
    const listed =
      rule.also !== undefined && Object.hasOwn(rule.also, spelled) ? rule.also[spelled] : undefined;
    return listed ?? this.conversion(spelled, rule.unit);
  }
}

function interval(value: number, comparator: string | undefined): Reading {
  switch (comparator) {
    case undefined:
      return { ok: true, value: { low: value, high: value } };
    case '<':
      return { ok: true, value: { low: -Infinity, high: below(value) } };
    case '<=':
      return { ok: true, value: { low: -Infinity, high: value } };
    case '>':
      return { ok: true, value: { low: above(value), high: Infinity } };
    case '>=':
      return { ok: true, value: { low: value, high: Infinity } };
    default:
      return { ok: false, reason: 'comparator not understood' };
  }
}

const below = (value: number): number => value - Math.max(Math.abs(value), 1) * 1e-9;
const above = (value: number): number => value + Math.max(Math.abs(value), 1) * 1e-9;

/** A limit as a rule states it. `between` includes both ends. */
export type Limit =
  | { readonly is: 'atMost' | 'below' | 'atLeast' | 'above'; readonly n: number }
  | { readonly is: 'between'; readonly n: number; readonly m: number };

/** Whether a measured interval satisfies a limit; undefined when it may or may not ("<0.9" against 0.4). */
export function satisfies(value: Measured, limit: Limit): boolean | undefined {
  const test = (n: number): boolean => holds(n, limit);
  if (limit.is === 'between') {
    if (value.low >= limit.n && value.high <= limit.m) return true;
    return value.high < limit.n || value.low > limit.m ? false : undefined;
  }
  const low = test(value.low);
  const high = test(value.high);
  return low === high ? low : undefined;
}

function holds(n: number, limit: Limit): boolean {
  switch (limit.is) {
    case 'atMost':
      return n <= limit.n;
    case 'below':
      return n < limit.n;
    case 'atLeast':
      return n >= limit.n;
    case 'above':
      return n > limit.n;
    case 'between':
      return n >= limit.n && n <= limit.m;
  }
}

/** The limit in words, with the unit: "at most 75 ng/mL". */
export function sayLimit(limit: Limit, unit: string): string {
  const u = /^\{.*\}$/.test(unit) || unit === '1' ? '' : ` ${unit}`;
  switch (limit.is) {
    case 'atMost':
      return `at most ${limit.n}${u}`;
    case 'below':
      return `below ${limit.n}${u}`;
    case 'atLeast':
      return `at least ${limit.n}${u}`;
    case 'above':
      return `above ${limit.n}${u}`;
    case 'between':
      return `from ${limit.n} to ${limit.m}${u}`;
  }
}
