/** Foot ulcer and its infection, bone included: in diabetes or without sensation it need not hurt, and fever may be absent. */
import { all, any, ask, cause, cites, latest, offer, opposes, supports, unless, type UrgencyStep } from '#rules';
import { drugs, feet, footOrders, history, labs, nerve, orders, perfusion } from '#findings';

const atRisk = any('diabetes', 'insensate');
const severe = all('wound', any('systemic', feet.limbThreatened, all('gangrene', 'infectionSign')));
const steps = [
  { urgency: 'emergency', when: severe },
  { urgency: 'same-day', when: any('fever', 'infectionSign', 'hotFoot', 'bone', 'ischemic', 'gangrene') },
  { urgency: 'days' },
] satisfies readonly UrgencyStep<'wound' | 'fever' | 'systemic' | 'infected' | 'ischemic' | 'gangrene' | 'infectionSign' | 'hotFoot' | 'bone'>[];

export default cause({
  id: 'foot-ulcer-infection',
  name: 'Foot ulcer or foot infection',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'L97.509', display: 'Non-pressure chronic ulcer of other part of unspecified foot with unspecified severity' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    wound: supports('strong', feet.footWound, cites('dossier#tiers')),
    infected: supports('strong', any(feet.infectionSigns, history.cellulitisRecorded), cites('idsa-2012')),
    bone: supports('strong', any(feet.osteomyelitisRecorded, feet.osteomyelitisSuspected), cites('dossier#bone')),
    gangrene: supports('strong', feet.gangrene, cites('dossier#urgency')),
    hotFoot: supports('moderate', feet.warmSwollen, cites('dossier#hot-foot')),
    diabetes: supports('moderate', history.diabetes, cites('dossier#risk')),
    insensate: supports('moderate', feet.insensate, cites('dossier#risk')),
    ischemic: supports('moderate', feet.poorPerfusion, cites('dossier#perfusion')),
    sedimentation: supports('moderate', feet.sedimentationHigh, cites('butalia-2008#esr')),
    infectionSign: supports('weak', feet.infectionSign, cites('idsa-2012')),
    fever: supports('weak', feet.fever, cites('butalia-2008#fever')),
    systemic: supports('moderate', feet.systemicNow, cites('idsa-2012#severe')),
    unconfirmed: supports('weak', feet.ulcerSuspected, cites('dossier#tiers')),
    amputated: supports('weak', history.amputation, cites('dossier#risk')),
    kidney: supports('weak', history.advancedKidneyDisease, cites('dossier#risk')),
    site: supports('weak', feet.footComplaint, cites('dossier#definition')),
    whole: opposes('strong', feet.feetWhole, cites('dossier#unlikely')),
    healed: opposes('moderate', feet.ulcerHealed, cites('dossier#healed')),
    refuted: opposes('moderate', feet.ulcerRefuted, cites('dossier#healed')),
  },
  tiers: {
    established: all(any(feet.ulcerSeen, feet.ulcerRecorded), atRisk, unless('whole')),
    probable: all('wound', any(atRisk, 'infected'), unless('whole')),
    possible: any('wound', all('hotFoot', any('diabetes', 'insensate')), all(any('bone', 'unconfirmed'), unless('whole'))),
    unlikely: 'whole',
  },
  explains: {
    yes: all('wound', feet.footComplaint, unless(any(feet.elsewhere, nerve.positional))),
    contributes: all(any('wound', 'hotFoot'), any(feet.footComplaint, 'infectionSign'), unless(feet.elsewhere)),
    background: feet.elsewhere,
  },
  urgency: { established: steps, probable: steps, possible: steps },
  variants: [
    { id: 'osteomyelitis', name: 'Osteomyelitis of the foot, under a wound', when: all(any('bone', 'sedimentation'), 'wound'), cites: cites('dossier#bone', 'butalia-2008#esr') },
    { id: 'infected-ulcer', name: 'Infected foot ulcer', when: all('wound', any('infected', 'fever')), cites: cites('idsa-2012') },
    { id: 'diabetic-ulcer', name: 'Diabetic foot ulcer', when: all('wound', 'diabetes'), cites: cites('dossier#definition') },
  ],
  settle: [
    ask('exam.foot', 'Socks off, both feet: a wound, its depth, bone felt with a probe, pus, redness, warmth?'),
    ask('exam.pulses', 'Pedal pulses of both feet'),
    orders.abiToePressure,
    orders.footXray,
    footOrders.inflammation,
    ask('exam.monofilament-wrong', '10-g monofilament, wrong of 8'),
  ],
  missingAdvice:
    'Socks off: wound yes or no, probe to bone, then the toe pressure, which changes the management of a wound more than another HbA1c. X-ray for every wound that is not superficial.',
  suggest: [
    offer(orders.emergencyAssessment, { urgency: 'emergency', when: severe, cites: cites('dossier#urgency') }),
    offer(orders.footProtection, { urgency: 'same-day', label: 'Foot protection or multidisciplinary foot service, within one working day', when: 'wound', cites: cites('ng19') }),
    offer(footOrders.woundCheck, { urgency: 'same-day', when: any('wound', 'bone', 'unconfirmed'), cites: cites('idsa-2012', 'butalia-2008', 'iwgdf-2019') }),
    offer(orders.abiToePressure, { urgency: 'days', when: any('wound', 'hotFoot'), unless: 'amputated', cites: cites('dossier#perfusion') }),
    offer(orders.abiRemainingLeg, { urgency: 'days', when: all(any('wound', 'hotFoot'), 'amputated'), cites: cites('dossier#perfusion') }),
    offer(orders.vascularReferral, { urgency: 'same-day', label: 'Urgent vascular referral: wound with poor perfusion', when: all('wound', 'ischemic'), cites: cites('haemo-2024') }),
    offer(orders.footXray, { urgency: 'days', label: 'X-ray of the foot (bone under the wound)', when: any('wound', 'bone'), cites: cites('iwgdf-2019') }),
    offer(footOrders.inflammation, { urgency: 'days', when: any(all('wound', 'infectionSign'), 'bone'), cites: cites('butalia-2008#esr', 'dossier#tests') }),
    offer(footOrders.footMri, {
      urgency: 'days',
      label: 'MRI of the foot (bone in doubt after the X-ray)',
      when: any('bone', all('wound', 'sedimentation')),
      cites: cites('butalia-2008#mri'),
    }),
    offer(footOrders.offloading, { urgency: 'days', when: all('wound', atRisk), cites: cites('dossier#orders') }),
    offer(orders.hba1c, { when: all('wound', 'diabetes'), cites: cites('dossier#tests') }),
    offer(footOrders.footWoundAdvice, { when: 'wound', cites: cites('dossier#never') }),
  ],
  conflicts: [
    {
      id: 'foot-wound-sglt2',
      when: all('wound', feet.sglt2),
      text: 'An SGLT2 inhibitor with an open foot wound: hold or go on is to be decided.',
      urgency: 'days',
      order: footOrders.sglt2Hold,
      cites: cites('dossier#drugs'),
    },
  ],
  cautions: [
    {
      when: all('wound'),
      text: 'No fever, normal white cells or a normal X-ray in the first 2 weeks do not exclude infection of the bone.',
      cites: cites('butalia-2008#fever', 'dossier#x-ray'),
    },
    {
      when: all('wound', unless('diabetes'), unless(perfusion.flowGoodInPainfulLeg)),
      text: 'Perfusion of the wounded foot is not shown to be good: no compression, no raising, no warming of it.',
      cites: cites('dossier#never'),
    },
    {
      when: all('hotFoot', any('diabetes', 'insensate'), unless('wound')),
      text: 'Warm, swollen, skin whole: a Charcot foot looks the same; no antibiotic without a wound or signs of infection.',
      cites: cites('dossier#hot-foot'),
    },
    { when: all('wound', any('kidney', latest(labs.egfr).below(60))), text: 'Antibiotic doses and contrast by kidney function; some are toxic to it.', cites: cites('dossier#cautions') },
    { when: all('infectionSign', 'wound', drugs.serotonergic), text: 'An SSRI or SNRI is on the list: linezolid with it can cause serotonin toxicity.', cites: cites('dossier#cautions') },
    { when: all('wound', drugs.anticoagulant), text: 'An anticoagulant is on the list: plan before a bone biopsy or debridement.', cites: cites('dossier#drugs') },
  ],
  never: [
    { id: 'antibiotic-uninfected', text: 'An antibiotic for an uninfected ulcer, or before perfusion and infection have been looked at.', cites: cites('dossier#never') },
    { id: 'swab', text: 'A surface swab to diagnose infection, or bone treated on what a swab grew.', cites: cites('iwgdf-2019', 'dossier#never') },
    { id: 'heat-soaking', text: 'Heat, a hot-water bottle, soaking, walking barefoot.', cites: cites('dossier#never') },
    { id: 'compression', text: 'Compression without a toe pressure.', cites: cites('dossier#never') },
    { id: 'walk-more', text: '"Walk more" with a foot wound.', cites: cites('dossier#never') },
    { id: 'elevation', text: 'Raising the leg while perfusion is unknown.', cites: cites('dossier#never') },
    { id: 'fever-required', text: '"No fever, so no infection."', cites: cites('butalia-2008#fever') },
  ],
});
