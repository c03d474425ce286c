/** Stretching before sleep: helps cramps and restless legs, and harms a clot, a fracture, an infection or a tendon at risk. */
import { cites, relief } from '#rules';
import { relief as gates, reviews } from '#findings';

export default relief({
  id: 'stretching',
  name: 'Stretching',
  seed: 'stretching before bed (calf, hamstring, quads; 20-30 s)',
  status: 'draft',
  revised: '2026-11-24',
  helps: [
    { cause: 'nocturnal-leg-cramps', cites: cites('hallegraeff-2012', 'coppin-2005', 'aan-2010') },
    { cause: 'restless-legs-syndrome', cites: cites('vascular-16#ok', 'matrix') },
  ],
  blocks: [
    { id: 'clot', cause: 'deep-vein-thrombosis', when: gates.clot, text: 'A clot is not excluded.', instead: 'scan first; no massage or stretching.', cites: cites('vascular-16') },
    {
      id: 'acute-ischemia',
      cause: 'acute-limb-ischemia',
      least: 'possible',
      when: gates.acuteIschemia,
      text: 'Suspected acute ischemia.',
      instead: 'emergency assessment.',
      cites: cites('vascular-16'),
    },
    { id: 'compartment', when: gates.compartment, text: 'Suspected compartment syndrome.', instead: 'surgical review now.', cites: cites('vascular-16') },
    { id: 'bone', when: gates.bone, text: 'A fracture, or bone that may break.', instead: 'imaging and the treating team first.', cites: cites('vascular-16') },
    { id: 'spine', when: gates.spine, text: 'The spine or cord may be unstable.', instead: 'neurological examination first.', cites: cites('vascular-16') },
    {
      id: 'tendon',
      when: gates.tendonAtRisk,
      text: 'The Achilles tendon may rupture (fluoroquinolone with a steroid).',
      instead: 'no forced stretch; gentle ankle circles.',
      cites: cites('vascular-16'),
    },
    { id: 'infection', when: gates.infection, text: 'Skin or joint infection.', instead: 'treat the infection, rest the leg.', cites: cites('vascular-16') },
    { id: 'charcot', when: gates.charcot, text: 'Charcot foot.', instead: 'off-loading.', cites: cites('vascular-16') },
    {
      id: 'foot-wound',
      cause: 'ischemic-rest-pain',
      when: gates.wound,
      text: 'A foot wound or rest pain: no vigorous stretching.',
      instead: 'flow and wound first.',
      cites: cites('vascular-2'),
    },
    {
      id: 'pregnant-one-calf',
      when: gates.pregnantOneCalf,
      text: 'Pregnancy or after birth with one calf that hurts: a clot is considered first.',
      instead: 'examine both legs today.',
      cites: cites('neuro-msk-1'),
    },
  ],
  holds: [
    { id: 'surgery', when: gates.recentSurgery, text: 'Recent surgery: ask the surgeon.', instead: 'gentle ankle circles.', cites: cites('vascular-16#hold') },
    { id: 'unsteady', when: gates.unsteady, text: 'Unsteady: no standing stretches.', instead: 'the same stretches seated or lying.', cites: cites('vascular-16#hold') },
  ],
  advice: reviews.crampStretching,
  never: [{ id: 'clot-first', text: 'Massage or stretching of a painful swollen leg before a clot is excluded.', cites: cites('vascular-16') }],
});
