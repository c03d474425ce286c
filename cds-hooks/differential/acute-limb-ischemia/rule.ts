/** Acute limb ischemia: a leg that lost its blood supply within 14 days. Anything above unlikely is an emergency. */
import { all, any, ask, cause, cites, not, offer, opposes, supports, unless } from '#rules';
import { acute, drugs, entrapment, exam, history, orders, symptoms } from '#findings';

const checklist = orders.reviewTask(
  'acute-ischemia-checklist',
  'Acute limb ischemia: bedside checklist now',
  'Both feet now: temperature, colour, pulses with handheld Doppler (arterial and venous), feeling at the toes, toe and ankle movement. Nil by mouth, analgesia, leg at heart level or slightly down, heel protected, no warming. Vascular team decides on imaging and anticoagulation.',
);

// A tense calf on an anticoagulant may be a bleed: heparin is not named beside it.
const mayBleed = all(drugs.anticoagulant, exam.legTense);

export default cause({
  id: 'acute-limb-ischemia',
  name: 'Acute limb ischemia',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I74.3', display: 'Embolism and thrombosis of arteries of the lower extremities' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    recorded: supports('strong', history.acuteLimbIschemiaRecorded, cites('dossier#certain')),
    suspected: supports('moderate', acute.occlusionSuspected, cites('dossier#unconfirmed')),
    pulseless: supports('strong', acute.pulseless, cites('acc-aha-2016#six-p', 'dossier#probable')),
    cold: supports('strong', acute.cold, cites('acc-aha-2016#six-p', 'dossier#probable')),
    pale: supports('strong', acute.paleOrMottled, cites('acc-aha-2016#six-p', 'dossier#probable')),
    abi: supports('strong', acute.abiCritical, cites('fpnotebook-ali#abi')),
    deficit: supports('strong', acute.newDeficit, cites('rutherford-acute', 'dossier#probable')),
    reported: supports('moderate', symptoms.flagColdPale, cites('questionnaire')),
    persisting: supports('moderate', acute.suddenSeverePersisting, cites('decisions#possible')),
    recent: supports('moderate', acute.recentOnset, cites('acc-aha-2016')),
    sudden: supports('weak', symptoms.onsetSudden, cites('fpnotebook-ali')),
    embolus: supports('moderate', acute.embolicSource, cites('dossier#context')),
    artery: supports('moderate', acute.arteryAtRisk, cites('dossier#context')),
    recentProcedure: supports('moderate', history.revascularisedRecently, cites('dossier#context')),
    blueToe: supports('moderate', history.blueToeRecorded, cites('dossier#own-codes')),
    clotting: supports('weak', any(acute.thrombophilia, history.cancerActive), cites('dossier#context')),
    normalNow: opposes('strong', acute.perfusionNormalNow, cites('dossier#unlikely')),
    course: opposes('strong', symptoms.onsetOverTwoWeeks, cites('acc-aha-2016', 'dossier#opposing')),
    warmFoot: opposes('moderate', acute.warmNow, cites('dossier#opposing')),
    pulses: opposes('weak', acute.pulsesFelt, cites('decisions#pulses')),
    symmetric: opposes('moderate', symptoms.bothEqual, cites('dossier#opposing')),
    cramp: opposes('moderate', acute.classicalCramp, cites('decisions#cramp')),
  },
  tiers: {
    established: 'recorded',
    probable: acute.ischemiaProbable,
    possible: acute.ischemiaPossible,
    unlikely: any(
      'normalNow',
      all('course', not(symptoms.flagColdPale), unless(symptoms.worsening), unless(acute.perfusionSign)),
      // Minutes of hard muscle that come again and clear, no red-flag symptom, no sign: the cramp block has it.
      all('cramp', unless('recent')),
    ),
  },
  // On an anticoagulant a thigh that hurts and gives way may be a bleeding into its nerve: ischemia leads once a sign of it is found.
  explains: { yes: all(acute.ischemiaNow, unless(all(entrapment.femoralHaematoma, unless(any('recorded', 'reported', acute.perfusionSign))))), contributes: acute.ischemiaNow },
  urgency: {
    established: [{ urgency: 'emergency' }],
    // A report of 3 to 14 days ago is to be confirmed the same day; anything newer is an emergency.
    probable: [{ urgency: 'emergency', when: acute.reportedLately }, { urgency: 'same-day' }],
    possible: [{ urgency: 'emergency', when: any(acute.reportedLately, 'suspected', 'blueToe') }, { urgency: 'same-day' }],
  },
  settle: [
    ask('exam.foot', 'Hand on the foot now: cold, pale or mottled against the other?'),
    ask('exam.pulses', 'Pedal pulses of both feet, with handheld Doppler'),
    ask('onset.when', 'When exactly did it begin?'),
    ask('exam.pinprick', 'Feeling at the toes'),
    ask('exam.power', 'Movement of toes and ankle'),
  ],
  missingAdvice: 'Hands on the foot now: temperature, pulses with Doppler, feeling at the toes, toe and ankle movement. No laboratory test is worth waiting for.',
  suggest: [
    offer(orders.emergencyTransfer, { urgency: 'emergency', when: acute.ischemiaFresh, cites: cites('acc-aha-2016#assessment') }),
    offer(checklist, { urgency: 'emergency', when: acute.ischemiaFresh, cites: cites('dossier#checklist') }),
  ],
  conflicts: [],
  cautions: [
    {
      when: all(acute.ischemiaFresh, unless(mayBleed)),
      text: 'Unfractionated heparin unless contraindicated is guideline standard: for the treating clinician, after allergy, heparin-induced thrombocytopenia, bleeding, recent neuraxial procedure and present anticoagulant are checked. No dose is proposed here.',
      cites: cites('acc-aha-2024#heparin', 'dossier#heparin'),
    },
    {
      when: all(acute.ischemiaFresh, mayBleed),
      text: 'A tense leg on an anticoagulant may be a bleed into the muscle: no heparin before that is excluded.',
      cites: cites('dossier#heparin'),
    },
    {
      when: drugs.anticoagulant,
      text: 'An anticoagulant is recorded: ask for missed doses and tell the vascular team when the last one was taken.',
      cites: cites('dossier#heparin', 'dossier#context'),
    },
    { when: history.chronicKidneyDisease, text: 'Kidney disease: contrast must not delay saving the limb.', cites: cites('dossier#contrast') },
    { when: acute.stimulant, text: 'A stimulant is recorded: amphetamines can close leg arteries by spasm; tell the vascular team.', cites: cites('dossier#context') },
    {
      when: all('recorded', history.revascularisedRecently),
      text: 'An arterial procedure within 30 days is recorded: did it treat this occlusion, or has it closed?',
      cites: cites('dossier#excluding'),
    },
  ],
  never: [
    { id: 'outpatient-vascular-tests', text: 'Ankle-brachial index or duplex as an outpatient.', cites: cites('dossier#never') },
    { id: 'd-dimer', text: 'D-dimer.', cites: cites('dossier#never') },
    { id: 'elevation', text: 'Raising the leg.', cites: cites('dossier#never') },
    { id: 'heat', text: 'Heat or warming.', cites: cites('dossier#never') },
    { id: 'compression', text: 'Compression of any kind.', cites: cites('dossier#never') },
    { id: 'massage', text: 'Massage.', cites: cites('dossier#never') },
    { id: 'analgesia-and-review', text: 'Tablets for the pain and a later review.', cites: cites('dossier#never') },
    { id: 'podiatry', text: 'Referral to podiatry.', cites: cites('dossier#never') },
    { id: 'heparin-dose', text: 'A prefilled dose of heparin.', cites: cites('dossier#heparin') },
  ],
});
