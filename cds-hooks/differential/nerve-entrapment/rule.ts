/** Entrapment of a single leg nerve: a patch with a border on one leg; a dropped foot is examined, a bleeding thigh is an emergency. */
import { all, any, ask, cause, cites, finding, offer, opposes, supports, unless } from '#rules';
import { drugs, entrapment, history, nerve, orders, spine, spineOrders, symptoms } from '#findings';

const { motor } = entrapment;
const territory = any('patch', 'oneSole', 'outerThigh', all('drop', unless('radiating')), 'haematoma');
const sensoryPatch = all('patch', unless(motor), unless('bothAlike'));
const knownNerve = any(
  all(entrapment.meralgiaRecorded, any('patch', 'outerThigh')),
  all(entrapment.tarsalRecorded, any('oneSole', symptoms.soles)),
  all(entrapment.peronealRecorded, any(motor, symptoms.strip)),
);
const contradicted = any(
  all('stocking', unless(any('patch', 'recorded', 'drop'))),
  all('backReflex', unless(any('patch', 'recorded'))),
  all('refuted', unless(any('patch', 'drop', 'haematoma'))),
  all('bothAlike', any('oneSole', 'outerThigh', symptoms.soles), unless(any('patch', 'recorded'))),
);
const elsewhere = any(nerve.positional, all(any(spine.crampAttack, spine.restless), unless('patch')), all('stocking', unless('patch')), all('radiating', unless('patch')));
const peroneal = any(all(entrapment.peronealRecorded, unless('patch')), all('drop', unless('patch')));
const steps = [{ urgency: 'emergency', when: any('haematoma') }, { urgency: 'days', when: all(motor, territory) }, { urgency: 'routine' }] as const;

