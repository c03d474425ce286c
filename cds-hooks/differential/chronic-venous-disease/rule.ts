/** Chronic venous disease: heavy aching legs after standing that raising eases, with varices or skin to show for it. */
import { all, any, ask, cause, cites, offer, opposes, supports, unless } from '#rules';
import { drugs, exam, history, orders, perfusion, symptoms, veins, venous } from '#findings';

const sign = any('varices', 'skin', 'sore', 'ulcer', 'insufficiency', 'symptomaticCode');
const pattern = any('elevation', 'standing');
const elsewhere = any('otherPattern', 'raised', 'dangling', 'forefoot');
// Raising makes it worse: arteries until shown otherwise. Veins on the list remain, as background.
const contradicted = any('raised', 'dangling', 'forefoot');
const onRecord = any('insufficiency', 'symptomaticCode', 'ulcer', 'skin', 'sore');
const complained = any(pattern, 'heaviness', 'throbbing', 'hours', 'swelling', 'evening', 'heat', 'cool');
const likely = any(all(sign, pattern), all(onRecord, complained));
const steps = [{ urgency: 'days', when: any('sore', venous.ulcerRecorded) }, { urgency: 'routine' }] as const;

export default cause({
  id: 'chronic-venous-disease',
  name: 'Chronic venous disease',
  seed: 'Varicose Veins',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I87.2', display: 'Venous insufficiency (chronic) (peripheral)' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    elevation: supports('strong', symptoms.reliefElevate, cites('vascular-6#pattern', 'matrix#elevate')),
    standing: supports('strong', venous.orthostatic, cites('vascular-6#pattern', 'matrix#standing')),
    varices: supports('strong', venous.anyVarices, cites('ceap-2020', 'matrix#skin')),
    skin: supports('strong', venous.skinChange, cites('ceap-2020', 'matrix#skin')),
    sore: supports('strong', venous.gaiterSore, cites('ceap-2020', 'matrix#skin')),
    ulcer: supports('strong', venous.ulcerEver, cites('ceap-2020')),
    symptomaticCode: supports('moderate', venous.varicoseSymptomatic, cites('vascular-6#codes')),
    insufficiency: supports('moderate', venous.insufficiencyRecorded, cites('vascular-6#codes')),
    swelling: supports('moderate', venous.oedema, cites('ceap-2020', 'matrix#swelling')),
    redMonths: supports('moderate', venous.stasisDermatitis, cites('vascular-7#bilateral')),
    heaviness: supports('moderate', venous.heaviness, cites('vascular-6#pattern', 'matrix#aching')),
    throbbing: supports('weak', venous.throbbing, cites('vascular-6#pattern')),
    hours: supports('weak', symptoms.attackHours, cites('matrix#duration')),
    evening: supports('weak', venous.evening, cites('vascular-6#pattern')),
    heat: supports('weak', venous.worseHeat, cites('matrix#temperature')),
    cool: supports('weak', symptoms.reliefCool, cites('matrix#temperature')),
    both: supports('weak', symptoms.bothEqual, cites('matrix#side')),
    pregnancy: supports('weak', history.pregnancy, cites('matrix#pregnancy')),
    clotBefore: supports('weak', history.dvtHistory, cites('vascular-17#post-thrombotic')),
    urge: supports('weak', symptoms.urge, cites('nice-2001', 'matrix#urge')),
    raised: opposes('strong', venous.worseRaised, cites('vascular-6#reverse', 'matrix#raised')),
    dangling: opposes('strong', symptoms.reliefDangle, cites('matrix#dangle')),
    forefoot: opposes('strong', venous.forefootFlat, cites('vascular-6#reverse')),
    legsNormal: opposes('strong', venous.legsNormal, cites('vascular-6#tiers')),
    suddenSwelling: opposes('strong', all(veins.swellingOneLeg, any(symptoms.onsetSudden, symptoms.onsetWithin14d)), cites('vascular-6#sudden')),
    otherPattern: opposes('moderate', venous.otherPattern, cites('vascular-6#explains')),
    standingHelps: opposes('moderate', symptoms.reliefStand, cites('matrix#stand')),
    minutes: opposes('moderate', symptoms.attackMinutes, cites('matrix#duration')),
    electric: opposes('weak', venous.electric, cites('matrix#electric')),
    refuted: opposes('moderate', venous.insufficiencyRefuted, cites('vascular-6#tiers')),
  },
  tiers: {
    established: all(venous.symptomaticCode, venous.advancedSign, complained, unless(any(elsewhere, 'refuted'))),
    probable: all(likely, unless(any(elsewhere, 'suddenSwelling'))),
    possible: any(
      any('insufficiency', 'symptomaticCode', venous.ulcerRecorded, 'skin', 'redMonths'),
      all(any(all(sign, complained), all('elevation', any('standing', 'heaviness', 'swelling'))), unless(elsewhere), unless('legsNormal')),
    ),
    unlikely: any(contradicted, all('legsNormal', unless(any(onRecord, 'varices')))),
  },
  explains: { yes: all('elevation', 'standing', sign, unless(any(elsewhere, 'suddenSwelling'))), contributes: all(complained, unless(elsewhere)), background: elsewhere },
  urgency: { established: steps, probable: steps, possible: steps },
  variants: [
    { id: 'venous-ulcer', name: 'Venous leg ulcer', when: venous.ulcerRecorded, cites: cites('ceap-2020') },
    { id: 'stasis-dermatitis', name: 'Stasis dermatitis (chronic venous disease)', when: venous.stasisDermatitis, cites: cites('vascular-7#bilateral') },
    { id: 'post-thrombotic-syndrome', name: 'Post-thrombotic syndrome', when: history.postThrombotic, cites: cites('vascular-17#post-thrombotic') },
  ],
  settle: [
    ask('relief', 'What does raising the legs do, and what does hanging them down do?'),
    ask('worse', 'Worse after standing or at the end of the day?'),
    ask('exam.leg', 'Standing, look and touch: varices, brown or hard skin, pitting, a healed or open ulcer?'),
    ask('exam.pulses', 'Pedal pulses of both feet'),
    orders.venousDuplex,
  ],
  missingAdvice: 'Record what is seen on the standing leg (varices, oedema, brown or hard skin, healed or open ulcer) and what raising the legs does; then a venous duplex if it troubles.',
  suggest: [
    offer(orders.venousDuplex, { when: all(likely, unless(elsewhere)), cites: cites('svs-2022', 'cg168') }),
    offer(orders.vascularReferral, { label: 'Referral to a vascular or vein service', when: all(any('skin', 'sore', 'ulcer', all(likely, sign)), unless(elsewhere)), cites: cites('cg168') }),
    offer(orders.abiToePressure, {
      label: 'ABI with toe pressure before any compression or raising of the legs',
      when: all(any(likely, onRecord), any(venous.needsAbiFirst, contradicted), unless(venous.flowMeasuredGood)),
      unless: any(venous.arteryDisease, history.amputation),
      cites: cites('vascular-6#abi-first', 'vascular-17#pad'),
    }),
    offer(venous.compressionReview, { when: all(likely, venous.flowMeasuredGood), unless: any(venous.noCompressionYet, elsewhere), cites: cites('rabe-2020', 'svs-2011', 'cg168#hosiery') }),
    offer(venous.veinAdvice, { when: all(likely, unless(elsewhere)), unless: venous.arteryDisease, cites: cites('vascular-6#advice') }),
  ],
  conflicts: [
    {
      id: 'venous-oedema-drug',
      when: all('swelling', venous.oedemaDrug, any(likely, onRecord)),
      text: 'The legs are swollen on a drug that swells legs.',
      urgency: 'routine',
      order: venous.oedemaDrugReview,
      cites: cites('vascular-6#drugs'),
    },
    {
      id: 'venous-diuretic',
      when: all('swelling', onRecord, venous.diureticForVeins),
      text: 'A loop diuretic with no heart, kidney or liver disease on the list: it does not treat venous oedema.',
      urgency: 'routine',
      order: venous.diureticReview,
      cites: cites('vascular-6#never'),
    },
  ],
  cautions: [
    {
      when: all(any(likely, onRecord, 'varices'), venous.arteryDisease),
      text: 'Artery disease: neither compression nor raised legs, whatever the veins look like, until toe pressure has been measured and a vascular specialist agrees.',
      cites: cites('vascular-17#pad', 'rabe-2020'),
    },
    { when: all(any(likely, onRecord), perfusion.indexHigh), text: 'ABI above 1.40 says nothing about flow: toe pressure before compression.', cites: cites('vascular-6#abi-first') },
    {
      when: all(any(likely, onRecord), history.heartFailure),
      text: 'Heart failure: no compression in NYHA IV, strict indication and monitoring in III; raising both legs adds load.',
      cites: cites('rabe-2020'),
    },
    {
      when: all(any(likely, onRecord), any(exam.monofilamentReduced, history.diabeticNeuropathyRecorded)),
      text: 'Feet that do not feel: compression can injure unnoticed.',
      cites: cites('rabe-2020'),
    },
    {
      when: all('swelling', any(likely, onRecord), any(venous.oedemaDisease, venous.lymphoedema)),
      text: 'Heart, kidney, liver or lymph oedema may be the swelling.',
      cites: cites('vascular-6#mimics'),
    },
    {
      when: all(any(likely, onRecord, 'varices'), symptoms.worseFlat),
      text: 'Worse lying flat is reported: venous pain as a rule eases then. Look at arteries and nerves.',
      cites: cites('vascular-6#reverse', 'vascular-19#seed'),
    },
    { when: all(history.dvtHistory, 'suddenSwelling'), text: 'New swelling on an old clot is a new clot until scanned.', cites: cites('vascular-17#post-thrombotic') },
    { when: venous.stasisDermatitis, text: 'Both legs red for months: stasis dermatitis, not cellulitis; no antibiotic.', cites: cites('vascular-7#bilateral') },
    {
      when: all(any(likely, onRecord), drugs.anticoagulant, 'varices'),
      text: 'Anticoagulated with varices: a bleeding vein is pressed on, leg raised, and seen at once.',
      cites: cites('cg168#bleeding'),
    },
  ],
  never: [
    { id: 'compression-unmeasured', text: 'Compression on legs whose perfusion has not been measured, where artery disease is possible.', cites: cites('vascular-6#never', 'rabe-2020') },
    { id: 'diuretic', text: 'A diuretic for venous oedema alone.', cites: cites('vascular-6#never') },
    { id: 'elevation', text: 'Raising the legs while rest pain is possible.', cites: cites('vascular-6#never') },
    { id: 'forefoot', text: 'Calling night pain of the forefoot venous.', cites: cites('vascular-6#never') },
    { id: 'antibiotic-both-legs', text: 'Antibiotics for both legs red for months.', cites: cites('vascular-7#bilateral') },
    { id: 'hosiery-first', text: 'Stockings as the treatment of varicose veins where an intervention suits.', cites: cites('cg168#hosiery') },
  ],
});
