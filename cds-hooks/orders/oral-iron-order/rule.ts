/** Oral iron being ordered with restless legs or another leg complaint: the values first, none with overload, the vein where the mouth does not help. */
import { all, cites, offer, orderCheck, unless, type DraftTest } from '#rules';
import { history, iron, orders, reviews, rlsOrders } from '#findings';

const forLegs: DraftTest = { reason: { sets: ['leg-complaint'], words: [['leg'], ['legs'], ['restless'], ['rls'], ['cramp'], ['calf']], orNone: true } };
const byVein = offer(orders.intravenousIronReferral, { unless: iron.noIron, cites: cites('aasm-2025#route') });

export default orderCheck({
  id: 'oral-iron-order',
  name: 'Oral iron',
  status: 'draft',
  revised: '2026-11-24',
  about: { kinds: ['medication'], sets: ['drug-iron-oral'] },
  warnings: [
    {
      id: 'no-iron',
      when: iron.noIron,
      urgency: 'days',
      text: 'Transferrin saturation 45 % or more, or ferritin above 300 ng/mL: more iron is harm.',
      instead: 'first why the value is high (iron overload, haemochromatosis, inflammation).',
      withdraw: true,
      cites: cites('irlssg-2018', 'neuro-msk#trap-4'),
    },
    {
      id: 'without-values',
      draft: forLegs,
      when: iron.valuesMissing,
      urgency: 'days',
      text: 'No ferritin and transferrin saturation within 6 months: both come before iron.',
      instead: 'the two values in the morning, without iron for 24 hours; then the iron.',
      suggest: [offer(orders.ferritinSaturation, { urgency: 'days', cites: cites('aasm-2025#iron-test') })],
      cites: cites('aasm-2025#iron-test', 'neuro-msk#never'),
    },
    {
      id: 'one-value',
      draft: forLegs,
      when: all(iron.oneValueMissing, unless(iron.noIron)),
      urgency: 'routine',
      text: 'Only one of ferritin and transferrin saturation is known: overload, and low iron in inflammation, show in the saturation.',
      suggest: [offer(orders.ferritinSaturation, { cites: cites('aasm-2025#iron-test') })],
      cites: cites('neuro-msk#trap-4', 'aasm-2025#iron-test'),
    },
    ...rlsOrders.forRestlessLegs({
      id: 'by-vein',
      when: iron.notByMouth,
      urgency: 'routine',
      text: 'Ferritin above 75 up to 100 ng/mL: in restless legs the guideline gives iron by vein only.',
      suggest: [byVein],
      cites: cites('aasm-2025#iron', 'aasm-2025#route'),
    }),
    ...rlsOrders.forRestlessLegs({
      id: 'enough',
      when: all(iron.enoughIron, unless(iron.noIron)),
      urgency: 'routine',
      text: 'Ferritin above 100 ng/mL with a saturation of 20 % or more: beyond the limits at which iron is given for restless legs.',
      cites: cites('aasm-2025#iron'),
    }),
    {
      id: 'not-absorbed',
      when: all(history.malabsorption, unless(iron.noIron)),
      urgency: 'routine',
      text: 'Malabsorption or bariatric surgery: iron by mouth may not be taken up.',
      instead: 'iron by vein is considered.',
      suggest: [byVein],
      cites: cites('neuro-msk#route'),
    },
    ...rlsOrders.forRestlessLegs({
      id: 'dialysis',
      when: history.dialysis,
      urgency: 'routine',
      text: 'On dialysis other limits apply, and iron is given by vein by the dialysis team.',
      suggest: [offer(reviews.ironOnDialysis, { when: iron.dialysisIronTrigger, unless: iron.noIron, cites: cites('aasm-2025-tables') })],
      cites: cites('aasm-2025-tables'),
    }),
  ],
  never: [
    { id: 'by-flag', text: 'Iron by the normal flag of the laboratory, or by ferritin alone in inflammation.', cites: cites('neuro-msk#trap-4') },
    { id: 'limit-elsewhere', text: 'The limit of 75 ng/mL in people without restless legs.', cites: cites('neuro-msk#trap-4') },
  ],
});
