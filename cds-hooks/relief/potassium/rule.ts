/** Potassium and salt substitutes: never without a measured potassium, and never at 3.5 mmol/L or more. */
import { cites, relief } from '#rules';
import { orders, relief as gates } from '#findings';

export default relief({
  id: 'potassium',
  name: 'Potassium',
  seed: 'Mg/K only with doctor',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'electrolyte-disturbance', cites: cites('vascular-16') },
    { cause: 'nocturnal-leg-cramps', when: gates.potassiumTopic, cites: cites('vascular-16') },
  ],
  blocks: [
    {
      id: 'high',
      when: gates.potassiumHigh,
      text: 'Potassium is 5.0 mmol/L or more: no supplement, no salt substitute.',
      instead: 'repeat potassium, review what raises it.',
      cites: cites('vascular-16', 'decisions#block'),
    },
    { id: 'kidney', when: gates.kidneyFailing, text: 'Kidneys that fail keep potassium back.', instead: 'nephrology decides.', cites: cites('vascular-16', 'kcl-label') },
    {
      id: 'raising-drug',
      when: gates.raisesPotassium,
      text: 'A medicine on the list raises potassium.',
      instead: 'the prescriber decides, with a recheck within a week.',
      cites: cites('vascular-16', 'kcl-label', 'neuro-msk-2'),
    },
    {
      id: 'anti-inflammatory',
      when: gates.antiInflammatoryWithKidneyDisease,
      text: 'An NSAID with kidney disease raises potassium.',
      instead: 'review the NSAID.',
      cites: cites('vascular-16'),
    },
    { id: 'enough', when: gates.potassiumEnough, text: 'Potassium is 3.5 mmol/L or more: none is needed.', instead: 'stretching before sleep.', cites: cites('decisions') },
    {
      id: 'very-low',
      when: gates.potassiumVeryLow,
      text: 'Potassium below 3.0 mmol/L is treated by the clinic, not by diet.',
      instead: 'recheck with magnesium and ECG now.',
      cites: cites('decisions#low', 'neuro-msk-3#ecg'),
    },
  ],
  holds: [
    {
      id: 'unmeasured',
      when: gates.potassiumUnknown,
      text: 'Potassium is not measured.',
      instead: 'measure it, with magnesium and kidney function.',
      cites: cites('decisions', 'neuro-msk-3'),
    },
    { id: 'kidney-unknown', when: gates.kidneyUnknown, text: 'Kidney function of the last 90 days is not on record.', instead: 'creatinine with eGFR.', cites: cites('vascular-16#hold') },
    { id: 'kidney-reduced', when: gates.kidneyReduced, text: 'eGFR 30 to 59: the prescriber decides.', cites: cites('vascular-16#hold') },
    { id: 'diabetes-or-heart', when: gates.diabetesOrHeartFailure, text: 'Diabetes or heart failure: the prescriber decides.', cites: cites('vascular-16#hold') },
  ],
  advice: orders.advice(
    'advice-potassium',
    'Advice: mildly low potassium',
    'Your potassium was a little low. Eat fruit, vegetables and beans as usual and have it measured again when the clinic says. Take no potassium tablets and no salt substitute on your own: supplement labels may hide potassium. Ask first if you take blood pressure tablets, trimethoprim, tacrolimus or ciclosporin, or have Addison disease or a bowel obstruction.',
  ),
  never: [
    { id: 'empirical', text: 'Potassium, salt substitutes or electrolyte drinks without a measured potassium.', cites: cites('neuro-msk-3', 'decisions') },
    { id: 'haemolysed', text: 'Acting on a haemolysed potassium.', cites: cites('neuro-msk-3') },
  ],
});
