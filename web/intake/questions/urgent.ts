/** Answers that do not wait for the form: what to do at once. Drafted from cds-hooks/red-flags; tests/intake holds both together. */
import { codesOf, type Answers } from './answers.ts';

export type Urgency = 'now' | 'today';

interface Sign {
  /** All of these are ticked among the warning signs. */
  readonly codes: readonly string[];
  readonly urgency: Urgency;
  readonly why: string;
}

// Seen without the chart: on the side of caution, never less urgent than the red flags are by themselves.
const SIGNS: readonly Sign[] = [
  {
    codes: ['breathless-chest-pain'],
    urgency: 'now',
    why: 'New breathlessness, chest pain or fainting can mean a clot in the lung or trouble of the heart.',
  },
  {
    codes: ['sudden-cold-pale-leg'],
    urgency: 'now',
    why: 'A leg that is suddenly cold, pale, blue or very painful may have lost its blood supply: every hour counts.',
  },
  {
    codes: ['saddle-numbness'],
    urgency: 'now',
    why: 'Numbness around the genitals, anus or inner thighs can mean that nerves in the lower back are being squeezed.',
  },
  {
    codes: ['bladder-bowel-sexual'],
    urgency: 'now',
    why: 'New trouble with bladder, bowels or sexual function can mean that nerves in the lower back are being squeezed.',
  },
  {
    codes: ['both-legs-weak'],
    urgency: 'now',
    why: 'New weakness of both legs can mean that the spinal cord or its nerves are in danger.',
  },
  {
    codes: ['dark-urine'],
    urgency: 'now',
    why: 'Dark urine with muscle pain can mean that muscle is breaking down and harming the kidneys.',
  },
  {
    codes: ['fever', 'hot-swollen-joint'],
    urgency: 'now',
    why: 'A hot, swollen joint with fever may be infected.',
  },
  {
    codes: ['clumsy-hands-unsteady', 'foot-drop'],
    urgency: 'now',
    why: 'New weakness with clumsy hands or unsteady walking can mean that the spinal cord is in danger.',
  },
  {
    codes: ['clumsy-hands-unsteady', 'cancer'],
    urgency: 'now',
    why: 'Clumsy hands or new unsteady walking in someone with cancer can mean that the spinal cord is in danger.',
  },
  {
    codes: ['palpitations-spasms'],
    urgency: 'today',
    why: 'Palpitations, fainting or spasms can mean dangerous salts in the blood. Fainting or palpitations now: emergency services.',
  },
  {
    codes: ['headache-jaw-vision'],
    urgency: 'today',
    why: 'A new headache, sore scalp or jaw pain on chewing can be an inflamed artery that costs sight. Blurred, double or lost sight: emergency department now.',
  },
  {
    codes: ['one-leg-swollen'],
    urgency: 'today',
    why: 'One newly swollen leg can be a clot. Do not massage it.',
  },
  {
    codes: ['one-leg-red-warm'],
    urgency: 'today',
    why: 'One newly red or warm leg can be an infection or a clot.',
  },
  {
    codes: ['foot-drop'],
    urgency: 'today',
    why: 'New weakness of one leg or foot is examined the same day.',
  },
  {
    codes: ['clumsy-hands-unsteady'],
    urgency: 'today',
    why: 'Clumsy hands or new unsteady walking can come from the spinal cord.',
  },
  {
    codes: ['hot-swollen-joint'],
    urgency: 'today',
    why: 'One hot, swollen joint may be infected, also without fever.',
  },
  {
    codes: ['fever'],
    urgency: 'today',
    why: 'Fever with leg pain can be an infection. During chemotherapy or with a weak immune system: emergency department now.',
  },
];

/** What is urgent in the answers, what cannot wait first; empty when nothing is. */
export function urgentSigns(answers: Answers): readonly Sign[] {
  const ticked = codesOf(answers, 'red-flags');
  return SIGNS.filter((sign) => sign.codes.every((code) => ticked.includes(code)));
}
