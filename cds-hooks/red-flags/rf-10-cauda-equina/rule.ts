/** RF-10: cauda equina or cord: the recorded diagnosis, cancer with spinal pain and a new deficit, fever with spinal pain. */
import { all, any, ask, cites, flag, flags, offer, unless } from '#rules';
import { acute, cord, history, orders, spineOrders } from '#findings';

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
        { urgency: 'emergency', when: cord.compressionEmergency },
        { urgency: 'same-day', when: any(all(history.cancerEver, cord.newWeakness), cord.infectionAtRisk, history.cordCompressionRecorded, history.spinalInfectionRecorded) },
      ],
      openWhen: all(any(all(history.cancerEver, cord.spinalPain), all(cord.fever, cord.spinalPainNow)), unless(acute.flagsNoneNow)),
      say: 'Cauda equina or cord at risk: with a new deficit, emergency MRI and the spinal surgeon on call now; whole spine with cancer, blood cultures with fever. A bladder residual below 200 mL does not exclude it, and a known neuropathy does not explain new weakness of both legs. No physiotherapy, no routine MRI.',
      ask: [
        ask('red-flags', 'Passing urine, feeling between the legs, bowel control, strength of both legs?'),
        ask('exam.power', 'Power by muscle group, sensory level, perineal sensation'),
        ask('exam.upper-motor-signs', 'Plantar response, reflexes, gait'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, {
          urgency: 'emergency',
          label: 'Emergency transfer: MRI and spinal surgeon on call',
          when: cord.compressionNow,
          cites: cites('bmj-ces#mri', 'ng234'),
        }),
        offer(orders.spineMri, { urgency: 'emergency', when: cord.compressionNow, cites: cites('bmj-ces#mri', 'ng234') }),
        offer(spineOrders.spineExaminationToday, { urgency: 'same-day', unless: cord.compressionNow, cites: cites('vascular-redflags#possible') }),
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
