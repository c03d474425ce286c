/** Quinine or tonic water being ordered for cramps, or for nothing said: the risk outweighs the benefit. */
import { any, cites, offer, orderCheck, type DraftTest } from '#rules';
import { cramp, drugs, orders, reviews, symptoms } from '#findings';

const taken = any(drugs.quinine, symptoms.quinineReported);
const forCramps: DraftTest = {
  reason: {
    sets: ['cond-nocturnal-leg-cramp', 'cond-muscle-cramp', 'leg-complaint'],
    words: [['cramp'], ['spasm'], ['charley'], ['charlie'], ['leg'], ['legs'], ['calf'], ['calves'], ['restless']],
    orNone: true,
  },
};

export default orderCheck({
  id: 'quinine-for-cramps',
  name: 'Quinine',
  status: 'draft',
  revised: '2026-11-24',
  about: {
    kinds: ['medication'],
    sets: ['drug-quinine'],
    words: [['quinine'], ['qualaquin'], ['tonic', 'water']],
    not: ['quinine-free', 'no quinine', 'without quinine', 'quinine allergy'],
  },
  // No value set holds malaria or babesiosis; a code that comes without words is read as its own name.
  silentFor: { words: [['malaria'], ['falciparum'], ['plasmodium'], ['babesi'], ['b50'], ['b51'], ['b52'], ['b53'], ['b54'], ['b60.0']] },
  warnings: [
    {
      id: 'low-platelets',
      draft: forCramps,
      when: cramp.plateletsLow,
      independent: true,
      urgency: 'same-day',
      text: 'Platelets are below 100 and quinine can destroy them.',
      instead: 'no quinine; bruising, bleeding and the blood count today.',
      suggest: [
        offer(reviews.quinineToday, { urgency: 'same-day', when: taken, cites: cites('neuro-msk-2') }),
        offer(orders.bloodCount, { urgency: 'same-day', cites: cites('neuro-msk-2') }),
      ],
      withdraw: true,
      cites: cites('neuro-msk-2', 'fda-2010'),
    },
    {
      id: 'for-cramps',
      draft: forCramps,
      independent: true,
      urgency: 'days',
      text: 'Quinine can cause life-threatening blood reactions; for leg cramps the risk outweighs the benefit.',
      instead: 'stretching before sleep once a clot, ischemia and injury are excluded, and a look at the drugs that cause cramps.',
      suggest: [
        offer(reviews.quinine, { urgency: 'days', when: taken, unless: cramp.plateletsLow, cites: cites('neuro-msk-2') }),
        offer(orders.electrolytes, { when: cramp.electrolyteReason, cites: cites('neuro-msk-1') }),
        offer(reviews.noQuinine, { cites: cites('fda-2010', 'aan-2010') }),
      ],
      withdraw: true,
      cites: cites('fda-2010', 'aan-2010', 'decisions'),
    },
  ],
  never: [
    { id: 'quinine', text: 'Quinine or tonic water for leg cramps; magnesium or potassium in its place without a blood value.', cites: cites('fda-2010', 'neuro-msk-1#never') },
    { id: 'malaria', text: 'A warning against quinine for malaria or babesiosis.', cites: cites('decisions') },
  ],
});
