/** Recognises a leg complaint in a few words of free text; negation and other people's legs do not count. */
import type { ComplaintWords } from './knowledge.ts';

const LONGEST = 600;
/** A negation reaches this many words forward, unless the clause ends first. */
const REACH = 5;
/** The most words of an entry whose comma only turns it round: "pain, lower leg". */
const INVERTED = 4;
/** "legs pain free", "cramps have resolved": a negation after the complaint stands close by. */
const REACH_BACK = 3;

/**
 * True when one clause names a part of the leg together with a trouble, or a whole phrase ("charley horse"),
 * and is neither negated nor about a relative. Text only opens the door; it is never evidence of a sign.
 */
export function namesComplaint(text: string, words: ComplaintWords): boolean {
  if (text === '') return false;
  // Word processors print another apostrophe: "leg doesn’t hurt".
  const plain = text.slice(0, LONGEST).toLowerCase().replaceAll('\u2019', "'");
  const said = words.idioms.reduce((rest, idiom) => rest.replaceAll(idiom, ' '), plain);
  // "Pain, leg": an entry of a list, not a sentence.
  const listed = said.split(/\s+/).length <= INVERTED;
  const clauses = said.split(listed ? /[.;\n]/ : /[.;,\n]|\bbut\b|\bhowever\b/);
  let denying = false;
  for (const clause of clauses) {
    const tokens = clause.split(/[^a-z0-9']+/).filter((token) => token !== '');
    // "Denies fever, chills, or leg pain": the list goes on as it began.
    const goesOn: boolean = denying && (tokens[0] === 'or' || tokens[0] === 'nor');
    if (!goesOn && clauseNames(tokens, words)) return true;
    denying =
      goesOn || tokens.some((token) => words.negations.includes(token)) || (denying && tokens.length <= 3);
  }
  return false;
}

function clauseNames(tokens: readonly string[], words: ComplaintWords): boolean {
  // Relatives who have it, not those who say it of the patient: "her daughter reports leg pain".
  const another = (token: string, at: number): boolean =>
    words.others.includes(token.replace(/'s$/, '')) && !words.reporting.includes(tokens[at + 1] ?? '');
  if (tokens.length === 0 || tokens.some(another)) return false;
  // "Leg pain: denies".
  if (words.negations.includes(tokens.at(-1) ?? '')) return false;
  const stands = (at: number): boolean => !negated(tokens, at, words);
  const spoken = ` ${tokens.join(' ')} `;
  const whole = words.whole.find((phrase) => spoken.includes(` ${phrase} `));
  if (whole !== undefined) return stands(spoken.slice(0, spoken.indexOf(` ${whole} `)).split(' ').length - 1);
  // "Low back pain no leg pain": it is enough, and needed, that some part and some trouble are both not negated.
  const named = (list: readonly string[]): boolean =>
    tokens.some((token, at) => list.includes(token) && stands(at));
  return named(words.body) && named(words.trouble);
}

function negated(tokens: readonly string[], at: number, words: ComplaintWords): boolean {
  for (let i = at - 1; i >= Math.max(0, at - REACH); i -= 1) {
    const token = tokens[i] ?? '';
    // "Not sleeping due to leg cramps": the reason is not what is denied.
    if (words.reasons.includes(token)) break;
    // "No relief of leg pain": what is denied is the relief.
    if (words.negations.includes(token) && !words.deniable.includes(tokens[i + 1] ?? '')) return true;
  }
  // "Resolved" ends it, "not resolved" does not; "non-painful" has no pain.
  return (
    tokens[at - 1] === 'non' ||
    tokens
      .slice(at + 1, at + 1 + REACH_BACK)
      .some((token, i) => words.endings.includes(token) && !words.negations.includes(tokens[at + i] ?? ''))
  );
}
