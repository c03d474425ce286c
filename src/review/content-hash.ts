/** The hash a clinician signs: the rule as it decides, the sources it cites, and the codes and questions it counts. Pure. */
import type { CodeEntry, TextRule } from '#chart/codes';
import type { Source } from '#reason/knowledge';
import { addNeeds, expressionsOf, leavesOf, noNeeds, type Rule, type Wording } from '#rules';
import { sha256 } from './sha256.ts';

/** What a hash is made from beside the rule itself. */
export interface HashedContent {
  readonly sources: Readonly<Record<string, Readonly<Record<string, Source>>>>;
  readonly codes: readonly CodeEntry[];
  readonly textRules: readonly TextRule[];
  readonly wording: Wording;
}

/**
 * Hashes the rules of one knowledge; each value set is hashed once.
 *
 * In it: the whole rule with its findings, numbers and texts; its sources; of each value set it names the codes and the names
 * by which drugs are known in text; the questions and options it reads. Not in it: `status` (a signature is what changes
 * it), display texts of codes (a terminology release may reword them), vignettes (one more patient changes no rule), and
 * the program that reads all this.
 */
export class ContentHasher {
  private readonly codes = new Map<string, CodeEntry[]>();
  private readonly names = new Map<string, TextRule[]>();
  private readonly setHashes = new Map<string, string>();

  constructor(private readonly content: HashedContent) {
    for (const one of content.codes) listIn(this.codes, one.set).push(one);
    for (const one of content.textRules) listIn(this.names, one.set).push(one);
  }

  hash(rule: Rule): string {
    const { status: _status, ...decides } = rule;
    return sha256(
      canonical({
        rule: decides,
        sources: this.content.sources[rule.id] ?? {},
        sets: Object.fromEntries(this.setsOf(rule).map((id) => [id, this.hashOfSet(id)])),
        questions: questionsOf(rule, this.content.wording),
      }),
    );
  }

  /** The value sets a rule names anywhere, also those that only say what is in hand. */
  setsOf(rule: Rule): readonly string[] {
    const found = new Set<string>();
    const needs = noNeeds();
    for (const expr of expressionsOf(rule)) addNeeds(expr, needs);
    for (const kind of [needs.conditions, needs.drugs, needs.observations, needs.procedures, needs.family])
      for (const id of kind) found.add(id);
    for (const text of textsIn(rule)) if (this.codes.has(text)) found.add(text);
    return [...found].sort();
  }

  private hashOfSet(id: string): string {
    const known = this.setHashes.get(id);
    if (known !== undefined) return known;
    const codes = (this.codes.get(id) ?? []).map(({ display, ...one }) =>
      // An ingredient is also known by its name.
      canonical(one.ingredient ? { ...one, display } : one),
    );
    const everywhere = codes.length > 0 && id.startsWith('drug-') ? (this.names.get('*') ?? []) : [];
    const names = [...(this.names.get(id) ?? []), ...everywhere].map(canonical);
    const made = sha256(canonical([codes.sort(), names.sort()]));
    this.setHashes.set(id, made);
    return made;
  }
}

function questionsOf(rule: Rule, wording: Wording): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const leaf of expressionsOf(rule).flatMap((expr) => [...leavesOf(expr)])) {
    if (leaf.op !== 'answered' && leaf.op !== 'counted') continue;
    found[leaf.item] = wording.question(leaf.item);
    if (leaf.op === 'answered')
      for (const code of leaf.codes) found[`${leaf.item}|${code}`] = wording.option(leaf.item, code);
  }
  return found;
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) yield* textsIn(one);
}

/** JSON with the members of every object in order, so that equal content is equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`);
  return `{${members.join(',')}}`;
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const found = lists.get(key);
  if (found !== undefined) return found;
  const fresh: T[] = [];
  lists.set(key, fresh);
  return fresh;
}
