/** Fibromyalgia: widespread pain for months by the criteria of 2016, beside what else there is and never above it. */
import { all, any, ask, cause, cites, notRuledOut, offer, opposes, supports, unless } from '#rules';
import { drugs, history, inflammation, joints, orders, rheumatologyOrders as care, rheumatologyScores as scores, symptoms, widespread } from '#findings';

// What must be looked at first stands above it, whatever the points.
const alarm = any('inflammatory', 'redFlag', 'muscleEnzyme');
const elsewhere = any(widespread.otherNight, alarm);
const diffuse = any('bothEqual', 'allDay', 'constant', 'aching', 'regions');
const wide = any('threeMonths', 'coded', 'generalised');
const contradicted = any(all(any('notThreeMonths', 'oneLeg'), unless(any('threeMonths', 'coded'))), all('refuted', unless('criteria')));
const inPlay = any('criteria', all('threeMonths', unless(contradicted)));
const routine = [{ urgency: 'routine' }] as const;

export default cause({
  id: 'fibromyalgia',
  name: 'Fibromyalgia',
  seed: 'Fibromyalgia',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M79.7', display: 'Fibromyalgia' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    criteria: supports('strong', scores.fibromyalgia2016, cites('wolfe-2016')),
    threeMonths: supports('strong', widespread.threeMonths, cites('wolfe-2016', 'matrix#three-months')),
    months: supports('strong', joints.beganOverSixMonths, cites('matrix#onset')),
    points: supports('moderate', scores.fibromyalgiaPoints, cites('wolfe-2016#points')),
    regions: supports('moderate', widespread.fourRegions, cites('wolfe-2016#regions')),
    coded: supports('moderate', widespread.fibromyalgiaRecorded, cites('neuro-msk-9#certain')),
    generalised: supports('weak', widespread.widespreadCoded, cites('neuro-msk-9#possible')),
    bothEqual: supports('weak', symptoms.bothEqual, cites('matrix#side')),
    aching: supports('weak', joints.aching, cites('matrix#quality')),
    allDay: supports('weak', symptoms.allDay, cites('matrix#all-day')),
    constant: supports('weak', symptoms.constantPain, cites('matrix#all-day')),
    warm: supports('weak', joints.reliefWarm, cites('matrix#relief')),
    nothing: supports('weak', symptoms.reliefNothing, cites('matrix#relief')),
    stiff: supports('weak', joints.stiffOver45, cites('matrix#stiffness')),
    shoulders: supports('weak', joints.bothShoulders, cites('matrix#stiffness')),
    urge: supports('weak', symptoms.urge, cites('matrix#urge')),
    urgeNotEvening: supports('weak', symptoms.urgeNotInEvening, cites('matrix#urge')),
    wholeBody: supports('weak', symptoms.urgeWholeBody, cites('matrix#urge')),
    mood: supports('weak', widespread.moodDisorder, cites('neuro-msk-9#risk')),
    oneLeg: opposes('strong', symptoms.oneLeg, cites('matrix#side')),
    swollenJoint: opposes('strong', joints.swollenJoint, cites('matrix#swollen')),
    synovitis: opposes('strong', joints.synovitisSmall, cites('matrix#swollen')),
    oneLegSwollen: opposes('strong', symptoms.oneLegSwollen, cites('matrix#swollen')),
    minutes: opposes('strong', symptoms.attackMinutes, cites('matrix#minutes')),
    sudden: opposes('strong', symptoms.onsetSudden, cites('matrix#onset')),
    notThreeMonths: opposes('strong', widespread.notThreeMonths, cites('neuro-msk-9#unlikely')),
    inflammatory: opposes('moderate', widespread.inflammatoryPicture, cites('neuro-msk-9#opposing')),
    redFlag: opposes('moderate', widespread.redFlagPicture, cites('neuro-msk-13#trap-12')),
    muscleEnzyme: opposes('moderate', inflammation.muscleEnzymeRaised, cites('neuro-msk-9#opposing')),
    weakness: opposes('moderate', any(symptoms.weakness, joints.proximalWeakness), cites('matrix#weakness')),
    refuted: opposes('moderate', widespread.fibromyalgiaRefuted, cites('neuro-msk-9#certain')),
    evening: opposes('weak', symptoms.urgeInEvening, cites('matrix#urge')),
    oneChange: opposes('weak', symptoms.reliefOneChange, cites('matrix#relief')),
  },
  tiers: { established: all('criteria', 'coded', unless(alarm)), probable: 'criteria', possible: all(wide, unless(contradicted)), unlikely: contradicted },
  explains: {
    yes: all(any('criteria', all('threeMonths', any(all('regions', notRuledOut('points')), all('coded', diffuse, notRuledOut('points'))))), unless(elsewhere)),
    contributes: all(any('threeMonths', all('coded', diffuse)), unless(elsewhere)),
    background: any(elsewhere, 'coded', 'generalised'),
  },
  urgency: { established: routine, probable: routine, possible: routine },
  scores: [
    { score: scores.widespreadPainIndex, unless: any(unless('threeMonths'), 'criteria', unless(scores.areasBegun)) },
    { score: scores.symptomSeverity, unless: any(unless('threeMonths'), unless(widespread.severityBegun)) },
  ],
  settle: [
    ask('widespread.pain-3-months', 'Pain in many parts of the body for 3 months or more?'),
    ask('widespread.areas', 'Which of the 19 areas hurt in the past week?'),
    ask('widespread.unrefreshed', 'Fatigue, waking unrefreshed, trouble thinking: 0 to 3 each?'),
    ask('urge', 'An urge to move the legs at rest in the evening, eased by moving?'),
  ],
  missingAdvice:
    'Fill in the form of painful areas and symptom severity, then ask for restless legs and for snoring or breathing pauses. Blood count, CRP with sedimentation rate, TSH and creatine kinase once; no rheumatoid or antinuclear antibodies.',
  suggest: [
    offer(care.widespreadAdvice, { when: all('criteria', unless(alarm)), cites: cites('eular-2016', 'neuro-msk-9#never-close') }),
    offer(care.physiotherapy, { when: all('criteria', unless(alarm)), label: 'Physiotherapy: graded aerobic and strengthening exercise', cites: cites('eular-2016') }),
    offer(care.crpEsr, { when: inPlay, unless: any(inflammation.inflammationRaised, inflammation.inflammationNormal), cites: cites('eular-2016#tests') }),
    offer(orders.bloodCount, { when: inPlay, cites: cites('eular-2016#tests') }),
    offer(orders.tsh, { when: inPlay, cites: cites('eular-2016#tests') }),
    offer(orders.creatineKinase, { when: inPlay, cites: cites('eular-2016#tests') }),
  ],
  conflicts: [
    {
      id: 'fibromyalgia-opioid',
      when: all(any('criteria', 'coded'), drugs.opioid, unless(drugs.gabapentinoid)),
      text: 'An opioid is on the list; strong opioids are not for fibromyalgia.',
      urgency: 'routine',
      order: care.opioid,
      cites: cites('eular-2016#never'),
    },
    {
      id: 'fibromyalgia-gabapentinoid-opioid',
      when: all(any('criteria', 'coded'), drugs.opioid, drugs.gabapentinoid),
      text: 'A gabapentinoid with an opioid depresses breathing: review both.',
      urgency: 'days',
      order: care.gabapentinoidOpioid,
      cites: cites('fda-2019-gabapentinoids'),
    },
  ],
  cautions: [
    {
      when: all(wide, alarm),
      text: 'Widespread pain explains no swollen joint, no raised CRP, no weakness and no fever: these come first.',
      cites: cites('wolfe-2016#valid', 'neuro-msk-13#trap-12'),
    },
    { when: all(wide, any(symptoms.urge, history.restlessLegsRecorded)), text: 'Restless legs beside it: amitriptyline or duloxetine can worsen them.', cites: cites('neuro-msk-13#trap-5') },
    { when: all('coded', unless('threeMonths')), text: 'Coded fibromyalgia closes no vascular or nerve work-up.', cites: cites('neuro-msk-9#never-close') },
    { when: all(inPlay, history.pregnancy), text: 'Pregnant: no drug for pain without its prescriber.', cites: cites('neuro-msk-9#cautions') },
  ],
  never: [
    { id: 'strong-opioids', text: 'Strong opioids, systemic steroids, or an anti-inflammatory drug alone.', cites: cites('eular-2016#never') },
    { id: 'antibody-screening', text: 'Rheumatoid factor or antinuclear antibodies as a screen.', cites: cites('eular-2016#tests') },
    { id: 'close-the-work-up', text: 'Closing the vascular or nerve work-up because fibromyalgia is coded.', cites: cites('neuro-msk-9#never-close') },
  ],
});
