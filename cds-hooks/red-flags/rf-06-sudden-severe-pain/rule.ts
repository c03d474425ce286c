/** RF-06: sudden severe leg pain. Every nocturnal cramp is sudden and severe, so duration, signs and context decide. */
import { all, any, ask, cites, flag, flags, offer, unanswered, unless } from '#rules';
import { acute, exam, history, orders, symptoms } from '#findings';

const suddenSevere48h = all(symptoms.onsetSudden, symptoms.onsetWithin48h, symptoms.severePain);
const persisting = all(suddenSevere48h, any(symptoms.stillPresent, acute.hoursOrConstant, acute.newSign, all(acute.durationUnanswered, acute.highRisk)));
// Nobody asked how bad it is: pain that began suddenly, within two days, and has lasted hours is examined today all the same. [P]
const unscaled = all(symptoms.onsetSudden, symptoms.onsetWithin48h, symptoms.stillPresent, acute.hoursOrConstant, unanswered(symptoms.severePain), unless(exam.limbUnhurried));

export default flags({
  id: 'rf-06-sudden-severe-pain',
  name: 'Sudden severe leg pain',
  seed: 'sudden onset of severe leg pain',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-06a',
      name: 'sudden severe leg pain that persists or has a limb sign',
      levels: [
        { urgency: 'emergency', when: all(persisting, unless(exam.limbUnhurried)) },
        { urgency: 'same-day', when: all(persisting, exam.limbUnhurried) },
      ],
      openWhen: all(symptoms.onsetSudden, any(symptoms.stillPresent, acute.hoursOrConstant), any(symptoms.severePain, symptoms.onsetWithin48h)),
      excludedBy: acute.classicalCramp,
      say: 'Sudden severe leg pain within 48 hours that stays, or comes with a leg sign: examine now for ischemia, compartment syndrome, clot, ruptured aneurysm, fracture, septic joint and ruptured Baker cyst before calling it anything benign. Check pulses, temperature, swelling, passive stretch, injury, anticoagulant, back or abdominal pain.',
      ask: [
        ask('exam.pulses', 'Pedal pulses of both feet, with handheld Doppler'),
        ask('exam.foot', 'Hand on the foot now: cold, pale or mottled against the other?'),
        ask('onset.when', 'When exactly did it begin?'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: acute.saidLately, unless: any(exam.limbUnhurried, acute.ischemiaNow), cites: cites('dossier#rf-06a') }),
        offer(orders.legCheckToday, { urgency: 'same-day', when: any(exam.limbUnhurried, unanswered(acute.saidLately)), cites: cites('decisions#rf-06a') }),
      ],
      cites: cites('dossier#rf-06a', 'decisions#rf-06a'),
    }),
    flag({
      id: 'RF-06b',
      name: 'sudden severe leg pain, gone or not described',
      levels: [
        {
          urgency: 'same-day',
          when: any(
            unscaled,
            all(
              suddenSevere48h,
              any(acute.durationOpen, symptoms.attackTenToSixty, all(symptoms.attackMinutes, acute.highRisk), all(symptoms.nowGone, acute.highRisk)),
              unless(exam.limbUnhurried),
            ),
          ),
        },
      ],
      excludedBy: any(acute.classicalCramp, persisting),
      say: 'Sudden severe leg pain within 48 hours, gone or of unknown duration. Ask three things today: still present? foot cold? swollen? And feel the pulses.',
      ask: [
        ask('onset.still-present', 'Is the pain still there now?'),
        ask('exam.foot', 'Hand on the foot now: cold, pale or mottled against the other?'),
        ask('exam.leg', 'Calf swollen or tense?'),
      ],
      suggest: [offer(orders.legCheckToday, { urgency: 'same-day', cites: cites('dossier#rf-06b') })],
      cites: cites('dossier#rf-06b', 'decisions#rf-06b'),
    }),
    flag({
      id: 'RF-06c',
      name: 'classical cramp in a patient with atrial fibrillation, a graft or artery disease',
      condition: 'nocturnal-leg-cramps',
      lane: false,
      levels: [{ urgency: 'routine', when: all(acute.classicalCramp, any(history.atrialFibrillation, history.arterialGraft, history.padSpecific)) }],
      say: 'A classical cramp, but with atrial fibrillation, an arterial graft or artery disease on record: feel the foot pulses at this visit.',
      ask: [ask('exam.pulses', 'Pedal pulses of both feet')],
      suggest: [],
      cites: cites('decisions#rf-06c'),
    }),
  ],
  never: [{ id: 'cramp-before-hands-on', text: 'The label "cramp" for sudden severe pain that persists, before the leg has been examined.', cites: cites('dossier#rf-06a') }],
});
