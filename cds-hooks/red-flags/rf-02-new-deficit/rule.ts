/** RF-02: new numbness, tingling or weakness: ischemia, cauda equina and cord, a single nerve, rest pain, or a chronic neuropathy. */
import { age, all, any, ask, cites, flag, flags, offer, unanswered, unless } from '#rules';
import { acute, cord, entrapment, exam, history, orders, spineOrders, symptoms } from '#findings';

const spinalNow = all(cord.neurologicalEmergency, any(acute.saidLately, history.caudaEquinaRecorded, acute.sphincterCoded));
const numbToesFlat = all(symptoms.toesNumbFlat, symptoms.reliefDangleStill);

export default flags({
  id: 'rf-02-new-deficit',
  name: 'New numbness or weakness',
  seed: 'numbness, tingling or weakness in the leg or foot',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-02a',
      name: 'possible acute limb ischemia',
      condition: 'acute-limb-ischemia',
      levels: [
        { urgency: 'emergency', when: acute.ischemiaNow },
        {
          urgency: 'same-day',
          when: any(
            all(any(symptoms.flagColdPale, all(acute.suddenUnscaled, acute.arterialRisk)), unless(acute.perfusionNormalNow)),
            all(acute.coldAndPulseless, unless(symptoms.onsetOverTwoWeeks)),
          ),
        },
      ],
      openWhen: any(all(acute.perfusionSign, unanswered(acute.recentOnset), unless(symptoms.onsetOverTwoWeeks)), all(symptoms.onsetSudden, acute.arterialRisk, acute.persists)),
      say: 'A painful leg that is cold, pale, pulseless, newly numb or weak, or in sudden pain that stays with a heart or artery that can throw or form a clot, has hours. Feel the foot now and call the vascular team before imaging or blood tests. Do not raise, warm or compress the leg.',
      ask: [
        ask('exam.foot', 'Hand on the foot now: cold, pale or mottled against the other?'),
        ask('exam.pulses', 'Pedal pulses of both feet, with handheld Doppler'),
        ask('onset.when', 'When exactly did it begin?'),
      ],
      suggest: [
        offer(orders.emergencyTransfer, { urgency: 'emergency', when: acute.ischemiaFresh, cites: cites('acc-aha-2016#assessment') }),
        offer(orders.legCheckToday, { urgency: 'same-day', unless: acute.ischemiaFresh, cites: cites('acc-aha-2016#assessment') }),
      ],
      cites: cites('acc-aha-2016', 'decisions#rf-02a'),
    }),
    flag({
      id: 'RF-02b',
      name: 'possible cauda equina or cord compression',
      condition: 'cauda-equina-syndrome',
      levels: [
        { urgency: 'emergency', when: cord.neurologicalEmergency },
        { urgency: 'same-day', when: any(acute.sphincterChange, symptoms.flagClumsyHands) },
      ],
      say: 'Saddle numbness, new weakness of both legs, or a new bladder, bowel or sexual change with back or nerve pain: emergency MRI; one sign is enough, and a small bladder residual does not exclude it. Bladder or bowel change, or clumsy hands, alone: ask saddle feeling, both legs and back pain, and examine today.',
      ask: [
        ask('red-flags', 'Passing and feeling urine, bowel control, feeling around the anus, both legs?'),
        ask('back-to-leg', 'Does pain travel from the back or buttock into a leg?'),
        ask('exam.upper-motor-signs', 'Power, perineal sensation, Babinski'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: spinalNow, cites: cites('bmj-ces') }),
        offer(orders.spineMri, { urgency: 'emergency', when: spinalNow, cites: cites('bmj-ces#mri') }),
        offer(spineOrders.neurologicalExaminationToday, { urgency: 'same-day', unless: spinalNow, cites: cites('decisions#rf-02b') }),
      ],
      cites: cites('bmj-ces', 'decisions#rf-02b'),
    }),
    flag({
      id: 'RF-02c',
      name: 'new weakness of one leg',
      levels: [
        { urgency: 'emergency', when: entrapment.femoralHaematoma },
        {
          urgency: 'same-day',
          when: all(any(symptoms.flagFootDrop, acute.footDropCoded, all(any(acute.weaknessNow, exam.powerReduced), symptoms.oneLeg, acute.recentOnset)), unless(acute.perfusionSign)),
        },
      ],
      openWhen: all(any(acute.weaknessNow, exam.powerReduced), symptoms.oneLeg, symptoms.onsetSudden),
      say: 'New foot drop or weakness of one leg: examine the nerves today and decide on MRI. Feel the pulses first: a weak cold leg is ischemia. On an anticoagulant, new pain of the front of the thigh with weakness is bleeding into the psoas until imaged: emergency.',
      ask: [ask('exam.power', 'Power by muscle group'), ask('exam.pulses', 'Pedal pulses'), ask('onset.when', 'When did the weakness begin?')],
      suggest: [
        offer(orders.emergencyAssessment, {
          urgency: 'emergency',
          label: 'Emergency assessment: imaging of the pelvis for a psoas hematoma',
          when: all(entrapment.femoralHaematoma, acute.saidLately),
          cites: cites('neuro-msk-6d'),
        }),
        offer(spineOrders.neurologicalExaminationToday, { urgency: 'same-day', unless: all(entrapment.femoralHaematoma, acute.saidLately), cites: cites('dossier#rf-02c') }),
      ],
      cites: cites('dossier#rf-02c', 'neuro-msk-6d'),
    }),
    flag({
      id: 'RF-02d',
      name: 'toes numb lying flat, eased by hanging the leg down',
      condition: 'ischemic-rest-pain',
      levels: [
        { urgency: 'same-day', when: all(numbToesFlat, any(acute.restPainRisk, age.atLeast(50))) },
        { urgency: 'days', when: numbToesFlat },
      ],
      openWhen: all(symptoms.toesNumbFlat, symptoms.reliefDangle),
      say: 'Toes that go numb lying flat and recover with the leg down are the classic variant of ischemic rest pain, not neuropathy. Look at the foot today and measure toe pressure; do not raise or compress the leg.',
      ask: [
        ask('relief.dangle-still', 'Does hanging the leg down ease it, even without walking?'),
        ask('exam.foot', 'Socks off: colour, temperature, wounds'),
        ask('exam.pulses', 'Pedal pulses of both feet'),
      ],
      suggest: [
        offer(orders.vascularReferral, { urgency: 'same-day', label: 'Urgent vascular referral (call today)', cites: cites('restpain-1969') }),
        offer(orders.abiToePressure, { urgency: 'days', label: 'ABI with toe pressure and waveforms, urgent; must not delay the referral', cites: cites('dossier#rf-02d') }),
      ],
      cites: cites('restpain-1969', 'decisions#rf-02d'),
    }),
    flag({
      id: 'RF-02e',
      name: 'chronic symmetric numbness of the feet',
      condition: 'peripheral-neuropathy',
      lane: false,
      levels: [
        {
          urgency: 'routine',
          when: all(
            any(symptoms.stocking, symptoms.handsAndFeet),
            symptoms.onsetOverMonths,
            unless(any(symptoms.weakness, symptoms.oneLeg, symptoms.alternates, symptoms.flagFootDrop, acute.perfusionSign, cord.neurologicalEmergency, acute.sphincterChange)),
          ),
        },
      ],
      say: 'Symmetric numbness of the feet over months: neuropathy work-up, with pulses, and toe pressure in diabetes; new weakness, one-sided or saddle change would be another matter.',
      ask: [ask('exam.pulses', 'Pedal pulses of both feet')],
      suggest: [],
      cites: cites('dossier#rf-02e'),
    }),
  ],
  never: [
    { id: 'outpatient-spine-mri', text: 'Outpatient or routine MRI, physiotherapy or traction first, when a cauda equina sign is recorded.', cites: cites('dossier#ces-never') },
    { id: 'residual-as-reassurance', text: 'A post-void residual below 200 mL as reassurance.', cites: cites('bmj-ces#residual') },
    { id: 'neuropathy-for-new-weakness', text: 'Neuropathy as the explanation of new weakness of both legs or of saddle numbness.', cites: cites('dossier#ces-never') },
    { id: 'outpatient-perfusion-tests', text: 'Outpatient ABI or duplex, elevation, heat, compression or massage for a leg with acute signs.', cites: cites('dossier#ali-never') },
  ],
});
