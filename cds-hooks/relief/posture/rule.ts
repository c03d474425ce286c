/** Pillows and position in bed: ease positional pain, and press a heel that does not feel or is short of blood. */
import { cites, relief } from '#rules';
import { relief as gates, posture } from '#findings';

export default relief({
  id: 'posture',
  name: 'Pillows and position',
  seed: 'posture/mattress',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'sleep-posture', cites: cites('neuro-msk-5') },
    { cause: 'osteoarthritis', when: gates.sideHurts, cites: cites('neuro-msk-8a') },
  ],
  blocks: [
    {
      id: 'heel-at-risk',
      cause: 'ischemic-rest-pain',
      when: gates.heelAtRisk,
      text: 'A pillow under the knee puts weight on a heel that is short of blood or does not feel.',
      instead: 'pillow between the knees, heels floated.',
      cites: cites('vascular-16'),
    },
    { id: 'spine', when: gates.spine, text: 'The spine or cord may be unstable.', instead: 'neurological examination first.', cites: cites('neuro-msk-5#never') },
    { id: 'red-flag', when: posture.alarm, text: 'A red-flag symptom or sign stands: position is not the matter.', instead: 'settle that first.', cites: cites('neuro-msk-5#never') },
  ],
  holds: [
    {
      id: 'pulses-unknown',
      when: posture.perfusionUnknown,
      text: 'Vascular risk and the pulses of the feet are not on record.',
      instead: 'feel the pulses first.',
      cites: cites('neuro-msk-5#never'),
    },
    { id: 'surgery', when: gates.recentSurgery, text: 'After surgery the surgeon sets the position.', cites: cites('vascular-16#surgery') },
  ],
  advice: posture.lyingAdvice,
  never: [
    { id: 'costly-mattress', text: 'A costly mattress as treatment of leg pain.', cites: cites('neuro-msk-5#never') },
    { id: 'posture-first', text: 'Posture as the headline while a red flag or an absent pulse is open.', cites: cites('neuro-msk-5#never') },
  ],
});
