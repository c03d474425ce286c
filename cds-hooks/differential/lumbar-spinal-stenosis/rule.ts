/** Lumbar spinal stenosis: both legs on walking or standing, ended by sitting or bending forward; never told from the artery by walking alone. */
import { age, all, any, ask, cause, cites, finding, offer, opposes, supports, unless } from '#rules';
import { cord, drugs, exam, history, nerve, orders, spine, spineOrders, stenosis, symptoms } from '#findings';

const posture = any('seatedGone', 'seatedBetter', 'bending');
const onLoad = any('walking', 'standing');
const rule = all(age.atLeast(60), 'standing', posture, any('bilateral', symptoms.bothLegsAffected));
const twoPostures = all(age.atLeast(50), onLoad, 'bending', any('seatedGone', 'seatedBetter'));
const backed = any('recorded', 'bending', 'seatedGone');
const contradicted = any(
  all('vascular', unless(any('bending', 'recorded'))),
  all('seatedNot', onLoad, unless(any('bending', 'recorded'))),
  all('young', any(onLoad, 'unspecific'), unless(any('recorded', posture))),
  all('dangling', unless(any('recorded', posture))),
  all('refuted', unless(posture)),
);
// The calf of one leg, gone when seated, fits the artery as well: something of the back, of both legs or of standing is asked for.
const spinal = any('standing', 'bending', 'recorded', symptoms.bothLegsAffected, spine.proximalPain, symptoms.backToLeg);
const picture = all(onLoad, posture, spinal);
const elsewhere = any(all('vascular', unless('bending')), nerve.positional, spine.crampAttack, all(spine.restless, unless(posture)), symptoms.oneLegSwollen, symptoms.warmRed);
const limited = all(picture, any(spine.stopsActivities, 'weakness'));
const steps = [{ urgency: 'days', when: all(onLoad, 'weakness', symptoms.worsening) }, { urgency: 'routine' }] as const;

