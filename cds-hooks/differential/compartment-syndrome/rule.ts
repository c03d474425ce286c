/** Acute compartment syndrome: pressure that starves muscle and nerve within hours. Anything above unlikely goes to a surgeon. */
import { all, any, ask, cause, cites, offer, opposes, supports, unless } from '#rules';
import { acute, compartment, drugs, exam, history, muscleOrders, orders, symptoms } from '#findings';

const eventWithPain = all(compartment.event, 'pain');
const likely = any('recorded', 'suspected', 'tense', eventWithPain);

export default cause({
  id: 'compartment-syndrome',
  name: 'Acute compartment syndrome',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M79.A29', display: 'Nontraumatic compartment syndrome of unspecified lower extremity' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    recorded: supports('strong', compartment.syndromeRecorded, cites('dossier#certain')),
    suspected: supports('moderate', compartment.syndromeSuspected, cites('dossier#unconfirmed')),
    tense: supports('strong', exam.legTense, cites('aneskey-acs', 'ulmer-2002')),
    pain: supports('strong', compartment.outOfProportion, cites('aneskey-acs')),
    injury: supports('moderate', compartment.injury, cites('pacs-2017', 'aneskey-acs#when')),
    fracture: supports('moderate', acute.legFractureFresh, cites('pacs-2017', 'aneskey-acs#when')),
    reperfused: supports('moderate', compartment.reperfused, cites('dossier#context')),
    bleed: supports('moderate', compartment.bleed, cites('dossier#context')),
    breakdown: supports('moderate', compartment.muscleBreakdown, cites('dossier#context')),
    deficit: supports('moderate', acute.newDeficit, cites('aneskey-acs#late')),
    severe: supports('weak', symptoms.severePain, cites('dossier#probable')),
    exertion: supports('weak', symptoms.exertionReported, cites('dossier#context')),
    soft: opposes('strong', exam.legNormalNow, cites('dossier#unlikely')),
    eased: opposes('moderate', compartment.easedBySomething, cites('dossier#opposing')),
    milder: opposes('moderate', compartment.painBelowSevere, cites('dossier#opposing')),
    old: opposes('strong', symptoms.onsetOverTwoWeeks, cites('aneskey-acs#when', 'dossier#opposing')),
    cramp: opposes('moderate', acute.classicalCramp, cites('dossier#opposing')),
  },
  tiers: {
    established: 'recorded',
    probable: any(all('tense', compartment.event), all('tense', 'severe')),
    possible: any('tense', eventWithPain, 'suspected'),
    unlikely: any(all('soft', unless('pain')), 'old', 'cramp'),
  },
  explains: { yes: likely },
  urgency: {
    established: [{ urgency: 'emergency' }],
    // A report of 3 to 14 days ago is to be confirmed the same day.
    probable: [{ urgency: 'emergency', when: acute.saidLately }, { urgency: 'same-day' }],
    possible: [{ urgency: 'emergency', when: compartment.emergencyNow }, { urgency: 'same-day' }],
  },
  settle: [
    ask('exam.leg', 'Compartments tense? Pain on passive stretch of the toes?'),
    ask('relief', 'Does anything at all ease the pain?'),
    ask('impact.worst-pain', 'Worst pain, 0 to 10'),
    ask('exam.pinprick', 'Feeling at the toes'),
  ],
  missingAdvice: 'Hands on the leg now: passive stretch of the toes and palpation of all compartments. No blood test helps, and a pulse that can be felt excludes nothing.',
  suggest: [
    offer(orders.surgicalReview, { urgency: 'emergency', when: compartment.emergencyNow, cites: cites('dossier#suggest') }),
    offer(compartment.check, { urgency: 'same-day', unless: compartment.emergencyNow, cites: cites('aneskey-acs') }),
    offer(muscleOrders.breakdownTests, {
      urgency: 'emergency',
      label: 'Creatine kinase, potassium and creatinine, beside the surgical review and never before it',
      when: compartment.emergencyNow,
      cites: cites('dossier#suggest'),
    }),
  ],
  conflicts: [],
  cautions: [
    { when: all(likely, drugs.anticoagulant), text: 'An anticoagulant is recorded: tell the surgeon the last dose; reversal is their decision.', cites: cites('dossier#cautions') },
    {
      when: all(likely, any(history.neuropathyRecorded, exam.sensationReduced, symptoms.stocking)),
      text: 'Nerve damage is recorded: it can hide the pain, so a bearable pain does not clear the compartment.',
      cites: cites('dossier#cautions'),
    },
    {
      when: all(likely, any(history.chronicKidneyDisease, compartment.muscleBreakdown)),
      text: 'Dying muscle harms the kidney: potassium and creatinine with the first sample.',
      cites: cites('dossier#cautions'),
    },
  ],
  never: [
    { id: 'elevation', text: 'Raising the leg above the heart.', cites: cites('dossier#never') },
    { id: 'ice', text: 'Ice.', cites: cites('dossier#never') },
    { id: 'compression', text: 'Compression, or leaving a tight dressing on.', cites: cites('dossier#never') },
    { id: 'analgesia-and-wait', text: 'Analgesia and waiting, or a nerve block that hides the pain.', cites: cites('dossier#never') },
    { id: 'imaging-first', text: 'MRI first, or an outpatient duplex.', cites: cites('dossier#never') },
  ],
});
