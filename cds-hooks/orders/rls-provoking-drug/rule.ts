/** A drug that worsens restless legs being ordered where they are recorded or told, and a dopamine blocker in akathisia. */
import { any, cites, offer, orderCheck } from '#rules';
import { drugs, orders, restlessness, reviews, rlsOrders, symptoms } from '#findings';

/** Night-time products without prescription that hold a sedating antihistamine and print a brand only. */
const NIGHT_PRODUCTS = [
  ['tylenol', 'pm'],
  ['acetaminophen', 'pm'],
  ['advil', 'pm'],
  ['ibuprofen', 'pm'],
  ['aleve', 'pm'],
] as const;
const ANTIDEPRESSANTS = ['drug-ssri', 'drug-snri'];
const BLOCKERS = ['drug-dopamine-antagonist-antiemetic', 'drug-antipsychotic'];
const ironTest = offer(orders.ferritinSaturation, { cites: cites('aasm-2025') });
const review = (id: string, drug: string, when: typeof drugs.lithium) => offer(reviews.provokesRestlessLegs(id, drug), { when, cites: cites('rls-drugs') });

export default orderCheck({
  id: 'rls-provoking-drug',
  name: 'Drug and restless legs',
  status: 'draft',
  revised: '2026-11-24',
  about: {
    kinds: ['medication'],
    sets: ['drug-sedating-antihistamine', 'drug-mirtazapine', ...BLOCKERS, ...ANTIDEPRESSANTS, 'drug-lithium'],
    words: NIGHT_PRODUCTS,
    not: ['cream', 'topical', 'ointment', 'lotion', 'ophthalmic', 'otic', 'nasal', 'eye'],
  },
  // Given once, against something worse.
  silentFor: { words: [['anaphyla'], ['transfusion'], ['infusion', 'reaction'], ['premedication'], ['angioedema'], ['dystoni']] },
  warnings: [
    {
      id: 'akathisia',
      draft: { is: { sets: BLOCKERS } },
      when: restlessness.akathisiaPicture,
      urgency: 'days',
      text: 'Akathisia is recorded or fits: a dopamine blocker, or more of it, makes it worse.',
      instead: 'a lower dose or another drug with the prescriber; an antipsychotic is not stopped without psychiatry.',
      suggest: [
        offer(restlessness.psychiatryToday, { urgency: 'same-day', when: restlessness.suicidalRecorded, cites: cites('akathisia') }),
        offer(restlessness.prescriberReview, { urgency: 'days', when: restlessness.blockerTaken, cites: cites('akathisia') }),
      ],
      cites: cites('akathisia#never', 'akathisia'),
    },
    {
      id: 'mirtazapine',
      draft: { is: { sets: ['drug-mirtazapine'] } },
      when: rlsOrders.restless,
      urgency: 'days',
      text: 'Mirtazapine (or mianserin) is the antidepressant that most often worsens restless legs.',
      instead: 'bupropion is usually regarded as neutral; or psychotherapy.',
      suggest: [ironTest, review('mirtazapine', 'Mirtazapine', drugs.mirtazapine)],
      cites: cites('rls-drugs', 'coexistence#depression'),
    },
    {
      id: 'antihistamine',
      draft: { is: { sets: ['drug-sedating-antihistamine'], words: NIGHT_PRODUCTS } },
      when: rlsOrders.restless,
      urgency: 'days',
      text: 'A sedating antihistamine worsens restless legs.',
      instead: 'no such drug for sleep; the legs first, with ferritin and transferrin saturation.',
      suggest: [ironTest, review('antihistamine', 'Sedating antihistamine', any(drugs.sedatingAntihistamine, symptoms.sleepAidReported))],
      withdraw: true,
      cites: cites('rls-drugs', 'neuro-msk-2#never'),
    },
    {
      id: 'antiemetic',
      draft: { is: { sets: ['drug-dopamine-antagonist-antiemetic'] } },
      when: rlsOrders.restless,
      urgency: 'days',
      text: 'Metoclopramide, prochlorperazine and other dopamine blockers for nausea worsen restless legs.',
      instead: 'ondansetron; domperidone only with a QT check.',
      suggest: [review('dopamine-blocker', 'Dopamine blocker', drugs.dopamineBlocker)],
      withdraw: true,
      cites: cites('rls-drugs', 'coexistence#nausea'),
    },
    {
      id: 'antidepressant',
      draft: { is: { sets: ANTIDEPRESSANTS } },
      when: rlsOrders.restless,
      urgency: 'routine',
      text: 'SSRIs and SNRIs can worsen restless legs.',
      instead: 'where there is a choice, bupropion or psychotherapy for depression, a gabapentinoid by kidney function for nerve pain.',
      suggest: [ironTest, review('serotonergic', 'Antidepressant', any(drugs.serotonergic, drugs.tricyclic))],
      cites: cites('rls-drugs', 'coexistence#pain', 'coexistence#depression'),
    },
    {
      id: 'antipsychotic',
      draft: { is: { sets: ['drug-antipsychotic'] } },
      when: rlsOrders.restless,
      urgency: 'routine',
      text: 'An antipsychotic can worsen restless legs.',
      instead: 'choice and dose with psychiatry; ask whether the whole body is restless by day (akathisia).',
      suggest: [ironTest, review('dopamine-blocker', 'Dopamine blocker', drugs.dopamineBlocker)],
      cites: cites('rls-drugs', 'akathisia'),
    },
    {
      id: 'lithium',
      draft: { is: { sets: ['drug-lithium'] } },
      when: rlsOrders.restless,
      urgency: 'routine',
      text: 'Lithium can worsen restless legs.',
      instead: 'a stable mood is not risked for the legs; ask after them at each visit.',
      suggest: [ironTest, review('lithium', 'Lithium', drugs.lithium)],
      cites: cites('rls-drugs'),
    },
  ],
  never: [
    { id: 'stop', text: 'An abrupt stop of what is taken; an antipsychotic stopped without psychiatry.', cites: cites('akathisia#never') },
    { id: 'bupropion', text: 'A warning that bupropion worsens restless legs: it is only no treatment of them.', cites: cites('coexistence#depression') },
  ],
});
