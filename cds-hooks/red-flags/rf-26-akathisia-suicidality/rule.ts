/** RF-26: akathisia with suicidal thoughts, from the chart or a clinician only: the form never asks it. */
import { all, cites, flag, flags, offer } from '#rules';
import { restlessness } from '#findings';

export default flags({
  id: 'rf-26-akathisia-suicidality',
  name: 'Akathisia with suicidality',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-26',
      name: 'akathisia with suicidal thoughts',
      condition: 'akathisia',
      levels: [{ urgency: 'same-day', when: all(restlessness.suicidalRecorded, restlessness.akathisiaPicture) }],
      say: 'Suicidal thoughts are recorded in a patient whose restlessness may be akathisia, which can drive them. Psychiatric assessment today, not alone until then, and a word with the prescriber today about the drug that causes it. Not a higher dose of it; an antipsychotic is not stopped without psychiatry.',
      ask: [],
      suggest: [
        offer(restlessness.psychiatryToday, { urgency: 'same-day', cites: cites('decisions', 'dossier') }),
        offer(restlessness.prescriberReview, { urgency: 'same-day', when: restlessness.blockerTaken, cites: cites('dossier') }),
      ],
      cites: cites('decisions', 'akathisia-chapter'),
    }),
  ],
  never: [
    { id: 'raise-antipsychotic', text: 'Raising the antipsychotic against the restlessness.', cites: cites('dossier#never') },
    { id: 'ask-by-form', text: 'Asking for suicidal thoughts by a form that nobody reads tonight.', cites: cites('decisions') },
  ],
});
