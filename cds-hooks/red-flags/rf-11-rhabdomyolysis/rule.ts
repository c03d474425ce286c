/** RF-11: dark urine with muscle pain, or a CK that says muscle is breaking down: kidney and heart are next. */
import { all, any, ask, cites, flag, flags, offer, unless } from '#rules';
import { electrolytes, muscle, muscleOrders, orders } from '#findings';

/** After exertion, feeling well, with normal potassium and creatinine: seen today, no emergency (DECISIONS). */
const wellAfterExertion = all(muscle.exertion, electrolytes.potassiumNormal, muscle.creatinineNormalNow, unless(muscle.darkUrine), unless(muscle.weak));
const emergency = any(muscle.darkUrine, all(muscle.ckBreakdown, muscle.harmed), all(muscle.ckVeryHigh, unless(wellAfterExertion)));
const today = any(muscle.ckOverTen, muscle.ckThousand, muscle.breakdownRecorded);

export default flags({
  id: 'rf-11-rhabdomyolysis',
  name: 'Muscle breakdown (rhabdomyolysis)',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-11',
      name: 'possible muscle breakdown (rhabdomyolysis)',
      condition: 'statin-muscle-symptoms',
      levels: [
        { urgency: 'emergency', when: emergency },
        { urgency: 'same-day', when: today },
      ],
      say: 'Muscle may be breaking down: CK, potassium and creatinine now, again after 6 to 12 hours while it is early, ECG if potassium is high; a single early normal CK excludes nothing. The prescriber decides today on a statin or another muscle-toxic drug. Fluids only where heart and kidney allow; no NSAID, no injection into muscle, no potassium or magnesium.',
      ask: [ask('red-flags', 'Is the urine dark? Since when?'), ask('numbness', 'Weak legs?'), ask('exposure', 'Unusual exertion, long lie, seizure or a new medicine before it began?')],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: emergency, cites: cites('decisions#rf-11') }),
        offer(muscleOrders.breakdownTests, { urgency: 'same-day', cites: cites('neuro-msk#tests') }),
        offer(muscleOrders.ecg, { urgency: 'same-day', when: electrolytes.potassiumHigh, cites: cites('neuro-msk#tests') }),
      ],
      cites: cites('decisions#rf-11', 'aast-rhabdo', 'kdigo'),
    }),
  ],
  never: [
    { id: 'wait-for-urine', text: 'Waiting for the urine to turn dark.', cites: cites('neuro-msk#never') },
    { id: 'outpatient-electrolytes', text: 'Outpatient magnesium or potassium.', cites: cites('neuro-msk#never') },
    { id: 'nsaid', text: 'An NSAID, or an injection into muscle.', cites: cites('neuro-msk#never') },
    { id: 'exercise-through', text: '"Exercise through it".', cites: cites('neuro-msk#exercise') },
  ],
});
