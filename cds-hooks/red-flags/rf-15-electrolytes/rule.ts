/** RF-15: an electrolyte so far out that the heart or the brain is at risk; haemolysed results never count. */
import { any, all, ask, cites, flag, flags, offer, unless } from '#rules';
import { electrolytes, muscleOrders, orders } from '#findings';

const { emergency } = electrolytes;
const today = any(electrolytes.sameDay, all(electrolytes.spasmsOrPalpitations, unless(electrolytes.measuredNormalToday)));

export default flags({
  id: 'rf-15-electrolytes',
  name: 'Electrolyte emergency',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-15',
      name: 'dangerous electrolyte disturbance, or signs of one',
      condition: 'electrolyte-disturbance',
      levels: [
        { urgency: 'emergency', when: emergency },
        { urgency: 'same-day', when: today },
      ],
      // Coded this week, but no value to judge it by.
      openWhen: electrolytes.disturbanceThisWeek,
      say: 'ECG and a repeat sample in parallel, not one after the other; a haemolysed potassium is repeated before anything is given. Potassium and calcium do not correct until magnesium does. No potassium, magnesium or salt without a result; sodium is corrected slowly and in hospital only.',
      ask: [ask('red-flags', 'Palpitations, fainting, or spasms of hands or face?'), ask('numbness', 'Weakness, or tingling of hands and feet?'), ask('exam.gait', 'Unsteady gait?')],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: emergency, cites: cites('decisions#rf-15') }),
        offer(muscleOrders.ecg, { urgency: 'same-day', cites: cites('neuro-msk#ecg') }),
        offer(muscleOrders.repeatElectrolytes, { urgency: 'same-day', cites: cites('neuro-msk#repeat') }),
      ],
      cites: cites('decisions#rf-15', 'neuro-msk#calcium'),
    }),
  ],
  never: [
    { id: 'haemolysed', text: 'Treating a haemolysed potassium.', cites: cites('neuro-msk#never') },
    { id: 'total-calcium', text: 'Calling an uncorrected total calcium low.', cites: cites('neuro-msk#never') },
    { id: 'empirical', text: 'Potassium, magnesium, salt tablets or electrolyte drinks without a result.', cites: cites('neuro-msk#never') },
    { id: 'water', text: '"Drink more" with low sodium.', cites: cites('neuro-msk#never') },
  ],
});
