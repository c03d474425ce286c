/** Electrolyte disturbance and dehydration: dangerous and mendable rather than frequent; a slightly low result seldom explains a cramp. */
import { all, any, ask, cause, cites, finding, offer, opposes, supports, unless, type Conflict, type Expr } from '#rules';
import { cramp, drugs, electrolytes, history, muscle, muscleOrders, orders, symptoms } from '#findings';

const symptom = electrolytes.fitting;
const veryAbnormal = any('potassiumVeryLow', 'magnesiumVeryLow', 'calciumVeryLow', 'sodiumVeryLow', 'phosphateVeryLow');
const tooHigh = any('potassiumHigh', 'calciumHigh');
const mild = any('potassiumLow', 'magnesiumLow', 'calciumLow', 'sodiumLow', 'phosphateLow', 'potassiumRaised');
/** A knot that stretching ends is a cramp first: a slightly low value beside it is a finding, not the reason. */
const another = any(muscle.otherPattern, symptoms.qualityNeuropathic, muscle.crampPattern);
const spasms = all('spasms', unless('normal'), unless(electrolytes.measuredNormalToday));
const clear = any(veryAbnormal, electrolytes.clearlyAbnormal);
const dry = all('losses', 'measuredDry');

const conflict = <N extends string>(id: string, when: Expr<N>, text: string, sources: readonly string[]): Conflict<N> => ({
  id: `electrolytes-${id}`,
  when,
  text,
  urgency: 'days',
  order: muscleOrders.electrolyteDrugs,
  cites: sources,
});

