/** Restless legs syndrome: the urge to move, at rest, relieved by moving, in the evening, and no better mimic. */
import { all, any, ask, atLeast, cause, cites, multipleOfUpperLimit, notRuledOut, offer, opposes, supports, unless, type Conflict, type Expr } from '#rules';
import { cramp, drugs, history, iron, labs, nerve, orders, restlessness, reviews, symptoms } from '#findings';

const noMimic = unless(any('knot', 'danglingOnly', 'oneChange', 'wholeBody', 'neuropathic'));
const known = any('urge', 'recorded');
const provokes = <N extends string>(id: string, drug: string, when: Expr<N>, text: string): Conflict<N> => ({
  id: `rls-${id}`,
  when,
  text,
  urgency: 'routine',
  order: reviews.provokesRestlessLegs(id, drug),
  cites: cites('rls-drugs#list'),
});
const nephrology = { urgency: 'days', order: reviews.magnesium, cites: cites('neuro-msk-13b') } as const;

export default cause({
  id: 'restless-legs-syndrome',
  name: 'Restless legs syndrome',
  seed: 'Restless Legs Syndrome (RLS)',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G25.81', display: 'Restless legs syndrome' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    urge: supports('strong', symptoms.urge, cites('ferri-2007', 'irlssg-2014#1'), 'LR+ 31 (calculated)'),
    atRest: supports('strong', symptoms.urgeAtRest, cites('irlssg-2014#2')),
    evening: supports('strong', symptoms.urgeInEvening, cites('irlssg-2014#4')),
    lowIron: supports('moderate', iron.lowIron, cites('aasm-2025#iron', 'aasm-2025-tables#dialysis')),
    returns: supports('moderate', symptoms.urgeReturns, cites('neuro-msk#returns')),
    creeping: supports('moderate', symptoms.qualityCreeping, cites('matrix#quality')),
    recorded: supports('moderate', history.restlessLegsRecorded, cites('neuro-msk#coded')),
    newProvoker: supports('moderate', drugs.rlsProvokingNew, cites('neuro-msk#provoked')),
    provoking: supports('weak', drugs.rlsProvoking, cites('rls-drugs#list')),
    sleepAid: supports('weak', symptoms.sleepAidReported, cites('rls-drugs#otc')),
    kidney: supports('weak', history.dialysis, cites('dialysis-cohorts')),
    pregnancy: supports('weak', history.pregnancy, cites('dunietz-2017')),
    riskRecorded: supports('weak', history.restlessLegsRisk, cites('neuro-msk#risk')),
    family: supports('weak', history.restlessLegsInFamily, cites('irlssg-2014-supportive')),
    moving: supports('weak', symptoms.relievedByMoving, cites('irlssg-2014#3', 'decisions#single-question')),
    noUrge: opposes('strong', symptoms.noUrge, cites('ferri-2007#negative'), 'LR- near 0 (calculated)'),
    notEvening: opposes('strong', symptoms.urgeNotInEvening, cites('irlssg-2014#4')),
    notMoving: opposes('strong', symptoms.reliefNotEvenMoving, cites('irlssg-2014#3')),
    knot: opposes('strong', symptoms.hardMuscle, cites('irlssg-2014#mimics')),
    oneChange: opposes('strong', symptoms.reliefOneChange, cites('irlssg-2014#mimics')),
    exertional: opposes('moderate', symptoms.exertionalPain, cites('matrix#exertion')),
    danglingOnly: opposes('moderate', symptoms.reliefDangleWithoutMoving, cites('neuro-msk#trap-2')),
    wholeBody: opposes('moderate', symptoms.urgeWholeBody, cites('akathisia-chapter')),
    neuropathic: opposes('moderate', symptoms.constantStocking, cites('neuro-msk#stocking')),
    otherLeg: opposes('strong', restlessness.otherLegDisease, cites('matrix#other')),
    motor: opposes('strong', restlessness.motorSign, cites('matrix#other')),
    resting: opposes('moderate', restlessness.restOrMorning, cites('matrix#rest')),
    notReturning: opposes('moderate', symptoms.urgeDoesNotReturn, cites('neuro-msk#returns')),
    constant: opposes('weak', symptoms.constantPain, cites('matrix#duration')),
  },
  tiers: {
    established: all('recorded', 'urge', 'atRest', 'moving', 'evening', noMimic),
    probable: all('urge', 'atRest', 'moving', 'evening', noMimic),
    possible: any(
      all(atLeast(3, 'urge', 'atRest', 'moving', 'evening'), unless('noUrge'), unless('notEvening')),
      all('urge', notRuledOut('atRest'), notRuledOut('evening')),
      all('urge', 'newProvoker', unless('notEvening')),
      // In very severe disease relief and evening may be lost: a coded syndrome is refuted by "no urge" alone.
      all('recorded', unless('noUrge')),
    ),
    unlikely: any('noUrge', 'notEvening', 'notMoving'),
  },
  explains: { yes: all('urge', notRuledOut('evening'), noMimic), contributes: 'urge' },
  urgency: {
    established: [{ urgency: 'days', when: all('urge', symptoms.severeSleepLoss) }, { urgency: 'routine' }],
    probable: [{ urgency: 'days', when: symptoms.severeSleepLoss }, { urgency: 'routine' }],
    possible: [{ urgency: 'routine' }],
  },
  settle: [
    ask('urge', 'When relaxing in the evening or trying to sleep, are there unpleasant, restless feelings in the legs relieved by walking or moving?'),
    ask('urge.worse-in-evening', 'Is it worse in the evening or night than in the morning?'),
    ask('urge.worse-at-rest', 'Does it begin or get worse when sitting or lying still?'),
    ask('urge.returns-when-still', 'Does it come back within minutes of stopping to move?'),
    orders.ferritinSaturation,
  ],
  missingAdvice:
    'Ask whether unpleasant restless feelings come at rest in the evening and are relieved by moving, and whether they return within minutes of stopping. Ferritin with transferrin saturation (with CRP and kidney function) changes treatment in all; haemoglobin or a "normal" flag does not replace it.',
  suggest: [
    offer(orders.ferritinSaturation, { when: known, unless: 'danglingOnly', label: 'Ferritin with transferrin saturation (morning, no iron for 24 h)', cites: cites('aasm-2025#iron-test') }),
    offer(
      orders.reviewTask(
        'iron-for-restless-legs',
        'Decide on iron for restless legs',
        'Ferritin at most 75 ng/mL or transferrin saturation below 20 %: the guideline offers oral or intravenous iron. First exclude iron overload and haemochromatosis; mind levothyroxine, quinolones and levodopa; recheck ferritin and saturation after 12 weeks.',
      ),
      { when: all('urge', 'evening', iron.ironTrigger, unless('pregnancy')), unless: iron.noIron, holdIfUnknown: true, cites: cites('aasm-2025#iron', 'mayo-2021') },
    ),
    offer(orders.intravenousIronReferral, {
      when: all('urge', 'evening', unless('pregnancy'), any(iron.intravenousIronOnly, all(iron.ironTrigger, any(history.malabsorption, drugs.oralIron)))),
      unless: iron.noIron,
      holdIfUnknown: true,
      cites: cites('aasm-2025#iron', 'aasm-2025#route'),
    }),
    offer(
      orders.reviewTask(
        'iron-deficiency-cause',
        'Find the cause of the iron deficiency',
        'Look for blood loss, malabsorption and diet; gastrointestinal evaluation in men and after the menopause. Replacement does not replace the search.',
      ),
      { when: all(known, iron.ironDeficient), unless: iron.noIron, cites: cites('aga-2020') },
    ),
    offer(reviews.ironOnDialysis, { when: all('urge', iron.dialysisIronTrigger), cites: cites('aasm-2025-tables#dialysis') }),
    offer(orders.reviewTask('restless-legs-in-pregnancy', 'Plan restless legs with the obstetric team', 'Iron first, no intravenous iron in the first trimester, most drugs avoided.'), {
      when: all('urge', 'pregnancy'),
      cites: cites('pregnancy-page'),
    }),
    offer(orders.sleepReferral, { when: all('urge', drugs.dopamineAgonist), unless: history.parkinson, cites: cites('aasm-2025#augmentation') }),
    offer(
      orders.advice(
        'advice-restless-legs',
        'Advice on restless legs',
        'Avoid over-the-counter sleep aids with a sedating antihistamine; less caffeine, alcohol and nicotine in the evening; move the legs when the urge comes. Take no iron before the blood test. Tell us of other medicines, also those without prescription.',
      ),
      { when: all('urge', 'atRest', 'evening', noMimic), cites: cites('rls-drugs#otc') },
    ),
  ],
  conflicts: [
    provokes(
      'antihistamine',
      'Sedating antihistamine',
      any(all(known, drugs.sedatingAntihistamine), all('urge', symptoms.sleepAidReported)),
      'A sedating antihistamine worsens restless legs; over-the-counter sleep and allergy tablets often hold one.',
    ),
    provokes('mirtazapine', 'Mirtazapine', all(known, drugs.mirtazapine), 'Mirtazapine (or mianserin) is the antidepressant that most often worsens restless legs.'),
    provokes('dopamine-blocker', 'Dopamine blocker', all(known, drugs.dopamineBlocker), 'A dopamine blocker can worsen restless legs.'),
    provokes('serotonergic', 'Antidepressant', all('urge', any(drugs.serotonergic, drugs.tricyclic)), 'SSRIs, SNRIs (also duloxetine) and tricyclics can worsen restless legs.'),
    provokes('lithium', 'Lithium', all('urge', drugs.lithium), 'Lithium can worsen restless legs.'),
    { ...provokes('magnesium-kidney', 'Magnesium', all(known, cramp.magnesiumUnsafe), 'Magnesium accumulates with eGFR below 30 or dialysis; it treats no restless legs.'), ...nephrology },
    {
      id: 'rls-augmentation',
      when: all(known, drugs.dopamineAgonist, unless(history.parkinson)),
      text: 'On a dopamine agonist or levodopa: screen for augmentation (earlier in the day, stronger, spreading) and impulse control; never stop abruptly, do not raise the dose.',
      urgency: 'routine',
      order: reviews.augmentation,
      cites: cites('aasm-2025#augmentation', 'mpi-2006', 'neuro-msk#withdrawal'),
    },
  ],
  cautions: [
    { when: all(known, iron.noIron), text: 'Transferrin saturation 45 % or more, or ferritin above 300 ng/mL: no iron.', cites: cites('irlssg-2018') },
    { when: all(known, multipleOfUpperLimit(labs.crp).above(1)), text: 'CRP is raised: ferritin may look normal, judge iron by transferrin saturation.', cites: cites('neuro-msk#trap-4') },
    { when: all(known, drugs.oralIron), text: 'On iron: recheck ferritin and saturation 12 weeks after the start.', cites: cites('mayo-2021') },
    {
      when: all('urge', iron.intravenousIronOnly),
      text: 'Before intravenous iron: saturation known, no active infection; phosphate before repeated ferric carboxymaltose.',
      cites: cites('iron-phosphate'),
    },
    { when: all(known, history.dialysis), text: 'On dialysis other iron limits apply; a gabapentinoid only in low dose after dialysis.', cites: cites('aasm-2025-tables#dialysis') },
    { when: all(known, history.pregnancy), text: 'Pregnancy: iron first, none intravenous in the first trimester; most drugs are avoided.', cites: cites('pregnancy-page') },
    { when: all(known, drugs.dopamineAgonist, history.parkinson), text: 'Parkinson disease: do not reduce its dopaminergic drug for restless legs.', cites: cites('neuro-msk#parkinson') },
    {
      when: all('urge', 'evening', nerve.breathingRisk),
      text: 'A gabapentinoid can depress breathing here (opioid, sedative, sleep apnoea, COPD or age 65 and over).',
      cites: cites('fda-2019-gabapentinoids'),
    },
    { when: all('urge', 'evening', nerve.kidneyDose), text: 'A gabapentinoid needs a dose by kidney function.', cites: cites('gabapentinoid-labels') },
  ],
  never: [
    {
      id: 'dopamine-agonist-as-first-line',
      text: 'Pramipexole, ropinirole, rotigotine or levodopa as standard treatment; cabergoline at all; raising the dose in augmentation. An older AAN guideline (2016) still lists dopamine agonists.',
      cites: cites('aasm-2025#dopamine', 'aan-2016'),
    },
    {
      id: 'parkinson-deprescribing',
      text: 'Withdrawing a dopamine agonist or levodopa in Parkinson disease, or stopping it abruptly in anyone.',
      cites: cites('neuro-msk#parkinson', 'neuro-msk#withdrawal'),
    },
    {
      id: 'iron-without-ferritin-and-saturation',
      text: 'Iron without ferritin and transferrin saturation, or on ferritin alone in inflammation.',
      cites: cites('aasm-2025#iron-test', 'neuro-msk#trap-4'),
    },
    { id: 'sedating-antihistamine', text: 'Diphenhydramine or doxylamine for the insomnia; metoclopramide for nausea.', cites: cites('rls-drugs#list') },
    { id: 'other-drugs-against', text: 'Clonazepam, carbamazepine, valproate, valerian or bupropion as treatment of restless legs.', cites: cites('aasm-2025-tables#against') },
    { id: 'gabapentinoid-without-kidney-function', text: 'A gabapentinoid without kidney function of the last 90 days.', cites: cites('gabapentinoid-labels') },
  ],
});
