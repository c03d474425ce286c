/** RF-14: sudden back or abdominal pain with leg pain in a patient with, or at the age of, an aortic aneurysm. */
import { age, all, any, answered, anyOf, ask, cites, days, finding, flag, flags, notRuledOut, offer, recorded } from '#rules';
import { acute, history, orders, symptoms } from '#findings';

const abdomen = finding('abdominal pain within the week', answered('widespread.areas', 'abdomen', { life: 'acute' }));
const suddenTrunkPain = all(symptoms.onsetSudden, any(symptoms.siteBack, acute.backPainRecorded, abdomen));
const legPain = finding(
  'leg pain',
  any(
    answered('site', anyOf('calf', 'sole', 'toes', 'foot', 'shin', 'thigh-front', 'thigh-outer', 'thigh-back', 'buttock', 'whole-leg')),
    symptoms.backToLeg,
    recorded(['sx-leg-pain', 'sx-foot-toe-pain']),
  ),
);
const collapse = finding('syncope or palpitations recorded within 14 days', recorded('sx-syncope-palpitation', { within: days(14) }));
const olderSmoker = finding('age 60 or over and smoking', all(age.atLeast(60), history.smoker));

export default flags({
  id: 'rf-14-aneurysm',
  name: 'Ruptured or expanding aortic aneurysm',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-14',
      name: 'possible ruptured aortic aneurysm',
      levels: [
        {
          urgency: 'emergency',
          when: all(
            suddenTrunkPain,
            any(legPain, collapse),
            // With an aneurysm on record an unknown date does not wait; with smoking alone the pain must be recent.
            any(all(history.aorticAneurysm, notRuledOut(symptoms.onsetWithin14d)), all(olderSmoker, symptoms.onsetWithin14d)),
          ),
        },
      ],
      openWhen: all(suddenTrunkPain, olderSmoker),
      say: 'Sudden back or abdominal pain with leg pain, in a patient with an aortic aneurysm or an older smoker, is a leaking aneurysm until looked at: blood pressure, abdomen, femoral pulses now, emergency transfer with a call to the vascular team.',
      ask: [ask('onset.when', 'When exactly did the back or abdominal pain begin?'), ask('exam.pulses', 'Femoral and pedal pulses, blood pressure, abdomen')],
      suggest: [offer(orders.emergencyTransfer, { urgency: 'emergency', cites: cites('dossier') })],
      cites: cites('decisions', 'dossier'),
    }),
  ],
  never: [],
});
