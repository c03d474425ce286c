/** Quinine and tonic water for cramps: never as self-help; the only rule is the reason why not. */
import { cites, relief } from '#rules';
import { relief as gates, reviews } from '#findings';

export default relief({
  id: 'quinine',
  name: 'Quinine and tonic water',
  status: 'draft',
  revised: '2026-11-24',
  helps: [{ cause: 'nocturnal-leg-cramps', when: gates.quinineTopic, cites: cites('vascular-16') }],
  blocks: [
    {
      id: 'always',
      text: 'Quinine for cramps can cause life-threatening blood reactions; the risk outweighs the benefit.',
      instead: 'stretching before sleep; a prescriber reviews what is taken now.',
      cites: cites('fda-2010', 'aan-2010', 'vascular-16'),
    },
  ],
  holds: [],
  advice: reviews.noQuinine,
  never: [{ id: 'quinine', text: 'Quinine or tonic water for leg cramps.', cites: cites('fda-2010', 'aan-2010') }],
});
