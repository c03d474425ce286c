/** RF-25: thigh or groin pain on a bisphosphonate or denosumab: an atypical femoral fracture announces itself; X-ray both femurs. */
import { all, any, answered, anyOf, ask, cites, finding, flag, flags, offer, unless } from '#rules';
import { bone, boneOrders } from '#findings';

const nearby = finding('pain in the buttock, knee or whole leg', answered('site', anyOf('buttock', 'knee', 'whole-leg')));
const felt = finding('deep in the bone, or worse walking or putting weight on it', any(bone.deepBone, bone.worseWithLoad));

export default flags({
  id: 'rf-25-atypical-femoral-fracture',
  name: 'Atypical femoral fracture',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-25',
      name: 'possible atypical femoral fracture',
      condition: 'bone-pain-malignancy',
      levels: [{ urgency: 'days', when: bone.atypicalFracturePain }],
      // The body map has no groin: pain near it that is felt in the bone may be it.
      openWhen: all(bone.antiresorptive, nearby, felt, unless(bone.plainCramp)),
      excludedBy: bone.plainCramp,
      say: 'Thigh or groin pain on a bisphosphonate or denosumab may be the first sign of a femoral fracture, weeks before it breaks. X-ray of both femurs, whole length, within days; as little weight on the leg as possible until it is read, and MRI if it is normal and the pain stays. Not physiotherapy first; denosumab is not stopped without a plan.',
      ask: [
        ask('worse', 'Is it worse walking or putting weight on the leg?'),
        ask('exam.hip-internal-rotation', 'Does rotating the hip hurt in the groin or thigh?'),
        ask('site', 'Thigh or groin, one side or both?'),
      ],
      suggest: [offer(boneOrders.femurXrays, { urgency: 'days', cites: cites('asbmr-2014') }), offer(boneOrders.noWeight, { urgency: 'days', cites: cites('dossier#suggest') })],
      cites: cites('decisions', 'asbmr-2014'),
    }),
  ],
  never: [
    { id: 'physiotherapy-first', text: 'Physiotherapy, exercise or massage first.', cites: cites('dossier#never') },
    { id: 'denosumab-stop', text: 'Stopping denosumab abruptly.', cites: cites('denosumab-rebound') },
  ],
});
