/** Gates that every kind of warmth shares: a pad, a bottle, a bath. Sources are anchors of each rule's own sources.yaml. */
import { cites, type Gate } from '#rules';
import * as gates from './relief-gates.ts';

/** No warmth while one of these is closed. */
export const blocks: readonly Gate[] = [
  {
    id: 'acute-leg',
    cause: 'deep-vein-thrombosis',
    when: gates.acuteLeg,
    text: 'A clot, infection, tense muscle or Charcot foot is not excluded.',
    instead: 'settle that first.',
    cites: cites('vascular-16#acute'),
  },
  {
    id: 'acute-ischemia',
    cause: 'acute-limb-ischemia',
    least: 'possible',
    when: gates.acuteIschemia,
    text: 'Suspected acute ischemia.',
    instead: 'emergency assessment.',
    cites: cites('vascular-16#acute'),
  },
  {
    id: 'injury',
    when: gates.freshInjury,
    text: 'Fresh injury on an anticoagulant: warmth feeds the bleeding.',
    instead: 'rest, and examination for a haematoma.',
    cites: cites('vascular-16#injury'),
  },
  {
    id: 'patch',
    when: gates.heatPatch,
    text: 'A medicine patch: heat empties it faster (sedation, breathing).',
    instead: 'no heat near the patch; gentle stretching.',
    cites: cites('vascular-16#patch'),
  },
];

/** What is looked at before any warmth. */
export const holds: readonly Gate[] = [
  {
    id: 'diabetes-feeling',
    when: gates.diabeticFeelingUnknown,
    text: 'Diabetes: monofilament first.',
    instead: 'socks and a warm room.',
    cites: cites('vascular-16#hold'),
  },
  {
    id: 'feet-unassessed',
    when: gates.feetUnassessed,
    text: 'Pulses and feeling of the feet are not on record.',
    instead: 'examine them, then decide.',
    cites: cites('neuro-msk-4a#unassessed'),
  },
  {
    id: 'steroid-skin',
    when: gates.steroid,
    text: 'Thin skin on a steroid: look at the skin first.',
    cites: cites('vascular-16#hold'),
  },
];
