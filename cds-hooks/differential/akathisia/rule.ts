/** Akathisia: restlessness of the whole body, by day as by night, days to weeks after a dopamine blocker (or SSRI) was started or raised. */
import { all, any, ask, cause, cites, offer, opposes, supports, unless } from '#rules';
import { exam, history, restlessness, symptoms } from '#findings';

const newDrug = any('blocker', 'serotonergic');
const evening = any('evening', 'restlessLegs');
const contested = unless(any(evening, 'walking', 'noUrge', 'startedAfter'));
const picture = all(restlessness.dayLongRestlessness, any(newDrug, 'exposed', 'newMedicine', 'withdrawal'));
const likely = all(restlessness.dayLongRestlessness, any(newDrug, 'coded'));

export default cause({
  id: 'akathisia',
  name: 'Akathisia (drug-induced restlessness)',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G25.71', display: 'Drug induced akathisia' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    wholeBody: supports('strong', symptoms.urgeWholeBody, cites('akathisia-chapter', 'matrix#strong')),
    blocker: supports('strong', restlessness.blockerNew, cites('neuro-msk-10a#exposure')),
    urge: supports('strong', symptoms.urge, cites('matrix#strong')),
    serotonergic: supports('moderate', restlessness.serotonergicNew, cites('neuro-msk-10a#exposure')),
    coded: supports('moderate', restlessness.akathisiaRecorded, cites('neuro-msk-10a#tiers')),
    exposed: supports('weak', restlessness.exposedLonger, cites('neuro-msk-10a#exposure')),
    withdrawal: supports('weak', restlessness.benzodiazepineStopped, cites('akathisia-chapter#onset')),
    newMedicine: supports('weak', restlessness.newMedicine, cites('matrix#weak')),
    notEvening: supports('weak', symptoms.urgeNotInEvening, cites('matrix#weak')),
    allDay: supports('weak', symptoms.allDay, cites('matrix#weak')),
    keepsMoving: supports('weak', restlessness.keepsMoving, cites('matrix#weak')),
    returns: supports('weak', symptoms.urgeReturns, cites('matrix#weak')),
    sleepAid: supports('weak', symptoms.sleepAidReported, cites('matrix#weak')),
    noUrge: opposes('strong', symptoms.noUrge, cites('matrix#against')),
    notWholeBody: opposes('strong', restlessness.notWholeBody, cites('akathisia-chapter')),
    evening: opposes('strong', symptoms.urgeInEvening, cites('matrix#against', 'neuro-msk-10a#opposing')),
    restlessLegs: opposes('strong', restlessness.restlessLegsPattern, cites('irlssg-2014')),
    startedAfter: opposes('strong', restlessness.startedAfterwards, cites('neuro-msk-13#trap-7')),
    refuted: opposes('strong', restlessness.akathisiaRefuted, cites('neuro-msk-10a#tiers')),
    walking: opposes('moderate', restlessness.walkingHelps, cites('akathisia-chapter', 'neuro-msk-10a#opposing')),
    paraesthesia: opposes('weak', symptoms.qualityNeuropathic, cites('akathisia-chapter')),
    atRest: opposes('weak', symptoms.urgeAtRest, cites('matrix#against')),
  },
  tiers: {
    established: all('coded', 'wholeBody', any('exposed', newDrug), contested),
    probable: all(restlessness.dayLongRestlessness, newDrug, contested),
    possible: any(
      'coded',
      all(picture, unless('noUrge'), unless(all('restlessLegs', unless('wholeBody')))),
      // Exposure and the urge, nobody has asked for the time of day.
      all('urge', newDrug, unless(any('notWholeBody', 'evening'))),
    ),
    unlikely: any('noUrge', 'notWholeBody', 'restlessLegs', 'refuted', all('evening', 'walking'), all(restlessness.dayLongRestlessness, 'startedAfter')),
  },
  explains: {
    yes: all(restlessness.dayLongRestlessness, any(newDrug, 'exposed', 'coded'), unless(evening), unless('startedAfter')),
    contributes: all('urge', any(newDrug, 'exposed', 'newMedicine', 'coded'), unless(all('evening', unless('wholeBody'))), unless('notWholeBody')),
    background: 'coded',
  },
  urgency: { established: [{ urgency: 'days' }], probable: [{ urgency: 'days' }], possible: [{ urgency: 'days', when: all(likely, contested) }, { urgency: 'routine' }] },
  settle: [
    ask('urge.whole-body', 'Is the restlessness all over the body and as bad in the daytime?'),
    ask('urge.worse-in-evening', 'Is it worse in the evening or night, or as bad all day?'),
    ask('exposure', 'Any medicine started or raised in the last 6 weeks, also for nausea, mood or sleep, or stopped?'),
    ask('relief', 'Does walking end it, or does the restlessness go on while walking?'),
  ],
  missingAdvice:
    'Ask for the dates of start and of every change of dose (antipsychotic, metoclopramide, prochlorperazine, antidepressant), for drugs stopped lately, and whether it is worse in the evening or the same all day. Ask about suicidal thoughts.',
  suggest: [
    offer(restlessness.askSuicidality, { urgency: 'same-day', when: any(likely, all('coded', 'urge')), cites: cites('akathisia-chapter#risk', 'neuro-msk-10a#suggest') }),
    offer(restlessness.prescriberReview, {
      urgency: 'days',
      when: all(picture, contested),
      unless: any(restlessness.blockerTaken, restlessness.serotonergicTaken),
      cites: cites('neuro-msk-10a#suggest'),
    }),
  ],
  conflicts: [
    {
      id: 'akathisia-blocker',
      when: all(restlessness.dayLongRestlessness, contested, restlessness.blockerTaken, restlessness.exposed),
      text: 'Restless all over by day and night on a dopamine blocker: akathisia until shown otherwise; no higher dose, an antipsychotic is not stopped without psychiatry.',
      urgency: 'days',
      order: restlessness.prescriberReview,
      cites: cites('neuro-msk-10a#suggest', 'neuro-msk-10a#never'),
    },
    {
      id: 'akathisia-serotonergic',
      when: all(restlessness.dayLongRestlessness, contested, 'serotonergic', unless(restlessness.blockerTaken)),
      text: 'Restless all over by day and night since an antidepressant was started: akathisia is possible; not stopped abruptly.',
      urgency: 'days',
      order: restlessness.serotonergicReview,
      cites: cites('neuro-msk-10a#exposure', 'neuro-msk-10a#suggest'),
    },
  ],
  cautions: [
    {
      when: all(likely, any(history.padSpecific, history.restPainRecorded, exam.pulsesAbsent)),
      text: 'Arterial disease is recorded: propranolol, often given for akathisia, is for the prescriber to weigh (also with asthma or a slow pulse).',
      cites: cites('neuro-msk-10a#cautions'),
    },
    { when: all(likely, history.parkinson), text: 'Parkinson disease: a dopamine blocker harms here anyway; review it with the Parkinson team.', cites: cites('neuro-msk-10c') },
  ],
  never: [
    { id: 'raise-antipsychotic', text: 'Raising the antipsychotic against the restlessness.', cites: cites('neuro-msk-10a#never') },
    { id: 'dopamine-agonist', text: 'A dopamine agonist.', cites: cites('neuro-msk-10a#never') },
    { id: 'iron-alone', text: 'Iron as the sole plan.', cites: cites('neuro-msk-10a#never') },
    { id: 'stop-antipsychotic', text: 'Stopping an antipsychotic without psychiatry.', cites: cites('neuro-msk-10a#cautions') },
  ],
});
