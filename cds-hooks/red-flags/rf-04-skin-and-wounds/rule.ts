/** RF-04: wounds that do not heal and colour that changes. Painless counts; healed and entered in error do not. */
import { all, any, answered, ask, cites, eitherLeg, everRecorded, finding, flag, flags, offer, recorded, unless, weeks } from '#rules';
import { exam, feet, history, orders, perfusion, symptoms, veins } from '#findings';

const infected = finding('redness, warmth or swelling', any(symptoms.warmRed, exam.examRedWarm, exam.footWarmSwollen));
const fever = finding('fever', any(exam.feverMeasured, symptoms.flagFever));
const venousUlcer = finding('venous leg ulcer for over 2 weeks', recorded('cond-venous-ulcer', { olderThan: weeks(2) }));
const healedVenousUlcer = finding('healed venous ulcer', all(everRecorded('cond-venous-ulcer'), unless(recorded('cond-venous-ulcer'))));
const recentlyBegun = finding('began within 14 days', any(symptoms.onsetWithin14d, answered('onset', 'under-2-weeks')));
const mottled = finding('mottled foot', eitherLeg(exam.footMottled));
const limbSign = finding(
  'cold, pale, pulseless, numb or weak',
  any(exam.footCold, exam.footPale, exam.pulsesAbsent, symptoms.flagColdPale, symptoms.weakness, symptoms.flagFootDrop, exam.powerReduced),
);
/** The tick may mean no more than cold toes: with these the toe may be black and hurt nobody. */
const discolouredAtRisk = all(
  symptoms.toesDiscoloured,
  any(history.diabetes, feet.insensate, history.padSpecific, history.padUnspecific, history.advancedKidneyDisease),
  unless(exam.footNormalNow),
);
const toesToday = orders.reviewTask(
  'toe-colour-today',
  'Pale, blue or black toes reported: look today',
  'Socks off, both feet: is a toe black, blue or mottled, wet or dry, is redness spreading, is there a wound? Temperature of both feet, pulses with handheld Doppler. Black or new blue: call the vascular service today; cold, numb or weak: emergency.',
);
const recent = any(recentlyBegun, history.revascularisedRecently);

