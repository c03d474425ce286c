/** Bone pain at night: tumour until shown otherwise, or a fracture under a bisphosphonate, dead, soft or infected bone. More than "pain at night". */
import { age, all, any, ask, cause, cites, offer, opposes, sex, supports, unless, type Caution, type Expr, type Variant } from '#rules';
import { bone, boneOrders, drugs, exam, history, orders, symptoms } from '#findings';

const load = any('walking', 'loading');
const contradicted = all(any('brief', 'oneChange', 'alternates'), unless(any('constant', 'nothing')));
const ownBone = all('ownCancer', bone.bonePain);
const recordedBone = any('tumour', 'necrosis', 'osteomyelitis', 'osteomalacia', 'stressFracture', 'paget');
const recordedMatches = any(all(any('tumour', 'osteomyelitis', 'osteomalacia', 'stressFracture', 'paget'), any(bone.bonePain, 'loading')), all('necrosis', bone.hipPain));
const atypical = all('atypical', unless(bone.plainCramp));
const atypicalPattern = all(atypical, any('deepBone', load, bone.aching, bone.hipRotation), unless(symptoms.backToBelowKnee));
const necrosisLikely = all('necrosisRisk', bone.hipPain, bone.hipRotation, any('deepBone', 'nothing', 'turning', 'wakes'));
const softBone = all('phosphatase', 'vitaminD', any('deepBone', 'proximal', symptoms.weakness));
const infected = all('fever', 'deepBone', 'oneLeg');
const tumourLikely = any(
  all(ownBone, bone.persistent, bone.tumourResult),
  all(bone.unremittingBonePain, any(bone.myelomaPicture, 'calcium', 'phosphatase', 'protein')),
  all('deepBone', 'swelling', 'phosphatase'),
);
const pattern = all(bone.unremittingBonePain, any('oneLeg', 'wakes', symptoms.worsening, load, 'allDay', 'flat'));
const suspicion = any(
  ownBone,
  bone.olderWithResult,
  all('deepBone', 'swelling'),
  all('weightLoss', bone.bonePain),
  all(bone.tumourInBoneSuspected, bone.bonePain),
  pattern,
  bone.shaftPain,
  atypical,
  infected,
  all('necrosisRisk', bone.hipPain, 'deepBone', any('oneLeg', bone.hipRotation)),
  all(bone.vitaminDLow, 'deepBone', symptoms.bothLegsAffected),
);
const lesion = any('tumour', ownBone);
// Joints ache on loading too: without a recorded tumour the pain must be unremitting as well.
const loaded = all('loading', any('tumour', all('ownCancer', bone.unremittingBonePain), tumourLikely));

const caution = <N extends string>(when: Expr<N>, text: string, source: string): Caution<N> => ({ when, text, cites: cites(source) });
// Tumour comes before every other disease of bone.
const variant = <N extends string>(id: string, name: string, when: Expr<N>, source = 'decisions#variants'): Variant<N | 'tumour' | 'ownCancer' | 'deepBone'> => ({
  id,
  name,
  when: all<N | 'tumour' | 'ownCancer' | 'deepBone'>(when, unless(any('tumour', all('ownCancer', 'deepBone')))),
  cites: cites(source),
});

