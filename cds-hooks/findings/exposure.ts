/** Which came first, the exposure or the symptom: what began after the complaint did not cause it. */
import {
  all,
  answered,
  any,
  anyOf,
  months,
  recorded,
  takes,
  unless,
  weeks,
  type Expr,
  type Window,
} from '#rules';

/** What one answer about the beginning proves stays true as it ages, so these live as long as a pattern. */
const began = (...codes: readonly string[]): Expr =>
  any(
    answered('onset', anyOf(...codes), { life: 'pattern' }),
    answered('onset.when', anyOf(...codes), { life: 'pattern' }),
  );

const beganBefore: readonly (readonly [Window, Expr])[] = [
  [months(6), began('over-6-months')],
  [months(3), began('3-to-6-months', 'over-6-months')],
  [weeks(2), began('2-to-12-weeks', '3-to-6-months', 'over-6-months')],
];
const RECORDED_BEFORE: readonly Window[] = [months(36), months(24), months(12), months(6), months(3)];

/** The drug is known to have been started after the complaint began, by the intake or by a dated diagnosis. */
function startedAfter(drug: string, complaint: readonly string[]): Expr {
  return any(
    ...beganBefore.map(([window, older]) => all(older, takes(drug, { startedWithin: window }))),
    ...RECORDED_BEFORE.map((window) =>
      all(
        recorded(complaint, { olderThan: window, nonspecific: true }),
        takes(drug, { startedWithin: window }),
      ),
    ),
  );
}

/** Takes the drug and, where dates are known, did so before the complaint began. */
export function takenBefore(drug: string, complaint: readonly string[]): Expr {
  return all(takes(drug), unless(startedAfter(drug, complaint)));
}

/** Started within the window and, where dates are known, before the complaint began. An unknown start stays unknown. */
export function newBefore(drug: string, window: Window, complaint: readonly string[]): Expr {
  return all(takes(drug, { startedWithin: window }), unless(startedAfter(drug, complaint)));
}
