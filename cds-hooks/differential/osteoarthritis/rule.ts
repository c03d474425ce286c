/** Osteoarthritis of hip or knee, pain at the side of the hip, Baker cyst: load, short stiffness, the hip that is felt in the knee. */
import { age, all, any, ask, cause, cites, offer, opposes, supports, unless } from '#rules';
import { cramp, drugs, exam, history, inflammation, joints, orders, rheumatologyOrders as care, symptoms } from '#findings';

const jointSite = any('knee', 'hip', 'jointPain');
const sign = any('restricted', 'painful');
const nerve = any(symptoms.outerThigh, symptoms.strip, symptoms.backToLeg);
// Under 45, ended by one change of position and no joint sign: the posture, not the joint.
const postural = all('young', 'oneChange', unless(any('loading', sign, 'trochantericRecorded', 'swollen')));
const hipSide = all('hipSide', unless(nerve), unless(postural));
const looksInflamed = any('hotJoint', 'stiffOver60', joints.synovitis, 'feverish');
// A cramp, an urge, a positional foot or a nerve explains tonight, whatever the joint is.
const elsewhere = any('cramp', 'below', 'urge', symptoms.positionalForefoot, all(nerve, unless('tree')), looksInflamed, symptoms.onsetWithin48h);
const recorded = any('recorded', 'trochantericRecorded', 'cyst');
const contradicted = any(
  'refuted',
  all('stiffOver60', unless('recorded')),
  all('young', unless(any(recorded, hipSide, joints.avascularNecrosis, symptoms.flagTrauma))),
  all(any('below', 'cramp'), unless(any(recorded, 'knee', 'hip', 'jointPain'))),
);
const fits = any('triad', 'tree', hipSide, all('recorded', jointSite, any('loading', 'turning', 'activity')));
const located = any(all('knee', age.atLeast(45)), all('jointPain', age.atLeast(45)), all('hip', age.atLeast(45), any('loading', 'turning', sign)), 'hipSide');
const inPlay = all(any(fits, located, all(recorded, jointSite)), unless(elsewhere));
const heldBack = any(looksInflamed, joints.femurAtRisk, symptoms.flagTrauma, symptoms.flagCancer, history.cancerActive);
const atypical = any(symptoms.flagTrauma, symptoms.worsening, 'stiffOver45', joints.avascularNecrosis, history.cancerEver);
const steps = [{ urgency: 'days', when: joints.femurAtRisk }, { urgency: 'routine' }] as const;

