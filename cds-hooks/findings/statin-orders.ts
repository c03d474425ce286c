/** A statin that an order ends, lowers or exchanges: is it a cramp, is it muscle disease, and what does the statin protect? */
import { all, any, days, finding, latest, recorded, unanswered, unless } from '#rules';
import * as history from './history.ts';
import * as labs from './labs.ts';
import * as muscle from './muscle.ts';

/** What makes a change of the statin right, or at least not a matter of cramps. */
export const muscleLikely = finding(
  'a sign of muscle disease (ache, weakness, dark urine, raised CK, a recorded myopathy) or an interacting drug',
  any(
    muscle.muscular,
    muscle.weak,
    muscle.darkUrine,
    muscle.ckOverFour,
    muscle.ckThousand,
    muscle.statinMyopathyRecorded,
    muscle.breakdownRecorded,
    muscle.otherMyopathyRecorded,
    muscle.interactingNow,
  ),
);
export const cramps = finding(
  'night cramps without a sign of muscle disease',
  all(
    any(muscle.crampOnly, recorded('cond-nocturnal-leg-cramp', { within: days(90) })),
    unless(muscleLikely),
  ),
);
export const protects = finding(
  'artery disease or diabetes',
  any(
    history.padSpecific,
    history.padUnspecific,
    history.arterialGraft,
    history.otherAtherosclerosis,
    history.diabetes,
  ),
);
export const acheWithoutCk = finding(
  'aching or weak leg muscles, CK not known within 14 days',
  all(muscle.muscular, unanswered(latest(labs.creatineKinase).below(1000))),
);
