/** RF-27: very painful leg skin in kidney failure with warfarin or disturbed calcium and phosphate: calciphylaxis. */
import { all, any, ask, cites, flag, flags, offer } from '#rules';
import { history, infection, orders, symptoms } from '#findings';

const painfulSkin = all(history.advancedKidneyDisease, infection.legSkinLesion, symptoms.severePain);

export default flags({
  id: 'rf-27-calciphylaxis',
  name: 'Calciphylaxis',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-27',
      name: 'very painful leg ulcer in kidney failure: calciphylaxis',
      levels: [
        { urgency: 'same-day', when: any(all(painfulSkin, infection.calciphylaxisRisk), all(history.advancedKidneyDisease, infection.legSkinLesion, infection.calciphylaxisRecorded)) },
      ],
      openWhen: painfulSkin,
      say: 'Exquisitely painful skin or ulcer of leg, thigh or buttock in kidney failure, with warfarin or disturbed calcium and phosphate, may be calciphylaxis: nephrology today. Artery disease looks alike and comes with it: feel the pulses, measure toe pressure; no compression.',
      ask: [
        ask('impact.worst-pain', 'Worst pain, 0 to 10'),
        ask('skin-and-swelling', 'Is the skin dark, net-like, hard or ulcerated? Where?'),
        ask('exam.pulses', 'Pedal pulses of both feet'),
      ],
      suggest: [
        offer(infection.calciphylaxisToday, { urgency: 'same-day', cites: cites('vascular-17') }),
        offer(infection.calciumPhosphateTests, { urgency: 'same-day', cites: cites('vascular-17') }),
        offer(orders.abiToePressure, { urgency: 'days', unless: history.amputation, cites: cites('vascular-17') }),
        offer(orders.abiRemainingLeg, { urgency: 'days', when: history.amputation, cites: cites('vascular-17') }),
      ],
      cites: cites('decisions', 'vascular-17'),
    }),
  ],
  never: [
    { id: 'venous-ulcer', text: 'Compression of a very painful leg ulcer in kidney failure before its arteries and cause are known.', cites: cites('vascular-17#arteries') },
    { id: 'stop-warfarin', text: 'Stopping warfarin unasked: nephrology and the prescriber decide.', cites: cites('vascular-17') },
  ],
});