export default cause({
  id: 'osteoarthritis',
  name: 'Osteoarthritis of hip or knee',
  seed: 'Osteoarthritis',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M17.9', display: 'Osteoarthritis of knee, unspecified' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    loading: supports('strong', joints.loadingJoint, cites('matrix#load')),
    restricted: supports('strong', joints.hipRestricted, cites('acr-hip-1991', 'matrix#hip')),
    hipSide: supports('strong', joints.trochanteric, cites('matrix#side-lying')),
    triad: supports('strong', joints.niceTriad, cites('nice-ng226')),
    tree: supports('strong', joints.hipTree, cites('acr-hip-1991'), 'LR+ 3.4, LR- 0.19'),
    lyingOnSide: supports('moderate', joints.lyingOnSide, cites('matrix#side-lying')),
    painful: supports('moderate', joints.hipPainful, cites('neuro-msk-8a#supporting')),
    knee: supports('moderate', joints.siteKnee, cites('neuro-msk-8a#referred')),
    hip: supports('moderate', joints.siteHip, cites('neuro-msk-8a#referred')),
    activity: supports('moderate', joints.activityRelated, cites('nice-ng226')),
    recorded: supports('moderate', joints.osteoarthritisRecorded, cites('neuro-msk-8a#record')),
    trochantericRecorded: supports('moderate', joints.trochantericRecorded, cites('neuro-msk-8a#record')),
    cyst: supports('moderate', joints.bakerCyst, cites('neuro-msk-10j')),
    jointPain: supports('moderate', joints.jointPainCoded, cites('neuro-msk-8a#possible')),
    stiffShort: supports('moderate', joints.stiffShort, cites('nice-ng226', 'matrix#stiffness')),
    turning: supports('weak', joints.turningInBed, cites('matrix#turning')),
    obesity: supports('weak', joints.obesity, cites('neuro-msk-8a#risk')),
    necrosis: supports('weak', joints.avascularNecrosis, cites('neuro-msk-8a#record')),
    rest: supports('weak', symptoms.reliefRest, cites('matrix#relief')),
    warm: supports('weak', joints.reliefWarm, cites('matrix#relief')),
    oneChange: supports('weak', symptoms.reliefOneChange, cites('matrix#relief')),
    walking: supports('weak', any(symptoms.worseWalking, symptoms.worseStanding), cites('matrix#walking')),
    seatedGone: supports('weak', symptoms.seatedGone, cites('matrix#walking')),
    hours: supports('weak', symptoms.attackHours, cites('matrix#hours')),
    oneLeg: supports('weak', symptoms.oneLeg, cites('matrix#side')),
    aching: supports('weak', joints.aching, cites('matrix#quality')),
    months: supports('weak', joints.beganOverSixMonths, cites('matrix#onset')),
    waking: supports('weak', joints.onWaking, cites('matrix#morning')),
    swollen: supports('weak', joints.swollenJoint, cites('matrix#swollen')),
    stiffOver60: opposes('strong', joints.stiffOver60, cites('neuro-msk-8a#unlikely')),
    stiffOver45: opposes('strong', joints.stiffOver45, cites('matrix#stiffness')),
    hotJoint: opposes('strong', joints.hotJoint, cites('neuro-msk-8a#opposing')),
    below: opposes('strong', joints.siteElsewhere, cites('neuro-msk-8a#unlikely')),
    refuted: opposes('strong', joints.osteoarthritisRefuted, cites('neuro-msk-8a#unlikely')),
    hipNormal: opposes('moderate', all(joints.siteHip, unless(joints.siteKnee), joints.hipNormal), cites('acr-hip-1991'), 'LR- 0.19'),
    young: opposes('moderate', age.below(45), cites('nice-ng226')),
    feverish: opposes('moderate', joints.fever, cites('neuro-msk-8a#opposing')),
    cramp: opposes('moderate', all(symptoms.hardMuscle, symptoms.attackMinutes), cites('matrix#minutes')),
    minutes: opposes('moderate', symptoms.attackMinutes, cites('matrix#minutes')),
    nerve: opposes('moderate', nerve, cites('neuro-msk-8a#opposing')),
    urge: opposes('moderate', all(symptoms.urge, symptoms.urgeAtRest), cites('matrix#moving')),
    inflammation: opposes('weak', inflammation.inflammationRaised, cites('neuro-msk-8a#labs')),
    dangle: opposes('weak', symptoms.reliefDangle, cites('matrix#dangle')),
    moving: opposes('weak', any(joints.reliefWalk, joints.reliefKeepMoving), cites('matrix#moving')),
    creeping: opposes('weak', symptoms.qualityCreeping, cites('matrix#quality')),
    sudden: opposes('weak', symptoms.onsetSudden, cites('matrix#onset')),
    deepBone: supports('weak', cramp.deepBone, cites('matrix#quality')),
  },
  tiers: {
    established: all(any('triad', 'tree'), 'recorded', unless(any(contradicted, looksInflamed))),
    probable: all(fits, unless(contradicted), unless(any('hotJoint', 'stiffOver60'))),
    possible: any(recorded, all(located, unless(contradicted), unless(elsewhere))),
    unlikely: contradicted,
  },
  explains: {
    yes: all(any(fits, all(located, 'loading')), unless(elsewhere)),
    contributes: any(all(any(located, all(recorded, jointSite)), unless(elsewhere)), all(fits, any('turning', 'lyingOnSide'), unless(looksInflamed))),
    background: elsewhere,
  },
  urgency: { established: steps, probable: steps, possible: steps },
  variants: [
    { id: 'baker-cyst', name: 'Baker cyst', when: 'cyst', cites: cites('neuro-msk-10j') },
    {
      id: 'greater-trochanteric-pain',
      name: 'Greater trochanteric pain (side of the hip)',
      when: any(hipSide, 'trochantericRecorded'),
      cites: cites('matrix#side-lying', 'decisions#variants'),
    },
    { id: 'hip-osteoarthritis', name: 'Osteoarthritis of the hip', when: sign, cites: cites('acr-hip-1991', 'neuro-msk-8a#referred') },
  ],
  settle: [
    ask('worse', 'Worse on stairs or loading the joint, lying on that side, turning in bed?'),
    ask('stiffness.duration', 'How long is the joint stiff after waking?'),
    ask('exam.hip-internal-rotation', 'Hip internal rotation: normal, painful, or below 15 degrees?'),
    ask('site', 'Which joint: knee, groin, side of the hip?'),
  ],
  missingAdvice:
    'Ask which joint, whether it is worse with use, and how long it is stiff in the morning. Examine internal rotation of the hip: hip osteoarthritis is felt in groin, thigh or knee. No imaging is needed for a typical picture.',
  suggest: [
    offer(care.hipSideAdvice, { when: all(any(hipSide, all('trochantericRecorded', 'hip')), inPlay), unless: heldBack, cites: cites('neuro-msk-8a#side-of-hip') }),
    offer(care.arthritisAdvice, { when: all(any('triad', 'tree', all('recorded', jointSite)), inPlay), unless: heldBack, cites: cites('bmj-nice-2022', 'nice-ng226#exercise') }),
    offer(care.physiotherapy, { when: all(fits, inPlay), unless: heldBack, cites: cites('bmj-nice-2022', 'nice-ng226#exercise') }),
    offer(care.hipXray, { when: all('hip', inPlay, atypical), cites: cites('bmj-nice-2022#imaging') }),
    offer(care.kneeXray, { when: all('knee', inPlay, atypical, unless(sign)), cites: cites('bmj-nice-2022#imaging') }),
    offer(care.hipXray, { when: all('knee', inPlay, atypical, sign), cites: cites('neuro-msk-8a#never-knee') }),
    offer(care.orthopaedicReferral, { urgency: 'days', when: all(any('triad', 'tree'), symptoms.severeSleepLoss, unless(elsewhere)), cites: cites('neuro-msk-8a#refer') }),
    offer(orders.venousDuplex, { urgency: 'same-day', when: all('cyst', symptoms.oneLegSwollen), cites: cites('vascular-17#cyst') }),
  ],
  conflicts: [
    {
      id: 'osteoarthritis-nsaid',
      when: all(any(fits, located, recorded), joints.antiInflammatoryUnsafe),
      text: 'An NSAID with eGFR below 30, heart failure, an anticoagulant or pregnancy. If taken by mouth, review; topical is safer.',
      urgency: 'days',
      order: care.antiInflammatory,
      cites: cites('neuro-msk-2#nsaid'),
    },
    {
      id: 'osteoarthritis-nsaid-kidney',
      when: all(any(fits, located, recorded), joints.antiInflammatoryReview, unless(joints.antiInflammatoryUnsafe)),
      text: 'An NSAID with an ACE inhibitor or ARB and a diuretic: kidney function and potassium.',
      urgency: 'routine',
      order: care.antiInflammatory,
      cites: cites('neuro-msk-2#nsaid'),
    },
    {
      id: 'osteoarthritis-opioid',
      when: all(fits, unless(elsewhere), drugs.opioid),
      text: 'An opioid is on the list; strong opioids are not for osteoarthritis.',
      urgency: 'routine',
      order: care.opioid,
      cites: cites('neuro-msk-8a#never'),
    },
  ],
  cautions: [
    { when: all('knee', sign), text: 'The hip is stiff or painful on rotation: the knee pain may come from the hip.', cites: cites('neuro-msk-8a#referred', 'neuro-msk-8a#never-knee') },
    { when: joints.femurAtRisk, text: 'Thigh or groin pain on a bisphosphonate: X-ray of both femurs before exercise.', cites: cites('neuro-msk-13#trap-12') },
    { when: all('cyst', any(symptoms.oneLegSwollen, exam.examLegSwollen)), text: 'A Baker cyst and a clot look alike and may coexist: scan first.', cites: cites('vascular-17#cyst') },
    {
      when: all(inPlay, any(history.padSpecific, history.chronicKidneyDisease)),
      text: 'With arterial or kidney disease a topical NSAID and exercise, no NSAID by mouth.',
      cites: cites('neuro-msk-13b'),
    },
    {
      when: all(inPlay, history.diabetes),
      text: 'A steroid injection into the joint raises glucose for days; none shortly before a joint replacement.',
      cites: cites('neuro-msk-8a#injection'),
    },
  ],
  never: [
    { id: 'strong-opioids', text: 'Strong opioids for osteoarthritis.', cites: cites('neuro-msk-8a#never') },
    { id: 'glucosamine', text: 'Glucosamine.', cites: cites('neuro-msk-8a#never') },
    { id: 'routine-mri', text: 'Routine MRI, or X-ray of a typical picture.', cites: cites('neuro-msk-8a#never', 'nice-ng226') },
    { id: 'knee-for-hip', text: '"Knee osteoarthritis" for a normal knee with a restricted hip.', cites: cites('neuro-msk-8a#never-knee') },
  ],
});
