/** Restless legs syndrome: the urge to move, at rest, relieved by moving, in the evening, and no better mimic. */
import { all, any, ask, atLeast, cause, cites, finding, latest, not, notRuledOut, offer, opposes, supports, unless, weeks, takes } from '#rules';
import { drugs, history, labs, orders, symptoms } from '#findings';

const ferritinLow = finding('ferritin at most 75 ng/mL', latest(labs.ferritin).atMost(75));
const ferritinIntravenousOnly = finding('ferritin 75 to 100 ng/mL: oral iron is not absorbed', all(latest(labs.ferritin).above(75), latest(labs.ferritin).atMost(100)));
const saturationLow = finding('transferrin saturation below 20 %', latest(labs.transferrinSaturation).below(20));
const ironOverload = finding('transferrin saturation at least 45 %', latest(labs.transferrinSaturation).atLeast(45));
const review = (drug: string) =>
  orders.reviewTask(
    `review-${drug.replace(/[^a-z]+/gi, '-').toLowerCase()}`,
    `Medication review: ${drug} with restless legs`,
    `${drug} can provoke or worsen restless legs. Review need, dose and alternatives; include over-the-counter products. Do not stop it abruptly.`,
  );

export default cause({
  id: 'restless-legs-syndrome',
  name: 'Restless legs syndrome',
  seed: 'Restless Legs Syndrome (RLS)',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G25.81', display: 'Restless legs syndrome' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    urge: supports('strong', symptoms.urge, cites('ferri-2007'), 'LR+ 31 (calculated)'),
    atRest: supports('strong', symptoms.urgeAtRest, cites('irlssg-2014#2')),
    moving: supports('strong', symptoms.relievedByMoving, cites('irlssg-2014#3', 'decisions#single-question')),
    evening: supports('strong', symptoms.urgeInEvening, cites('irlssg-2014#4')),
    returns: supports('moderate', symptoms.urgeReturns, cites('irlssg-2014#mimics')),
    creeping: supports('moderate', symptoms.qualityCreeping, cites('matrix#quality')),
    recorded: supports('moderate', history.restlessLegsRecorded, cites('irlssg-2014#coded')),
    lowIron: supports('weak', any(ferritinLow, saturationLow), cites('aasm-2025#iron')),
    provoking: supports('weak', drugs.rlsProvoking, cites('rls-drugs#list')),
    sleepAid: supports('weak', symptoms.sleepAidReported, cites('rls-drugs#otc')),
    kidney: supports('weak', history.dialysis, cites('dialysis-cohorts')),
    pregnancy: supports('weak', history.pregnancy, cites('dunietz-2017')),
    noUrge: opposes('strong', symptoms.noUrge, cites('ferri-2007#negative'), 'LR- near 0 (calculated)'),
    notEvening: opposes('strong', symptoms.urgeNotInEvening, cites('irlssg-2014#4')),
    knot: opposes('strong', symptoms.hardMuscle, cites('irlssg-2014#mimics')),
    wholeBody: opposes('moderate', symptoms.urgeWholeBody, cites('akathisia-chapter')),
    oneChange: opposes('strong', symptoms.reliefOneChange, cites('irlssg-2014#mimics')),
    danglingOnly: opposes('moderate', all(symptoms.reliefDangleStill, not(symptoms.urge)), cites('neuro-msk#trap-2')),
    constant: opposes('moderate', symptoms.constantPain, cites('matrix#duration')),
  },
  tiers: {
    established: all('recorded', 'urge', 'atRest', 'evening'),
    probable: all('urge', 'atRest', 'moving', 'evening', unless('knot'), unless('danglingOnly'), unless('oneChange'), unless('wholeBody'), unless('constant')),
    possible: any(
      all(atLeast(3, 'urge', 'atRest', 'moving', 'evening'), unless('noUrge'), unless('notEvening')),
      all('urge', notRuledOut('atRest'), notRuledOut('evening')),
      all('recorded', unless('noUrge')),
    ),
    unlikely: any('noUrge', 'notEvening'),
  },
  explains: { yes: all('urge', notRuledOut('evening')), background: 'noUrge' },
  urgency: { established: [{ urgency: 'routine' }], probable: [{ urgency: 'routine' }], possible: [{ urgency: 'routine' }] },
  settle: [
    ask('urge', 'When relaxing in the evening or trying to sleep, are there unpleasant, restless feelings in the legs relieved by walking or moving?'),
    ask('urge.worse-in-evening', 'Is it worse in the evening or night than in the morning?'),
    ask('urge.worse-at-rest', 'Does it begin or get worse when sitting or lying still?'),
    ask('attack.hard-muscle', 'Is the muscle visibly or palpably hard during the attack?'),
    orders.ferritinSaturation,
  ],
  missingAdvice:
    'Ask whether unpleasant restless feelings come at rest in the evening and are relieved by moving, and whether they return within minutes of stopping. Ferritin with transferrin saturation changes treatment in all; haemoglobin or a "normal" flag does not replace it.',
  suggest: [
    offer(orders.ferritinSaturation, { when: any('urge', 'recorded'), cites: cites('aasm-2025#iron-test') }),
    offer(orders.intravenousIronReferral, { when: all('urge', 'evening', ferritinIntravenousOnly), unless: ironOverload, cites: cites('aasm-2025#iron') }),
    offer(
      orders.reviewTask(
        'iron-deficiency-cause',
        'Find the cause of the iron deficiency',
        'Low ferritin or transferrin saturation with restless legs: look for blood loss, malabsorption and diet before or with replacement; no iron at transferrin saturation 45 % or more.',
      ),
      { when: all('urge', 'lowIron'), unless: ironOverload, cites: cites('aga-2020') },
    ),
    offer(orders.sleepReferral, { when: all('urge', drugs.dopamineAgonist), unless: history.parkinson, cites: cites('aasm-2025#augmentation') }),
    offer(
      orders.advice(
        'advice-restless-legs',
        'Advice on restless legs',
        'Avoid over-the-counter sleep aids with a sedating antihistamine; reduce caffeine, alcohol and nicotine in the evening; move or stretch when the urge comes. Tell us of other medicines, also without prescription.',
      ),
      { when: all('urge', 'atRest', 'evening'), cites: cites('rls-drugs#otc') },
    ),
  ],
  conflicts: [
    {
      id: 'rls-antihistamine',
      when: all('urge', drugs.sedatingAntihistamine),
      text: 'A sedating antihistamine worsens restless legs.',
      urgency: 'routine',
      order: review('Sedating antihistamine'),
      cites: cites('rls-drugs#list'),
    },
    {
      id: 'rls-mirtazapine',
      when: all('urge', drugs.mirtazapine),
      text: 'Mirtazapine is the antidepressant most often linked to new or worse restless legs.',
      urgency: 'routine',
      order: review('Mirtazapine'),
      cites: cites('rls-drugs#list'),
    },
    {
      id: 'rls-dopamine-blocker',
      when: all('urge', drugs.dopamineBlocker),
      text: 'A dopamine blocker can provoke restless legs or akathisia.',
      urgency: 'routine',
      order: review('Dopamine blocker'),
      cites: cites('rls-drugs#list'),
    },
    {
      id: 'rls-serotonergic',
      when: all('urge', any(drugs.serotonergic, drugs.tricyclic)),
      text: 'SSRIs, SNRIs (also duloxetine) and tricyclics can worsen restless legs.',
      urgency: 'routine',
      order: review('Antidepressant'),
      cites: cites('rls-drugs#list'),
    },
    { id: 'rls-lithium', when: all('urge', drugs.lithium), text: 'Lithium can worsen restless legs.', urgency: 'routine', order: review('Lithium'), cites: cites('rls-drugs#list') },
    {
      id: 'rls-augmentation',
      when: all('urge', drugs.dopamineAgonist, unless(history.parkinson)),
      text: 'On a dopamine agonist or levodopa: screen for augmentation (earlier in the day, stronger, spreading) and impulse control; never stop abruptly, do not raise the dose.',
      urgency: 'routine',
      order: orders.reviewTask(
        'review-augmentation',
        'Medication review: augmentation on a dopaminergic drug',
        'Screen for augmentation and impulse-control problems; plan any change with the prescriber; never stop abruptly.',
      ),
      cites: cites('aasm-2025#augmentation', 'aasm-2025#dopamine'),
    },
  ],
  cautions: [
    { when: ironOverload, text: 'Transferrin saturation is 45 % or more: no iron.', cites: cites('irlssg-2018') },
    {
      when: takes(['drug-gabapentin', 'drug-pregabalin', 'drug-opioid'], { startedWithin: weeks(12) }),
      text: 'A gabapentinoid or opioid was started within 12 weeks: check kidney function, breathing and falls before adding another.',
      cites: cites('fda-2019-gabapentinoids'),
    },
    { when: drugs.opioid, text: 'With an opioid on the list a gabapentinoid can depress breathing.', cites: cites('fda-2019-gabapentinoids') },
  ],
  never: [
    {
      id: 'dopamine-agonist-as-first-line',
      text: 'Pramipexole, ropinirole, rotigotine or levodopa as standard treatment; cabergoline at all; raising the dose in augmentation.',
      cites: cites('aasm-2025#dopamine'),
    },
    { id: 'iron-without-ferritin-and-saturation', text: 'Iron without ferritin and transferrin saturation, or on ferritin alone in inflammation.', cites: cites('aasm-2025#iron') },
    { id: 'sedating-antihistamine', text: 'Diphenhydramine or doxylamine for the insomnia; metoclopramide for nausea.', cites: cites('rls-drugs#list') },
    { id: 'other-drugs-against', text: 'Clonazepam, carbamazepine, valproate, valerian or bupropion as treatment of restless legs.', cites: cites('aasm-2025#against') },
  ],
});
