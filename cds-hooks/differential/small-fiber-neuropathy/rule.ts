/** Small-fiber neuropathy: burning feet with large fibers preserved, and erythromelalgia, its attacks of red, hot feet. */
import { all, any, ask, cause, cites, offer, opposes, supports, unless } from '#rules';
import { exam, history, nerve, orders, smallFiber, symptoms } from '#findings';

const sign = any('pinprick', 'allodynia');
const feet = any(smallFiber.burningFeet, all('sheet', 'symmetric'));
const red = any('triad', 'redHot');
// The clinical picture: burning of both feet, a small-fiber sign, large fibers preserved.
const picture = all(smallFiber.burningFeet, 'symmetric', sign, 'largeNormal');
// Without an examination: burning that warmth worsens or cooling eases, and nothing that numbs.
const pure = all(feet, 'symmetric', any('cool', 'heat'), unless(any('stocking', 'handsAndFeet', history.diabetes, nerve.altered, 'largeLost')));
const elsewhere = any('oneLeg', 'strip', nerve.positional, 'tissueLoss', symptoms.seatedGone, 'cramp');
const contradicted = any(
  all(any('pinprickNormal', 'largeLost'), unless(any(red, all('pinprickNormal', 'sheet', unless('largeLost'))))),
  all(any('oneLeg', 'strip'), unless('erythromelalgiaCoded')),
  nerve.positional,
);
const bare = unless(any('weak', 'largeLost', 'oneLeg', 'strip', nerve.positional, 'coldOrPale'));
const inPlay = any(feet, red, 'recorded', 'erythromelalgiaCoded');
const searching = all(inPlay, smallFiber.noKnownCause, unless('triad'));
const steps = [{ urgency: 'days', when: all(red, 'bloodDisease') }, { urgency: 'routine' }] as const;

