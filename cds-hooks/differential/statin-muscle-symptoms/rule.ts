/** Muscle symptoms on a statin, and what is taken for them: muscle breakdown, thyroid, inflammatory and other muscle disease. */
import { all, any, ask, cause, cites, finding, not, offer, opposes, supports, unless, type Conflict, type Expr, type Order, type Urgency } from '#rules';
import { drugs, history, muscle, muscleOrders, orders, symptoms } from '#findings';

const elsewhere = any('cramp', 'otherPattern', all('oneLeg', unless('proximalPower')));
/** A statin that can be the reason, with ache or weakness of both sides or a side nobody recorded. */
const onStatin = all('statin', muscle.muscular, unless('oneLeg'), unless('cramp'), unless('otherPattern'));
const classical = all(any('recent', 'interaction'), any('proximal', 'calves', 'proximalPower'), unless(elsewhere));
// 1,000 U/L is above 4 times any usual limit, 5,000 above 10 times: they count where no limit was printed.
const clearlyHigh = any('ckOverFour', muscle.ckThousand);
const raised = all('statin', muscle.muscular, clearlyHigh, unless('exertion'));
// Breakdown is acute: on a statin a CK of 5 to 10 times the limit without harm is the statin's, over weeks it is a myositis.
const byCk = any(all('breakdown', muscle.harmed), all(any(muscle.ckVeryHigh, all('breakdown', unless('statin'))), unless(symptoms.onsetOverTwoWeeks)));
const brokenDown = all(byCk, any(muscle.muscular, 'darkUrine', muscle.kidneyHit, muscle.weak));
const unexplained = all(clearlyHigh, any(muscle.muscular, muscle.weak), unless('statin'), unless('exertion'), unless(byCk));
const today = any('darkUrine', 'breakdownRecorded', 'ckOverTen', muscle.ckThousand, all('breakdown', muscle.harmed));
const thyroid = all('tshHigh', any(muscle.muscular, muscle.weak));
const thyroidMaybe = all(any('tshMild', 'thyroidOpen'), muscle.muscular, unless(elsewhere));
const other = all('otherMyopathy', any(muscle.muscular, muscle.weak));
const weakHips = all('proximalPower', unless('oneLeg'), unless('otherPattern'));
const likely = any(onStatin, raised, unexplained, brokenDown, thyroid, other, weakHips, 'darkUrine');

const conflict = <N extends string>(id: string, when: Expr<N>, urgency: Urgency, order: Order, text: string, sources: readonly string[]): Conflict<N> => ({
  id: `statin-${id}`,
  when,
  text,
  urgency,
  order,
  cites: sources,
});

