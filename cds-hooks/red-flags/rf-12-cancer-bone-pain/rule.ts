/** RF-12: own cancer, at any time, and new pain in one bone or in the spine; a relative's cancer and old pain do not count. */
import { all, any, ask, cites, flag, flags, offer, unless } from '#rules';
import { acute, cancerOrders, cancerPain, exam, orders, symptoms } from '#findings';

const { boneMetastasis, cancerActive, cancerEver, localBonePain, newPain, onLoading, pathologicalFracture, spinalAlarm, spinalPain, spinalPainCoded } = cancerPain;
// With a deficit RF-10 raises the emergency and speaks alone.
const deficit = any(
  symptoms.flagBothLegsWeak,
  symptoms.flagFootDrop,
  symptoms.flagSaddle,
  symptoms.flagClumsyHands,
  acute.sphincterChange,
  acute.weaknessNow,
  exam.powerReduced,
  exam.upperMotorSigns,
);
const newSpinal = all(any(all(spinalPain, newPain), spinalPainCoded), unless(deficit));
const spinalToday = all(cancerEver, newSpinal, any(cancerActive, boneMetastasis, spinalAlarm));
const boneToday = any(
  all(boneMetastasis, any(localBonePain, all(symptoms.oneLeg, unless(symptoms.hardMuscle))), any(newPain, onLoading)),
  all(cancerActive, localBonePain, newPain),
  all(cancerEver, localBonePain, newPain, onLoading),
);

export default flags({
  id: 'rf-12-cancer-bone-pain',
  name: 'Cancer and new bone or spinal pain',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-12',
      name: 'new bone or spinal pain with cancer, now or in the past',
      condition: 'bone-pain-malignancy',
      levels: [
        { urgency: 'emergency', when: pathologicalFracture },
        { urgency: 'same-day', when: any(spinalToday, boneToday) },
        { urgency: 'days', when: any(all(cancerEver, any(newSpinal, all(localBonePain, newPain))), all(boneMetastasis, localBonePain)) },
      ],
      openWhen: all(
        cancerEver,
        any(localBonePain, cancerPain.sciaticaCoded, all(cancerPain.legPainCoded, unless(any(cancerPain.feelsOtherwise, symptoms.hardMuscle, symptoms.urge, symptoms.bothEqual)))),
        unless(symptoms.onsetOverMonths),
      ),
      say: 'Own cancer, now or in the past, with new pain of one bone or the spine is metastasis until imaged. Spine: power, reflexes, sensation and bladder today; any deficit is an emergency with MRI of the whole spine. Bone that hurts under load: no weight on it until the X-ray is read. No massage, manipulation, exercise or heat.',
      ask: [
        ask('red-flags', 'Weak legs, trouble with bladder or bowel, numb between the legs, weight loss?'),
        ask('onset.when', 'When did this pain begin, and is it getting worse?'),
        ask('worse', 'Worse on loading the leg, coughing, lying flat?'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: pathologicalFracture, cites: cites('vascular-redflags#fracture') }),
        offer(cancerOrders.spineToday, { urgency: 'same-day', when: newSpinal, cites: cites('ng234') }),
        offer(cancerOrders.boneXray, { urgency: 'same-day', when: any(localBonePain, boneToday), cites: cites('vascular-redflags#section-11') }),
        offer(cancerOrders.boneBloods, { urgency: 'days', cites: cites('vascular-redflags#section-11') }),
        offer(cancerOrders.oncologyContact, { urgency: 'same-day', cites: cites('vascular-redflags#section-11') }),
      ],
      cites: cites('vascular-redflags#rf-12', 'cochrane-lbp', 'ng234'),
    }),
  ],
  never: [
    { id: 'manipulation', text: 'Massage, manipulation, traction, exercise or heat for it.', cites: cites('vascular-redflags#never') },
    { id: 'family-or-night', text: 'A cancer alarm from a relative or from pain at night alone.', cites: cites('vascular-redflags#never', 'cochrane-lbp') },
    { id: 'normal-x-ray', text: 'Reassurance by a normal X-ray while the pain persists.', cites: cites('vascular-redflags#never') },
  ],
});
