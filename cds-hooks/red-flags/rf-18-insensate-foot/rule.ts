/** RF-18: a new wound or a hot swelling of a foot that does not feel, painful or not; what RF-03d and RF-04a already raise is left to them. */
import { all, any, ask, cites, days, finding, flag, flags, offer, recorded, unless } from '#rules';
import { feet, footOrders, history, orders, symptoms, veins } from '#findings';

const woundWithoutDiabetes = all(feet.footWound, feet.insensate, unless(history.diabetes));
const charcotActive = all(
  any(all(feet.charcotRecorded, any(feet.warmSwollen, feet.warmFootReported)), all(feet.insensate, feet.warmFootReported, unless(feet.footWound))),
  unless(veins.warmSwollenInsensate),
);
const newlyCoded = all(
  feet.charcotNew,
  finding('complaint of the foot, or of a leg, recorded within 14 days', any(feet.footComplaint, recorded(['sx-leg-pain', 'sx-leg-swelling'], { within: days(14) }))),
);

export default flags({
  id: 'rf-18-insensate-foot',
  name: 'Wound or hot swelling of a foot that does not feel',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-18a',
      name: 'foot wound without protective sensation',
      condition: 'foot-ulcer-infection',
      levels: [
        { urgency: 'emergency', when: all(woundWithoutDiabetes, feet.systemicNow) },
        { urgency: 'same-day', when: all(woundWithoutDiabetes, any(feet.infectionSign, feet.fever, feet.poorPerfusion)) },
        { urgency: 'days', when: woundWithoutDiabetes },
      ],
      openWhen: all(feet.footWound, feet.numbReported, unless(history.diabetes)),
      say: 'A wound in a foot that does not feel does not hurt and does not wait: foot service within one working day; with infection or poor perfusion today, with fever now. Look for the cause of the numbness. No antibiotic without infection signs; no compression, warming, soaking or walking on it.',
      ask: [
        ask('exam.foot', 'Socks off: wound size and depth, bone visible or felt with a probe, pus, redness, temperature'),
        ask('exam.monofilament-wrong', '10-g monofilament, wrong of 8'),
        ask('exam.pulses', 'Pedal pulses of both feet'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: feet.systemicNow, cites: cites('dossier#section-8') }),
        offer(orders.footProtection, { urgency: 'same-day', label: 'Foot protection or multidisciplinary foot service, within one working day', cites: cites('ng19') }),
        offer(footOrders.woundCheck, { urgency: 'same-day', cites: cites('dossier#section-8') }),
        offer(orders.abiToePressure, { urgency: 'days', unless: history.amputation, cites: cites('dossier#section-8') }),
      ],
      cites: cites('dossier#rf-18', 'dossier#section-8'),
    }),
    flag({
      id: 'RF-18b',
      name: 'possible active Charcot foot',
      condition: 'charcot-foot',
      levels: [
        { urgency: 'same-day', when: charcotActive },
        { urgency: 'days', when: newlyCoded },
      ],
      openWhen: all(feet.insensate, any(symptoms.siteForefoot, feet.footJointSite), any(symptoms.flagTrauma, feet.charcotRecorded), unless(feet.feetWhole)),
      say: 'Redness, warmth or swelling of one foot in neuropathy is a Charcot foot or an infection until imaged, even without pain: off the foot now, compare the temperature of both feet, X-ray, foot service. Not a sprain; no compression, no ice, no antibiotic without a wound.',
      ask: [ask('exam.foot', 'Both feet: which is warmer, swollen, skin whole?'), ask('exam.monofilament-wrong', '10-g monofilament, wrong of 8')],
      suggest: [
        offer(footOrders.charcotToday, { urgency: 'same-day', cites: cites('dossier#section-9') }),
        offer(orders.footXray, { urgency: 'same-day', cites: cites('dossier#section-9') }),
        offer(orders.footProtection, { urgency: 'same-day', label: 'Multidisciplinary foot service, within one working day', cites: cites('ng19') }),
      ],
      cites: cites('dossier#rf-18', 'dossier#section-9'),
    }),
  ],
  never: [
    { id: 'wait-for-pain', text: 'Waiting because it does not hurt.', cites: cites('dossier#rf-18') },
    { id: 'sprain', text: 'Calling it a sprain; exercise; walking on it.', cites: cites('dossier#section-9') },
    { id: 'compression-heat-ice', text: 'Compression, heat, soaking or ice.', cites: cites('dossier#section-8', 'dossier#section-9') },
  ],
});
