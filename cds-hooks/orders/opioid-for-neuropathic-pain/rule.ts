/** An opioid being ordered for a leg: not for neuropathy, not with what sedates, and never in place of the flow. */
import { cites, offer, orderCheck } from '#rules';
import { orders, prescribing as asked, prescribingOrders, relief as gates } from '#findings';

const NERVE = [
  'cond-neuropathic-pain',
  'cond-diabetic-polyneuropathy',
  'cond-peripheral-neuropathy',
  'cond-small-fiber-neuropathy',
  'cond-alcoholic-polyneuropathy',
  'cond-zoster-neuralgia',
];
const ROOT = { sets: ['cond-sciatica', 'cond-lumbar-radiculopathy', 'cond-lumbar-disc-herniation'], words: [['sciatica'], ['radiculopath'], ['radicular']] };
/** Said of the leg only, or of nothing: the picture must speak. */
const LEG = {
  words: [
    ['leg', 'pain'],
    ['feet', 'pain'],
    ['foot', 'pain'],
    ['leg', 'hurt'],
    ['feet', 'burning'],
    ['burning', 'leg'],
  ],
  orNone: true,
} as const;
const review = [offer(prescribingOrders.reviewSedating, { urgency: 'days', cites: cites('fda-2019') })];
const BETTER = 'a gabapentinoid, duloxetine or a tricyclic, by kidney, heart and restless legs.';

export default orderCheck({
  id: 'opioid-for-neuropathic-pain',
  name: 'Opioid for the leg',
  status: 'draft',
  revised: '2026-11-24',
  about: { kinds: ['medication'], sets: ['drug-opioid'], not: ['cough', 'syrup'] },
  silentFor: {
    sets: ['cond-cancer-active', 'cond-bone-metastasis', 'cond-leg-fracture'],
    words: [['cancer'], ['metasta'], ['palliative'], ['end of life'], ['fracture'], ['postop'], ['surgery'], ['use disorder'], ['dependence'], ['cough']],
  },
  warnings: [
    {
      id: 'gabapentinoid-with-risk',
      when: asked.gabapentinoidWithRisk,
      urgency: 'same-day',
      text: 'With the gabapentinoid on the list, and age, lungs or kidneys at risk, breathing may fail.',
      instead: 'leave the opioid out, or review the gabapentinoid first.',
      suggest: review,
      cites: cites('fda-2019', 'beers-2023'),
    },
    {
      id: 'sedative',
      when: asked.sedative,
      urgency: 'same-day',
      text: 'With the benzodiazepine or Z-drug on the list breathing may fail.',
      instead: 'not together; review the sedative, taper, never stop it abruptly.',
      suggest: review,
      cites: cites('beers-2023', 'neuro-msk-2'),
    },
    {
      id: 'rest-pain',
      when: gates.restPain,
      urgency: 'same-day',
      text: 'The foot pain fits rest pain: an opioid hides it and does not make it less urgent.',
      instead: 'relieve the pain and measure the flow today.',
      suggest: [offer(orders.abiToePressure, { urgency: 'same-day', cites: cites('vascular-17') }), offer(orders.vascularReferral, { urgency: 'same-day', cites: cites('vascular-17') })],
      cites: cites('vascular-17'),
    },
    {
      id: 'gabapentinoid',
      when: asked.gabapentinoidAlone,
      urgency: 'days',
      text: 'Together with the gabapentinoid on the list it depresses breathing.',
      instead: 'only while one replaces the other, at the lowest dose.',
      suggest: review,
      cites: cites('fda-2019', 'beers-2023'),
    },
    {
      id: 'neuropathy',
      draft: { reason: { sets: NERVE, words: [['neuropath'], ['neuralgia'], ['nerve', 'pain']] } },
      urgency: 'days',
      text: 'Opioids, tramadol and tapentadol are advised against in neuropathy.',
      instead: BETTER,
      withdraw: true,
      cites: cites('aan-2022', 'neuro-msk-7b'),
    },
    {
      id: 'neuropathy-fits',
      draft: { reason: LEG },
      cause: 'peripheral-neuropathy',
      least: 'probable',
      urgency: 'days',
      text: 'The leg fits neuropathy, in which opioids, tramadol and tapentadol are advised against.',
      instead: BETTER,
      cites: cites('aan-2022', 'neuro-msk-7b'),
    },
    {
      id: 'long-root-pain',
      draft: { reason: ROOT },
      when: asked.rootPainLong,
      urgency: 'days',
      text: 'NICE advises against opioids for sciatica that lasts.',
      instead: 'activity, an exercise programme and the spine pathway.',
      cites: cites('nice-ng59'),
    },
    {
      id: 'cramps',
      draft: { reason: { sets: ['cond-nocturnal-leg-cramp', 'cond-muscle-cramp'], words: [['cramp']] } },
      when: asked.agedAtAll,
      urgency: 'days',
      text: 'At 65 or over no opioid for cramps.',
      instead: 'stretching before sleep, and the reason of the cramps.',
      withdraw: true,
      cites: cites('neuro-msk-1'),
    },
    {
      id: 'breathing',
      when: asked.breathingImpaired,
      urgency: 'days',
      text: 'COPD or sleep apnoea is recorded: an opioid can depress breathing.',
      instead: 'no opioid, or the lowest dose with a plan for the night.',
      cites: cites('vascular-2', 'neuro-msk-13b'),
    },
    {
      id: 'kidney',
      when: gates.kidneyFailing,
      urgency: 'days',
      text: 'eGFR below 30 or dialysis: opioids accumulate.',
      instead: 'one that suits failing kidneys, at a reduced dose.',
      cites: cites('vascular-2'),
    },
  ],
  never: [{ id: 'stop', text: 'To stop an opioid, a benzodiazepine or a gabapentinoid abruptly.', cites: cites('neuro-msk-2') }],
});
