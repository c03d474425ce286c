/** Which numbers rules share, told by identity as the rules were loaded, and the file of the findings each lives in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as findings from '#findings';
import { folderOf } from '#knowledge/folders';
import type { Rule } from '#rules';
import { numbersOf, type RuleNumber, type SharedNumber } from './numbers.ts';

/** All numbers of the rules. JSON loses identity, so a page is told. */
export function sharedNumbers(root: string, rules: readonly Rule[]): readonly SharedNumber[] {
  const homes = homesOf(root);
  const byHolder = new Map<object, Map<string, RuleNumber[]>>();
  for (const one of rules.flatMap(numbersOf)) {
    const fields = byHolder.get(one.holder) ?? new Map<string, RuleNumber[]>();
    byHolder.set(one.holder, fields);
    fields.set(one.field, [...(fields.get(one.field) ?? []), one]);
  }
  const files = new Map(rules.map((rule) => [rule.id, `cds-hooks/${folderOf(rule)}/rule.ts`]));
  return [...byHolder].flatMap(([holder, fields]) =>
    [...fields.values()].map((numbers) => ({
      at: numbers.map(({ rule, path }) => ({ rule, path })),
      ...(homes.get(holder) ?? { file: files.get(numbers[0]?.rule ?? '') ?? '' }),
    })),
  );
}

interface Home {
  readonly file: string;
  readonly finding: string;
}

/** Every object of the findings with the exported finding nearest above it. */
function homesOf(root: string): ReadonlyMap<object, Home> {
  const index = readFileSync(join(root, 'cds-hooks', 'findings', 'index.ts'), 'utf8');
  const files = new Map(
    [...index.matchAll(/export \* as (\w+) from '\.\/([\w-]+\.ts)'/g)].map((m) => [m[1], m[2]]),
  );
  const nearest = new Map<object, Home & { readonly depth: number }>();
  for (const [topic, exported] of Object.entries(findings)) {
    const file = files.get(topic);
    if (file === undefined) continue;
    for (const [finding, value] of Object.entries(exported))
      walk(value, 0, (object, depth) => {
        if ((nearest.get(object)?.depth ?? Infinity) <= depth) return false;
        nearest.set(object, { file: `cds-hooks/findings/${file}`, finding, depth });
        return true;
      });
  }
  return new Map([...nearest].map(([object, { file, finding }]) => [object, { file, finding }]));
}

function walk(value: unknown, depth: number, visit: (object: object, depth: number) => boolean): void {
  if (typeof value !== 'object' || value === null || !visit(value, depth)) return;
  for (const one of Object.values(value)) walk(one, depth + 1, visit);
}
