/** Search over everything a rule says: drugs, codes, findings, limits, sources, words; every hit says why it is one. Pure. */
import type { CodeEntry } from '#chart/codes';
import type { Source } from '#reason/knowledge';
import { citesOf, type Leaf, type Measure, type Rule, type Wording } from '#rules';
import { codeLike, matchesCode, plainCode } from './code-search.ts';
import { placesOf, setsOfLeaf, usesAt, type Use } from './uses.ts';

export interface SearchedContent {
  readonly rules: readonly Rule[];
  readonly sources: Readonly<Record<string, Readonly<Record<string, Source>>>>;
  readonly codes: readonly CodeEntry[];
  readonly wording: Wording;
}

/** A source passage as a reader needs it. */
export interface Passage {
  /** `irlssg-2014#1`: also the id of the element on the rule's page. */
  readonly cite: string;
  readonly text: string;
  readonly source: Source;
}

/** A place of a rule that reads what was searched. */
export interface ReadHit {
  readonly rule: Rule;
  readonly anchor: string;
  /** "reads ferritin at most 75 ng/mL within 6 months". */
  readonly why: string;
  /** Where the rule does so, and as part of which finding. */
  readonly where: readonly string[];
  readonly passages: readonly Passage[];
  /** Set where a measure is compared with a limit. */
  readonly measure?: Measure;
}

export interface CodeHit {
  readonly entry: CodeEntry;
  readonly set: string;
  readonly rules: readonly Rule[];
}

export interface SourceHit {
  readonly source: Source;
  readonly uses: readonly { readonly rule: Rule; readonly passages: readonly Passage[] }[];
}

export interface WordHit {
  readonly rule: Rule;
  readonly anchor: string;
  readonly why: string;
}

export interface Found {
  readonly names: readonly WordHit[];
  readonly limits: readonly ReadHit[];
  readonly findings: readonly ReadHit[];
  readonly drugs: readonly ReadHit[];
  readonly codes: readonly CodeHit[];
  readonly sources: readonly SourceHit[];
  readonly words: readonly WordHit[];
}

interface Indexed<T> {
  readonly text: string;
  readonly of: T;
}

const MEASURES = new Set<Leaf['op']>(['measure', 'measure-by-age', 'multiple', 'changed']);
const DRUGS = new Set<Leaf['op']>(['drug', 'culprit', 'took']);

/** Built once for a knowledge; a search is then a walk over some ten thousand short texts. */
export class SearchIndex {
  private readonly uses: readonly Indexed<Use>[];
  private readonly codes: readonly Indexed<CodeEntry>[];
  private readonly words: readonly Indexed<WordHit>[];
  private readonly names: readonly Indexed<WordHit>[];
  private readonly rulesOfSet = new Map<string, Set<Rule>>();

  constructor(private readonly content: SearchedContent) {
    const { rules, codes, wording } = content;
    const uses = rules.flatMap((rule) => placesOf(rule).flatMap((place) => usesAt(place, wording)));
    this.uses = uses.map((use) => ({ text: textOf(use), of: use }));
    for (const { leaf, place } of uses) {
      for (const set of setsOfLeaf(leaf)) {
        const known = this.rulesOfSet.get(set) ?? new Set();
        this.rulesOfSet.set(set, known.add(place.rule));
      }
    }
    this.codes = codes.map((entry) => ({
      text: `${entry.display} ${wording.set(entry.set)}`.toLowerCase(),
      of: entry,
    }));
    this.words = rules.flatMap(saidBy).map((hit) => ({ text: hit.why.toLowerCase(), of: hit }));
    this.names = rules.flatMap(namesOf).map((hit) => ({ text: hit.why.toLowerCase(), of: hit }));
  }

  search(query: string): Found {
    const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
    const has = ({ text }: Indexed<unknown>): boolean => terms.every((term) => text.includes(term));
    const codes = codeLike(query) ? this.byCode(query) : this.codes.filter(has).map((one) => one.of);
    // A drug is found by its own name as well as by its group; other codes' texts are too general for that.
    const sets = new Map<string, CodeEntry>();
    for (const entry of codes)
      if (!sets.has(entry.set) && (codeLike(query) || entry.system === 'rxnorm')) sets.set(entry.set, entry);
    const read = this.uses.flatMap((one) => {
      if (has(one)) return [{ use: one.of, because: undefined }];
      const set = setsOfLeaf(one.of.leaf).find((id) => sets.has(id));
      return set === undefined ? [] : [{ use: one.of, because: sets.get(set) }];
    });
    const kind = (test: (op: Leaf['op']) => boolean): readonly ReadHit[] =>
      [...this.hits(read.filter(({ use }) => test(use.leaf.op)))].sort(
        (a, b) => rank(a, terms) - rank(b, terms),
      );
    return {
      names: this.names.filter(has).map((one) => one.of),
      limits: kind((op) => MEASURES.has(op)),
      findings: kind((op) => !MEASURES.has(op) && !DRUGS.has(op)),
      drugs: kind((op) => DRUGS.has(op)),
      codes: codes.map((entry) => ({
        entry,
        set: entry.set,
        rules: [...(this.rulesOfSet.get(entry.set) ?? [])],
      })),
      sources: this.sourcesWith(terms),
      words: this.words.filter(has).map((one) => one.of),
    };
  }