export default cause({
  id: 'electrolyte-disturbance',
  name: 'Electrolyte disturbance or dehydration',
  seed: 'Dehydration and electrolytes',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E87', display: 'Other disorders of fluid, electrolyte and acid-base balance' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    potassiumVeryLow: supports('strong', electrolytes.potassiumVeryLow, cites('dossier#attribution')),
    magnesiumVeryLow: supports('strong', electrolytes.magnesiumVeryLow, cites('sps-magnesium', 'dossier#attribution')),
    calciumVeryLow: supports('strong', electrolytes.calciumVeryLow, cites('sfe-2016', 'dossier#attribution')),
    sodiumVeryLow: supports('strong', electrolytes.sodiumVeryLow, cites('sodium-table', 'dossier#attribution')),
    phosphateVeryLow: supports('strong', electrolytes.phosphateVeryLow, cites('dossier#attribution')),
    potassiumHigh: supports('strong', electrolytes.potassiumHigh, cites('potassium-high')),
    calciumHigh: supports('strong', electrolytes.calciumHigh, cites('calcium-table')),
    losses: supports('strong', electrolytes.fluidLosses, cites('matrix#losses')),
    tetany: supports('strong', electrolytes.tetany, cites('sfe-2016')),
    measuredDry: supports('moderate', electrolytes.dehydrationMeasured, cites('espen', 'dossier#dehydration')),
    dehydrationRecorded: supports('moderate', electrolytes.dehydrationRecorded, cites('dossier#dehydration')),
    recorded: supports('moderate', electrolytes.disturbanceRecorded, cites('dossier#recorded')),
    spasms: supports('moderate', electrolytes.spasmsOrPalpitations, cites('sfe-2016')),
    severalSites: supports('moderate', electrolytes.severalSites, cites('dossier#symptoms')),
    newDrug: supports('moderate', electrolytes.newDrug, cites('fda-ppi', 'dossier#drugs')),
    potassiumLow: supports('weak', electrolytes.potassiumLow, cites('dossier#mild')),
    magnesiumLow: supports('weak', electrolytes.magnesiumLow, cites('dossier#mild')),
    calciumLow: supports('weak', electrolytes.calciumLow, cites('dossier#mild')),
    calciumNotJudged: supports('weak', electrolytes.calciumNotJudged, cites('dossier#calcium')),
    sodiumLow: supports('weak', electrolytes.sodiumLow, cites('dossier#mild')),
    phosphateLow: supports('weak', electrolytes.phosphateLow, cites('dossier#mild')),
    potassiumRaised: supports('weak', electrolytes.potassiumRaised, cites('dossier#mild')),
    cramping: supports('weak', symptoms.qualityCramp, cites('matrix#weak')),
    knot: supports('weak', symptoms.hardMuscle, cites('matrix#weak')),
    stretch: supports('weak', symptoms.reliefStretch, cites('matrix#weak')),
    exertion: supports('weak', symptoms.exertionReported, cites('matrix#weak')),
    newMedicine: supports('weak', muscle.newMedicine, cites('matrix#weak')),
    alcohol: supports('weak', muscle.alcohol, cites('matrix#weak')),
    dialysis: supports('weak', history.dialysis, cites('matrix#weak')),
    intravenousIron: supports('weak', electrolytes.intravenousIron, cites('glaspy-2021', 'matrix#weak')),
    bowel: supports('weak', finding('malabsorption or bariatric surgery', history.malabsorption), cites('dossier#drugs')),
    normal: opposes('strong', electrolytes.panelNormal, cites('dossier#normal')),
    otherPattern: opposes('moderate', muscle.otherPattern, cites('dossier#opposing')),
    urge: opposes('weak', symptoms.urge, cites('dossier#opposing')),
    neuropathic: opposes('weak', symptoms.qualityNeuropathic, cites('dossier#opposing')),
  },
  tiers: {
    probable: any(all(clear, symptom), 'tetany', all(dry, symptom)),
    possible: any(
      veryAbnormal,
      tooHigh,
      all(symptom, any(mild, 'recorded', 'dehydrationRecorded', 'calciumNotJudged'), unless(muscle.otherPattern)),
      all(symptom, 'losses', unless('normal'), unless(muscle.otherPattern)),
      all(symptom, spasms),
    ),
    unlikely: all('normal', unless('losses'), unless('newDrug')),
  },
  explains: {
    yes: any(all(clear, symptom, unless(muscle.otherPattern)), 'tetany', all(symptom, 'losses', unless(another))),
    contributes: any(all(symptom, any('losses', 'dehydrationRecorded', tooHigh, 'spasms', 'severalSites')), all(symptom, mild, unless(another)), all(symptom, 'recorded', unless(another))),
    background: any(mild, 'recorded', veryAbnormal, tooHigh),
  },
  urgency: {
    established: [{ urgency: 'same-day' }],
    probable: [
      { urgency: 'emergency', when: electrolytes.emergency },
      { urgency: 'same-day', when: any(electrolytes.sameDay, 'sodiumVeryLow', 'phosphateVeryLow', 'calciumVeryLow', 'magnesiumVeryLow') },
      { urgency: 'days' },
    ],
    possible: [
      { urgency: 'emergency', when: electrolytes.emergency },
      { urgency: 'same-day', when: any(electrolytes.sameDay, 'sodiumVeryLow', 'phosphateVeryLow', spasms) },
      { urgency: 'days', when: any('potassiumLow', 'potassiumRaised', veryAbnormal, tooHigh, 'losses') },
      { urgency: 'routine' },
    ],
  },
  settle: [
    orders.electrolytes,
    ask('exposure', 'Vomiting, diarrhea, poor intake, heavy sweating, or a new medicine?'),
    ask('red-flags', 'Palpitations, fainting, or spasms of hands or face?'),
  ],
  missingAdvice:
    'Potassium, sodium, creatinine, magnesium, and calcium with albumin, and only with a reason (diuretic, acid blocker, fluid loss, kidney disease, alcohol, bowel surgery). Skin turgor and dry mouth say nothing at 65 or over.',
  suggest: [
    offer(orders.electrolytes, {
      urgency: 'days',
      when: all(symptom, any('losses', 'recorded', 'dehydrationRecorded', 'spasms')),
      unless: any(veryAbnormal, tooHigh, mild),
      cites: cites('dossier#missing'),
    }),
    offer(muscleOrders.repeatElectrolytes, { urgency: 'days', when: any(veryAbnormal, tooHigh, mild, 'calciumNotJudged'), cites: cites('dossier#repeat') }),
    offer(muscleOrders.ecg, { urgency: 'same-day', when: any('potassiumVeryLow', 'potassiumHigh', 'calciumVeryLow', 'calciumHigh', 'magnesiumVeryLow'), cites: cites('potassium-high#ecg') }),
  ],
  conflicts: [
    conflict(
      'potassium-low-diuretic',
      all(any('potassiumVeryLow', 'potassiumLow', 'magnesiumVeryLow', 'magnesiumLow'), any(drugs.thiazide, drugs.loopDiuretic)),
      'Low potassium or magnesium on a thiazide or loop diuretic: class, dose and need; magnesium goes with potassium.',
      cites('dossier#drugs'),
    ),
    conflict(
      'magnesium-low-pump',
      all(any('magnesiumVeryLow', 'magnesiumLow'), drugs.protonPumpInhibitor),
      'Low magnesium on an acid blocker: in a quarter it does not rise until the blocker is stopped.',
      cites('fda-ppi'),
    ),
    conflict('potassium-high-pair', all(any('potassiumHigh', 'potassiumRaised'), electrolytes.potassiumRaisingPair), 'Raised potassium on two drugs that raise it.', cites('dossier#drugs')),
    conflict('sodium-low', all(any('sodiumVeryLow', 'sodiumLow'), any(drugs.thiazide, drugs.serotonergic)), 'Low sodium on a thiazide, SSRI or SNRI.', cites('dossier#drugs')),
    conflict(
      'magnesium-kidney',
      all(drugs.magnesiumSupplement, cramp.magnesiumUnsafe, any(veryAbnormal, tooHigh, mild)),
      'Magnesium with eGFR below 30 or dialysis accumulates: level first.',
      cites('sps-magnesium'),
    ),
  ],
  cautions: [
    {
      when: all(any('losses', 'dehydrationRecorded', 'sodiumVeryLow', 'sodiumLow'), electrolytes.fluidRestricted),
      text: 'Heart failure, dialysis, cirrhosis or low sodium: "drink more" is wrong here; ask the team for the target.',
      cites: cites('dossier#fluids'),
    },
    {
      when: all(mild, muscle.crampPattern),
      text: 'A slightly low potassium or magnesium seldom explains a cramp: correct it on its own account, keep looking for the reason of the cramp.',
      cites: cites('allen-kirby-2012'),
    },
    {
      when: any('calciumVeryLow', 'calciumLow'),
      text: 'Low calcium: magnesium, phosphate, PTH, vitamin D and creatinine with it; ask for thyroid surgery and, in kidney disease, denosumab.',
      cites: cites('fda-denosumab', 'dossier#calcium'),
    },
    { when: any('phosphateVeryLow', 'phosphateLow'), text: 'Low phosphate: ask for an iron infusion of the last weeks, refeeding and antacids.', cites: cites('glaspy-2021') },
  ],
  never: [
    { id: 'empirical', text: 'Potassium, magnesium, salt tablets or electrolyte drinks without a result.', cites: cites('dossier#never') },
    { id: 'haemolysed', text: 'Treating a haemolysed potassium.', cites: cites('dossier#never') },
    { id: 'sparing-switch', text: 'Changing a thiazide to spironolactone or amiloride against cramps.', cites: cites('garrison-2012') },
    { id: 'total-calcium', text: 'An uncorrected total calcium as hypocalcemia.', cites: cites('dossier#never') },
    { id: 'turgor', text: 'Skin turgor, dry mouth or urine color to judge water at 65 or over.', cites: cites('espen') },
    { id: 'raas', text: 'Stopping a renin-angiotensin drug in heart failure or kidney disease for a potassium below 6.0 without the prescriber.', cites: cites('ukka-2023') },
  ],
});
