/** Raising the legs: eases venous ache and swelling, and starves a leg whose arteries are narrow. */
import { cites, relief } from '#rules';
import { orders, relief as gates } from '#findings';

export default relief({
  id: 'elevation',
  name: 'Raising the legs',
  seed: 'legs elevated 15-20 min',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'chronic-venous-disease', cites: cites('vascular-6', 'seed') },
    { cause: 'cellulitis', cites: cites('vascular-16#instead') },
  ],
  blocks: [
    {
      id: 'rest-pain',
      cause: 'ischemic-rest-pain',
      when: gates.restPain,
      text: 'Rest pain from poor flow gets worse with the legs raised.',
      instead: 'head of the bed raised or the foot slightly down, heel floated, skin protected.',
      warn: true,
      cites: cites('vascular-16', 'restpain-1969'),
    },
    {
      id: 'acute-ischemia',
      cause: 'acute-limb-ischemia',
      least: 'possible',
      when: gates.acuteIschemia,
      text: 'Suspected acute ischemia: the leg is not raised.',
      instead: 'emergency assessment, leg level.',
      warn: true,
      cites: cites('vascular-16'),
    },
    {
      id: 'compartment',
      when: gates.compartment,
      text: 'Suspected compartment syndrome: raising lowers the pressure that feeds the muscle.',
      instead: 'limb at heart level, surgical review now.',
      warn: true,
      cites: cites('vascular-16#compartment'),
    },
    { id: 'low-flow', when: gates.flowSevere, text: 'Flow is severely reduced.', instead: 'foot slightly down, vascular review.', warn: true, cites: cites('vascular-16#low-flow') },
  ],
  holds: [
    {
      id: 'artery-disease',
      cause: 'peripheral-artery-disease',
      when: gates.arteryDisease,
      text: 'Artery disease is likely or recorded: vascular advice before the legs are raised.',
      instead: 'legs level.',
      cites: cites('vascular-16#artery', 'vascular-17'),
    },
    {
      id: 'unmeasured-foot-pain',
      when: gates.forefootUnmeasured,
      text: 'Night pain in the foot with a risk of artery disease: ankle index and toe pressure first.',
      instead: 'legs level until flow is measured.',
      cites: cites('vascular-16#unmeasured'),
    },
    { id: 'wound', when: gates.wound, text: 'A wound: perfusion of that leg first.', instead: 'legs level, wound and flow assessed.', cites: cites('vascular-16#wound') },
    {
      id: 'heart-failure',
      when: gates.heartFailureWorse,
      text: 'Heart failure with breathlessness: raising both legs loads the heart.',
      instead: 'head of the bed raised, heart failure reviewed.',
      cites: cites('vascular-16#heart'),
    },
  ],
  advice: orders.advice(
    'advice-leg-elevation',
    'Advice: raising the legs',
    'Lie down with the legs raised on pillows for 15 to 20 minutes in the evening, heels free. Stop and tell us if the foot hurts more, turns pale or goes numb with the leg up: then hanging it down is right and you must be seen. Not when you are breathless lying flat.',
  ),
  never: [{ id: 'rest-pain-raised', text: 'Raising the legs while rest pain is possible, or flow unmeasured in night pain of the foot.', cites: cites('vascular-6#never') }],
});
