/** Magnesium: no remedy for cramps, a treatment of measured deficiency only, and a poison for failing kidneys. */
import { cites, relief } from '#rules';
import { orders, relief as gates } from '#findings';

export default relief({
  id: 'magnesium',
  name: 'Magnesium',
  seed: 'Mg/K only with doctor',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'electrolyte-disturbance', cites: cites('vascular-16') },
    { cause: 'nocturnal-leg-cramps', when: gates.magnesiumTopic, cites: cites('vascular-16', 'cochrane-magnesium') },
  ],
  blocks: [
    {
      id: 'kidney',
      when: gates.kidneyFailing,
      text: 'Kidneys that fail keep magnesium back.',
      instead: 'nephrology decides; stretching for cramps.',
      cites: cites('vascular-16', 'sps-magnesium'),
    },
    { id: 'high', when: gates.magnesiumHigh, text: 'Magnesium is high.', instead: 'stop sources (laxative, antacid) with the prescriber.', cites: cites('vascular-16') },
    { id: 'very-low', when: gates.magnesiumVeryLow, text: 'Magnesium below 0.5 mmol/L is treated, not self-treated.', instead: 'treatment and ECG by the team.', cites: cites('decisions') },
    {
      id: 'enough',
      when: gates.magnesiumEnough,
      text: 'Magnesium is normal: it does no better than placebo in cramps.',
      instead: 'stretching before sleep.',
      cites: cites('cochrane-magnesium', 'neuro-msk-3'),
    },
  ],
  holds: [
    {
      id: 'unmeasured',
      when: gates.magnesiumUnknown,
      text: 'Magnesium is not measured.',
      instead: 'measure it, with potassium and kidney function.',
      cites: cites('vascular-16#measured', 'neuro-msk-3#never'),
    },
    {
      id: 'kidney-unknown',
      when: gates.kidneyUnknown,
      text: 'Kidney function of the last 90 days is not on record.',
      instead: 'creatinine with eGFR.',
      cites: cites('vascular-16#measured'),
    },
    { id: 'kidney-reduced', when: gates.kidneyReduced, text: 'eGFR 30 to 59: dose and monitoring by the prescriber.', cites: cites('vascular-16#hold') },
    {
      id: 'interaction',
      when: gates.magnesiumInteracts,
      text: 'Magnesium binds a medicine on the list: times of day are set by the prescriber.',
      instead: 'pharmacist check.',
      cites: cites('vascular-16#interactions'),
    },
  ],
  advice: orders.advice(
    'advice-magnesium',
    'Advice: low magnesium',
    'Your magnesium was low. Eat nuts, beans, whole grain and greens, and take a supplement only in the dose the clinic sets; it may loosen the bowel. Ask first if you have a heart block, a very slow pulse or myasthenia, or take tetracycline, a quinolone, a bone tablet, thyroid hormone, dolutegravir, mycophenolate or gabapentin. It is no proven remedy for cramps.',
  ),
  never: [
    { id: 'for-cramps', text: 'Magnesium as an effective treatment of leg cramps in older adults.', cites: cites('cochrane-magnesium') },
    { id: 'unmeasured', text: 'Magnesium without a measured value.', cites: cites('neuro-msk-3#never') },
  ],
});
