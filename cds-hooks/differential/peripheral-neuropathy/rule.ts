/** Peripheral neuropathy: symmetric altered feeling from the toes up, its signs, and the causes that can be mended. */
import { all, any, ask, atLeast, cause, cites, offer, opposes, supports, unless, type Conflict, type Expr, type Order, type Urgency } from '#rules';
import { cord, drugs, exam, history, nerve, orders, reviews, smallFiber, symptoms } from '#findings';

const sign = any('monofilament', 'vibration', 'pinprick', 'reflexes');
const sensation = any('monofilament', 'vibration', 'pinprick');
const picture = atLeast(2, 'stocking', sensation, 'reflexes');
const quality = any('burning', 'altered', 'sheet', 'soles', 'dysaesthesia');
const nervous = any('stocking', quality);
const b12 = nerve.b12Deficient;
// A cramp, a swelling or the rest-pain pattern explains tonight, whatever the nerves are.
const elsewhere = any('localised', nerve.positional, 'seatedGone', 'tissueLoss', all('cramp', unless(any('burning', 'sheet'))), cord.caudaFirst);
const alone = unless(any('localised', 'upperMotor'));
const contradicted = any('normalNerves', all('localised', unless(any('amyotrophy', 'recorded', sign))));
const inPlay = any(nervous, sign, 'recorded');
const atypical = any(all(any('stocking', sign), any(nerve.rapid, nerve.motorPredominant)), all(nervous, nerve.asymmetricStepwise), 'amyotrophy');
const steps = [{ urgency: 'days', when: atypical }, { urgency: 'routine' }] as const;

const conflict = <N extends string>(id: string, when: Expr<N>, order: Order, text: string, sources: readonly string[], urgency: Urgency = 'routine'): Conflict<N> => ({
  id: `neuropathy-${id}`,
  when,
  text,
  urgency,
  order,
  cites: sources,
});

