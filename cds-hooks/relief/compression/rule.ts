/** Compression stockings: help venous ache and swelling, and can cost a leg whose flow nobody measured. */
import { cites, relief } from '#rules';
import { orders, relief as gates, history } from '#findings';

export default relief({
  id: 'compression',
  name: 'Compression',
  status: 'draft',
  revised: '2026-11-24',
  helps: [{ cause: 'chronic-venous-disease', cites: cites('vascular-6') }],
  blocks: [
    {
      id: 'rest-pain',
      cause: 'ischemic-rest-pain',
      when: gates.restPain,
      text: 'Rest-pain picture: no compression, whatever the ankle index.',
      instead: 'toe pressure and vascular review; foot slightly down.',
      warn: true,
      cites: cites('decisions', 'vascular-16'),
    },
    {
      id: 'acute-ischemia',
      cause: 'acute-limb-ischemia',
      least: 'possible',
      when: gates.acuteIschemia,
      text: 'Suspected acute ischemia: no compression, whatever the ankle index.',
      instead: 'emergency assessment.',
      warn: true,
      cites: cites('decisions'),
    },
    { id: 'low-flow', when: gates.flowTooLowToCompress, text: 'Flow is too low to compress.', instead: 'vascular review.', warn: true, cites: cites('rabe-2020', 'vascular-16#cut-off') },
    {
      id: 'heart-failure',
      when: gates.heartFailureWorse,
      text: 'Heart failure with breathlessness: compression moves the fluid to the heart.',
      instead: 'heart failure reviewed first.',
      cites: cites('rabe-2020#heart'),
    },
  ],
  holds: [
    {
      id: 'sensory-loss',
      when: gates.severelyInsensate,
      text: 'Severe sensory loss: a stocking may injure unnoticed.',
      instead: 'foot protection service decides.',
      cites: cites('decisions#sensory', 'rabe-2020#neuropathy'),
    },
    {
      id: 'acute-leg',
      when: gates.acuteLeg,
      text: 'A clot, skin infection, tense muscle or Charcot foot is not excluded.',
      instead: 'settle that first.',
      cites: cites('vascular-16#acute'),
    },
    {
      id: 'reduced-index',
      when: gates.indexReduced,
      text: 'ABI 0.60 to 0.80: reduced pressure only, under a specialist.',
      instead: 'specialist fitting.',
      cites: cites('urgo', 'vascular-16#reduced'),
    },
    {
      id: 'stiff-arteries',
      when: gates.indexUninterpretable,
      text: 'ABI above 1.40 says nothing: toe pressure first.',
      instead: 'toe pressure of that leg.',
      cites: cites('vascular-16#stiff'),
    },
    {
      id: 'artery-disease',
      cause: 'peripheral-artery-disease',
      when: gates.arteryDisease,
      text: 'Artery disease is likely or recorded: vascular advice before a stocking.',
      instead: 'ankle index and toe pressure, then decide.',
      cites: cites('vascular-17'),
    },
    {
      id: 'unmeasured',
      when: gates.flowUnmeasured,
      text: 'Risk of artery disease or a foot symptom, flow not measured: ankle index first.',
      instead: 'ankle index (toe pressure in diabetes or kidney disease), then a stocking if venous.',
      cites: cites('decisions#no-index', 'vascular-6#index'),
    },
    {
      id: 'heart-failure-class',
      when: history.heartFailure,
      text: 'Heart failure: strict indication and monitoring only; the class is not in the chart.',
      instead: 'ask cardiology or the heart failure nurse.',
      cites: cites('rabe-2020#heart'),
    },
  ],
  advice: orders.advice(
    'advice-compression',
    'Advice: trial of compression stockings for venous ache',
    'Below-knee stockings of 20 to 30 mmHg, fitted to the measured leg, on in the morning before swelling and off at night. Take them off and call if toes turn pale, blue, cold or numb, or if pain grows. Not over wounds or damaged skin, and not with an allergy to the material. If you are waiting for treatment of the veins, a stocking does not replace it.',
  ),
  never: [
    { id: 'unmeasured-risk', text: 'Compression of unmeasured legs where artery disease is at risk.', cites: cites('vascular-6#never') },
    { id: 'chair-sleeper', text: 'Compression for the swelling of someone who sleeps in a chair because of foot pain.', cites: cites('vascular-2') },
  ],
});
