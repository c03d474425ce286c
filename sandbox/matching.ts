/** Whether one resource answers one search parameter: tokens, references, dates, strings, canonicals (R4 search). */
import { isRecord, itemsOf, textAt, valuesAt } from './json.ts';
import { COMPARISONS, spanIn, spanOf } from './periods.ts';
import { FhirProblem } from './problem.ts';
import type { Resource } from './json.ts';
import type { ParameterKind, SearchParameter } from './definitions.ts';

export type Test = (resource: Resource) => boolean;
type ValueTest = (found: unknown) => boolean;

interface Coded {
  readonly system: string | undefined;
  readonly code: string | undefined;
}

/** The codes in a CodeableConcept, Coding, Identifier, ContactPoint, code or boolean. */
function codesIn(value: unknown): readonly Coded[] {
  if (typeof value === 'string') return [{ system: undefined, code: value }];
  if (typeof value === 'boolean') return [{ system: undefined, code: String(value) }];
  if (!isRecord(value)) return [];
  if ('coding' in value) return itemsOf(value.coding).flatMap(codesIn);
  return [{ system: textAt(value, 'system'), code: textAt(value, 'code') ?? textAt(value, 'value') }];
}

function tokenTest(text: string): ValueTest {
  const bar = text.indexOf('|');
  const system = bar < 0 ? undefined : text.slice(0, bar);
  const code = text.slice(bar + 1);
  return (found) =>
    codesIn(found).some((coded) => {
      if (code !== '' && coded.code !== code) return false;
      // A plain `code` element has its system from the binding, which is not in the data.
      if (system === undefined || typeof found === 'string') return true;
      return (coded.system ?? '') === system;
    });
}

function referenceTest(text: string, target: string | undefined, base: string): ValueTest {
  const local = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;
  return (found) => {
    const reference = textAt(found, 'reference');
    if (reference === undefined) return false;
    const relative = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
    const [type, id] = relative.split('/');
    if (target !== undefined && type !== target) return false;
    return local.includes('/') ? relative === local : id === local;
  };
}

function dateTest(text: string, name: string): ValueTest {
  const [, prefix = 'eq', rest = ''] = /^([a-z]{2})?(.*)$/.exec(text) ?? [];
  // "+02:00" that was not percent-encoded arrives as " 02:00".
  const asked = spanOf(rest.replace(' ', '+'));
  const compare = Object.hasOwn(COMPARISONS, prefix) ? COMPARISONS[prefix] : undefined;
  if (asked === undefined || compare === undefined) {
    throw new FhirProblem(
      400,
      'value',
      `${name}: a date is YYYY, YYYY-MM, YYYY-MM-DD or a dateTime, with eq, ne, gt, lt, ge, le, sa or eb before it.`,
    );
  }
  return (found) => {
    const span = spanIn(found);
    return span !== undefined && compare(span, asked);
  };
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!isRecord(value)) return [];
  return ['text', 'family', 'given', 'prefix', 'suffix'].flatMap((key) =>
    itemsOf(value[key]).flatMap(stringsIn),
  );
}

function stringTest(text: string, modifier: string | undefined): ValueTest {
  return (found) =>
    stringsIn(found).some((candidate) => {
      if (modifier === 'exact') return candidate === text;
      return modifier === 'contains'
        ? plain(candidate).includes(plain(text))
        : plain(candidate).startsWith(plain(text));
    });
}

/** `url` matches any version of it, `url|1.0.0` that version only. */
function canonicalTest(text: string): ValueTest {
  return (found) =>
    found === text || (!text.includes('|') && typeof found === 'string' && found.split('|')[0] === text);
}

/** Modifiers each kind understands; for references also a type name. Others are refused, as R4 3.1.1.4.3 demands. */
const MODIFIERS: Readonly<Record<ParameterKind, readonly string[]>> = {
  token: ['not', 'missing'],
  reference: ['missing'],
  date: ['missing'],
  string: ['exact', 'contains', 'missing'],
  uri: ['missing'],
  canonical: ['missing'],
};

const OR = /(?<!\\),/;
const unescaped = (text: string): string => text.replace(/\\([,|$\\])/g, '$1');

/**
 * Compiles `name:modifier=a,b` into a test of one resource.
 * @throws FhirProblem 400 for a modifier or value that cannot be used
 */
export function compile(
  name: string,
  modifier: string | undefined,
  text: string,
  parameter: SearchParameter,
  base: string,
): Test {
  const { kind, paths } = parameter;
  const typed = kind === 'reference' && modifier !== undefined && /^[A-Z][A-Za-z]+$/.test(modifier);
  if (modifier !== undefined && !typed && !MODIFIERS[kind].includes(modifier)) {
    throw new FhirProblem(
      400,
      'not-supported',
      `${name}: the modifier ":${modifier}" is not supported here.`,
    );
  }
  const found: (resource: Resource) => readonly unknown[] = (resource) =>
    paths.flatMap((path) => valuesAt(resource, path));
  if (modifier === 'missing') {
    if (text !== 'true' && text !== 'false') {
      throw new FhirProblem(400, 'value', `${name}:missing is true or false.`);
    }
    return (resource) => (found(resource).length === 0) === (text === 'true');
  }
  const target = typed ? modifier : parameter.target;
  const makers: Readonly<Record<ParameterKind, (value: string) => ValueTest>> = {
    token: tokenTest,
    reference: (value) => referenceTest(value, target, base),
    date: (value) => dateTest(value, name),
    string: (value) => stringTest(value, modifier),
    uri: (value) => (candidate) => candidate === value,
    canonical: canonicalTest,
  };
  const alternatives = text.split(OR).map((value) => makers[kind](unescaped(value)));
  const any: Test = (resource) =>
    found(resource).some((value) => alternatives.some((alternative) => alternative(value)));
  return modifier === 'not' ? (resource) => !any(resource) : any;
}

/** What a resource is sorted by: milliseconds for dates, text for everything else. */
export function sortKey(resource: Resource, parameter: SearchParameter): number | string | undefined {
  const values = parameter.paths.flatMap((path) => valuesAt(resource, path));
  if (parameter.kind === 'date') {
    const spans = values.flatMap((value) => spanIn(value) ?? []);
    return spans.length === 0 ? undefined : Math.min(...spans.map((span) => span.start));
  }
  if (parameter.kind === 'token')
    return values.flatMap(codesIn).find((coded) => coded.code !== undefined)?.code;
  return values.flatMap((value) => textAt(value, 'reference') ?? stringsIn(value))[0];
}
