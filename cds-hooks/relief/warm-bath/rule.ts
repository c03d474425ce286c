/** A warm bath before bed: relaxes muscles, with the gates of heat and those of fainting. */
import { cites, relief } from '#rules';
import { orders, relief as gates, warmth } from '#findings';

export default relief({
  id: 'warm-bath',
  name: 'Warm bath',
  seed: 'warm bath',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'nocturnal-leg-cramps', when: gates.warmthHelps, cites: cites('matrix', 'seed') },
    { cause: 'muscle-overuse', when: gates.warmthHelps, cites: cites('neuro-msk-4a#warmth', 'seed') },
    { cause: 'fibromyalgia', when: gates.warmthHelps, cites: cites('matrix') },
  ],
  blocks: [
    {
      id: 'insensate',
      cause: 'peripheral-neuropathy',
      when: gates.insensate,
      text: 'Feet that do not feel are burned by hot water without noticing.',
      instead: 'socks and a warm room.',
      cites: cites('burns', 'vascular-16'),
    },
    {
      id: 'small-fibers',
      cause: 'small-fiber-neuropathy',
      least: 'possible',
      text: 'Burning feet: hot water worsens them and burns unnoticed.',
      instead: 'light covers, feet cool but not cold.',
      cites: cites('neuro-msk-10f'),
    },
    {
      id: 'ischemia',
      cause: 'ischemic-rest-pain',
      when: gates.restPain,
      text: 'Poor flow: hot water burns the skin and raises its need for blood.',
      instead: 'socks, foot slightly down, flow measured.',
      cites: cites('vascular-16'),
    },
    {
      id: 'artery-disease',
      cause: 'peripheral-artery-disease',
      when: gates.arteryDisease,
      text: 'Artery disease: no hot water on the legs.',
      instead: 'socks and a warm room.',
      cites: cites('vascular-16'),
    },
    ...warmth.blocks,
    { id: 'wound', when: gates.wound, text: 'A wound: no soaking.', instead: 'wound care, dry and covered.', cites: cites('vascular-8') },
  ],
  holds: [
    ...warmth.holds,
    {
      id: 'faints',
      when: gates.faints,
      text: 'Fainting on record: hot water lowers pressure.',
      instead: 'blood pressure lying and standing first; a shower seated.',
      cites: cites('vascular-16#hold'),
    },
    { id: 'unsteady', when: gates.unsteady, text: 'Unsteady: a bath is a place to fall.', instead: 'a seated shower with someone near.', cites: cites('vascular-16#hold') },
  ],
  advice: orders.advice(
    'advice-warm-bath',
    'Advice: a warm bath before bed',
    'A warm, not hot, bath of under 15 minutes; test the water with the wrist. Get up slowly. Not alone if you tend to faint, and not with numb feet, wounds or a medicine patch on the skin.',
  ),
  never: [{ id: 'foot-soak', text: 'Foot soaks for feet with wounds or reduced feeling.', cites: cites('vascular-8', 'burns') }],
});
