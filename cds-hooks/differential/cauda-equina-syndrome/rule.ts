/** Cauda equina syndrome, with cord compression and spinal infection as variants: one sign is enough, nothing but today's denial speaks against. */
import { all, any, ask, cause, cites, finding, offer, opposes, supports, unless } from '#rules';
import { acute, cord, drugs, electrolytes, exam, history, muscle, orders, spine, spineOrders, stenosis, symptoms } from '#findings';

// Weak legs with lost reflexes or with numb hands and feet: the peripheral nerves first (RF-22), not the cauda.
const notAscending = unless(cord.ascending);
// So do both legs that potassium or a breakdown of muscle has weakened, without pain from the back; the flag stands.
const notMuscle = unless(all(any(electrolytes.potassiumWeakness, muscle.darkUrine), unless(cord.spinalPain)));
const compression = any(
  'saddle',
  'sphincterSpine',
  all('bothWeak', notAscending, notMuscle),
  'unsteady',
  'tumour',
  'infection',
  all('cluster', unless(cord.upperMotorKnown)),
  cord.compressionEmergency,
);
const sign = any('saddle', 'sphincter', 'bothWeak', 'weak', 'upperMotor', 'clumsy', 'residual', 'bilateral', 'tumour', 'infection');
const suspicion = any(
  'suspected',
  'bilateral',
  'sphincter',
  'bothWeak',
  'clumsy',
  all(cord.cordPicture, unless(all(cord.upperMotorKnown, unless(cord.cordProgressing)))),
  all('cancer', cord.newWeakness),
  cord.infectionAtRisk,
  cord.feverAndUnrelieved,
  'cordRecorded',
  'infectionRecorded',
  all('residual', any(symptoms.backToLeg, symptoms.siteBack)),
);
const denied = any(all('denied', unless(sign), unless('cancer')), all('refuted', unless(sign)));
const infected = any(history.spinalInfectionRecorded, all(cord.fever, cord.spinalPainNow));
const inCord = any(history.cordCompressionRecorded, 'upperMotor', all('clumsy', unless('saddle')), all('tumour', unless('saddle')));

