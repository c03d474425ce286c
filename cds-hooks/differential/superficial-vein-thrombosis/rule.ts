/** Superficial vein thrombosis: a tender cord is scanned for its length and its distance from the deep veins. */
import { all, any, ask, cause, cites, offer, opposes, supports, unless } from '#rules';
import { drugs, exam, history, orders, phlebitis, symptoms, veins, venous } from '#findings';

const scan = orders.venousDuplex;
const inPlay = any('recorded', 'cord', 'redOverVarices');
// Deep veins or infection may be involved; and a cord whose length nobody has measured takes the safer end of the range.
const today = any('swelling', 'nearJunction', 'clotProne', 'fever', all('cord', unless(drugs.anticoagulantNew)));
const steps = [{ urgency: 'same-day', when: today }, { urgency: 'days' }] as const;
// A symmetrical cramp, rest pain or red legs of months is not this vein, whatever is on the problem list.
const elsewhere = any(symptoms.bothEqual, veins.crampWithoutSide, symptoms.positionalForefoot, 'bothForMonths', all(symptoms.classicCramp, unless('cord')));

export default cause({
  id: 'superficial-vein-thrombosis',
  name: 'Superficial vein thrombosis',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I80.00', display: 'Phlebitis and thrombophlebitis of superficial vessels of unspecified lower extremity' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    recorded: supports('strong', phlebitis.recordedLately, cites('vascular-5#tiers')),
    cord: supports('strong', phlebitis.cord, cites('vascular-5#features')),
    redOverVarices: supports('moderate', phlebitis.redOverVarices, cites('vascular-5#features', 'vascular-5#tiers')),
    redWarm: supports('weak', veins.redWarm, cites('vascular-5#features')),
    varices: supports('moderate', venous.anyVarices, cites('vascular-5#patient')),
    previous: supports('moderate', phlebitis.before, cites('vascular-5#patient')),
    nearJunction: supports('weak', phlebitis.nearJunction, cites('etg#junction')),
    clotProne: supports('weak', phlebitis.clotProne, cites('vascular-5#patient')),
    oneLeg: supports('weak', symptoms.oneLeg, cites('vascular-5#features')),
    // More than the vein: these lift the urgency, and speak for a deep clot or an infection instead.
    swelling: opposes('moderate', veins.swellingOneLeg, cites('vascular-5#features')),
    wholeLeg: opposes('strong', exam.wholeLegSwollen, cites('vascular-5#tiers')),
    fever: opposes('weak', veins.fever, cites('vascular-5#septic')),
    legsNormal: opposes('strong', venous.legsNormal, cites('vascular-5#tiers')),
    bothForMonths: opposes('strong', veins.redBothForMonths, cites('vascular-5#tiers')),
    bothAlike: opposes('moderate', symptoms.bothEqual, cites('vascular-5#tiers')),
    minutes: opposes('moderate', symptoms.attackMinutes, cites('vascular-5#lasting')),
    refuted: opposes('moderate', phlebitis.denied, cites('vascular-5#tiers')),
  },
  tiers: {
    established: all('recorded', unless('legsNormal')),
    probable: all('cord', any('redWarm', 'varices', 'previous')),
    possible: any('cord', 'recorded', all('redOverVarices', unless('wholeLeg'))),
    unlikely: any('legsNormal', 'bothForMonths'),
  },
  explains: { yes: all(any('cord', 'redOverVarices', all('recorded', 'oneLeg')), unless(elsewhere)), contributes: all('recorded', unless(elsewhere)), background: elsewhere },
  urgency: { established: [{ urgency: 'same-day', when: all(today, unless(drugs.anticoagulantNew)) }, { urgency: 'days' }], probable: steps, possible: steps },
  settle: [ask('exam.leg', 'Legs, look and touch: a hard tender cord along a vein? The leg swollen, tender along the deep veins?'), ask('site', 'Where is it: calf, or up the thigh?'), scan],
  missingAdvice:
    'Feel along the vein for a hard tender cord, then scan the whole leg: length of the thrombus in cm and its distance to the saphenofemoral and popliteal junctions decide what it is and what it needs.',
  suggest: [
    offer(scan, {
      urgency: 'same-day',
      label: 'Duplex of the whole leg, today: length of the thrombus and distance to the deep junctions',
      when: all(inPlay, today),
      unless: any(all('recorded', drugs.anticoagulantNew), elsewhere),
      cites: cites('etg#junction', 'vascular-5#urgency'),
    }),
    offer(scan, {
      urgency: 'days',
      label: 'Duplex of the whole leg: length of the thrombus and distance to the deep junctions',
      when: inPlay,
      unless: any(today, all('recorded', drugs.anticoagulantNew), elsewhere),
      cites: cites('etg#junction', 'vascular-5#urgency'),
    }),
    offer(phlebitis.anticoagulation, { urgency: 'days', when: all(any('recorded', 'cord'), unless(elsewhere)), unless: drugs.anticoagulantNew, cites: cites('etg') }),
    offer(orders.basicPanel, {
      urgency: 'days',
      label: 'Creatinine: it decides which anticoagulant can be chosen',
      when: all(any('recorded', 'cord'), unless(elsewhere)),
      unless: drugs.anticoagulantNew,
      cites: cites('etg#kidney'),
    }),
    offer(orders.vascularReferral, {
      label: 'Referral to a vascular or vein service: superficial thrombosis with varicose veins',
      when: all(any('recorded', 'cord'), 'varices'),
      cites: cites('cg168'),
    }),
  ],
  conflicts: [
    {
      id: 'svt-nsaid',
      when: all(inPlay, phlebitis.nsaidUnsafe),
      text: 'NSAID with an anticoagulant, kidney disease or heart failure: not for this vein.',
      urgency: 'days',
      order: phlebitis.nsaidReview,
      cites: cites('vascular-5#nsaid'),
    },
  ],
  cautions: [
    { when: all(inPlay, 'swelling'), text: 'The leg is swollen as well: a deep vein thrombosis comes first, the two coexist.', cites: cites('decision-page#coexist', 'vascular-5#tiers') },
    { when: all(inPlay, 'fever'), text: 'Fever with an inflamed vein: think of septic phlebitis (cannula, injection site); today.', cites: cites('vascular-5#septic') },
    { when: all(inPlay, phlebitis.kidneyFailing), text: 'eGFR below 30: no fondaparinux; rivaroxaban needs another choice.', cites: cites('etg#kidney', 'decision-page#label') },
    { when: all(inPlay, phlebitis.elderly75), text: 'Age 75 or over, or below 50 kg: caution with fondaparinux.', cites: cites('etg#age') },
    { when: all(inPlay, history.pregnantOrPostpartum), text: 'Pregnant or within 6 weeks of birth: LMWH is the choice, no direct oral anticoagulant.', cites: cites('vascular-4#pregnancy') },
    { when: all(inPlay, venous.needsAbiFirst), text: 'No compression before the ankle-brachial index has been measured.', cites: cites('rabe-2020') },
  ],
  never: [
    { id: 'antibiotic', text: 'An antibiotic by reflex for a sterile phlebitis.', cites: cites('vascular-5#never') },
    { id: 'compression-unmeasured', text: 'Compression with an index below 0.6, or unmeasured where artery disease is likely.', cites: cites('vascular-5#never', 'rabe-2020') },
    { id: 'only-superficial', text: '"Only superficial", without its distance from the junction.', cites: cites('vascular-5#never') },
  ],
});
