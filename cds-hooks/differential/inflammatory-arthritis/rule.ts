/** Inflammatory arthritis, polymyalgia rheumatica and the joint that may be infected: synovitis first, then blood and points. */
import { age, all, any, ask, cause, cites, offer, opposes, supports, unless } from '#rules';
import { cord, drugs, history, inflammation, joints, orders, rheumatologyOrders as care, rheumatologyScores as scores, symptoms } from '#findings';

const synovitis = any('smallJoints', 'largeJoints');
const recorded = any('recorded', 'polymyalgiaRecorded');
// True weakness is a muscle disease, and normal inflammation is no polymyalgia.
const girdle = all(age.atLeast(50), 'bothShoulders', any('stiffOver45', all(any('turning', 'onWaking'), unless('stiffShort'))), unless(any('weak', 'bloodNormal')));
const polymyalgia = all('polymyalgia', unless('weak'));
const septic = any(joints.septicConfirmed, all('hotJoint', 'fever'));
const maybeSeptic = any('hotJoint', 'septicRecorded', 'feverishJoint');
const active = any(
  synovitis,
  'hotJoint',
  'stiffOver60',
  all('swollenJoint', unless('stiffShort')),
  all('polymyalgiaRecorded', 'stiffOver45'),
  all('polymyalgiaRecorded', any('bothShoulders', 'raised')),
);
const quiet = any(all('noSwelling', 'stiffShort'), all('noSynovitis', 'stiffShort'), all('noSynovitis', 'noSwelling', 'bloodNormal'));
const contradicted = all(quiet, unless(any(maybeSeptic, girdle, polymyalgia)));
const suspicious = any(active, girdle, scores.polymyalgiaEntry, maybeSeptic, 'back');
// A cramp, an urge, a nerve or a positional foot explains tonight, unless a joint is hot.
const elsewhere = all(
  any(all(symptoms.hardMuscle, symptoms.attackMinutes), all(symptoms.urge, symptoms.urgeAtRest), symptoms.positionalForefoot, symptoms.backToBelowKnee, symptoms.stocking),
  unless(any(maybeSeptic, 'stiffOver60', synovitis, girdle, polymyalgia)),
);
// Fever with back pain and a way in for bacteria is the spine, unless a joint is seen to be inflamed.
const spine = all(cord.infectionAtRisk, unless(any(maybeSeptic, synovitis, 'swollenJoint')));
const giantCell = all(joints.giantCellSymptoms, age.atLeast(50), any(girdle, polymyalgia, 'polymyalgiaRecorded', 'bothShoulders'));
const infection = any(all(joints.hotJointNow, any(joints.feverNow, history.immunosuppressed)), all('septicRecorded', any(joints.feverNow, history.immunosuppressed)));
const step = [
  { urgency: 'emergency', when: infection },
  { urgency: 'same-day', when: any(maybeSeptic, giantCell) },
] as const;
const likely = [...step, { urgency: 'days', when: unless(all(recorded, unless(active))) }, { urgency: 'routine' }] as const;
const shouldered = any(girdle, scores.polymyalgiaEntry, all('bothShoulders', age.atLeast(50)));

