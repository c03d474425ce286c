/** Lumbar radiculopathy (sciatica): one leg, from the back below the knee, in a strip; the leg raise alone is worth next to nothing. */
import { all, any, ask, cause, cites, finding, offer, opposes, supports, unless } from '#rules';
import { cord, drugs, exam, history, nerve, orders, spine, spineOrders, symptoms } from '#findings';

const lately = spine.radiculopathyLately;
const oneSided = unless(any('symmetric', symptoms.alternates));
const dermatomal = any('strip', 'electric');
const radiating = all('belowKnee', oneSided);
// L2 to L4 end above the knee: then the strip must be there.
const upperRoot = all('toThigh', dermatomal, oneSided);
// Electric pain that a cough sends down is as good as a sign. [P]
const sign = any('legRaise', 'crossed', 'strip', 'rootWeak', 'reflex', lately, all('electric', 'cough'));
const contradicted = any(
  all('stocking', unless(any('belowKnee', 'strip', 'recorded', 'crossed'))),
  all('noRadiation', unless(any('strip', 'recorded', 'crossed', 'rootWeak'))),
  all('seatedGone', unless(any('strip', 'cough', 'crossed', 'rootWeak'))),
  all('refuted', unless(any('strip', 'crossed', 'rootWeak'))),
);
const picture = any(radiating, upperRoot, all('strip', oneSided, any('electric', 'cough', 'recorded', 'legRaise', 'crossed', symptoms.siteBack)));
const elsewhere = any(nerve.positional, all(any(spine.crampAttack, spine.restless), unless(dermatomal)), 'stocking', 'seatedGone', symptoms.oneLegSwollen, symptoms.warmRed);
const motor = any('rootWeak', 'weakness');
const disabling = all(spine.stopsActivities, spine.longStanding);
const inPlay = all(any(picture, lately), unless(elsewhere));
const steps = [{ urgency: 'days', when: all(motor, inPlay) }, { urgency: 'routine' }] as const;

