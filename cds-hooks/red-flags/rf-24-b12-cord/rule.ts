/** RF-24: the cord that lacks vitamin B12: ataxia or cord signs with deficiency or nitrous oxide; it is treated before it is complete. */
import { all, any, ask, cites, flag, flags, offer, unless } from '#rules';
import { cord, history, nerve, orders, reviews, spineOrders, symptoms } from '#findings';

const proven = any(nerve.b12Low, nerve.methylmalonateProves, history.b12Deficiency);

export default flags({
  id: 'rf-24-b12-cord',
  name: 'Vitamin B12 or nitrous oxide and the cord',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-24',
      name: 'vitamin B12 or nitrous oxide: nerves and cord at risk',
      condition: 'peripheral-neuropathy',
      levels: [{ urgency: 'days', when: any(cord.deficiencyWithCord, cord.nitrousWithNerves, cord.b12BorderlineWithCord) }],
      openWhen: any(all(symptoms.nitrousReported, unless(cord.noNerveSymptom)), all(cord.deficiencyWithNerves, unless(cord.gaitNormal))),
      say: 'Unsteady gait, cord signs or numbness with vitamin B12 (or copper) deficiency or nitrous oxide: subacute degeneration of the cord, which treatment stops and delay makes permanent. Parenteral B12 is decided now; after nitrous oxide serum B12 may be normal, methylmalonic acid or homocysteine tells. No folic acid before B12. Worsening by the day or weak legs: examine today.',
      ask: [
        ask('exam.gait', 'Gait and Romberg, vibration, plantar response'),
        ask('exposure', 'Nitrous oxide (balloons, whippets), how often and until when?'),
        ask('onset.course', 'Is walking getting worse?'),
      ],
      suggest: [
        offer(reviews.b12Treatment, { urgency: 'days', when: any(proven, symptoms.nitrousReported), cites: cites('bsh-2014', 'afp-2025') }),
        offer(orders.vitaminB12, { urgency: 'days', cites: cites('afp-2025') }),
        offer(orders.methylmalonate, { urgency: 'days', when: any(symptoms.nitrousReported, nerve.b12Borderline), cites: cites('neuro-msk-7b', 'afp-2025#borderline') }),
        offer(spineOrders.homocysteine, { urgency: 'days', when: symptoms.nitrousReported, cites: cites('neuro-msk-7b') }),
        offer(orders.neurologyReferral, { urgency: 'days', cites: cites('neuro-msk-10d') }),
        offer(spineOrders.stopNitrous, { urgency: 'days', when: symptoms.nitrousReported, cites: cites('neuro-msk-7b') }),
      ],
      cites: cites('neuro-msk-1', 'neuro-msk-10d', 'decisions'),
    }),
  ],
  never: [
    { id: 'folic-acid-first', text: 'Folic acid before vitamin B12.', cites: cites('neuro-msk-7b#folic') },
    { id: 'normal-serum-reassures', text: 'A normal serum B12 as reassurance after nitrous oxide.', cites: cites('neuro-msk-7b') },
    { id: 'wait-for-metabolites', text: 'Waiting for metabolites before treatment when gait or cord is affected.', cites: cites('bsh-2014') },
  ],
});
