/** Nocturnal leg cramps: a hard calf or foot muscle in bed for minutes, ended by stretching, and what may stand behind it. */
import { all, any, ask, cause, cites, finding, offer, opposes, supports, unless, type Conflict, type Expr, type Order, type Urgency } from '#rules';
import { cramp, drugs, electrolytes, exam, history, orders, reviews, symptoms } from '#findings';

const noBar = unless(any('swelling', 'motor', all('exertional', unless(any('knot', 'stretch')))));
// The urge as the main complaint: with a hard muscle the single question may mean the walk that ended the cramp.
const urgeFirst = all('urge', unless(any('knot', 'witnessed')));
const attack = any('knot', 'witnessed', 'stretch');
const fitting = all('inBed', 'site', attack, 'brief', unless(urgeFirst), unless(all('noKnot', unless('stretch'))), noBar);
const contradicted = any(
  'constant',
  all(any('hours', 'tenToSixty'), unless(any('knot', 'witnessed'))),
  all('noKnot', unless('stretch'), any(cramp.reliefNotStretching, unless('cramping'))),
  all('numbOrBurning', unless(any('cramping', 'knot', 'witnessed', 'stretch'))),
);
const elsewhere = any('swelling', 'sore', symptoms.positionalForefoot);
const likely = any(attack, 'cramping', 'coded');
const quinine = all(likely, any(drugs.quinine, symptoms.quinineReported));

const conflict = <N extends string>(id: string, when: Expr<N>, order: Order, text: string, sources: readonly string[], urgency: Urgency = 'routine'): Conflict<N> => ({
  id: `cramps-${id}`,
  when,
  text,
  urgency,
  order,
  cites: sources,
});

