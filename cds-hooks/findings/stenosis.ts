/** Lumbar spinal stenosis: leg pain that walking or standing brings and sitting or bending forward ends, and its published score. */
import {
  age,
  all,
  answered,
  any,
  finding,
  not,
  points,
  recorded,
  refuted,
  scored,
  suspected,
  unless,
  type Score,
} from '#rules';
import * as history from './history.ts';
import * as perfusion from './perfusion.ts';
import * as spine from './spine.ts';
import * as symptoms from './symptoms.ts';

// On record
export const stenosisRecorded = finding(
  'lumbar spinal stenosis recorded',
  recorded('cond-lumbar-spinal-stenosis'),
);
export const stenosisUnspecific = finding(
  'spinal stenosis recorded, level not stated',
  all(history.lumbarStenosis, unless(stenosisRecorded)),
);
export const stenosisSuspected = finding(
  'lumbar spinal stenosis recorded as unconfirmed',
  suspected('cond-lumbar-spinal-stenosis', { nonspecific: true }),
);
export const stenosisRefuted = finding(
  'lumbar spinal stenosis refuted',
  refuted('cond-lumbar-spinal-stenosis', { nonspecific: true }),
);
export const spondylolisthesis = finding(
  'lumbar spondylolisthesis recorded',
  recorded('cond-spondylolisthesis'),
);

// Posture
export const seatedGone = spine.seatedGoneOfLoad;
export const seatedBetter = finding(
  'worse walking or standing, better when sitting down',
  all(spine.loadedPain, answered('seated', 'better')),
);
export const bendForward = finding(
  'on walking or standing, better bending forward',
  all(any(spine.loadedPain, answered('timing', ['walking', 'standing'])), symptoms.reliefBendForward),
);
export const onStanding = finding(
  'worse with standing, or present on standing',
  any(symptoms.worseStanding, answered('timing', 'standing')),
);
export const seatedNoBetter = finding(
  'the same or worse when sitting down',
  answered('seated', ['same', 'worse']),
);
/** Calf pain on walking that ends standing still is the artery (DECISIONS: only with exertional pain). */
export const standingRelieves = finding(
  'worse walking, better standing still',
  all(symptoms.worseWalking, symptoms.reliefStand, unless(symptoms.worseStanding)),
);
/** Brought on by walking, not there all day, and no morning stiffness that names a joint or muscle disease. */
export const claudicationOfOlder = all(
  age.atLeast(50),
  any(symptoms.worseWalking, symptoms.onWalking),
  any(spine.proximalPain, symptoms.backToLeg, symptoms.bothLegsAffected, symptoms.worseStanding),
  unless(
    any(
      symptoms.allDay,
      symptoms.constantPain,
      answered('stiffness.duration', ['over-45-min', 'over-60-min']),
      answered('stiffness.both-shoulders', 'yes'),
    ),
  ),
);
const SHORTER = ['under-2-weeks', '2-to-12-weeks', '3-to-6-months'] as const;
const SHORTER_WHEN = ['under-48-hours', '2-to-14-days', '2-to-12-weeks', '3-to-6-months'] as const;
export const onsetOverSixMonths = finding(
  'began more than 6 months ago',
  all(
    any(
      answered('onset', 'over-6-months', { life: 'pattern' }),
      answered('onset.when', 'over-6-months', { life: 'pattern' }),
    ),
    unless(
      any(
        answered('onset', SHORTER, { life: 'pattern' }),
        answered('onset.when', SHORTER_WHEN, { life: 'pattern' }),
      ),
    ),
  ),
);
export const arteryCompetes = finding(
  'artery disease by record, index or pulses',
  any(history.padSpecific, perfusion.indexMeetsCriterion, perfusion.pulsesReduced),
);

// Score
// Nobody is asked whether bending backward eases: worse leaning back, or better bending forward, says that it does not. [P]
const bendBackwardOpen = not(any(spine.worseLeaningBack, symptoms.reliefBendForward));
const walkingEndedByRest = all(
  symptoms.worseWalking,
  any(symptoms.reliefRest, answered('seated', ['gone', 'better'])),
);
/** Self-reported history score of 2008: the points of the paper, computed over what is recorded. */
export const sugioka: Score = {
  id: 'sugioka-stenosis',
  name: 'Sugioka stenosis score',
  version: 'history items, 2008 (probable from 7)',
  items: [
    points(2, 'age 60 to 70', age.between(60, 70)),
    points(3, 'age above 70', age.above(70)),
    points(1, 'for more than 6 months', onsetOverSixMonths),
    points(2, 'better bending forward', symptoms.reliefBendForward),
    points(-2, 'better bending backward', bendBackwardOpen),
    points(2, 'worse standing', symptoms.worseStanding),
    points(1, 'walking must be interrupted', walkingEndedByRest),
    points(1, 'urinary incontinence', symptoms.flagSphincter),
  ],
  cites: ['neuro-msk 6B', 'neuro-msk 11'],
};
/** On what is recorded, whatever the open items bring. */
export const sugiokaHigh = finding('Sugioka score at least 7', scored(sugioka).atLeast(7));
export const gaitOfStenosis = finding('wide-based gait', answered('exam.gait', 'wide-based'));
