/** Cellulitis of the leg: acute redness of one leg, scored with ALT-70; both legs red for months is something else. */
import { all, any, ask, cause, cites, offer, opposes, supports, unless } from '#rules';
import { cellulitis, drugs, history, infection, orders, phlebitis, symptoms, veins, venous } from '#findings';

const red = any('redOneLeg', 'redSideUnknown');
const elsewhere = any(cellulitis.otherPattern, 'bothForMonths', all('redBoth', unless('fever')));
// A red cord over a vein without fever is the vein.
const cordAlone = all('cord', unless(any('fever', 'systemic')));
const seen = all('redOneLeg', unless(any('bothForMonths', 'redBoth', cordAlone)));
const emergency = any(history.necrotisingInfection, all(red, any(infection.septic, infection.neutropenia, all(veins.sirs, cellulitis.severeOutOfProportion))));
const steps = [{ urgency: 'emergency', when: emergency }, { urgency: 'same-day' }] as const;

export default cause({
  id: 'cellulitis',
  name: 'Cellulitis of the leg',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'L03.119', display: 'Cellulitis of unspecified part of limb' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    recorded: supports('strong', cellulitis.recordedNow, cites('vascular-7#tiers')),
    redOneLeg: supports('strong', cellulitis.redOneLeg, cites('alt-70', 'vascular-7#features')),
    alt70: supports('strong', cellulitis.alt70Likely, cites('alt-70'), 'ALT-70 at least 5: over 82 % true cellulitis'),
    acute: supports('moderate', cellulitis.acuteOnset, cites('vascular-7#features')),
    fever: supports('moderate', infection.fever, cites('vascular-7#features')),
    systemic: supports('moderate', veins.sirs, cites('idsa-2012')),
    tender: supports('moderate', cellulitis.tenderOrSwollen, cites('vascular-7#tiers')),
    portal: supports('moderate', cellulitis.portal, cites('vascular-7#patient')),
    lymphoedema: supports('moderate', venous.lymphoedema, cites('vascular-7#patient')),
    redSideUnknown: supports('moderate', cellulitis.redSideUnknown, cites('vascular-7#tiers')),
    vague: supports('weak', cellulitis.vague, cites('vascular-7#codes')),
    suspected: supports('weak', cellulitis.suspectedNow, cites('vascular-7#codes')),
    before: supports('weak', cellulitis.before, cites('vascular-7#again')),
    obesity: supports('weak', cellulitis.obesity, cites('vascular-7#patient')),
    diabetes: supports('weak', history.diabetes, cites('vascular-7#patient')),
    immunosuppressed: supports('weak', history.immunosuppressed, cites('vascular-7#patient')),
    cirrhosis: supports('weak', history.cirrhosis, cites('vascular-7#patient')),
    bothForMonths: opposes('strong', veins.redBothForMonths, cites('vascular-7#bilateral', 'weng-2016')),
    redBoth: opposes('strong', cellulitis.redBoth, cites('vascular-7#bilateral', 'alt-70#low')),
    legsNormal: opposes('strong', cellulitis.legsNormal, cites('vascular-7#features')),
    months: opposes('moderate', symptoms.onsetOverMonths, cites('vascular-7#features')),
    alt70Low: opposes('moderate', cellulitis.alt70Low, cites('alt-70#low'), 'ALT-70 at most 2: over 83 % not cellulitis'),
    refuted: opposes('moderate', cellulitis.denied, cites('vascular-7#codes')),
    cord: opposes('moderate', phlebitis.cord, cites('vascular-5')),
    stasis: opposes('weak', venous.skinChange, cites('vascular-7#bilateral')),
  },
  tiers: {
    established: all('recorded', unless(any('bothForMonths', 'legsNormal'))),
    probable: all(seen, 'acute', 'tender', any('alt70', 'fever'), unless('legsNormal')),
    possible: all(
      any(seen, all('redSideUnknown', unless(cordAlone)), 'suspected', 'vague', 'recorded'),
      unless(any('bothForMonths', 'redBoth', 'legsNormal', all('months', unless(any('fever', 'recorded', 'suspected'))))),
    ),
    unlikely: any('bothForMonths', all('redBoth', any('alt70Low', 'months'), unless('fever')), 'legsNormal', all('redSideUnknown', 'months', unless('fever'))),
  },
  explains: {
    yes: all(any(seen, all('recorded', any(red, symptoms.oneLeg))), unless(elsewhere)),
    contributes: all(any('redSideUnknown', 'recorded', 'suspected', 'vague'), unless(elsewhere)),
    background: elsewhere,
  },
  urgency: {
    established: [{ urgency: 'emergency', when: emergency }, { urgency: 'same-day', when: any(red, cellulitis.recordedToday, 'fever', 'systemic') }, { urgency: 'days' }],
    probable: steps,
    possible: [{ urgency: 'emergency', when: emergency }, { urgency: 'same-day', when: red }, { urgency: 'days' }],
  },
  variants: [{ id: 'necrotizing-infection', name: 'Necrotizing soft-tissue infection', when: history.necrotisingInfection, cites: cites('vascular-7#necrotising') }],
  scores: [{ score: cellulitis.alt70, unless: any('recorded', 'suspected', 'vague', 'legsNormal') }],
  settle: [
    ask('exam.leg', 'Both legs, look and touch: one or both red, warm, swollen? Mark the edge with the time'),
    ask('red-flags', 'Fever or shaking chills?'),
    ask('onset.when', 'When did the redness begin?'),
    orders.bloodCount,
    orders.crpTest,
  ],
  missingAdvice: 'Temperature, heart rate and a line drawn around the edge with the time; the white cell count completes ALT-70. One leg or both?',
  suggest: [
    offer(orders.emergencyAssessment, {
      urgency: 'emergency',
      label: 'Emergency assessment: sepsis or necrotizing infection',
      when: emergency,
      cites: cites('vascular-7#necrotising', 'vascular-14#rf-03c'),
    }),
    offer(infection.legToday, {
      urgency: 'same-day',
      label: 'See the red leg today; mark its edge, look for a way in',
      when: all(any(red, 'recorded', 'suspected', 'vague'), unless(elsewhere)),
      cites: cites('vascular-7#urgency'),
    }),
    offer(orders.bloodCount, { urgency: 'same-day', when: all(any(red, 'recorded'), unless(elsewhere)), cites: cites('alt-70', 'vascular-7#tests') }),
    offer(orders.crpTest, { urgency: 'same-day', when: all(any(red, 'recorded'), unless(elsewhere)), cites: cites('vascular-7#tests') }),
    offer(orders.basicPanel, {
      urgency: 'same-day',
      label: 'Creatinine and glucose: antibiotic dose',
      when: all(any(red, 'recorded'), any('fever', 'systemic', 'diabetes'), unless(elsewhere)),
      cites: cites('vascular-7#tests'),
    }),
    offer(infection.bloodCultures, { urgency: 'same-day', when: all(any(red, 'recorded'), any('systemic', infection.neutropenia), unless(elsewhere)), cites: cites('vascular-7#tests') }),
    offer(orders.venousDuplex, {
      urgency: 'same-day',
      label: 'Venous duplex, today: the red leg is swollen, a clot looks alike',
      when: all('redOneLeg', veins.swellingOneLeg, unless(elsewhere)),
      unless: any(history.dvtAcute, veins.clotExcluded),
      cites: cites('vascular-17#alike'),
    }),
  ],
  conflicts: [
    {
      id: 'cellulitis-nsaid',
      when: all(cellulitis.nsaidMasks, any(cellulitis.severeOutOfProportion, history.necrotisingInfection, infection.septic)),
      text: 'An NSAID on a red leg with severe pain or sepsis can hide a necrotizing infection.',
      urgency: 'same-day',
      order: cellulitis.nsaidReview,
      cites: cites('vascular-7#never'),
    },
  ],
  cautions: [
    {
      when: all(any(red, 'recorded'), cellulitis.severeOutOfProportion),
      text: 'Pain out of proportion, fast spread, bullae, crepitus, numb skin, low pressure or confusion: surgeon now; no score excludes it.',
      cites: cites('vascular-7#necrotising'),
    },
    {
      when: all('redOneLeg', infection.warmSwollenFoot),
      text: 'A warm swollen foot in diabetes or neuropathy may be Charcot: off the foot until imaged.',
      cites: cites('vascular-17#alike'),
    },
    { when: all(any(red, 'recorded'), venous.arteryDisease), text: 'Artery disease: do not raise the leg without its readings.', cites: cites('vascular-7#pad') },
    { when: all(any(red, 'recorded'), history.heartFailure), text: 'Heart failure: care with intravenous fluids.', cites: cites('vascular-7#interactions') },
    { when: all(any(red, 'recorded'), drugs.warfarin), text: 'Warfarin: macrolides and quinolones raise the INR.', cites: cites('vascular-7#interactions') },
    { when: all(any(red, 'recorded'), drugs.statin), text: 'A statin: no systemic fusidic acid, and care with clarithromycin or erythromycin.', cites: cites('vascular-7#interactions') },
    { when: all(any(red, 'recorded'), 'immunosuppressed'), text: 'Immunosuppressed: fever and CRP may stay low.', cites: cites('vascular-17#blunted') },
    { when: all('bothForMonths'), text: 'Both legs red for months: stasis dermatitis or oedema, no antibiotic.', cites: cites('vascular-7#bilateral') },
    { when: all('recorded', 'before'), text: 'It has come back: look for tinea between the toes, lymphoedema and skin cracks.', cites: cites('vascular-7#again') },
  ],
  never: [
    { id: 'antibiotic-both-legs', text: 'Antibiotics for both legs red for months.', cites: cites('vascular-7#bilateral', 'weng-2016') },
    { id: 'nsaid', text: 'An NSAID where necrotizing infection is possible.', cites: cites('vascular-7#never') },
    { id: 'wait-for-score', text: 'Waiting for a laboratory score (LRINEC) when necrotizing infection is suspected.', cites: cites('vascular-7#necrotising') },
    { id: 'compression', text: 'Compression of an acutely infected leg without review.', cites: cites('vascular-7#never') },
    { id: 'heat', text: 'Heat.', cites: cites('vascular-7#never') },
    { id: 'default-antibiotic', text: 'A default antibiotic: allergies, kidney function and the local formulary decide.', cites: cites('vascular-7#urgency') },
  ],
});