export default cause({
  id: 'small-fiber-neuropathy',
  name: 'Small-fiber neuropathy',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G62.89', display: 'Other specified polyneuropathies' },
  status: 'draft',
  revised: '2026-11-24',
  variants: [
    {
      id: 'erythromelalgia',
      name: 'Erythromelalgia',
      when: all(any('triad', all('erythromelalgiaCoded', any(red, unless(smallFiber.burningFeet)))), unless(picture)),
      cites: cites('s88', 'neuro-msk-10f'),
    },
  ],
  criteria: {
    burning: supports('strong', symptoms.qualityBurning, cites('neuro-msk-7c#features', 'matrix#burning')),
    pinprick: supports('strong', exam.pinprickReduced, cites('neuro-msk-7c#features', 'matrix#pinprick')),
    allodynia: supports('strong', exam.allodynia, cites('neuro-msk-7c#features')),
    largeNormal: supports('strong', smallFiber.largeNormal, cites('neuro-msk-7c#features')),
    sheet: supports('strong', symptoms.worseSheet, cites('neuro-msk-7c#features', 'matrix#sheet')),
    symmetric: supports('strong', smallFiber.bothAlike, cites('matrix#side')),
    triad: supports('strong', smallFiber.erythromelalgia, cites('s88', 'neuro-msk-10f#triad')),
    redHot: supports('strong', smallFiber.redHotFeet, cites('s88', 'matrix#red-hot')),
    heat: supports('strong', smallFiber.worseHeat, cites('s88', 'matrix#heat')),
    cool: supports('strong', symptoms.reliefCool, cites('s88', 'matrix#cool')),
    glucoseFell: supports('strong', nerve.glucoseFellFast, cites('tind-2010', 'matrix#exposure')),
    erythromelalgiaCoded: supports('strong', smallFiber.erythromelalgiaRecorded, cites('neuro-msk-10f')),
    bloodDisease: supports('moderate', smallFiber.bloodDisease, cites('who-platelets', 'neuro-msk-10f')),
    recorded: supports('moderate', smallFiber.smallFiberRecorded, cites('neuro-msk-7c#codes')),
    glucose: supports('moderate', smallFiber.glucose, cites('neuro-msk-7c#patient')),
    otherCause: supports('moderate', smallFiber.otherCause, cites('neuro-msk-7c#patient')),
    alcohol: supports('weak', nerve.alcohol, cites('neuro-msk-7c#patient')),
    chemotherapy: supports('weak', nerve.chemotherapy, cites('neuro-msk-7c#patient', 'matrix#exposure')),
    drug: supports('weak', smallFiber.drug, cites('neuro-msk-7c#codes')),
    calciumBlocker: supports('weak', all(smallFiber.redHotFeet, smallFiber.calciumBlocker), cites('neuro-msk-10f#drugs')),
    stocking: supports('weak', symptoms.stocking, cites('matrix#stocking')),
    handsAndFeet: supports('weak', symptoms.handsAndFeet, cites('matrix#stocking')),
    soles: supports('weak', symptoms.soles, cites('matrix#stocking')),
    hotSkin: supports('weak', smallFiber.hotSkin, cites('matrix#red-hot')),
    constant: supports('weak', symptoms.constantPain, cites('matrix#night')),
    flat: supports('weak', symptoms.worseFlat, cites('matrix#night')),
    fallingAsleep: supports('weak', smallFiber.fallingAsleep, cites('matrix#night')),
    restless: supports('weak', any(symptoms.urge, symptoms.urgeInEvening), cites('matrix#night')),
    largeLost: opposes('strong', smallFiber.largeLost, cites('neuro-msk-7c#unlikely', 'matrix#vibration')),
    pinprickNormal: opposes('strong', exam.pinprickNormal, cites('neuro-msk-7c#unlikely')),
    oneLeg: opposes('strong', symptoms.oneLeg, cites('matrix#side')),
    strip: opposes('strong', any(symptoms.strip, symptoms.backToBelowKnee), cites('neuro-msk-7c#opposing', 'matrix#side')),
    weak: opposes('strong', smallFiber.weak, cites('neuro-msk-7c#opposing')),
    dangling: opposes('strong', nerve.dangling, cites('neuro-msk-10f#opposing')),
    coldOrPale: opposes('strong', smallFiber.coldOrPale, cites('neuro-msk-10f#opposing')),
    tissueLoss: opposes('strong', nerve.tissueLoss, cites('neuro-msk-10f#opposing')),
    warmth: opposes('strong', smallFiber.reliefWarm, cites('matrix#heat')),
    cramp: opposes('strong', any(nerve.crampAttack, symptoms.hardMuscle), cites('matrix#cramp')),
    cramping: opposes('strong', symptoms.qualityCramp, cites('matrix#cramp')),
    cold: opposes('weak', smallFiber.worseCold, cites('matrix#heat')),
    soreAfter: opposes('weak', symptoms.soreAfter, cites('matrix#cramp')),
  },
  tiers: {
    established: any(all('recorded', picture, bare), all('erythromelalgiaCoded', 'triad')),
    probable: any(all(picture, bare), all('triad', unless('coldOrPale'))),
    possible: all(any(smallFiber.burningFeet, pure, red, all('recorded', smallFiber.burningCoded), 'erythromelalgiaCoded'), unless(contradicted)),
    unlikely: contradicted,
  },
  explains: {
    yes: all(any(all(smallFiber.burningFeet, 'symmetric', sign), 'triad', pure), unless(elsewhere)),
    contributes: all(any(feet, red), unless(elsewhere)),
    background: any(elsewhere, 'recorded', 'erythromelalgiaCoded'),
  },
  urgency: { established: steps, probable: steps, possible: steps },
  settle: [
    ask('exam.pinprick', 'Pinprick or temperature at the toes: normal, reduced, or does touch hurt?'),
    ask('exam.ankle-reflexes', 'Ankle reflexes and 128-Hz vibration at the big toe'),
    ask('worse', 'Does warmth or the bed cover make the feet worse?'),
    ask('skin-and-swelling', 'Do the feet turn red and hot in attacks?'),
    orders.hba1c,
  ],
  missingAdvice:
    'Test pinprick and temperature at the toes, vibration and ankle reflexes; then HbA1c, and a glucose tolerance test if it is normal. Nerve conduction is normal in small-fiber neuropathy and does not exclude it. With attacks of red, hot feet: a photo in the attack and a blood count.',
  suggest: [
    offer(smallFiber.smallFiberExam, { when: inPlay, unless: smallFiber.examined, cites: cites('neuro-msk-7c#missing') }),
    offer(orders.bloodCount, { urgency: 'days', when: red, label: 'Complete blood count (platelets, hematocrit) for attacks of red, hot feet', cites: cites('neuro-msk-10f#missing') }),
    offer(orders.haematologyReferral, { urgency: 'days', when: all(red, 'bloodDisease'), cites: cites('who-platelets', 'neuro-msk-10f#suggest') }),
    offer(orders.hba1c, { when: all(inPlay, unless('triad')), label: 'HbA1c (glucose tolerance test if it is normal and the feet hurt)', cites: cites('neuro-msk-7c#missing') }),
    offer(smallFiber.glucoseTolerance, { when: all(searching, smallFiber.hba1cMeasured), unless: history.pregnancy, cites: cites('neuro-msk-7c#glucose') }),
    offer(orders.vitaminB12, { when: searching, cites: cites('neuro-msk-7c#suggest') }),
    offer(orders.proteinElectrophoresis, { when: searching, cites: cites('neuro-msk-7c#suggest') }),
    offer(orders.tsh, { when: searching, cites: cites('neuro-msk-7c#suggest') }),
    offer(smallFiber.immunePanel, { when: all(searching, picture), cites: cites('neuro-msk-7c#suggest') }),
    offer(orders.neurologyReferral, {
      urgency: 'days',
      when: all(picture, smallFiber.causeSoughtInVain),
      label: 'Referral to neurology (skin biopsy for small fibers)',
      cites: cites('s76', 'neuro-msk-7c#suggest'),
    }),
    offer(smallFiber.burningFeetAdvice, { when: all(any(feet, red), unless(elsewhere)), cites: cites('neuro-msk-7c#never', 'neuro-msk-10f#missing') }),
  ],
  conflicts: [
    {
      id: 'small-fiber-calcium-blocker',
      when: all('redHot', smallFiber.calciumBlocker),
      text: 'A calcium-channel blocker is linked to attacks of red, hot feet.',
      urgency: 'routine',
      order: smallFiber.calciumBlockerReview,
      cites: cites('neuro-msk-10f#drugs'),
    },
  ],
  cautions: [
    {
      when: all(red, smallFiber.plateletsVeryHigh),
      text: 'Platelets above 1000 x 10*9/L: aspirin may bleed (acquired von Willebrand); hematology decides.',
      cites: cites('neuro-msk-10f#aspirin'),
    },
    {
      when: all(feet, smallFiber.autonomicDrug),
      text: 'Ask for dizziness on standing and urinary retention: with autonomic fibers lost a tricyclic or duloxetine worsens both.',
      cites: cites('neuro-msk-7c#cautions'),
    },
    { when: all(feet, smallFiber.poorCalf), text: 'No skin biopsy at an ischemic or lymphedematous calf.', cites: cites('neuro-msk-7c#cautions') },
    {
      when: all(feet, nerve.breathingRisk),
      text: 'A gabapentinoid can depress breathing here (opioid, sedative, sleep apnoea, COPD or age 65 and over).',
      cites: cites('fda-2019-gabapentinoids'),
    },
    { when: all(feet, nerve.kidneyDose), text: 'A gabapentinoid needs a dose by kidney function.', cites: cites('gabapentinoid-labels') },
    { when: all(feet, any(symptoms.urge, history.restlessLegsRecorded)), text: 'Restless legs beside it: duloxetine or a tricyclic can worsen them.', cites: cites('neuro-msk-13') },
  ],
  never: [
    { id: 'normal-conduction', text: '"Nerve conduction normal, so no neuropathy."', cites: cites('neuro-msk-7c#never') },
    { id: 'ice', text: 'Ice or ice-water baths for burning feet.', cites: cites('neuro-msk-7c#never', 'neuro-msk-10f#never') },
    { id: 'heat-or-compression', text: 'Heat or compression on red, hot feet.', cites: cites('neuro-msk-10f#never') },
    { id: 'opioids', text: 'Opioids for the burning.', cites: cites('neuro-msk-7c#never') },
    { id: 'aspirin-unasked', text: 'Aspirin for erythromelalgia without the prescriber and a platelet count.', cites: cites('neuro-msk-10f#aspirin') },
  ],
});