export default cause({
  id: 'nocturnal-leg-cramps',
  name: 'Nocturnal leg cramps',
  seed: 'Nocturnal Leg Cramps',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G47.62', display: 'Sleep related leg cramps' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    knot: supports('strong', symptoms.hardMuscle, cites('hallegraeff-2017', 'rabbitt-2016')),
    witnessed: supports('strong', exam.hardMuscleWitnessed, cites('neuro-msk-1#certain')),
    stretch: supports('strong', symptoms.reliefStretch, cites('rabbitt-2016')),
    brief: supports('strong', symptoms.attackMinutes, cites('hallegraeff-2017')),
    cramping: supports('strong', symptoms.qualityCramp, cites('matrix#quality')),
    // Moderate so that a secondary cause stands among the lines a reader sees.
    culprit: supports('moderate', cramp.newCulprit, cites('garrison-2012', 'allen-kirby-2012#drugs')),
    pregnancy: supports('moderate', finding('pregnancy (secondary)', history.pregnancy), cites('allen-kirby-2012')),
    dialysis: supports('moderate', finding('dialysis or end-stage kidney disease (secondary)', history.dialysis), cites('allen-kirby-2012')),
    cirrhosis: supports('moderate', finding('cirrhosis (secondary)', history.cirrhosis), cites('allen-kirby-2012')),
    stenosis: supports('moderate', finding('lumbar spinal stenosis (secondary)', history.lumbarStenosis), cites('matsumoto-2009', 'handa-2022')),
    hypothyroid: supports('moderate', finding('hypothyroidism (secondary)', history.hypothyroidism), cites('neuro-msk-1#secondary')),
    electrolytes: supports('moderate', cramp.electrolytesLow, cites('neuro-msk-3#attribution')),
    site: supports('moderate', symptoms.siteCalfOrFoot, cites('hallegraeff-2017')),
    coded: supports('moderate', cramp.crampCoded, cites('neuro-msk-1#possible')),
    inBed: supports('weak', cramp.wokenOrInBed, cites('rabbitt-2016')),
    soreAfter: supports('weak', symptoms.soreAfter, cites('hallegraeff-2017')),
    sudden: supports('weak', symptoms.onsetSudden, cites('matrix#onset')),
    alternates: supports('weak', any(symptoms.oneLeg, symptoms.alternates), cites('matrix#side')),
    standing: supports('weak', symptoms.reliefStand, cites('matrix#stand')),
    exertion: supports('weak', symptoms.exertionReported, cites('matrix#exposure')),
    noKnot: opposes('strong', symptoms.noHardMuscle, cites('matrix#no-knot')),
    constant: opposes('strong', symptoms.constantPain, cites('neuro-msk-1#unlikely')),
    hours: opposes('strong', symptoms.attackHours, cites('matrix#hours')),
    swelling: opposes('strong', cramp.oneSidedSwelling, cites('neuro-msk-1#excluders')),
    motor: opposes('strong', cramp.motorSign, cites('neuro-msk-1#excluders', 'nice-cks-2012')),
    sore: opposes('strong', symptoms.sore, cites('matrix#sore')),
    nothingHelps: opposes('strong', symptoms.reliefNothing, cites('matrix#nothing')),
    deepBone: opposes('strong', cramp.deepBone, cites('matrix#quality')),
    numbOrBurning: opposes('moderate', cramp.numbOrBurning, cites('neuro-msk-1#opposing')),
    tenToSixty: opposes('moderate', symptoms.attackTenToSixty, cites('hallegraeff-2017')),
    exertional: opposes('moderate', cramp.exertional, cites('neuro-msk-1#excluders')),
    urge: opposes('moderate', symptoms.urge, cites('neuro-msk-1#opposing')),
    dangling: opposes('moderate', symptoms.reliefDangleStill, cites('neuro-msk-13#trap-2')),
    pulses: opposes('moderate', exam.pulsesReduced, cites('nice-cks-2012')),
    allDay: opposes('weak', symptoms.allDay, cites('matrix#all-day')),
  },
  tiers: {
    established: all(
      fitting,
      any('knot', 'witnessed'),
      'stretch',
      any(all(cramp.normalExamination, symptoms.flagsNone), cramp.nightCrampCoded),
      unless(any(exam.pulsesAbsent, symptoms.flagColdPale, electrolytes.clearlyAbnormal)),
    ),
    probable: fitting,
    possible: all(any('cramping', 'knot', 'witnessed', all('stretch', 'brief'), 'coded'), unless(contradicted)),
    unlikely: contradicted,
  },
  // Foot pain worse flat and eased by hanging the leg down is flow until measured, knot or not.
  explains: {
    yes: all(fitting, unless(elsewhere), unless(electrolytes.clearlyAbnormal)),
    contributes: all(any(attack, 'cramping'), unless(elsewhere), unless(all('exertional', unless(attack)))),
    background: elsewhere,
  },
  urgency: { established: [{ urgency: 'routine' }], probable: [{ urgency: 'routine' }], possible: [{ urgency: 'routine' }] },
  settle: [
    ask('attack.hard-muscle', 'During the attack, is the muscle hard or knotted?'),
    ask('relief', 'Does pulling the toes up (stretching) stop it, or hanging the leg down, or walking?'),
    ask('attack.duration', 'How long does one attack last?'),
    ask('attack.recurrent', 'The same attacks before, each clearing completely?'),
    orders.electrolytes,
  ],
  missingAdvice:
    'Ask one question: is the muscle hard or knotted in the attack, and does pulling the toes up stop it? Then the start dates of a diuretic or long-acting beta-2 agonist. Potassium, magnesium, calcium and creatinine only with a reason.',
  suggest: [
    offer(orders.electrolytes, { when: all(likely, cramp.electrolyteReason), cites: cites('neuro-msk-1#labs', 'allen-kirby-2012#labs') }),
    offer(orders.tsh, { when: all(likely, any('motor', 'hypothyroid')), cites: cites('neuro-msk-1#labs') }),
    offer(orders.creatineKinase, { when: all(likely, 'motor'), cites: cites('neuro-msk-1#labs') }),
    offer(orders.nerveConduction, { when: all(likely, 'motor'), cites: cites('neuro-msk-1#tests') }),
    offer(orders.abiToePressure, { when: all(likely, any('exertional', exam.pulsesAbsent)), unless: history.amputation, cites: cites('neuro-msk-1#tests') }),
    offer(orders.abiRemainingLeg, { when: all(likely, any('exertional', exam.pulsesAbsent), history.amputation), cites: cites('neuro-msk-1#tests') }),
  ],
  conflicts: [
    conflict(
      'quinine-bleeding',
      all(quinine, cramp.plateletsLow),
      reviews.quinineToday,
      'Quinine with platelets below 100: a life-threatening reaction is possible. Review today.',
      cites('fda-2010', 'neuro-msk-2#quinine'),
      'same-day',
    ),
    conflict(
      'quinine',
      all(quinine, unless(cramp.plateletsLow)),
      reviews.quinine,
      'Quinine or tonic water: boxed warning, the risk outweighs the benefit in leg cramps. Ask about bruising.',
      cites('fda-2010', 'aan-2010'),
      'days',
    ),
    conflict(
      'magnesium-kidney',
      all(likely, cramp.magnesiumUnsafe),
      reviews.magnesium,
      'Magnesium with eGFR below 30 or dialysis accumulates, and it does not help cramps.',
      cites('sps-magnesium'),
      'days',
    ),
    conflict('laba', all(likely, cramp.newLongActingBetaAgonist), reviews.longActingBetaAgonist, 'Long-acting beta-2 agonist: most linked to cramps (ratio 2.42).', cites('garrison-2012')),
    conflict(
      'potassium-sparing',
      all(likely, cramp.newPotassiumSparing),
      reviews.potassiumSparing,
      'Potassium-sparing diuretic: linked to cramps (ratio 2.12).',
      cites('garrison-2012#sparing'),
    ),
    conflict('thiazide', all(likely, cramp.newThiazide), reviews.thiazide, 'Thiazide-like diuretic: linked to cramps (ratio 1.48).', cites('garrison-2012#thiazide')),
    conflict('loop', all(likely, cramp.newLoopDiuretic), reviews.loopDiuretic, 'Loop diuretic: link to cramps uncertain (ratio 1.20).', cites('garrison-2012#loop')),
    conflict('hormonal', all(likely, cramp.newHormonal), reviews.hormonal, 'Conjugated oestrogen, raloxifene and teriparatide are linked to cramps.', cites('allen-kirby-2012#drugs')),
    conflict(
      'intravenous-iron',
      all(likely, cramp.newIntravenousIron),
      reviews.intravenousIron,
      'Intravenous iron is linked to cramps; think of phosphate.',
      cites('allen-kirby-2012#drugs'),
    ),
  ],
  cautions: [
    {
      when: all(likely, cramp.pulseCheck),
      text: 'Feel the pedal pulses of both feet: atrial fibrillation, graft or arterial disease is recorded, and a cold or pale leg is no cramp.',
      cites: cites('decisions#rf-06c'),
    },
    {
      when: all(likely, 'swelling'),
      text: 'One leg is swollen: a cramp never explains that. Clot first; no stretching advice before.',
      cites: cites('neuro-msk-1#excluders', 'vascular-16#stretching'),
    },
    {
      when: all(likely, history.pregnantOrPostpartum, symptoms.oneLeg),
      text: 'Pregnant or after birth with one calf that hurts: consider a clot first.',
      cites: cites('neuro-msk-1#pregnancy'),
    },
    {
      when: all(likely, 'motor'),
      text: 'Weakness or wasting with cramps: look for fasciculation; motor neuron disease and nerve damage come before a benign label.',
      cites: cites('neuro-msk-1#excluders'),
    },
    {
      when: all(likely, cramp.culpritUndated),
      text: 'A diuretic or long-acting beta-2 agonist has no usable start date: ask whether it came before the cramps.',
      cites: cites('neuro-msk-1#missing'),
    },
    { when: all(likely, drugs.statin), text: 'Night cramps alone are no reason to change the statin.', cites: cites('neuro-msk-1#statin', 'garrison-2012#statin') },
    { when: all(likely, drugs.warfarin), text: 'Vitamin K2, tried for cramps in one study, is not for a patient on warfarin.', cites: cites('tan-2024') },
  ],
  never: [
    { id: 'quinine', text: 'Quinine or tonic water for cramps.', cites: cites('fda-2010', 'aan-2010') },
    { id: 'magnesium-as-treatment', text: 'Magnesium as an effective treatment in older adults; data in pregnancy conflict.', cites: cites('cochrane-magnesium', 'cochrane-2020') },
    { id: 'empirical-electrolytes', text: 'Potassium, magnesium, salt tablets or electrolyte drinks without a result.', cites: cites('neuro-msk-3#never') },
    { id: 'sedatives-and-opioids', text: 'Opioids, benzodiazepines or carisoprodol at age 65 and over.', cites: cites('neuro-msk-1#never') },
    { id: 'stop-statin', text: 'Stopping the statin for night cramps alone.', cites: cites('neuro-msk-1#statin') },
    { id: 'potassium-sparing-for-cramps', text: 'Changing a thiazide to a potassium-sparing diuretic against cramps.', cites: cites('garrison-2012#sparing') },
    {
      id: 'stop-without-prescriber',
      text: 'Stopping a long-acting beta-2 agonist in asthma or COPD, or a diuretic in heart failure, without the prescriber.',
      cites: cites('neuro-msk-1#prescriber'),
    },
  ],
});
