/** Single mistakes in the rules, made on purpose: each a knowledge with one thing changed, and the sentence that says what. */
import type { Limit } from '#clinical/quantity';
import type { Knowledge } from '#reason/knowledge';
import { label, say, type Cause, type Criterion, type Expr, type Rule, type Wording } from '#rules';
import type { Vignette } from '#review/vignette';

export interface Mutant {
  /** The rule it was made in; for a shared finding, the first that uses it. */
  readonly rule: string;
  readonly kind: 'threshold' | 'operator' | 'criterion dropped' | 'weight sign' | 'code removed';
  readonly sentence: string;
  /** What replaces what, by identity; the mutant knowledge is made from it. */
  readonly swap?: readonly [object, object];
  /** The code that no longer counts. */
  readonly code?: string;
}

/** Never met and never unknown. */
const NEVER: Expr = { op: 'any', of: [] };
const FLIPPED: Readonly<Record<Exclude<Limit['is'], 'between'>, Exclude<Limit['is'], 'between'>>> = {
  atMost: 'above',
  above: 'atMost',
  below: 'atLeast',
  atLeast: 'below',
};

/** Every mutant of the rules. Expressions that rules share are mutated once, in all of them. */
export function mutantsOf(rules: readonly Rule[], wording: Wording): readonly Mutant[] {
  const seen = new Set<object>();
  return rules.flatMap((rule) => {
    const found: Mutant[] = rule.kind === 'cause' ? [...mutantsOfCriteria(rule, wording)] : [];
    walk(rule, seen, (expr) => {
      for (const [kind, to] of changesOf(expr)) {
        const sentence = `${label(expr, wording)} -> ${label(to, wording)}`;
        found.push({ rule: rule.id, kind, sentence: cut(sentence), swap: [expr, to] });
      }
    });
    return found;
  });
}

const cut = (text: string): string => (text.length > 220 ? `${text.slice(0, 219)}…` : text);

function mutantsOfCriteria(cause: Cause, wording: Wording): readonly Mutant[] {
  return Object.entries(cause.criteria).flatMap(([name, criterion]): readonly Mutant[] => {
    const said = `${name}: ${say(criterion.when, wording)}`;
    const without: Criterion = { ...criterion, when: NEVER };
    const turned: Criterion = { ...criterion, direction: criterion.direction === 'for' ? 'against' : 'for' };
    return [
      { rule: cause.id, kind: 'criterion dropped', sentence: cut(said), swap: [criterion, without] },
      { rule: cause.id, kind: 'weight sign', sentence: cut(said), swap: [criterion, turned] },
    ];
  });
}

function* changesOf(expr: Expr<string>): Generator<readonly ['threshold' | 'operator', Expr<string>]> {
  switch (expr.op) {
    case 'measure':
    case 'multiple':
    case 'counted':
    case 'age':
    case 'scored':
      for (const limit of moved(expr.limit)) yield ['threshold', { ...expr, limit }];
      if (expr.limit.is !== 'between')
        yield ['operator', { ...expr, limit: { ...expr.limit, is: FLIPPED[expr.limit.is] } }];
      return;
    case 'changed':
      for (const by of [expr.by * 1.2, expr.by * 0.8]) yield ['threshold', { ...expr, by }];
      return;
    case 'measure-by-age':
      for (const floor of [expr.floor * 1.1, expr.floor * 0.9]) yield ['threshold', { ...expr, floor }];
      yield ['operator', { ...expr, side: expr.side === 'atLeast' ? 'below' : 'atLeast' }];
      return;
    case 'all':
      if (expr.of.length > 1) yield ['operator', { op: 'any', of: expr.of }];
      return;
    case 'any':
      if (expr.of.length > 1) yield ['operator', { op: 'all', of: expr.of }];
      return;
    case 'at-least':
      for (const n of [expr.n - 1, expr.n + 1]) if (n > 0) yield ['threshold', { ...expr, n }];
      return;
    case 'not':
    case 'unless':
      yield ['operator', expr.of];
      return;
    default:
  }
}

// A whole small number moves by one, any other by a tenth.
function* moved(limit: Limit): Generator<Limit> {
  const step = Number.isInteger(limit.n) && Math.abs(limit.n) <= 20 ? 1 : Math.abs(limit.n) * 0.1;
  for (const by of [step, -step]) {
    if (limit.is === 'between') yield { ...limit, n: limit.n + by, m: limit.m + by };
    else yield { ...limit, n: limit.n + by };
  }
}

// Visits every expression once, wherever the rule keeps it.
function walk(value: unknown, seen: Set<object>, visit: (expr: Expr<string>) => void): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (isExpr(value)) visit(value);
  for (const one of Object.values(value)) walk(one, seen, visit);
}

const isExpr = (value: object): value is Expr<string> => 'op' in value && typeof value.op === 'string';

/** The knowledge with one object replaced wherever it stands; all that does not hold it stays as it is. */
export function swapped(knowledge: Knowledge, [from, to]: readonly [object, object]): Knowledge {
  const done = new Map<object, unknown>([[from, to]]);
  const replace = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (done.has(value)) return done.get(value);
    done.set(value, value);
    const entries = Object.entries(value);
    const changed = entries.map(([key, one]) => [key, replace(one)] as const);
    if (changed.every(([, one], i) => one === entries[i]?.[1])) return value;
    const made = Array.isArray(value) ? changed.map(([, one]) => one) : Object.fromEntries(changed);
    done.set(value, made);
    return made;
  };
  const rules = replace([knowledge.causes, knowledge.flagFolders, knowledge.reliefs]) as readonly [
    Knowledge['causes'],
    Knowledge['flagFolders'],
    Knowledge['reliefs'],
  ];
  return { ...knowledge, causes: rules[0], flagFolders: rules[1], reliefs: rules[2] };
}

const CODE_KEYS = new Set(['icd', 'snomed', 'loinc', 'rxnorm']);

/** The codes that vignettes use, each as a mutant in which it belongs to no set. */
export function codeMutants(vignettes: readonly Vignette[]): readonly Mutant[] {
  const found = new Set<string>();
  collectCodes(vignettes, (code) => found.add(code));
  return [...found]
    .sort()
    .map((code) => ({ rule: 'value sets', kind: 'code removed', sentence: code, code }));
}

/** Whether a vignette uses the code. */
export function usesCode(vignette: Vignette, code: string): boolean {
  let uses = false;
  collectCodes(vignette, (one) => {
    uses ||= one === code;
  });
  return uses;
}

function collectCodes(value: unknown, note: (code: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    if (CODE_KEYS.has(key)) note(String(one));
    else if (key !== 'expect') collectCodes(one, note);
  }
}

/** The vignette with that code made one that nobody knows. */
export function withoutCode(vignette: Vignette, code: string): Vignette {
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        CODE_KEYS.has(key) && String(one) === code ? 'NO-SUCH-CODE' : key === 'expect' ? one : replace(one),
      ]),
    );
  };
  return replace(vignette) as Vignette;
}