export default cause({
  id: 'bone-pain-malignancy',
  name: 'Bone pain (tumour, fracture or other bone disease)',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'C79.51', display: 'Secondary malignant neoplasm of bone' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    tumour: supports('strong', bone.tumourInBone, cites('vascular-11#certain')),
    ownCancer: supports('strong', bone.ownCancer, cites('cochrane-lbp', 'downie-2013')),
    atypical: supports('strong', bone.atypicalFracturePain, cites('asbmr-2014', 'decisions#rf-25')),
    deepBone: supports('strong', bone.deepBone, cites('matrix#quality')),
    constant: supports('strong', symptoms.constantPain, cites('vascular-11#symptoms', 'matrix#strong')),
    nothing: supports('strong', symptoms.reliefNothing, cites('vascular-11#symptoms', 'matrix#strong')),
    weightLoss: supports('strong', bone.weightLoss, cites('vascular-11#symptoms', 'matrix#strong')),
    necrosis: supports('strong', bone.necrosisRecorded, cites('neuro-msk-8e#risk')),
    osteomyelitis: supports('strong', bone.osteomyelitisRecorded, cites('neuro-msk-8e#risk')),
    osteomalacia: supports('strong', bone.osteomalaciaRecorded, cites('neuro-msk-10e#tiers')),
    calcium: supports('moderate', bone.calciumHigh, cites('vascular-11#calcium')),
    phosphatase: supports('moderate', bone.phosphataseHigh, cites('vascular-11#results', 'bolland')),
    anaemia: supports('moderate', bone.anaemia, cites('vascular-11#results')),
    protein: supports('moderate', history.monoclonalProtein, cites('ng12#myeloma')),
    fever: supports('moderate', bone.fever, cites('matrix#fever', 'neuro-msk-8e#symptoms')),
    swelling: supports('moderate', bone.swelling, cites('vascular-11#young', 'matrix#weak')),
    walking: supports('weak', symptoms.worseWalking, cites('matrix#weak')),
    loading: supports('weak', bone.loading, cites('vascular-11#load')),
    vitaminD: supports('moderate', bone.vitaminDVeryLow, cites('neuro-msk-10e#tiers', 'bolland')),
    stressFracture: supports('moderate', bone.stressFracture, cites('neuro-msk-8e#risk')),
    paget: supports('moderate', bone.paget, cites('neuro-msk-8e#risk')),
    necrosisRisk: supports('weak', bone.necrosisRisk, cites('neuro-msk-8e#risk')),
    proximal: supports('weak', bone.proximalWeakness, cites('neuro-msk-10e#symptoms')),
    inflammation: supports('weak', bone.inflammation, cites('vascular-11#results')),
    oneLeg: supports('weak', symptoms.oneLeg, cites('matrix#weak')),
    flat: supports('weak', symptoms.worseFlat, cites('matrix#weak')),
    cough: supports('weak', bone.worseCough, cites('matrix#weak')),
    turning: supports('weak', bone.turningInBed, cites('matrix#weak')),
    allDay: supports('weak', symptoms.allDay, cites('matrix#weak')),
    wakes: supports('weak', bone.wakesFromSleep, cites('matrix#weak')),
    chemotherapy: supports('weak', symptoms.chemotherapyReported, cites('matrix#weak')),
    ironInfusion: supports('weak', symptoms.ironInfusionReported, cites('glaspy-2021')),
    brief: opposes('strong', symptoms.attackMinutes, cites('matrix#against')),
    oneChange: opposes('strong', symptoms.reliefOneChange, cites('matrix#against', 'vascular-11#opposing')),
    alternates: opposes('strong', symptoms.alternates, cites('matrix#against')),
    refuted: opposes('strong', bone.tumourInBoneRefuted, cites('vascular-11#opposing')),
    bothSides: opposes('weak', symptoms.bothEqual, cites('vascular-11#opposing')),
    phosphataseNormal: opposes('weak', bone.phosphataseNormal, cites('vascular-11#opposing')),
  },
  tiers: {
    established: all(recordedMatches, unless(contradicted)),
    probable: all(any(tumourLikely, atypicalPattern, necrosisLikely, softBone, all(infected, 'inflammation')), unless(contradicted)),
    possible: any(recordedBone, all(suspicion, unless(contradicted))),
    unlikely: any(contradicted, all('refuted', unless(bone.bonePain))),
  },
  explains: {
    yes: all(
      any(recordedMatches, tumourLikely, suspicion, softBone, necrosisLikely),
      unless(contradicted),
      unless(any(symptoms.positionalForefoot, all(symptoms.urge, unless('deepBone')))),
      unless(all(atypical, symptoms.backToBelowKnee, unless('deepBone'))),
    ),
    contributes: all(recordedBone, bone.legPainCoded, unless(contradicted)),
    background: any(recordedBone, suspicion),
  },
  variants: [
    variant('atypical-femoral-fracture', 'Atypical femoral fracture (impending)', atypical, 'asbmr-2014'),
    variant('avascular-necrosis', 'Avascular necrosis', any('necrosis', all('necrosisRisk', bone.hipPain))),
    variant('osteomalacia', 'Osteomalacia', any('osteomalacia', softBone, bone.vitaminDLow), 'neuro-msk-10e#tiers'),
    variant('osteomyelitis-of-bone', 'Osteomyelitis of bone', any('osteomyelitis', infected)),
    variant('stress-fracture', 'Stress fracture', bone.stressFracture, 'neuro-msk-8e#risk'),
    variant('paget-disease', 'Paget disease of bone', bone.paget, 'neuro-msk-8e#risk'),
  ],
  urgency: {
    established: [
      { urgency: 'emergency', when: any(bone.tumourFractureNew, all('tumour', 'loading', symptoms.onsetSudden, symptoms.onsetWithin48h)) },
      { urgency: 'same-day', when: any(bone.calciumUrgent, loaded, all('osteomyelitis', 'fever')) },
      { urgency: 'routine', when: all(any('osteomalacia', 'paget'), unless(lesion)) },
      { urgency: 'days' },
    ],
    probable: [{ urgency: 'same-day', when: any(bone.calciumUrgent, loaded, infected) }, { urgency: 'routine', when: all(softBone, unless(any(lesion, atypical))) }, { urgency: 'days' }],
    possible: [{ urgency: 'same-day', when: any(all(bone.calciumUrgent, bone.bonePain), loaded, infected) }, { urgency: 'days', when: suspicion }, { urgency: 'routine' }],
  },
  settle: [
    ask('quality', 'Is the pain deep in the bone? Can the patient point at it?'),
    ask('red-flags', 'Cancer now or in the past, weight loss, night sweats, fever?'),
    ask('relief', 'Does any position or rest ease it?'),
    boneOrders.boneXray,
    boneOrders.boneBloods,
  ],
  missingAdvice:
    'Ask for own cancer (also long ago), weight half a year ago, steroids, bisphosphonate or denosumab. An X-ray of the whole bone is the single test; a normal one does not end the search while the pain persists.',
  suggest: [
    offer(boneOrders.orthopaedicCall, { urgency: 'same-day', when: loaded, cites: cites('vascular-11#load') }),
    offer(boneOrders.boneXray, { urgency: 'same-day', label: 'X-ray of the painful bone today, whole length', when: loaded, cites: cites('vascular-11#load', 'vascular-11#tests') }),
    offer(boneOrders.femurXrays, { urgency: 'days', when: atypical, cites: cites('asbmr-2014') }),
    offer(boneOrders.boneXray, {
      urgency: 'days',
      when: any(bone.bonePain, recordedMatches, all('tumour', bone.legPainCoded)),
      unless: any(loaded, atypical),
      cites: cites('vascular-11#tests'),
    }),
    offer(boneOrders.boneBloods, { urgency: 'days', when: any(bone.bonePain, lesion, atypical), cites: cites('vascular-11#tests') }),
    offer(orders.proteinElectrophoresis, {
      urgency: 'days',
      label: 'Serum protein electrophoresis with free light chains',
      when: all(age.atLeast(60), bone.bonePain, bone.persistent),
      cites: cites('ng12#myeloma'),
    }),
    offer(boneOrders.cancerContact, { urgency: 'days', when: any(all('tumour', any(bone.bonePain, bone.legPainCoded, 'loading')), ownBone), cites: cites('vascular-11#load') }),
    offer(boneOrders.cancerPathway, { urgency: 'days', when: all(any('weightLoss', bone.myelomaPicture, 'swelling'), bone.bonePain), unless: 'ownCancer', cites: cites('ng12') }),
    offer(boneOrders.boneMri, { urgency: 'days', when: any(ownBone, atypicalPattern, necrosisLikely, all('necrosis', bone.hipPain)), cites: cites('vascular-11#tests') }),
    offer(boneOrders.orthopaedicReview, { when: any(all('necrosis', bone.hipPain), necrosisLikely), unless: lesion, cites: cites('neuro-msk-8e#tests') }),
    offer(boneOrders.mineralBloods, { when: any('osteomalacia', all(bone.vitaminDLow, any('deepBone', 'proximal'))), cites: cites('neuro-msk-10e#tests') }),
    offer(boneOrders.ironPhosphate, { urgency: 'days', when: all(any('ironInfusion', drugs.intravenousIron), any('deepBone', 'proximal')), cites: cites('glaspy-2021') }),
    offer(boneOrders.noWeight, { when: any(all(lesion, load), atypical), cites: cites('vascular-11#load', 'neuro-msk-8e#suggest') }),
  ],
  conflicts: [
    {
      id: 'bone-antiresorptive',
      when: atypical,
      text: 'Bisphosphonate or denosumab with thigh or groin pain: X-ray of both femurs before the next dose; denosumab is never just stopped.',
      urgency: 'days',
      order: boneOrders.antiresorptiveReview,
      cites: cites('asbmr-2014', 'denosumab-rebound'),
    },
    {
      id: 'bone-nsaid-myeloma',
      when: all(bone.myeloma, drugs.antiInflammatory),
      text: 'An NSAID in myeloma endangers the kidneys.',
      urgency: 'days',
      order: boneOrders.myelomaNsaid,
      cites: cites('vascular-11#cautions'),
    },
  ],
  cautions: [
    caution(all(lesion, atypical), 'Cancer and a bisphosphonate or denosumab: the X-ray looks for metastasis and for an atypical fracture, in both femurs.', 'vascular-11#drugs'),
    caution(all(ownBone, bone.aromataseInhibitor), 'An aromatase inhibitor makes joints ache; that does not explain pain of one bone.', 'vascular-11#drugs'),
    caution(all(ownBone, any(symptoms.weakness, exam.powerReduced, symptoms.siteBack)), 'Cancer with spinal pain or weakness: look for cord compression first.', 'vascular-11#cord'),
    caution(all(bone.unremittingBonePain, sex('male'), age.atLeast(60)), 'PSA can be discussed; it is falsely high after a catheter or urinary infection.', 'vascular-11#cautions'),
    caution(all(bone.bonePain, history.pregnancy), 'Pregnant: choose imaging with radiology.', 'neuro-msk-8e#cautions'),
  ],
  never: [
    { id: 'manual-therapy', text: 'Massage, manipulation, exercise or heat to undiagnosed bone pain.', cites: cites('vascular-11#never') },
    { id: 'cancer-from-family', text: 'A cancer card from family history or from night pain alone.', cites: cites('vascular-11#never', 'cochrane-lbp') },
    { id: 'normal-x-ray', text: 'Reassurance by a normal X-ray while the pain persists.', cites: cites('vascular-11#never') },
    { id: 'mattress-first', text: 'Physiotherapy or a new mattress first.', cites: cites('neuro-msk-8e#never') },
    { id: 'denosumab-stop', text: 'Stopping denosumab abruptly.', cites: cites('denosumab-rebound') },
    { id: 'vitamin-d-blame', text: 'Blaming a vitamin D of 40 nmol/L for leg pain, or a mega-dose in a patient who falls.', cites: cites('neuro-msk-10e#never') },
  ],
});
