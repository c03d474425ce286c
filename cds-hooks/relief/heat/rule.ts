/** Heat on the legs: eases a sore or cramped muscle, and burns a foot that does not feel or is short of blood. */
import { cites, relief } from '#rules';
import { orders, relief as gates, warmth } from '#findings';

export default relief({
  id: 'heat',
  name: 'Heat',
  seed: 'heat or cold',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'nocturnal-leg-cramps', when: gates.warmthHelps, cites: cites('matrix', 'seed') },
    { cause: 'muscle-overuse', cites: cites('matrix', 'neuro-msk-4a#warmth') },
    { cause: 'osteoarthritis', when: gates.warmthHelps, cites: cites('matrix') },
    { cause: 'fibromyalgia', when: gates.warmthHelps, cites: cites('matrix') },
  ],
  blocks: [
    {
      id: 'insensate',
      cause: 'peripheral-neuropathy',
      when: gates.insensate,
      text: 'Feet that do not feel are burned by heat without noticing.',
      instead: 'socks and a warm room.',
      warn: true,
      cites: cites('burns', 'vascular-16'),
    },
    {
      id: 'small-fibers',
      cause: 'small-fiber-neuropathy',
      least: 'possible',
      text: 'Burning feet: heat worsens them and burns unnoticed.',
      instead: 'light covers, feet cool but not cold.',
      cites: cites('neuro-msk-10f'),
    },
    {
      id: 'ischemia',
      cause: 'ischemic-rest-pain',
      when: gates.restPain,
      text: 'Poor flow: heat burns the skin and raises its need for blood.',
      instead: 'socks, foot slightly down, flow measured.',
      warn: true,
      cites: cites('vascular-16'),
    },
    {
      id: 'artery-disease',
      cause: 'peripheral-artery-disease',
      when: gates.arteryDisease,
      text: 'Artery disease: no heat on the legs.',
      instead: 'socks and a warm room.',
      cites: cites('vascular-16'),
    },
    ...warmth.blocks,
  ],
  holds: [...warmth.holds],
  advice: orders.advice(
    'advice-heat',
    'Advice: warmth on a sore or cramped muscle',
    'A warm, not hot, pack wrapped in cloth on the muscle for up to 15 minutes; test it with the wrist. Never on the feet, never while asleep, never on red, swollen, broken or numb skin, and away from any medicine patch.',
  ),
  never: [{ id: 'hot-water-bottle-on-feet', text: 'Hot-water bottle, heating pad or hot foot bath on feet, above all in diabetes.', cites: cites('burns') }],
});
