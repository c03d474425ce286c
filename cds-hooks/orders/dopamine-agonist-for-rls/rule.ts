/** A dopamine agonist or levodopa being ordered for restless legs: not standard treatment, and never raised in augmentation. */
import { all, cites, offer, orderCheck, unless, type DraftTest, type Expr, type OrderWarning } from '#rules';
import { drugs, history, iron, orders, reviews, rlsOrders } from '#findings';

/** What is used for restless legs; bromocriptine or cabergoline without a reason is for something else. */
const used: DraftTest = { is: { sets: ['drug-levodopa'], words: [['pramipexole'], ['ropinirole'], ['rotigotine'], ['mirapex'], ['requip'], ['neupro'], ['sinemet']] } };
const noParkinson = unless(history.parkinson);
const either = (one: OrderWarning & { readonly when: Expr }) => rlsOrders.forRestlessLegs({ ...one, when: all(one.when, noParkinson) }, used);

const screen = offer(reviews.augmentation, { urgency: 'days', cites: cites('neuro-msk-2') });
const ironTest = offer(orders.ferritinSaturation, { cites: cites('aasm-2025#iron-test') });
const specialist = offer(orders.sleepReferral, { cites: cites('aasm-2025#augmentation') });
const isNew = unless(drugs.dopamineAgonist);

export default orderCheck({
  id: 'dopamine-agonist-for-rls',
  name: 'Dopaminergic drug',
  status: 'draft',
  revised: '2026-11-24',
  about: { kinds: ['medication'], sets: ['drug-dopamine-agonist', 'drug-levodopa'], words: [['mirapex'], ['requip'], ['neupro'], ['sinemet']] },
  silentFor: { sets: ['cond-parkinson'], words: [['parkinson'], ['prolactin'], ['hyperprolactin'], ['acromegaly'], ['lactation'], ['dystonia']] },
  warnings: [
    ...either({
      id: 'augmenting',
      when: rlsOrders.augmenting,
      urgency: 'days',
      text: 'Symptoms by day, spreading or worsening on such a drug fit augmentation: the drug itself makes them worse.',
      instead: 'the dose is not raised; a change is planned, never an abrupt stop.',
      suggest: [screen, ironTest, specialist],
      cites: cites('mpi-2006', 'neuro-msk-2#main'),
    }),
    ...either({
      id: 'more',
      draft: { change: 'added-or-raised' },
      when: drugs.dopamineAgonist,
      urgency: 'days',
      text: 'More of a dopaminergic drug than is taken now feeds augmentation.',
      instead: 'ask first whether the symptoms come earlier in the day, spread or grow stronger.',
      suggest: [screen, ironTest, specialist],
      withdraw: true,
      cites: cites('neuro-msk-2#raise', 'mpi-2006'),
    }),
    {
      id: 'cabergoline',
      draft: { is: { words: [['cabergoline']] }, ...rlsOrders.statedReason },
      when: noParkinson,
      urgency: 'days',
      text: 'The guideline recommends against cabergoline for restless legs.',
      withdraw: true,
      cites: cites('aasm-2025-tables'),
    },
    ...either({
      id: 'first-line',
      when: isNew,
      urgency: 'days',
      text: 'Not standard treatment of restless legs: over years the drug itself often makes them worse (augmentation).',
      instead: 'iron by ferritin and saturation first, then a gabapentinoid where kidneys, breathing and sedatives allow. An older guideline (AAN 2016) still lists dopamine agonists.',
      suggest: [ironTest],
      withdraw: true,
      cites: cites('aasm-2025#dopamine', 'aasm-2025#augmentation', 'aan-2016'),
    }),
    ...either({
      id: 'ended',
      draft: { change: 'stopped' },
      when: drugs.dopamineAgonist,
      urgency: 'days',
      text: 'A dopaminergic drug is not ended abruptly: withdrawal, and restless legs that come back stronger.',
      instead: 'taper with a plan.',
      suggest: [screen, specialist],
      cites: cites('neuro-msk-2#main'),
    }),
    ...either({ id: 'low-iron', when: all(isNew, iron.lowIron), urgency: 'routine', text: 'Iron is low and comes first.', cites: cites('aasm-2025#iron') }),
    ...either({
      id: 'continued',
      when: drugs.dopamineAgonist,
      urgency: 'routine',
      text: 'Taken already: ask for augmentation and for gambling, buying or other impulses; never stop abruptly.',
      suggest: [screen],
      cites: cites('neuro-msk-2#main'),
    }),
  ],
  never: [
    { id: 'parkinson', text: 'A word against a dopaminergic drug in Parkinson disease.', cites: cites('neuro-msk-2#parkinson') },
    { id: 'abrupt', text: 'An abrupt stop, or taking back the renewal of what is taken.', cites: cites('neuro-msk-2#main') },
  ],
});
