/** Bone or spinal pain in someone who has or had cancer: where, how new, and what makes it a matter of today. */
import { all, answered, any, anyOf, days, everRecorded, finding, recorded, unless, weeks } from '#rules';
import { deepBone } from './cramp.ts';
import * as history from './history.ts';
import * as spine from './spine.ts';
import * as symptoms from './symptoms.ts';

const LEG_PAIN = ['sx-leg-pain', 'sx-foot-toe-pain', 'sx-knee-hip-ankle-pain'];
const began = answered('onset', anyOf('under-2-weeks', '2-to-12-weeks'));
const beganWhen = answered('onset.when', anyOf('under-48-hours', '2-to-14-days', '2-to-12-weeks'));
export const newPain = finding(
  'new within 12 weeks, or worsening',
  any(began, beganWhen, symptoms.worsening),
);
/** Coded for the first time within 12 weeks, and nobody says that it is older. */
const newlyCoded = (sets: readonly string[]) =>
  all(
    recorded(sets, { within: weeks(12) }),
    unless(everRecorded(sets, { olderThan: weeks(12) })),
    unless(symptoms.onsetOverMonths),
  );
const oneBone = all(deepBone, unless(any(symptoms.bothEqual, symptoms.hardMuscle)));
const unremitting = all(
  symptoms.oneLeg,
  symptoms.constantPain,
  symptoms.reliefNothing,
  unless(any(symptoms.qualityNeuropathic, symptoms.hardMuscle)),
);
export const localBonePain = finding(
  'pain deep in one bone, or constant pain of one leg that nothing eases',
  any(oneBone, unremitting),
);
export const spinalPain = finding(
  'pain in the back, or from the back into the leg',
  any(symptoms.siteBack, symptoms.backToLeg),
);
export const spinalPainCoded = finding(
  'back pain recorded for the first time within 12 weeks',
  newlyCoded(['sx-low-back-pain']),
);
export const legPainCoded = finding(
  'leg or foot pain recorded for the first time within 12 weeks',
  newlyCoded(LEG_PAIN),
);
/** A nerve root that a tumour of the spine may press on: no clearance, a question. */
export const sciaticaCoded = finding(
  'sciatica recorded for the first time within 12 weeks',
  newlyCoded(spine.RADICULOPATHY),
);
/** Somebody asked how it feels, and the bone was not named. */
export const feelsOtherwise = finding(
  'felt as something else than bone pain',
  all(
    answered(
      'quality',
      anyOf(
        'cramp',
        'burning',
        'tingling',
        'numb',
        'electric',
        'aching',
        'creeping',
        'throbbing',
        'hot-red',
        'no-pain',
      ),
    ),
    unless(deepBone),
  ),
);
/** Progressive, at night or lying, on straining, or severe. */
export const spinalAlarm = finding(
  'worsening, worse lying down or coughing, or severe',
  any(symptoms.worsening, symptoms.recumbentPain, answered('worse', 'cough'), symptoms.severePain),
);
export const onLoading = finding(
  'worse putting weight on it',
  answered('worse', anyOf('walking', 'standing', 'loading-joint')),
);
export const boneMetastasis = finding('bone metastasis recorded', recorded('cond-bone-metastasis'));
/** The code does not say which bone, so pain of one leg must stand beside it. */
export const pathologicalFracture = finding(
  'pathological fracture in cancer recorded within 14 days, with leg pain',
  all(
    recorded('cond-pathological-fracture-neoplasm', { within: days(14), nonspecific: true }),
    any(recorded(LEG_PAIN, { within: days(14) }), symptoms.oneLeg, symptoms.siteThigh),
  ),
);
export const anyPainOfBone = any(localBonePain, spinalPain, spinalPainCoded, boneMetastasis);
export const { cancerActive, cancerEver } = history;
