/** RF-01: pain on lying down that lasts, or lasts and worsens. It modifies the differential card and never makes a card alone. */
import { age, all, any, ask, cites, finding, flag, flags, recorded } from '#rules';
import { history, symptoms } from '#findings';

const recumbent = any(symptoms.recumbentPain, finding('rest pain or nocturnal cramp recorded', recorded(['sx-nocturnal-rest-pain', 'cond-nocturnal-leg-cramp'])));
const persistent = any(symptoms.onsetOverMonths, history.legPainOverFourWeeks);

export default flags({
  id: 'rf-01-persistent',
  name: 'Persistent or steadily worsening pain',
  seed: 'persistent or steadily worsening pain when lying down',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-01',
      name: 'persistent pain when lying down',
      lane: false,
      levels: [
        { urgency: 'days', when: all(recumbent, persistent, symptoms.worsening, any(age.atLeast(50), history.cancerEver)) },
        { urgency: 'routine', when: all(recumbent, persistent) },
      ],
      say: 'Pain on lying down for over 4 weeks: structured review within 2 to 4 weeks; within days if it is worsening and the patient is 50 or older or has had cancer.',
      ask: [ask('onset.course', 'Over the last weeks: improving, steady or worsening?'), ask('onset.when', 'When did it first begin?')],
      suggest: [],
      cites: cites('vascular-redflags', 'decisions#rf-01'),
    }),
  ],
  never: [{ id: 'emergency-for-persistence', text: 'A must-not-miss card for persistence alone.', cites: cites('decisions#rf-01') }],
});
