/** Muscle soreness after unaccustomed effort or long standing: begins within two days, goes within a week, needs no test when typical. */
import { all, any, ask, cause, cites, finding, offer, opposes, supports, unless } from '#rules';
import { exam, history, muscle, muscleOrders, orders, spine, symptoms } from '#findings';

const effort = any('exertion', 'coded');
const sore = any('aching', 'soreAfter', muscle.myalgiaRecorded);
const elsewhere = any('cramp', muscle.notOveruse, symptoms.qualityNeuropathic);
/** Sore after a cramp is the cramp. */
const crampAlone = all('cramp', unless('aching'));
const warned = any('darkUrine', 'weakness', 'swelling', 'thicker', 'redWarm');
const recentEffort = all(effort, 'recent', sore, symptoms.siteCalfThighButtock);

export default cause({
  id: 'muscle-overuse',
  name: 'Muscle soreness after exertion',
  seed: 'Muscle fatigue',
  topic: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'X50.9XXA', display: 'Other and unspecified overexertion or strenuous movements or postures, initial encounter' },
  status: 'draft',
  revised: '2026-11-24',
  criteria: {
    exertion: supports('strong', symptoms.exertionReported, cites('matrix#exertion', 'onset-95')),
    coded: supports('moderate', muscle.overexertionRecorded, cites('dossier#coded')),
    recent: supports('moderate', muscle.onsetUnderTwoWeeks, cites('onset-95')),
    aching: supports('weak', muscle.aching, cites('matrix#weak')),
    soreAfter: supports('weak', symptoms.soreAfter, cites('matrix#weak')),
    rest: supports('weak', symptoms.reliefRest, cites('matrix#weak')),
    warm: supports('weak', muscle.reliefWarm, cites('matrix#weak', 'onset-95')),
    bothLegs: supports('weak', symptoms.bothLegsAffected, cites('onset-95')),
    improving: supports('weak', muscle.improving, cites('onset-95')),
    overSixMonths: opposes('strong', muscle.onsetOverSixMonths, cites('matrix#months')),
    old: opposes('strong', symptoms.onsetOverTwoWeeks, cites('dossier#unlikely')),
    swelling: opposes('strong', finding('one leg swollen', any(symptoms.oneLegSwollen, exam.examLegSwollen)), cites('dossier#unlikely')),
    thicker: opposes('strong', exam.calfDifference3cm, cites('dossier#unlikely')),
    redWarm: opposes('strong', finding('one leg red and warm', any(symptoms.warmRed, exam.examRedWarm)), cites('dossier#unlikely')),
    weakness: opposes('strong', muscle.weak, cites('dossier#unlikely')),
    darkUrine: opposes('strong', muscle.darkUrine, cites('dossier#unlikely')),
    cramp: opposes('moderate', muscle.crampPattern, cites('dossier#opposing')),
    walking: opposes('moderate', symptoms.exertionalLimb, cites('dossier#opposing')),
    oneLeg: opposes('moderate', symptoms.oneLeg, cites('dossier#opposing')),
    constant: opposes('moderate', symptoms.constantPain, cites('matrix#constant')),
    cool: opposes('weak', symptoms.reliefCool, cites('matrix#constant')),
  },
  tiers: {
    probable: all(recentEffort, unless('oneLeg'), unless(warned), unless(elsewhere)),
    possible: all(effort, any(sore, 'recent'), unless('old'), unless(warned), unless(muscle.notOveruse), unless(crampAlone)),
    unlikely: any(warned, 'old', 'overSixMonths'),
  },
  // A statin, or what raises its level, begun shortly before has the first word.
  explains: {
    yes: all(recentEffort, unless('oneLeg'), unless(warned), unless(elsewhere), unless(any(muscle.statinRecent, muscle.interaction))),
    contributes: all(sore, unless(elsewhere)),
    background: elsewhere,
  },
  urgency: { established: [{ urgency: 'routine' }], probable: [{ urgency: 'routine' }], possible: [{ urgency: 'routine' }] },
  settle: [ask('exposure', 'What did the legs do in the 3 days before it began?'), ask('onset.when', 'When did it begin?'), ask('red-flags', 'Is the urine dark? One leg swollen?')],
  missingAdvice: 'Two questions: what did the legs do in the 3 days before it began, and is the urine dark? Typical soreness needs no test and goes within a week.',
  suggest: [
    offer(muscleOrders.overuseAdvice, { when: all(effort, sore), unless: any(warned, elsewhere), cites: cites('dossier#advice') }),
    offer(muscleOrders.breakdownTests, {
      urgency: 'days',
      label: 'Creatine kinase, potassium and creatinine: severe soreness, statin or sickle-cell trait',
      when: all(effort, sore, any(symptoms.severePain, muscle.statin, muscle.sickleCell), unless('cramp')),
      cites: cites('dossier#tests'),
    }),
    offer(orders.creatineKinase, { urgency: 'days', when: all(effort, sore, muscle.ckBreakdown), label: 'CK again after 7 days of rest', cites: cites('exercise-ck') }),
  ],
  conflicts: [],
  cautions: [
    {
      when: all(effort, sore, muscle.ckRaised),
      text: 'CK after effort can exceed 10 times the limit without disease: repeat after 7 days of rest, and leave the statin until then.',
      cites: cites('exercise-ck'),
    },
    {
      when: all(effort, any(history.padSpecific, history.padUnspecific), sore),
      text: 'Artery disease: soreness in the first days is no reason to stop supervised exercise; no heat or ice before perfusion and feeling are known.',
      cites: cites('dossier#cautions'),
    },
    {
      when: all(effort, 'oneLeg', unless(any('swelling', 'thicker'))),
      text: 'One leg only: a strain, but look for swelling of the calf before it is called one.',
      cites: cites('dossier#opposing'),
    },
    { when: all(effort, sore, spine.antiInflammatoryUnsafe), text: 'An NSAID is not safe here (anticoagulant, heart failure or eGFR below 30).', cites: cites('dossier#nsaid') },
    { when: all(effort, sore, muscle.sickleCell), text: 'Sickle-cell disorder or trait: exertion can break down muscle; CK and kidney function early.', cites: cites('dossier#tests') },
  ],
  never: [
    { id: 'opioid-relaxant', text: 'Opioids or muscle relaxants.', cites: cites('dossier#never') },
    { id: 'electrolytes', text: 'Potassium or magnesium supplements.', cites: cites('dossier#never') },
    { id: 'through', text: 'Exercising through it with dark urine.', cites: cites('dossier#never') },
    { id: 'statin', text: 'Stopping a statin on a CK timed by exercise.', cites: cites('exercise-ck') },
    { id: 'heat', text: 'Heat or ice while artery disease or loss of feeling is known or not assessed.', cites: cites('dossier#cautions') },
  ],
});
