/** Charcot foot: one warm swollen foot that does not feel, skin whole, often with little pain; imaged before it is called a sprain. */
import { age, all, any, ask, cause, cites, offer, opposes, supports, unless, type UrgencyStep } from '#rules';
import { exam, feet, footOrders, history, orders, perfusion, symptoms } from '#findings';

type Name = 'warmSwollen' | 'recorded' | 'insensate' | 'reported' | 'wound' | 'fever' | 'bothWarm' | 'whole' | 'nervesWhole' | 'recordedNew';
const broken = any('wound', 'fever');
const active = any('warmSwollen', 'reported', 'recordedNew');
const contradicted = any('whole', 'nervesWhole', 'bothWarm');
const steps = [{ urgency: 'same-day', when: active }, { urgency: 'days' }] satisfies readonly UrgencyStep<Name>[];

export default cause({
  id: 'charcot-foot',
  name: 'Charcot foot (active neuro-osteoarthropathy)',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M14.679', display: "Charcot's joint, unspecified ankle and foot" },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    warmSwollen: supports('strong', feet.warmSwollen, cites('afp-charcot', 'dossier#features')),
    insensate: supports('strong', feet.insensate, cites('dossier#features')),
    recorded: supports('strong', feet.charcotRecorded, cites('dossier#tiers')),
    recordedNew: supports('weak', feet.charcotNew, cites('dossier#tiers')),
    codedNow: supports('strong', feet.charcotCodedNow, cites('dossier#tiers')),
    reported: supports('moderate', feet.warmFootReported, cites('dossier#features')),
    numb: supports('moderate', feet.numbReported, cites('dossier#features')),
    diabetes: supports('moderate', history.diabetes, cites('dossier#patient')),
    recent: supports('weak', feet.recentOnset, cites('dossier#features')),
    painless: supports('weak', feet.painless, cites('iatrox-ng19')),
    injury: supports('weak', symptoms.flagTrauma, cites('dossier#patient')),
    obesity: supports('weak', feet.obesity, cites('dossier#patient')),
    overForty: supports('weak', age.atLeast(40), cites('dossier#patient')),
    wound: opposes('moderate', feet.footWound, cites('dossier#opposing')),
    fever: opposes('moderate', feet.fever, cites('dossier#opposing')),
    nervesWhole: opposes('strong', feet.nervesWhole, cites('dossier#opposing')),
    whole: opposes('strong', feet.feetWhole, cites('dossier#unlikely')),
    bothWarm: opposes('moderate', feet.bothFeetWarm, cites('dossier#unlikely')),
    bothAlike: opposes('moderate', symptoms.bothEqual, cites('dossier#features')),
    refuted: opposes('moderate', feet.charcotRefuted, cites('dossier#tiers')),
  },
  tiers: {
    established: all('recorded', 'warmSwollen', unless(contradicted), unless('fever')),
    probable: all(any(all('warmSwollen', 'insensate'), 'codedNow'), unless(any(broken, contradicted))),
    possible: all(
      any(all('warmSwollen', any('insensate', 'diabetes', 'numb', 'recorded')), all('reported', any('insensate', 'recorded')), all('recorded', unless(feet.elsewhere)), 'recordedNew'),
      unless(contradicted),
    ),
    unlikely: contradicted,
  },
  explains: {
    yes: all(any('warmSwollen', 'reported', 'codedNow'), unless(any(broken, feet.elsewhere))),
    contributes: any('warmSwollen', 'reported'),
    background: any(feet.elsewhere, all('recorded', 'bothAlike')),
  },
  urgency: { established: steps, probable: steps, possible: steps },
  settle: [
    ask('exam.foot', 'Both feet: which is warmer, is it swollen, is the skin whole? Measure the difference in temperature'),
    ask('exam.monofilament-wrong', '10-g monofilament, wrong of 8'),
    orders.footXray,
    footOrders.footMri,
  ],
  missingAdvice:
    'Difference in skin temperature between the feet and the monofilament today; then a weight-bearing X-ray, and MRI if it is normal and the suspicion remains. CRP and ESR rule nothing in or out.',
  suggest: [
    offer(footOrders.charcotToday, { urgency: 'same-day', when: active, cites: cites('dossier#urgency', 'ng19') }),
    offer(orders.footXray, { urgency: 'same-day', when: active, cites: cites('dossier#tests') }),
    offer(orders.footProtection, { urgency: 'same-day', when: active, label: 'Multidisciplinary foot service, within one working day', cites: cites('ng19') }),
    offer(footOrders.footMri, { urgency: 'days', when: all(active, 'insensate'), label: 'MRI of the foot if the X-ray is normal', cites: cites('dossier#tests') }),
    offer(orders.abiToePressure, {
      urgency: 'days',
      when: active,
      unless: history.amputation,
      label: 'Toe pressure with ankle-brachial index, before a cast',
      cites: cites('dossier#cautions'),
    }),
    offer(orders.venousDuplex, {
      urgency: 'same-day',
      when: all(active, any(symptoms.oneLegSwollen, exam.examLegSwollen)),
      label: 'Venous duplex: the leg is swollen as well',
      cites: cites('afp-charcot#misread'),
    }),
    offer(footOrders.footWoundAdvice, { urgency: 'same-day', when: active, cites: cites('dossier#never') }),
  ],
  conflicts: [],
  cautions: [
    {
      when: active,
      text: 'Looks like cellulitis, gout, a clot or a sprain, and is taken for one of them in about a quarter: image it before it is called that.',
      cites: cites('afp-charcot#misread'),
    },
    {
      when: all('wound', active),
      text: 'With a wound it may be infection, bone included, or both: probe to bone, and no cast before infection and ischemia are excluded.',
      cites: cites('dossier#cautions'),
    },
    { when: all(active, unless(perfusion.flowGoodInPainfulLeg)), text: 'Perfusion not shown to be good: toe pressure before a total contact cast.', cites: cites('dossier#cautions') },
    { when: all(active, any(history.dvtHistory, history.surgeryWithin12Weeks)), text: 'A cast immobilises: weigh the risk of a clot, and of falls.', cites: cites('dossier#cautions') },
  ],
  never: [
    { id: 'weight-bearing', text: 'Walking on it, exercise, "just a sprain".', cites: cites('dossier#never') },
    { id: 'antibiotics', text: 'Antibiotics without a wound.', cites: cites('dossier#never') },
    { id: 'compression', text: 'Compression.', cites: cites('dossier#never') },
    { id: 'ice', text: 'Ice on a foot that does not feel.', cites: cites('dossier#never') },
    { id: 'by-name', text: 'A Charcot foot read from the name Charcot-Marie-Tooth (G60.0).', cites: cites('dossier#name') },
  ],
});
