/** Ingredient names in the text of a medication, found word by word in one pass, without regular expressions. */

export interface IngredientName {
  readonly name: string;
  readonly sets: readonly string[];
}

/**
 * `name` a further name of an ingredient; `lone` a name that counts only by itself (the "potassium" of losartan
 * potassium is a salt); `not-with` words beside which a set (or `*`, every set) is not meant: creams, eye drops.
 */
export interface TextRule {
  readonly set: string;
  readonly kind: 'name' | 'lone' | 'not-with';
  readonly words: string;
}

/** Too general to be read as an ingredient by themselves; text rules give the forms that count. */
const GENERAL = new Set(['iron', 'thyroid']);
const SHORTEST_NAME = 4;
/** Words RxNorm adds to an ingredient that prescribers leave out. */
const LEFT_OUT = new Set(['human', 'usp', 'complex']);
const BEFORE_LONE = new Set(['oral', 'elemental', 'chelated', 'slow']);
const AFTER_LONE = new Set(
  'supplement supplements tablet tablets tab tabs capsule capsules cap caps oral powder liquid mg mcg g meq mmol daily po'.split(
    ' ',
  ),
);

function kindOf(unit: number): 'letter' | 'digit' | 'other' {
  if (unit >= 97 && unit <= 122) return 'letter';
  return unit >= 48 && unit <= 57 ? 'digit' : 'other';
}

/** Runs of letters and runs of digits, in small letters: "Vitamin B12" is vitamin, b, 12. */
export function wordsOf(text: string): string[] {
  const low = text.toLowerCase();
  const words: string[] = [];
  let start = 0;
  let kind = 'other';
  for (let at = 0; at <= low.length; at += 1) {
    const here = at < low.length ? kindOf(low.charCodeAt(at)) : 'other';
    if (here === kind) continue;
    if (kind !== 'other') words.push(low.slice(start, at));
    start = at;
    kind = here;
  }
  return words;
}

/** The ways prescribers write an RxNorm ingredient: "Estrogens, Conjugated (USP)" as "conjugated estrogens" too. */
function spellings(display: string): string[][] {
  const parts = display
    .split(',')
    .map((part) => wordsOf(part).filter((word) => !LEFT_OUT.has(word)))
    .filter((part) => part.length > 0);
  const straight = parts.flat();
  const turned = [...parts].reverse().flat();
  const forms = parts.length > 1 ? [straight, turned] : [straight];
  return forms.filter(
    (form) => form.join('').length >= SHORTEST_NAME && !(form.length === 1 && GENERAL.has(form.join(''))),
  );
}

interface Phrase {
  readonly words: readonly string[];
  readonly lone: boolean;
  readonly sets: Set<string>;
}

function isNumber(word: string): boolean {
  return kindOf(word.charCodeAt(0)) === 'digit';
}

function standsAlone(words: readonly string[], from: number, to: number): boolean {
  const before = words[from - 1];
  const after = words[to];
  return (
    (before === undefined || BEFORE_LONE.has(before)) &&
    (after === undefined || isNumber(after) || AFTER_LONE.has(after))
  );
}

/** The names of all sets, arranged by first word. */
export class DrugText {
  readonly names: readonly IngredientName[];
  readonly #byFirst: ReadonlyMap<string, readonly Phrase[]>;
  readonly #against: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    ingredients: readonly { readonly set: string; readonly name: string }[],
    rules: readonly TextRule[],
  ) {
    const phrases = new Map<string, Phrase>();
    const add = (words: readonly string[], set: string, lone: boolean): void => {
      const id = words.join(' ');
      const phrase = phrases.get(id) ?? { words, lone, sets: new Set<string>() };
      phrase.sets.add(set);
      phrases.set(id, phrase);
    };
    for (const { set, name } of ingredients) {
      for (const words of spellings(name)) add(words, set, false);
    }
    const against = new Map<string, Set<string>>();
    for (const { set, kind, words } of rules) {
      if (kind !== 'not-with') add(wordsOf(words), set, kind === 'lone');
      else against.set(words, (against.get(words) ?? new Set<string>()).add(set));
    }
    const longestFirst = [...phrases.values()].sort(
      (a, b) => b.words.length - a.words.length || (a.words.join(' ') < b.words.join(' ') ? -1 : 1),
    );
    const byFirst = new Map<string, Phrase[]>();
    for (const phrase of longestFirst) {
      const first = phrase.words[0];
      if (first === undefined) continue;
      byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
    }
    this.names = longestFirst.map((phrase) => ({
      name: phrase.words.join(' '),
      sets: [...phrase.sets].sort(),
    }));
    this.#byFirst = byFirst;
    this.#against = against;
  }

  /** The sets named in a text, sorted; the longest name wins (gabapentin enacarbil is not gabapentin). */
  setsIn(text: string): readonly string[] {
    const words = wordsOf(text);
    const found = new Set<string>();
    for (let at = 0; at < words.length;) {
      const phrase = this.#phraseAt(words, at);
      for (const set of phrase?.sets ?? []) found.add(set);
      at += phrase?.words.length ?? 1;
    }
    for (const word of words) {
      const sets = this.#against.get(word);
      if (sets === undefined) continue;
      if (sets.has('*')) return [];
      for (const set of sets) found.delete(set);
    }
    return [...found].sort();
  }

  #phraseAt(words: readonly string[], at: number): Phrase | undefined {
    return this.#byFirst
      .get(words[at] ?? '')
      ?.find(
        (phrase) =>
          phrase.words.every((word, offset) => words[at + offset] === word) &&
          (!phrase.lone || standsAlone(words, at, at + phrase.words.length)),
      );
  }
}
