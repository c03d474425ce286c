/** RF-13: pain out of proportion after injury, cast, bleeding or reperfusion: compartment syndrome, hours count. */
import { all, any, ask, cites, days, finding, flag, flags, offer, performed, recorded, unless } from '#rules';
import { acute, drugs, exam, orders, symptoms } from '#findings';

const recordedSyndrome = finding('compartment syndrome of the leg recorded within 14 days', recorded('cond-compartment-syndrome', { within: days(14) }));
const reperfused = finding('leg revascularisation within 6 days', performed('proc-le-revascularization', { within: days(6) }));
const muscleBreakdown = finding('rhabdomyolysis recorded within 6 days', recorded('cond-rhabdomyolysis', { within: days(6) }));
// The injury tick covers 2 weeks, the published span is 6 days: the safer end, unless the pain is older than 2 weeks.
const injury = all(symptoms.flagTrauma, unless(symptoms.onsetOverTwoWeeks));
const bleed = all(drugs.anticoagulant, symptoms.onsetSudden, symptoms.onsetWithin14d);
const event = any(injury, acute.legFractureFresh, reperfused, muscleBreakdown, bleed);
const lasting = any(symptoms.stillPresent, acute.hoursOrConstant);
const unrelieved = all(symptoms.severePain, symptoms.reliefNothing, lasting);
const emergency = any(recordedSyndrome, all(exam.legTense, symptoms.severePain), all(exam.legTense, event), all(event, unrelieved, unless(exam.legNormalNow)));
const emergencyNow = all(emergency, any(acute.saidLately, recordedSyndrome));

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
        { urgency: 'emergency', when: emergency },
        { urgency: 'same-day', when: any(exam.legTense, all(event, unrelieved)) },
      ],
      openWhen: all(event, symptoms.severePain, lasting),
      say: 'Severe unrelenting pain after injury, cast, bleeding or reperfusion, or a tense compartment: the muscle may be dying while the pulse is still there. Stretch the toes passively, palpate the compartments, take casts and dressings down to the skin, leg at heart level, surgeon now. No blood test or MRI first; not raised, iced or compressed; no nerve block that hides it.',
      ask: [
        ask('exam.leg', 'Compartments tense? Pain on passive stretch of the toes?'),
        ask('relief', 'Does anything at all ease the pain?'),
        ask('impact.worst-pain', 'Worst pain, 0 to 10'),
      ],
      suggest: [
        offer(orders.surgicalReview, { urgency: 'emergency', when: emergencyNow, cites: cites('dossier#suggest') }),
        offer(
          orders.reviewTask(
            'compartment-check-today',
            'Compartments and passive stretch, check now',
            'Palpate all compartments, stretch the toes passively, test feeling and power; loosen cast and dressings to the skin; keep the leg at heart level. Tense or painful on stretch: emergency surgical review.',
          ),
          { urgency: 'same-day', unless: emergencyNow, cites: cites('aneskey-acs') },
        ),
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
