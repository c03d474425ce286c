/** Recognises a leg complaint in a few words of free text; negation and other people's legs do not count. */
import type { ComplaintWords } from './knowledge.ts';

const LONGEST = 600;
/** A negation reaches this many words forward, unless the clause ends first. */
const REACH = 5;

/**
 * True when one clause names a part of the leg together with a trouble, or a whole phrase ("charley horse"),
 * and is neither negated nor about a relative. Text only opens the door; it is never evidence of a sign.
 */
export function namesComplaint(text: string, words: ComplaintWords): boolean {
  if (text === '') return false;
  const clauses = text
    .slice(0, LONGEST)
    .toLowerCase()
    .split(/[.;,\n]|\bbut\b|\bhowever\b/);
  return clauses.some((clause) => clauseNames(clause, words));
}

function clauseNames(clause: string, words: ComplaintWords): boolean {
  const tokens = clause.split(/[^a-z0-9'-]+/).filter((token) => token !== '');
  if (tokens.length === 0 || tokens.some((token) => words.others.includes(token.replace(/'s$/, ''))))
    return false;
  const spoken = ` ${tokens.join(' ')} `;
  const whole = words.whole.find((phrase) => spoken.includes(` ${phrase} `));
  if (whole !== undefined) return !negatedBefore(tokens, tokens.indexOf(whole.split(' ')[0] ?? ''), words);
  const body = tokens.findIndex((token) => words.body.includes(token));
  const trouble = tokens.findIndex((token) => words.trouble.includes(token));
  if (body < 0 || trouble < 0) return false;
  return !negatedBefore(tokens, Math.min(body, trouble), words) && !negatedBefore(tokens, trouble, words);
}

function negatedBefore(tokens: readonly string[], at: number, words: ComplaintWords): boolean {
  return tokens
    .slice(Math.max(0, at - REACH), Math.max(0, at))
    .some((token) => words.negations.includes(token));
}