export default cause({
  id: 'cauda-equina-syndrome',
  name: 'Cauda equina syndrome',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G83.4', display: 'Cauda equina syndrome' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    recorded: supports('strong', history.caudaEquinaRecorded, cites('vascular-redflags#certain')),
    saddle: supports('strong', symptoms.flagSaddle, cites('bmj-ces', 'vascular-redflags#saddle')),
    sphincterSpine: supports('strong', finding('new bladder, bowel or sexual change with back or nerve pain', cord.sphincterWithSpine), cites('bmj-ces')),
    bothWeak: supports('strong', finding('new weakness of both legs', cord.bothLegsNewlyWeak), cites('bmj-ces')),
    unsteady: supports('strong', finding('clumsy or unsteady with cord signs, cancer, sphincter change or rapid worsening', cord.unsteadyWithCord), cites('decisions#rf-02b')),
    tumour: supports('strong', finding('own cancer with spinal pain and a deficit', cord.tumourWithDeficit), cites('ng234')),
    infection: supports('strong', finding('fever or spinal infection with back pain and a deficit', cord.infectionWithDeficit), cites('vascular-redflags')),
    cluster: supports('strong', cord.cordCluster, cites('cook-2010'), 'LR+ 30.9 (5.5-181.8) for 3 of 5'),
    residual: supports('strong', cord.residualHigh, cites('bmj-ces#residual')),
    suspected: supports(
      'moderate',
      finding('cauda equina syndrome recorded as unconfirmed within 14 days', all(history.caudaEquinaEntered, unless(history.caudaEquinaRecorded))),
      cites('vascular-redflags#possible'),
    ),
    cordRecorded: supports('moderate', history.cordCompressionRecorded, cites('vascular-redflags#possible')),
    infectionRecorded: supports('moderate', history.spinalInfectionRecorded, cites('vascular-redflags#possible')),
    sphincter: supports('moderate', finding('new bladder, bowel or sexual change', acute.sphincterChange), cites('bmj-ces', 'decisions#rf-02b')),
    bilateral: supports('moderate', cord.bilateralRadicular, cites('neuro-msk-6c#possible')),
    weak: supports(
      'moderate',
      finding('weakness reported or found', any(symptoms.weakness, symptoms.flagFootDrop, exam.powerReduced, cord.codedDeficit)),
      cites('vascular-redflags#possible'),
    ),
    upperMotor: supports('moderate', exam.upperMotorSigns, cites('cook-2010')),
    gait: supports('moderate', cord.gaitAbnormal, cites('cook-2010')),
    clumsy: supports('moderate', symptoms.flagClumsyHands, cites('decisions#rf-02b')),
    cancer: supports('moderate', history.cancerEver, cites('ng234')),
    fever: supports('moderate', finding('fever', cord.fever), cites('vascular-redflags')),
    spinalPain: supports('weak', finding('back pain, or pain from the back into the leg', cord.spinalPain), cites('bmj-ces')),
    anticoagulant: supports('weak', drugs.anticoagulant, cites('neuro-msk-6c#risk')),
    spineDisease: supports('weak', finding('disc disorder or spinal stenosis recorded', any(spine.discRecorded, stenosis.stenosisRecorded)), cites('neuro-msk-6c#risk')),
    infectionRisk: supports('weak', finding('dialysis or immunosuppression', any(history.dialysis, history.immunosuppressed)), cites('vascular-redflags#possible')),
    denied: opposes('strong', cord.allDenied, cites('neuro-msk-6c#unlikely')),
    refuted: opposes('strong', cord.caudaEquinaRefuted, cites('vascular-redflags#hygiene')),
    powerNormal: opposes('weak', exam.powerNormal, cites('vascular-redflags#unlikely')),
  },
  tiers: { established: 'recorded', probable: compression, possible: all(suspicion, unless(all('refuted', unless(sign)))), unlikely: denied },
  explains: { yes: any('recorded', compression, cord.infectionAtRisk), contributes: suspicion },
  urgency: {
    established: [{ urgency: 'emergency' }],
    probable: [{ urgency: 'emergency', when: all(any(cord.neurologicalEmergency, cord.compressionEmergency), cord.fresh) }, { urgency: 'same-day' }],
    possible: [{ urgency: 'emergency', when: any('suspected') }, { urgency: 'same-day' }],
  },
  variants: [
    { id: 'spinal-infection', name: 'Spinal infection (discitis, epidural abscess)', when: infected, cites: cites('vascular-redflags') },
    { id: 'cord-compression', name: 'Spinal cord compression', when: inCord, cites: cites('ng234', 'cook-2010') },
  ],
  settle: [
    ask('red-flags', 'Passing and feeling urine, bowel control, feeling between the legs, strength of both legs?'),
    ask('exam.power', 'Power by muscle group, perineal sensation, sensory level'),
    ask('exam.upper-motor-signs', 'Plantar response, reflexes, gait'),
    orders.spineMri,
  ],
  missingAdvice:
    'Ask four things: passing and feeling urine, bowel control, feeling between the legs, strength of both legs. What was not asked is not denied. Then a bladder scan, if it does not delay MRI.',
  suggest: [
    offer(orders.emergencyAssessment, {
      urgency: 'emergency',
      label: 'Emergency transfer: MRI and spinal surgeon on call',
      when: all(any('recorded', 'suspected', compression), any(cord.neurologicalEmergency, cord.compressionEmergency), cord.fresh),
      cites: cites('bmj-ces#mri', 'ng234'),
    }),
    offer(orders.spineMri, {
      urgency: 'emergency',
      when: all(any('recorded', 'suspected', compression), any(cord.neurologicalEmergency, cord.compressionEmergency), cord.fresh),
      cites: cites('bmj-ces#mri', 'ng234'),
    }),
    offer(spineOrders.spineExaminationToday, {
      urgency: 'same-day',
      unless: all(any(cord.neurologicalEmergency, all(any('recorded', 'suspected', compression), cord.compressionEmergency)), cord.fresh),
      cites: cites('vascular-redflags#possible'),
    }),
    offer(spineOrders.bladderScan, { urgency: 'same-day', when: any('saddle', 'sphincter', 'recorded', 'suspected'), cites: cites('bmj-ces#residual') }),
    offer(spineOrders.bloodCultures, { urgency: 'same-day', when: any('infectionRecorded', all('fever', cord.spinalPainNow)), cites: cites('vascular-redflags') }),
    offer(orders.crpTest, { urgency: 'same-day', when: any('infectionRecorded', all('fever', cord.spinalPainNow)), cites: cites('vascular-redflags') }),
  ],
  conflicts: [
    {
      id: 'cauda-equina-anticoagulant',
      when: all(any('recorded', 'suspected', compression), drugs.anticoagulant),
      text: 'Anticoagulant with a possible compression: a spinal hematoma is possible, and surgery may follow. Tell the spinal team now.',
      urgency: 'same-day',
      order: spineOrders.anticoagulantSpine,
      cites: cites('vascular-redflags#anticoagulant'),
    },
  ],
  cautions: [
    { when: all(cord.residualLow, sign), text: 'A bladder residual below 200 mL does not exclude cauda equina syndrome.', cites: cites('bmj-ces#residual') },
    { when: all('saddle', any(history.diabetes, history.neuropathyRecorded)), text: 'Neuropathy never explains saddle numbness.', cites: cites('vascular-redflags#saddle') },
    { when: all('sphincter', any(drugs.opioid, drugs.tricyclic)), text: 'An opioid or anticholinergic does not explain the bladder away.', cites: cites('neuro-msk-6c#retention') },
    { when: all('sphincter', history.pregnantOrPostpartum), text: 'Do not put retention down to pregnancy or birth.', cites: cites('neuro-msk-6c#retention') },
    {
      when: all(any('tumour', 'cordRecorded'), history.cancerEver),
      text: 'Cancer: MRI of the whole spine; dexamethasone by the specialist only.',
      cites: cites('ng234', 'vascular-redflags#dexamethasone'),
    },
  ],
  never: [
    { id: 'physiotherapy-first', text: 'Physiotherapy, exercise, traction or manipulation first.', cites: cites('vascular-redflags#never') },
    { id: 'outpatient-mri', text: 'Outpatient or routine MRI, or a lumbar MRI alone with cancer.', cites: cites('bmj-ces#mri', 'ng234') },
    { id: 'residual-as-reassurance', text: 'A bladder residual below 200 mL as reassurance, or waiting for it.', cites: cites('bmj-ces#residual') },
    { id: 'neuropathy-as-explanation', text: 'Neuropathy as the explanation of saddle numbness or new weakness of both legs.', cites: cites('vascular-redflags#saddle') },
    { id: 'gabapentinoid-and-wait', text: 'A gabapentinoid and waiting, or safety-netting alone with a positive sign.', cites: cites('neuro-msk-6c#never') },
    { id: 'neck-manipulation', text: 'Manipulation of the neck, or an antispasmodic and waiting, in a cord picture.', cites: cites('neuro-msk-10d') },
  ],
});
