/** A statin ended, lowered or exchanged for night cramps: they speak against the statin, and what it protects is at stake. */
import { all, cites, offer, orderCheck, unless, type DraftTest, type Expr, type OrderWarning } from '#rules';
import { muscleOrders, orders, statinOrders } from '#findings';

const change = 'replaced-or-lowered';
/** Cramps in so many words: the order's own reason is then enough. */
const forCramps: DraftTest = { change, reason: { sets: ['cond-nocturnal-leg-cramp', 'cond-muscle-cramp'], words: [['cramp'], ['charley'], ['charlie']] } };
/** For the legs, for the lipids as statins are ordered, or for nothing said. */
const unstated: DraftTest = {
  change,
  reason: { sets: ['leg-complaint', 'cond-hyperlipidemia'], words: [['leg'], ['legs'], ['calf'], ['calves'], ['cholesterol'], ['lipid']], orNone: true },
};
const tests = [
  offer(orders.creatineKinase, { cites: cites('dossier#tests') }),
  offer(orders.tsh, { cites: cites('dossier#tests') }),
  offer(muscleOrders.statinReview, { cites: cites('eas-2015') }),
];
const either = (one: Pick<OrderWarning, 'id' | 'text' | 'cites'> & { readonly when: Expr }): readonly OrderWarning[] => {
  const shared = {
    ...one,
    notFlagged: ['RF-11'],
    urgency: 'days',
    instead: 'the statin stays; CK with the limit of the laboratory, TSH, interacting drugs and the dates first.',
    suggest: tests,
    withdraw: true,
  } as const;
  return [
    { ...shared, draft: forCramps, when: all(one.when, unless(statinOrders.muscleLikely)) },
    { ...shared, id: `${one.id}-unstated`, draft: unstated, when: all(one.when, statinOrders.cramps) },
  ];
};

export default orderCheck({
  id: 'statin-stopped-for-cramps',
  name: 'Statin and cramps',
  status: 'draft',
  revised: '2026-11-24',
  about: { kinds: ['medication'], sets: ['drug-statin'] },
  // Muscle disease, pregnancy, liver, a target reached or the formulary: none of this check's business.
  silentFor: {
    sets: ['cond-rhabdomyolysis', 'cond-statin-myopathy', 'cond-inflammatory-myopathy', 'cond-pregnancy', 'cond-cirrhosis'],
    words: [['myopath'], ['rhabdo'], ['myosit'], ['interact'], ['formulary'], ['insurance'], ['pregnan'], ['liver'], ['transaminase'], ['ldl']],
  },
  warnings: [
    ...either({
      id: 'protected',
      when: statinOrders.protects,
      text: 'The statin protects heart and limbs in artery disease or diabetes; night cramps alone speak against it as the cause.',
      cites: cites('dossier#arteries', 'nps-sams', 'garrison-2012'),
    }),
    ...either({
      id: 'cramps-alone',
      when: unless(statinOrders.protects),
      text: 'Night cramps alone speak against the statin as their cause; the link is small (ratio 1.16).',
      cites: cites('nps-sams', 'garrison-2012', 'dossier#never'),
    }),
    {
      id: 'without-ck',
      draft: {
        change,
        reason: { sets: ['leg-complaint', 'cond-myalgia', 'cond-hyperlipidemia'], words: [['leg'], ['legs'], ['calf'], ['muscle'], ['myalgia'], ['cholesterol'], ['lipid']], orNone: true },
      },
      when: statinOrders.acheWithoutCk,
      notFlagged: ['RF-11'],
      urgency: 'routine',
      text: 'Leg ache and no CK within 14 days: a statin is changed with CK, TSH and a plan for the lipids.',
      suggest: tests,
      cites: cites('dossier#plan', 'dossier#tests'),
    },
  ],
  never: [
    { id: 'stop', text: 'Stopping the statin from cramps alone; coenzyme Q10 or quinine in its place.', cites: cites('dossier#never') },
    { id: 'keep', text: 'A word for keeping the statin with CK above 10 times the limit, dark urine or weakness.', cites: cites('eas-2015') },
  ],
});
