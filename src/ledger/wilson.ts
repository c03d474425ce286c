/** A share with the interval that its small numbers allow. */

export interface Share {
  /** 0 to 1; null where there is nothing to share. */
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The 97.5 % point of the standard normal distribution. */
const Z = 1.959964;

/**
 * The share `part` / `whole` with its 95 % score interval: Wilson EB, Probable inference, the law of succession, and
 * statistical inference, J Am Stat Assoc 1927;22:209-212. Unlike the textbook interval it holds for few cards and for
 * shares near 0 and 1. It takes cards as independent; cards of one clinician or patient are not, so the truth is wider.
 * @throws RangeError when `part` is not a number of 0 to `whole`
 */
export function wilson(part: number, whole: number): Share {
  if (!(part >= 0 && part <= whole)) throw new RangeError('A part lies between 0 and the whole.');
  if (whole === 0) return { rate: null, low: null, high: null };
  const rate = part / whole;
  const square = (Z * Z) / whole;
  const middle = rate + square / 2;
  const half = Z * Math.sqrt((rate * (1 - rate)) / whole + square / (4 * whole));
  const bound = (value: number): number => Math.min(1, Math.max(0, value / (1 + square)));
  return { rate, low: bound(middle - half), high: bound(middle + half) };
}
