/** Cold packs: ease where cooling helps, and freeze a foot that does not feel or is short of blood. */
import { cites, relief } from '#rules';
import { orders, relief as gates, symptoms } from '#findings';

export default relief({
  id: 'cold',
  name: 'Cold packs',
  seed: 'heat or cold',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'restless-legs-syndrome', when: symptoms.reliefCool, cites: cites('matrix') },
    { cause: 'chronic-venous-disease', when: symptoms.reliefCool, cites: cites('matrix') },
    { cause: 'osteoarthritis', when: symptoms.reliefCool, cites: cites('seed') },
  ],
  blocks: [
    {
      id: 'small-fibers',
      cause: 'small-fiber-neuropathy',
      least: 'possible',
      text: 'Burning feet: ice and ice water injure the skin.',
      instead: 'light covers, feet cool but not cold.',
      warn: true,
      cites: cites('neuro-msk-7c', 'neuro-msk-10f'),
    },
    {
      id: 'insensate',
      cause: 'peripheral-neuropathy',
      when: gates.insensate,
      text: 'Feet that do not feel freeze unnoticed.',
      instead: 'light covers and a cool room.',
      cites: cites('vascular-16'),
    },
    {
      id: 'ischemia',
      cause: 'ischemic-rest-pain',
      when: gates.restPain,
      text: 'Poor flow: cold narrows what is left.',
      instead: 'socks, foot slightly down, flow measured.',
      cites: cites('vascular-16'),
    },
    {
      id: 'artery-disease',
      cause: 'peripheral-artery-disease',
      when: gates.arteryDisease,
      text: 'Artery disease: no cold on the legs.',
      instead: 'a cool room.',
      cites: cites('vascular-16'),
    },
    {
      id: 'acute-leg',
      cause: 'acute-limb-ischemia',
      least: 'possible',
      when: gates.acuteIschemia,
      text: 'Suspected acute ischemia.',
      instead: 'emergency assessment.',
      cites: cites('vascular-16'),
    },
    { id: 'compartment', when: gates.compartment, text: 'Suspected compartment syndrome: no ice.', instead: 'surgical review now.', cites: cites('vascular-10') },
    { id: 'charcot', when: gates.charcot, text: 'Charcot foot: no ice on a foot that does not feel.', instead: 'off-loading and the foot service.', cites: cites('vascular-9') },
    { id: 'vessel-spasm', when: gates.raynaudOrSickle, text: 'Cold provokes vessel spasm or sickling.', instead: 'keep the legs warm.', cites: cites('vascular-16') },
  ],
  holds: [
    { id: 'diabetes-feeling', when: gates.diabeticFeelingUnknown, text: 'Diabetes: monofilament first.', instead: 'a cool room.', cites: cites('vascular-16#hold') },
    { id: 'feet-unassessed', when: gates.feetUnassessed, text: 'Pulses and feeling of the feet are not on record.', instead: 'examine them, then decide.', cites: cites('neuro-msk-4a') },
  ],
  advice: orders.advice(
    'advice-cold',
    'Advice: a brief cold pack',
    'A cold pack wrapped in a towel for a few minutes, then look at the skin. Never ice on bare skin, no ice water, never on numb, pale, blue or wounded skin, and not if cold turns fingers or toes white.',
  ),
  never: [{ id: 'ice-bath', text: 'Ice or ice-water baths for burning or red, hot feet.', cites: cites('neuro-msk-7c', 'neuro-msk-10f') }],
});
