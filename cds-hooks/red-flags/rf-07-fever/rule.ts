/** RF-07: leg pain with fever. Redness, dialysis and injecting have their own letters; neutropenia and sepsis are an emergency. */
import { all, any, ask, cites, flag, flags, offer, unless } from '#rules';
import { history, infection, joints, orders, perfusion, symptoms, veins } from '#findings';

const emergency = all(infection.fever, any(infection.neutropenia, infection.septic));
// RF-03c, RF-16, RF-19 and RF-20 raise the same urgency or more, with a closer word on what to do.
const closerLetter = all(
  any(all(veins.redWarm, veins.fever), all(joints.hotJoint, infection.fever), all(history.dialysis, infection.fever), all(infection.drugUse, infection.fever)),
  unless(infection.neutropenia),
);
// A cold in someone with the cramps of years: every part said or recorded, nothing at leg or back, nobody at risk.
const usualCramps = all(
  symptoms.onsetOverMonths,
  symptoms.hardMuscle,
  symptoms.attackMinutes,
  symptoms.recurrentAttacks,
  any(symptoms.bothEqual, symptoms.alternates),
  unless(
    any(
      history.immunosuppressed,
      history.diabetes,
      history.dialysis,
      infection.drugUse,
      infection.spinalPain,
      infection.deepInfectionRecorded,
      veins.anyLegSign,
      joints.hotJoint,
      perfusion.wound,
      symptoms.weakness,
      symptoms.worsening,
    ),
  ),
);
const cultures = any(infection.neutropenia, history.immunosuppressed, joints.hotJoint, infection.spinalPain, infection.deepInfectionRecorded, veins.sirs);

export default flags({
  id: 'rf-07-fever',
  name: 'Leg pain with fever',
  seed: 'leg pain associated with fever',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-07',
      name: 'leg pain with fever',
      condition: 'cellulitis',
      levels: [
        { urgency: 'emergency', when: emergency },
        { urgency: 'same-day', when: all(infection.fever, unless(usualCramps)) },
        { urgency: 'days', when: infection.fever },
      ],
      openWhen: infection.deepInfectionRecorded,
      excludedBy: closerLetter,
      say: 'Leg pain with fever is an infection of skin, wound, joint, bone or spine until the legs have been undressed and examined, today; with neutropenia, or with two SIRS signs and a diabetic foot wound, immunosuppression or lactate above 2 mmol/L, now. Paracetamol and steroids hide fever: a normal temperature does not clear a reported one.',
      ask: [
        ask('red-flags', 'Fever or shivering now? Temperature, heart rate, breathing; a hot joint?'),
        ask('exam.leg', 'Both legs and feet undressed: red, warm, swollen, a wound?'),
        ask('back-to-leg', 'Back pain, or pain from the back into the leg?'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, {
          urgency: 'emergency',
          label: 'Emergency assessment: fever with neutropenia or sepsis',
          when: all(emergency, infection.feverNow),
          cites: cites('vascular-14'),
        }),
        offer(infection.feverToday, { urgency: 'same-day', unless: usualCramps, cites: cites('vascular-14') }),
        offer(orders.bloodCount, { urgency: 'same-day', unless: usualCramps, label: 'Blood count with differential', cites: cites('vascular-14') }),
        offer(orders.crpTest, { urgency: 'same-day', unless: usualCramps, cites: cites('vascular-14#checks') }),
        offer(infection.bloodCultures, { urgency: 'same-day', when: cultures, cites: cites('vascular-14') }),
      ],
      cites: cites('vascular-14', 'decisions'),
    }),
  ],
  never: [
    { id: 'normal-temperature', text: 'A normal temperature after paracetamol or on a steroid as the all-clear.', cites: cites('vascular-14#hidden') },
    { id: 'wait-for-results', text: 'Waiting for blood results before the legs are looked at.', cites: cites('vascular-14#checks') },
  ],
});
