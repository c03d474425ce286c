/** Restless legs when a drug for or against them is ordered: who has them, and whether the treatment itself has turned. */
import { all, answered, any, finding, unless } from '#rules';
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
/** Dopaminergic drugs are Parkinson disease's own; nothing is said of them there. */
export const restlessWithoutParkinson = all(restless, unless(history.parkinson));

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
