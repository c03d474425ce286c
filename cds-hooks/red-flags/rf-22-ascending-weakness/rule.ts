/** RF-22: rapidly ascending weakness: both legs, reflexes lost or hands and feet numb, within days; breathing is at stake. */
import { all, any, ask, cites, flag, flags, offer, unanswered, unless } from '#rules';
import { acute, cord, exam, orders, symptoms } from '#findings';

const raised = any(cord.guillainBarre, cord.ascending);
const fresh = any(cord.guillainBarre, acute.saidLately, exam.powerReduced);

export default flags({
  id: 'rf-22-ascending-weakness',
  name: 'Rapidly ascending weakness',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-22',
      name: 'rapidly ascending weakness',
      levels: [{ urgency: 'emergency', when: raised }],
      openWhen: all(
        any(all(symptoms.weakness, any(symptoms.handsAndFeet, symptoms.worsening)), all(exam.powerReduced, exam.ankleReflexesReduced)),
        unanswered(acute.recentOnset),
        unless(any(symptoms.onsetOverTwoWeeks, symptoms.oneLeg)),
      ),
      say: 'New weakness of both legs with lost reflexes, or with numb hands and feet: Guillain-Barré syndrome until shown otherwise. Emergency now: breathing and swallowing can fail within hours, and a good oxygen saturation does not exclude it. Measure vital capacity, watch heart rhythm and blood pressure. Pain in back and legs may come first.',
      ask: [
        ask('onset.when', 'When exactly did the weakness begin, and is it climbing?'),
        ask('exam.ankle-reflexes', 'Ankle and knee reflexes: lost?'),
        ask('exam.power', 'Power of legs, arms and neck; ask about breath, swallowing and voice'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, {
          urgency: 'emergency',
          label: 'Emergency assessment: ascending weakness, vital capacity now',
          when: fresh,
          cites: cites('neuro-msk-1', 'decisions'),
        }),
        offer(
          orders.reviewTask(
            'ascending-weakness-today',
            'Examine today for ascending weakness',
            'Today: power of legs, arms and neck, reflexes, vital capacity, swallowing, pulse and blood pressure. Weakness that is new and climbing, or lost reflexes: emergency.',
          ),
          { urgency: 'same-day', unless: fresh, cites: cites('decisions') },
        ),
      ],
      cites: cites('neuro-msk-1', 'decisions'),
    }),
  ],
  never: [
    { id: 'neuropathy-for-days', text: 'Chronic neuropathy as the explanation of weakness that came within days.', cites: cites('neuro-msk-1') },
    { id: 'outpatient-first', text: 'Outpatient nerve conduction or a neurology clinic first.', cites: cites('decisions') },
  ],
});