export default cause({
  id: 'lumbar-spinal-stenosis',
  name: 'Lumbar spinal stenosis',
  seed: 'Nerve compression (stenosis)',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M48.062', display: 'Spinal stenosis, lumbar region with neurogenic claudication' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    seatedGone: supports('strong', stenosis.seatedGone, cites('suri-2010', 'decisions#exertion'), 'LR+ 7.4 (1.9-30)'),
    bending: supports('strong', stenosis.bendForward, cites('suri-2010'), 'LR+ 6.4 (4.1-9.9)'),
    walking: supports('strong', any(symptoms.worseWalking, symptoms.onWalking), cites('suri-2010#claudication'), 'LR+ 3.7 (2.9-4.8) for neurogenic claudication'),
    standing: supports('strong', stenosis.onStanding, cites('nadeau-2013', 'matrix#standing')),
    wideBased: supports('strong', stenosis.gaitOfStenosis, cites('suri-2010#gait'), 'LR+ 13 (1.9-95)'),
    score: supports('strong', stenosis.sugiokaHigh, cites('sugioka-2008')),
    recorded: supports('moderate', stenosis.stenosisRecorded, cites('neuro-msk-6b#record')),
    bilateral: supports('moderate', symptoms.bothEqual, cites('suri-2010#both'), 'LR+ 6.3 (3.1-13) for both buttocks or legs'),
    seatedBetter: supports('moderate', stenosis.seatedBetter, cites('neuro-msk-6b#probable')),
    romberg: supports('moderate', nerve.rombergAbnormal, cites('suri-2010#romberg'), 'LR+ 4.2 (1.4-13)'),
    old: supports('weak', age.above(70), cites('suri-2010#age'), 'LR+ 2.0 (1.6-2.5)'),
    rest: supports('weak', symptoms.reliefRest, cites('matrix#rest')),
    flat: supports('weak', symptoms.worseFlat, cites('matrix#flat', 'neuro-msk-6b#night')),
    leaning: supports('weak', spine.worseLeaningBack, cites('sugioka-2008#extension')),
    elevate: supports('weak', symptoms.reliefElevate, cites('matrix#elevate')),
    belowKnee: supports('weak', symptoms.backToLeg, cites('matrix#back')),
    sole: supports('weak', symptoms.soles, cites('matrix#sole')),
    weakness: supports('weak', any(symptoms.weakness, exam.powerReduced), cites('matrix#weakness')),
    aching: supports('weak', spine.aching, cites('matrix#aching')),
    months: supports('weak', stenosis.onsetOverSixMonths, cites('sugioka-2008')),
    cramp: supports('weak', symptoms.hardMuscle, cites('matsumoto-2009')),
    negative: supports('weak', spine.legRaiseNegative, cites('genevay-2018')),
    slip: supports('weak', stenosis.spondylolisthesis, cites('neuro-msk-6b#record')),
    unspecific: supports('weak', stenosis.stenosisUnspecific, cites('neuro-msk-6b#record')),
    suspected: supports('weak', stenosis.stenosisSuspected, cites('neuro-msk-6b#record')),
    vascular: opposes(
      'strong',
      stenosis.standingRelieves,
      cites('nadeau-2013', 'decisions#exertion'),
      'LR- 0.05 where standing does not bring it on; LR+ 20 for vascular if the calf eases standing',
    ),
    seatedNot: opposes('strong', stenosis.seatedNoBetter, cites('neuro-msk-6b#unlikely', 'matrix#sitting')),
    sitting: opposes('strong', spine.worseSitting, cites('matrix#sitting')),
    sudden: opposes('strong', symptoms.onsetSudden, cites('matrix#sudden')),
    moving: opposes('strong', symptoms.reliefMoving, cites('matrix#moving')),
    refuted: opposes('strong', stenosis.stenosisRefuted, cites('neuro-msk-6b#record')),
    dangling: opposes('strong', finding('forefoot pain worse flat or raised, better hanging down', nerve.positional), cites('neuro-msk-6b#unlikely')),
    younger: opposes('moderate', age.below(60), cites('suri-2010#age'), 'LR+ 0.40 (0.29-0.57)'),
    young: opposes('moderate', age.below(50), cites('neuro-msk-6b#unlikely')),
    upperMotor: opposes('moderate', exam.upperMotorSigns, cites('matrix#cord')),
    cough: opposes('weak', spine.worseCough, cites('matrix#cough')),
    noRadiation: opposes('weak', spine.noRadiation, cites('matrix#back')),
    inBed: opposes('weak', symptoms.inBed, cites('matrix#bed')),
  },
  tiers: {
    established: all('recorded', picture, unless('vascular'), unless(stenosis.arteryCompetes), unless(contradicted), unless('upperMotor'), unless(cord.caudaFirst)),
    probable: all(any(all('score', posture), rule, twoPostures, all('recorded', picture, unless('vascular'))), unless(contradicted)),
    possible: all(
      any(
        'recorded',
        'unspecific',
        'suspected',
        'bending',
        all('seatedGone', unless('young')),
        all(stenosis.claudicationOfOlder, unless(any(spine.worseLoading, nerve.positional, symptoms.oneLegSwollen))),
      ),
      unless(contradicted),
    ),
    unlikely: contradicted,
  },
  explains: {
    yes: all(picture, unless(elsewhere), unless(cord.caudaFirst)),
    contributes: any(all(onLoad, spinal, unless(elsewhere)), all('recorded', any('flat', 'leaning'), unless(elsewhere))),
    background: any(elsewhere, all(any('recorded', 'unspecific', 'suspected'), 'inBed', unless(onLoad))),
  },
  urgency: { established: steps, probable: steps, possible: steps },
  scores: [{ score: stenosis.sugioka, unless: any(age.below(50), unless(any(onLoad, 'bending', 'months'))) }],
  settle: [
    ask('seated', 'When sitting down, is the pain in the legs gone?'),
    ask('relief', 'Does leaning forward, as on a shopping trolley, let you walk further? Does standing still end it?'),
    ask('worse', 'Does standing alone bring it on, or only walking?'),
    ask('exam.pulses', 'Pedal pulses of both feet'),
    ask('exam.gait', 'Gait and Romberg'),
    orders.abi,
  ],
  missingAdvice:
    'Ask whether the pain is gone on sitting down, whether leaning on a trolley lets one walk further, and whether standing alone brings it on. Then an ankle-brachial index: artery and stenosis often come together.',
  suggest: [
    offer(orders.abi, { when: onLoad, unless: any(history.calcificationRisk, history.amputation), cites: cites('neuro-msk-6b#abi') }),
    offer(orders.abiToePressure, { when: all(onLoad, history.calcificationRisk), unless: history.amputation, cites: cites('neuro-msk-6b#abi') }),
    offer(spineOrders.stenosisPosture, { when: picture, unless: any(cord.spineAtRisk, elsewhere), cites: cites('neuro-msk-6b#night') }),
    offer(spineOrders.physiotherapy, { when: picture, unless: any(cord.spineAtRisk, elsewhere), label: 'Physiotherapy: flexion-based exercise', cites: cites('neuro-msk-6b#suggest') }),
    offer(spineOrders.spineReferral, {
      urgency: 'days',
      when: limited,
      label: 'Referral to a spine specialist: function is limited; MRI is theirs to decide',
      cites: cites('neuro-msk-6b#suggest'),
    }),
  ],
  conflicts: [
    {
      id: 'stenosis-opioid',
      when: all(picture, backed, drugs.opioid, any(symptoms.onsetOverMonths, 'recorded')),
      text: 'Opioid long term in spinal stenosis: not advised. Review benefit and harm.',
      urgency: 'routine',
      order: spineOrders.opioid,
      cites: cites('neuro-msk-6b#never'),
    },
  ],
  cautions: [
    {
      when: all(onLoad, stenosis.arteryCompetes),
      text: 'Artery disease as well: both may be true. Posture and ankle index decide together, and no compression before.',
      cites: cites('vascular-17', 'neuro-msk-13'),
    },
    { when: all(picture, drugs.gabapentinoid, age.atLeast(65)), text: 'Gabapentinoid: unsteadiness and falls.', cites: cites('neuro-msk-6b#cautions') },
    { when: all(picture, spine.antiInflammatoryUnsafe), text: 'An anti-inflammatory is not safe here (anticoagulant, heart failure or eGFR below 30).', cites: cites('neuro-msk-2') },
    {
      when: all(limited, any(history.diabetes, drugs.anticoagulant)),
      text: 'Epidural steroid: raises glucose in diabetes, bleeding with an anticoagulant.',
      cites: cites('neuro-msk-6b#cautions'),
    },
    { when: all(any(picture, 'recorded'), 'upperMotor'), text: 'Upper motor signs: the cord, not the lumbar canal. Image the whole spine.', cites: cites('matrix#cord') },
  ],
  never: [
    { id: 'walking-alone', text: 'Calling it vascular or spinal from pain on walking alone.', cites: cites('neuro-msk-6b#never', 'neuro-msk-13') },
    { id: 'mri-first', text: 'MRI as the first test without a red flag, or stenosis on a scan as proof.', cites: cites('genevay-2018#imaging', 'neuro-msk-6b#never') },
    { id: 'opioids', text: 'Opioids long term.', cites: cites('neuro-msk-6b#never') },
    { id: 'extension', text: 'Extension exercises blindly.', cites: cites('neuro-msk-6b#never') },
    { id: 'compression', text: 'Compression stockings before the ankle index.', cites: cites('neuro-msk-6b#never') },
  ],
});
