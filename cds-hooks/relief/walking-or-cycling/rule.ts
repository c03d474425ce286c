/** Walking or cycling by day: helps restless legs, joints and backs, and harms a wound, a fracture or a starving foot. */
import { cites, relief } from '#rules';
import { orders, relief as gates } from '#findings';

export default relief({
  id: 'walking-or-cycling',
  name: 'Walking or cycling',
  seed: 'daytime walking/cycling',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'restless-legs-syndrome', cites: cites('matrix', 'seed') },
    { cause: 'osteoarthritis', cites: cites('neuro-msk-8a') },
    { cause: 'lumbar-radiculopathy', cites: cites('neuro-msk-6a') },
    { cause: 'lumbar-spinal-stenosis', cites: cites('neuro-msk-6b') },
    { cause: 'fibromyalgia', cites: cites('eular-2016') },
    { cause: 'chronic-venous-disease', cites: cites('vascular-6') },
  ],
  blocks: [
    {
      id: 'rest-pain',
      cause: 'ischemic-rest-pain',
      when: gates.restPain,
      text: 'Rest pain: walking programmes wait for flow.',
      instead: 'vascular review; protect the foot.',
      cites: cites('vascular-16'),
    },
    {
      id: 'acute-ischemia',
      cause: 'acute-limb-ischemia',
      least: 'possible',
      when: gates.acuteIschemia,
      text: 'Suspected acute ischemia.',
      instead: 'emergency assessment.',
      cites: cites('vascular-16'),
    },
    { id: 'wound', when: gates.wound, text: 'A foot wound heals off the weight.', instead: 'off-loading shoes; arm or seated exercise.', cites: cites('vascular-16') },
    { id: 'charcot', when: gates.charcot, text: 'Charcot foot: no weight on it.', instead: 'off-loading.', cites: cites('vascular-16') },
    { id: 'heart', when: gates.breathless, text: 'Breathlessness or chest pain: heart and lungs first.', instead: 'same-day assessment.', cites: cites('vascular-16') },
    { id: 'spine', when: gates.spine, text: 'The spine or cord may be unstable.', instead: 'neurological examination first.', cites: cites('vascular-16') },
    { id: 'bone', when: gates.bone, text: 'A fracture, or bone that may break.', instead: 'imaging and the treating team first.', cites: cites('vascular-16') },
    { id: 'muscle-breakdown', when: gates.muscleBreakdown, text: 'Muscle breakdown is not excluded.', instead: 'rest, creatine kinase now.', cites: cites('vascular-16', 'neuro-msk-4a') },
  ],
  holds: [
    {
      id: 'claudication',
      cause: 'peripheral-artery-disease',
      when: gates.arteryDisease,
      text: 'Artery disease: exercise is treatment, but structured or supervised.',
      instead: 'exercise programme for claudication.',
      cites: cites('vascular-16#claudication'),
    },
    {
      id: 'insensate',
      when: gates.severelyInsensate,
      text: 'Protective sensation lost: shoes and feet are checked first.',
      instead: 'cycling in protective shoes, feet looked at after.',
      cites: cites('vascular-16#graded'),
    },
    { id: 'unsteady', when: gates.unsteady, text: 'Unsteady: falls first.', instead: 'a seated or stationary bicycle.', cites: cites('vascular-16#graded') },
  ],
  advice: orders.advice(
    'advice-walking',
    'Advice: walking or cycling by day',
    'Move every day, at a pace at which you can talk: walk, or cycle if walking hurts the back or the joints. Begin with a few minutes, add a little each week, and finish some hours before bed. Stop and call with chest pain, a cold or pale foot, new weakness, dark urine, or a sore on the foot.',
  ),
  never: [{ id: 'through-dark-urine', text: 'Exercise through muscle pain with dark urine.', cites: cites('neuro-msk-4a') }],
});
