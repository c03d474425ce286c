/** Drinking more: right after fluid loss, wrong for a heart, liver or kidney that cannot clear it. */
import { cites, relief } from '#rules';
import { orders, relief as gates, history } from '#findings';

export default relief({
  id: 'hydration',
  name: 'Drinking more',
  seed: 'hydration',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'electrolyte-disturbance', when: gates.fluidLoss, cites: cites('neuro-msk-3') },
    { cause: 'nocturnal-leg-cramps', when: gates.fluidLoss, cites: cites('neuro-msk-3', 'seed') },
    { cause: 'muscle-overuse', when: gates.fluidLoss, cites: cites('neuro-msk-3') },
  ],
  blocks: [
    {
      id: 'dialysis',
      when: history.dialysis,
      text: 'Dialysis: cramps there come from fluid removal, and intake is limited.',
      instead: 'ask the dialysis team about dry weight and removal rate.',
      cites: cites('vascular-16'),
    },
    {
      id: 'heart-failure-worse',
      when: gates.heartFailureFluid,
      text: 'Heart failure with breathlessness or swollen legs: more fluid harms.',
      instead: 'weigh, review the diuretic.',
      cites: cites('vascular-16'),
    },
    {
      id: 'hyponatremia',
      when: gates.sodiumVeryLow,
      text: 'Low sodium: plain water lowers it further.',
      instead: 'treat the cause; no extra water.',
      cites: cites('vascular-16', 'neuro-msk-3#sodium'),
    },
    { id: 'cirrhosis', when: history.cirrhosis, text: 'Cirrhosis: ascites cannot be told apart in the chart.', instead: 'the liver team sets the amount.', cites: cites('vascular-16') },
  ],
  holds: [
    { id: 'heart-failure', when: history.heartFailure, text: 'Heart failure: ask the team for the daily amount.', cites: cites('vascular-16#hold') },
    { id: 'kidney', when: history.advancedKidneyDisease, text: 'CKD stage 4 or 5: ask nephrology for the daily amount.', cites: cites('vascular-16#hold') },
    {
      id: 'sodium',
      when: gates.sodiumLow,
      text: 'Sodium below 135: find the cause before more water.',
      instead: 'repeat sodium, review thiazide and antidepressants.',
      cites: cites('vascular-16#hold', 'neuro-msk-3#sodium'),
    },
  ],
  advice: orders.advice(
    'advice-hydration',
    'Advice: replacing lost fluid',
    'Drink to thirst and a little more through the day until the vomiting, diarrhoea or sweating is over; the urine need not be clear. If a doctor has ever set you a fluid limit, keep to it and call instead. No salt tablets and no electrolyte drinks without a blood test. Come today if you are confused, faint, or pass no urine.',
  ),
  never: [
    { id: 'salt-tablets', text: 'Salt tablets or electrolyte drinks without a result.', cites: cites('neuro-msk-3#never') },
    { id: 'skin-turgor', text: 'Judging hydration at 65 and over by skin turgor, dry mouth or urine colour.', cites: cites('neuro-msk-3#turgor') },
  ],
});
