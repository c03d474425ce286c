/** RF-20: drugs that may be injected with a leg, groin or back complaint: abscess, clot, false aneurysm, joint, spine. */
import { all, any, ask, cites, flag, flags, offer, unless } from '#rules';
import { acute, exam, history, infection, joints, orders, symptoms, veins } from '#findings';

const suspicion = all(infection.drugUse, infection.injectionSign);
const emergency = all(infection.drugUse, infection.fever, any(infection.septic, infection.neutropenia));

export default flags({
  id: 'rf-20-injection-drug-use',
  name: 'Drugs that may be injected, with leg, groin or back trouble',
  status: 'draft',
  revised: '2026-11-24',
  flags: [
    flag({
      id: 'RF-20',
      name: 'possible injecting with fever or a leg sign',
      condition: 'cellulitis',
      levels: [
        { urgency: 'emergency', when: emergency },
        { urgency: 'same-day', when: any(suspicion, all(infection.drugUse, infection.newSevereGroinOrBack)) },
      ],
      openWhen: all(infection.drugUse, symptoms.oneLeg, acute.recentOnset, unless(acute.flagsNoneNow)),
      say: 'A drug that may be injected is recorded, and there is fever, a leg sign or severe new pain of thigh, buttock or back: abscess, clot, infected false aneurysm of the groin, septic joint or spinal infection, today. A lump in the groin is not cut or punctured before an ultrasound. Many with this diagnosis never inject: ask, do not assume.',
      ask: [
        ask('red-flags', 'Fever or shivering? A hot joint? Are drugs injected, and where?'),
        ask('exam.leg', 'Both legs and groins: swollen, red, a lump, injection sites?'),
        ask('back-to-leg', 'Back pain, or pain from the back into the leg?'),
      ],
      suggest: [
        offer(orders.emergencyAssessment, { urgency: 'emergency', label: 'Emergency assessment: sepsis', when: all(emergency, infection.feverNow), cites: cites('vascular-14') }),
        offer(infection.injectionToday, { urgency: 'same-day', cites: cites('vascular-15') }),
        offer(infection.bloodCultures, { urgency: 'same-day', when: any(infection.fever, joints.hotJoint, infection.spinalPain), cites: cites('vascular-14#cultures') }),
        offer(orders.venousDuplex, {
          urgency: 'same-day',
          label: 'Duplex of leg and groin, veins and arteries, today',
          when: any(veins.swellingOneLeg, exam.deepVeinTender, symptoms.siteThigh),
          unless: history.dvtAcute,
          cites: cites('vascular-15'),
        }),
        offer(orders.bloodCount, { urgency: 'same-day', cites: cites('vascular-14#cultures') }),
        offer(orders.crpTest, { urgency: 'same-day', cites: cites('vascular-14#cultures') }),
      ],
      cites: cites('vascular-15', 'vascular-14', 'codes'),
    }),
  ],
  never: [
    { id: 'incise-groin', text: 'Cutting or puncturing a groin lump before an ultrasound.', cites: cites('vascular-15#groin') },
    { id: 'label', text: 'Taking a use disorder, or treatment for it, as proof of injecting, or as the reason for the pain.', cites: cites('codes') },
  ],
});