export default cause({
  id: 'nerve-entrapment',
  name: 'Nerve entrapment',
  seed: 'Nerve compression',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G57.90', display: 'Unspecified mononeuropathy of unspecified lower limb' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    haematoma: supports('strong', entrapment.femoralHaematoma, cites('neuro-msk-6d#femoral')),
    patch: supports('strong', entrapment.thighPatch, cites('bowley-2019', 'matrix#patch')),
    outerThigh: supports('moderate', entrapment.outerThighSensory, cites('neuro-msk-6d#meralgia')),
    oneSole: supports('moderate', entrapment.oneSole, cites('ahmad-2012', 'matrix#sole')),
    recorded: supports('moderate', entrapment.entrapmentRecorded, cites('neuro-msk-6d#record')),
    drop: supports('moderate', entrapment.dropWithoutBack, cites('neuro-msk-6d#peroneal')),
    suspected: supports('weak', entrapment.entrapmentSuspected, cites('neuro-msk-6d#record')),
    burning: supports('weak', symptoms.qualityBurning, cites('matrix#burning')),
    oneLeg: supports('weak', symptoms.oneLeg, cites('matrix#side')),
    hip: supports('weak', entrapment.worseHipExtended, cites('neuro-msk-6d#meralgia', 'matrix#standing')),
    position: supports('weak', symptoms.reliefOneChange, cites('matrix#position')),
    pregnant: supports('weak', history.pregnancy, cites('matrix#pregnant')),
    obesity: supports('weak', entrapment.obesity, cites('neuro-msk-6d#meralgia')),
    pressed: supports('weak', finding('surgery, immobility or weight loss', any(symptoms.surgeryReported, entrapment.weightLoss)), cites('neuro-msk-6d#peroneal')),
    diabetes: supports('weak', history.diabetes, cites('neuro-msk-6d#meralgia')),
    stocking: opposes('strong', finding('stocking numbness, or numbness of hands and feet', any(symptoms.stocking, symptoms.handsAndFeet)), cites('neuro-msk-6d#unlikely')),
    bothAlike: opposes('strong', symptoms.bothEqual, cites('matrix#side')),
    widespread: opposes('strong', spine.widespread, cites('matrix#widespread')),
    backReflex: opposes('strong', entrapment.backWithReflex, cites('neuro-msk-6d#unlikely')),
    radiating: opposes('moderate', symptoms.backToBelowKnee, cites('neuro-msk-6d#unlikely')),
    weakPatch: opposes('moderate', finding('weakness beside the thigh patch, which alone has none', all(entrapment.thighPatch, motor)), cites('neuro-msk-6d#meralgia')),
    dangling: opposes('moderate', nerve.dangling, cites('neuro-msk-6d#pattern')),
    refuted: opposes('moderate', entrapment.entrapmentRefuted, cites('neuro-msk-6d#record')),
  },
  tiers: {
    established: all(knownNerve, unless(contradicted), unless('radiating')),
    probable: any(sensoryPatch, all(any('outerThigh', 'oneSole'), 'recorded', unless(contradicted)), all('drop', 'recorded'), 'haematoma'),
    possible: all(any(territory, 'recorded', 'suspected'), unless(contradicted)),
    unlikely: contradicted,
  },
  explains: {
    yes: all(territory, unless(elsewhere)),
    contributes: all(any('recorded', 'suspected'), entrapment.entrapmentLately, unless(elsewhere)),
    background: any(elsewhere, all('recorded', 'bothAlike')),
  },
  urgency: { established: steps, probable: steps, possible: steps },
  variants: [
    { id: 'femoral-neuropathy', name: 'Femoral nerve palsy, possible bleeding into the psoas', when: 'haematoma', cites: cites('neuro-msk-6d#femoral') },
    {
      id: 'meralgia-paraesthetica',
      name: 'Meralgia paraesthetica (nerve entrapment at the groin)',
      when: any('patch', 'outerThigh', entrapment.meralgiaRecorded),
      cites: cites('neuro-msk-6d#meralgia'),
    },
    { id: 'peroneal-neuropathy', name: 'Peroneal nerve entrapment at the head of the fibula', when: peroneal, cites: cites('neuro-msk-6d#peroneal') },
    { id: 'tarsal-tunnel', name: 'Tarsal tunnel syndrome (nerve entrapment at the ankle)', when: any(entrapment.tarsalRecorded, 'oneSole'), cites: cites('ahmad-2012') },
  ],
  settle: [
    ask('numbness', 'Where exactly is it numb: a patch on the outer thigh, a strip, a sole, or both feet like socks?'),
    ask('exam.power', 'Any weakness: lifting the foot, turning it in, straightening the knee?'),
    ask('back-to-leg', 'Does it travel from the back or buttock into the leg?'),
    ask('side', 'One leg or both?'),
  ],
  missingAdvice:
    'Draw the numb patch on a body map and ask for weakness. Then one look: pressing the pelvis on the side (thigh patch), tapping behind the inner ankle (sole), turning the foot in (foot drop: kept in a peroneal lesion, lost in an L5 root).',
  suggest: [
    offer(orders.emergencyAssessment, {
      urgency: 'emergency',
      when: 'haematoma',
      label: 'Emergency assessment: imaging of the pelvis for a psoas hematoma',
      cites: cites('neuro-msk-6d#femoral'),
    }),
    offer(spineOrders.removePressure, { when: territory, unless: any('haematoma', elsewhere), cites: cites('bowley-2019') }),
    offer(spineOrders.footDropTask, { urgency: 'days', when: all(motor, any('drop', entrapment.peronealRecorded)), cites: cites('neuro-msk-6d#drop') }),
    offer(orders.neurologyReferral, { urgency: 'days', when: all(motor, any('drop', entrapment.peronealRecorded)), cites: cites('neuro-msk-6d#drop') }),
    offer(orders.nerveConduction, {
      urgency: 'days',
      when: all(any(territory, 'recorded'), any(motor, all('oneSole', symptoms.onsetOverMonths))),
      unless: 'haematoma',
      cites: cites('neuro-msk-6d#tests'),
    }),
    offer(orders.hba1c, { when: any('patch', 'oneSole'), unless: 'diabetes', cites: cites('neuro-msk-6d#tests') }),
  ],
  conflicts: [
    {
      id: 'entrapment-anticoagulant',
      when: all('haematoma', drugs.anticoagulant),
      text: 'Anticoagulant with new pain of the front of the thigh and weakness: bleeding into the psoas until imaged.',
      urgency: 'emergency',
      order: spineOrders.anticoagulantThigh,
      cites: cites('neuro-msk-6d#femoral'),
    },
  ],
  cautions: [
    { when: all(territory, drugs.anticoagulant), text: 'Anticoagulant: no deep nerve block.', cites: cites('neuro-msk-6d#cautions') },
    { when: all(any('patch', 'oneSole'), 'diabetes'), text: 'Diabetes: a pressed nerve may come on top of a polyneuropathy. Examine both feet.', cites: cites('neuro-msk-6d#cautions') },
    { when: all('drop', unless('haematoma')), text: 'Foot drop: turning the foot in is kept in a peroneal lesion, lost in an L5 root.', cites: cites('neuro-msk-6d#peroneal') },
  ],
  never: [
    { id: 'surgery-first', text: 'Surgery first for meralgia.', cites: cites('neuro-msk-6d#never') },
    { id: 'spine-mri', text: 'MRI of the spine for a pure outer thigh patch.', cites: cites('neuro-msk-6d#never') },
    { id: 'ignore-foot-drop', text: 'Waiting with a new foot drop.', cites: cites('neuro-msk-6d#never') },
  ],
});
