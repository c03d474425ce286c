/** RF-10: cauda equina or cord: the recorded diagnosis, cancer with spinal pain and a new deficit, fever with spinal pain. */
import { all, any, answered, anyOf, ask, cites, days, finding, flag, flags, offer, recorded, unless } from '#rules';
import { acute, exam, history, orders, symptoms } from '#findings';

const spinalPain = any(symptoms.siteBack, symptoms.backToLeg, finding('back pain recorded within 90 days', recorded('sx-low-back-pain', { within: days(90) })));
const spinalPainNow = finding(
  'back pain, or pain from the back into the leg, now',
  any(answered('site', 'low-back', { life: 'acute' }), answered('back-to-leg', anyOf('thigh', 'below-knee'), { life: 'acute' }), acute.backPainRecorded),
);
const fever = any(exam.feverMeasured, symptoms.flagFever, finding('fever recorded within 14 days', recorded('sx-fever', { within: days(14) })));
const codedDeficit = finding('leg weakness or gait disturbance recorded within 14 days', recorded(['sx-leg-weakness', 'sx-gait-disturbance'], { within: days(14) }));
const deficit = any(
  symptoms.flagBothLegsWeak,
  symptoms.flagFootDrop,
  symptoms.flagSaddle,
  symptoms.flagClumsyHands,
  acute.sphincterChange,
  acute.weaknessNow,
  exam.powerReduced,
  exam.upperMotorSigns,
  codedDeficit,
);
const newWeakness = any(symptoms.flagBothLegsWeak, symptoms.flagFootDrop, codedDeficit, all(acute.recentOnset, any(acute.weaknessNow, exam.powerReduced, acute.bilateralNeurology)));
const entered = any(history.caudaEquinaEntered, history.cordCompressionRecorded, history.spinalInfectionRecorded);
const emergency = any(
  history.caudaEquinaEntered,
  all(history.cancerEver, spinalPain, deficit),
  all(fever, spinalPainNow, deficit),
  all(history.cordCompressionRecorded, any(history.cancerEver, deficit)),
  all(history.spinalInfectionRecorded, deficit),
);
// Reports older than 72 h are confirmed first: no emergency order is drafted on them alone.
const emergencyNow = all(emergency, any(acute.saidLately, acute.sphincterCoded, codedDeficit, exam.powerReduced, exam.upperMotorSigns, entered));
const examination = orders.reviewTask(
  'spine-examination-today',
  'Examine for cord or cauda equina compression today',
  'Today: power by muscle group, reflexes, plantar response, sensory level, perineal sensation, gait, spinal tenderness, temperature. With fever take blood cultures. Any deficit: emergency MRI.',
);

export default flags({
  id: 'rf-10-cauda-equina',
  name: 'Cauda equina or cord compression, spinal infection',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-10',
      name: 'cauda equina or cord compression, or spinal infection',
      condition: 'cauda-equina-syndrome',
      levels: [
        { urgency: 'emergency', when: emergency },
        {
          urgency: 'same-day',
          when: any(
            all(history.cancerEver, newWeakness),
            all(fever, spinalPainNow, any(history.dialysis, history.immunosuppressed)),
            history.cordCompressionRecorded,
            history.spinalInfectionRecorded,
          ),
        },
      ],
      openWhen: all(any(all(history.cancerEver, spinalPain), all(fever, spinalPainNow)), unless(acute.flagsNoneNow)),
      say: 'Cauda equina or cord at risk: with a new deficit, emergency MRI and the spinal surgeon on call now; whole spine with cancer, blood cultures with fever. A bladder residual below 200 mL does not exclude it, and a known neuropathy does not explain new weakness of both legs. No physiotherapy, no routine MRI.',
      ask: [
        ask('red-flags', 'Passing urine, feeling between the legs, bowel control, strength of both legs?'),
        ask('exam.power', 'Power by muscle group, sensory level, perineal sensation'),
        ask('exam.upper-motor-signs', 'Plantar response, reflexes, gait'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', label: 'Emergency transfer: MRI and spinal surgeon on call', when: emergencyNow, cites: cites('bmj-ces#mri', 'ng234') }),
        offer(orders.spineMri, { urgency: 'emergency', when: emergencyNow, cites: cites('bmj-ces#mri', 'ng234') }),
        offer(examination, { urgency: 'same-day', unless: emergencyNow, cites: cites('vascular-redflags#possible') }),
      ],
      cites: cites('bmj-ces', 'ng234', 'vascular-redflags'),
    }),
  ],
  never: [
    { id: 'physiotherapy-first', text: 'Physiotherapy, exercise, traction or manipulation first.', cites: cites('vascular-redflags') },
    { id: 'routine-mri', text: 'A routine or outpatient MRI, or a lumbar MRI alone with cancer.', cites: cites('bmj-ces#mri', 'ng234') },
    { id: 'residual-as-reassurance', text: 'A post-void residual below 200 mL as reassurance, or waiting for it.', cites: cites('bmj-ces#residual') },
    { id: 'neuropathy-as-explanation', text: 'Neuropathy as the explanation of saddle numbness or new bilateral weakness.', cites: cites('vascular-redflags') },
    { id: 'gabapentinoid-and-wait', text: 'A gabapentinoid, antispasmodic or dexamethasone without the specialist, and waiting.', cites: cites('vascular-redflags') },
  ],
});
