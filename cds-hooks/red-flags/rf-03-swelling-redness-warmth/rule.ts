/** RF-03: one leg swollen, red or warm: embolism, clot, spreading infection, Charcot foot; both legs for long is none of these. */
import { all, any, ask, cites, flag, flags, notRuledOut, offer, unless } from '#rules';
import { cellulitis, drugs, footOrders, history, infection, orders, symptoms, veins } from '#findings';

// What makes a red leg with systemic signs an emergency; a necrotising infection on record is one without them.
const deadly = any(all(veins.sirs, any(infection.grave, cellulitis.severeOutOfProportion)), history.necrotisingInfection);

const examineLeg = ask('exam.leg', 'Both legs, look and touch: swollen, pitting, tender along the deep veins, red or warm?');

export default flags({
  id: 'rf-03-swelling-redness-warmth',
  name: 'Swelling, redness or warmth',
  seed: 'swelling, redness, or warmth in the leg',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-03a',
      name: 'leg sign with breathlessness or chest pain',
      condition: 'deep-vein-thrombosis',
      levels: [
        { urgency: 'emergency', when: all(veins.breathless, veins.anyLegSign) },
        { urgency: 'same-day', when: all(veins.breathless, any(symptoms.oneLeg, veins.persistentOneLeg)) },
        // Both legs swollen and breathless is a failing heart or an embolism: today either way.
        { urgency: 'same-day', when: all(veins.breathless, any(notRuledOut(veins.anyLegSign), symptoms.bothLegsSwollen)) },
      ],
      say: 'A one-sided leg sign with breathlessness, chest pain, fainting or low oxygen is pulmonary embolism until excluded: emergency assessment. Both legs swollen may also be a failing heart: today. Legs not examined: examine both and measure oxygen saturation now.',
      ask: [examineLeg, ask('red-flags', 'Breathless, chest pain, faint, or coughing blood now? Oxygen saturation?')],
      suggest: [offer(orders.emergencyAssessment, { urgency: 'emergency', when: all(veins.breathlessNow, veins.anyLegSign), cites: cites('dossier#rf-03a') })],
      cites: cites('dossier#rf-03a', 'decisions#rf-03a'),
    }),
    flag({
      id: 'RF-03b',
      name: 'one leg swollen',
      condition: 'deep-vein-thrombosis',
      levels: [
        { urgency: 'emergency', when: veins.phlegmasia },
        // A recorded clot under treatment goes to the ranking, there it is a matter of days.
        { urgency: 'same-day', when: all(any(all(veins.swellingOneLeg, unless(veins.swollenForLong)), all(veins.wellsLikely, veins.suspicion)), unless(veins.clotTreated)) },
      ],
      say: 'One leg swollen, or Wells 2 or more: a clot until a scan, or a D-dimer where Wells cannot exceed 1, says otherwise, today. An entire leg swollen and blue is an emergency. No massage, stretching, heat or stocking before that.',
      ask: [
        examineLeg,
        ask('exam.calf-difference', 'Calf circumference of both legs, 10 cm below the tibial tuberosity'),
        ask('exam.alternative-likely', 'Is another diagnosis at least as likely as a clot?'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: veins.phlegmasiaNow, cites: cites('dossier#phlegmasia') }),
        offer(orders.venousDuplex, {
          urgency: 'same-day',
          label: 'Venous duplex of the leg, today',
          when: any(notRuledOut(veins.wellsLikely), veins.dDimerRaised, drugs.anticoagulant, history.pregnantOrPostpartum),
          unless: any(history.dvtAcute, veins.clotExcluded),
          cites: cites('ng158'),
        }),
        offer(orders.dDimer, {
          urgency: 'same-day',
          label: 'D-dimer (Wells at most 1; not in pregnancy or under an anticoagulant)',
          when: veins.wellsUnlikely,
          unless: any(drugs.anticoagulant, history.pregnantOrPostpartum, history.dvtAcute, veins.dDimerOnFile),
          cites: cites('decisions#d-dimer'),
        }),
      ],
      cites: cites('dossier#rf-03b', 'dossier#phlegmasia', 'ng158'),
    }),
    flag({
      id: 'RF-03c',
      name: 'red warm leg with fever',
      condition: 'cellulitis',
      levels: [
        { urgency: 'emergency', when: any(all(veins.redWarm, deadly), history.necrotisingInfection) },
        { urgency: 'same-day', when: all(veins.redWarm, any(veins.fever, veins.sirs)) },
      ],
      openWhen: all(veins.redWarm, unless(veins.redBothForMonths)),
      say: 'A red warm leg with fever or signs of systemic inflammation is assessed today; with SIRS and a diabetic foot wound, immunosuppression, lactate above 2 mmol/L or pain out of proportion it is an emergency. Low blood pressure, confusion, bullae or crepitus: emergency, surgeon now. Both legs red for months is not cellulitis.',
      ask: [ask('red-flags', 'Fever or shivering? Temperature and heart rate now'), examineLeg, ask('skin-and-swelling', 'A wound, blister or toe-web crack?')],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: deadly, cites: cites('dossier#rf-03c') }),
        offer(infection.legToday, { urgency: 'same-day', cites: cites('dossier#rf-03c') }),
        offer(orders.bloodCount, { urgency: 'same-day', cites: cites('idsa-2012') }),
        offer(orders.crpTest, { urgency: 'same-day', cites: cites('dossier#rf-03c') }),
      ],
      cites: cites('dossier#rf-03c', 'idsa-2012'),
    }),
    flag({
      id: 'RF-03d',
      name: 'warm swollen foot with loss of sensation',
      condition: 'charcot-foot',
      levels: [{ urgency: 'same-day', when: veins.warmSwollenInsensate }],
      openWhen: veins.warmSwollenUntested,
      say: 'A warm swollen foot in neuropathy is a Charcot foot or an infection until imaged, often with little pain: off the foot now, X-ray, foot service. Not a sprain; no compression, no weight.',
      ask: [ask('exam.foot', 'Skin intact? Which foot is warmer?'), ask('exam.monofilament-wrong', '10-g monofilament, wrong of 8')],
      suggest: [
        offer(footOrders.charcotToday, { urgency: 'same-day', cites: cites('dossier#rf-03d') }),
        offer(orders.footXray, { urgency: 'same-day', cites: cites('dossier#rf-03d') }),
        offer(orders.footProtection, { urgency: 'same-day', cites: cites('dossier#rf-03d') }),
      ],
      cites: cites('dossier#rf-03d'),
    }),
    flag({
      id: 'RF-03e',
      name: 'both legs swollen, or red for months',
      lane: false,
      levels: [{ urgency: 'routine', when: all(any(symptoms.bothLegsSwollen, veins.redBothForMonths), unless(veins.swellingOneLeg)) }],
      say: 'Both legs swollen: look for heart failure, kidney, liver and veins, and for drugs that swell legs (dihydropyridines, gabapentinoids, NSAIDs, glitazones). Breathless lying flat or 2 kg heavier in 3 days: today. Not cellulitis, not a clot by default.',
      ask: [],
      suggest: [],
      cites: cites('dossier#rf-03e'),
    }),
  ],
  never: [
    { id: 'massage-heat-stocking', text: 'Massage, stretching, heat or a stocking on a swollen painful leg before a clot is excluded.', cites: cites('dossier#rf-03b') },
    { id: 'antibiotics-both-legs', text: 'Antibiotics for both legs red for months.', cites: cites('dossier#rf-03e') },
    { id: 'sprain', text: 'Calling a warm insensate foot a sprain.', cites: cites('dossier#rf-03d') },
  ],
});