export default cause({
  id: 'lumbar-radiculopathy',
  name: 'Lumbar radiculopathy (sciatica)',
  seed: 'Sciatica and nerve compression (disc)',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16', display: 'Radiculopathy, lumbar region' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    belowKnee: supports('strong', symptoms.backToBelowKnee, cites('neuro-msk-6a#pattern', 'matrix#below-knee')),
    strip: supports('strong', symptoms.strip, cites('neuro-msk-6a#pattern', 'matrix#strip')),
    electric: supports('strong', spine.electric, cites('matrix#electric')),
    cough: supports('strong', spine.worseCough, cites('matrix#cough')),
    crossed: supports('strong', spine.legRaiseCrossed, cites('cochrane-2010'), 'LR+ 2.8, LR- 0.80 (calculated)'),
    rootWeak: supports('moderate', spine.rootWeakness, cites('iversen-2013', 'neuro-msk-6a#sign')),
    reflex: supports('moderate', spine.oneReflexReduced, cites('tawa-2017', 'neuro-msk-6a#sign')),
    recorded: supports('moderate', spine.radiculopathyRecorded, cites('neuro-msk-6a#record')),
    legRaise: supports('weak', spine.legRaisePositive, cites('cochrane-2010'), 'LR+ 1.28, LR- 0.29 (calculated)'),
    toThigh: supports('weak', spine.backToThigh, cites('neuro-msk-6a#pattern')),
    oneLeg: supports('weak', symptoms.oneLeg, cites('matrix#side')),
    weakness: supports('weak', any(symptoms.weakness, symptoms.flagFootDrop), cites('matrix#weakness')),
    burning: supports('weak', symptoms.qualityBurning, cites('matrix#burning')),
    sitting: supports('weak', any(spine.worseSitting, symptoms.seatedWorse), cites('matrix#sitting')),
    turning: supports('weak', spine.worseTurning, cites('matrix#turning')),
    position: supports('weak', any(symptoms.reliefElevate, symptoms.reliefOneChange), cites('matrix#position')),
    duration: supports('weak', any(symptoms.attackMinutes, symptoms.constantPain), cites('matrix#duration')),
    disc: supports('weak', spine.discRecorded, cites('neuro-msk-6a#disc')),
    suspected: supports('weak', spine.radiculopathySuspected, cites('neuro-msk-6a#record')),
    stocking: opposes(
      'strong',
      finding('stocking numbness, or numbness of hands and feet', any(symptoms.stocking, symptoms.handsAndFeet)),
      cites('neuro-msk-6a#opposing', 'matrix#stocking'),
    ),
    symmetric: opposes('strong', symptoms.bothEqual, cites('neuro-msk-6a#opposing', 'matrix#side')),
    seatedGone: opposes('strong', spine.seatedGoneOfLoad, cites('matrix#seated', 'decisions#exertion')),
    widespread: opposes('strong', spine.widespread, cites('matrix#widespread')),
    dangling: opposes('moderate', nerve.dangling, cites('neuro-msk-6a#opposing')),
    knot: opposes('moderate', symptoms.hardMuscle, cites('neuro-msk-6a#opposing')),
    noRadiation: opposes('moderate', spine.noRadiation, cites('matrix#below-knee')),
    normalExam: opposes('moderate', spine.normalRootExam, cites('cochrane-2010')),
    refuted: opposes('moderate', spine.radiculopathyRefuted, cites('neuro-msk-6a#record')),
    zoster: opposes('moderate', spine.zosterLately, cites('neuro-msk-6a#excluders')),
    negative: opposes('weak', spine.legRaiseNegative, cites('cochrane-2010'), 'LR- 0.29 (calculated)'),
    bending: opposes('weak', symptoms.reliefBendForward, cites('matrix#bending')),
    leaning: opposes('weak', spine.worseLeaningBack, cites('matrix#bending')),
    walking: opposes('weak', all(symptoms.reliefMoving, unless(spine.worseSitting)), cites('matrix#walking')),
    patch: opposes('weak', symptoms.outerThigh, cites('matrix#patch')),
  },
  tiers: {
    established: all('recorded', radiating, dermatomal, any('crossed', 'rootWeak', 'reflex'), unless(contradicted), unless(cord.caudaFirst)),
    probable: all(any(radiating, upperRoot), sign, unless(contradicted), unless('zoster')),
    possible: all(any(picture, 'recorded', 'suspected', all('toThigh', any('cough', 'crossed', 'rootWeak', 'reflex'))), unless(contradicted)),
    unlikely: contradicted,
  },
  explains: {
    yes: all(picture, unless(elsewhere), unless(cord.caudaFirst)),
    contributes: all(any(picture, lately, 'toThigh'), unless(elsewhere)),
    background: any(elsewhere, all('recorded', 'noRadiation')),
  },
  urgency: { established: steps, probable: steps, possible: steps },
  settle: [
    ask('back-to-leg', 'Does it travel from the back or buttock into the leg, below the knee?'),
    ask('numbness', 'Numbness or tingling: in a strip down one leg, like socks on both feet, or none?'),
    ask('exam.straight-leg-raise', 'Straight-leg raise of both legs: does raising the other leg hurt too (crossed)?'),
    ask('exam.power', 'Power by nerve root: great toe, ankle, knee'),
    ask('exam.ankle-reflexes', 'Ankle reflexes, side against side'),
  ],
  missingAdvice: 'Ask whether it shoots below the knee in a strip, from the back or buttock. Then straight-leg raise on both sides, ankle and knee reflexes and power of the great toe.',
  suggest: [
    offer(spineOrders.stayActive, { when: inPlay, unless: any(cord.spineAtRisk, symptoms.flagFootDrop, symptoms.flagTrauma), cites: cites('ng59') }),
    offer(spineOrders.physiotherapy, { when: inPlay, unless: any(cord.spineAtRisk, symptoms.flagFootDrop, symptoms.flagTrauma), cites: cites('ng59') }),
    offer(spineOrders.spineReferral, {
      urgency: 'days',
      when: all(inPlay, any(motor, disabling)),
      label: 'Referral to a spine specialist (weakness, or disabling for weeks); MRI is theirs to decide',
      cites: cites('neuro-msk-6a#referral', 'ng59#imaging'),
    }),
    offer(orders.nerveConduction, { when: all(inPlay, motor, spine.longStanding), cites: cites('neuro-msk-6a#ncs') }),
    offer(orders.hba1c, { when: all(symptoms.siteThigh, any('weakness', exam.powerReduced), symptoms.oneLeg), unless: history.diabetes, cites: cites('neuro-msk-6a#mimic') }),
  ],
  conflicts: [
    {
      id: 'sciatica-gabapentinoid',
      when: all(inPlay, drugs.gabapentinoid, unless(spine.otherGabapentinoidUse)),
      text: 'Gabapentinoid: it does not help sciatica, and no other indication is recorded. Taper, never stop abruptly.',
      urgency: 'routine',
      order: spineOrders.gabapentinoid,
      cites: cites('ng59#never', 'neuro-msk-6a#indication'),
    },
    {
      id: 'sciatica-opioid',
      when: all(inPlay, spine.longStanding, drugs.opioid),
      text: 'Opioid in long-standing sciatica: guidance is against it. Review benefit and harm.',
      urgency: 'routine',
      order: spineOrders.opioid,
      cites: cites('ng59#never'),
    },
  ],
  cautions: [
    {
      when: all(inPlay, spine.antiInflammatoryUnsafe),
      text: 'An anti-inflammatory helps sciatica little and is not safe here (anticoagulant, heart failure or eGFR below 30).',
      cites: cites('neuro-msk-6a#nsaid', 'neuro-msk-2'),
    },
    {
      when: all(inPlay, drugs.anticoagulant, symptoms.onsetSudden),
      text: 'Anticoagulant and sudden onset: think of a spinal hematoma. New weakness is an emergency.',
      cites: cites('neuro-msk-6a#hematoma'),
    },
    {
      when: all(inPlay, history.diabetes, symptoms.siteThigh, motor),
      text: 'Diabetes, thigh pain and weakness: a radiculoplexus neuropathy mimics an L2 to L4 root.',
      cites: cites('neuro-msk-6a#mimic'),
    },
    {
      when: all(inPlay, symptoms.reliefNothing, symptoms.recumbentPain),
      text: 'Worse lying and eased by no position: look for tumor, infection or fracture.',
      cites: cites('neuro-msk-6a#night'),
    },
    { when: all('zoster', any('strip', 'burning')), text: 'Zoster on record: burning in a strip may be its neuralgia.', cites: cites('neuro-msk-6a#excluders') },
    { when: all(inPlay, history.pregnancy), text: 'Pregnancy: if MRI is needed, without gadolinium.', cites: cites('neuro-msk-6a#pregnancy') },
  ],
  never: [
    { id: 'gabapentinoid', text: 'A gabapentinoid or other antiepileptic, an oral steroid or a benzodiazepine for sciatica.', cites: cites('ng59#never') },
    { id: 'opioid', text: 'An opioid for long-standing sciatica.', cites: cites('ng59#never') },
    { id: 'bed-rest', text: 'Bed rest.', cites: cites('neuro-msk-6a#never') },
    { id: 'routine-imaging', text: 'Routine MRI or X-ray, or a disc bulge on a scan as the proof.', cites: cites('ng59#imaging', 'neuro-msk-6a#disc') },
    { id: 'leg-raise-alone', text: 'A straight-leg raise alone as the diagnosis.', cites: cites('cochrane-2010') },
  ],
});
