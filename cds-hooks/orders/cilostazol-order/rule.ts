/** Cilostazol being ordered: never in heart failure of any severity, and it treats claudication, not rest pain. */
import { cites, offer, orderCheck } from '#rules';
import { acute, measureOrders, orders, painDrugs } from '#findings';

export default orderCheck({
  id: 'cilostazol-order',
  name: 'Cilostazol',
  status: 'draft',
  revised: '2026-11-24',
  about: { kinds: ['medication'], sets: ['drug-cilostazol'] },
  warnings: [
    {
      id: 'acute-ischemia',
      cause: 'acute-limb-ischemia',
      when: measureOrders.acuteIschemia,
      urgency: 'emergency',
      text: 'Acute ischemia is suspected or recorded: a tablet for claudication does not treat it.',
      instead: 'pulses, temperature, power and feeling of the leg now; emergency assessment.',
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', when: acute.ischemiaFresh, cites: cites('vascular-3') }),
        offer(orders.legCheckToday, { urgency: 'same-day', unless: acute.ischemiaFresh, cites: cites('vascular-3') }),
      ],
      cites: cites('vascular-3'),
    },
    {
      id: 'heart-failure',
      when: painDrugs.heartFailure,
      urgency: 'same-day',
      text: 'Heart failure is recorded: cilostazol is contraindicated in heart failure of any severity.',
      instead: 'supervised exercise where it is claudication; vascular review.',
      suggest: [offer(orders.exerciseProgramme, { unless: measureOrders.restPain, cites: cites('acc-2024#exercise') })],
      withdraw: true,
      cites: cites('acc-2024#cilostazol', 'vascular-17'),
    },
    {
      id: 'rest-pain',
      cause: 'ischemic-rest-pain',
      when: measureOrders.restPain,
      urgency: 'same-day',
      text: 'Rest-pain picture: cilostazol is for claudication and must not delay vascular review.',
      instead: 'toe pressure and vascular review.',
      suggest: [offer(orders.vascularReferral, { urgency: 'same-day', cites: cites('decisions') }), offer(orders.abiToePressure, { urgency: 'same-day', cites: cites('decisions') })],
      cites: cites('decisions', 'vascular-1'),
    },
    {
      id: 'heart-failure-open',
      when: painDrugs.heartFailureOpen,
      urgency: 'days',
      text: 'Heart failure is recorded as unconfirmed or as past: any severity rules cilostazol out.',
      instead: 'settle it first.',
      cites: cites('acc-2024#cilostazol'),
    },
    {
      id: 'heart-failure-unread',
      when: painDrugs.heartFailureUnread,
      urgency: 'days',
      text: 'The problem list could not be read: heart failure of any severity rules cilostazol out.',
      instead: 'look for it first.',
      cites: cites('acc-2024#cilostazol'),
    },
  ],
  never: [
    { id: 'heart-failure', text: 'Cilostazol in heart failure of any severity.', cites: cites('acc-2024#cilostazol') },
    { id: 'pentoxifylline', text: 'Pentoxifylline in its place: without benefit.', cites: cites('acc-2024#no-benefit') },
  ],
});
