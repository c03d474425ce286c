/** The numbers and weights of a rule that a reviewer may want otherwise: where each stands, and a rule with one of them changed. Pure. */
import type { Knowledge } from '#reason/knowledge';
import { say, type Expr, type Rule, type Weight, type Wording } from '#rules';
import { placesOf, type Place } from './uses.ts';

export const WEIGHTS: readonly Weight[] = ['weak', 'moderate', 'strong'];

/** Which part of an expression or criterion a number is, with the words for it. */
export const FIELDS = {
  weight: 'weight',
  'limit.n': 'limit',
  'limit.m': 'upper limit',
  floor: 'limit for the younger',
  over: 'age from which the limit grows',
  factor: 'growth for each year of age',
  by: 'change',
  n: 'how many of them',
} as const;
export type Field = keyof typeof FIELDS;

export type Value = number | Weight;

/** A number in the text of a rule, by the way to it: `criteria.lowIron.when.of.of.0.limit.n`. */
export interface NumberPlace {
  readonly rule: string;
  readonly path: string;
}

export interface RuleNumber extends NumberPlace {
  readonly field: Field;
  readonly value: Value;
  /** What holds it: an expression or a criterion. Rules that share a finding hold the same object. */
  readonly holder: object;
  /** The named findings it is part of, outermost first. */
  readonly within: readonly string[];
}

/** A number as a reader knows it. */
export interface SaidNumber extends RuleNumber {
  /** "ferritin at most 75 ng/mL within 6 months". */
  readonly sentence: string;
  /** "lowIron: for, moderate", and the id of that part on the rule's page. */
  readonly place: string;
  readonly anchor: string;
}

/** One number in the source: every place where it counts, and where it is written. */
export interface SharedNumber {
  readonly at: readonly NumberPlace[];
  readonly file: string;
  /** The finding of that file: `ironTrigger`. Of a number in a rule itself there is none. */
  readonly finding?: string;
}

/** Every number and weight of a rule. Points and items of published scores are not ours to change; their findings' limits are. */
export function numbersOf(rule: Rule): readonly RuleNumber[] {
  const weights: readonly RuleNumber[] =
    rule.kind !== 'cause'
      ? []
      : Object.entries(rule.criteria).map(([name, one]) => ({
          rule: rule.id,
          path: `criteria.${name}.weight`,
          field: 'weight',
          value: one.weight,
          holder: one,
          within: [],
        }));
  return [...weights, ...numbersBelow(rule, rule.id, '', [])];
}

/** The numbers of a rule in words, in the order of its page. */
export function sayNumbers(rule: Rule, wording: Wording): readonly SaidNumber[] {
  // As JSON, so that a finding that stands at several places is told apart by its place.
  const read = JSON.parse(JSON.stringify(rule)) as Rule;
  const places = new Map<unknown, Place>(placesOf(read).map((place) => [place.expr, place]));
  return numbersOf(read).map((one) => {
    const place = partsAlong(read, one.path).flatMap((part) => places.get(part) ?? [])[0];
    const criterion = one.field === 'weight' ? one.path.split('.')[1] : undefined;
    const own = [...places.values()].find(({ anchor }) => anchor === `criterion-${criterion ?? ''}`);
    const [section = ''] = one.path.split('.');
    return {
      ...one,
      sentence:
        one.field === 'weight' ? `weight of ${criterion ?? ''}` : say(one.holder as Expr<string>, wording),
      place: (place ?? own)?.name ?? section,
      anchor: (place ?? own)?.anchor ?? section,
    };
  });
}

/** What a number may be changed to; a sentence where it may not. */
export function refusalOf(field: Field, value: unknown): string | undefined {
  if (field === 'weight')
    return WEIGHTS.some((one) => one === value)
      ? undefined
      : `a weight is one of ${WEIGHTS.join(', ')}, not ${String(value)}`;
  if (typeof value !== 'number' || !Number.isFinite(value)) return `not a number: ${String(value)}`;
  if (field === 'n' && (!Number.isInteger(value) || value < 1)) return 'it takes a whole number from 1 on';
  return undefined;
}

/** The knowledge with one number changed wherever it stands; rules without it stay the very objects they were. */
export function withNumber(knowledge: Knowledge, at: readonly NumberPlace[], value: Value): Knowledge {
  const change = <R extends Rule>(rules: readonly R[]): readonly R[] =>
    rules.map((rule) =>
      at
        .filter((one) => one.rule === rule.id)
        .reduce((changed, one) => put(changed, one.path.split('.'), value), rule),
    );
  return {
    ...knowledge,
    causes: change(knowledge.causes),
    flagFolders: change(knowledge.flagFolders),
    reliefs: change(knowledge.reliefs),
    orderChecks: change(knowledge.orderChecks),
  };
}

function put<T>(value: T, [step, ...rest]: readonly string[], to: Value): T {
  if (step === undefined) return to as T;
  if (typeof value !== 'object' || value === null || !(step in value))
    throw new Error(`no ${step} in the rule`);
  const part = put((value as Record<string, unknown>)[step], rest, to);
  return (
    Array.isArray(value)
      ? value.map((one, i) => (String(i) === step ? part : one))
      : { ...value, [step]: part }
  ) as T;
}

const isExpr = (value: object): value is Expr<string> => 'op' in value && typeof value.op === 'string';

function* numbersBelow(
  value: unknown,
  rule: string,
  path: string,
  within: readonly string[],
): Generator<RuleNumber> {
  if (typeof value !== 'object' || value === null) return;
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
  if (isExpr(value))
    for (const [field, number] of fieldsOf(value))
      yield { rule, path: below(field), field, value: number, holder: value, within };
  const names = isExpr(value) && value.op === 'finding' ? [...within, value.label] : within;
  for (const [key, part] of Object.entries(value)) {
    // What a measure is, is no criterion.
    if (key !== 'measure') yield* numbersBelow(part, rule, below(key), names);
  }
}

function fieldsOf(expr: Expr<string>): readonly (readonly [Field, number])[] {
  switch (expr.op) {
    case 'measure':
    case 'multiple':
    case 'counted':
    case 'age':
    case 'scored':
      return [
        ['limit.n', expr.limit.n],
        ...(expr.limit.is === 'between' ? ([['limit.m', expr.limit.m]] as const) : []),
      ];
    case 'measure-by-age':
      return [
        ['floor', expr.floor],
        ['over', expr.over],
        ['factor', expr.factor],
      ];
    case 'changed':
      return [['by', expr.by]];
    case 'at-least':
      return [['n', expr.n]];
    default:
      return [];
  }
}

/** Everything on the way to a number, outermost first. */
function partsAlong(rule: Rule, path: string): readonly unknown[] {
  const found: unknown[] = [];
  let at: unknown = rule;
  for (const step of path.split('.')) {
    at = (at as Readonly<Record<string, unknown>>)[step];
    found.push(at);
  }
  return found;
}
