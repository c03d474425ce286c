/** Deep vein thrombosis of the leg: Wells as a span, D-dimer only where it can exclude, duplex otherwise. */
import { all, any, ask, cause, cites, finding, latest, notRuledOut, offer, opposes, supports, unless } from '#rules';
import { drugs, exam, history, labs, orders, scores, symptoms, veins } from '#findings';

const kidneyFailing = finding('eGFR below 30', latest(labs.egfr).below(30));
const plateletsLow = finding('platelets below 50 x 10^9/L', latest(labs.platelets).below(50));
const scan = orders.venousDuplex;
const provoked = any(history.cancerActive, history.surgeryWithin12Weeks, history.legPlegia, history.pregnantOrPostpartum, drugs.oestrogen);
/** Embolism, or a massively swollen blue leg. */
const graveNow = any(veins.breathlessNow, veins.phlegmasiaNow);

export default cause({
  id: 'deep-vein-thrombosis',
  name: 'Deep vein thrombosis',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I82.409', display: 'Acute embolism and thrombosis of unspecified deep veins of unspecified lower extremity' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    recorded: supports('strong', history.dvtAcute, cites('dossier#tiers')),
    wellsLikely: supports('strong', veins.wellsLikely, cites('ng158#two-level', 'goodacre-2005'), 'high Wells stratum LR 5.2'),
    dDimerRaised: supports('moderate', veins.dDimerRaised, cites('ddimer#age', 'dossier#ddu', 'ddimer#rule-in')),
    swelling: supports('strong', veins.swellingOneLeg, cites('ng158#items')),
    tender: supports('moderate', exam.deepVeinTender, cites('ng158#items')),
    persistent: supports('moderate', veins.persistentOneLeg, cites('dossier#features')),
    collaterals: supports('moderate', exam.collateralVeins, cites('ng158#items', 'dossier#features')),
    oneLeg: supports('weak', symptoms.oneLeg, cites('matrix#side')),
    warmRed: supports('weak', veins.redWarm, cites('matrix#skin')),
    cancer: supports('moderate', history.cancerActive, cites('goodacre-2005#items'), 'LR 2.71'),
    previous: supports('moderate', finding('previous deep vein thrombosis', all(history.dvtHistory, unless(history.dvtAcute))), cites('goodacre-2005#items'), 'LR 2.25'),
    surgery: supports('moderate', history.surgeryWithin12Weeks, cites('ng158#items', 'goodacre-2005#items'), 'LR 1.76 to 1.98'),
    plegia: supports('moderate', history.legPlegia, cites('ng158#items')),
    pregnancy: supports('moderate', history.pregnantOrPostpartum, cites('dossier#risk')),
    oestrogen: supports('weak', veins.oestrogenOrTamoxifen, cites('dossier#risk')),
    thrombophilia: supports('weak', veins.thrombophilia, cites('dossier#risk')),
    alternative: opposes('moderate', exam.alternativeLikely, cites('ng158#items')),
    dDimerLow: opposes('strong', veins.clotExcluded, cites('ddimer#age', 'ng158#two-level'), 'low Wells stratum LR 0.25'),
    bothAlike: opposes('moderate', symptoms.bothEqual, cites('dossier#features')),
    minutes: opposes('moderate', symptoms.attackMinutes, cites('dossier#features')),
    knot: opposes('weak', symptoms.hardMuscle, cites('matrix#knot')),
    calvesEqual: opposes('moderate', exam.calvesEqual, cites('goodacre-2005#absent'), 'LR 0.57'),
    refuted: opposes('moderate', history.dvtRefuted, cites('dossier#refuted')),
    forLong: opposes('moderate', veins.swollenForLong, cites('dossier#features')),
    postThrombotic: opposes('weak', all(history.postThrombotic, symptoms.onsetOverMonths), cites('dossier#not-acute')),
  },
  tiers: {
    established: 'recorded',
    probable: any(all('wellsLikely', veins.suspicion), all(veins.wellsUnlikely, 'dDimerRaised', veins.suspicion)),
    possible: all(
      unless('forLong'),
      any(
        all(veins.clotSign, notRuledOut('wellsLikely'), unless('dDimerLow')),
        all('persistent', veins.clotRisk, unless('alternative'), unless('dDimerLow')),
        all('pregnancy', any(veins.clotSign, 'oneLeg')),
        // Examined for a clot, score low, no valid D-dimer: not excluded yet.
        all(any(veins.clotSign, 'persistent'), veins.wellsUnlikely, unless('dDimerLow')),
      ),
    ),
    unlikely: any('dDimerLow', all(veins.wellsUnlikely, 'bothAlike', 'calvesEqual'), veins.crampWithoutSide),
  },
  explains: { yes: any(veins.clotSign, 'persistent', all('pregnancy', 'oneLeg')), contributes: 'recorded' },
  urgency: {
    established: [{ urgency: 'emergency', when: graveNow }, { urgency: 'days', when: veins.clotTreated }, { urgency: 'same-day' }],
    probable: [{ urgency: 'emergency', when: graveNow }, { urgency: 'same-day' }],
    possible: [{ urgency: 'emergency', when: all(graveNow, veins.clotSign) }, { urgency: 'same-day' }],
  },
  scores: [{ score: scores.wellsDvt, unless: any('recorded', 'pregnancy') }],
  settle: [
    ask('exam.leg', 'Legs, look and touch: one leg swollen, pitting, tender along the deep veins?'),
    ask('exam.calf-difference', 'Calf circumference of both legs, 10 cm below the tibial tuberosity'),
    ask('exam.alternative-likely', 'Is another diagnosis at least as likely as a clot?'),
    scan,
    orders.dDimer,
  ],
  missingAdvice:
    'Calf circumference of both sides (10 cm below the tibial tuberosity) and "is another diagnosis at least as likely?" complete the Wells score; then duplex at 2 or more, D-dimer at 1 or less. Unilateral pain with nothing else recorded cannot be assessed.',
  suggest: [
    offer(scan, {
      urgency: 'same-day',
      label: 'Venous duplex of the leg, today',
      when: any('wellsLikely', 'dDimerRaised', 'pregnancy', all(veins.suspicion, any(notRuledOut('wellsLikely'), drugs.anticoagulant))),
      unless: 'recorded',
      cites: cites('ng158#pathway'),
    }),
    offer(orders.dDimer, {
      urgency: 'same-day',
      label: 'D-dimer (Wells at most 1; not in pregnancy or under an anticoagulant)',
      when: all(veins.wellsUnlikely, veins.suspicion),
      unless: any(drugs.anticoagulant, 'pregnancy', 'recorded', veins.dDimerOnFile),
      cites: cites('decisions#d-dimer'),
    }),
    offer(orders.basicPanel, {
      urgency: 'same-day',
      label: 'Creatinine before an anticoagulant; do not wait for it',
      when: any('wellsLikely', 'recorded'),
      unless: drugs.anticoagulant,
      cites: cites('dossier#baseline'),
    }),
    offer(orders.bloodCount, {
      urgency: 'same-day',
      label: 'Blood count before an anticoagulant; do not wait for it',
      when: any('wellsLikely', 'recorded'),
      unless: drugs.anticoagulant,
      cites: cites('dossier#baseline'),
    }),
    offer(
      orders.reviewTask(
        'dvt-anticoagulation',
        'Anticoagulation decision, today',
        "Interim anticoagulation when the scan cannot be reported within 4 hours, or definitive, is the clinician's choice: a present anticoagulant, bleeding, recent neurosurgery, kidney function, platelets, weight, pregnancy (LMWH), antiphospholipid syndrome or a mechanical valve (no direct anticoagulant) and interacting drugs first.",
      ),
      { urgency: 'same-day', when: any('wellsLikely', 'recorded'), unless: any(veins.clotTreated, all(drugs.anticoagulant, unless('recorded'))), cites: cites('ng158#pathway') },
    ),
  ],
  conflicts: [
    {
      id: 'dvt-oestrogen',
      when: all(any('wellsLikely', 'recorded', veins.clotSign), drugs.oestrogen),
      text: 'An oestrogen raises the risk of a clot; review it once the leg has been scanned.',
      urgency: 'days',
      order: orders.reviewTask(
        'review-oestrogen-clot',
        'Medication review: oestrogen with a suspected clot',
        'An oestrogen is on the list and a deep vein thrombosis is suspected or recorded. Review it with the prescriber; contraception must not lapse unplanned.',
      ),
      cites: cites('dossier#risk'),
    },
  ],
  cautions: [
    { when: drugs.anticoagulant, text: 'An anticoagulant is on the list: a low D-dimer excludes nothing; sudden calf pain may also be a bleed.', cites: cites('dossier#cautions') },
    {
      when: history.pregnantOrPostpartum,
      text: 'Pregnant or within 6 weeks of birth: no Wells score and no D-dimer; duplex. LMWH, no direct oral anticoagulant.',
      cites: cites('dossier#cautions'),
    },
    { when: kidneyFailing, text: 'eGFR below 30: direct anticoagulants, LMWH and fondaparinux need another choice or dose.', cites: cites('dossier#cautions') },
    { when: plateletsLow, text: 'Platelets below 50: bleeding risk before any anticoagulant.', cites: cites('dossier#cautions') },
    { when: veins.thrombophilia, text: 'Thrombophilia is recorded: in triple-positive antiphospholipid syndrome no direct oral anticoagulant.', cites: cites('dossier#cautions') },
    {
      when: all('recorded', unless(provoked)),
      text: 'No provoking factor is recorded: ask for symptoms of cancer and review the blood tests; no routine CT in search of one.',
      cites: cites('dossier#unprovoked'),
    },
    { when: veins.redWarm, text: 'Clot, cellulitis and a ruptured Baker cyst look alike and may coexist: duplex when one leg is swollen.', cites: cites('dossier#coexist') },
  ],
  never: [
    { id: 'd-dimer-first', text: 'D-dimer as first test at Wells 2 or more, in pregnancy or under an anticoagulant; a raised D-dimer read as a clot.', cites: cites('dossier#never') },
    { id: 'massage', text: 'Massage, stretching, heat or a compression stocking for the painful leg before a clot is excluded.', cites: cites('dossier#never') },
    { id: 'aspirin', text: 'Aspirin instead of an anticoagulant.', cites: cites('dossier#never') },
    { id: 'homans', text: 'Reassurance from an absent Homans sign.', cites: cites('dossier#never') },
    { id: 'history-as-current', text: 'A previous clot (Z86.718), a chronic one (I82.5-) or a post-thrombotic leg (I87.0-) taken for a new one.', cites: cites('dossier#not-acute') },
    { id: 'routine-stockings', text: 'Elastic stockings as routine against post-thrombotic syndrome.', cites: cites('dossier#never') },
  ],
});
