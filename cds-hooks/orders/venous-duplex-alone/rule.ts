/** A scan of the leg veins ordered alone while the picture is arterial: right for a clot, and blind for the flow. */
import { cites, offer, orderCheck } from '#rules';
import { acute, history, imagingOrders, measureOrders, orders } from '#findings';

const alone = imagingOrders.ARTERIAL;

export default orderCheck({
  id: 'venous-duplex-alone',
  name: 'Venous duplex alone',
  status: 'draft',
  revised: '2026-11-24',
  about: {
    kinds: ['service'],
    sets: ['order-venous-duplex-leg'],
    words: [
      ['duplex', 'vein'],
      ['duplex', 'venous'],
      ['doppler', 'vein'],
      ['doppler', 'venous'],
      ['ultraso', 'vein'],
      ['ultraso', 'venous'],
      ['us ', 'lower extremity', 'vein'],
      ['duplex', 'dvt'],
      ['doppler', 'dvt'],
      ['ultraso', 'dvt'],
      ['duplex', 'reflux'],
    ],
    not: ['arter', 'arm', 'arms', 'upper', 'neck', 'jugular', 'subclavian', 'portal', 'hepatic', 'renal', 'pelvic', 'ovarian', 'mapping', 'ablation', 'fistula'],
  },
  warnings: [
    {
      id: 'acute-ischemia',
      cause: 'acute-limb-ischemia',
      when: measureOrders.acuteIschemia,
      urgency: 'emergency',
      text: 'Acute ischemia is suspected or recorded: no scan first, the limb cannot wait for it.',
      instead: 'pulses, temperature, power and feeling of the leg now; emergency transfer and a call to the vascular team.',
      suggest: [
        offer(orders.emergencyTransfer, { urgency: 'emergency', when: acute.ischemiaFresh, cites: cites('acc-aha-2016') }),
        offer(orders.legCheckToday, { urgency: 'same-day', unless: acute.ischemiaFresh, cites: cites('acc-aha-2016') }),
      ],
      cites: cites('acc-aha-2016', 'vascular-3'),
    },
    {
      id: 'rest-pain',
      when: imagingOrders.restPainUnmeasured,
      alone,
      urgency: 'same-day',
      text: 'Rest-pain picture, and no arterial test: the veins do not explain it.',
      instead: 'ankle index with toe pressure beside the scan, and vascular review without waiting for either.',
      suggest: [
        offer(orders.abiToePressure, { urgency: 'same-day', unless: history.amputation, cites: cites('vascular-2') }),
        offer(orders.abiRemainingLeg, { urgency: 'same-day', when: history.amputation, cites: cites('vascular-2') }),
        offer(orders.vascularReferral, { urgency: 'same-day', cites: cites('vascular-2', 'decisions') }),
      ],
      cites: cites('vascular-2', 'decisions'),
    },
    {
      id: 'arterial-signs',
      when: imagingOrders.arterialSignsUnmeasured,
      alone,
      urgency: 'days',
      text: 'Absent pulses, a cold foot or dependent rubor, and no arterial test: the veins do not explain it.',
      instead: 'ankle index with toe pressure beside the scan.',
      suggest: [offer(orders.abiToePressure, { urgency: 'days', unless: history.amputation, cites: cites('vascular-1') })],
      cites: cites('khan-2006', 'vascular-1'),
    },
    {
      id: 'wound',
      when: imagingOrders.woundUnmeasured,
      alone,
      urgency: 'days',
      text: 'A foot or leg wound, and the flow was not measured: it decides on healing and on compression.',
      instead: 'ankle index with toe pressure beside the scan.',
      suggest: [offer(orders.abiToePressure, { urgency: 'days', unless: history.amputation, cites: cites('vascular-8') })],
      cites: cites('vascular-8', 'vascular-6'),
    },
    {
      id: 'claudication',
      when: imagingOrders.claudicationUnmeasured,
      alone,
      urgency: 'routine',
      text: 'Pain on walking that rest ends, with a risk of artery disease: a scan of the veins does not show the flow.',
      instead: 'ankle index beside the scan (toe pressure in diabetes or advanced kidney disease).',
      suggest: [offer(orders.abiToePressure, { unless: history.amputation, cites: cites('vascular-1') })],
      cites: cites('vascular-1'),
    },
  ],
  never: [
    { id: 'scan-first', text: 'An outpatient scan first in acute ischemia.', cites: cites('vascular-3') },
    { id: 'instead-of', text: 'Taking the scan back: where a clot is possible it is needed.', cites: cites('vascular-4') },
  ],
});
