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
  'MEQ/L': 'meq/L',
  'IU/L': 'U/L',
  'I.U./L': 'U/L',
  '[IU]/L': 'U/L',
  'uIU/mL': 'u[IU]/mL',
  'mcIU/mL': 'u[IU]/mL',
  degC: 'Cel',
  'deg C': 'Cel',
  '°C': 'Cel',
  C: 'Cel',
  Celsius: 'Cel',
  degF: '[degF]',
  'deg F': '[degF]',
  '°F': '[degF]',
  F: '[degF]',
  Fahrenheit: '[degF]',
  'K/uL': '10*3/uL',
  'K/mcL': '10*3/uL',
  'K/mm3': '10*3/uL',
  'K/cumm': '10*3/uL',
  'thou/uL': '10*3/uL',
  'Thousand/uL': '10*3/uL',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  kgs: 'kg',
  years: 'a',
};

// Units that laboratories print in capitals or in small letters at will: no other unit is meant by any of them.
const ANY_CASE: ReadonlyMap<string, string> = new Map(
  'mmol/L umol/L nmol/L pmol/L meq/L g/dL mg/dL mg/L ug/dL ug/L ug/mL ng/mL ng/dL ng/L pg/mL U/L ukat/L mm[Hg] kPa mmol/mol'
    .split(' ')
    .map((unit) => [unit.toLowerCase(), unit]),
);

const MICRO = /[µμ]/g;
const MCG = /^mc(?=g\/|mol\/)/i;
const MERCURY = /^mm ?[([]?hg[)\]]?$/i;
const POWER_OF_TEN = /^[x×]? ?10(?:\^|\*\*|\*|e)?\(?([39³⁹])\)?(?=\/)/i;
const CLEARANCE = /^ml\/min ?\/ ?\{?1\.73[ _]?(?:m2|m\^2|m²|sq ?m)\}?$/i;
// "ug{FEU}/mL", "ng/mL FEU", "mg/L (DDU)": the equivalent stays in the unit, a measure lists the one it means.
const EQUIVALENT_INSIDE = /^(ng|ug|mg)\{(feu|ddu)\}\/(ml|l)$/i;
const EQUIVALENT_BEHIND = /^(ng|ug|mg)\/(ml|l) ?[({]?(feu|ddu)[)}]?$/i;

/** One spelling of several: micro signs, "mcg", powers of ten, capitals, blanks at the ends. */
function spelled(unit: string): string {
  const plain = unit.trim().replace(MICRO, 'u').replace(MCG, 'u');
  if (MERCURY.test(plain)) return 'mm[Hg]';
  if (CLEARANCE.test(plain)) return 'mL/min/{1.73_m2}';
  const inside = EQUIVALENT_INSIDE.exec(plain);
  if (inside !== null) return equivalent(inside[1], inside[3], inside[2]);
  const behind = EQUIVALENT_BEHIND.exec(plain);
  if (behind !== null) return equivalent(behind[1], behind[2], behind[3]);
  if (Object.hasOwn(SAME, plain)) return SAME[plain] ?? plain;
  const power = POWER_OF_TEN.exec(plain);
  if (power !== null) {
    const litre = plain.slice(power[0].length).replace('/mcL', '/uL');
    return `10*${power[1] === '3' || power[1] === '³' ? '3' : '9'}${litre}`;
  }
  return ANY_CASE.get(plain.toLowerCase()) ?? plain;
}

function equivalent(mass = '', volume = '', kind = ''): string {
  return `${mass.toLowerCase()}/${volume.toLowerCase() === 'l' ? 'L' : 'mL'}{${kind.toUpperCase()}}`;
}

// The library writes what it cannot read (blanks, brackets out of place) to the console: such text is never shown to it.
const READABLE = /^[^\s(){}]{1,40}$/;
// It also looks units up in plain objects: "3valueOf" finds a function there and the whole text on the console.
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

function readable(unit: string): boolean {
  return READABLE.test(unit) && !INHERITED.some((name) => unit.includes(name));
}

/** Unit arithmetic with a bounded memory of the pairs it has met; made once at start and passed in. */
export class Units {
  private readonly known = new Map<string, Conversion | null>();
  private readonly library = ucum.UcumLhcUtils.getInstance();

  /** How `from` becomes `to`, or null when it cannot be known. Annotations in braces carry no meaning, so they never convert. */
  conversion(from: string, to: string): Conversion | null {
    if (from === to) return { factor: 1 };
    if (!readable(from) || !readable(to)) return null;
    const key = `${from}>${to}`;
    const met = this.known.get(key);
    if (met !== undefined) return met;
    const found = this.asked(from, to);
    if (this.known.size < 512) this.known.set(key, found);
    return found;
  }

  // The library throws on names that every JavaScript object has ("constructor") and on some malformed expressions.
  private asked(from: string, to: string): Conversion | null {
    try {
      return this.ask(from, to);
    } catch {
      return null;
    }
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

  /** How a number in this unit becomes one in the canonical unit of a measure, or null when it cannot be known. */
  toCanonical(value: number, unit: string | undefined, rule: UnitRule): Conversion | null {
    if (rule.unit === '{ratio}') {
      if (unit === undefined || unit === '' || unit === '1' || /^\{[^}]*\}$/.test(unit)) return { factor: 1 };
      if (/^(?:ratio|index|unitless)$/i.test(unit)) return { factor: 1 };
      // "88 %" for an index of 0.88; "1.1 %" would be a typing error and stays unusable.
      return unit === '%' && value > 3 ? { factor: 0.01 } : null;
    }
    if (unit === undefined || unit.length > 40) return null;
    if (unit === rule.unit) return { factor: 1 };
    const plain = spelled(unit);
    return listed(unit, rule) ?? listed(plain, rule) ?? this.conversion(plain, rule.unit);
  }
}

function listed(unit: string, rule: UnitRule): Conversion | undefined {
  return rule.also !== undefined && Object.hasOwn(rule.also, unit) ? rule.also[unit] : undefined;
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
