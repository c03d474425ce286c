/** The numbers of a rule to choose from: each once, with every place where it counts and the file it is written in. */
import { useEffect, useState } from 'react';
import { sayNumbers, type SaidNumber, type SharedNumber } from '#review/numbers';
import type { Rule, Wording } from '#rules';
import { fetchJson } from '../../../parts/json.ts';

export interface Choice {
  readonly number: SaidNumber;
  readonly home: SharedNumber;
  /** All places of this rule, the first of them `number`'s. */
  readonly places: readonly SaidNumber[];
}

export type Shared = ReadonlyMap<string, SharedNumber>;

export type LoadingShared =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'loaded'; readonly shared: Shared };

const keyOf = (rule: string, path: string): string => `${rule} ${path}`;

/** Which numbers rules share: only the service knows. */
export function useShared(): LoadingShared {
  const [loading, setLoading] = useState<LoadingShared>({ state: 'loading' });
  useEffect(() => {
    let gone = false;
    void fetchJson('/review/data/numbers.json').then((got) => {
      if (gone) return;
      if (!got.ok) {
        setLoading({ state: 'failed', why: got.why });
        return;
      }
      const list = got.body as readonly SharedNumber[];
      setLoading({
        state: 'loaded',
        shared: new Map(list.flatMap((one) => one.at.map(({ rule, path }) => [keyOf(rule, path), one]))),
      });
    });
    return () => {
      gone = true;
    };
  }, []);
  return loading;
}

/** In the order of the rule's page. */
export function choicesOf(rule: Rule, wording: Wording, shared: Shared): readonly Choice[] {
  const found = new Map<SharedNumber, SaidNumber[]>();
  for (const one of sayNumbers(rule, wording)) {
    const home = shared.get(keyOf(one.rule, one.path));
    if (home !== undefined) found.set(home, [...(found.get(home) ?? []), one]);
  }
  return [...found].flatMap(([home, places]) => {
    const [number] = places;
    return number === undefined ? [] : [{ number, home, places }];
  });
}

/** The choice a reader means who comes from a place of the rule: its first number, or else its weight. */
export function choiceAt(choices: readonly Choice[], anchor: string): Choice | undefined {
  const there = choices.filter((one) => one.places.some((place) => place.anchor === anchor));
  return there.find((one) => one.number.field !== 'weight') ?? there[0];
}

export const rulesTouched = ({ home }: Choice): readonly string[] => [
  ...new Set(home.at.map((one) => one.rule)),
];

/** Other numbers of the rule that compare the same measure with the same value, and would stay as they are. */
export function twinsOf(choice: Choice, choices: readonly Choice[]): readonly Choice[] {
  const measure = measureOf(choice);
  if (measure === undefined) return [];
  return choices.filter(
    (one) => one !== choice && measureOf(one) === measure && one.number.value === choice.number.value,
  );
}

function measureOf({ number: { holder } }: Choice): string | undefined {
  return 'measure' in holder ? (holder.measure as { readonly id: string }).id : undefined;
}

/** Names of findings that say the number in words: they are texts and would go on saying it. */
export function namesSaying({ number, places }: Choice): readonly string[] {
  const { value } = number;
  if (typeof value !== 'number') return [];
  const said = new RegExp(`(?<![\\d.])${String(value).replace('.', '\\.')}(?!\\d|\\.\\d)`);
  return [...new Set(places.flatMap((place) => place.within))].filter((name) => said.test(name));
}
