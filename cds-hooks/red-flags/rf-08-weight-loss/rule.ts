/** RF-08: weight lost without wanting to, by the scales, the record or the patient's word; lost on purpose, as water or with a limb is another matter. */
import { age, all, any, ask, cites, flag, flags, offer, unless } from '#rules';
import { cancerOrders, cancerPain, orders, weight } from '#findings';

const measured = all(weight.fellByTwentieth, unless(weight.intended), unless(weight.noLossOfFlesh), unless(weight.fellByHalf));
const coded = all(weight.lossRecorded, unless(weight.intended));
const lost = any(measured, coded, weight.lossReported);

export default flags({
  id: 'rf-08-weight-loss',
  name: 'Unexplained weight loss',
  seed: 'Unexplained weight loss',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-08',
      name: 'unexplained weight loss',
      condition: 'bone-pain-malignancy',
      levels: [
        { urgency: 'same-day', when: all(lost, cancerPain.cancerEver, cancerPain.anyPainOfBone) },
        { urgency: 'days', when: lost },
      ],
      openWhen: any(weight.lossSuspected, all(weight.lossRecorded, weight.intended), weight.fellByHalf),
      say: 'Weight lost without wanting to, with pain at night: look for cancer within two weeks; with a cancer in the history and bone or back pain, act today. Weigh again and check the unit; blood count, calcium, alkaline phosphatase, ESR; X-ray where one bone hurts. Pain at night alone is no sign of cancer, a relative with cancer is none either.',
      ask: [
        ask('red-flags', 'Weight loss without wanting to, or drenching night sweats? How much, since when? Cancer ever?'),
        ask('quality', 'Is the pain deep in one bone, day and night, whatever the position?'),
      ],
      suggest: [
        offer(cancerOrders.weightHistory, { urgency: 'days', cites: cites('vascular-redflags#rf-08') }),
        offer(cancerOrders.boneBloods, { urgency: 'days', cites: cites('vascular-redflags#tests') }),
        offer(cancerOrders.boneXray, { urgency: 'days', when: cancerPain.localBonePain, cites: cites('vascular-redflags#tests') }),
        offer(orders.proteinElectrophoresis, { urgency: 'days', when: all(age.atLeast(60), any(cancerPain.localBonePain, cancerPain.spinalPain)), cites: cites('ng12') }),
        offer(cancerOrders.oncologyContact, { urgency: 'same-day', when: all(cancerPain.cancerEver, cancerPain.anyPainOfBone), cites: cites('vascular-redflags#rf-08') }),
        offer(cancerOrders.cancerPathway, { urgency: 'days', unless: cancerPain.cancerActive, cites: cites('ng12') }),
      ],
      cites: cites('vascular-redflags#rf-08', 'cochrane-lbp'),
    }),
  ],
  never: [
    { id: 'massage-heat-exercise', text: 'Massage, manipulation, exercise or heat for bone pain that nobody has explained.', cites: cites('vascular-redflags#never') },
    { id: 'normal-x-ray', text: '"The X-ray is normal" as the end of it while the pain persists.', cites: cites('vascular-redflags#never') },
  ],
});
