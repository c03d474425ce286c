/** RF-09: the rest-pain pattern, even without a wound. Calf pain never qualifies. */
import { age, all, any, ask, cites, flag, flags, offer } from '#rules';
import { exam, history, orders, symptoms } from '#findings';

const pattern = symptoms.positionalForefoot;
// PAD, absent pulse, wound, diabetes, CKD 4-5 or dialysis, smoking, or age 50 and over (DECISIONS, RF-09).
const risk = any(
  history.padSpecific,
  history.padUnspecific,
  exam.pulsesAbsent,
  history.footWound,
  exam.footUlcer,
  history.diabetes,
  history.advancedKidneyDisease,
  history.smoker,
  age.atLeast(50),
);

export default flags({
  id: 'rf-09-rest-pain',
  name: 'Rest-pain pattern',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-09',
      name: 'pattern of ischemic rest pain',
      condition: 'ischemic-rest-pain',
      levels: [
        { urgency: 'same-day', when: all(pattern, risk) },
        { urgency: 'days', when: pattern },
      ],
      openWhen: all(any(symptoms.siteForefoot, symptoms.toesNumbFlat), any(symptoms.worseFlatOrRaised, symptoms.sleepsInChair, symptoms.reliefDangle)),
      say: 'Forefoot pain that is worse flat and eased by hanging the leg down is ischemia until perfusion is measured. Look at the foot today, call the vascular service, measure toe pressure; do not raise the leg, do not compress, do not warm.',
      ask: [
        ask('relief.dangle-still', 'Does hanging the leg down ease it, even without walking?'),
        // The form shows the question above only after "hanging the leg down" was ticked here.
        ask('relief', 'What eases it: hanging the leg over the edge of the bed, without walking?'),
        ask('exam.foot', 'Socks off: colour, temperature, wounds, pedal pulses of both feet'),
      ],
      suggest: [
        offer(orders.vascularReferral, { urgency: 'same-day', label: 'Urgent vascular referral (call today)', when: risk, cites: cites('gvg-2019') }),
        offer(orders.vascularReferral, { urgency: 'days', label: 'Urgent vascular referral, foot check today', unless: risk, cites: cites('gvg-2019', 'decisions#rf-09') }),
        offer(orders.abiToePressure, {
          urgency: 'days',
          label: 'ABI with toe pressure and waveforms, urgent; must not delay the referral',
          unless: history.amputation,
          cites: cites('gvg-2019#toe'),
        }),
        offer(orders.abiRemainingLeg, { urgency: 'days', when: history.amputation, cites: cites('gvg-2019#toe') }),
      ],
      cites: cites('restpain-1969', 'decisions#rf-09'),
    }),
  ],
  never: [
    { id: 'elevation', text: 'Raising the leg.', cites: cites('restpain-1969') },
    { id: 'compression', text: 'Compression of any kind.', cites: cites('rabe-2020') },
    { id: 'heat', text: 'Heat, foot soaking or ice.', cites: cites('restpain-1969#dossier') },
  ],
});