export default cause({
  id: 'peripheral-neuropathy',
  name: 'Peripheral neuropathy',
  seed: 'Peripheral Neuropathy',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G62.9', display: 'Polyneuropathy, unspecified' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    stocking: supports('strong', nerve.bothFeet, cites('neuro-msk-7a#pattern', 'matrix#stocking')),
    vibration: supports('strong', exam.vibrationReduced, cites('perkins-2001'), 'LR+ 26.6'),
    monofilament: supports('strong', exam.monofilamentReduced, cites('perkins-2001'), 'LR+ 10.2'),
    pinprick: supports('strong', any(exam.pinprickReduced, exam.allodynia), cites('perkins-2001'), 'LR+ 9.2'),
    // Before the other symptoms, so that a cause stands among the lines a reader sees.
    b12: supports('strong', b12, cites('afp-2025', 'neuro-msk-7b#certain')),
    alcohol: supports('strong', nerve.alcohol, cites('matrix#exposure')),
    chemotherapy: supports('strong', nerve.chemotherapy, cites('practical-neurology', 'matrix#exposure')),
    glucoseFell: supports('strong', nerve.glucoseFellFast, cites('tind-2010', 'gibbons-2015')),
    burning: supports('strong', symptoms.qualityBurning, cites('matrix#burning')),
    sheet: supports('strong', symptoms.worseSheet, cites('matrix#sheet')),
    romberg: supports('strong', nerve.rombergAbnormal, cites('matrix#romberg')),
    reflexes: supports('moderate', exam.ankleReflexesReduced, cites('toronto-2010')),
    altered: supports('moderate', nerve.altered, cites('neuro-msk-7a#pattern')),
    soles: supports('moderate', symptoms.soles, cites('matrix#sole')),
    recorded: supports('moderate', history.neuropathyRecorded, cites('neuro-msk-7a#certain')),
    diabetes: supports('moderate', history.diabetes, cites('neuro-msk-7a#probable')),
    toxicDrug: supports('moderate', nerve.toxicDrug, cites('practical-neurology', 'neuro-msk-7b#preceded')),
    uraemia: supports('moderate', nerve.uraemia, cites('neuro-msk-7b#uraemic')),
    hiv: supports('moderate', history.hiv, cites('neuro-msk-7b#risk')),
    monoclonal: supports('moderate', history.monoclonalProtein, cites('neuro-msk-7b#risk')),
    nitrous: supports('moderate', symptoms.nitrousReported, cites('medscape-drugs')),
    amyotrophy: supports('moderate', nerve.amyotrophy, cites('neuro-msk-7a#amyotrophy')),
    b12Borderline: supports('weak', nerve.b12Borderline, cites('afp-2025')),
    methylmalonate: supports('weak', nerve.methylmalonateHigh, cites('neuro-msk-7b#mma')),
    b12Risk: supports('weak', nerve.b12Risk, cites('neuro-msk-7b#risk')),
    prediabetes: supports('weak', history.prediabetes, cites('neuro-msk-7a#certain')),
    hypothyroid: supports('weak', nerve.hypothyroid, cites('neuro-msk-7b#risk')),
    otherDisease: supports('weak', nerve.otherDisease, cites('neuro-msk-7b#risk')),
    dysaesthesia: supports('weak', nerve.dysaesthesiaCoded, cites('neuro-msk-7a#pattern')),
    night: supports('weak', any(symptoms.inBed, symptoms.allDay, symptoms.constantPain), cites('matrix#timing')),
    months: supports('weak', symptoms.onsetOverMonths, cites('matrix#timing')),
    sore: supports('weak', symptoms.sore, cites('matrix#sore')),
    weak: supports('weak', symptoms.weakness, cites('matrix#weakness')),
    cool: supports('weak', symptoms.reliefCool, cites('matrix#cool')),
    wideBased: supports('weak', nerve.wideBased, cites('matrix#romberg')),
    localised: opposes('strong', nerve.localised, cites('neuro-msk-7a#opposing')),
    dangling: opposes('strong', nerve.dangling, cites('neuro-msk-7a#opposing')),
    tissueLoss: opposes('strong', nerve.tissueLoss, cites('vascular-18#trap-2')),
    seatedGone: opposes('strong', symptoms.seatedGone, cites('matrix#seated')),
    sudden: opposes('strong', symptoms.onsetSudden, cites('matrix#sudden')),
    upperMotor: opposes('strong', exam.upperMotorSigns, cites('matrix#cord')),
    normalNerves: opposes('strong', nerve.normalNerves, cites('perkins-2001#negative', 'neuro-msk-7a#unlikely'), 'LR- 0.33 vibration, 0.34 monofilament'),
    normalVibration: opposes('moderate', exam.vibrationNormal, cites('perkins-2001#negative'), 'LR- 0.33'),
    normalMonofilament: opposes('moderate', exam.monofilamentNormal, cites('perkins-2001#negative'), 'LR- 0.34'),
    exertional: opposes('moderate', symptoms.worseWalking, cites('neuro-msk-7a#opposing')),
    cramp: opposes('weak', nerve.crampAttack, cites('matrix#cramp')),
    stretch: opposes('weak', symptoms.reliefStretch, cites('matrix#cramp')),
  },
  tiers: {
    established: all(any(all('recorded', any('monofilament', 'vibration')), all(sign, any(b12, 'monoclonal'), unless('localised'))), unless('upperMotor')),
    probable: any(all(picture, alone), all('stocking', 'recorded', alone)),
    possible: all(
      any('stocking', 'recorded', 'amyotrophy', all(sign, nerve.knownCause), all(any('burning', 'altered', 'sheet', 'dysaesthesia'), any(nerve.knownCause, nerve.footSite)), 'soles'),
      unless(contradicted),
    ),
    unlikely: contradicted,
  },
  explains: {
    yes: all('stocking', unless(elsewhere), unless('cramp'), unless(smallFiber.smallFibersAlone)),
    contributes: all(any(nervous, 'amyotrophy'), unless(all(elsewhere, unless('amyotrophy')))),
    background: elsewhere,
  },
  urgency: { established: steps, probable: steps, possible: steps },
  settle: [
    ask('numbness', 'Numbness or tingling: like socks on both feet, hands too, in a strip, or none?'),
    ask('exam.monofilament-wrong', 'Foot examination: 10-g monofilament, 128-Hz vibration, ankle reflexes, pulses'),
    ask('exposure', 'Alcohol, chemotherapy, nitrous oxide, a new medicine, glucose lowered fast?'),
    orders.vitaminB12,
    orders.hba1c,
  ],
  missingAdvice:
    'Examine the feet: monofilament, vibration, reflexes and pulses. In diabetes then the HbA1c trend, and vitamin B12 with metformin, an acid blocker or age 65 and over. Without diabetes vitamin B12, electrophoresis with immunofixation, HbA1c, TSH and creatinine in one order, and ask for drugs of the 6 months before, alcohol and nitrous oxide.',
  suggest: [
    offer(orders.footExam, { when: any(inPlay, all('diabetes', nerve.footSite)), unless: nerve.feetExamined, cites: cites('ada-2024', 'neuro-msk-7a#missing') }),
    offer(orders.abiToePressure, { urgency: 'days', when: nerve.diabeticFootPain, unless: history.amputation, cites: cites('neuro-msk-7a#pulses') }),
    offer(orders.abiRemainingLeg, { urgency: 'days', when: all(nerve.diabeticFootPain, history.amputation), cites: cites('neuro-msk-7a#pulses') }),
    offer(orders.hba1c, { when: inPlay, label: 'HbA1c (glucose tolerance test if it is normal and the feet hurt)', cites: cites('aan-2009', 'ada-2024') }),
    offer(orders.vitaminB12, { when: all(inPlay, any(unless('diabetes'), 'b12Risk')), cites: cites('aan-2009', 'neuro-msk-7a#missing') }),
    offer(orders.methylmalonate, { when: all(inPlay, any('b12Borderline', all('nitrous', unless(nerve.b12Low)))), cites: cites('afp-2025', 'neuro-msk-7b#mma') }),
    offer(orders.proteinElectrophoresis, { when: all(inPlay, unless(nerve.knownCause)), cites: cites('aan-2009') }),
    offer(orders.tsh, { when: all(inPlay, unless(nerve.knownCause)), cites: cites('msd-panel', 'neuro-msk-7b#missing') }),
    offer(orders.basicPanel, { when: all(inPlay, unless(nerve.knownCause)), cites: cites('msd-panel', 'neuro-msk-7b#missing') }),
    offer(reviews.b12Treatment, { urgency: 'days', when: all(inPlay, any(nerve.b12Low, nerve.methylmalonateProves)), cites: cites('bsh-2014', 'afp-2025#treat') }),
    offer(reviews.glucoseFall, { when: all(inPlay, 'glucoseFell', any('diabetes', drugs.glucoseLowering)), cites: cites('tind-2010', 'gibbons-2015') }),
    offer(orders.footProtection, { urgency: 'days', when: 'monofilament', label: 'Podiatry and footwear: protective sensation is lost', cites: cites('neuro-msk-7a#podiatry') }),
    offer(orders.neurologyReferral, { urgency: 'days', when: all(inPlay, any(atypical, 'romberg', 'wideBased')), cites: cites('neuro-msk-7a#atypical', 'neuro-msk-7b#urgent') }),
    offer(orders.nerveConduction, { when: all(inPlay, any(atypical, nerve.causeStillUnknown)), cites: cites('neuro-msk-7b#ncs') }),
    offer(orders.haematologyReferral, { when: all(inPlay, 'monoclonal'), cites: cites('neuro-msk-7b#haematology') }),
    offer(reviews.footCare, { when: any(nervous, sensation), cites: cites('heat-burns', 'neuro-msk-7a#never') }),
  ],
  conflicts: [
    conflict(
      'nitrofurantoin',
      all(inPlay, nerve.nitrofurantoin),
      reviews.nitrofurantoin,
      'Nitrofurantoin can damage nerves fast, motor fibers too.',
      cites('practical-neurology#nitrofurantoin'),
      'days',
    ),
    conflict('metronidazole', all(inPlay, nerve.metronidazole), reviews.metronidazole, 'Metronidazole for 4 weeks or longer can damage nerves.', cites('practical-neurology')),
    conflict('amiodarone', all(inPlay, nerve.amiodarone), reviews.amiodarone, 'Amiodarone can damage nerves; only its prescriber decides.', cites('practical-neurology')),
    conflict('isoniazid', all(inPlay, nerve.isoniazidAlone), reviews.isoniazid, 'Isoniazid, no pyridoxine on the list.', cites('practical-neurology', 'neuro-msk-7b#owner')),
    conflict('toxic-drug', all(inPlay, nerve.otherToxic), reviews.otherToxic, 'A drug that can damage nerves.', cites('practical-neurology', 'medscape-drugs')),
    conflict('chemotherapy', all(inPlay, 'chemotherapy'), reviews.chemotherapy, 'Neurotoxic chemotherapy: tell oncology before the next dose.', cites('asco-2020', 'neuro-msk-7b#owner')),
    conflict('duloxetine', all(inPlay, nerve.duloxetineUnsafe), reviews.duloxetine, 'Duloxetine with cirrhosis, dialysis or eGFR below 30.', cites('duloxetine-label')),
    conflict(
      'gabapentinoid-opioid',
      all(any(inPlay, symptoms.urge, history.restlessLegsRecorded), nerve.gabapentinoidUnsafe),
      reviews.gabapentinoidOpioid,
      'A gabapentinoid with an opioid at 65 or over, in COPD, sleep apnoea or kidney disease depresses breathing: review both.',
      cites('fda-2019-gabapentinoids'),
      'days',
    ),
    conflict(
      'pregabalin-heart-failure',
      all(inPlay, drugs.pregabalin, history.heartFailure),
      reviews.pregabalin,
      'Pregabalin with heart failure: it can make the legs swell and the heart failure worse.',
      cites('neuro-msk-13b'),
    ),
  ],
  cautions: [
    {
      when: nerve.diabeticFootPain,
      text: 'Numb feet hide ischemia, and a normal ABI in diabetes excludes nothing: feel the pulses, measure toe pressure.',
      cites: cites('neuro-msk-13#trap-9'),
    },
    { when: all(inPlay, nerve.b12Deficient), text: 'No folic acid before vitamin B12.', cites: cites('neuro-msk-7b#folic') },
    { when: nerve.methylmalonateDoubtful, text: 'Methylmalonic acid is raised by kidney disease itself: no proof of B12 deficiency.', cites: cites('neuro-msk-7b#mma') },
    { when: all(inPlay, 'nitrous'), text: 'Nitrous oxide: serum B12 may be normal, methylmalonic acid or homocysteine tells.', cites: cites('neuro-msk-7b#nitrous') },
    { when: all(inPlay, any(symptoms.urge, history.restlessLegsRecorded)), text: 'Restless legs beside it: duloxetine or a tricyclic can worsen them.', cites: cites('neuro-msk-13#trap-5') },
    {
      when: all(any('burning', 'sheet', 'altered'), nerve.breathingRisk),
      text: 'A gabapentinoid can depress breathing here (opioid, sedative, sleep apnoea, COPD or age 65 and over).',
      cites: cites('fda-2019-gabapentinoids'),
    },
    { when: all(any('burning', 'sheet', 'altered'), nerve.kidneyDose), text: 'A gabapentinoid needs a dose by kidney function.', cites: cites('gabapentinoid-labels') },
    {
      when: all(any('burning', 'sheet', 'altered'), history.heartFailure, unless(drugs.pregabalin)),
      text: 'Heart failure: no pregabalin for the pain, it can make swelling and the heart failure worse.',
      cites: cites('neuro-msk-13b'),
    },
    { when: all(inPlay, drugs.pyridoxine), text: 'Vitamin B6 in high dose damages nerves itself: check the dose.', cites: cites('neuro-msk-7b#b6') },
    { when: all(inPlay, 'upperMotor'), text: 'Upper motor signs: a cord lesion, not a polyneuropathy alone.', cites: cites('matrix#cord') },
  ],
  never: [
    { id: 'opioids', text: 'Opioids, tramadol or tapentadol for neuropathic pain.', cites: cites('aan-2022') },
    { id: 'heat', text: 'Heat packs, foot soaks, ice or walking barefoot on feet that do not feel.', cites: cites('heat-burns', 'neuro-msk-7a#never') },
    { id: 'compression-or-elevation', text: 'Compression or raising the legs before the vessels are checked.', cites: cites('neuro-msk-7a#never') },
    { id: 'no-need-for-pulses', text: '"Neuropathy, no need for pulses."', cites: cites('neuro-msk-7a#pulses') },
    { id: 'rapid-glucose-lowering', text: 'A fast fall of HbA1c as treatment of the pain.', cites: cites('tind-2010') },
    { id: 'alpha-lipoic-acid', text: 'Alpha-lipoic acid as proven.', cites: cites('neuro-msk-7a#never') },
    { id: 'folic-acid-first', text: 'Folic acid before vitamin B12, or a B complex with much B6.', cites: cites('neuro-msk-7b#folic', 'neuro-msk-7b#b6') },
    { id: 'prevention-of-chemotherapy-neuropathy', text: 'Acetyl-L-carnitine, or any agent to prevent neuropathy of chemotherapy.', cites: cites('asco-2020') },
    { id: 'idiopathic-too-early', text: '"Idiopathic" before glucose, B12 with metabolites and immunofixation.', cites: cites('aan-2009') },
    { id: 'stop-without-owner', text: 'Stopping tuberculosis, HIV, cancer treatment or amiodarone without its owner.', cites: cites('neuro-msk-7b#owner') },
    { id: 'valproate', text: 'Valproate where pregnancy is possible.', cites: cites('aan-2022') },
  ],
});
