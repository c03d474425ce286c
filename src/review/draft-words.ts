/** Which drafts a check is about, in English. */
import type { DraftMatch, DraftTest, DraftWords, Wording } from '#rules';

/** "medication: quinine (`drug-quinine`), or named "quinine"". */
export function sayMatch(match: DraftMatch, wording: Wording): string {
  const not = match.not === undefined ? '' : `, but not where it says ${quoted(match.not)}`;
  return `${match.kinds.join(' or ')}: ${sayWords(match, wording)}${not}.`;
}

export function sayWords(words: DraftWords, wording: Wording): string {
  return [
    ...(words.sets ?? []).map((set) => `${wording.set(set)} (\`${set}\`)`),
    ...(words.words ?? []).map((group) => `named ${group.map((word) => `"${word}"`).join(' with ')}`),
  ].join(', or ');
}

const CHANGES: Readonly<Record<NonNullable<DraftTest['change']>, string>> = {
  'replaced-or-lowered': 'it takes the place of a current drug of the kind, or gives less of it, or ends it',
  stopped: 'it ends the order',
};

export function sayTest(test: DraftTest, wording: Wording): string {
  return [
    ...(test.is === undefined ? [] : [`the draft is ${sayWords(test.is, wording)}`]),
    ...(test.reason === undefined
      ? []
      : [
          `it is ordered for ${sayWords(test.reason, wording)}${test.reason.orNone === true ? ', or no reason is given' : ''}`,
        ]),
    ...(test.change === undefined ? [] : [CHANGES[test.change]]),
  ].join(' and ');
}

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' or ');