export default cause({
  id: 'inflammatory-arthritis',
  name: 'Inflammatory arthritis',
  seed: 'Rheumatoid arthritis',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M06.9', display: 'Rheumatoid arthritis, unspecified' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    septicRecorded: supports('strong', joints.septicRecorded, cites('neuro-msk-1#septic')),
    hotJoint: supports('strong', joints.hotJoint, cites('neuro-msk-1#septic', 'vascular-15#hot-joint')),
    feverishJoint: supports('strong', joints.feverishJoint, cites('neuro-msk-1#septic')),
    back: supports('moderate', joints.inflammatoryBack, cites('neuro-msk-8b#spine')),
    fever: supports('strong', joints.fever, cites('matrix#fever')),
    smallJoints: supports('strong', joints.synovitisSmall, cites('acr-eular-2010', 'matrix#synovitis')),
    bothShoulders: supports('strong', joints.bothShoulders, cites('eular-acr-2012', 'matrix#shoulders')),
    stiffOver45: supports('strong', joints.stiffOver45, cites('eular-acr-2012', 'matrix#stiffness')),
    swollenJoint: supports('strong', joints.swollenJoint, cites('matrix#swollen')),
    definite: supports('strong', scores.rheumatoidDefinite, cites('acr-eular-2010')),
    polymyalgia: supports('strong', scores.polymyalgiaMet, cites('eular-acr-2012'), 'LR+ 3.1, LR- 0.41'),
    onWaking: supports('strong', joints.onWaking, cites('matrix#morning')),
    turning: supports('strong', joints.turningInBed, cites('matrix#turning', 'neuro-msk-8d#turning')),
    warmRed: supports('moderate', symptoms.warmRed, cites('matrix#warm')),
    largeJoints: supports('moderate', joints.synovitisLarge, cites('acr-eular-2010#joints')),
    stiffOver60: supports('moderate', joints.stiffOver60, cites('neuro-msk-8b#stiffness')),
    raised: supports('moderate', inflammation.inflammationRaised, cites('acr-eular-2010', 'neuro-msk-8b#probable')),
    serology: supports('moderate', inflammation.serologyPositive, cites('acr-eular-2010#serology')),
    recorded: supports('moderate', joints.inflammatoryRecorded, cites('neuro-msk-8b#certain')),
    polymyalgiaRecorded: supports('moderate', joints.polymyalgiaRecorded, cites('neuro-msk-8d#certain')),
    suspected: supports('weak', joints.inflammatorySuspected, cites('neuro-msk-8b#certain')),
    oneLegSwollen: supports('weak', symptoms.oneLegSwollen, cites('matrix#one-leg-swollen')),
    hotAttacks: supports('weak', symptoms.redHotAttacks, cites('matrix#warm')),
    weightLoss: supports('weak', joints.weightLossSweats, cites('matrix#weight')),
    widespread: supports('weak', joints.widespreadAche, cites('matrix#widespread')),
    hours: supports('weak', any(symptoms.attackHours, symptoms.constantPain), cites('matrix#hours')),
    reliefWalk: supports('weak', joints.reliefWalk, cites('matrix#walk')),
    nothing: supports('weak', symptoms.reliefNothing, cites('matrix#nothing')),
    sheet: supports('weak', symptoms.worseSheet, cites('matrix#sheet')),
    lyingOnSide: supports('weak', joints.lyingOnSide, cites('matrix#load')),
    loading: supports('weak', joints.loadingJoint, cites('matrix#load')),
    sudden: supports('weak', symptoms.onsetSudden, cites('matrix#sudden')),
    aromatase: supports('weak', joints.aromataseInhibitor, cites('neuro-msk-8b#drugs')),
    noSwelling: opposes('strong', joints.noSwellingNoShoulders, cites('neuro-msk-8b#opposing')),
    noSynovitis: opposes('strong', joints.noSynovitis, cites('acr-eular-2010#entry')),
    bloodNormal: opposes('moderate', inflammation.inflammationNormal, cites('neuro-msk-8d#unlikely')),
    stiffShort: opposes('moderate', joints.stiffShort, cites('neuro-msk-8b#unlikely', 'matrix#stiffness')),
    weak: opposes('moderate', joints.proximalWeakness, cites('matrix#weak')),
    refuted: opposes('moderate', joints.inflammatoryRefuted, cites('neuro-msk-8b#certain')),
  },
  tiers: {
    established: any('definite', all('recorded', any(synovitis, all('stiffOver60', 'swollenJoint'))), all('polymyalgiaRecorded', polymyalgia)),
    probable: any(all(synovitis, any('serology', 'raised')), polymyalgia, septic, all('recorded', active), all('polymyalgiaRecorded', active)),
    possible: any(all(suspicious, unless(contradicted)), all(recorded, unless('refuted'))),
    unlikely: any(contradicted, all('refuted', unless(active))),
  },
  explains: {
    yes: all(any(active, girdle, polymyalgia, maybeSeptic, 'back'), unless(elsewhere), unless(spine)),
    contributes: all(
      any(all(spine, any(active, girdle, polymyalgia, 'back')), scores.polymyalgiaEntry, all(recorded, any('turning', 'onWaking', joints.jointPainCoded, joints.jointStiffnessCoded))),
      unless(elsewhere),
    ),
    background: any(elsewhere, recorded),
  },
  urgency: { established: likely, probable: likely, possible: [...step, { urgency: 'days', when: any(synovitis, girdle, scores.polymyalgiaEntry, 'swollenJoint') }, { urgency: 'routine' }] },
  variants: [
    { id: 'septic-joint', name: 'Septic joint', when: maybeSeptic, cites: cites('neuro-msk-1#septic', 'decisions#variants') },
    {
      id: 'polymyalgia-rheumatica',
      name: 'Polymyalgia rheumatica',
      when: any(polymyalgia, all(any(girdle, scores.polymyalgiaEntry, 'polymyalgiaRecorded'), unless(any(synovitis, 'recorded')))),
      cites: cites('eular-acr-2012', 'decisions#variants'),
    },
  ],
  scores: [
    { score: scores.rheumatoid2010, unless: any(unless(scores.rheumatoidEntry), maybeSeptic) },
    { score: scores.polymyalgia2012, unless: any(unless(scores.polymyalgiaEntry), maybeSeptic) },
  ],
  settle: [
    ask('stiffness.swollen-joint', 'Any visibly swollen joint?'),
    ask('stiffness.duration', 'How long is the stiffness after waking?'),
    ask('stiffness.both-shoulders', 'Do both shoulders ache or are they stiff?'),
    ask('exam.synovitis', 'Squeeze the knuckles and the balls of the feet: synovitis?'),
    care.crpEsr,
  ],
  missingAdvice:
    'Ask for a swollen joint and whether both shoulders are stiff, squeeze the knuckles and the balls of the feet, then CRP with sedimentation rate. Anti-CCP and rheumatoid factor only with synovitis. At 50 or over ask for headache, jaw pain on chewing and sight.',
  suggest: [
    offer(care.jointAspiration, { urgency: 'emergency', when: infection, cites: cites('neuro-msk-1#septic', 'neuro-msk-8b#aspirate') }),
    offer(care.jointAspiration, { urgency: 'same-day', when: maybeSeptic, cites: cites('neuro-msk-8b#aspirate', 'vascular-15#hot-joint') }),
    offer(care.crpEsr, { urgency: 'days', when: suspicious, unless: any('raised', 'bloodNormal'), cites: cites('neuro-msk-8b#tests', 'neuro-msk-8d#tests') }),
    offer(care.rheumatoidSerology, {
      urgency: 'days',
      when: any(synovitis, all('swollenJoint', unless('hotJoint'), unless('stiffShort')), all(girdle, 'raised')),
      cites: cites('neuro-msk-8b#tests', 'neuro-msk-8d#tests'),
    }),
    offer(orders.bloodCount, { urgency: 'days', when: any(girdle, scores.polymyalgiaEntry, 'hotJoint'), cites: cites('neuro-msk-8d#exclude') }),
    offer(orders.creatineKinase, { urgency: 'days', when: any(girdle, scores.polymyalgiaEntry, all('weak', 'bothShoulders')), cites: cites('neuro-msk-8d#tests') }),
    offer(orders.tsh, { urgency: 'days', when: any(girdle, scores.polymyalgiaEntry), cites: cites('neuro-msk-8d#tests') }),
    offer(orders.proteinElectrophoresis, { urgency: 'days', when: any(girdle, scores.polymyalgiaEntry), cites: cites('neuro-msk-8d#tests') }),
    offer(care.rheumatologyReferral, {
      urgency: 'days',
      when: any(synovitis, polymyalgia, all('recorded', active)),
      unless: maybeSeptic,
      label: 'Referral to rheumatology within 3 weeks, sooner with small joints of hands or feet',
      cites: cites('nice-ng100', 'neuro-msk-8d#refer'),
    }),
    offer(orders.footXray, { when: 'smallJoints', label: 'X-ray of hands and feet', cites: cites('neuro-msk-8b#tests') }),
  ],
  conflicts: [
    {
      id: 'inflammatory-nsaid',
      when: all(suspicious, joints.antiInflammatoryUnsafe),
      text: 'An NSAID with eGFR below 30, heart failure, an anticoagulant or pregnancy: review.',
      urgency: 'days',
      order: care.antiInflammatory,
      cites: cites('neuro-msk-2#nsaid'),
    },
    {
      id: 'inflammatory-aromatase-inhibitor',
      when: all('aromatase', any(suspicious, joints.jointPainCoded, 'loading')),
      text: 'Joint pain may come from the aromatase inhibitor; oncology decides.',
      urgency: 'routine',
      order: care.aromataseInhibitor,
      cites: cites('neuro-msk-8b#drugs'),
    },
  ],
  cautions: [
    {
      when: any('hotJoint', 'septicRecorded'),
      text: 'One hot joint is infected until fluid says otherwise, also with gout or arthritis on record.',
      cites: cites('neuro-msk-1#septic', 'neuro-msk-8b#aspirate'),
    },
    {
      when: giantCell,
      text: 'Giant cell arteritis: ask for sight now. Visual loss is an emergency, jaw or scalp symptoms are seen today.',
      cites: cites('neuro-msk-1#giant-cell', 'decisions#giant-cell'),
    },
    {
      when: all(shouldered, unless('raised')),
      text: 'No CRP or sedimentation rate of the last 14 days speaks for polymyalgia: it is not diagnosed without one.',
      cites: cites('eular-acr-2012#entry'),
    },
    {
      when: all(suspicious, history.immunosuppressed),
      text: 'Immunosuppressed, or on a steroid: fever and CRP may stay low in infection.',
      cites: cites('neuro-msk-8b#fever', 'vascular-17#blunted'),
    },
    {
      when: all(shouldered, any('weak', inflammation.muscleEnzymeRaised)),
      text: 'Weakness or a raised creatine kinase: muscle disease before polymyalgia.',
      cites: cites('neuro-msk-8d#opposing'),
    },
    { when: all(any(shouldered, 'polymyalgiaRecorded'), history.diabetes), text: 'Diabetes: a steroid raises glucose; plan it with a specialist.', cites: cites('neuro-msk-13b') },
    { when: all(shouldered, drugs.statin), text: 'A statin may cause muscle pain of its own; creatine kinase tells them apart.', cites: cites('neuro-msk-8d#drugs') },
  ],
  never: [
    { id: 'steroid-trial', text: 'A trial of steroid as a test.', cites: cites('neuro-msk-8b#never', 'neuro-msk-8d#never') },
    { id: 'disease-modifying-drug', text: 'A disease-modifying drug by card.', cites: cites('neuro-msk-8b#never') },
    { id: 'rheumatoid-screening', text: 'Rheumatoid factor for pain without inflammation.', cites: cites('neuro-msk-8b#never') },
    { id: 'criteria-without-synovitis', text: 'Points without synovitis as a diagnosis.', cites: cites('acr-eular-2010#entry') },
    { id: 'polymyalgia-by-esr', text: 'Polymyalgia from a sedimentation rate alone.', cites: cites('neuro-msk-8d#never') },
  ],
});
