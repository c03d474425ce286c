/** Poor sleeping posture or mattress: one posture hurts, one shift ends it, and nothing else is found. A diagnosis of exclusion that never leads beside a red flag. */
import { all, any, ask, cause, cites, offer, opposes, supports, unless } from '#rules';
import { exam, history, orders, posture, symptoms } from '#findings';

const positionSpecific = any('flat', 'sitting', 'onSide', 'seatedWorse');
const unbound = any('constant', 'nothing', 'keepsMoving', 'allDay');
const opposed = any('returns', 'deficit', 'sore', 'discoloured', 'swollen', 'pulses', all(unbound, unless('oneChange')));
// Where nobody spoke of a posture, a weak pulse says nothing about one.
const positional = any('oneChange', 'oneSided', positionSpecific);
const clear = unless(any(opposed, 'alarm'));

export default cause({
  id: 'sleep-posture',
  name: 'Sleeping posture (positional discomfort)',
  seed: 'Poor Sleeping Posture or Unsupportive Mattress',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M79.606', display: 'Pain in leg, unspecified' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    oneChange: supports('strong', symptoms.reliefOneChange, cites('irlssg-2014', 'matrix#strong')),
    examined: supports('moderate', posture.examinedNormal, cites('neuro-msk-5#tiers')),
    noFlags: supports('weak', symptoms.flagsNone, cites('neuro-msk-5#tiers')),
    oneSided: supports('weak', posture.oneSidedPosture, cites('neuro-msk-5#supporting')),
    flat: supports('weak', symptoms.worseFlat, cites('matrix#weak')),
    sitting: supports('weak', posture.worseSitting, cites('matrix#weak')),
    onSide: supports('weak', posture.worseOnSide, cites('matrix#weak')),
    seatedWorse: supports('weak', symptoms.seatedWorse, cites('matrix#weak')),
    inBed: supports('weak', symptoms.inBed, cites('matrix#weak')),
    morning: supports('weak', posture.inMorning, cites('matrix#weak', 'neuro-msk-5#supporting')),
    noKnot: supports('weak', symptoms.noHardMuscle, cites('matrix#weak')),
    urge: supports('weak', symptoms.urge, cites('matrix#weak')),
    atRest: supports('weak', symptoms.urgeAtRest, cites('matrix#weak')),
    pregnant: supports('weak', history.pregnancy, cites('neuro-msk-5#risk')),
    immobile: supports('weak', posture.immobile, cites('neuro-msk-5#risk')),
    alarm: opposes('moderate', posture.alarm, cites('neuro-msk-5#never', 'neuro-msk-1')),
    constant: opposes('strong', symptoms.constantPain, cites('matrix#against')),
    nothing: opposes('strong', symptoms.reliefNothing, cites('matrix#against')),
    keepsMoving: opposes('strong', posture.keepsMoving, cites('matrix#against', 'irlssg-2014')),
    returns: opposes('strong', symptoms.urgeReturns, cites('matrix#against')),
    allDay: opposes('strong', symptoms.allDay, cites('matrix#against')),
    deficit: opposes('strong', posture.deficit, cites('matrix#against', 'neuro-msk-5#opposing')),
    sore: opposes('strong', symptoms.sore, cites('matrix#against')),
    discoloured: opposes('strong', symptoms.toesDiscoloured, cites('matrix#against')),
    swollen: opposes('strong', posture.swollen, cites('neuro-msk-5#opposing')),
    pulses: opposes('strong', exam.pulsesReduced, cites('matrix#against')),
    perfusionUnknown: opposes('moderate', posture.perfusionUnknown, cites('neuro-msk-5#cap')),
    dangling: opposes('moderate', symptoms.reliefDangle, cites('matrix#dangle', 'neuro-msk-5#opposing')),
    walking: opposes('moderate', symptoms.worseWalking, cites('matrix#dangle')),
    stiff: opposes('moderate', posture.stiffOver45, cites('matrix#dangle')),
    brief: opposes('weak', symptoms.attackMinutes, cites('matrix#dangle')),
  },
  tiers: {
    probable: all('oneChange', positionSpecific, 'examined', 'noFlags', clear, unless(unbound)),
    possible: all(any('oneChange', 'oneSided'), clear),
    unlikely: any(all(opposed, positional), all(unbound, unless('oneChange'))),
  },
  // It never explains tonight while the pulses of a patient at vascular risk are not known.
  explains: {
    yes: all('oneChange', unless('perfusionUnknown'), unless(unbound), unless('dangling')),
    contributes: all(any('oneChange', 'oneSided'), unless('perfusionUnknown'), unless('dangling')),
    background: any('oneChange', 'oneSided'),
  },
  urgency: { established: [{ urgency: 'routine' }], probable: [{ urgency: 'routine' }], possible: [{ urgency: 'routine' }] },
  settle: [
    ask('relief', 'Does one change of position end it for the rest of the night?'),
    ask('worse', 'Which posture brings it on: flat, on one side, sitting?'),
    ask('exam.pulses', 'Pedal pulses of both feet'),
  ],
  missingAdvice: 'Ask whether one change of position ends it for the rest of the night, and whether it is gone in another bed; feel the foot pulses.',
  suggest: [
    offer(orders.footExam, { when: all(any('oneChange', 'oneSided'), 'perfusionUnknown'), cites: cites('neuro-msk-5#cap') }),
    offer(posture.pressurePoints, { when: all(any('oneChange', 'oneSided'), any('immobile', history.diabetes, history.padSpecific)), cites: cites('neuro-msk-5#tests') }),
  ],
  conflicts: [],
  cautions: [
    {
      when: all(any('oneChange', 'oneSided'), any('alarm', 'perfusionUnknown')),
      text: 'Posture does not exclude anything more serious: red flags and foot pulses first.',
      cites: cites('neuro-msk-1', 'neuro-msk-5#never'),
    },
    {
      when: all(any('oneChange', 'oneSided'), posture.backPain),
      text: 'With chronic low back pain a medium-firm mattress did better than a firm one; nothing is shown for leg pain.',
      cites: cites('kovacs-2003'),
    },
  ],
  never: [
    { id: 'headline-with-red-flag', text: 'Posture as the headline while a red flag, a new deficit or unknown pulses at vascular risk stand.', cites: cites('neuro-msk-5#never') },
    { id: 'costly-mattress', text: 'A costly mattress as treatment of leg pain.', cites: cites('neuro-msk-5#never', 'kovacs-2003') },
    { id: 'legs-above-heart', text: 'Legs above the heart before arterial disease is excluded.', cites: cites('neuro-msk-5#cautions') },
  ],
});