export default flags({
  id: 'rf-04-skin-and-wounds',
  name: 'Wounds that do not heal, discoloured skin',
  seed: 'Non-healing sores, ulcers or discoloration',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-04a',
      name: 'foot or leg wound in diabetes',
      condition: 'foot-ulcer-infection',
      levels: [
        { urgency: 'emergency', when: all(history.diabetes, perfusion.wound, any(fever, veins.sirs, feet.limbThreatened)) },
        { urgency: 'same-day', when: all(history.diabetes, perfusion.wound, any(infected, feet.poorPerfusion)) },
        { urgency: 'days', when: all(history.diabetes, perfusion.wound) },
      ],
      openWhen: perfusion.wound,
      say: 'A foot wound in diabetes, painful or not, goes to the foot service within one working day; with infection or poor perfusion it is seen today, with both, with fever or with 2 SIRS signs now. Measure toe pressure; a normal ABI or a palpable pulse does not clear it. No antibiotic without infection signs; do not raise, compress, warm or soak the foot.',
      ask: [
        ask('exam.foot', 'Socks off: wound size and depth, bone visible or felt with a probe, pus, redness, temperature'),
        ask('exam.pulses', 'Pedal pulses of both feet'),
        ask('red-flags', 'Fever or feeling ill?'),
      ],
      suggest: [
        offer(orders.footProtection, { urgency: 'same-day', label: 'Foot protection or multidisciplinary foot service, within one working day', cites: cites('ng19') }),
        offer(orders.abiToePressure, { urgency: 'days', unless: history.amputation, cites: cites('vascular-redflags#toe-first') }),
        offer(orders.abiRemainingLeg, { urgency: 'days', when: history.amputation, cites: cites('vascular-redflags#amputee') }),
        offer(orders.footXray, { urgency: 'days', cites: cites('iwgdf-2019') }),
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: any(fever, veins.sirs, feet.limbThreatened), cites: cites('vascular-redflags#fever') }),
      ],
      cites: cites('vascular-redflags#rf-04a', 'ng19'),
    }),
    flag({
      id: 'RF-04b',
      name: 'leg ulcer for over 2 weeks',
      condition: 'chronic-venous-disease',
      levels: [{ urgency: 'days', when: any(venousUlcer, all(perfusion.woundOverTwoWeeks, unless(history.diabetes))) }],
      say: 'A leg or foot ulcer that has not healed in 2 weeks needs its perfusion measured and a vascular or leg-ulcer service. No compression before the ABI; check that the ulcer is still open.',
      ask: [ask('exam.foot', 'Is the ulcer still open? Where, how deep, what colour is the foot?'), ask('exam.pulses', 'Pedal pulses of both feet')],
      suggest: [
        offer(orders.abiToePressure, { urgency: 'days', unless: history.amputation, cites: cites('vascular-redflags#toe-first') }),
        offer(orders.abiRemainingLeg, { urgency: 'days', when: history.amputation, cites: cites('vascular-redflags#amputee') }),
        offer(orders.vascularReferral, { urgency: 'days', label: 'Referral to the vascular or leg-ulcer service', cites: cites('cg168') }),
      ],
      cites: cites('vascular-redflags#rf-04b', 'cg168'),
    }),
    flag({
      id: 'RF-04c',
      name: 'gangrene, or a pale, blue or black toe at risk',
      condition: 'ischemic-rest-pain',
      levels: [
        { urgency: 'emergency', when: all(perfusion.gangrene, any(fever, infected)) },
        { urgency: 'same-day', when: any(perfusion.gangrene, all(discolouredAtRisk, unless(symptoms.onsetOverMonths))) },
        { urgency: 'days', when: discolouredAtRisk },
      ],
      // A normal foot seen today silences only the question, never the flag.
      openWhen: all(symptoms.toesDiscoloured, unless(exam.footNormalNow)),
      say: 'Gangrene is limb-threatening even without pain and with a palpable pulse: call the vascular service today; a toe reported pale, blue or black in diabetes, neuropathy, artery or kidney disease is looked at today; wet, spreading or with fever it is an emergency. Keep it dry; no soaking, debridement, compression or raising.',
      ask: [ask('exam.foot', 'Socks off: is a toe black, is it wet, is redness spreading?'), ask('red-flags', 'Fever or feeling ill?'), ask('exam.pulses', 'Pedal pulses of both feet')],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: any(fever, infected), cites: cites('vascular-redflags#rf-04c') }),
        offer(toesToday, { urgency: 'same-day', unless: perfusion.gangrene, cites: cites('vascular-redflags#toe-reported') }),
        offer(orders.vascularReferral, { urgency: 'same-day', label: 'Urgent vascular referral (call today)', when: perfusion.gangrene, cites: cites('gvg-2019') }),
        offer(orders.footProtection, { urgency: 'same-day', when: perfusion.gangrene, cites: cites('ng19') }),
      ],
      cites: cites('vascular-redflags#rf-04c', 'gvg-2019'),
    }),
    flag({
      id: 'RF-04d',
      name: 'blue or mottled foot, new',
      condition: 'acute-limb-ischemia',
      levels: [
        { urgency: 'emergency', when: all(any(mottled, symptoms.toesDiscoloured), recent, any(limbSign, mottled)) },
        { urgency: 'emergency', when: all(history.blueToeRecorded, limbSign) },
        { urgency: 'same-day', when: any(history.blueToeRecorded, all(symptoms.toesDiscoloured, recent)) },
      ],
      openWhen: mottled,
      say: 'New blue, pale or mottled colour is acute ischemia or cholesterol emboli until the foot has been seen: pulses may be palpable in blue toe. Feel pulses, temperature, sensation and power now; do not raise, warm or compress.',
      ask: [
        ask('exam.foot', 'Both feet: colour, temperature, capillary refill'),
        ask('exam.pulses', 'Pedal pulses of both feet'),
        ask('onset.when', 'When did the colour change begin? Any angiography or vascular procedure before?'),
      ],
      suggest: [
        offer(orders.emergencyTransfer, { urgency: 'emergency', when: any(limbSign, mottled), cites: cites('vascular-redflags#rf-04d') }),
        offer(orders.vascularReferral, { urgency: 'same-day', label: 'Urgent vascular referral (call today)', cites: cites('vascular-redflags#rf-04d') }),
      ],
      cites: cites('vascular-redflags#rf-04d', 'decisions#range'),
    }),
    flag({
      id: 'RF-04e',
      name: 'venous skin changes',
      condition: 'chronic-venous-disease',
      lane: false,
      levels: [{ urgency: 'routine', when: any(symptoms.brownSkin, exam.examStasisSkin, healedVenousUlcer) }],
      say: 'Brown or hard skin above the ankle, or a healed ulcer, is advanced venous disease: venous duplex and referral, weeks. No compression before perfusion is measured.',
      ask: [],
      suggest: [offer(orders.venousDuplex, { cites: cites('cg168#skin') })],
      cites: cites('vascular-redflags#rf-04e', 'cg168#skin'),
    }),
  ],
  never: [
    { id: 'antibiotic-uninfected', text: 'An antibiotic for a clinically uninfected ulcer, or a surface swab to diagnose infection.', cites: cites('vascular-redflags#never') },
    { id: 'heat-soaking', text: 'Heat, hot-water bottle, soaking or walking barefoot.', cites: cites('vascular-redflags#never') },
    { id: 'elevation', text: 'Raising the leg while perfusion is unknown.', cites: cites('vascular-redflags#never') },
    { id: 'compression', text: 'Compression before perfusion is measured.', cites: cites('vascular-redflags#never', 'rabe-2020') },
    { id: 'walk-more', text: '"Walk more" with a foot wound.', cites: cites('vascular-redflags#never') },
  ],
});