export default cause({
  id: 'statin-muscle-symptoms',
  name: 'Statin-associated muscle symptoms',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G72.0', display: 'Drug-induced myopathy' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    proximal: supports('strong', muscle.symmetricProximal, cites('sams-ci', 'nps-sams#for')),
    calves: supports('moderate', muscle.symmetricCalf, cites('sams-ci')),
    proximalPower: supports('strong', muscle.proximalPower, cites('matrix#power')),
    recent: supports('strong', muscle.statinRecent, cites('sams-ci#onset', 'nps-sams#against')),
    ckOverTen: supports('strong', muscle.ckOverTen, cites('eas-2015')),
    breakdown: supports('strong', muscle.ckBreakdown, cites('aast-rhabdo')),
    darkUrine: supports('strong', muscle.darkUrine, cites('dossier#breakdown')),
    tshHigh: supports('strong', muscle.tshHigh, cites('dossier#thyroid')),
    recorded: supports('moderate', muscle.statinMyopathyRecorded, cites('dossier#certain')),
    breakdownRecorded: supports('moderate', muscle.breakdownRecorded, cites('dossier#certain')),
    otherMyopathy: supports('strong', muscle.otherMyopathyRecorded, cites('dossier#other')),
    ckOverFour: supports('moderate', muscle.ckOverFour, cites('eas-2015')),
    statin: supports('moderate', muscle.statin, cites('dossier#possible')),
    interaction: supports('moderate', muscle.interaction, cites('ehj-2018#interaction', 'label')),
    ckRaised: supports('weak', muscle.ckRaised, cites('eas-2015')),
    aching: supports('weak', muscle.aching, cites('matrix#weak')),
    weakness: supports('weak', symptoms.weakness, cites('matrix#weak')),
    symmetric: supports('weak', symptoms.bothEqual, cites('matrix#weak')),
    loading: supports('weak', muscle.worseLoading, cites('matrix#weak')),
    widespread: supports('weak', muscle.widespreadPain, cites('matrix#weak')),
    newMedicine: supports('weak', muscle.newMedicine, cites('matrix#weak')),
    exertion: supports('weak', muscle.exertion, cites('matrix#weak')),
    alcohol: supports('weak', muscle.alcohol, cites('matrix#weak')),
    myalgia: supports('weak', muscle.myalgiaRecorded, cites('dossier#possible')),
    thyroidOpen: supports('weak', muscle.thyroidOpen, cites('dossier#thyroid')),
    tshMild: supports('weak', muscle.tshMildlyHigh, cites('dossier#thyroid')),
    risk: supports('weak', finding('kidney or liver disease or hypothyroidism', any(history.chronicKidneyDisease, history.cirrhosis, history.hypothyroidism)), cites('ehj-2018')),
    cramp: opposes('strong', muscle.crampOnly, cites('nps-sams#against', 'garrison-2012')),
    oneLeg: opposes('strong', symptoms.oneLeg, cites('matrix#one-leg', 'nps-sams#against')),
    later: opposes('strong', muscle.statinLater, cites('nps-sams#against')),
    otherPattern: opposes('strong', muscle.otherPattern, cites('dossier#opposing')),
    ckNormal: opposes('moderate', muscle.ckNormal, cites('dossier#unlikely')),
    neuropathic: opposes('moderate', symptoms.qualityNeuropathic, cites('nps-sams#against')),
    longBefore: opposes('weak', muscle.statinLongBefore, cites('sams-ci#onset')),
    refuted: opposes('strong', muscle.statinMyopathyRefuted, cites('dossier#hygiene')),
  },
  tiers: {
    established: any(
      all(onStatin, any('ckOverTen', muscle.ckVeryHigh), unless('exertion'), unless('tshHigh')),
      all(brokenDown, unless('exertion')),
      all('breakdownRecorded', unless(elsewhere)),
    ),
    probable: any(classical, raised, all(onStatin, 'recorded'), brokenDown, thyroid, other, unexplained),
    possible: any(likely, thyroidMaybe, 'recorded', 'breakdownRecorded'),
    unlikely: all(drugs.statin, any('later', 'cramp', all('oneLeg', unless('proximalPower')), all('neuropathic', unless(muscle.muscular)), 'refuted')),
  },
  explains: {
    yes: any(
      classical,
      brokenDown,
      all('breakdownRecorded', unless(elsewhere)),
      all(raised, unless(elsewhere)),
      all(onStatin, 'recorded'),
      all(thyroid, unless(elsewhere)),
      all(any(other, unexplained), unless(elsewhere)),
      'darkUrine',
    ),
    contributes: any(onStatin, weakHips, thyroidMaybe),
    background: any(elsewhere, 'neuropathic'),
  },
  variants: [
    { id: 'rhabdomyolysis', name: 'Rhabdomyolysis', when: any(byCk, 'breakdownRecorded', 'darkUrine'), cites: cites('aast-rhabdo') },
    {
      id: 'hypothyroid-myopathy',
      name: 'Hypothyroid myopathy',
      when: any('tshHigh', all(any('tshMild', 'thyroidOpen'), unless('statin'), unless('otherMyopathy'))),
      cites: cites('dossier#thyroid'),
    },
    { id: 'other-myopathy', name: 'Other muscle disease', when: any('otherMyopathy', all(unless('statin'), unless('recorded'))), cites: cites('dossier#other') },
  ],
  urgency: {
    established: [{ urgency: 'emergency', when: all('darkUrine') }, { urgency: 'same-day', when: today }, { urgency: 'days' }],
    probable: [{ urgency: 'same-day', when: today }, { urgency: 'days' }],
    possible: [{ urgency: 'same-day', when: any('darkUrine', 'breakdownRecorded') }, { urgency: 'days', when: weakHips }, { urgency: 'routine' }],
  },
  settle: [
    ask('site', 'Thighs and buttocks, calves, or elsewhere?'),
    ask('side', 'Both legs alike, or one?'),
    ask('onset', 'When did it begin, and when was the statin started or its dose changed?'),
    orders.creatineKinase,
    orders.tsh,
    ask('exam.power', 'Power of hips and thighs: rise from a chair without arms?'),
  ],
  missingAdvice:
    'Two dates decide most: statin start, dose change or new interacting drug, and the first symptom. Then CK with the limit of the laboratory, TSH and creatinine; with dark urine or weakness today.',
  suggest: [
    offer(muscleOrders.breakdownTests, { urgency: 'same-day', when: any(brokenDown, 'ckOverTen', 'darkUrine', 'breakdownRecorded'), cites: cites('dossier#breakdown') }),
    offer(orders.creatineKinase, { urgency: 'days', when: any(onStatin, thyroidMaybe, thyroid, weakHips, other), unless: today, cites: cites('dossier#missing') }),
    offer(orders.tsh, { urgency: 'days', when: any(onStatin, thyroidMaybe, weakHips, raised, unexplained), cites: cites('zhixidata-tsh') }),
    offer(orders.basicPanel, { urgency: 'days', when: any(onStatin, raised), unless: any(brokenDown, 'ckOverTen', 'darkUrine'), cites: cites('dossier#missing') }),
    offer(muscleOrders.statinReview, { urgency: 'days', when: onStatin, unless: any('ckOverFour', brokenDown), cites: cites('eas-2015#management') }),
    offer(muscleOrders.thyroidReview, { urgency: 'days', when: thyroid, cites: cites('dossier#thyroid') }),
    offer(orders.neurologyReferral, { urgency: 'days', when: any(all(weakHips, unless('statin')), other, unexplained), cites: cites('dossier#other') }),
  ],
  conflicts: [
    conflict(
      'ck-over-ten',
      all(drugs.statin, 'ckOverTen'),
      'same-day',
      muscleOrders.statinReviewToday,
      "Statin with CK above 10 times the laboratory's limit: the prescriber decides today on stopping it; kidney function and potassium with it.",
      cites('eas-2015', 'eas-2015#management'),
    ),
    conflict(
      'ck-over-four',
      all(drugs.statin, 'ckOverFour', muscle.muscular, not('ckOverTen')),
      'days',
      muscleOrders.statinReviewSoon,
      "Statin with CK 4 to 10 times the laboratory's limit and muscle symptoms: a pause and a recheck are for the prescriber.",
      cites('eas-2015#management'),
    ),
    conflict(
      'interaction',
      all(muscle.interactingNow, any(onStatin, brokenDown)),
      'days',
      muscleOrders.interactionReview,
      'A drug that raises statin levels is taken too: check statin, dose and start dates.',
      cites('ehj-2018#interaction', 'label'),
    ),
    conflict(
      'nsaid',
      all(drugs.antiInflammatory, any(brokenDown, 'darkUrine')),
      'same-day',
      muscleOrders.painkillerBreakdown,
      'NSAID with suspected muscle breakdown: it adds to kidney injury.',
      cites('dossier#never'),
    ),
  ],
  cautions: [
    {
      when: all(likely, 'statin', any(history.padSpecific, history.padUnspecific, history.otherAtherosclerosis)),
      text: 'Artery disease is recorded: lipid lowering stays the goal, with another dose or agent if the statin is not borne; stopping it costs limbs and hearts.',
      cites: cites('dossier#arteries'),
    },
    { when: all(likely, muscle.ckWithoutLimit), text: "CK came without the laboratory's own limit: it cannot be judged by a fixed number.", cites: cites('dossier#limit') },
    {
      when: all(any('ckRaised', 'breakdown'), 'exertion'),
      text: 'Exertion comes before this CK: repeat it after 7 days of rest before a muscle disease is named. Dark urine or weakness does not wait.',
      cites: cites('exercise-ck'),
    },
    {
      when: all(brokenDown, any(history.heartFailure, history.dialysis)),
      text: 'Heart failure or dialysis: fluids for muscle breakdown only under hospital control.',
      cites: cites('dossier#fluids'),
    },
    {
      when: all(muscle.statinStopped, any('ckOverFour', 'proximalPower')),
      text: 'Weakness or a high CK that outlasts the statin: think of HMGCR antibodies; no rechallenge before.',
      cites: cites('mammen'),
    },
    { when: all(likely, drugs.warfarin, 'statin'), text: 'On warfarin a change of statin can move the INR.', cites: cites('label') },
  ],
  never: [
    { id: 'stop-for-cramps', text: 'Stopping the statin for night cramps alone, or a one-click stop at all.', cites: cites('dossier#never') },
    { id: 'coenzyme', text: 'Coenzyme Q10 or vitamin D as a proven treatment; quinine.', cites: cites('dossier#never') },
    { id: 'fixed-limit', text: 'A fixed CK limit instead of the one of the laboratory.', cites: cites('dossier#limit') },
    { id: 'allergy', text: '"Statin allergy" from symptoms alone.', cites: cites('dossier#never') },
    { id: 'levothyroxine', text: 'Levothyroxine with a normal TSH; steroids for "myositis" before TSH.', cites: cites('dossier#thyroid') },
    { id: 'magnesium-potassium', text: 'Magnesium, potassium, an NSAID or an injection into muscle with suspected breakdown.', cites: cites('dossier#breakdown') },
  ],
});
