/** Gout: an acute hot joint of the foot that cannot bear the sheet; infection and ischemia are looked for first. */
import { all, any, ask, cause, cites, offer, opposes, supports, unless, type UrgencyStep } from '#rules';
import { drugs, exam, feet, gout, goutOrders, history, nerve, orders, symptoms } from '#findings';

type Name = 'recurrent' | 'fever' | 'ischemicToe' | 'podagra' | 'knee' | 'codedAttack' | 'recorded';
const attack = any('podagra', 'knee', 'codedAttack');
const disturbed = any('fever', 'ischemicToe');
const contradicted = any(all('urateLow', unless('recorded')), all('noJoint', unless('recorded')));
// The dossier's range for a flare is the same day to days; nothing in it separates the two, so the safer end.
const steps = [{ urgency: 'same-day', when: attack }, { urgency: 'routine' }] satisfies readonly UrgencyStep<Name>[];

export default cause({
  id: 'gout',
  name: 'Gout',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M10.9', display: 'Gout, unspecified' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    podagra: supports('strong', gout.podagra, cites('neuro-msk#features')),
    score: supports('strong', gout.scoreMet, cites('acr-eular-2015', 'neuro-msk#score'), 'LR+ 8.4, LR- 0.09 (calculated)'),
    recorded: supports('strong', gout.recordedGout, cites('neuro-msk#tiers')),
    codedAttack: supports('strong', gout.codedAttack, cites('neuro-msk#tiers')),
    urateHigh: supports('moderate', gout.urateHigh, cites('neuro-msk#score')),
    touch: supports('moderate', gout.touch, cites('neuro-msk#features')),
    red: supports('moderate', gout.red, cites('neuro-msk#features')),
    recurrent: supports('moderate', gout.recurrent, cites('neuro-msk#features')),
    sudden: supports('moderate', symptoms.onsetSudden, cites('neuro-msk#features')),
    knee: supports('weak', gout.kneeAttack, cites('acr-eular-2015')),
    hardToWalk: supports('weak', gout.hardToWalk, cites('neuro-msk#score')),
    unconfirmed: supports('weak', gout.suspectedGout, cites('neuro-msk#tiers')),
    diuretic: supports('moderate', gout.diuretic, cites('neuro-msk#risk')),
    kidney: supports('weak', history.chronicKidneyDisease, cites('neuro-msk#risk')),
    alcohol: supports('weak', any(history.alcoholUseDisorder, symptoms.alcoholReported), cites('neuro-msk#risk')),
    aspirin: supports('weak', gout.aspirin, cites('neuro-msk#risk')),
    obesity: supports('weak', feet.obesity, cites('neuro-msk#risk')),
    transplant: supports('weak', gout.transplant, cites('neuro-msk#risk')),
    treatmentNew: supports('weak', gout.urateLoweringNew, cites('neuro-msk#risk')),
    manOverForty: supports('weak', gout.manOverForty, cites('neuro-msk#risk')),
    night: supports('weak', symptoms.inBed, cites('choi-2015')),
    fever: opposes('moderate', feet.fever, cites('neuro-msk#opposing')),
    ischemicToe: opposes('strong', gout.ischemicToe, cites('neuro-msk#opposing')),
    burning: opposes('moderate', gout.burningStocking, cites('neuro-msk#opposing')),
    bothAlike: opposes('moderate', symptoms.bothEqual, cites('neuro-msk#features')),
    wound: opposes('moderate', feet.footWound, cites('vascular-redflags#infection')),
    urateLow: opposes('strong', gout.urateLow, cites('neuro-msk#unlikely')),
    noJoint: opposes('strong', gout.noJointSigns, cites('neuro-msk#unlikely')),
    refuted: opposes('moderate', gout.refutedGout, cites('neuro-msk#tiers')),
  },
  tiers: {
    established: all('recorded', 'podagra', unless(disturbed), unless('wound')),
    probable: all(any(all(any('podagra', 'knee'), 'score'), 'codedAttack'), unless(any(disturbed, 'wound', contradicted))),
    possible: all(any(attack, all('recorded', unless(any(feet.elsewhere, gout.otherSite))), all('unconfirmed', feet.footComplaint)), unless(contradicted)),
    unlikely: contradicted,
  },
  explains: {
    yes: all(attack, unless(any(disturbed, 'wound', feet.elsewhere))),
    contributes: attack,
    background: all('recorded', any('bothAlike', 'burning', 'ischemicToe', nerve.positional)),
  },
  urgency: { established: steps, probable: steps, possible: steps },
  scores: [{ score: gout.goutScore, unless: unless(any('podagra', 'knee')) }],
  settle: [
    ask('attack.recurrent', 'Have you had the same attacks before, each clearing completely?'),
    ask('red-flags', 'Fever or shivering? One hot, swollen joint?'),
    goutOrders.urate,
    goutOrders.aspiration,
    ask('exam.pulses', 'Pedal pulses of the foot (a dusky toe is ischemia)'),
    ask('exam.synovitis', 'Which joint is swollen? Synovitis?'),
  ],
  missingAdvice:
    'Urate with creatinine, temperature, the pulses of the foot, and a look: is the joint hot, is the skin broken? Urate may be normal in an attack: repeat it more than 4 weeks after. Crystals in the joint settle it.',
  suggest: [
    offer(goutOrders.jointToday, { urgency: 'same-day', when: all(attack, any('fever', 'knee', all(unless('recorded'), unless('recurrent')))), cites: cites('neuro-msk#septic') }),
    offer(goutOrders.aspiration, {
      urgency: 'same-day',
      when: all(any('podagra', 'knee'), any('fever', 'knee', history.immunosuppressed)),
      cites: cites('acr-eular-2015#crystals', 'neuro-msk#septic'),
    }),
    offer(goutOrders.urate, { urgency: 'days', when: attack, cites: cites('neuro-msk#missing') }),
    offer(orders.crpTest, { urgency: 'days', when: all(attack, any('fever', 'knee')), cites: cites('neuro-msk#septic') }),
    offer(goutOrders.flareTreatment, { urgency: 'days', when: all(attack, unless(any(disturbed, 'wound'))), cites: cites('neuro-msk#gates') }),
    offer(orders.footExam, { urgency: 'days', when: all(attack, history.diabetes), cites: cites('vascular-redflags#infection') }),
  ],
  conflicts: [
    {
      id: 'gout-diuretic',
      when: all(attack, 'diuretic'),
      text: 'A thiazide or loop diuretic raises urate.',
      urgency: 'routine',
      order: goutOrders.diureticReview,
      cites: cites('neuro-msk#diuretic'),
    },
    {
      id: 'gout-nsaid',
      when: all(any(attack, 'recorded'), gout.nsaidUnsafe),
      text: 'An NSAID with poor kidney function, heart failure, an anticoagulant, or an ACE inhibitor or sartan with a diuretic.',
      urgency: 'days',
      order: goutOrders.nsaidReview,
      cites: cites('neuro-msk#gates'),
    },
    {
      id: 'gout-colchicine',
      when: all(any(attack, 'recorded'), gout.colchicineUnsafe),
      text: 'Colchicine with eGFR below 30 and a CYP3A4 or P-gp inhibitor is contraindicated.',
      urgency: 'same-day',
      order: goutOrders.colchicineReview,
      cites: cites('neuro-msk#gates'),
    },
  ],
  cautions: [
    {
      when: attack,
      text: 'Crystals do not exclude infection: a joint with fever, a wound or immunosuppression beside it is aspirated before it is called gout.',
      cites: cites('neuro-msk#septic'),
    },
    { when: all(attack, unless(exam.pulsesPalpable)), text: 'Pulses of the foot not recorded as present: an ischemic toe is red when it hangs down.', cites: cites('neuro-msk#opposing') },
    { when: all(attack, gout.urateLowering), text: 'A urate-lowering drug goes on during the attack.', cites: cites('neuro-msk#never') },
    {
      when: all(attack, history.diabetes),
      text: 'Diabetes: a steroid raises glucose; a warm swollen foot may also be a Charcot foot or an infection.',
      cites: cites('neuro-msk#gates', 'vascular-redflags#infection'),
    },
    { when: all(any(attack, 'recorded'), gout.colchicineStatin), text: 'Colchicine with a statin in kidney disease can damage muscle and nerves.', cites: cites('neuro-msk#gates') },
    {
      when: all(attack, any(gout.kidneyFailing, history.heartFailure, drugs.anticoagulant)),
      text: 'No NSAID here (kidney, heart failure or anticoagulant).',
      cites: cites('neuro-msk#gates'),
    },
  ],
  never: [
    { id: 'antibiotics-only', text: 'Antibiotics only for a hot big toe.', cites: cites('neuro-msk#never') },
    { id: 'stop-urate-lowering', text: 'Stopping urate-lowering treatment in an attack.', cites: cites('neuro-msk#never') },
    { id: 'compression', text: 'Compression of a gouty foot without an ABI.', cites: cites('neuro-msk#never') },
    { id: 'allopurinol-unchecked', text: 'Allopurinol without thinking of HLA-B*5801 and kidney function.', cites: cites('neuro-msk#gates') },
  ],
});
