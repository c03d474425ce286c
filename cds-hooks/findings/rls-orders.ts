/** Restless legs when a drug for or against them is ordered: who has them, and whether the treatment itself has turned. */
import {
  all,
  answered,
  any,
  finding,
  unless,
  type DraftTest,
  type DraftWords,
  type Expr,
  type OrderWarning,
} from '#rules';
import * as drugs from './drugs.ts';
import * as history from './history.ts';
import * as restlessness from './restlessness.ts';
import * as symptoms from './symptoms.ts';

/** The pattern without what imitates it: a knot, one change of position, the whole body, constant numbness. */
const pattern = all(
  restlessness.restlessLegsPattern,
  unless(
    any(
      symptoms.hardMuscle,
      symptoms.reliefOneChange,
      symptoms.urgeWholeBody,
      symptoms.constantStocking,
      symptoms.reliefDangleWithoutMoving,
    ),
  ),
);
export const restless = finding(
  'restless legs recorded, or their pattern told',
  any(all(history.restlessLegsRecorded, unless(symptoms.noUrge)), pattern),
);
const spread = finding(
  'restless legs no longer only in the evening, in the arms too, or worsening',
  all(
    any(symptoms.urge, history.restlessLegsRecorded),
    any(
      symptoms.urgeNotInEvening,
      symptoms.allDay,
      answered('site', 'arms'),
      answered('onset.course', 'worsening'),
    ),
    unless(symptoms.urgeWholeBody),
  ),
);
/** What augmentation looks like in an intake: it cannot tell hours, so it opens the question and settles nothing. */
export const augmenting = all(drugs.dopamineAgonist, spread);

const REASON: DraftWords = { sets: ['cond-rls'], words: [['restless'], ['rls'], ['willis', 'ekbom']] };
/** Ordered for restless legs in so many words. */
export const statedReason: DraftTest = { reason: REASON };
/**
 * The same warning twice: where restless legs are the stated reason, and where none is stated and they are recorded or told.
 * @param unstated what the draft must be besides, where no reason says what it is for
 */
export const forRestlessLegs = (
  one: OrderWarning & { readonly when: Expr },
  unstated: DraftTest = {},
): readonly OrderWarning[] => [
  { ...one, draft: { ...one.draft, ...statedReason } },
  {
    ...one,
    id: `${one.id}-unstated`,
    draft: { ...one.draft, ...unstated, reason: { orNone: true } },
    when: all(one.when, restless),
  },
];
