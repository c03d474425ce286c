/** RF-13: pain out of proportion after injury, cast, bleeding or reperfusion: compartment syndrome, hours count. */
import { all, any, ask, cites, flag, flags, offer } from '#rules';
import { compartment, exam, orders, symptoms } from '#findings';

export default flags({
  id: 'rf-13-compartment',
  name: 'Compartment syndrome',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-13',
      name: 'possible acute compartment syndrome',
      condition: 'compartment-syndrome',
      levels: [
        { urgency: 'emergency', when: compartment.emergency },
        { urgency: 'same-day', when: any(exam.legTense, all(compartment.event, compartment.unrelieved)) },
      ],
      openWhen: all(compartment.event, symptoms.severePain, compartment.lasting),
      say: 'Severe unrelenting pain after injury, cast, bleeding or reperfusion, or a tense compartment: the muscle may be dying while the pulse is still there. Stretch the toes passively, palpate the compartments, take casts and dressings down to the skin, leg at heart level, surgeon now. No blood test or MRI first; not raised, iced or compressed; no nerve block that hides it.',
      ask: [
        ask('exam.leg', 'Compartments tense? Pain on passive stretch of the toes?'),
        ask('relief', 'Does anything at all ease the pain?'),
        ask('impact.worst-pain', 'Worst pain, 0 to 10'),
      ],
      suggest: [
        offer(orders.surgicalReview, { urgency: 'emergency', when: compartment.emergencyNow, cites: cites('dossier#suggest') }),
        offer(compartment.check, { urgency: 'same-day', unless: compartment.emergencyNow, cites: cites('aneskey-acs') }),
      ],
      cites: cites('dossier#tiers', 'aneskey-acs'),
    }),
  ],
  never: [
    { id: 'elevation', text: 'Raising the leg above the heart.', cites: cites('dossier#never') },
    { id: 'ice', text: 'Ice.', cites: cites('dossier#never') },
    { id: 'compression', text: 'Compression.', cites: cites('dossier#never') },
    { id: 'analgesia-and-wait', text: 'Analgesia and waiting.', cites: cites('dossier#never') },
    { id: 'imaging-first', text: 'MRI first, or an outpatient duplex.', cites: cites('dossier#never') },
  ],
});
