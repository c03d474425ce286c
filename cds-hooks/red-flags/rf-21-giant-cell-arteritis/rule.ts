/** RF-21: jaw, scalp or sight beside a leg complaint from the age of 50: giant cell arteritis threatens sight, polymyalgia or not. */
import { all, any, ask, cites, flag, flags, offer } from '#rules';
import { arteritis, orders } from '#findings';

const likely = any(arteritis.girdle, arteritis.arteritisOrPolymyalgia, arteritis.inflamed, arteritis.recordedLately);

export default flags({
  id: 'rf-21-giant-cell-arteritis',
  name: 'Giant cell arteritis',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-21',
      name: 'possible giant cell arteritis',
      levels: [
        // Sight lost for another reason is common at that age: something of arteritis must stand beside it.
        { urgency: 'emergency', when: all(arteritis.oldEnough, arteritis.sightLost, any(arteritis.headJawSight, likely)) },
        { urgency: 'same-day', when: any(arteritis.recordedLately, all(arteritis.oldEnough, arteritis.headJawSight)) },
      ],
      openWhen: all(arteritis.oldEnough, any(arteritis.arteritisOrPolymyalgia, all(arteritis.girdle, arteritis.inflamed))),
      say: 'Jaw pain on chewing, a tender scalp or a change of sight from the age of 50 may be giant cell arteritis, which can cost sight. Ask today which of them it is: any lost, blurred or double sight is an emergency now; jaw or scalp is assessed the same day, and steroid treatment does not wait for the biopsy. Headache alone is no sign of it. A normal leg examination clears nothing.',
      ask: [
        ask('red-flags', 'New headache, tender scalp, jaw pain on chewing, any change of sight?'),
        ask('stiffness.both-shoulders', 'Do both shoulders ache or feel stiff?'),
        ask('stiffness.duration', 'How long is the morning stiffness?'),
      ],
      suggest: [
        offer(arteritis.arteritisQuestions, { urgency: 'same-day', cites: cites('decisions', 'dossier') }),
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: all(arteritis.oldEnough, arteritis.sightLost), cites: cites('decisions') }),
        offer(arteritis.arteritisReferral, { urgency: 'same-day', when: likely, unless: arteritis.sightLost, cites: cites('dossier#refer') }),
        offer(arteritis.inflammationTests, { urgency: 'same-day', cites: cites('dossier#tests') }),
      ],
      cites: cites('decisions', 'dossier'),
    }),
  ],
  never: [
    { id: 'steroid-trial', text: 'A steroid trial as a diagnostic test by card.', cites: cites('dossier#never') },
    { id: 'wait-for-biopsy', text: 'Waiting for results or biopsy when sight is affected.', cites: cites('dossier#refer') },
  ],
});
