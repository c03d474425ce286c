/** RF-16: leg pain with fever on dialysis: a line or access infection that seeds spine, joint or skin. */
import { all, any, ask, cites, flag, flags, offer } from '#rules';
import { history, infection, joints, orders, veins } from '#findings';

const febrile = all(history.dialysis, infection.fever);
const emergency = all(febrile, any(infection.septic, infection.neutropenia));

export default flags({
  id: 'rf-16-dialysis-fever',
  name: 'Dialysis with fever and leg pain',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-16',
      name: 'dialysis with fever and leg pain',
      condition: 'cellulitis',
      levels: [
        { urgency: 'emergency', when: emergency },
        { urgency: 'same-day', when: febrile },
      ],
      openWhen: all(history.dialysis, any(joints.hotJoint, veins.redWarm, infection.deepInfectionRecorded)),
      say: 'Fever with leg pain on dialysis is an infection of the line or access until cultures say otherwise, and may have reached spine, joint or skin: today, with the dialysis unit. With two SIRS signs and a diabetic foot wound, immunosuppression or lactate above 2 mmol/L: emergency.',
      ask: [
        ask('red-flags', 'Fever or shivering, above all during dialysis? Temperature and heart rate now'),
        ask('exam.leg', 'Legs, and the access: red, warm, swollen, pus?'),
        ask('back-to-leg', 'Back pain, or pain from the back into the leg?'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', label: 'Emergency assessment: sepsis on dialysis', when: all(emergency, infection.feverNow), cites: cites('vascular-14') }),
        offer(infection.accessToday, { urgency: 'same-day', cites: cites('vascular-15') }),
        offer(infection.bloodCultures, { urgency: 'same-day', cites: cites('vascular-14#cultures') }),
        offer(orders.bloodCount, { urgency: 'same-day', cites: cites('vascular-14#cultures') }),
        offer(orders.crpTest, { urgency: 'same-day', cites: cites('vascular-14#cultures') }),
      ],
      cites: cites('vascular-15', 'vascular-14'),
    }),
  ],
  never: [
    { id: 'next-session', text: 'Waiting for the next dialysis session.', cites: cites('vascular-15') },
    { id: 'antibiotic-before-cultures', text: 'An antibiotic before cultures in a stable patient.', cites: cites('vascular-14#cultures') },
  ],
});
