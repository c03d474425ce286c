/** Restlessness of the whole body: what was started or stopped before it, what tells it from restless legs, and what a prescriber is asked. */
import {
  all,
  answered,
  any,
  days,
  finding,
  mayHaveCaused,
  not,
  recorded,
  refuted,
  takes,
  took,
  unless,
  weeks,
  type Order,
} from '#rules';
import * as exam from './exam.ts';
import { reviewTask } from './orders.ts';
import * as symptoms from './symptoms.ts';

const BLOCKERS = ['drug-antipsychotic', 'drug-dopamine-antagonist-antiemetic'] as const;
const SEROTONERGIC = ['drug-ssri', 'drug-snri', 'drug-duloxetine'] as const;

const recently = (label: string, sets: readonly string[]) =>
  finding(
    `${label} started within 6 weeks before the restlessness`,
    any(
      mayHaveCaused(sets, { within: weeks(6) }),
      // Begun within 6 weeks from today and not after the complaint: within 6 weeks before it, whenever that began.
      all(takes(sets, { startedWithin: weeks(6) }), mayHaveCaused(sets)),
    ),
  );
export const blockerNew = recently(
  'a dopamine blocker (antipsychotic, metoclopramide, prochlorperazine)',
  BLOCKERS,
);
export const serotonergicNew = recently('an SSRI or SNRI', SEROTONERGIC);
export const exposed = finding(
  'a dopamine blocker, SSRI or SNRI, not started after the restlessness',
  mayHaveCaused([...BLOCKERS, ...SEROTONERGIC]),
);
/** On such a drug for longer, or since nobody knows when. */
export const exposedLonger = finding(
  'on a dopamine blocker, SSRI or SNRI for longer, or with no known start',
  all(exposed, unless(any(blockerNew, serotonergicNew))),
);
export const blockerTaken = finding('a dopamine blocker', takes(BLOCKERS));
export const serotonergicTaken = finding('an SSRI or SNRI', takes(SEROTONERGIC));
/** Known only where such a drug is on the list and its start is dated: an empty list proves nothing. */
export const startedAfterwards = finding(
  'dopamine blocker, SSRI or SNRI started only after the restlessness',
  not(mayHaveCaused([...BLOCKERS, ...SEROTONERGIC])),
);
export const benzodiazepineStopped = finding(
  'a benzodiazepine stopped within 6 weeks',
  all(took('drug-benzodiazepine', { within: weeks(6) }), unless(takes('drug-benzodiazepine'))),
);
export const newMedicine = finding('a new medicine (reported)', answered('exposure', 'new-medicine'));
export const akathisiaRecorded = finding('drug-induced akathisia recorded', recorded('cond-akathisia'));
export const akathisiaRefuted = finding('drug-induced akathisia refuted', refuted('cond-akathisia'));

export const notWholeBody = finding(
  'restlessness of the legs only, or not as bad by day',
  answered('urge.whole-body', 'no'),
);
export const walkingHelps = finding('better with walking', answered('relief', 'walk'));
export const keepsMoving = finding('has to keep moving', answered('relief', 'keep-moving'));
export const restlessLegsPattern = finding(
  'the restless-legs pattern: urge, at rest, relieved by moving, in the evening',
  all(symptoms.urge, symptoms.urgeAtRest, symptoms.urgeInEvening),
);
export const dayLongRestlessness = finding(
  'restlessness of the whole body by day and night',
  any(symptoms.urgeWholeBody, all(symptoms.urge, symptoms.allDay, symptoms.urgeNotInEvening)),
);

// What restless legs do not do
export const otherLegDisease = finding(
  'one leg swollen, a sore that does not heal, or pale, blue or black toes',
  any(symptoms.oneLegSwollen, symptoms.sore, symptoms.toesDiscoloured),
);
export const motorSign = finding(
  'weakness, or upper motor neurone signs',
  any(symptoms.weakness, exam.powerReduced, exam.upperMotorSigns),
);
export const restOrMorning = finding(
  'better with rest or bending forward, or mainly on waking',
  any(symptoms.reliefRest, symptoms.reliefBendForward, answered('timing', 'morning')),
);

/** From the record or a clinician only: the form never asks it. */
export const suicidalRecorded = finding(
  'suicidal thoughts or a suicide attempt recorded within 90 days',
  recorded('cond-suicidality', { within: days(90) }),
);
export const akathisiaPicture = finding(
  'akathisia recorded, or restlessness of the whole body on a drug that causes it',
  any(akathisiaRecorded, all(dayLongRestlessness, exposed)),
);

export const prescriberReview = reviewTask(
  'review-akathisia',
  'Medication review: restlessness of the whole body after a new or raised drug',
  'With the prescriber, within days: date of start and of every change of dose, Barnes scale, lower the dose or change the drug. Metoclopramide and prochlorperazine are stopped with the prescriber; an antipsychotic is changed only with psychiatry. Do not raise it for the agitation. Also ask for anticholinergics and benzodiazepines stopped lately.',
);
export const serotonergicReview = reviewTask(
  'review-akathisia-antidepressant',
  'Medication review: restlessness of the whole body after an antidepressant',
  'With the prescriber, within days: date of start and of every change of dose, Barnes scale, slower titration or another drug. Not stopped abruptly.',
);
export const askSuicidality = reviewTask(
  'ask-suicidal-thoughts',
  'Ask about suicidal thoughts today: restlessness that cannot be borne',
  'Akathisia can bring suicidal thoughts. Ask directly, in private, today. If there are any: same-day psychiatric assessment, not alone until then.',
);
export const psychiatryToday: Order = {
  id: 'psychiatric-assessment-today',
  resource: 'ServiceRequest',
  text: 'Psychiatric assessment today: suicidal thoughts with akathisia',
  effort: 'referral',
  inHand: { words: [['psychiatr']] },
};
