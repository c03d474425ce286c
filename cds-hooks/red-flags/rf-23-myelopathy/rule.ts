/** RF-23: cord signs on examination: upper motor signs with an abnormal gait or clumsy hands, new or not, with or without a known cause. */
import { all, any, ask, cites, flag, flags, offer, unless } from '#rules';
import { cord, exam, orders, spineOrders, symptoms } from '#findings';

const picture = cord.cordPicture;
const emergency = all(picture, cord.cordUnstable);
const now = all(emergency, cord.fresh);
// With a brain or cord disease on record old signs are no news; what is new is in the level above.
const known = cord.upperMotorKnown;

export default flags({
  id: 'rf-23-myelopathy',
  name: 'Signs of the spinal cord',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-23',
      name: 'signs of spinal cord disease',
      condition: 'cauda-equina-syndrome',
      levels: [
        { urgency: 'emergency', when: emergency },
        { urgency: 'same-day', when: all(picture, any(unless(known), cord.cordProgressing)) },
        {
          urgency: 'days',
          when: any(picture, all(any(exam.upperMotorSigns, cord.gaitSpastic), unless(known)), all(cord.cordCompressionEver, any(symptoms.worsening, symptoms.flagClumsyHands))),
        },
      ],
      openWhen: all(any(symptoms.flagClumsyHands, cord.gaitSpastic, cord.reflexesBrisk), unless(known)),
      say: 'Upper motor signs with an abnormal gait or clumsy hands: the spinal cord is compressed until imaged. MRI of the whole spine (neck first), not the lumbar spine alone; with cancer, sphincter change or signs of days: now. Stiff heavy legs and spasms in bed are part of it, no cramp or restless legs.',
      ask: [
        ask('exam.upper-motor-signs', 'Babinski, Hoffmann, inverted supinator'),
        ask('exam.gait', 'Gait and Romberg'),
        ask('onset.course', 'Are walking or the hands getting worse, and since when?'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', label: 'Emergency assessment: MRI of the whole spine', when: now, cites: cites('ng234', 'decisions') }),
        offer(spineOrders.wholeSpineMri, {
          urgency: 'same-day',
          label: 'MRI of the whole spine, urgent',
          when: all(picture, unless(all(known, unless(cord.cordProgressing)))),
          cites: cites('neuro-msk-10d', 'ng234'),
        }),
        offer(spineOrders.spineExaminationToday, { urgency: 'same-day', when: picture, unless: now, cites: cites('neuro-msk-10d') }),
        offer(orders.neurologyReferral, { urgency: 'days', unless: emergency, cites: cites('neuro-msk-10d') }),
      ],
      cites: cites('cook-2010', 'neuro-msk-10d', 'decisions'),
    }),
  ],
  never: [
    { id: 'lumbar-mri-only', text: 'A lumbar MRI alone.', cites: cites('neuro-msk-10d') },
    { id: 'neck-manipulation', text: 'Manipulation of the neck.', cites: cites('neuro-msk-10d') },
    { id: 'antispasmodic-and-wait', text: 'An antispasmodic and waiting.', cites: cites('neuro-msk-10d') },
  ],
});