  /** The passage behind a citation of a rule. */
  passages(rule: Rule, cites: readonly string[]): readonly Passage[] {
    return cites.flatMap((cite) => {
      const [id = '', anchor = 'main'] = cite.split('#');
      const source = this.content.sources[rule.id]?.[id];
      return source === undefined ? [] : [{ cite, text: source.says[anchor] ?? '', source }];
    });
  }

  private byCode(query: string): readonly CodeEntry[] {
    const asked = plainCode(query);
    const found = this.codes.map((one) => one.of).filter((entry) => matchesCode(entry, asked));
    const exact = found.filter((entry) => plainCode(entry.code) === asked || entry.prefix);
    return exact.length > 0 ? exact : found;
  }

  // The same sentence at several places of a rule is one hit.
  private hits(
    read: readonly { readonly use: Use; readonly because: CodeEntry | undefined }[],
  ): readonly ReadHit[] {
    const found = new Map<string, { hit: ReadHit; where: Set<string>; cites: Set<string> }>();
    for (const { use, because } of read) {
      const { place, sentence, within, leaf } = use;
      const key = `${place.rule.id}|${sentence}`;
      const through =
        because === undefined
          ? ''
          : ` (${because.code} ${because.display} is among ${this.content.wording.set(because.set)})`;
      const known = found.get(key) ?? {
        hit: {
          rule: place.rule,
          anchor: place.anchor,
          why: `reads ${sentence}${through}`,
          where: [],
          passages: [],
          ...('measure' in leaf ? { measure: leaf.measure } : {}),
        },
        where: new Set<string>(),
        cites: new Set<string>(),
      };
      found.set(key, known);
      known.where.add(within[0] === undefined ? place.name : `${place.name} (${within[0]})`);
      for (const cite of place.cites) known.cites.add(cite);
    }
    return [...found.values()].map(({ hit, where, cites }) => ({
      ...hit,
      where: [...where],
      passages: this.passages(hit.rule, [...cites]),
    }));
  }

  private sourcesWith(terms: readonly string[]): readonly SourceHit[] {
    const found = new Map<string, { source: Source; uses: { rule: Rule; passages: readonly Passage[] }[] }>();
    for (const rule of this.content.rules) {
      const cited = this.passages(rule, [...new Set(citesOf(rule))]);
      for (const [id, source] of Object.entries(this.content.sources[rule.id] ?? {})) {
        const own = cited.filter((one) => one.cite.split('#')[0] === id);
        const about = `${source.title} ${source.citation} ${source.dossier}`.toLowerCase();
        const hits = terms.every((term) => about.includes(term))
          ? own
          : own.filter(({ text }) => terms.every((term) => `${about} ${text.toLowerCase()}`.includes(term)));
        if (hits.length === 0) continue;
        const key = `${source.title}. ${source.citation}`;
        const known = found.get(key) ?? { source, uses: [] };
        found.set(key, known);
        known.uses.push({ rule, passages: hits });
      }
    }
    return [...found.values()];
  }
}

/** What itself is called so stands before what is only part of a finding that is. */
function rank({ why, measure }: ReadHit, terms: readonly string[]): number {
  const names = (text: string): boolean => terms.some((term) => text.toLowerCase().includes(term));
  if (measure !== undefined && names(measure.name)) return 0;
  return names(why) ? 1 : 2;
}

function textOf({ sentence, within, leaf }: Use): string {
  const ids = 'measure' in leaf ? [leaf.measure.id, ...(leaf.measure.words ?? []).flat()] : setsOfLeaf(leaf);
  const item = 'item' in leaf ? leaf.item : '';
  return [sentence, ...within, item, ...ids].join(' ').toLowerCase();
}

function namesOf(rule: Rule): readonly WordHit[] {
  const own = { rule, anchor: '', why: `${rule.name} (${rule.id})` };
  if (rule.kind !== 'flags') return [own];
  return [own, ...rule.flags.map((flag) => ({ rule, anchor: flag.id, why: `${flag.id} ${flag.name}` }))];
}

/** What a rule says on cards or forbids. */
function saidBy(rule: Rule): readonly WordHit[] {
  const said = (anchor: string, why: string): WordHit => ({ rule, anchor, why });
  const never = rule.never.map((one) => said('never', `never suggested: ${one.text}`));
  switch (rule.kind) {
    case 'cause':
      return [
        said('missing', `what is missing: ${rule.missingAdvice}`),
        ...rule.suggest.map((one) => said('suggestions', `suggests: ${one.label}`)),
        ...rule.conflicts.map((one) => said('conflicts', `safety card: ${one.text}`)),
        ...rule.cautions.map((one) => said('cautions', `caution: ${one.text}`)),
        ...never,
      ];
    case 'flags':
      return [
        ...rule.flags.flatMap((flag) => [
          said(flag.id, `${flag.id} says: ${flag.say}`),
          ...flag.suggest.map((one) => said(flag.id, `${flag.id} suggests: ${one.label}`)),
        ]),
        ...never,
      ];
    case 'relief':
      return [
        ...[...rule.blocks, ...rule.holds].map((one) =>
          said(`gate-${one.id}`, `says: ${one.text} ${one.instead ?? ''}`.trim()),
        ),
        said('advice', `advises: ${rule.advice.text}: ${rule.advice.body ?? ''}`),
        ...never,
      ];
    case 'order-check':
      return [
        ...rule.warnings.map((one) =>
          said(`warning-${one.id}`, `warns: ${one.text} ${one.instead ?? ''}`.trim()),
        ),
        ...never,
      ];
  }
}
