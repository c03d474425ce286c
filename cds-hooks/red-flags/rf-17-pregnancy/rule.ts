/** RF-17: pregnancy or the six weeks after birth with a one-sided leg complaint: duplex, not D-dimer, not Wells. */
import { all, any, ask, cites, days, finding, flag, flags, offer, recorded, unless } from '#rules';
import { history, orders, symptoms, veins } from '#findings';

// Without a form the chart has a code and no side: that is a question, not an all-clear.
const codedComplaint = finding('leg pain or swelling recorded within 14 days', recorded(['sx-leg-pain', 'sx-leg-swelling'], { within: days(14) }));

export default flags({
  id: 'rf-17-pregnancy',
  name: 'Pregnancy with a one-sided leg complaint',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-17',
      name: 'one-sided leg complaint in pregnancy or within 6 weeks of birth',
      condition: 'deep-vein-thrombosis',
      levels: [{ urgency: 'same-day', when: all(history.pregnantOrPostpartum, any(veins.clotSign, symptoms.oneLeg)) }],
      openWhen: all(history.pregnantOrPostpartum, any(symptoms.siteCalfThighButtock, codedComplaint), unless(any(symptoms.bothEqual, symptoms.alternates))),
      say: 'In pregnancy and for 6 weeks after birth a one-sided leg complaint is scanned today: no Wells score, no D-dimer. A cramp may be a cramp, but a clot comes first.',
      ask: [ask('side', 'One leg or both?'), ask('exam.leg', 'Both legs, look and touch: swollen, tender along the deep veins?')],
      suggest: [offer(orders.venousDuplex, { urgency: 'same-day', label: 'Venous duplex of the leg, today', unless: history.dvtAcute, cites: cites('dossier#rf-17') })],
      cites: cites('dossier#rf-17'),
    }),
  ],
  never: [{ id: 'd-dimer', text: 'D-dimer or a Wells score in pregnancy or within 6 weeks of birth.', cites: cites('dossier#rf-17') }],
});
